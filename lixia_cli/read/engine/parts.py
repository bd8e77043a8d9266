"""A table with more rows than fit into memory, read part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from lixia_cli.files.problems import InputError
from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.engine.connection import opened
from lixia_cli.read.engine.location import Location
from lixia_cli.read.engine.rows import Chosen, DistinctTexts, Sent, too_many
from lixia_cli.read.engine.series import SeriesOfTable
from lixia_cli.read.parts.places import Placing
from lixia_cli.read.parts.wanted import Wanted
from lixia_cli.read.records import Records
from lixia_cli.read.scope import Scope
from lixia_cli.read.spill import Spill
from lixia_cli.text.messages import Message


class TableInParts(NamedTuple):
    """A table that is read part by part, a `parts.source.InParts`."""

    location: Location
    conventions: Conventions
    wanted: Wanted
    scope: Scope
    distinct: DistinctTexts
    """What was asked of the table before."""

    @contextmanager
    def opened(self, placing: Placing) -> Iterator[RowsOfTable]:
        """Open the table. Raises InputError for what the engine reports."""
        with Spill() as spill, ExitStack() as connection:
            source = connection.enter_context(opened(self.location))
            chosen = Chosen.of(source, *self)
            yield RowsOfTable(chosen, SeriesOfTable.of(chosen, placing, self.refused), spill, connection.close)

    def refused(self, reason: Message) -> InputError:
        """Return the error for a table that can only be read as a whole, for a reason."""
        return too_many(self.location, self.scope, reason)


class RowsOfTable:
    """The rows of an open table, a `parts.source.Rows`."""

    def __init__(self, chosen: Chosen, series: SeriesOfTable, spill: Spill, close: Callable[[], None]) -> None:
        """Take the rows, and what closes the table once they are here."""
        self._chosen = chosen
        self._series = series
        self._spill = spill
        self._close = close
        self._sent: Sent = chosen.sent()
        self._notes: tuple[Message, ...] = ()

    @property
    def regions(self) -> Coded:
        """Return their regions."""
        return self._series.regions

    @property
    def counts(self) -> Ints:
        """Return how many belong to each place."""
        return self._series.counts

    def fetch(self) -> None:
        """Fetch all rows. Raises RuntimeError where there are others than were counted."""
        self._spill.fill(self._sent.with_series(self._series.places))
        if not self._sent.fewer and self._spill.count != int(self.counts.sum()):
            raise RuntimeError("the table has changed meanwhile")
        self._notes = self._chosen.notes(self._spill.count)
        self._close()

    def records(self, first: int, last: int) -> Records:
        """Return those of some places, in their order."""
        columns, numbers = self._spill.rows(first, last)
        return self._chosen.records(self._sent.part(columns, len(numbers), self._series.places))

    def notes(self) -> tuple[Message, ...]:
        """Return notes on what is not read."""
        return self._notes

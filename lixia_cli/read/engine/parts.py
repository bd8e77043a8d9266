"""A table with more rows than fit into memory, read part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from lixia_cli.files.problems import InputError
from lixia_cli.model.arrays import Ints
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.engine.batches import Place
from lixia_cli.read.engine.connection import opened
from lixia_cli.read.engine.location import Location
from lixia_cli.read.engine.rows import Chosen, DistinctTexts, Sent, too_many
from lixia_cli.read.engine.series import OfSeries, SeriesOfTable
from lixia_cli.read.parts.source import Series
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
    def opened(self) -> Iterator[RowsOfTable]:
        """Open the table. Raises InputError for what the engine reports."""
        with Spill() as spill, ExitStack() as connection:
            source = connection.enter_context(opened(self.location))
            chosen = Chosen.of(source, *self)
            yield RowsOfTable(chosen, spill, connection.close, self.refused)

    def refused(self, reason: Message) -> InputError:
        """Return the error for a table that can only be read as a whole, for a reason."""
        return too_many(self.location, self.scope, reason)


class RowsOfTable:
    """The rows of an open table, a `parts.source.Rows`."""

    def __init__(
        self, chosen: Chosen, spill: Spill, close: Callable[[], None], refused: Callable[[Message], InputError]
    ) -> None:
        """Take the rows, and what closes the table once they are here."""
        self._chosen = chosen
        self._spill = spill
        self._close = close
        self._sent: Sent = chosen.sent()
        self._series = SeriesOfTable.of(chosen, refused)
        self._notes: tuple[Message, ...] = ()
        self._place: Place | None = None

    @property
    def series(self) -> Series:
        """Return their series."""
        return self._series.as_read

    def divide(self, part: Ints, place: Ints) -> None:
        """Fetch all rows. Raises RuntimeError where there are others than were counted."""
        series, spill = self._series, self._spill
        spill.fill(self._sent.with_series(OfSeries(*series.written, part)))
        if not self._sent.fewer and spill.count != int(series.as_read.counts.sum()):
            raise RuntimeError("the table has changed meanwhile")
        self._place = OfSeries(*series.written, place)
        self._notes = self._chosen.notes(spill.count)
        self._close()

    def records(self, part: int) -> Records:
        """Return the rows of a part, ordered by their targets."""
        assert self._place is not None, "divided first"
        columns, numbers = self._spill.rows(part, part + 1)
        return self._chosen.records(self._sent.part(columns, len(numbers), self._place))

    def notes(self) -> tuple[Message, ...]:
        """Return notes on what is not read."""
        return self._notes

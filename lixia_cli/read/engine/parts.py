"""A table with more rows than fit into memory, read part by part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from lixia_cli.files.problems import InputError
from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.engine.connection import opened
from lixia_cli.read.engine.location import Location
from lixia_cli.read.engine.rows import Chosen, DistinctTexts, too_many
from lixia_cli.read.parts.by_place import RowsByPlace
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
        with Spill(len(self.wanted.place.order)) as spill:
            with opened(self.location) as source:
                rows = RowsOfTable(Chosen.of(source, *self), spill, placing)
            yield rows

    def refused(self, reason: Message) -> InputError:
        """Return the error for a table that can only be read as a whole, for a reason."""
        return too_many(self.location, self.scope, reason)


class RowsOfTable:
    """The rows of an open table, a `parts.source.Rows`."""

    def __init__(self, chosen: Chosen, spill: Spill, placing: Placing) -> None:
        """Fetch the rows into an empty file."""
        self._chosen = chosen
        self._rows = RowsByPlace(spill, placing, chosen.words)
        self._rows.fill(chosen.sent().blocks())
        self._notes = chosen.notes(int(self.counts.sum()))

    @property
    def regions(self) -> Coded:
        """Return their regions."""
        return self._rows.regions

    @property
    def counts(self) -> Ints:
        """Return how many belong to each place."""
        return self._rows.counts

    def records(self, first: int, last: int) -> Records:
        """Return those of some places, in their order."""
        return self._chosen.records(self._rows.rows(first, last, in_order=True))

    def notes(self) -> tuple[Message, ...]:
        """Return notes on what is not read."""
        return self._notes

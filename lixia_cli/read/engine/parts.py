"""A table with more rows than fit into memory, read part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from lixia_cli.files.problems import InputError
from lixia_cli.model.table import Table
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.engine.connection import opened
from lixia_cli.read.engine.location import Location
from lixia_cli.read.engine.parquet import NotNeededError, WholeFile
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
                chosen = Chosen.of(source, *self)
                rows = RowsByPlace(spill, placing, chosen.words)
                rows.fill(chosen.sent().blocks())
                notes = chosen.notes(int(rows.counts.sum()))
            yield RowsOfTable(rows, chosen.records, notes)

    def refused(self, reason: Message) -> InputError:
        """Return the error for a table that can only be read as a whole, for a reason."""
        return too_many(self.location, self.scope, reason)


class FileInParts(NamedTuple):
    """A Parquet file that is read part by part without an engine, a `parts.source.InParts`."""

    file: WholeFile
    table: TableInParts
    """The same file as a table of an engine, for what is found only when its rows are read."""

    @property
    def conventions(self) -> Conventions:
        """Return what is known of its headers, words and gaps."""
        return self.table.conventions

    @property
    def wanted(self) -> Wanted:
        """Return the names that its observations may have."""
        return self.table.wanted

    @property
    def scope(self) -> Scope:
        """Return what is selected, and how many rows make a part."""
        return self.table.scope

    @contextmanager
    def opened(self, placing: Placing) -> Iterator[RowsOfTable]:
        """Read the file. Raises InputError for what is wrong with it."""
        with ExitStack() as stack:
            spill = stack.enter_context(Spill(len(self.wanted.place.order)))
            found = RowsByPlace(spill, placing, self.file.needed.words)
            try:
                found.fill(self.file.blocks())
                rows = RowsOfTable(found, self.file.described.records, self.file.described.notes())
            except NotNeededError:
                stack.close()
                rows = stack.enter_context(self.table.opened(placing))
            yield rows

    def refused(self, reason: Message) -> InputError:
        """Return the error for a file that can only be read as a whole, for a reason."""
        return self.table.refused(reason)


class RowsOfTable(NamedTuple):
    """The rows of a table that were fetched, a `parts.source.Rows`."""

    placed: RowsByPlace
    as_records: Callable[[Table], Records]
    """Makes records of some of them."""
    said: tuple[Message, ...]
    """Notes on what is not read."""

    def records(self, first: int, last: int) -> Records:
        """Return those of some places, in their order."""
        return self.as_records(self.placed.rows(first, last, in_order=True))

    def notes(self) -> tuple[Message, ...]:
        """Return notes on what is not read."""
        return self.said

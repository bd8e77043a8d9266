"""A CSV file that is too long to be read as a whole, read part by part."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from lixia_cli.files.problems import InputError, file_label
from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Column, Table
from lixia_cli.read.columns_beside import TOLD_BY_ALL_ROWS
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.csv_columns import AsWritten, Columns
from lixia_cli.read.csv_heading import Heading, Lines, NamedRows
from lixia_cli.read.csv_regular import blocks_of
from lixia_cli.read.csv_rows import Body, Fitter, Rows, rows_that_fit
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.notation import notation_between
from lixia_cli.read.parts.by_place import RowsByPlace
from lixia_cli.read.parts.csv_opening import Opened, bodies_of, opened_at_ends, too_long
from lixia_cli.read.parts.csv_pieces import Encoding, ends_of
from lixia_cli.read.parts.places import Placing
from lixia_cli.read.parts.source import NOT_IN_PARTS
from lixia_cli.read.parts.wanted import Wanted
from lixia_cli.read.parts.words import Words
from lixia_cli.read.read import notes_on_name, refuse_others
from lixia_cli.read.records import Records
from lixia_cli.read.scope import Scope
from lixia_cli.read.source import split_sheet
from lixia_cli.read.spill import Spill
from lixia_cli.text.messages import Message

MOST_TEXTS = 500_000
"""Distinct texts of a column that are kept in memory from one piece to the next."""
PIECES = 16
"""Pieces of which one table is made."""
_LINE, _ODD = " line", " odd "
"""Columns of the rows in between beside those of the file: the number of the line, and odd cells of another column."""


class CsvInParts(NamedTuple):
    """A CSV file that is read part by part, a `parts.source.InParts`."""

    path: str
    heading: Heading
    begin: int
    """Where in the file the line after the header starts."""
    encoding: Encoding
    said: Sequence[Message]
    """Notes on that."""
    as_written: bool
    """Numbers stay texts."""
    conventions: Conventions
    wanted: Wanted
    scope: Scope

    @contextmanager
    def opened(self, placing: Placing) -> Iterator[RowsOfCsv]:
        """Read the file. Raises InputError with what is wrong with its rows."""
        numbers = len(self.wanted.place.order)
        with ExitStack() as stack:
            try:
                rows = RowsOfCsv(self, stack.enter_context(Spill(numbers)), placing)
            except AsWritten:
                stack.close()
                rows = RowsOfCsv(self._replace(as_written=True), stack.enter_context(Spill(numbers)), placing)
            yield rows

    def refused(self, reason: Message) -> InputError:
        """Return the error for a file that can only be read as a whole, for a reason."""
        return too_long(self.heading.file, self.scope, reason)

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers of the columns that are read, by name."""
        return self.heading.headers

    def records(
        self, table: Table, lines: Ints, odd: Mapping[str, Coded], words: Mapping[str, Collection[str]]
    ) -> Records:
        """Return the records of some rows; `words` are those of all rows, see `Records`."""
        return Records(
            self.heading.file,
            table,
            self.headers,
            Lines(self.heading.file, self.headers, lines),
            notation_between(self.heading.header.separator),
            understood=self.heading.understood(self.encoding.name.upper()),
            odd=odd,
            words=words,
            order=lines,
        )

    def rows(self) -> Iterator[NamedRows]:
        """Read the rows in file order, some at a time. Raises AsWritten where numbers are better left as texts."""
        fitter = self.heading.fitter()
        header = self.heading.header
        if header.lines > 1:
            fitter.check_line_breaks(1, header.cells)
        columns, lines = Columns(self.heading.body(b"", 0, 0, self.as_written)), list[Ints]()
        with open(self.path, "rb", buffering=0) as file:
            opened = Opened(self.heading, self.begin, self.encoding, self.said)
            for number, body in enumerate(bodies_of(file, opened, self.as_written, self.refused), 1):
                for found in blocks_of(body, fitter):
                    if found.block is None:
                        _report(body._replace(begin=found.begin, end=found.end, first=found.first), fitter)
                    elif found.block.row_count:
                        columns.add(found.block)
                        lines.append(found.lines(found.block))
                if number % PIECES == 0:
                    yield from self._taken(columns, lines)
            yield from self._taken(columns, lines)
        fitter.finish()

    def _taken(self, columns: Columns, lines: list[Ints]) -> Iterator[NamedRows]:
        """Yield the rows that were added to columns, if there are any, and leave none in them."""
        if lines:
            yield self.heading.named(Rows(*columns.joined(), np.concatenate(lines)))
            columns.forget(MOST_TEXTS)
            lines.clear()


def _report(body: Body, fitter: Fitter) -> None:
    """Report rows that don't fit the header."""
    for _ in rows_that_fit(body, fitter):
        pass


class RowsOfCsv:
    """The rows of a long CSV file, a `parts.source.Rows`."""

    def __init__(self, file: CsvInParts, spill: Spill, placing: Placing) -> None:
        """Read all of them into an empty file. Raises AsWritten where numbers are better left as texts."""
        self._file = file
        words = Words(file.conventions)
        self._kinds = {
            column.name: _Distinct(words, column.name) for column in TOLD_BY_ALL_ROWS if column.name in file.headers
        }
        """The texts in columns that say what kind of row each is."""
        self._numbers = [name for name in file.headers if file.heading.kinds[name] == "number"]
        self.placed = RowsByPlace(spill, placing, words, as_they_come=True)
        self.placed.fill(self._tables())

    def _tables(self) -> Iterator[Table]:
        """Yield the rows with their lines and odd cells as further columns."""
        yield self._no_rows()  # so that the columns are known in any case
        for table, odd, lines in self._file.rows():
            for name, texts in self._kinds.items():
                texts.add(table.texts(name))
            empty = Coded.full(len(table), "")
            further = {_ODD + name: odd.get(name, empty) for name in self._numbers}
            yield table.with_columns({**further, _LINE: np.asarray(lines, dtype=np.uint32)})

    def _no_rows(self) -> Table:
        floats = [] if self._file.as_written else self._numbers
        texts = [name for name in self._file.headers if name not in floats] + [_ODD + name for name in self._numbers]
        columns: dict[str, Column] = {name: Coded.full(0, "") for name in texts}
        columns |= {name: np.empty(0) for name in floats}
        return Table({**columns, _LINE: np.empty(0, dtype=np.uint32)}, 0)

    def records(self, first: int, last: int) -> Records:
        """Return those of some places, those of each target in the order of the file."""
        table = self.placed.rows(first, last)
        lines = _lines(table)
        odd = {name.removeprefix(_ODD): table.texts(name) for name in table if name.startswith(_ODD)}
        words = {name: list(texts.read_as) for name, texts in self._kinds.items()}
        return self._file.records(table.select(self._file.headers), lines, odd, words)

    def notes(self) -> tuple[Message, ...]:
        """Return how the text was read, and which columns are not used."""
        file = self._file
        return (*notes_on_name(file.path, file.heading.file), *file.said, *file.heading.notes())


def _lines(table: Table) -> Ints:
    """Return the lines of rows; a table without rows has no types."""
    lines = table[_LINE]
    return np.empty(0, dtype=np.int64) if isinstance(lines, Coded) else lines.astype(np.int64)


class _Distinct:
    """The distinct texts of a column as they are read."""

    def __init__(self, words: Words, name: str) -> None:
        self._words = words
        self._name = name
        self._known: Texts | None = None
        self.read_as = dict[str, None]()
        """In order of appearance."""

    def add(self, column: Coded) -> None:
        """Add those of a block."""
        if column.distinct is not self._known:
            self._known = column.distinct
            self.read_as |= dict.fromkeys(self._words.read_as(self._name, text.strip()) for text in column.distinct)


def csv_in_parts(
    source: str, context: Context, encoding: str | None, conventions: Conventions, wanted: Wanted, scope: Scope
) -> Records:
    """Return the records of a CSV file without rows, which are to be read part by part.

    Raises InputError for what is wrong with its header, and for a file that can't be read so.
    """
    path, sheet = split_sheet(source)
    file = file_label(path)
    if not scope.in_parts:
        raise too_long(file, scope, Message(NOT_IN_PARTS))
    with open(path, "rb", buffering=0) as content:
        ends = ends_of(content, os.fstat(content.fileno()).st_size)
    refuse_others(ends.content, file, sheet)
    heading, begin, of, said = opened_at_ends(ends, file, context, encoding, scope)
    rows = CsvInParts(path, heading, begin, of, said, context.numbers_as_written, conventions, wanted, scope)
    nothing = Table({name: Coded.full(0, "") for name in heading.headers}, 0)
    return replace(rows.records(nothing, np.empty(0, dtype=np.int64), {}, {}), in_parts=rows)

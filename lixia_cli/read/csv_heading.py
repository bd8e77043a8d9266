"""What the header of a CSV file says of its columns, and the table of its rows under their declared names."""

from __future__ import annotations

import contextlib
import csv
import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from lixia_cli.files.problems import Place
from lixia_cli.model import schema
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.coded import Coded, coded
from lixia_cli.model.table import Column, Table
from lixia_cli.read.columns_beside import PARTS
from lixia_cli.read.csv_rows import Body, Fitter, Rows
from lixia_cli.read.csv_text import Header, cell_limit, split_lines
from lixia_cli.read.further import further_positions, notes_on_further
from lixia_cli.read.headers import columns_not_used, match_headers
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.understood import LONG, Understood
from lixia_cli.read.notation import Notation, notation_between
from lixia_cli.read.records import is_floats
from lixia_cli.read.unread import SAMPLE, Unread, are_units_said
from lixia_cli.text.messages import Message

_LONGEST_SAMPLE = 1_000_000
"""Characters at the start of a text in which units and the like are looked for."""


class Lines(NamedTuple):
    """The lines on which the rows start."""

    file: str
    headers: Mapping[str, str]
    lines: Sequence[int] | Ints

    def place(self, row: int, column: str) -> Place:
        """Return the line on which a row starts."""
        return Place(self.file, int(self.lines[row]), self.headers.get(column, column))


class NamedRows(NamedTuple):
    """Rows of a file, by the names of their columns."""

    table: Table
    """As in `Records`."""
    odd: Mapping[str, Coded]
    """As in `Records`."""
    lines: Sequence[int] | Ints
    """The line of each row."""

    def some(self, rows: Bools) -> NamedRows:
        """Return some of them."""
        odd = {name: cells[rows] for name, cells in self.odd.items()}
        return NamedRows(self.table.rows(rows), odd, np.asarray(self.lines)[rows])


class Heading(NamedTuple):
    """The columns of a CSV file with one row per record."""

    file: str
    header: Header
    positions: Mapping[str, int]
    """Those of declared columns, by name."""
    further: dict[str, int]
    """Those of columns that are kept as they are."""
    unused: Sequence[str]
    """The headers of all others."""
    kinds: Mapping[str, str]
    """What declared columns hold, by name."""

    @classmethod
    def of(cls, header: Header, file: str, columns: Sequence[schema.Column], context: Context | None) -> Heading:
        """Find the columns under a header. Raises InputError where a needed one is missing or one is there twice."""
        cells = header.cells
        positions, _ = match_headers(cells, columns, Place(file, 1))
        known = set(positions.values())
        others = [position for position in range(len(cells)) if position not in known]
        further = further_positions(cells, others, context)
        unused = [cells[position] for position in others if position not in further.values()]
        kinds = {column.name: column.kind for column in columns}
        return cls(file, header, positions, further, [text for text in unused if text.strip()], kinds)

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers of all columns that are read, by name."""
        return {name: self.header.cells[position] for name, position in self._every.items()}

    @property
    def _every(self) -> dict[str, int]:
        return {**self.positions, **self.further}

    @property
    def _named(self) -> int:
        """Return how many columns there are up to the last one with a heading."""
        return max(number for number, cell in enumerate(self.header.cells, 1) if cell.strip())

    def check_unread(self, text: str, notes: Sequence[tuple[Place, str]], context: Context | None) -> None:
        """Raise InputError for units or parts of years beside the columns of actuals that are read.

        They are looked for in the first rows of a text, and in the notes below it.
        """
        if context is None or not context.of_actuals:
            return
        cells = self.header.cells
        others = [at for at, cell in enumerate(cells) if cell in self.unused]
        remarks = [at for at in (self.positions.get("note"),) if at is not None]
        rows = list[list[str]]()
        if others or remarks or notes:
            lines = split_lines(text[self.header.end : self.header.end + _LONGEST_SAMPLE])
            with cell_limit(), contextlib.suppress(csv.Error):  # which is said when all rows are read
                rows += itertools.islice(csv.reader(lines, delimiter=self.header.separator), SAMPLE)
        rows = [row for row in rows if len(row) == len(cells)]
        columns, beside = (
            [(Place(self.file, 1, cells[at]), [row[at] for row in rows]) for at in positions]
            for positions in (others, remarks)
        )
        period = self.positions.get("period")
        periods = [row[period] for row in rows] if period is not None else []
        units_said = are_units_said(context, self.positions, self.headers.values())
        every = () if any(part.name in self.positions for part in PARTS) else {*periods}
        named = [at for at in map(self.positions.get, ("key", "region")) if at is not None]
        series = [tuple(row[at] for at in named) for row in rows]
        Unread(columns, beside, periods, notes, every=every, series=series).check(context, units_said)

    def fitter(self) -> Fitter:
        """Return what fits rows to the header."""
        numeric = [at for name, at in self.positions.items() if self.kinds[name] in ("number", "year", "period")]
        return Fitter(self.file, self.header.separator, self._named, numeric)

    def body(self, content: bytes, begin: int, end: int, as_written: bool) -> Body:
        """Return what is below the header, between two positions in a text; numbers stay texts `as_written`."""
        numbers = frozenset(at for name, at in self.positions.items() if self.kinds[name] == "number")
        separator = self.header.separator
        return Body(
            content,
            self.header.lines + 1,
            separator,
            len(self.header.cells),
            [*self._every.values()],
            frozenset() if as_written else numbers,
            notation_between(separator) is Notation.POINT,
            begin,
            end,
        )

    def named(self, rows: Rows) -> NamedRows:
        """Return rows by the names of columns, without those that have nothing in any declared one."""
        odd = {name: rows.odd[at] for name, at in self.positions.items() if at in rows.odd}
        named = NamedRows(Table({name: rows.columns[at] for name, at in self._every.items()}), odd, rows.lines)
        blank = _blank_rows(named.table.select(self.positions), odd)
        return named.some(~blank) if blank.any() else named

    def notes(self) -> list[Message]:
        """Return which columns are not used or kept as they are."""
        notes = [columns_not_used(self.file, self.unused)] if self.unused else []
        return [*notes, *notes_on_further(self.file, self.header.cells, self.further)]

    def understood(self, encoding: str, passed_over: tuple[tuple[Place, str], ...] = ()) -> Understood:
        """Return what was recognised in the file, `passed_over` the notes below its rows."""
        headers = self.headers
        return Understood(
            LONG,
            Place(self.file, 1),
            tuple((headers[name], name) for name in self.positions),
            passed_over,
            tuple(self.unused),
            self.header.separator,
            encoding,
            kept=tuple(headers[name] for name in self.further),
        )


def _blank_rows(table: Table, odd: Mapping[str, Coded]) -> Bools:
    """Return which rows have nothing in any cell."""
    first, *others = sorted(table, key=lambda name: not is_floats(table[name]))  # which are asked in no time
    blank: Bools = np.logical_and.reduce([_is_blank(table[first]), *(cells == "" for cells in odd.values())])
    rows = np.flatnonzero(blank)
    if len(rows):
        blank[rows] = np.logical_and.reduce([blank[rows], *(_is_blank(table[name][rows]) for name in others)])
    return blank


def _is_blank(column: Column) -> Bools:
    if is_floats(column):
        return np.isnan(column)
    return coded(column).holds(lambda text: not text or text.isspace())

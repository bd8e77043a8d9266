"""The cells of a column of a table, made at once for the rows that are treated alike."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple, TypeVar

import numpy as np

from lixia_cli.model.arrays import Floats, Ints
from lixia_cli.model.assessed_columns import WHOLE_NUMBERS
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.records import records_of
from lixia_cli.model.table import Column, Table
from lixia_cli.render.cells import Bar, Bars, Cell, gaps_before_marks
from lixia_cli.render.column import Record
from lixia_cli.render.distinct import Distinct, Numbers, numbered_values, spread
from lixia_cli.render.figures import DividedError, Figures, Words, filled, has_gap
from lixia_cli.render.numbers import Number
from lixia_cli.render.rounded_text import decimals_of

Made = TypeVar("Made")

LEAST = 32
"""Rows that are made together; the cells of fewer are made one by one."""
FEW = 8
"""Up to so many different numbers of a column are told apart as words are."""


class Alone(NamedTuple):
    """Cells of a column that were made one by one."""

    places: Ints
    """Their positions among the cells of the column."""
    made: Sequence[Cell]

    def texts(self) -> Iterable[str]:
        """Return the text of each."""
        return [cell.text for cell in self.made]

    def values(self) -> Floats:
        """Return the number of each, NaN without any."""
        return np.array([math.nan if cell.number is None else cell.number.value for cell in self.made])

    def formats(self) -> Iterable[Number | None]:
        """Return for each a number that is shown as its own is, with the decimals that are shown."""
        return [cell.number and cell.number.settled()._replace(value=0.0) for cell in self.made]

    def marks(self) -> Sequence[str | None]:
        """Return the marks of each, or one for all."""
        return [cell.marks for cell in self.made]

    def bars(self) -> Bars:
        """Return the bar of each."""
        return Bars.of(cell.bar for cell in self.made)


class Alike(NamedTuple):
    """Cells of a column that differ in their numbers alone."""

    places: Ints
    cell: Cell
    """What they have in common: its texts have gaps, and its numbers may be Figures."""
    held: Sequence[Sequence[str]]
    """What fills the gaps."""

    def texts(self) -> Iterable[str]:
        """Return the text of each."""
        return self._texts(self.cell.text)

    def values(self) -> Floats:
        """Return the number of each, NaN without any."""
        return self._numbers(math.nan if self.cell.number is None else self.cell.number.value)

    def formats(self) -> Iterable[Number | None]:
        """Return for each a number that is shown as its own is."""
        number, value = self.cell.number, self.cell.value
        if number is None or not isinstance(value, Figures):
            return [number and number.settled()._replace(value=0.0)] * len(self.places)
        if not number.trimmed:
            return [number._replace(value=0.0)] * len(self.places)
        decimals = list(map(decimals_of, number.digits_of_rows(value)))
        kinds = {count: number._replace(value=0.0, decimals=count, trimmed=False) for count in set(decimals)}
        return [kinds[count] for count in decimals]

    def marks(self) -> Sequence[str | None]:
        """Return the marks of each, or one for all."""
        return [self.cell.marks]

    def bars(self) -> Bars:
        """Return the bar of each."""
        bar, count = self.cell.bar, len(self.places)
        if bar is None:
            return Bars.of([None] * count)
        numbers = self._numbers(bar.progress), self._numbers(bar.elapsed)
        texts = self._texts(bar.progress_text), self._texts(bar.elapsed_text)
        return Bars(*numbers, *texts, np.full(count, bar.met))

    def _texts(self, text: str) -> list[str]:
        return filled(text, self.held, len(self.places))

    def _numbers(self, number: object) -> Floats:
        return number.values if isinstance(number, Figures) else np.full(len(self.places), number, dtype=np.float64)


Part = Alone | Alike


@dataclass(frozen=True, eq=False)
class CellColumn:
    """The cells of a column, each distinct one kept once."""

    codes: Ints
    """Of every row, the position of its cell."""
    parts: Sequence[Part]
    """Every cell is in one of them, which has its own in their order."""

    @cached_property
    def count(self) -> int:
        """Return how many different cells there are."""
        return sum(len(part.places) for part in self.parts)

    @cached_property
    def texts(self) -> list[str]:
        """Return the text of each cell."""
        return self._each(lambda part: part.texts())

    @cached_property
    def characters(self) -> str:
        """Return all texts as one, which is searched in a tenth of the time."""
        return "".join(self.texts)

    @cached_property
    def values(self) -> Floats:
        """Return the number of each cell, NaN where it doesn't show exactly one."""
        values = np.empty(self.count)
        for part in self.parts:
            values[part.places] = part.values()
        return values

    @cached_property
    def formats(self) -> Distinct[Number | None]:
        """Return how the number of each cell is shown: a number of this kind, with the decimals that are shown."""
        kinds: dict[Number | None, int] = {}
        known: dict[int, int] = {}  # by identity, for most cells share theirs
        codes = []
        every = self._each(lambda part: part.formats())
        for kind in every:
            if id(kind) not in known:
                known[id(kind)] = kinds.setdefault(kind, len(kinds))
            codes.append(known[id(kind)])
        return Distinct(np.array(codes, dtype=np.int64), list(kinds))

    @cached_property
    def marks(self) -> Distinct[str | None]:
        """Return the marks of each cell."""
        kinds: dict[str | None, int] = {}
        codes = np.empty(self.count, dtype=np.int64)
        for part in self.parts:
            codes[part.places] = [kinds.setdefault(marks, len(kinds)) for marks in part.marks()]
        return Distinct(codes, list(kinds))

    @cached_property
    def behind(self) -> Distinct[tuple[str, str | None]]:
        """Return the gap between the text of each cell and its marks, and these."""
        gaps, marks = numbered_values(gaps_before_marks(self.texts)), self.marks
        codes = gaps.codes * len(marks.values) + marks.codes
        return Distinct(codes, list(product(gaps.values, marks.values)))

    @cached_property
    def bars(self) -> Bars:
        """Return the bar of each cell."""
        found = [part.bars() for part in self.parts]
        if len(found) == 1:
            return found[0]
        return Bars.of(self._in_place([bars.rows() for bars in found]))

    def rows(self) -> list[Cell]:
        """Return the cell of every row."""
        cells = map(_cell, self.texts, self.values.tolist(), self.formats.rows(), self.marks.rows(), self.bars.rows())
        return spread(cells, self.codes)

    def _each(self, of_part: Callable[[Part], Iterable[Made]]) -> list[Made]:
        """Return what there is of each cell, by what its part has of each of its own."""
        return self._in_place([list(of_part(part)) for part in self.parts])

    def _in_place(self, of_parts: Sequence[list[Made]]) -> list[Made]:
        """Return what there is of the cells of each part, in the order of all cells."""
        if len(of_parts) == 1:
            return of_parts[0]
        made = np.empty(self.count, dtype=object)
        for part, of_part in zip(self.parts, of_parts, strict=True):
            made[part.places] = of_part
        cells: list[Made] = made.tolist()
        return cells


def _cell(text: str, value: float, kind: Number | None, marks: str | None = None, bar: Bar | None = None) -> Cell:
    """Return a cell with a number of a kind, if any."""
    return Cell(text, None if kind is None else kind._replace(value=value), marks, bar)


def cell_column(
    rows: Table, numbers: Mapping[str, Numbers], codes: Ints, cell: Callable[[Record], Cell], least: int = LEAST
) -> CellColumn:
    """Return the cells of distinct rows; `codes` say which of them each row of the whole table is.

    `numbers` are those of the values of each column. The cells of `least` rows or more are made together where they
    agree in their words and `cell` treats their numbers alike, those of the others one by one.
    """
    parts: list[Part] = []
    alone = [np.arange(len(rows))]
    many = {name: found for name in rows if (found := _many(name, rows[name], numbers[name])) is not None}
    if many and len(rows) >= least:
        parts, alone = _together(rows, numbers, many, cell, least)
    left = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *alone]))
    if len(left):
        parts.append(Alone(left, list(map(cell, records_of(rows.rows(left))))))
    return CellColumn(codes, parts)


def _together(
    rows: Table,
    numbers: Mapping[str, Numbers],
    many: Mapping[str, Floats | Coded],
    cell: Callable[[Record], Cell],
    least: int,
) -> tuple[list[Part], list[Ints]]:
    """Return the cells that can be made together, and the rows whose cells can't."""
    words = [name for name in rows if name not in many]
    groups = _groups([numbers[name] for name in words], len(rows))
    firsts = np.array([places[0] for places in groups], dtype=np.int64)
    untried = list(zip(groups, records_of(rows.select(words).rows(firsts)), strict=True))
    parts: list[Part] = []
    alone: list[Ints] = []
    while untried:
        places, record = untried.pop()
        if len(places) < least:
            alone.append(places)
            continue
        held: list[Sequence[str]] = []
        own = {name: _of_rows(values[places], held) for name, values in many.items()}
        try:
            made = cell({**record, **own})
            if isinstance(made.text, Words):  # as it is, and not what `each_text` makes of it
                alone.append(places)
            elif made.number is None or not has_gap(made.number.before + made.number.after):
                parts.append(Alike(places, made, held))
            else:  # each number has a format of its own
                alone.append(places)
        except DividedError as divided:  # each kind is tried without the other
            untried += [(places[divided.holds], record), (places[~divided.holds], record)]
        except TypeError:  # what Figures and Words can't do
            alone.append(places)
    return parts, alone


def in_rows(cells: Sequence[Cell]) -> CellColumn:
    """Return a column with these cells in its rows."""
    return CellColumn(np.arange(len(cells)), [Alone(np.arange(len(cells)), cells)])


def _many(name: str, column: Column, numbers: Numbers) -> Floats | Coded | None:
    """Return the numbers or texts of a column if they hardly repeat; rows that differ in them alone may be alike."""
    different = int(numbers.max(initial=0))
    if isinstance(column, Coded):
        return column if 2 * different >= len(column) else None
    return column if column.dtype.kind == "f" and name not in WHOLE_NUMBERS and different >= FEW else None


def _of_rows(values: Floats | Coded, held: list[Sequence[str]]) -> Figures | Words:
    return Words(values.texts(), held) if isinstance(values, Coded) else Figures(values, held)


def _groups(words: Sequence[Numbers], rows: int) -> list[Ints]:
    """Return the positions of the rows that agree in all columns."""
    codes = codes_of(*words) if words else np.zeros(rows, dtype=np.int64)
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(codes[order])) + 1)

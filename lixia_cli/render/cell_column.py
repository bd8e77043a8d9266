"""The cells of a column of a table, made at once for the rows that are treated alike."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Any, NamedTuple, TypeVar

import numpy as np

from lixia_cli.model.arrays import Floats, Ints
from lixia_cli.model.assessed_columns import WHOLE_NUMBERS
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.records import records_of
from lixia_cli.model.table import Column, Table
from lixia_cli.render.cells import Bar, Cell
from lixia_cli.render.column import Record
from lixia_cli.render.distinct import Distinct, Numbers, spread
from lixia_cli.render.figures import DividedError, Figures, filled, has_gap
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

    def values(self) -> Iterable[float]:
        """Return the number of each, NaN without any."""
        return [math.nan if cell.number is None else cell.number.value for cell in self.made]

    def formats(self) -> Iterable[Number | None]:
        """Return for each a number that is shown as its own is, with the decimals that are shown."""
        return [cell.number and cell.number.settled()._replace(value=0.0) for cell in self.made]

    def marks(self) -> Sequence[str | None]:
        """Return the marks of each, or one for all."""
        return [cell.marks for cell in self.made]

    def bars(self) -> Iterable[Bar | None]:
        """Return the bar of each."""
        return [cell.bar for cell in self.made]


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

    def values(self) -> Iterable[float]:
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

    def bars(self) -> Iterable[Bar | None]:
        """Return the bar of each."""
        bar = self.cell.bar
        if bar is None:
            return [None] * len(self.places)
        numbers = self._numbers(bar.progress), self._numbers(bar.elapsed)
        texts = self._texts(bar.progress_text), self._texts(bar.elapsed_text)
        return map(Bar, *numbers, *texts, repeat(bar.met))

    def _texts(self, text: str) -> list[str]:
        return filled(text, self.held, len(self.places))

    def _numbers(self, number: object) -> list[Any]:
        return number.values.tolist() if isinstance(number, Figures) else [number] * len(self.places)


Part = Alone | Alike


@dataclass(frozen=True, eq=False)
class CellColumn:
    """The cells of a column, each distinct one kept once."""

    codes: Ints
    """Of every row, the position of its cell."""
    parts: Sequence[Part]
    """Every cell is in one of them."""

    @cached_property
    def count(self) -> int:
        """Return how many different cells there are."""
        return sum(len(part.places) for part in self.parts)

    @cached_property
    def texts(self) -> list[str]:
        """Return the text of each cell."""
        return self._each(lambda part: part.texts())

    @cached_property
    def values(self) -> Floats:
        """Return the number of each cell, NaN where it doesn't show exactly one."""
        return np.array(self._each(lambda part: part.values()), dtype=np.float64)

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
    def bars(self) -> list[Bar | None]:
        """Return the bar of each cell."""
        return self._each(lambda part: part.bars())

    def rows(self) -> list[Cell]:
        """Return the cell of every row."""
        cells = map(_cell, self.texts, self.values.tolist(), self.formats.rows(), self.marks.rows(), self.bars)
        return spread(cells, self.codes)

    def _each(self, of_part: Callable[[Part], Iterable[Made]]) -> list[Made]:
        """Return what there is of each cell, by what its part has of each of its own."""
        made = np.empty(self.count, dtype=object)
        for part in self.parts:
            made[part.places] = list(of_part(part))
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
    figures = {name: rows.floats(name) for name in rows if _is_figure(name, rows[name], numbers[name])}
    if figures and len(rows) >= least:
        parts, alone = _together(rows, numbers, figures, cell, least)
    left = np.concatenate([np.empty(0, dtype=np.int64), *alone])
    if len(left):
        parts.append(Alone(left, list(map(cell, records_of(rows.rows(left))))))
    return CellColumn(codes, parts)


def _together(
    rows: Table,
    numbers: Mapping[str, Numbers],
    figures: Mapping[str, Floats],
    cell: Callable[[Record], Cell],
    least: int,
) -> tuple[list[Part], list[Ints]]:
    """Return the cells that can be made together, and the rows whose cells can't."""
    words = [name for name in rows if name not in figures]
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
        own = {name: Figures(values[places], held) for name, values in figures.items()}
        try:
            made = cell({**record, **own})
            if made.number is None or not has_gap(made.number.before + made.number.after):
                parts.append(Alike(places, made, held))
            else:  # each number has a format of its own
                alone.append(places)
        except DividedError as divided:  # each kind is tried without the other
            untried += [(places[divided.holds], record), (places[~divided.holds], record)]
        except TypeError:  # what Figures can't do
            alone.append(places)
    return parts, alone


def in_rows(cells: Sequence[Cell]) -> CellColumn:
    """Return a column with these cells in its rows."""
    return CellColumn(np.arange(len(cells)), [Alone(np.arange(len(cells)), cells)])


def _is_figure(name: str, column: Column, numbers: Numbers) -> bool:
    """Return whether a column has numbers that hardly repeat."""
    if isinstance(column, Coded) or column.dtype.kind != "f" or name in WHOLE_NUMBERS:
        return False
    return int(numbers.max(initial=0)) >= FEW


def _groups(words: Sequence[Numbers], rows: int) -> list[Ints]:
    """Return the positions of the rows that agree in all columns."""
    codes = codes_of(*words) if words else np.zeros(rows, dtype=np.int64)
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(codes[order])) + 1)

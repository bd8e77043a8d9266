"""The cells of a table as a sheet has them: numbers where they show one, in the format that people see, else texts."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from lixia_cli.model.arrays import Ints
from lixia_cli.render.cell_column import CellColumn
from lixia_cli.render.cells import Cell
from lixia_cli.render.column import Column
from lixia_cli.render.distinct import Distinct
from lixia_cli.render.excel.number_formats import cell_value, cell_values, number_format
from lixia_cli.render.excel.workbook import Workbook, alignment, finite_texts, number_cells

BAR_FONT = "Courier New"


class InRows(NamedTuple):
    """The cells of a column that are in some rows."""

    cells: CellColumn
    used: Ints
    """Which of them."""
    first: Ints
    """The first row of each."""
    codes: Ints
    """Of every row, the position of its cell among those used."""

    @classmethod
    def of(cls, cells: CellColumn, rows: Sequence[int]) -> InRows:
        """Return the cells of a column that are in these rows."""
        codes = cells.codes[np.asarray(rows, dtype=np.int64)]
        return cls(cells, *np.unique(codes, return_index=True, return_inverse=True))

    def texts(self) -> list[str]:
        """Return their texts."""
        return [self.cells.texts[place] for place in self.used.tolist()]

    def times(self) -> list[int]:
        """Return how many rows have each."""
        return list(np.bincount(self.codes, minlength=len(self.used)).tolist())


def sheet_cells(
    workbook: Workbook, page: Any, columns: Sequence[Column], shown: Sequence[InRows], wrapped: Container[str]
) -> list[Distinct[str]]:
    """Return the cells of columns in some rows, each distinct one made once; words wrap in the columns `wrapped`."""
    numbers = [_numbers(column.cells) for column in shown]
    # A workbook has so many number formats, those that a reader meets first.
    met = sorted(
        (int(column.first[of_cell == number].min()), position, number)
        for position, (column, (_, formats)) in enumerate(zip(shown, numbers, strict=True))
        for of_cell in [formats.codes[column.used]]
        for number in set(of_cell.tolist())
    )
    begins: dict[tuple[int, int], str] = {}
    for _, position, number in met:
        shown_as = numbers[position][1].values[number]
        if shown_as is not None and workbook.can_use(shown_as):
            style = _style_of_number(columns[position], shown_as)
            begins[position, number] = workbook.begin(page, position, **style)
    made = []
    for position, (column, (values, formats)) in enumerate(zip(shown, numbers, strict=True)):
        of_text = workbook.begin(page, position, **_style_of_text(columns[position], wrapped))
        cells = [""] * len(column.used)
        of_cell, texts, times = formats.codes[column.used], column.texts(), column.times()
        for number in set(of_cell.tolist()):
            places = np.flatnonzero(of_cell == number).tolist()
            if begin := begins.get((position, number)):
                own = number_cells(begin, [values[of] for of in column.used[places].tolist()])
            else:
                some = [texts[place] for place in places], [times[place] for place in places]
                own = workbook.text_cells(page, of_text, *some)
            for place, cell in zip(places, own, strict=True):
                cells[place] = cell
        made.append(Distinct(column.codes, cells))
    return made


def _numbers(cells: CellColumn) -> tuple[list[str], Distinct[str | None]]:
    """Return the number of each cell as a sheet has it, and its number format; None for what is shown as its text."""
    if cells not in _MADE:
        _MADE[cells] = _made_of(cells)
    return _MADE[cells]


_MADE: WeakKeyDictionary[CellColumn, tuple[list[str], Distinct[str | None]]] = WeakKeyDictionary()
"""The columns of the first sheet are on others too."""


def _made_of(cells: CellColumn) -> tuple[list[str], Distinct[str | None]]:
    values = np.full(cells.count, np.nan)
    codes = np.zeros(cells.count, dtype=np.int64)
    formats: list[str | None] = [None]
    for number, kind in enumerate(cells.formats.values):
        if kind is not None:
            places = np.flatnonzero(cells.formats.codes == number)
            found = np.array(cell_values(cells.values[places], kind), dtype=np.float64)
            values[places] = found
            codes[places] = np.where(np.isnan(found), 0, len(formats))
            formats.append(number_format(kind))
    return finite_texts(values), Distinct(codes, formats)


def _style_of_number(column: Column, shown_as: str) -> dict[str, object]:
    return alignment(column.right) | {"valign": "vcenter", "num_format": shown_as}


def _style_of_text(column: Column, wrapped: Container[str]) -> dict[str, object]:
    style = alignment(column.right) | {"valign": "vcenter"}
    if column.name == "bar":
        style["font_name"] = BAR_FONT
    if column.name in wrapped:
        style["text_wrap"] = True
    return style


def write_cell(workbook: Workbook, page: Any, row: int, position: int, column: Column, cell: Cell) -> None:
    """Write one cell of a table: a number where it shows one, else its text."""
    value = None if cell.number is None else cell_value(cell.number)
    shown_as = "" if cell.number is None or value is None else number_format(cell.number)
    if value is not None and workbook.can_use(shown_as):
        workbook.number(page, row, position, value, **_style_of_number(column, shown_as))
    else:
        workbook.text(page, row, position, cell.text, **_style_of_text(column, ("indicator",)))

"""The cells of a table as a sheet has them: numbers where they show one, in the format that people see, else texts."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from lixia_cli.model.arrays import Floats, Ints
from lixia_cli.render.cell_column import CellColumn
from lixia_cli.render.cells import Cell
from lixia_cli.render.column import Column
from lixia_cli.render.distinct import Distinct
from lixia_cli.render.excel.number_formats import cell_value, cell_values, number_format
from lixia_cli.render.excel.row_lines import SheetCells
from lixia_cli.render.excel.workbook import Workbook, alignment, finite

BAR_FONT = "Courier New"


class InRows(NamedTuple):
    """The cells of a column in some rows."""

    cells: CellColumn
    codes: Ints
    """Of every row, the position of its cell."""
    values: Floats
    """Of every row the number that a sheet has; NaN for what is shown as its text."""
    formats: Distinct[str | None]
    """Of every row the format of the number; None for what is shown as its text."""

    @classmethod
    def of(cls, cells: CellColumn, rows: Ints) -> InRows:
        """Return the cells of a column that are in these rows."""
        codes, (values, formats) = cells.codes[rows], _numbers(cells)
        return cls(cells, codes, values[codes], Distinct(formats.codes[codes], formats.values))

    def texts(self) -> list[str]:
        """Return the text of every row."""
        return [self.cells.texts[place] for place in self.codes.tolist()]


def sheet_cells(
    workbook: Workbook, page: Any, columns: Sequence[Column], shown: Sequence[InRows], wrapped: Container[str]
) -> list[SheetCells]:
    """Return the cells of columns in some rows; words wrap in the columns `wrapped`."""
    every_kind = _kinds_of_numbers(workbook, columns, [cells.formats for cells in shown])
    of_texts = [workbook.kind(text=True, **_style_of_text(column, wrapped)) for column in columns]
    return [_cells(workbook, page, *described) for described in zip(shown, every_kind, of_texts, strict=True)]


def _kinds_of_numbers(
    workbook: Workbook, columns: Sequence[Column], formats: Sequence[Distinct[str | None]]
) -> list[dict[int, str]]:
    """Return for each column the kind of the cells of each number format, where the workbook can have that."""
    # A workbook has so many number formats, those that a reader meets first.
    met = sorted(
        (first, position, number)
        for position, in_rows in enumerate(formats)
        for number, first in enumerate(_first_rows(in_rows))
    )
    kinds: list[dict[int, str]] = [{} for _ in columns]
    for first, position, number in met:
        shown_as = formats[position].values[number]
        if first >= 0 and shown_as is not None and workbook.can_use(shown_as):
            kinds[position][number] = workbook.kind(text=False, **_style_of_number(columns[position], shown_as))
    return kinds


def _first_rows(column: Distinct[Any]) -> list[int]:
    """Return the first row of each value; -1 for one that no row has."""
    first = np.full(len(column.values), -1, dtype=np.int64)
    first[column.codes[::-1]] = np.arange(len(column.codes))[::-1]  # of several rows the last one assigned stays
    return list(first.tolist())


def _cells(workbook: Workbook, page: Any, shown: InRows, kinds: Mapping[int, str], of_text: str) -> SheetCells:
    """Return the cells of a column whose numbers have such kinds by the number of their format, all others a text."""
    kind_of_format = np.zeros(len(shown.formats.values), dtype=np.int64)
    kind_of_format[list(kinds)] = np.arange(1, len(kinds) + 1)
    kind, values = kind_of_format[shown.formats.codes], shown.values.copy()
    is_text = kind == 0
    if is_text.any():
        used, places, times = np.unique(shown.codes[is_text], return_inverse=True, return_counts=True)
        texts = [shown.cells.texts[place] for place in used.tolist()]
        values[is_text] = np.array(workbook.numbers_of_texts(page, texts, times.tolist()))[places]
    return SheetCells(values, kind, [of_text, *kinds.values()])


def _numbers(cells: CellColumn) -> tuple[Floats, Distinct[str | None]]:
    """Return the number of each cell as a sheet has it, and its number format; None for what is shown as its text."""
    if cells not in _MADE:
        _MADE[cells] = _made_of(cells)
    return _MADE[cells]


_MADE: WeakKeyDictionary[CellColumn, tuple[Floats, Distinct[str | None]]] = WeakKeyDictionary()
"""The columns of the first sheet are on others too."""


def _made_of(cells: CellColumn) -> tuple[Floats, Distinct[str | None]]:
    values = np.full(cells.count, np.nan)
    codes = np.zeros(cells.count, dtype=np.int64)
    formats: list[str | None] = [None]
    for number, kind in enumerate(cells.formats.values):
        if kind is not None:
            places = np.flatnonzero(cells.formats.codes == number)
            found = cell_values(cells.values[places], kind)
            values[places] = found
            codes[places] = np.where(np.isnan(found), 0, len(formats))
            formats.append(number_format(kind))
    return finite(values), Distinct(codes, formats)


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

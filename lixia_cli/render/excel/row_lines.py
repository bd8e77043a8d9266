"""The rows of a sheet as its part of the file has them, put together by columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.read.grid import column_letters
from lixia_cli.render.byte_rows import CellNumbers, CellTexts, Column, Lines, hardly_repeat, lines
from lixia_cli.render.distinct import distinct

BLOCK = 4_096
"""Rows that are put together at a time; they are long."""


class SheetCells(NamedTuple):
    """The cells of a column in the rows of a table."""

    values: Floats
    """The number in each row, or that of its text (`ManyRows.numbers_of_texts`); NaN where there is no cell."""
    kinds: Ints
    """Of each row, the position of its kind among `every_kind`."""
    every_kind: Sequence[str]
    """What cells have between their place and their value, see `kind_of_cell`."""


def row_lines(first: int, columns: Sequence[SheetCells], heights: Ints) -> Iterator[Lines]:
    """Yield rows from the one on that is `first`, counted from 0, with heights in points, of which 0 is the usual one.

    A row without a cell is left out, unless it is high.
    """
    has_cell = [~np.isnan(column.values) for column in columns]
    rows = np.flatnonzero(np.logical_or.reduce([*has_cell, heights > 0]))
    numbers = CellNumbers((rows + (first + 1)).astype(np.float64), "", least="")
    own = distinct(heights[rows])
    high = [f'" ht="{height}" customHeight="1">'.encode() if height else b'">' for height in own.values]
    pieces: list[Column] = [CellTexts.same(b'<row r="', len(rows)), numbers, CellTexts(own.codes, high)]
    for position, (column, there) in enumerate(zip(columns, has_cell, strict=True)):
        pieces += _cells(column, there, position, rows, numbers)
    return lines(pieces, b"</row>", BLOCK)


def _cells(column: SheetCells, there: Bools, position: int, rows: Ints, numbers: CellNumbers) -> list[Column]:
    """Return the cells of a column, where they are `there`, in rows with these numbers."""
    begin, end = f'<c r="{column_letters(position)}'.encode(), b"</v></c>"
    kinds, values, there = column.kinds[rows], column.values[rows], there[rows]
    every_kind = [kind.encode() for kind in column.every_kind]
    if there.all():
        before, behind = (CellTexts.same(text, len(rows)) for text in (begin, end))
        return [before, numbers, CellTexts(kinds, every_kind), _numbers(values), behind]
    is_there = there.astype(np.int64)
    return [
        CellTexts(is_there, [b"", begin]),
        _numbers(np.where(there, numbers.numbers, np.nan)),
        CellTexts(np.where(there, 1 + kinds, 0), [b"", *every_kind]),
        _numbers(values),
        CellTexts(is_there, [b"", end]),
    ]


def _numbers(numbers: Floats) -> Column:
    """Return numbers as cells have them, and nothing for NaN."""
    if hardly_repeat(numbers):
        return CellNumbers(numbers, "", least="")
    column = distinct(numbers)
    texts = ["" if value is None else repr(value).removesuffix(".0") for value in column.values]
    return CellTexts(column.codes, [text.encode() for text in texts])

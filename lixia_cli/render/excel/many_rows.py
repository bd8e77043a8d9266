"""A sheet whose many rows are written by columns.

XlsxWriter keeps an object for each cell and spells it when the workbook is closed, which takes several times as long.
All else of a sheet is left to XlsxWriter. Of its names these are not documented: `_check_dimensions`, `_write_rows`,
`_get_xf_index`, `_get_shared_string_index`, `dim_rowmin`, `dim_rowmax`, `str_table` and `fh`; `ManyRows.complete` says
whether a release without them has left out rows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from xlsxwriter.worksheet import Worksheet

from lixia_cli.model.arrays import Ints
from lixia_cli.render.excel.row_lines import SheetCells, row_lines


def kind_of_cell(style: Any, text: bool) -> str:
    """Return what cells with a number or a text in a style have between their place and their value."""
    of_text = ' t="s"' if text else ""
    return f'" s="{style._get_xf_index()}"{of_text}><v>'


class ManyRows(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet to which rows can be added by columns, beside the cells that are written one by one above and below."""

    dim_rowmin: int
    dim_rowmax: int

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._columns: Sequence[SheetCells] = ()
        self._heights: Ints = np.empty(0, dtype=np.int64)
        self.added = 0
        """How many rows were added."""
        self.complete = True
        """Whether all of them have been written."""

    def numbers_of_texts(self, texts: Sequence[str], times: Sequence[int]) -> list[float]:
        """Return the number by which a cell names each text, that so many rows have; NaN for an empty one."""
        index_of = self.str_table._get_shared_string_index
        self.str_table.count += sum(count - 1 for text, count in zip(texts, times, strict=True) if text)
        return [index_of(text) if text else math.nan for text in texts]

    def add_rows(self, first: int, columns: Sequence[SheetCells], heights: Ints) -> int:
        """Add rows from `first` on, with heights in points, of which 0 is the usual one.

        Return what the methods of XlsxWriter return.
        """
        if not len(heights):
            return 0
        self._first, self._columns, self._heights, self.complete = first, columns, heights, False
        self.added += len(heights)
        last = first + len(heights) - 1
        return int(self._check_dimensions(first, 0) or self._check_dimensions(last, len(columns) - 1))

    def _write_rows(self) -> None:
        """Write the rows above those that were added, these, and the rows below them."""
        if self.complete:
            super()._write_rows()
            return
        first, last = self.dim_rowmin, self.dim_rowmax
        self.dim_rowmax = self._first - 1
        super()._write_rows()
        for some in row_lines(self._first, self._columns, self._heights):
            self.fh.write(some.decode("ascii"))
        self.dim_rowmin, self.dim_rowmax = self._first + len(self._heights), last
        super()._write_rows()
        self.dim_rowmin, self.complete = first, True

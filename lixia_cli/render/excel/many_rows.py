"""A sheet whose many rows are written by columns, each distinct cell spelt once.

XlsxWriter keeps an object for each cell and spells it when the workbook is closed, which takes several times as long.
All else of a sheet is left to XlsxWriter. Of its names these are not documented: `_check_dimensions`, `_write_rows`,
`_get_xf_index`, `_get_shared_string_index`, `dim_rowmin`, `dim_rowmax`, `str_table` and `fh`; `ManyRows.complete` says
whether a release without them has left out rows. Without its `ZipFile` files would only be written in more time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from zipfile import ZipFile

from xlsxwriter import workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from lixia_cli.render.distinct import Distinct, spread

_ROW = "\0"
"""Stands for the number of the row in the text of a cell, for XML can't have it."""
BLOCK = 1_024
"""Rows that are put together at a time, so that the texts of few are in memory at once."""
_LEVEL = 2


class _LessCompressed(ZipFile):
    def writestr(self, name: Any, data: Any, kind: int | None = None, level: int | None = _LEVEL) -> None:
        """Add a part to the file."""
        super().writestr(name, data, kind, level)


@contextmanager
def less_compression() -> Iterator[None]:
    """Have XlsxWriter compress what it writes less than usual.

    That takes a quarter of the time, which is a second for a million cells, and makes the file a fifth larger.
    """
    usual = getattr(workbook, "ZipFile", None)
    if usual is None:
        yield
        return
    workbook.ZipFile = _LessCompressed
    try:
        yield
    finally:
        workbook.ZipFile = usual


class ManyRows(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet to which rows can be added by columns, beside the cells that are written one by one above and below."""

    dim_rowmin: int
    dim_rowmax: int

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._columns: Sequence[Distinct[str]] = ()
        self._heights: Sequence[float] = ()
        self.added = 0
        """How many rows were added."""
        self.complete = True
        """Whether all of them have been written."""

    def begin(self, column: int, style: Any) -> str:
        """Return the beginning of the cells of a column that have a style."""
        return f'<c r="{xl_col_to_name(column)}{_ROW}" s="{style._get_xf_index()}"'

    def text_cells(self, begin: str, texts: Sequence[str], times: Sequence[int]) -> list[str]:
        """Return a cell with each text, that so many rows have; none for an empty one."""
        index_of = self.str_table._get_shared_string_index
        self.str_table.count += sum(count - 1 for text, count in zip(texts, times, strict=True) if text)
        return [f'{begin} t="s"><v>{index_of(text)}</v></c>' if text else "" for text in texts]

    def add_rows(self, first: int, columns: Sequence[Distinct[str]], heights: Sequence[float]) -> int:
        """Add rows from `first` on, with the cells of `number_cells` and `text_cells`; an empty text is no cell.

        A height in points of 0 is the usual one. Return what the methods of XlsxWriter return.
        """
        if not heights:
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
        for block in range(0, len(self._heights), BLOCK):
            self.fh.write("".join(self._added(block)))
        self.dim_rowmin, self.dim_rowmax = self._first + len(self._heights), last
        super()._write_rows()
        self.dim_rowmin, self.complete = first, True

    def _added(self, block: int) -> Iterator[str]:
        """Yield the rows of a block that begins with this one of those added."""
        columns = [spread(column.values, column.codes[block : block + BLOCK]) for column in self._columns]
        heights = self._heights[block : block + BLOCK]
        numbers = range(self._first + block + 1, self._first + block + 1 + len(heights))
        for number, height, cells in zip(numbers, heights, zip(*columns, strict=True), strict=True):
            high = f' ht="{height:g}" customHeight="1"' if height else ""
            if high or any(cells):
                yield f'<row r="{number}"{high}>{"".join(cells).replace(_ROW, str(number))}</row>'

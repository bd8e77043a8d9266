"""Lay out rows of texts in columns for a terminal; used by tables, lists and explanations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from lixia_cli.text.width import pad, text_width, wrap

GAP = 2
"""Spaces between two columns."""
_WANTED_BESIDE = 24
"""Minimum width of the last column next to the others; with less space it moves to lines of its own."""
_NARROWEST = 10
"""Minimum width of the last column on lines of its own."""


class GridColumn(NamedTuple):
    """Width and alignment of a column."""

    width: int
    right: bool = False
    """Whether its cells are aligned right."""
    wraps: bool = False
    """Whether its cells are wrapped to its width."""

    def lines(self, cell: str) -> list[str]:
        """Return the lines of a cell, without padding."""
        return wrap(cell, self.width) if self.wraps else [cell]


def natural_columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[GridColumn]:
    """Return columns as wide as their widest cells."""
    return [
        GridColumn(max(map(text_width, cells)), position in right)
        for position, cells in enumerate(zip(*rows, strict=True))
    ]


def rule(columns: Sequence[GridColumn]) -> str:
    """Return a dashed line as wide as the grid."""
    return "-" * (sum(column.width for column in columns) + GAP * (len(columns) - 1))


def aligned(cells: Sequence[Sequence[str]], columns: Sequence[GridColumn]) -> list[str]:
    """Return the lines of one row; `cells` are given as lines, which are padded to the width of their columns."""
    padded = [
        [pad(line, column.width, column.right) for line in lines] for lines, column in zip(cells, columns, strict=True)
    ]
    return beside(padded, columns)


def beside(cells: Sequence[Sequence[str]], columns: Sequence[GridColumn]) -> list[str]:
    """Return the lines of one row; `cells` are given as lines that are padded to the width of their columns."""
    gap = " " * GAP
    below = [" " * column.width for column in columns]
    return [
        gap.join(line or nothing for line, nothing in zip(lines, below, strict=True))
        for lines in zip_longest(*cells, fillvalue="")
    ]


def row_lines(row: Sequence[str], columns: Sequence[GridColumn]) -> list[str]:
    """Return the lines of one row of cells."""
    return aligned([column.lines(cell) for cell, column in zip(row, columns, strict=True)], columns)


class LastColumnWraps(NamedTuple):
    """A grid whose last column takes the remaining width: next to the others, or below them if that is too little."""

    columns: tuple[GridColumn, ...]
    below: bool

    @classmethod
    def fit(cls, rows: Sequence[Sequence[str]], right: frozenset[int], width: int | None) -> LastColumnWraps:
        """Return the layout of these rows in `width` cells, or at their natural width for None."""
        *first, last = natural_columns(rows, right)
        if width is None:
            return cls((*first, last), below=False)
        before = sum(column.width for column in first) + GAP * len(first)
        below = bool(first) and width - before < min(last.width, _WANTED_BESIDE)
        left = max(width - (2 * GAP if below else before), _NARROWEST)
        # A column of numbers keeps its width, or the numbers would not line up.
        wide = min(last.width, left) if last.right else left
        return cls((*first, GridColumn(wide, last.right, wraps=True)), below)

    def lines(self, row: Sequence[str]) -> list[str]:
        """Return the row as one or more lines, without trailing spaces."""
        if not self.below:
            return [line.rstrip() for line in row_lines(row, self.columns)]
        start = row_lines(row[:-1], self.columns[:-1])
        under = [" " * 2 * GAP + line for line in self.columns[-1].lines(row[-1]) if line]
        return [line.rstrip() for line in (*start, *under)]

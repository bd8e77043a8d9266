"""Rows of texts in columns, laid out for a terminal: the one grid of tables, lists and explanations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from lixia_cli.text.width import pad, text_width, wrap

GAP = 2
"""Spaces between two columns."""
_WANTED_BESIDE = 24
"""Cells the last column wants beside the others; with less it goes on lines of its own."""
_NARROWEST = 10
"""Cells below which the last column is not squeezed any further."""


@dataclass(frozen=True)
class GridColumn:
    """Where the cells of a column go."""

    width: int
    right: bool = False
    """Its cells stand at their right edge."""
    wraps: bool = False
    """Its cells take several lines rather than more than its width."""

    def lines(self, cell: str) -> list[str]:
        """The lines of a cell, without padding."""
        return wrap(cell, self.width) if self.wraps else [cell]


def natural_columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[GridColumn]:
    """Columns as wide as their widest cell."""
    return [
        GridColumn(max(map(text_width, cells)), position in right)
        for position, cells in enumerate(zip(*rows, strict=True))
    ]


def rule(columns: Sequence[GridColumn]) -> str:
    """A line as wide as the grid."""
    return "-" * (sum(column.width for column in columns) + GAP * (len(columns) - 1))


def aligned(cells: Sequence[Sequence[str]], columns: Sequence[GridColumn]) -> list[str]:
    """The lines of one row; each cell is given as its lines, and padded to the width of its column."""
    return [
        (" " * GAP).join(pad(line, column.width, column.right) for line, column in zip(lines, columns, strict=True))
        for lines in zip_longest(*cells, fillvalue="")
    ]


def row_lines(row: Sequence[str], columns: Sequence[GridColumn]) -> list[str]:
    """The lines of one row of cells."""
    return aligned([column.lines(cell) for cell, column in zip(row, columns, strict=True)], columns)


@dataclass(frozen=True)
class LastColumnWraps:
    """A grid whose last column takes what width is left: beside the others, or below them where that is too little."""

    columns: tuple[GridColumn, ...]
    below: bool

    @classmethod
    def fit(cls, rows: Sequence[Sequence[str]], right: frozenset[int], width: int | None) -> LastColumnWraps:
        """The layout of these rows in `width` cells, or at their natural width for None."""
        *first, last = natural_columns(rows, right)
        if width is None:
            return cls((*first, last), below=False)
        before = sum(column.width for column in first) + GAP * len(first)
        below = bool(first) and width - before < min(last.width, _WANTED_BESIDE)
        left = max(width - (2 * GAP if below else before), _NARROWEST)
        # A column of numbers stays as wide as its numbers, or they would not line up.
        wide = min(last.width, left) if last.right else left
        return cls((*first, GridColumn(wide, last.right, wraps=True)), below)

    def lines(self, row: Sequence[str]) -> list[str]:
        """The row as one or more lines, without spaces at their ends."""
        if not self.below:
            return [line.rstrip() for line in row_lines(row, self.columns)]
        start = row_lines(row[:-1], self.columns[:-1])
        under = [" " * 2 * GAP + line for line in self.columns[-1].lines(row[-1]) if line]
        return [line.rstrip() for line in (*start, *under)]

"""Choose the columns of a table and their widths, the same for all tables of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lixia_cli.render.column import Column
from lixia_cli.render.distinct import Distinct, each_row, spread
from lixia_cli.render.table import Table
from lixia_cli.render.terminal.grid import GAP, GridColumn
from lixia_cli.text.comparison import comparable, without_brackets
from lixia_cli.text.width import longest_piece, padded, text_width, widest

_WHOLE = 8
"""Terminal cells of a Chinese word in a title that is not broken."""


@dataclass(frozen=True)
class FittedColumn:
    """A column of the table, as drawn."""

    column: Column
    title: str
    cells: Distinct[str]
    """Its text in each row of the table."""
    natural: int
    """Its width if nothing wraps."""
    width: int

    @cached_property
    def least(self) -> int:
        """Width below which a number or word would be cut; computed only when needed, because it is slow."""
        texts = self.cells.values
        unbroken = max(map(longest_piece, texts), default=0) if self.column.wraps else widest(texts)
        return max(unbroken, *map(text_width, _words(self.title)))

    @cached_property
    def texts(self) -> list[str]:
        """Return its text in each row."""
        return self.cells.rows()

    @cached_property
    def whole(self) -> list[str | None]:
        """Return its text in each row, padded to its width; None where it takes several lines."""
        if not self.column.wraps or self.natural <= self.width:
            return spread(padded(self.cells.values, *self.grid[:2]), self.cells.codes)
        return [lines[0] if len(lines) == 1 else None for lines in self.lines]

    @cached_property
    def lines(self) -> list[list[str]]:
        """Return the lines of its text in each row, padded to its width."""
        grid = self.grid
        return self.cells.each(lambda text: padded(grid.lines(text), *grid[:2]))

    @property
    def grid(self) -> GridColumn:
        """Return the column of the grid."""
        return GridColumn(self.width, self.column.right, self.column.wraps)

    @property
    def title_lines(self) -> list[str]:
        """Return the lines of its title, broken between words, and within long Chinese ones."""
        lines = [""]
        for word in _words(self.title):
            if text_width(_joined(lines[-1], word)) <= self.width:
                lines[-1] = _joined(lines[-1], word)
            else:
                lines.append(word)
        return lines if lines[0] else lines[1:] or [""]


def fit(table: Table, width: int | None) -> list[FittedColumn]:
    """Choose the columns for `width` cells, or all of them at their natural width for None.

    First titles and words wrap, then the least important columns go; a number is never cut, so a table can be wider
    than the narrowest of terminals.
    """
    columns = _natural(table)
    if width is None:
        return columns
    droppable = sorted(
        (column for column in table.columns if column.importance is not None),
        key=lambda column: column.importance or 0,
    )
    for dropped in (None, *droppable):
        if dropped is not None:
            columns = _without(columns, dropped)
        narrow = [_narrow(fitted, fitted.column.wanted) for fitted in columns]
        if _total(narrow) <= width:
            return _widened(columns, narrow, width)
    return _widened(columns, [_narrow(fitted, fitted.column.squeezed) for fitted in columns], width)


def _natural(table: Table) -> list[FittedColumn]:
    """Return all columns at their natural widths."""
    described = zip(table.columns, table.titles, table.texts, strict=True)
    return [_measured(column, title, cells) for column, title, cells in described]


def _without(columns: Sequence[FittedColumn], dropped: Column) -> list[FittedColumn]:
    """Remove a column; if it is that of the units, the unit is added to the name of the indicator."""
    if dropped.name != "unit":
        return [fitted for fitted in columns if fitted.column != dropped]
    (units,) = (fitted.cells for fitted in columns if fitted.column == dropped)
    return [
        _measured(fitted.column, fitted.title, each_row(list(map(name_with_unit, fitted.cells.rows(), units.rows()))))
        if fitted.column.name == "indicator"
        else fitted
        for fitted in columns
        if fitted.column != dropped
    ]


def name_with_unit(name: str, unit: str) -> str:
    """Return a name with its unit in brackets, unless it has it already."""
    if not unit or without_brackets(name)[1] == comparable(unit):
        return name
    return f"{name} ({unit})" if name.isascii() else f"{name}（{unit}）"


def _measured(column: Column, title: str, cells: Distinct[str]) -> FittedColumn:
    natural = max(text_width(title), widest(cells.values))
    return FittedColumn(column, title, cells, natural, natural)


def _narrow(fitted: FittedColumn, wanted: int) -> int:
    """Return the minimum width: the longest unbreakable piece, capped so that one overlong word is broken."""
    if not fitted.column.wraps:
        return min(fitted.natural, fitted.least)
    longest = max(2 * wanted, text_width(fitted.title))
    return min(fitted.natural, max(min(fitted.least, longest), wanted))


def _words(title: str) -> list[str]:
    """Return the parts of a title between which its lines may end: words, and halves of long Chinese ones.

    >>> _words("目标值（2025年）"), _words("相当于目标值"), _words("Of target")
    (['目标值', '（2025年）'], ['相当于', '目标值'], ['Of', 'target'])
    """
    words = title.replace("（", " （").split()
    halves = (
        (word[: (len(word) + 1) // 2], word[(len(word) + 1) // 2 :]) if _is_long(word) else (word,) for word in words
    )
    return [part for parts in halves for part in parts]


def _is_long(word: str) -> bool:
    return text_width(word) == 2 * len(word) > _WHOLE


def _joined(line: str, word: str) -> str:
    """Return a line with one more word; between Chinese ones there is no space."""
    together = line and text_width(line[-1]) == text_width(word[0]) == 2
    return f"{line}{'' if together or not line else ' '}{word}"


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _widened(columns: Sequence[FittedColumn], narrow: Sequence[int], width: int) -> list[FittedColumn]:
    """Distribute the remaining width: to columns that wrap, the last one first, then to titles."""
    spare = max(width - _total(narrow), 0)
    widths = list(narrow)
    for position in sorted(range(len(columns)), key=lambda position: (not columns[position].column.wraps, -position)):
        widths[position] = min(columns[position].natural, narrow[position] + spare)
        spare -= widths[position] - narrow[position]
    return [replace(fitted, width=wide) for fitted, wide in zip(columns, widths, strict=True)]

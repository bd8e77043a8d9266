"""Which columns a table shows and how wide each is, so that every table of a report lines up with the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from lixia_cli.render.columns import Column
from lixia_cli.render.table import Table
from lixia_cli.render.terminal.grid import GAP, GridColumn
from lixia_cli.text.width import longest_piece, text_width


@dataclass(frozen=True)
class FittedColumn:
    """A column of the table as it will be drawn."""

    column: Column
    title: str
    cells: tuple[str, ...]
    """Its text in every row of the table."""
    natural: int
    """Cells it takes when nothing wraps."""
    width: int

    @cached_property
    def least(self) -> int:
        """Cells below which a number or a word would be cut; finding it takes time, and only a terminal asks."""
        unbroken = longest_piece if self.column.wraps else text_width
        return max(*map(text_width, self.title.split()), max(map(unbroken, self.cells), default=0))

    @property
    def grid(self) -> GridColumn:
        """The column of the grid."""
        return GridColumn(self.width, self.column.right, self.column.wraps)

    @property
    def title_lines(self) -> list[str]:
        """Its title, several lines where it is wider than the column, broken between words only."""
        lines = [""]
        for word in self.title.split():
            longer = f"{lines[-1]} {word}".lstrip()
            if text_width(longer) <= self.width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines


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
    """All columns at their natural width."""
    by_column = list(zip(*table.texts, strict=True)) or [()] * len(table.columns)
    described = zip(table.columns, table.titles, by_column, strict=True)
    return [_measured(column, title, cells) for column, title, cells in described]


def _without(columns: Sequence[FittedColumn], dropped: Column) -> list[FittedColumn]:
    """The columns without one; without that of the units, a unit stands behind the name of its indicator."""
    if dropped.name != "unit":
        return [fitted for fitted in columns if fitted.column != dropped]
    (units,) = (fitted.cells for fitted in columns if fitted.column == dropped)
    return [
        _measured(fitted.column, fitted.title, tuple(map(_with_unit, fitted.cells, units)))
        if fitted.column.name == "indicator"
        else fitted
        for fitted in columns
        if fitted.column != dropped
    ]


def _with_unit(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit else name


def _measured(column: Column, title: str, cells: tuple[str, ...]) -> FittedColumn:
    natural = max(text_width(title), max(map(text_width, cells), default=0))
    return FittedColumn(column, title, cells, natural, natural)


def _narrow(fitted: FittedColumn, wanted: int) -> int:
    """Cells it takes at the least: those of its longest word, but one that is far too long is broken."""
    if not fitted.column.wraps:
        return min(fitted.natural, fitted.least)
    longest = max(2 * wanted, text_width(fitted.title))
    return min(fitted.natural, max(min(fitted.least, longest), wanted))


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _widened(columns: Sequence[FittedColumn], narrow: Sequence[int], width: int) -> list[FittedColumn]:
    """Give away what is left over: to the columns that wrap, the last one first, then to the titles."""
    spare = max(width - _total(narrow), 0)
    widths = list(narrow)
    for position in sorted(range(len(columns)), key=lambda position: (not columns[position].column.wraps, -position)):
        widths[position] = min(columns[position].natural, narrow[position] + spare)
        spare -= widths[position] - narrow[position]
    return [replace(fitted, width=wide) for fitted, wide in zip(columns, widths, strict=True)]

"""Which columns a table shows and how wide each is, so that every table of a report lines up with the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from lixia_cli.render.cells import HEADINGS, Heading, Sheet
from lixia_cli.text.width import longest_piece, text_width, wrap

GAP = 2
LEAST_IMPORTANT_FIRST = ("baseline", "percent", "bar", "unit", "needed", "target")
"""What a narrow terminal goes without, in this order; the unit then stands behind the indicator."""
WRAPPED = {"indicator": 18, "verdict": 12}
"""Cells that the wrapping columns want; below them another column goes."""
SQUEEZED = {"indicator": 6, "verdict": 5}
"""The same when no more columns can go."""


@dataclass(frozen=True)
class Column:
    """One column of the table as it will be drawn."""

    heading: Heading
    title: str
    position: int
    """Its place among the headings."""
    cells: tuple[str, ...]
    """Its text in every row of the sheet."""
    natural: int
    """Cells it takes when nothing wraps."""
    width: int

    @cached_property
    def least(self) -> int:
        """Cells below which a number or a word would be cut; looking for it takes time, and only a terminal asks."""
        unbroken = longest_piece if self.heading.wraps else text_width
        return max(*map(text_width, self.title.split()), max(map(unbroken, self.cells), default=0))

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

    def cell_lines(self, row: int) -> list[str]:
        """Its cell of a row: several lines only where the column wraps."""
        cell = self.cells[row]
        return wrap(cell, self.width) if self.heading.wraps else [cell]


def fit(sheet: Sheet, width: int | None) -> list[Column]:
    """Choose the columns for `width` cells, or all of them at their natural width for None.

    First titles and words wrap, then the least important columns go; a number is never cut, so a table can be wider
    than the narrowest of terminals.
    """
    columns = [
        _measured(heading, title, position, tuple(row.cells[position] for row in sheet.rows))
        for position, (heading, title) in enumerate(zip(HEADINGS, sheet.titles, strict=True))
    ]
    if width is None:
        return columns
    for dropped in ("", *LEAST_IMPORTANT_FIRST):
        columns = [column for column in columns if column.heading.name != dropped]
        if dropped == "unit":
            columns[0] = _measured(columns[0].heading, columns[0].title, 0, tuple(row.with_unit for row in sheet.rows))
        if _total(columns, WRAPPED) <= width:
            return _widened(columns, WRAPPED, width)
    return _widened(columns, SQUEEZED, width)


def _measured(heading: Heading, title: str, position: int, cells: tuple[str, ...]) -> Column:
    natural = max(text_width(title), max(map(text_width, cells), default=0))
    return Column(heading, title, position, cells, natural, natural)


def _narrow(column: Column, wanted: dict[str, int]) -> int:
    """Cells it takes at the least: those of its longest word, but one beyond all measure is broken."""
    if column.heading.wraps:
        longest = max(2 * wanted[column.heading.name], text_width(column.title))
        return min(column.natural, max(min(column.least, longest), wanted[column.heading.name]))
    return min(column.natural, column.least)


def _total(columns: list[Column], wanted: dict[str, int]) -> int:
    return sum(_narrow(column, wanted) for column in columns) + GAP * (len(columns) - 1)


def _widened(columns: list[Column], wanted: dict[str, int], width: int) -> list[Column]:
    """Give away what is left over: to the verdict, then the indicator, then the titles."""
    spare = max(width - _total(columns, wanted), 0)
    order = sorted(columns, key=lambda column: (not column.heading.wraps, -column.position))
    widths = {}
    for column in order:
        narrow = _narrow(column, wanted)
        widths[column.position] = min(column.natural, narrow + spare)
        spare -= widths[column.position] - narrow
    return [replace(column, width=widths[column.position]) for column in columns]

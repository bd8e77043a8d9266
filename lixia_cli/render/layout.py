"""Which columns a table shows and how wide each is, so that every table of a report lines up with the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lixia_cli.render.cells import HEADINGS, Heading, Row
from lixia_cli.text_width import text_width, wrap

GAP = 2
LEAST_IMPORTANT_FIRST = ("bar", "baseline", "percent", "unit", "needed", "target")
"""What a narrow terminal goes without, in this order."""
NARROWEST = {"indicator": 20, "verdict": 9}
"""Cells that the wrapping columns need; below them another column goes."""
AT_LEAST = {"indicator": 10, "verdict": 9}
"""The same when no more columns can go."""


@dataclass(frozen=True)
class Column:
    """One column of the table as it will be drawn."""

    heading: Heading
    title: str
    width: int
    position: int
    """Where its cells are in a row."""


def fit(rows: Sequence[Row], titles: Sequence[str], width: int | None) -> list[Column]:
    """Choose the columns for `width` cells, or all of them at their natural width for None.

    First the wrapping columns get narrower, then the least important columns go; a number is never cut, so a table can
    be wider than the narrowest of terminals.
    """
    natural = [
        max(text_width(text) for text in (title, *(row.cells[position] for row in rows)))
        for position, title in enumerate(titles)
    ]
    columns = [
        Column(heading, title, natural[position], position)
        for position, (heading, title) in enumerate(zip(HEADINGS, titles, strict=True))
    ]
    if width is None:
        return columns
    for dropped in (None, *LEAST_IMPORTANT_FIRST):
        columns = [column for column in columns if column.heading.name != dropped]
        if _least(columns, NARROWEST) <= width:
            return _widen(columns, NARROWEST, width)
    return _widen(columns, AT_LEAST, width)


def _narrow(column: Column, least: dict[str, int]) -> int:
    return min(column.width, least[column.heading.name]) if column.heading.wraps else column.width


def _least(columns: list[Column], least: dict[str, int]) -> int:
    return sum(_narrow(column, least) for column in columns) + GAP * (len(columns) - 1)


def _widen(columns: list[Column], least: dict[str, int], width: int) -> list[Column]:
    """Give the wrapping columns what is left over, the verdict first: it has the shorter words."""
    spare = max(width - _least(columns, least), 0)
    widened = []
    for column in reversed(columns):
        narrow = _narrow(column, least)
        chosen = min(column.width, narrow + spare)
        spare -= chosen - narrow
        widened.append(Column(column.heading, column.title, chosen, column.position))
    return widened[::-1]


def lines(cell: str, column: Column) -> list[str]:
    """The lines of one cell: several only where the column wraps."""
    return wrap(cell, column.width) if column.heading.wraps else [cell]

r"""The tables of Eurostat: several dimensions in the first cell of a row, and flags behind the numbers.

freq,unit,geo\TIME_PERIOD ⇥ 2021  ⇥ 2022
A,PC,DE                    ⇥ 11.8 b ⇥ : c
"""

from __future__ import annotations

from collections.abc import Sequence

from lixia_cli.model.arrays import Texts
from lixia_cli.model.flags import read_flags
from lixia_cli.model.grouping import per_distinct
from lixia_cli.read.headers import without_corner

Row = Sequence[str]


def with_dimensions(rows: Sequence[Row]) -> Sequence[Row]:
    """Return rows with a cell for each dimension, where the first heading names several; others as they are."""
    corner = rows[0][0] if rows and rows[0] else ""
    count = corner.count(",") + 1
    if count < 2 or without_corner(corner) == corner:
        return rows
    return [[*first, *row[1:]] if len(first := _split(row)) == count else row for row in rows]


def _split(row: Row) -> list[str]:
    return [part.strip() for part in row[0].split(",")] if row else []


def is_eurostat(headers: Sequence[str]) -> bool:
    r"""Return whether one of the headings names what is below it and beside it: geo\TIME_PERIOD."""
    return any(without_corner(header) != header for header in headers)


def flags_of(cells: Texts) -> tuple[Texts, Texts]:
    """Split the flags off cells: 11.8 and b, : and c. Letters that are no flags stay where they are."""
    flags = per_distinct(cells, _flags)
    numbers = per_distinct(cells, lambda cell: cell[: len(cell) - len(_flags(cell))].rstrip())
    return numbers, flags


def _flags(cell: str) -> str:
    letters = cell[len(cell.rstrip("abcdefghijklmnopqrstuvwxyz")) :]
    return letters if letters != cell and read_flags(letters) else ""

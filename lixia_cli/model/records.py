"""The rows of a table one by one, for texts that people read."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from typing import Any

from lixia_cli.model.arrays import Floats
from lixia_cli.model.assessed_columns import WHOLE_NUMBERS
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Column, Table


def records_of(table: Table, whole: Collection[str] = WHOLE_NUMBERS) -> Iterator[dict[str, Any]]:
    """Yield each row as a dictionary of Python's own numbers and texts.

    An unknown number is NaN, and None in the columns that are `whole`.
    """
    names = list(table)
    if not names:
        yield from ({} for _ in range(len(table)))
        return
    columns = (whole_numbers(table.floats(name)) if name in whole else cells_of(table[name]) for name in names)
    for cells in zip(*columns, strict=True):
        yield dict(zip(names, cells, strict=True))


def whole_numbers(column: Floats) -> list[int | None]:
    """Return numbers that are whole, None for NaN."""
    return [None if math.isnan(number) else int(number) for number in column.tolist()]


def is_unknown(number: float | None) -> bool:
    """Return whether the number in a record is unknown."""
    return number is None or not number <= math.inf  # as every number but NaN is


def known(number: float) -> float | None:
    """Return a number of a record as it is explained, None where it is unknown."""
    return None if math.isnan(number) else float(number)


def known_whole(number: float) -> int | None:
    """Return the same of a year or a count."""
    return None if math.isnan(number) else int(number)


def cells_of(column: Column) -> list[Any]:
    """Return the cells of a column as Python's own."""
    cells: list[Any] = (column.texts() if isinstance(column, Coded) else column).tolist()
    return cells

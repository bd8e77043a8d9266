"""Several sources of one kind → the records of all of them, as one table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from lixia_cli.files.problems import Place
from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded, below_each_other, coded, joined
from lixia_cli.model.table import Column, Table
from lixia_cli.read.cell_text import cell_text
from lixia_cli.read.notation import Notation, notation_of_all
from lixia_cli.read.plain_numbers import Cells, split_rows
from lixia_cli.read.records import Records, is_floats


class _JoinedPlaces(NamedTuple):
    """The locations of cells in several sources."""

    parts: Sequence[Records]
    starts: Ints
    """The number of the first row of each source."""

    def place(self, row: int, column: str) -> Place:
        """Return the location in the source that the row is of."""
        part = int(np.searchsorted(self.starts, row, side="right")) - 1
        return self.parts[part].place(row - int(self.starts[part]), column)


def join(parts: Sequence[Records]) -> Records:
    """Put the rows of several sources below each other; those of one source stay as they are.

    A column that only some of them have is empty in the others. Where they write numbers in different notations, what
    differs between the two is ambiguous in all of them.
    """
    if len(parts) == 1:
        return parts[0]
    names = {name: header for part in reversed(parts) for name, header in part.headers.items()}
    notation = notation_of_all(part.notation for part in parts)
    numbers = _numbers(parts) if notation is Notation.POINT else {}
    table = Table({name: numbers[name].plain if name in numbers else _cells(parts, name) for name in names})
    starts = np.cumsum([0, *(len(part) for part in parts[:-1])])
    return Records(
        ", ".join(part.label for part in parts),
        table,
        names,
        _JoinedPlaces(parts, starts),
        notation,
        tuple(note for part in parts for note in part.notes),
        typed=all(part.typed for part in parts),
        parts=tuple(parts),
        odd={name: cells.odd for name, cells in numbers.items()},
        order=_order(parts),
    )


def _order(parts: Sequence[Records]) -> Ints | None:
    """Return numbers that sort the rows by source, and then as in their source; None where they are so."""
    if all(part.order is None for part in parts):
        return None
    first, orders = 0, list[Ints]()
    for part in parts:
        own = np.arange(len(part)) if part.order is None else part.order
        orders.append(own + first)
        first += int(own.max(initial=-1)) + 1
    return np.concatenate(orders)


def _numbers(parts: Sequence[Records]) -> dict[str, Cells]:
    """Return the columns that are of floats in any source; texts of the others are split into numbers and odd cells."""
    names = {name for part in parts for name in part.table if part.floats(name) is not None}
    if not names:
        return {}
    split = [_split(part, names) for part in parts]
    return {
        name: Cells(
            np.concatenate([cells[name].plain for cells in split]), reduce(joined, (cells[name].odd for cells in split))
        )
        for name in names
    }


def _split(part: Records, names: Collection[str]) -> dict[str, Cells]:
    """Return these columns of a source as numbers and odd cells."""
    nothing = Coded.full(len(part), "")
    cells = {name: Cells(np.full(len(part), np.nan), nothing) for name in names}
    there = [name for name in names if name in part.table]
    floats = {name: values for name in there if (values := part.floats(name)) is not None}
    cells |= {name: Cells(values, part.odd.get(name, nothing)) for name, values in floats.items()}
    texts = {name: part.texts(name) for name in there if name not in floats}
    return cells | (split_rows(texts, Notation.POINT) if texts else {})


def _cells(parts: Sequence[Records], name: str) -> Column:
    """Return the cells of a column in all sources, as in `Records.table`."""
    columns: list[Column] = [part.table[name] if name in part.table else Coded.full(len(part), "") for part in parts]
    arrays = [column for column in columns if not isinstance(column, Coded)]
    if not any(map(is_floats, arrays)):
        return np.concatenate(arrays) if len(arrays) == len(parts) else reduce(joined, map(coded, columns))
    return below_each_other([column if is_floats(column) else coded(column) for column in columns], cell_text)

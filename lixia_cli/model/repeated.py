"""Columns of numbers of which there are few, such as years: every number is kept and looked at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, at, holds_at
from lixia_cli.model.coded import Codes

Numbers = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Repeated:
    """A column of numbers as `Coded` is one of texts; several columns may have the same codes, which take memory once.

    >>> years = Repeated(np.array([0, 1, 1]), np.array([2020, 2021]))
    >>> years.column().tolist(), years.holds(lambda year: year > 2020).tolist()
    ([2020, 2021, 2021], [False, True, True])
    """

    codes: Codes
    """Of every row, the position of its number in `numbers`."""
    numbers: Numbers
    """Some may be in no row, and some be there twice."""

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: slice) -> Repeated:
        """Return the rows of a range."""
        return Repeated(self.codes[rows], self.numbers)

    def take(self, rows: npt.NDArray[np.integer]) -> Repeated:
        """Return the rows at some positions."""
        return Repeated(self.codes.take(rows), self.numbers)

    def column(self) -> Numbers:
        """Return the column as an array."""
        return at(self.numbers, self.codes)

    def holds(self, true_of: Callable[[Numbers], Bools]) -> Bools:
        """Return where a condition on the number holds."""
        return holds_at(true_of(self.numbers), self.codes)


def hold_together(columns: Sequence[Repeated | Numbers], true_of: Callable[..., Bools]) -> Bools:
    """Return where a condition on the numbers of several columns holds; each is looked at once if all have the same.

    >>> year, months = (Repeated(np.array([0, 0, 1]), np.array(of)) for of in ([2020, 2021], [12, 6]))
    >>> hold_together([year, months], lambda year, months: (year > 2020) & (months < 12)).tolist()
    [False, False, True]
    """
    repeated = [column for column in columns if isinstance(column, Repeated)]
    if len(repeated) == len(columns) and all(column.codes is repeated[0].codes for column in repeated):
        return holds_at(true_of(*(column.numbers for column in repeated)), repeated[0].codes)
    return true_of(*(column.column() if isinstance(column, Repeated) else column for column in columns))


def replaced(columns: Mapping[str, Repeated], name: str, other: Repeated, holds: Bools) -> dict[str, Repeated]:
    """Return columns that all have the same codes, as `other` has, with its numbers for a column where `holds` is true.

    >>> codes = np.array([0, 1])
    >>> columns = {"span": Repeated(codes, np.array([1, 3])), "year": Repeated(codes, np.array([2020, 2021]))}
    >>> found = replaced(columns, "span", Repeated(codes, np.array([1, 6])), np.array([True, False]))
    >>> found["span"].column().tolist(), found["year"].column().tolist(), found["span"].codes is found["year"].codes
    ([1, 3], [2020, 2021], True)
    """
    if not holds.any():
        return dict(columns)
    if holds.all():
        return {**columns, name: other}
    count = len(other.numbers)
    codes = other.codes.astype(np.result_type(other.codes, np.min_scalar_type(-2 * count)))
    codes += holds * codes.dtype.type(count)
    return {
        each: Repeated(codes, np.append(column.numbers, other.numbers if each == name else column.numbers))
        for each, column in columns.items()
    }

"""Columns of numbers of which there are few, such as years: every number is kept and looked at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, holds_at
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
        return self.numbers.take(self.codes)

    def holds(self, true_of: Callable[[Numbers], Bools]) -> Bools:
        """Return where a condition on the number holds."""
        return holds_at(true_of(self.numbers), self.codes)

"""Rows that follow each other and agree in some columns: what is the same for all of a run is looked at once."""

from __future__ import annotations

import itertools
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, Ints, all_alike, is_alike
from lixia_cli.model.coded import Coded

Value = TypeVar("Value", bound=np.generic)
_SHORT = 4
"""Runs of fewer rows than these on average take longer than their rows."""
_LONG = 1000
"""Ranges of so many rows cost less than their rows one by one."""


def rising(numbers: npt.NDArray[np.integer]) -> list[slice] | None:
    """Return the ranges in which numbers rise, as those of series do in order of time; None where they are short.

    >>> rising(np.arange(4000) % 2000), rising(np.arange(4000)[::-1])
    ([slice(0, 2000, None), slice(2000, 4000, None)], None)
    """
    ends = np.flatnonzero(numbers[1:] <= numbers[:-1]) + 1
    if len(ends) * _LONG > len(numbers):
        return None
    return [slice(begin, end) for begin, end in itertools.pairwise([0, *ends.tolist(), len(numbers)])]


class Runs:
    """The runs of rows that agree in some columns; every row is one where few agree with the row before.

    >>> runs = Runs(np.array([7, 7, 7, 7, 5, 5, 5, 5, 5]), np.array([0, 0, 0, 0, 0, 0, 0, 0, 0]))
    >>> runs.rows_of(np.array([2020, 2021])).tolist()
    [2020, 2020, 2020, 2020, 2021, 2021, 2021, 2021, 2021]
    """

    def __init__(self, *columns: npt.NDArray[np.integer]) -> None:
        self.rows = len(columns[0])
        """How many rows there are in all."""
        changes = np.zeros(max(self.rows - 1, 0), dtype=np.bool_)
        for column in columns:
            if not is_alike(column):
                changes |= column[1:] != column[:-1]
        few_agree = (int(np.count_nonzero(changes)) + 1) * _SHORT > self.rows
        self.first: Ints | None = None if few_agree else np.append(0, np.flatnonzero(changes) + 1)
        """The position of the first row of each run; None where each row is one."""

    def __len__(self) -> int:
        """Return the number of runs."""
        return self.rows if self.first is None else len(self.first)

    @property
    def lengths(self) -> Ints:
        """Return the number of rows of each run."""
        return np.ones(self.rows, dtype=np.int64) if self.first is None else np.diff(self.first, append=self.rows)

    def first_of(self, column: npt.NDArray[Value]) -> npt.NDArray[Value]:
        """Return what the first row of each run has."""
        return column if self.first is None else column.take(self.first)

    def of_row(self, row: int) -> int:
        """Return the run of a row."""
        return row if self.first is None else int(np.searchsorted(self.first, row, "right")) - 1

    def texts(self, column: Coded) -> Coded:
        """Return the text that the first row of each run has."""
        return Coded(self.first_of(column.codes), column.distinct)

    def rows_of(self, of_run: npt.NDArray[Value]) -> npt.NDArray[Value]:
        """Return for each row what its run has."""
        return of_run if self.first is None else np.repeat(of_run, self.lengths)

    def texts_of_rows(self, of_run: Coded) -> Coded:
        """Return for each row the text that its run has."""
        used = of_run.used()
        if len(used.distinct) == 1:
            return Coded.full(self.rows, used[0])
        return Coded(self.rows_of(used.codes), used.distinct)

    def hold(self, of_run: Bools) -> Bools:
        """Return for each row whether something holds for its run."""
        holds = bool(of_run.any())
        return all_alike(self.rows, holds) if holds == of_run.all() else self.rows_of(of_run)

    def reduced(self, ufunc: np.ufunc, values: npt.NDArray[Value]) -> npt.NDArray[Value]:
        """Return for each run what `ufunc`, as np.maximum, makes of the values of its rows."""
        if self.first is None:
            return values
        reduced: npt.NDArray[Value] = ufunc.reduceat(values, self.first)
        return reduced

"""Group-by on plain arrays: the few reductions lixia needs, without the overhead of DataFrame.groupby."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from lixia_cli.model.arrays import Bools, Floats, Ints, Texts
from lixia_cli.model.coded import Coded

_MOST = 2**62
"""Numbers up to this one are whole numbers of 64 bits."""


def codes_of(*columns: Coded | Texts | Ints) -> Ints:
    """Return one number per row, equal for rows that agree in every column, numbered in order of appearance."""
    codes, count = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        own, distinct = _numbered(column)
        if count * distinct > _MOST:
            codes = pd.factorize(codes)[0]
            count = int(codes.max(initial=-1)) + 1
        codes *= max(distinct, 1)
        codes += own
        count *= max(distinct, 1)
    return _in_order(codes, count)


def _in_order(codes: Ints, count: int) -> Ints:
    """Renumber numbers below `count` in order of appearance."""
    if count > 8 * len(codes):
        return np.asarray(pd.factorize(codes)[0], dtype=np.int64)
    rows = np.arange(len(codes), dtype=np.int32)
    number = np.empty(count, dtype=np.int32)
    number[codes[::-1]] = rows[::-1]  # of several rows the last one assigned stays
    distinct = codes[number[codes] == rows]
    number[distinct] = np.arange(len(distinct), dtype=np.int32)
    return number[codes].astype(np.int64)


def _numbered(column: Coded | Texts | Ints) -> tuple[npt.NDArray[np.integer], int]:
    """Return a number for the value of each row, and how many there may be."""
    if isinstance(column, Coded):
        return column.codes, len(column.distinct)
    codes, distinct = pd.factorize(column, use_na_sentinel=False)
    return codes, len(distinct)


def first_of(codes: Ints) -> Ints:
    """Return for every row the position of the first row with the same code, a small number from 0 on."""
    first = np.empty(codes.max(initial=-1) + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]  # of several rows the last one assigned stays
    return first[codes]


def pairs(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Return the positions of every pair of equal codes, small numbers from 0 on, in the order of both.

    >>> pairs(np.array([1, 0, 1]), np.array([1, 2, 1]))
    (array([0, 0, 2, 2]), array([0, 2, 0, 2]))
    """
    count = max(left.max(initial=-1), right.max(initial=-1)) + 1
    order = np.argsort(right, kind="stable")
    number = np.bincount(right, minlength=count)
    begin = number.cumsum() - number
    found = number[left]
    position = np.repeat(begin[left] - (found.cumsum() - found), found) + np.arange(found.sum())
    return np.repeat(np.arange(len(left)), found), order[position]


def per_distinct(texts: Texts, read: Callable[[str], object]) -> Texts:
    """Return `read` of every text, calling it once per distinct text."""
    codes, distinct = pd.factorize(texts)
    results = np.empty(len(distinct), dtype=object)
    results[:] = [read(str(text)) for text in distinct]
    return results[codes]


class Groups:
    """Runs of equal numbers in a sorted array, with reductions per run."""

    def __init__(self, numbers: Ints) -> None:
        changes = np.flatnonzero(numbers[1:] != numbers[:-1])
        self.last = np.append(changes, len(numbers) - 1) if len(numbers) else changes
        """Position of the last row of every run."""
        self.first = np.append(0, self.last[:-1] + 1) if len(numbers) else changes
        """Position of the first row of every run."""
        self.number = numbers[self.last]
        """The number of each run."""

    def sum(self, values: Floats) -> Floats:
        """Sum per run."""
        return np.add.reduceat(values, self.first) if len(self.first) else values[:0]

    def product(self, values: Floats) -> Floats:
        """Product per run, NaN where it is beyond all bounds."""
        with np.errstate(over="ignore"):
            products = np.multiply.reduceat(values, self.first) if len(self.first) else values[:0]
        return np.where(np.isinf(products), np.nan, products)

    def least(self, values: Floats) -> Floats:
        """Least value per run."""
        return np.minimum.reduceat(values, self.first) if len(self.first) else values[:0]

    def any(self, holds: Bools) -> Bools:
        """Return whether any element of the run is true."""
        return np.logical_or.reduceat(holds, self.first) if len(self.first) else holds[:0]

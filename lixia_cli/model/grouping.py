"""Group rows by the numbers of their groups, and reduce the values of each group."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, Floats, Ints, Texts, Value
from lixia_cli.model.coded import Coded
from lixia_cli.model.numbering import numbered
from lixia_cli.model.repeated import Repeated

_MOST = 2**62
"""Numbers up to this one are whole numbers of 64 bits."""
_LARGEST_OF_32_BITS = 2**31 - 1
_SPARSE = 4
"""Up to so many times as many numbers as rows a table of all numbers is faster than a hash table."""
_FEW = 8
"""Rows of a run up to which it is faster to go through all runs together, place by place, than through one by one."""
_FEW_FALLS = 30
"""Numbers that fall less often are in order but for some runs."""
_Numbers = npt.NDArray[np.integer]
_Column = Coded | Repeated | Texts | _Numbers | Floats


def codes_of(*columns: _Column) -> Ints:
    """Return one number per row, equal for rows that agree in every column, numbered in order of appearance."""
    return _in_order(*_combined(columns))


def numbers_of_rows(*columns: _Column, gaps: int = 0) -> tuple[_Numbers, int]:
    """Return one number per row, equal for rows that agree in every column, and how many numbers there are.

    They go from 0 on without gaps, or with so many `gaps` at most, in no order: in half the time of `codes_of`.
    """
    codes, count = _combined(columns)
    return (codes, count) if count <= gaps else _without_gaps(codes, count, _SPARSE)


def all_different(*columns: _Column) -> bool:
    """Return whether no two rows agree in every column."""
    codes, count = _combined(columns, _MOST)
    if (codes[1:] > codes[:-1]).all():  # rows are mostly in order
        return True
    if count > _SPARSE * len(codes):
        codes, count = _combined(columns)
    if count > _SPARSE * len(codes):
        codes.sort()
        return not (codes[1:] == codes[:-1]).any()
    found = np.zeros(count, dtype=np.bool_)
    found[codes] = True
    return int(np.count_nonzero(found)) == len(codes)


def _combined(columns: Sequence[_Column], most: int | None = None) -> tuple[_Numbers, int]:
    """Return one number per row, equal for rows that agree in every column, and a limit above all of them.

    The limit is about `most` if that can be had, by default what a table of all numbers may have.
    """
    rows = len(columns[0])
    most = _SPARSE * rows if most is None else most
    of_columns = [_numbers(column) for column in columns]
    if math.prod(count for _, count in of_columns) > most:
        of_columns = [_compact(codes, count) for codes, count in of_columns]
    of_columns = sorted(((own, count) for own, count in of_columns if count > 1), key=lambda column: column[1])
    if not of_columns:
        return np.zeros(rows, dtype=np.int32), 1
    first, total = of_columns[0]
    codes: _Numbers = first.astype(np.int64 if total > _LARGEST_OF_32_BITS else np.int32)
    for own, count in of_columns[1:]:
        if total * count > _MOST or total <= most < total * count:
            codes, total = _compact(codes, total)
        total *= count
        codes = codes.astype(np.int64 if total > _LARGEST_OF_32_BITS else np.int32, copy=False)
        codes *= count
        codes += own
    return codes, total


def _in_order(codes: _Numbers, count: int) -> Ints:
    """Renumber numbers below `count` in order of appearance."""
    if count > _SPARSE * len(codes):
        return np.asarray(numbered(codes)[0], dtype=np.int64)
    rows = np.arange(len(codes), dtype=np.int32)
    number = np.empty(count, dtype=np.int32)
    number[codes[::-1]] = rows[::-1]  # of several rows the last one assigned stays
    distinct = codes[number.take(codes) == rows]
    number[distinct] = np.arange(len(distinct), dtype=np.int32)
    return number.take(codes).astype(np.int64)


def _numbers(column: _Column) -> tuple[_Numbers, int]:
    """Return a number for the value of each row, and how many there may be."""
    if isinstance(column, Coded):
        return column.codes, len(column.distinct)
    if isinstance(column, Repeated):
        codes, distinct = numbered(column.numbers)
        return codes.take(column.codes), len(distinct)
    if column.dtype.kind == "i" and len(column):
        least, most = int(column.min()), int(column.max())
        if least >= 0 and most <= len(column):
            return cast("_Numbers", column), most + 1
        if most - least <= len(column):
            return np.subtract(column, least, dtype=np.int64), most - least + 1
    codes, distinct = numbered(column)
    return codes, len(distinct)


def _compact(codes: _Numbers, count: int) -> tuple[_Numbers, int]:
    """Return the same numbers without those that no row has."""
    return _without_gaps(codes, count, 1)


def _without_gaps(codes: _Numbers, count: int, sparse: int) -> tuple[_Numbers, int]:
    """Return numbers without those that no row has, by a hash table if there may be `sparse` times as many as rows."""
    if count > sparse * len(codes):
        codes, distinct = numbered(codes)
        return codes, len(distinct)
    found = np.zeros(count, dtype=np.bool_)
    found[codes] = True
    used = int(np.count_nonzero(found))
    return (codes, count) if used == count else ((np.cumsum(found, dtype=np.int32) - 1).take(codes), used)


def first_rows(codes: _Numbers) -> Ints:
    """Return for every code, all numbers from 0 on, the position of the first row that has it."""
    first = np.empty(codes.max(initial=-1) + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]  # of several rows the last one assigned stays
    return first


def last_rows(codes: _Numbers) -> Ints:
    """Return for every code, all numbers from 0 on, the position of the last row that has it."""
    return len(codes) - 1 - first_rows(codes[::-1])


def first_of(codes: _Numbers) -> Ints:
    """Return for every row the position of the first row with the same code, see `first_rows`."""
    return first_rows(codes).take(codes)


def numbers_of(values: Floats) -> Ints:
    """Return a whole number for each value, from 0 on in the order of the values; what is NaN is equal here."""
    numbers: Ints = np.unique(values, return_inverse=True)[1]
    return numbers


def last_of_each(codes: _Numbers) -> Bools:
    """Return which rows are the last one with their code, see `last_rows`."""
    found = np.zeros(len(codes), dtype=np.bool_)
    found[last_rows(codes)] = True
    return found


def sorted_rows(numbers: _Numbers) -> Ints:
    """Return the positions that sort whole numbers from 0 on; equal ones keep their order.

    >>> sorted_rows(np.array([5, 70_000, 5, 0])).tolist()
    [3, 0, 2, 1]
    """
    if int(np.count_nonzero(numbers[1:] < numbers[:-1])) < _FEW_FALLS:
        return np.argsort(numbers, kind="stable")  # which joins runs that are in order
    # numpy counts numbers of 16 bits instead of comparing them: for each digit of that size, the lowest first.
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    for shift in range(16, int(numbers.max()).bit_length(), 16):
        digits = (numbers >> shift).astype(np.uint16)
        order = order.take(np.argsort(digits.take(order), kind="stable"))
    return order


def in_runs(first: Ints, count: Ints) -> Ints:
    """Return the positions in runs that begin at `first` and are `count` long, one run behind the other.

    >>> in_runs(np.array([7, 0, 3]), np.array([2, 0, 3]))
    array([7, 8, 3, 4, 5])
    """
    end: Ints = np.cumsum(count)
    return np.repeat(first - end + count, count) + np.arange(int(count.sum()))


def per_pair(first: Coded, second: Coded, read: Callable[[str, str], str]) -> Coded:
    """Return `read` of the texts in each row of two columns, calling it once per pair of texts."""
    codes = codes_of(first, second)
    results = [read(first[row], second[row]) for row in first_rows(codes).tolist()]
    return Coded.of(np.array([*results, None], dtype=object)[:-1])[codes]


def per_distinct(texts: Texts, read: Callable[[str], object]) -> Texts:
    """Return `read` of every text, calling it once per distinct text."""
    codes, distinct = numbered(texts)
    results = np.empty(len(distinct), dtype=object)
    results[:] = [read(str(text)) for text in distinct]
    return results[codes]


class Groups:
    """Runs of equal numbers in a sorted array, with reductions per run."""

    def __init__(self, numbers: _Numbers) -> None:
        changes = np.flatnonzero(numbers[1:] != numbers[:-1])
        self.last = np.append(changes, len(numbers) - 1) if len(numbers) else changes
        """Position of the last row of every run."""
        self.first = np.append(0, self.last[:-1] + 1) if len(numbers) else changes
        """Position of the first row of every run."""
        self.number: Ints = numbers[self.last].astype(np.int64, copy=False)
        """The number of each run."""

    @property
    def count(self) -> Ints:
        """How many rows each run has."""
        return self.last - self.first + 1

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
        return self._chosen(np.minimum, values)

    def largest(self, values: Floats) -> Floats:
        """Largest value per run."""
        return self._chosen(np.maximum, values)

    def _chosen(self, ufunc: np.ufunc, values: npt.NDArray[Value]) -> npt.NDArray[Value]:
        """Reduce each run by a function for which it does not matter whether it gets a value twice."""
        if not len(self.first):
            return values[:0]
        longest = int(self.count.max())
        if longest > _FEW:
            return cast("npt.NDArray[Value]", ufunc.reduceat(values, self.first))
        found = values.take(self.first)
        for place in range(1, longest):
            found = ufunc(found, values.take(np.minimum(self.first + place, self.last)))
        return found

    def listed(self, texts: Texts, most: int | None = None) -> Texts:
        """Return the texts of each run with commas between them; of many the first `most`, and how many more.

        >>> Groups(np.array([0, 0, 0, 1])).listed(np.array(["a", "b", "c", "d"], dtype=object), most=2).tolist()
        ['a, b and 1 more', 'd']
        """
        count = self.count
        place = np.arange(len(texts)) - np.repeat(self.first, count)
        pieces = np.where(place > 0, ", ", "").astype(object) + texts
        more = np.zeros_like(count)
        if most is not None:
            pieces[place >= most] = ""
            more = count - most
        found: Texts = np.add.reduceat(pieces, self.first) if len(self.first) else texts[:0]
        some = np.flatnonzero(more > 0)
        found[some] += " and " + more[some].astype(str).astype(object) + " more"
        return found

    def so_far(self, holds: Bools) -> Bools:
        """Return the rows of each run from its first true one on."""
        first = self.least(np.where(holds, np.arange(len(holds)), len(holds)))
        return np.asarray(np.arange(len(holds)) >= np.repeat(first, self.count), dtype=np.bool_)

    def accumulated(self, ufunc: np.ufunc, values: Floats) -> Floats:
        """Return for each row what `ufunc`, as np.add, makes of the values of its run up to it."""
        found, count = values.copy(), self.count
        by_length = np.argsort(-count, kind="stable")
        first, count = self.first[by_length], count[by_length]
        for place in range(1, int(count.max(initial=0))):  # over the rows of the longest run, not over all
            rows = first[: np.searchsorted(-count, -place)] + place
            found[rows] = ufunc(found[rows - 1], found[rows])
        return found

    def any(self, holds: Bools) -> Bools:
        """Return whether any element of the run is true."""
        return self._chosen(np.logical_or, holds) if holds.any() else np.zeros(len(self.first), dtype=np.bool_)

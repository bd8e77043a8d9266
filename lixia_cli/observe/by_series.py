"""Observations by series, a key and region: every target finds its own without a look at all of them."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Ints, as_range, select, some_of
from lixia_cli.model.coded import Coded, Codes
from lixia_cli.model.grouping import Groups, in_runs, sorted_rows
from lixia_cli.model.runs import Runs, rising
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.model.table import Table
from lixia_cli.observe.periods import Periods

_SPARSE = 4
"""Up to so many times as many numbers as rows are counted rather than sorted."""
_MOST = 2**31
"""Numbers below it are whole numbers of 32 bits, which are sorted in half the memory."""


class BySeries:
    """The table of `check_actuals`, ordered once for any number of tables of targets."""

    def __init__(self, actuals: Table) -> None:
        self.actuals = actuals
        """The table itself."""
        first, second = (actuals.texts(name) for name in SERIES_ID)
        self._places = tuple(_Places(of) for of in (first, second))
        self._wide = len(first.distinct) * len(second.distinct) >= _MOST
        runs = Runs(first.codes, second.codes)
        self._series, order = _ordered(self._numbers(runs.first_of(first.codes), runs.first_of(second.codes)), runs)
        self._order = (
            None if order is None else order.astype(np.int32 if len(actuals) < _MOST else np.int64, copy=False)
        )

    @cached_property
    def periods(self) -> tuple[Periods, Codes]:
        """Return the periods, and of each row the position of its own."""
        return Periods.of(self.actuals)

    def _numbers(self, keys: npt.NDArray[np.integer], regions: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        """Return a number for each pair of places in `_places`."""
        numbers: npt.NDArray[np.integer] = keys.astype(np.int64 if self._wide else np.int32)
        numbers *= max(len(self._places[1]), 1)
        numbers += regions
        return numbers

    def rows(self, targets: Table) -> tuple[Ints, Ints | slice]:
        """Return the positions, in both tables, of every pair of the same series, in the order of both.

        Those in the table of actuals may be a range of it.
        """
        number, first_row, rows_of = self._series
        if not len(number):
            return np.empty(0, dtype=np.int64), slice(0)
        codes = [places.of(targets.texts(name)) for name, places in zip(SERIES_ID, self._places, strict=True)]
        known = (codes[0] >= 0) & (codes[1] >= 0)
        wanted = self._numbers(*codes)
        place = self._place_of(wanted)
        known &= some_of(number, place) == wanted
        first, count = some_of(first_row, place), select([(~known, 0)], some_of(rows_of, place))
        target = np.repeat(np.arange(len(count)), count)
        begin, end = some_of(first, known), some_of(first + count, known)
        one_behind_the_other = bool((begin[1:] == end[:-1]).all())
        run = slice(begin[0], end[-1]) if len(begin) else slice(0)
        rows = run if one_behind_the_other else in_runs(first, count)
        return target, rows if self._order is None else some_of(self._order, rows).astype(np.int64)

    def _place_of(self, wanted: npt.NDArray[np.integer]) -> Ints | slice:
        """Return where each of these numbers is among those of the series, if it is there."""
        number = self._series.number
        begin = int(np.searchsorted(number, wanted[0])) if len(wanted) else 0
        run = slice(begin, begin + len(wanted))
        if np.array_equal(number[run], wanted):  # targets are mostly in the order of their observations
            return run
        return np.minimum(np.searchsorted(number, wanted), len(number) - 1)


class _Series(NamedTuple):
    """Each series once, sorted by its number."""

    number: Ints
    first: Ints
    """The position of its first row, in order."""
    length: Ints
    """How many rows it has, which follow each other."""


def _ordered(numbers: npt.NDArray[np.integer], runs: Runs) -> tuple[_Series, npt.NDArray[np.integer] | None]:
    """Return the series, given the number of that of each run, and an order of the rows in which each is one run.

    That is None where each is one as the rows are.
    """
    ranges = rising(numbers) if runs.first is None else None
    if ranges is not None and int(numbers.max(initial=0)) < _SPARSE * len(numbers) < _MOST:
        return _counted(numbers, ranges)
    order = sorted_rows(numbers)
    groups = Groups(numbers[order])
    if runs.first is None:
        return _Series(groups.number, groups.first, groups.count), order
    first, lengths = runs.first[order], runs.lengths[order]
    if len(groups.number) == len(order):
        return _Series(groups.number, first, lengths), None
    end = np.cumsum(lengths)
    begin = (end - lengths)[groups.first]
    return _Series(groups.number, begin, end[groups.last] - begin), in_runs(first, lengths)


def _counted(numbers: npt.NDArray[np.integer], ranges: list[slice]) -> tuple[_Series, npt.NDArray[np.integer]]:
    """Do the same for rows in some ranges of which the numbers rise: each row is put behind those of its series."""
    places = [as_range(numbers[some]) for some in ranges]
    length = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.int32)
    for place in places:
        length[place] += 1  # no number is twice in a range
    first = np.cumsum(length, dtype=np.int32) - length
    order, behind = np.empty(len(numbers), dtype=np.int32), first.copy()
    for some, place in zip(ranges, places, strict=True):
        order[behind[place]] = np.arange(some.start, some.stop, dtype=np.int32)
        behind[place] += 1
    number = np.flatnonzero(length)
    return _Series(number, *(of.take(number).astype(np.int64) for of in (first, length))), order


class _Places:
    """The places of the texts of a column among its distinct ones."""

    def __init__(self, column: Coded) -> None:
        self._of_text = {text: place for place, text in enumerate(column.distinct.tolist())}
        self._asked: Coded | None = None
        self._answers: Ints = np.empty(0, dtype=np.int64)

    def __len__(self) -> int:
        return len(self._of_text)

    def of(self, column: Coded) -> Ints:
        """Return the place of the text in each row of another column, -1 where it has none."""
        # The blocks of a table have their texts in common.
        if self._asked is None or self._asked.distinct is not column.distinct:
            self._answers = np.array([self._of_text.get(text, -1) for text in column.distinct.tolist()], dtype=np.int64)
            self._asked = column
        return self._answers.take(column.codes)

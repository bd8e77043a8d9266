"""The values of targets and observations side by side: in what they count, and by series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, Floats, Ints, Texts, holds_at, some_of
from lixia_cli.model.coded import Coded, Codes, joined
from lixia_cli.model.grouping import all_different, numbers_of_rows
from lixia_cli.model.once import Once
from lixia_cli.model.runs import Runs
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.model.table import Table
from lixia_cli.model.units import PERCENT_UNITS, split_unit

_LEAST_WITHOUT_EXPONENT, _MOST_WITHOUT_EXPONENT = 1e-4, 1e16
"""Between these Python writes numbers without an exponent."""
_DECIMALS = 16
_EXACT = 2.0**50
"""Below it a whole number is far from the next float."""
_NUMBERS = ("target_value", "target_high", "baseline_value")


@dataclass(frozen=True)
class Observed:
    """The series of observations."""

    runs: Runs
    """Of one series, and of one unit."""
    of_run: npt.NDArray[np.int32]
    in_order: bool
    """All of a series follow each other, each later than the one before."""
    each_once: bool
    """No two of a series end at the same time."""

    @cached_property
    def of_row(self) -> npt.NDArray[np.int32]:
        """Return the series of each observation."""
        return self.runs.rows_of(self.of_run)


class Series(NamedTuple):
    """The number of the key and region of each row, from 0 on, the same for a target and its observations."""

    targets: npt.NDArray[np.int32]
    observed: Observed
    size: int
    """How many there are."""

    @classmethod
    def of(cls, targets: Table, actuals: Mapping[str, Coded], once: Once) -> Series:
        """Number the rows of the table of `check_targets` and those of the columns of observations.

        The latter are key, region, unit and when, see `check_actuals`. `once` is what is known of the same texts in
        other parts.
        """
        runs = Runs(*(actuals[name].codes for name in (*SERIES_ID, "unit")))
        both = (_both(name, targets, runs.texts(actuals[name]), once) for name in SERIES_ID)
        rows, size = numbers_of_rows(*both, gaps=len(targets))
        numbers: npt.NDArray[np.int32] = rows.astype(np.int32, copy=False)
        of_run, when = numbers[len(targets) :], actuals["when"].codes
        in_order = is_in_order(runs, of_run, when)
        each_once = (
            in_order or _in_order_of_time(runs, of_run, when) or all_different(runs.rows_of(of_run), actuals["when"])
        )
        return cls(numbers[: len(targets)], Observed(runs, of_run, in_order, each_once), size)

    @property
    def runs(self) -> Runs:
        """Return the runs of observations of one series, and of one unit."""
        return self.observed.runs

    @property
    def of_run(self) -> npt.NDArray[np.int32]:
        """Return the series of each run of observations."""
        return self.observed.of_run

    @property
    def actuals(self) -> npt.NDArray[np.int32]:
        """Return the series of each observation."""
        return self.observed.of_row

    @property
    def in_order(self) -> bool:
        """Return whether all observations of a series follow each other, each later than the one before."""
        return self.observed.in_order

    @property
    def each_once(self) -> bool:
        """Return whether no two observations of a series end at the same time."""
        return self.observed.each_once

    def where(self, rows: Bools, units: Coded) -> Series:
        """Return the series of some observations, which have these units."""
        numbers = some_of(self.actuals, rows)
        runs = Runs(numbers, units.codes)
        return self._replace(observed=replace(self.observed, runs=runs, of_run=runs.first_of(numbers)))

    def runs_having(self, holds: Bools) -> Bools:
        """Return for each run of observations whether this holds for one of its targets."""
        if not holds.any():
            return np.zeros(len(self.runs), dtype=np.bool_)
        marked = np.zeros(self.size, dtype=np.bool_)
        marked[self.targets[holds]] = True
        return holds_at(marked, self.of_run)

    def having(self, holds: Bools) -> Bools:
        """Return for each observation whether this holds for one of its targets."""
        return self.runs.hold(self.runs_having(holds))

    def strange(self) -> Ints:
        """Return the positions of the observations that belong to no target."""
        of_run = ~self.runs_having(np.ones(len(self.targets), dtype=np.bool_))
        return np.flatnonzero(self.runs.hold(of_run)) if of_run.any() else np.empty(0, dtype=np.int64)


def is_in_order(runs: Runs, of_run: npt.NDArray[np.int32], time: Codes) -> bool:
    """Return whether all rows of a series follow each other, each later than the one before.

    `of_run` are the series of runs, numbers from 0 on, and `time` a number for the time of each row.
    """
    another, later = of_run[1:] != of_run[:-1], time[1:] > time[:-1]
    if runs.first is None:
        later |= another
    else:
        later[runs.first[1:][another] - 1] = True
    if not later.all():
        return False
    found = np.zeros(int(of_run.max(initial=-1)) + 1, dtype=np.bool_)
    found[of_run] = True
    return int(np.count_nonzero(found)) == int(np.count_nonzero(another)) + min(len(of_run), 1)


def _in_order_of_time(runs: Runs, of_run: npt.NDArray[np.int32], time: Codes) -> bool:
    """Return whether the rows of one time follow each other, each of a series with a larger number."""
    if runs.first is not None:
        return False
    earlier, same = time[1:] < time[:-1], time[1:] == time[:-1]
    return not (earlier | (same & (of_run[1:] <= of_run[:-1]))).any()


def _both(name: str, targets: Table, actuals: Coded, once: Once) -> Coded:
    """Return the texts of targets and of observations below each other."""
    column = targets.texts(name)
    lists = [column.distinct, actuals.distinct]

    def make() -> tuple[Codes | None, Texts]:
        both = joined(*(Coded(np.arange(len(of)), of) for of in lists))
        others = both.codes[len(column.distinct) :]
        return None if np.array_equal(others, np.arange(len(others))) else others, both.distinct

    number, distinct = once(f"both {name}", lists, make)
    others = actuals.codes if number is None else number.take(actuals.codes)
    return Coded(np.concatenate([column.codes, others]), distinct)


@dataclass(frozen=True)
class Figures:
    """The columns that warnings look at, of targets and of observations, numbered by series."""

    targets: Table
    actuals: Table
    numbered: Series
    """The series of their rows."""
    value: Floats
    """Of each observation, in what it counts."""
    goal: Floats
    """Of each target: its value, or the higher end of its range, without sign, in what it counts."""
    baseline: Floats
    """Of each target, without sign, in what it counts."""
    percent: Bools
    """Of each target: its unit is %, or ‰."""

    @classmethod
    def of(cls, targets: Table, actuals: Table, series: Series) -> Figures:
        """From the tables of `check`."""
        unit = targets.texts("unit")
        low, high, baseline = (in_what_it_counts(np.abs(targets.floats(name)), unit) for name in _NUMBERS)
        value = in_what_it_counts(actuals.floats("value"), actuals.texts("unit"), series.runs)
        percent = targets.texts("unit").is_in(PERCENT_UNITS)
        return cls(targets, actuals, series, value, np.fmax(low, high), baseline, percent)

    @property
    def series(self) -> npt.NDArray[np.int32]:
        """Of each observation: the number of its series."""
        return self.numbered.actuals

    @property
    def series_of_target(self) -> npt.NDArray[np.int32]:
        """Of each target: the number of its series."""
        return self.numbered.targets

    @cached_property
    def sizes(self) -> Floats:
        """Of each observation: its value without sign."""
        return np.abs(self.value) if (self.value < 0).any() else self.value

    @cached_property
    def largest_of_series(self) -> Floats:
        """Of each series: its largest observation, without sign; below 0 without any."""
        largest = np.full(self.size, -1.0)
        np.maximum.at(largest, self.numbered.of_run, self.numbered.runs.reduced(np.maximum, self.sizes))
        return largest

    @cached_property
    def least_of_series(self) -> Floats:
        """Of each series: its least observation other than 0, without sign; infinity without any."""
        least = np.full(self.size, np.inf)
        sizes = np.where(self.zero, np.inf, self.sizes) if self.zero.any() else self.sizes
        np.minimum.at(least, self.numbered.of_run, self.numbered.runs.reduced(np.minimum, sizes))
        return least

    @cached_property
    def zero(self) -> Bools:
        """Of each observation: its value is 0."""
        return np.asarray(self.value == 0, dtype=np.bool_)

    @cached_property
    def largest(self) -> Floats:
        """Of each target: the largest of its observations, without sign; NaN without any."""
        largest = self.largest_of_series[self.series_of_target]
        return np.where(largest < 0, np.nan, largest)

    @cached_property
    def smallest(self) -> Floats:
        """Of each target: the smallest of its observations, without sign; NaN without any."""
        least = self.least_of_series.copy()
        if self.zero.any():
            least[self.series[self.zero]] = 0.0
        least = least[self.series_of_target]
        return np.where(np.isinf(least), np.nan, least)

    @property
    def size(self) -> int:
        """How many series there are."""
        return self.numbered.size

    def first_rows(self, rows: Bools) -> tuple[Ints, Ints]:
        """Return the first observation of the series of each target in `rows`, once each, and that target."""
        found = np.flatnonzero(rows)
        if not len(found):
            return found, found
        first = np.full(self.size, -1)
        of_run = self.numbered.of_run
        first[of_run[::-1]] = self.numbered.runs.first_of(np.arange(len(self.value)))[::-1]
        observed = first[self.series_of_target[found]]
        once = np.unique(observed, return_index=True)[1]
        once = once[observed[once] >= 0]
        return observed[once], found[once]


def in_what_it_counts(values: Floats, units: Coded, runs: Runs | None = None) -> Floats:
    """Return values in what each unit is a scale of; the same array where every unit counts by one.

    `runs` are rows of one unit, if that is known.
    """
    if all(split_unit(unit).scale == 1 for unit in units.distinct):
        return values
    if runs is None:
        return values * scales(units)
    of_run = scales(runs.texts(units))
    return values if (of_run == 1).all() else values * runs.rows_of(of_run)


def scales(units: Coded) -> Floats:
    """Return how many of what it counts one of each unit is: 10,000 for 万元."""
    return units.read(lambda unit: split_unit(unit).scale, np.float64)


def rounding(values: Floats) -> Floats:
    """Return one unit in the last decimal place of each number, as Python writes it; 1 for those with an exponent.

    >>> rounding(np.array([47.25, 300.0, 0.1 + 0.2, 1e-7, 0.0])).tolist()
    [0.01, 1.0, 1e-17, 1.0, 1.0]
    """
    found = np.ones(values.shape)
    size = np.abs(values)
    rest = np.flatnonzero((size >= _LEAST_WITHOUT_EXPONENT) & (size < _MOST_WITHOUT_EXPONENT))
    for decimals in range(_DECIMALS):
        some, up = values[rest], 10.0**decimals
        digits = np.rint(some * up)
        # The quotient of two exact numbers is the float nearest to the decimal, which is therefore written so.
        written = (digits / up == some) & (np.abs(digits) < _EXACT)
        found[rest[written]] = 10.0**-decimals
        rest = rest[~written]
        if not len(rest):
            return found
    found[rest] = [10.0 ** -len(str(value).partition(".")[2].rstrip("0")) for value in values[rest].tolist()]
    return found

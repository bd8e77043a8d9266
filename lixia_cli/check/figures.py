"""The values of targets and observations side by side: in what they count, and by series."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from lixia_cli.check.series import Series
from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.runs import Runs
from lixia_cli.model.table import Table
from lixia_cli.model.units import PERCENT_UNITS, split_unit

_LEAST_WITHOUT_EXPONENT, _MOST_WITHOUT_EXPONENT = 1e-4, 1e16
"""Between these Python writes numbers without an exponent."""
_DECIMALS = 16
_EXACT = 2.0**50
"""Below it a whole number is far from the next float."""
_NUMBERS = ("target_value", "target_high", "baseline_value")


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

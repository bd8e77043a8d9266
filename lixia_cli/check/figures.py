"""The values of targets and observations side by side: in what they count, and by series."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from lixia_cli.check.series import Series
from lixia_cli.model.arrays import Bools, Floats, Ints, only_where
from lixia_cli.model.coded import Coded
from lixia_cli.model.runs import Runs
from lixia_cli.model.table import Table
from lixia_cli.model.units import PERCENT_UNITS, split_unit

_LEAST_WITHOUT_EXPONENT, _MOST_WITHOUT_EXPONENT = 1e-4, 1e16
"""Between these Python writes numbers without an exponent."""
_DECIMALS = 16
_EXACT = 2.0**50
"""Below it a whole number is far from the next float."""
_AT_ONCE = 32_768
"""Targets whose conditions are looked at together."""


@dataclass(frozen=True)
class Observations:
    """The values of observations in what they count, and the largest and least of each series."""

    table: Table
    numbered: Series
    """The series of their rows."""
    value: Floats

    @property
    def series(self) -> npt.NDArray[np.int32]:
        """Of each observation: the number of its series."""
        return self.numbered.actuals

    @cached_property
    def lowest(self) -> float:
        """The lowest of all values; infinity without any."""
        return float(self.value.min(initial=np.inf))

    @cached_property
    def sizes(self) -> Floats:
        """Of each observation: its value without sign."""
        return np.abs(self.value) if self.lowest < 0 else self.value

    @cached_property
    def zeros(self) -> Ints:
        """The positions of the observations whose value is 0."""
        return np.flatnonzero(self.value == 0) if self.lowest <= 0 else np.empty(0, dtype=np.int64)

    @cached_property
    def largest(self) -> Floats:
        """Of each series: its largest observation, without sign; below 0 without any."""
        return self.numbered.reduced(np.maximum, self.sizes, -1.0)

    @cached_property
    def least(self) -> Floats:
        """Of each series: its least observation other than 0, without sign; infinity without any."""
        sizes = self.sizes
        if len(self.zeros):
            sizes = sizes.copy()
            sizes[self.zeros] = np.inf
        return self.numbered.reduced(np.minimum, sizes, np.inf)

    @cached_property
    def smallest(self) -> Floats:
        """Of each series: its smallest observation, without sign; infinity without any."""
        if not len(self.zeros):
            return self.least
        smallest = self.least.copy()
        smallest[self.series[self.zeros]] = 0.0
        return smallest


@dataclass(frozen=True)
class Figures:
    """The columns of targets that warnings look at, beside the observations of their series."""

    targets: Table
    numbered: Series
    """The series of targets and of observations."""
    observed: Observations

    @classmethod
    def of(cls, targets: Table, actuals: Table, series: Series) -> Figures:
        """From the tables of `check`."""
        value = in_what_it_counts(actuals.floats("value"), actuals.texts("unit"), series.runs)
        return cls(targets, series, Observations(actuals, series, value))

    @property
    def actuals(self) -> Table:
        """The table of the observations."""
        return self.observed.table

    @property
    def series(self) -> npt.NDArray[np.int32]:
        """Of each observation: the number of its series."""
        return self.numbered.actuals

    @property
    def series_of_target(self) -> npt.NDArray[np.int32]:
        """Of each target: the number of its series."""
        return self.numbered.targets

    @property
    def size(self) -> int:
        """How many series there are."""
        return self.numbered.size

    @cached_property
    def goal(self) -> Floats:
        """Of each target: its value, or the higher end of its range, without sign, in what it counts."""
        low, high = (self._size("target_value"), self._size("target_high"))
        return np.fmax(low, high)

    @cached_property
    def baseline(self) -> Floats:
        """Of each target, without sign, in what it counts."""
        return self._size("baseline_value")

    def _size(self, name: str) -> Floats:
        return in_what_it_counts(np.abs(self.targets.floats(name)), self.targets.texts("unit"))

    @cached_property
    def percent(self) -> Bools:
        """Of each target: its unit is %, or ‰."""
        return self.targets.texts("unit").is_in(PERCENT_UNITS)

    @cached_property
    def largest(self) -> Floats:
        """Of each target: the largest of its observations, without sign; NaN without any."""
        largest = self.observed.largest.take(self.series_of_target)
        return only_where(largest >= 0, largest)

    @cached_property
    def smallest(self) -> Floats:
        """Of each target: the smallest of its observations, without sign; NaN without any."""
        smallest = self.observed.smallest.take(self.series_of_target)
        return only_where(np.isfinite(smallest), smallest)

    def rows_where(self, conditions: Iterable[Condition]) -> dict[Condition, Ints]:
        """Return the positions of the targets for which each condition holds.

        All are asked of some thousand targets before the next ones, so that their columns stay in the cache.
        """
        found: dict[Condition, list[Ints]] = {condition: [] for condition in conditions}
        for start in range(0, max(len(self.targets), 1), _AT_ONCE):
            some = slice(start, start + _AT_ONCE)
            numbered = self.numbered._replace(targets=self.series_of_target[some])
            figures = Figures(self.targets.rows(some), numbered, self.observed)
            for condition, rows in found.items():
                rows.append(start + np.flatnonzero(condition(figures)))
        return {condition: np.concatenate(rows) for condition, rows in found.items()}

    def first_rows(self, found: Ints) -> tuple[Ints, Ints]:
        """Return the first observation of the series of each target at `found`, once each, and that target."""
        if not len(found):
            return found, found
        first = np.full(self.size, -1)
        of_run = self.numbered.of_run
        first[of_run[::-1]] = self.numbered.runs.first_of(np.arange(len(self.actuals)))[::-1]
        observed = first[self.series_of_target[found]]
        once = np.unique(observed, return_index=True)[1]
        once = once[observed[once] >= 0]
        return observed[once], found[once]


Condition = Callable[[Figures], Bools]
"""Says of each target whether something holds for its figures."""


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

"""The values of targets and observations side by side: in what they count, and by series."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.coded import Coded, joined
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.model.table import Table
from lixia_cli.model.units import PERCENT_UNITS, split_unit

_NUMBERS = ("target_value", "target_high", "baseline_value")


@dataclass(frozen=True)
class Figures:
    """The columns that warnings look at, of targets and of observations, numbered by series."""

    targets: Table
    actuals: Table
    series_of_target: Ints
    series: Ints
    """Of each observation: the number of its key and region."""
    value: Floats
    """Of each observation, in what it counts."""
    goal: Floats
    """Of each target: its value, or the higher end of its range, without sign, in what it counts."""
    baseline: Floats
    """Of each target, without sign, in what it counts."""
    percent: Bools
    """Of each target: its unit is %, or ‰."""

    @classmethod
    def of(cls, targets: Table, actuals: Table) -> Figures:
        """From the tables of `check`."""
        count = len(targets)
        codes = codes_of(*(joined(targets.texts(name), actuals.texts(name)) for name in SERIES_ID))
        scale = scales(targets.texts("unit"))
        low, high, baseline = (np.abs(targets.floats(name)) * scale for name in _NUMBERS)
        value = actuals.floats("value") * scales(actuals.texts("unit"))
        percent = targets.texts("unit").is_in(PERCENT_UNITS)
        codes = codes.astype(np.int32)
        return cls(targets, actuals, codes[:count], codes[count:], value, np.fmax(low, high), baseline, percent)

    @cached_property
    def sizes(self) -> Floats:
        """Of each observation: its value without sign."""
        return np.abs(self.value)

    @cached_property
    def largest(self) -> Floats:
        """Of each target: the largest of its observations, without sign; NaN without any."""
        return self._reduced(np.fmax)

    @cached_property
    def smallest(self) -> Floats:
        """Of each target: the smallest of its observations, without sign; NaN without any."""
        return self._reduced(np.fmin)

    def _reduced(self, reduce: np.ufunc) -> Floats:
        of_series = np.full(self.size(), np.nan)
        reduce.at(of_series, self.series, self.sizes)
        return np.asarray(of_series[self.series_of_target], dtype=np.float64)

    def size(self) -> int:
        """Return how many series there are."""
        return int(max(self.series_of_target.max(initial=-1), self.series.max(initial=-1))) + 1

    def first_rows(self, rows: Bools) -> tuple[Ints, Ints]:
        """Return the first observation of the series of each target in `rows`, once each, and that target."""
        first = np.full(self.size(), -1)
        first[self.series[::-1]] = np.arange(len(self.series))[::-1]
        found = np.flatnonzero(rows)
        observed = first[self.series_of_target[found]]
        once = np.unique(observed, return_index=True)[1]
        once = once[observed[once] >= 0]
        return observed[once], found[once]


def scales(units: Coded) -> Floats:
    """Return how many of what it counts one of each unit is: 10,000 for 万元."""
    return units.read(lambda unit: split_unit(unit).scale, np.float64)


def rounding(text: str) -> float:
    """Return one unit in the last decimal place of a number, as Python writes it."""
    decimals = len(text.partition(".")[2].rstrip("0")) if "e" not in text else 0
    return float(10.0**-decimals)

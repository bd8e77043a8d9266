"""The values of targets and observations side by side: in what they count, and by series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.coded import Coded, joined
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.model.table import Table
from lixia_cli.model.units import PERCENT_UNITS, split_unit

_NUMBERS = ("target_value", "target_high", "baseline_value")


class Series(NamedTuple):
    """The number of the key and region of each row, from 0 on, the same for a target and its observations."""

    targets: npt.NDArray[np.int32]
    actuals: npt.NDArray[np.int32]

    @classmethod
    def of(cls, targets: Table, actuals: Mapping[str, Coded]) -> Series:
        """Number the rows of the table of `check_targets` and those of the columns key and region of observations."""
        codes = codes_of(*(joined(targets.texts(name), actuals[name]) for name in SERIES_ID)).astype(np.int32)
        return cls(codes[: len(targets)], codes[len(targets) :])

    def having(self, holds: Bools) -> Bools:
        """Return for each observation whether this holds for one of its targets."""
        if not holds.any():
            return np.zeros(len(self.actuals), dtype=np.bool_)
        marked = np.zeros(self.limit(), dtype=np.bool_)
        marked[self.targets[holds]] = True
        return marked[self.actuals]

    def limit(self) -> int:
        """Return a number above all of them."""
        return int(max(self.targets.max(initial=-1), self.actuals.max(initial=-1))) + 1


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
        scale = scales(targets.texts("unit"))
        low, high, baseline = (np.abs(targets.floats(name)) * scale for name in _NUMBERS)
        value = actuals.floats("value") * scales(actuals.texts("unit"))
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
        of_series = np.full(self.size, np.nan)
        reduce.at(of_series, self.series, self.sizes)
        return np.asarray(of_series[self.series_of_target], dtype=np.float64)

    @cached_property
    def size(self) -> int:
        """A number above those of all series."""
        return self.numbered.limit()

    def first_rows(self, rows: Bools) -> tuple[Ints, Ints]:
        """Return the first observation of the series of each target in `rows`, once each, and that target."""
        found = np.flatnonzero(rows)
        if not len(found):
            return found, found
        first = np.full(self.size, -1)
        first[self.series[::-1]] = np.arange(len(self.series))[::-1]
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

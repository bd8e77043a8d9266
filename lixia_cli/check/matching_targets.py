"""What the targets with the key and region of each observation are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.check.accumulation import Kinds, for_one_year
from lixia_cli.check.assumed import AMOUNT, OTHER
from lixia_cli.check.series import Series
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded, joined
from lixia_cli.model.measures import AMOUNTS, BY_YEAR, LEVELS, codes, compounded, is_any
from lixia_cli.model.table import Table
from lixia_cli.model.units import is_money, split_unit


class MatchingTargets(NamedTuple):
    """Properties of the targets with the key and region of each observation, one element per observation."""

    rates: Bools
    """Whether one of them compounds its observations, which are yearly rates in percent."""
    levels: Bools
    """Whether the observations of one of them are levels."""
    assumed_stock: Bools
    """Whether one of them is assumed to be a stock, since no measure is given."""
    kinds: Kinds

    @classmethod
    def of(cls, series: Series, targets: Table) -> MatchingTargets:
        """Look up the targets, of the table of `check_targets`, by their series."""
        units, measure, path = (targets.texts(name) for name in ("unit", "measure", "path"))
        having = series.having
        is_stock = targets.texts("measure_assumed").is_in((AMOUNT, OTHER))
        quantified = ~np.isnan(targets.floats("target_value"))
        rates = compounded(measure, path)
        by_year = quantified & rates & is_any(measure, BY_YEAR)
        each_year, money = is_any(measure, codes(combines="each year")), units.holds(is_money)
        kinds = Kinds(
            amounts=having(quantified & ~rates & (is_any(measure, AMOUNTS) | (each_year & money))),
            rates=having(by_year),
            annual_rates=having(by_year & for_one_year(targets)),
            each_year=having(quantified & each_year),
            negative=having(targets.floats("target_value") < 0),
        )
        return cls(having(rates), having(is_any(measure, LEVELS)), having(is_stock & quantified), kinds)


@dataclass(frozen=True)
class MatchingUnits:
    """The units of the targets with the key and region of observations."""

    units: Coded
    """One element per target."""
    series: Series

    @cached_property
    def of_series(self) -> Coded:
        """The unit of the first target of each series; empty without one."""
        return joined(self.units, Coded.full(1, "")).take(self._first)

    @cached_property
    def _first(self) -> npt.NDArray[np.int32]:
        """The first target of each series; how many there are without one."""
        count, own = len(self.units), self.series.targets
        first = np.full(self.series.size, count, dtype=np.int32)
        first[own[::-1]] = np.arange(count, dtype=np.int32)[::-1]  # of several targets the last one assigned stays
        return first

    def differ(self) -> Bools:
        """Return for each run of observations whether the units of its targets differ in the scale word."""
        scaled = self.units.replaced([str(split_unit(unit)) for unit in self.units.distinct])
        return self.series.runs_having(scaled != scaled.take(self._first.take(self.series.targets)))

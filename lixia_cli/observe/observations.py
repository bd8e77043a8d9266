"""Observations as columns, joined to the rows of their targets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints, all_equal, holds_at
from lixia_cli.model.coded import Coded, Codes, joined
from lixia_cli.model.grouping import Groups
from lixia_cli.observe.periods import Periods

_NOTHING: Ints = np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Observations:
    """Observations with the rows of their targets, sorted by target and time, one for each target and time."""

    target: Ints
    """Row of the target."""
    periods: Periods
    when: Codes
    """Of each observation, the position of its period in `periods`."""
    value: Floats
    """In the target's unit."""
    status: Coded
    bound: Coded

    def and_also(self, others: Observations) -> Observations:
        """Return these observations and others."""
        return Observations(
            np.concatenate([self.target, others.target]),
            self.periods.and_also(others.periods),
            np.concatenate([self.when.astype(np.int32), others.when.astype(np.int32) + np.int32(len(self.periods))]),
            np.concatenate([self.value, others.value]),
            joined(self.status, others.status),
            joined(self.bound, others.bound),
        )

    def where(self, rows: Bools | Ints) -> Observations:
        """Return the observations of these rows."""
        if rows.dtype == np.bool_:
            return self if rows.all() else self.where(np.flatnonzero(rows) if rows.any() else _NOTHING)
        some: Ints = rows.astype(np.int64, copy=False)
        return Observations(
            self.target.take(some),
            self.periods,
            self.when.take(some),
            self.value.take(some),
            self.status.take(some),
            self.bound.take(some),
        )

    def holds(self, of_target: Bools) -> Bools:
        """Return for each observation whether a condition holds for its target."""
        return holds_at(of_target, self.target)

    def of_period(self, holds: Bools) -> Bools:
        """Return for each observation whether a condition holds for its period."""
        return holds_at(holds, self.when)

    def against(self, times: Floats, holds: Callable[[Periods | Observations, Floats], Bools]) -> Bools:
        """Return for each observation whether a condition on its period and on a time of its target holds.

        Where all targets have the same time, each period is looked at once.
        """
        if all_equal(times):
            return self.of_period(holds(self.periods, np.full(len(self.periods), times[0])))
        return holds(self, times.take(self.target))

    @cached_property
    def preliminary(self) -> Bools:
        """Return which observations are preliminary."""
        return self.status == "preliminary"

    @cached_property
    def period(self) -> Coded:
        """Return the period of each observation as it is named."""
        return self.periods.name.take(self.when)

    @cached_property
    def time(self) -> Floats:
        """Return the time of each observation."""
        return self.periods.time.take(self.when)

    @cached_property
    def months(self) -> Ints:
        """Return the months from the beginning of its year to the end of each observation."""
        return self.periods.months.take(self.when)

    @cached_property
    def span(self) -> Ints:
        """Return the months that each figure covers, see `Periods`."""
        return self.periods.span.take(self.when)

    @cached_property
    def year(self) -> Ints:
        """Return the year of each observation."""
        return self.periods.year.take(self.when)

    @cached_property
    def whole_year(self) -> Bools:
        """Return whether each observation is of a whole year."""
        return self.of_period(self.periods.whole_year)

    @cached_property
    def by_target(self) -> Groups:
        """Return the runs of observations of one target."""
        return Groups(self.target)


def best_of_each_period(seen: Observations) -> Observations:
    """Sort by target, time and span, and keep the final observation of each period, else the preliminary one.

    Two of the same time and status are one figure with two spellings (2022H1, 2022-06); the spelling that sorts last is
    kept, so that the order of the rows has no influence.
    """
    if _is_in_order(seen):
        return seen
    keys = (seen.period.ranks(), seen.value, ~seen.preliminary, seen.span, seen.time, seen.target)
    seen = seen.where(np.lexsort(keys))
    followed_by_better = np.zeros(len(seen.when), dtype=np.bool_)
    same = [of[1:] == of[:-1] for of in (seen.target, seen.time, seen.span)]
    followed_by_better[:-1] = np.logical_and.reduce(same)
    return seen.where(~followed_by_better)


def _is_in_order(seen: Observations) -> bool:
    """Return whether the observations are sorted by target and time, and no time of a target occurs twice."""
    rank, runs = seen.periods.ranks(seen.when), seen.by_target
    is_later = rank[1:] > rank[:-1]
    is_later[runs.first[1:] - 1] = True  # the first of the next target
    return bool(is_later.all() and (runs.number[1:] > runs.number[:-1]).all())

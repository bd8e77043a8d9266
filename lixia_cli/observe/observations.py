"""Observations as columns, joined to the rows of their targets."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints, holds_at
from lixia_cli.model.coded import Coded, joined
from lixia_cli.model.grouping import Groups


@dataclass(frozen=True)
class Observations:
    """Observations with the rows of their targets, sorted by target and time, one for each target and time."""

    target: Ints
    """Row of the target."""
    time: Floats
    months: Ints
    span: Ints
    """Months that the figure covers, up to the end of its period: all of them for a running total and a level."""
    value: Floats
    """In the target's unit."""
    period: Coded
    preliminary: Bools
    bound: Coded

    def and_also(self, others: Observations) -> Observations:
        """Return these observations and others."""
        columns: dict[str, Any] = {}
        for field in fields(self):
            first, second = (getattr(each, field.name) for each in (self, others))
            columns[field.name] = joined(first, second) if isinstance(first, Coded) else np.concatenate([first, second])
        return Observations(**columns)

    def where(self, rows: Bools | Ints) -> Observations:
        """Return the observations of these rows."""
        if rows.dtype == np.bool_:
            if rows.all():
                return self
            rows = np.flatnonzero(rows)  # found once for all columns
        return Observations(*(getattr(self, field.name).take(rows) for field in fields(self)))

    def holds(self, of_target: Bools) -> Bools:
        """Return for each observation whether a condition holds for its target."""
        return holds_at(of_target, self.target)

    @cached_property
    def year(self) -> Ints:
        """Return the year of each observation."""
        return np.ceil(self.time).astype(np.int64)

    @cached_property
    def by_target(self) -> Groups:
        """Return the runs of observations of one target."""
        return Groups(self.target)

    @cached_property
    def whole_year(self) -> Bools:
        """Return whether each observation is of a whole year."""
        return np.asarray(self.span == 12, dtype=np.bool_)


def best_of_each_period(seen: Observations) -> Observations:
    """Sort by target, time and span, and keep the final observation of each period, else the preliminary one.

    Two of the same time and status are one figure with two spellings (2022H1, 2022-06); the spelling that sorts last is
    kept, so that the order of the rows has no influence.
    """
    if _is_in_order(seen):
        return seen
    keys = (seen.period.ranks(), seen.value, ~seen.preliminary, seen.span, seen.time, seen.target)
    seen = seen.where(np.lexsort(keys))
    followed_by_better = np.zeros(len(seen.time), dtype=np.bool_)
    same = [of[1:] == of[:-1] for of in (seen.target, seen.time, seen.span)]
    followed_by_better[:-1] = np.logical_and.reduce(same)
    return seen.where(~followed_by_better)


def _is_in_order(seen: Observations) -> bool:
    """Return whether the observations are sorted by target and time, and no time of a target occurs twice."""
    next_target = seen.target[1:] > seen.target[:-1]
    later = (seen.target[1:] == seen.target[:-1]) & (seen.time[1:] > seen.time[:-1])
    return bool((next_target | later).all())

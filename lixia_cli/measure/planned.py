"""The trajectory of each target: what it asks for at the time of the observation, and when for the value observed.

Between two points a trajectory goes on as its kind does: in a straight line, or by a constant growth rate, which is a
straight line of logarithms. So all of it is done on straight lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lixia_cli.measure.path import Path
from lixia_cli.model import formulas
from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.grouping import Groups
from lixia_cli.model.table import Table
from lixia_cli.model.thresholds import Thresholds
from lixia_cli.observe.trajectory import point_levels


@dataclass(frozen=True)
class Points:
    """The points of trajectories in numbers, one element per point, sorted by target and time."""

    target: Ints
    """The position of its target."""
    time: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, points: Table, observed: Table) -> Points:
        """Take the points of `observe.trajectory` that have a number; `observed` is the table of `observe`."""
        if not len(points):
            nothing = np.empty(0)
            return cls(np.empty(0, dtype=np.int64), nothing, nothing, nothing)
        levels = point_levels(points, observed)
        thresholds = Thresholds.of(levels)
        known = np.flatnonzero(~np.isnan(thresholds.low))
        target, time = levels.ints("target"), levels.floats("target_time")
        return cls(target[known], time[known], thresholds.low[known], thresholds.high[known])

    def __len__(self) -> int:
        return len(self.target)

    def lowest(self, count: int) -> Floats:
        """Return the lowest value of each of `count` targets, infinity for one without points."""
        lowest = np.full(count, np.inf)
        np.minimum.at(lowest, self.target, self.low)
        return lowest


class Planned(NamedTuple):
    """What trajectories ask for, one element per target; NaN for a target whose path needs no points."""

    has_points: Bools
    """The trajectory is not just the path from baseline to target."""
    value: Floats
    """On the trajectory at the time of the observation, in the numbers of `Path`."""
    progress: Floats
    """The share of the way there."""
    value_before: Floats
    time_before: Floats
    value_after: Floats
    time_after: Floats
    """The points between which it lies, in the numbers of `Path`."""
    time: Floats
    """When the trajectory has the value observed; the nearest time of several."""
    due_value: Floats
    """The first value that is due at the time of the observation or later, in the target's unit."""
    limit: Floats
    """A ceiling at the time of the observation, on the path from one of its values to the next."""
    last_limit: Floats
    """The last value of a ceiling that is due by then; the first one before that."""
    ceiling: Floats
    """The same for amounts that add up: from 0 at the start to each upper end."""


def planned(path: Path, thresholds: Thresholds, points: Points) -> Planned:
    """Put the points of trajectories on the paths of their targets."""
    count = len(path.start)
    unknown = np.full(count, np.nan)
    if not len(points):
        return Planned(np.zeros(count, dtype=np.bool_), *[unknown] * 11)
    own = points.target
    value = _end_that_counts(path, thresholds, points)
    at_most = (thresholds.direction == "at_most")[own]
    scaled = _straightened(_on_path(path, value, points.time, own), path.compound[own])
    start = _straightened(path.baseline, path.compound)
    line = _Line.of(own, points.time, scaled, path.start, start)
    now, target = line.at(path.time), _straightened(path.target, path.compound)
    distance = path.sign * (path.target - path.baseline) > 0
    elapsed = formulas.elapsed(path.start, path.time, path.end)
    straight = line.is_straight(start, target, path)
    progress = np.where(distance, formulas.divide(now - start, target - start), np.nan)
    progress = np.where(formulas.on_threshold(progress, elapsed), elapsed, progress)
    there = (np.bincount(own, minlength=count) > 1) & (~straight | path.each_year)
    limits = _Line.of(own, points.time, np.where(at_most, points.high, value), unknown, unknown)
    zero = np.where(np.isnan(path.start), np.nan, 0.0)
    before, after = line.piece_at(path.time)
    found = {
        "value": _bent(now, path.compound),
        "progress": progress,
        "value_before": _bent(before[0], path.compound),
        "time_before": before[1],
        "value_after": _bent(after[0], path.compound),
        "time_after": after[1],
        "time": line.time_of(_straightened(path.value, path.compound), path.time),
        "due_value": limits.first_due(path.time),
        "limit": limits.at(path.time),
        "last_limit": limits.last_due(path.time),
        "ceiling": _Line.of(own, points.time, points.high, path.start, zero).at(path.time),
    }
    return Planned(there, **{name: np.where(there, numbers, np.nan) for name, numbers in found.items()})


def _end_that_counts(path: Path, thresholds: Thresholds, points: Points) -> Floats:
    """Return the value of each point: of a range the end on the same side as that of the target."""
    own = points.target
    level, low, high = path.target_level[own], thresholds.low[own], thresholds.high[own]
    inside = np.clip(level, points.low, points.high)
    of_range = np.select([level == low, level == high], [points.low, points.high], inside)
    one_sided = np.where((thresholds.direction == "at_most")[own], points.high, points.low)
    return np.where(thresholds.within[own], of_range, one_sided)


def _on_path(path: Path, value: Floats, time: Floats, own: Ints) -> Floats:
    """Return values of points in the numbers of the path: indices where rates are compounded."""
    years = np.where(path.growth[own], time - path.start[own], 1.0)
    return np.where(path.indexed[own], formulas.as_index(value) ** years, value)


def _straightened(values: Floats, compound: Bools) -> Floats:
    """Return logarithms on compound paths, so that every path is a straight line."""
    positive = np.where(values > 0, values, np.nan)
    return np.where(compound, np.log(positive), values)


def _bent(values: Floats, compound: Bools) -> Floats:
    """Return values from what `_straightened` made of them."""
    return np.where(compound, np.exp(np.where(compound, values, 0.0)), values)


@dataclass(frozen=True)
class _Line:
    """Broken lines, one per target that has points; each node is one element, sorted by target and time."""

    target: Ints
    time: Floats
    value: Floats
    groups: Groups
    count: int
    """The number of targets."""

    @classmethod
    def of(cls, target: Ints, time: Floats, value: Floats, start: Floats, first: Floats) -> _Line:
        """Join the points, and before them the start where `start` and `first`, one per target, are known."""
        groups = Groups(target)
        known = groups.number[~np.isnan(start[groups.number]) & ~np.isnan(first[groups.number])]
        of_node = np.concatenate([known, target])
        times, values = np.concatenate([start[known], time]), np.concatenate([first[known], value])
        order = np.lexsort((times, of_node))
        of_node = of_node[order]
        return cls(of_node, times[order], values[order], Groups(of_node), len(start))

    def _spread(self, of_group: Floats) -> Floats:
        found = np.full(self.count, np.nan)
        found[self.groups.number] = of_group
        return found

    def _passed(self, time: Floats) -> Ints:
        """Return for each line how many of its nodes are not later than `time` (one per target)."""
        not_later = (self.time <= time[self.target] + formulas.TOLERANCE).astype(np.float64)
        return self.groups.sum(not_later).astype(np.int64)

    def _piece(self, time: Floats) -> tuple[Ints, Ints]:
        """Return the nodes before and after `time`, the last two for the last node itself and beyond it."""
        first, last = self.groups.first, self.groups.last
        before = np.clip(first + self._passed(time) - 1, first, np.maximum(first, last - 1))
        return before, np.minimum(before + 1, last)

    def piece_at(self, time: Floats) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
        """Return value and time of the nodes between which `time` lies."""
        before, after = ((self._spread(self.value[node]), self._spread(self.time[node])) for node in self._piece(time))
        return before, after

    def at(self, time: Floats) -> Floats:
        """Return the value at `time`; before the first node and after the last the value there."""
        before, after = self._piece(time)
        now = np.clip(time[self.groups.number], self.time[self.groups.first], self.time[self.groups.last])
        share = np.nan_to_num(formulas.divide(now - self.time[before], self.time[after] - self.time[before]))
        value = self.value[before] + (self.value[after] - self.value[before]) * share
        return self._spread(np.where(np.isnan(time[self.groups.number]), np.nan, value))

    def last_due(self, time: Floats) -> Floats:
        """Return the value of the last node not later than `time`, of the first one before that."""
        first = self.groups.first
        return self._spread(self.value[np.clip(first + self._passed(time) - 1, first, self.groups.last)])

    def first_due(self, time: Floats) -> Floats:
        """Return the value of the first node at `time` or later, of the last one after that."""
        earlier = self.groups.sum((self.time < time[self.target] - formulas.TOLERANCE).astype(np.float64))
        return self._spread(self.value[np.minimum(self.groups.first + earlier.astype(np.int64), self.groups.last)])

    def is_straight(self, start: Floats, end: Floats, path: Path) -> Bools:
        """Return which lines are straight from `start` to `end`, the ends of `path`; not if they are unknown."""
        own = self.target
        elapsed = formulas.elapsed(path.start[own], self.time, path.end[own])
        straight = formulas.along_linear(start[own], end[own], elapsed)
        rounding = 8 * formulas.TOLERANCE * np.maximum(np.abs(start[own]), np.abs(end[own]))
        off = ~(np.abs(self.value - straight) <= rounding)
        found = np.zeros(self.count, dtype=np.bool_)
        found[self.groups.number] = ~self.groups.any(off)
        return found

    def time_of(self, value: Floats, now: Floats) -> Floats:
        """Return the time nearest to `now` at which the line has `value`; its first and last pieces go on beyond it."""
        piece = np.flatnonzero(self.target[1:] == self.target[:-1])
        own, begin, end = self.target[piece], self.time[piece], self.time[piece + 1]
        rise = self.value[piece + 1] - self.value[piece]
        share = formulas.divide(value[own] - self.value[piece], rise)
        is_first, is_last = np.isin(piece, self.groups.first), np.isin(piece + 1, self.groups.last)
        level = formulas.on_threshold(self.value[piece], self.value[piece + 1])
        level &= formulas.on_threshold(value[own], self.value[piece])
        within = ((share >= 0) | is_first) & ((share <= 1) | is_last)
        times = np.where(level, np.clip(now[own], begin, end), begin + share * (end - begin))
        there = (within | level) & ~np.isnan(times)
        order = np.lexsort((np.abs(times - now[own])[there], own[there]))
        of_target, found = own[there][order], np.full(self.count, np.nan)
        nearest = Groups(of_target).first
        found[of_target[nearest]] = times[there][order][nearest]
        return found

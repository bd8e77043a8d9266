"""Fold the rows of each target into one: the last value due is the target, the others are its milestones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.grouping import Groups, all_different, codes_of
from lixia_cli.model.measures import codes, is_any
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.model.table import Table
from lixia_cli.model.thresholds import Thresholds
from lixia_cli.observe.levels import target_levels
from lixia_cli.observe.observations import Observations


@dataclass(frozen=True)
class Trajectories:
    """Targets with the points that their trajectories go through."""

    targets: Table
    """One row per target, in order of appearance: that of its last point."""
    points: Table
    """Every point of targets that have several, sorted by target and time due: the columns of `targets`, and `target`,
    the position of the target in it. Without columns where there are none."""

    def __bool__(self) -> bool:
        return len(self.points) > 0

    def milestones(self) -> Trajectories:
        """Return every point as a target of its own, to which its trajectory leads through the points before it.

        What must hold in every year counts in the year of the milestone alone, but for the last, which is the target.
        """
        of_target = self.points.ints("target")
        groups = Groups(of_target)
        runs = groups.count
        place = np.arange(len(of_target)) - np.repeat(groups.first, runs)
        several = np.flatnonzero(place > 0)
        counts = place[several] + 1
        offset = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
        rows = np.repeat(several - place[several], counts) + offset
        own = self.points.without("target")
        is_last = np.zeros(len(own), dtype=np.bool_)
        is_last[groups.last] = True
        alone = is_any(own.texts("measure"), codes(combines="each year")) & ~is_last
        first_year = np.where(alone, own.floats("target_year"), own.floats("period_start"))
        own = own.with_columns({"period_start": first_year})
        return Trajectories(own, own.rows(rows).with_columns({"target": np.repeat(several, counts)}))


def fold(targets: Table) -> Trajectories:
    """Fold the rows of `revisions.in_force`, of which each target has one per year due."""
    of_target = [targets.texts(name) for name in TARGET_ID]
    if all_different(*of_target):
        return Trajectories(targets, Table({}))
    indicator = codes_of(*of_target)
    order = np.lexsort((targets.floats("target_time"), indicator))
    groups = Groups(indicator[order])
    several = np.repeat(groups.last > groups.first, groups.count)
    points = targets.rows(order[several]).with_columns({"target": indicator[order[several]]})
    return Trajectories(targets.rows(order[groups.last]), points)


def point_levels(points: Table, targets: Table) -> Table:
    """Return the points with their values as levels, see `levels.target_levels`, and the direction of their target.

    `targets` has the columns baseline_value and direction filled in.
    """
    of_target = points.ints("target")
    baseline, direction = targets.floats("baseline_value")[of_target], targets.texts("direction")[of_target]
    return points.with_columns({**target_levels(points, baseline), "direction": direction})


def thresholds_then(seen: Observations, targets: Table, points: Table) -> Thresholds:
    """Return the threshold of each observation by itself: the first value due at its time or later.

    `targets` and `points` have levels, see `point_levels`.
    """
    own = Thresholds.of(targets).take(seen.target)
    if not len(points):
        return own
    every = Thresholds.of(points)
    position, there = first_due(points, seen.target, seen.time)
    return own.replaced(there, every.take(position))


def first_due(points: Table, target: Ints, time: Floats) -> tuple[Ints, Bools]:
    """Return the position of the first point of a target at or after a time, and whether there is one."""
    of_point, due = points.ints("target"), points.floats("target_time")
    times, rank = np.unique(np.append(due, time), return_inverse=True)
    # Numbers that sort as target and time do.
    points_in_order = of_point * len(times) + rank[: len(due)]
    position = np.searchsorted(points_in_order, target * len(times) + rank[len(due) :])
    position = np.minimum(position, len(due) - 1)
    return position, np.asarray((of_point[position] == target) & (due[position] >= time), dtype=np.bool_)

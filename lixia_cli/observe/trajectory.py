"""Fold the rows of each target into one: the last value due is the target, the others are its milestones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.coded import coded, with_columns
from lixia_cli.model.grouping import Groups, codes_of
from lixia_cli.model.measures import codes, is_any
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.model.thresholds import Thresholds
from lixia_cli.observe.levels import target_levels
from lixia_cli.observe.observations import Observations


@dataclass(frozen=True)
class Trajectories:
    """Targets with the points that their trajectories go through."""

    targets: pd.DataFrame
    """One row per target, in order of appearance: that of its last point."""
    points: pd.DataFrame
    """Every point of targets that have several, sorted by target and time due: the columns of `targets`, and `target`,
    the position of the target in it."""

    def __bool__(self) -> bool:
        return len(self.points) > 0

    def milestones(self) -> Trajectories:
        """Return every point as a target of its own, to which its trajectory leads through the points before it.

        What must hold in every year counts in the year of the milestone alone, but for the last, which is the target.
        """
        of_target = self.points["target"].to_numpy(dtype=np.int64)
        groups = Groups(of_target)
        runs = groups.last - groups.first + 1
        place = np.arange(len(of_target)) - np.repeat(groups.first, runs)
        several = np.flatnonzero(place > 0)
        counts = place[several] + 1
        offset = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
        rows = np.repeat(several - place[several], counts) + offset
        own = self.points.drop(columns="target").reset_index(drop=True)
        is_last = np.zeros(len(own), dtype=np.bool_)
        is_last[groups.last] = True
        alone = is_any(coded(own["measure"]), codes(combines="each year")) & ~is_last
        own["period_start"] = np.where(alone, own["target_year"], own["period_start"])
        return Trajectories(own, own.iloc[rows].assign(target=np.repeat(several, counts)).reset_index(drop=True))


def fold(targets: pd.DataFrame) -> Trajectories:
    """Fold the rows of `revisions.in_force`, of which each target has one per year due."""
    indicator = codes_of(*(coded(targets[name]) for name in TARGET_ID))
    if indicator.max(initial=-1) == len(indicator) - 1:
        return Trajectories(targets.reset_index(drop=True), targets[:0].assign(target=indicator[:0]))
    order = np.lexsort((targets["target_time"].to_numpy(dtype=np.float64), indicator))
    groups = Groups(indicator[order])
    several = np.repeat(groups.last > groups.first, groups.last - groups.first + 1)
    points = targets.iloc[order[several]].assign(target=indicator[order[several]])
    return Trajectories(targets.iloc[order[groups.last]].reset_index(drop=True), points.reset_index(drop=True))


def point_levels(points: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Return the points with their values as levels, see `levels.target_levels`, and the direction of their target.

    `targets` has the columns baseline_value and direction filled in.
    """
    of_target = points["target"].to_numpy(dtype=np.int64)
    baseline = targets["baseline_value"].to_numpy(dtype=np.float64)[of_target]
    direction = coded(targets["direction"])[of_target]
    return with_columns(points, {**target_levels(points, baseline), "direction": direction})


def thresholds_then(seen: Observations, targets: pd.DataFrame, points: pd.DataFrame) -> Thresholds:
    """Return the threshold of each observation by itself: the first value due at its time or later.

    `targets` and `points` have levels, see `point_levels`.
    """
    own = Thresholds.of(targets).take(seen.target)
    if not len(points):
        return own
    every = Thresholds.of(points)
    position, there = first_due(points, seen.target, seen.time)
    return own.replaced(there, every.take(position))


def first_due(points: pd.DataFrame, target: Ints, time: np.ndarray) -> tuple[Ints, Bools]:
    """Return the position of the first point of a target at or after a time, and whether there is one."""
    of_point, due = points["target"].to_numpy(dtype=np.int64), points["target_time"].to_numpy(dtype=np.float64)
    every = pd.DataFrame({"target": of_point, "due": due, "point": np.arange(len(due))}).sort_values("due")
    wanted = pd.DataFrame({"target": target, "due": time, "row": np.arange(len(time))}).sort_values("due")
    found = pd.merge_asof(wanted, every, on="due", by="target", direction="forward").sort_values("row")["point"]
    return found.fillna(0).to_numpy(dtype=np.int64), found.notna().to_numpy(dtype=np.bool_)

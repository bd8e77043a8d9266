"""Measure milestones as targets of their own, and count those that are due and those that were met at their time."""

from __future__ import annotations

import numpy as np

from lixia_cli.measure.measure import measure
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.table import Table
from lixia_cli.observe.by_series import BySeries
from lixia_cli.observe.observations import Observations
from lixia_cli.observe.observe import observed_with
from lixia_cli.observe.trajectory import Trajectories


def met_then(milestones: Table) -> Bools:
    """Return which milestones were met by the observation at their time.

    `milestones` is the table of `measure` with each of them as a target of its own.
    """
    known = milestones.bools("final") & ~milestones.bools("undetermined")
    return np.asarray(milestones.bools("met") & known, dtype=np.bool_)


def measure_trajectories(trajectories: Trajectories, actuals: BySeries) -> tuple[Table, Table | None, Observations]:
    """Return the table of `measure` for every target, and for every point of a trajectory as a target of its own.

    The latter is None without trajectories. The observations that count for the targets come last.
    """
    observed, seen = observed_with(trajectories, actuals)
    measured = measure(observed, trajectories.points)
    if not trajectories:
        return measured, None, seen
    own = trajectories.milestones()
    milestones = measure(observed_with(own, actuals)[0], own.points)
    target = trajectories.points.ints("target")
    return with_milestones(measured, milestones, target), milestones, seen


def with_milestones(measured: Table, milestones: Table, target: Ints) -> Table:
    """Fill `milestones_due` and `milestones_met` of targets that have milestones.

    `measured` and `milestones` are tables of `measure`; `target` is the position of the target of each row of
    `milestones`. The last one of each is the target itself and is not counted, nor are milestones in words.
    """
    latest, last = measured.floats("latest_time")[target], measured.floats("target_time")[target]
    time = milestones.floats("target_time")
    due = (time <= latest) & (time < last) & milestones.bools("quantified")
    count = len(measured)
    several = np.bincount(target, minlength=count) > 0
    found = {
        "milestones_due": np.bincount(target[due], minlength=count),
        "milestones_met": np.bincount(target[due & met_then(milestones)], minlength=count),
    }
    return measured.with_columns({name: np.where(several, number, np.nan) for name, number in found.items()})

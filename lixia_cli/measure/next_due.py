"""Find the next milestone of each target, or the target itself, and what is needed each year to get there."""

from __future__ import annotations

import numpy as np

from lixia_cli.measure.path import Path
from lixia_cli.model import formulas
from lixia_cli.model.arrays import Bools, Floats, Ints, only_where, select
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.grouping import Groups
from lixia_cli.model.table import Table, below
from lixia_cli.model.thresholds import LOOKED_AT, Thresholds
from lixia_cli.observe.trajectory import point_levels

Columns = dict[str, np.ndarray | Coded]


def next_due(observed: Table, points: Table, path: Path, steps: Bools) -> Columns:
    """Return `next_due` (a period as text), `next_due_value` and `next_due_step`, empty once the last time has come.

    The first that is due after the observation; after the start where there is none. `steps` are the targets for which
    changes add up, so that there is a step a year to it.
    """
    start = select([(np.isnan(path.start), -np.inf)], path.start)
    since = select([(np.isnan(path.time), start)], path.time)
    everything = observed
    own: Ints | slice = slice(None)
    target: Ints | slice = slice(None)
    if len(points):
        names = ("target_time", "target_period", *LOOKED_AT)
        everything = below([observed.select(names), point_levels(points, observed).select(names)])
        every = np.arange(len(observed))
        target = np.append(every, points.ints("target"))
        row, found = _first_after(points, since)
        own = np.where(found, len(observed) + row, every)
    due = everything.floats("target_time")[own]
    later = due > since
    value = only_where(later, _measured_to(Thresholds.of(everything), path.sign[target])[own])
    step = formulas.annual_change(path.value, value, due - path.time)
    period = everything.texts("target_period")[own]
    return {
        "next_due": where(later, period, ""),
        "next_due_value": value,
        "next_due_step": formulas.round_significant(only_where(steps, step)),
    }


def _first_after(points: Table, since: Floats) -> tuple[Ints, Bools]:
    """Return the first point of each target that is later than `since`, and whether there is one."""
    target, time = points.ints("target"), points.floats("target_time")
    groups = Groups(target)
    position = groups.first + groups.sum((time <= since[target]).astype(np.float64)).astype(np.int64)
    row, found = np.zeros(len(since), dtype=np.int64), np.zeros(len(since), dtype=np.bool_)
    there = position <= groups.last
    row[groups.number[there]] = position[there]
    found[groups.number[there]] = True
    return row, found


def _measured_to(thresholds: Thresholds, sign: Floats) -> Floats:
    """Return the number that each target or point asks for: of a range the end on the side of the observation."""
    upper = (thresholds.direction == "at_most") | (thresholds.within & (sign < 0))
    return select([(upper, thresholds.high)], thresholds.low)

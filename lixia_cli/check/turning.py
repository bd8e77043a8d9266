"""Milestones that are hard to believe: outside of baseline and target, or a step back from the one before."""

from __future__ import annotations

import numpy as np

from lixia_cli.check.problems import Problems
from lixia_cli.model.announcements import Announcements
from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.grouping import Groups, all_different, codes_of, last_rows, numbers_of
from lixia_cli.model.measures import FROM_ZERO, codes, is_any
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.model.table import Table
from lixia_cli.text.messages import N_, Message


def last_values(targets: Table) -> Ints | slice:
    """Return which rows of the table of `check_targets` have the last value of a target, in the order of the file."""
    of_target = [targets.texts(name) for name in TARGET_ID]
    if all_different(*of_target):
        return slice(None)
    indicator = codes_of(*of_target)
    said = _announcements(targets, indicator)
    kept = np.flatnonzero(~targets.bools("withdrawn"))
    order = kept[np.lexsort((said.when[kept], said.due[kept], indicator[kept]))]
    return np.sort(order[Groups(indicator[order]).last])


def _announcements(targets: Table, indicator: Ints) -> Announcements:
    columns = ("target_time", "announced_begin", "announced_end")
    return Announcements(indicator, *(targets.floats(name) for name in columns))


def find_turns(targets: Table, found: Problems) -> None:
    """Add to `found` the milestones that lie outside of baseline and target, or turn back.

    `targets` is the table of `check_targets`. Of several announcements for one year the last one counts. Values of
    single years (each_year) and average rates may go up and down.
    """
    rows, groups = _points(targets)
    if not len(rows):
        return
    last = np.repeat(groups.last, groups.count)
    value, start = targets.floats("target_value")[rows], _start(targets)[rows]
    sign = _sign(targets, rows, value, start, last, groups)
    is_first = np.isin(np.arange(len(rows)), groups.first)
    before = np.where(is_first, start, np.append(np.nan, value[:-1]))
    outside = ((sign * (value - value[last]) > 0) | (sign * (value - start) < 0)) & (np.arange(len(rows)) != last)
    back = (sign * (value - before) < 0) & ~is_first & ~outside
    period = targets.texts("target_period")[rows]

    def report(holds: Bools, template: str) -> None:
        place = {int(rows[at]): at for at in np.flatnonzero(holds).tolist()}
        marked = np.zeros(len(targets), dtype=np.bool_)
        marked[list(place)] = True

        def values(at: int) -> dict[str, object]:
            numbers = {"value": value[at], "start": start[at], "goal": value[last[at]], "before": before[at]}
            said = {name: f"{number:.10g}" for name, number in numbers.items()}
            earlier = period[at - 1] if at else ""
            return said | {"period": period[at], "last": period[last[at]], "earlier": earlier}

        found.add(marked, "target_value", lambda row: Message(template, values(place[row])))

    known = ~np.isnan(start)
    report(
        outside & known, N_("{value} in {period} is not between the baseline {start} and the target {goal} ({last})")
    )
    report(outside & ~known, N_("{value} in {period} goes beyond the target {goal} ({last})"))
    report(back, N_("{value} in {period} turns back from {before} ({earlier}), away from the target {goal} ({last})"))


def _points(targets: Table) -> tuple[Ints, Groups]:
    """Return the rows of targets with several years that have a value, sorted by target and time, and their groups."""
    of_target = [targets.texts(name) for name in TARGET_ID]
    if all_different(*of_target):
        nothing = np.empty(0, dtype=np.int64)
        return nothing, Groups(nothing)
    indicator = codes_of(*of_target)
    said = _announcements(targets, indicator)
    order = said.order()
    rows = order[last_rows(codes_of(indicator[order], numbers_of(said.due[order])))]
    varies = is_any(targets.texts("measure"), (*codes(combines="each year"), *codes(combines="compound")))
    rows = rows[~np.isnan(targets.floats("target_value")[rows]) & ~varies[rows]]
    rows = rows[np.lexsort((said.due[rows], indicator[rows]))]
    several = np.bincount(indicator[rows], minlength=len(indicator))[indicator[rows]] > 1
    return rows[several], Groups(indicator[rows[several]])


def _start(targets: Table) -> Floats:
    """Return where each path begins, in the numbers of the target values; NaN where that is not stated."""
    changes = is_any(targets.texts("measure"), FROM_ZERO) | (targets.texts("relative") != "")
    return np.where(changes, 0.0, targets.floats("baseline_value"))


def _sign(targets: Table, rows: Ints, value: Floats, start: Floats, last: Ints, groups: Groups) -> Floats:
    """Return +1 for trajectories that rise to their target, -1 for those that fall, 0 where that is not known."""
    direction = targets.texts("direction")[rows]
    first = np.repeat(groups.first, groups.count)
    by_values = np.sign(value[last] - np.where(np.isnan(start), value[first], start))
    stated = np.select([direction == "at_least", direction == "at_most"], [1.0, -1.0], 0.0)
    return np.where(by_values != 0, by_values, stated)

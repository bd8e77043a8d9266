"""The last yearly changes of each series, also from before the plan began: what a trend is carried on from."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Bools, Floats
from lixia_cli.model.formulas import as_index
from lixia_cli.model.grouping import Groups
from lixia_cli.observe.join import Pairs, Plan

CHANGES = 5
Columns = dict[str, np.ndarray]


def add_history(columns: Columns, pairs: Pairs, plan: Plan, baseline: Floats) -> None:
    """Enter `history_values` and `history_change` for every target that has a latest observation.

    `history_values` counts the last values, six at most, of whole years but for the latest one.
    `history_change` is the mean yearly change between them: in the unit for levels and totals, in index points of 1
    where rates are compounded. Both stay as they are for parts of a year counted from zero, and where years are missing
    from a total.
    """
    latest = columns["latest_time"][pairs.target]
    whole = (pairs.months == 12) | (pairs.time == latest)
    levels = ~np.isin(plan.measure, ("cumulative", "growth")) & ~columns["year_to_date"]
    _add_levels(columns, pairs.where(whole & (pairs.time <= latest)), plan, baseline, levels)
    added = pairs.where((pairs.months == 12) & (pairs.time > plan.start[pairs.target]))
    complete = columns["missing_years"][added.target] == ""
    _add_totals(columns, added.where(complete & ((plan.measure == "cumulative") | plan.rates)[added.target]), plan)


def _add_levels(columns: Columns, pairs: Pairs, plan: Plan, baseline: Floats, levels: Bools) -> None:
    """The mean change between the first and the last of those values."""
    change = plan.measure == "change"
    pairs = pairs.where(levels[pairs.target] & ~(change[pairs.target] & (pairs.time <= plan.start[pairs.target])))
    # The baseline that the target states is a value of the series too.
    stated = levels & ~np.isnan(baseline) & (plan.start < columns["latest_time"])
    stated[pairs.target[pairs.time == plan.start[pairs.target]]] = False
    rows = np.flatnonzero(stated)
    target, time = np.append(pairs.target, rows), np.append(pairs.time, plan.start[rows])
    value = np.append(pairs.value, baseline[rows])
    order = np.lexsort((time, target))
    target, time, value = target[order], time[order], value[order]
    groups = Groups(target)
    first = np.maximum(groups.first, groups.last - CHANGES)
    span = time[groups.last] - time[first]
    mean = (value[groups.last] - value[first]) / np.where(span > 0, span, np.nan)
    indexed = change[groups.number] & plan.compound[groups.number]
    columns["history_values"][groups.number] = groups.last - first + 1.0
    columns["history_change"][groups.number] = np.where(indexed, mean / 100, mean)


def _add_totals(columns: Columns, added: Pairs, plan: Plan) -> None:
    """The mean of what the years added to the total, or to the index that their rates compound to."""
    groups = Groups(added.target)
    total = groups.product(as_index(added.value))
    last = np.repeat(added.time[groups.last], groups.last - groups.first + 1)
    recent = added.where(added.time > last - CHANGES)
    parts = Groups(recent.target)
    years = parts.last - parts.first + 1.0
    compounded = total - total / parts.product(as_index(recent.value))
    gained = np.where(plan.rates[groups.number], compounded, parts.sum(recent.value))
    columns["history_values"][groups.number] = years + 1
    columns["history_change"][groups.number] = gained / years

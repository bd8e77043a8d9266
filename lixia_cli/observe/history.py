"""Compute the recent trend of each series: the mean of its last five yearly changes, also before the plan."""

from __future__ import annotations

from typing import Any

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, only_where, select
from lixia_cli.model.formulas import as_index
from lixia_cli.model.grouping import Groups
from lixia_cli.model.measures import codes, is_any
from lixia_cli.observe.join import TargetSpec
from lixia_cli.observe.observations import Observations

CHANGES = 5
"""Maximum number of yearly changes in the mean."""

Columns = dict[str, Any]
Trend = tuple[np.ndarray, np.ndarray, np.ndarray]


def history(columns: Columns, seen: Observations, spec: TargetSpec, begin: Columns) -> Columns:
    """Return the columns `history_values` and `history_change` (float64), one entry per target.

    `columns` are those of the latest observation, `begin` those of `baselines`. `history_values` counts the last
    values, six at most, of whole years but for the latest one. `history_change` is the mean yearly change between them:
    in the unit for levels and totals, in index points of 1 where rates are compounded. Both are NaN without a latest
    observation, for parts of a year counted from zero, and where years are missing from a total.
    """
    values, change = (np.full(len(spec.start), np.nan) for _ in range(2))
    totals = spec.combines("sum") | spec.rates
    levels = ~totals & ~columns["year_to_date"]
    complete = (columns["missing_years"] == "") & totals
    latest_time = columns["latest_time"]
    trends = [_trend_of_levels(_up_to_latest(seen, latest_time), spec, begin, levels, latest_time)]
    if complete.any():
        trends.append(_trend_of_totals(_added_up(seen.where(seen.holds(complete)), spec), spec))
    for rows, number, mean in trends:
        values[rows], change[rows] = number, mean
    return {"history_values": values, "history_change": change}


def _up_to_latest(seen: Observations, latest_time: Floats) -> Observations:
    """Return the observations of whole years up to the latest observation, and the latest itself."""
    at_end = seen.against(latest_time, lambda own, latest: (own.time == latest) & ~own.whole_year)
    seen = seen.where(seen.whole_year | at_end)
    return seen.where(seen.against(latest_time, lambda own, latest: own.time <= latest))


def _added_up(seen: Observations, spec: TargetSpec) -> Observations:
    """Return the observations of whole years after the start."""
    return seen.where(seen.against(spec.start, lambda own, start: own.whole_year & (own.time > start)))


def _trend_of_levels(seen: Observations, spec: TargetSpec, begin: Columns, levels: Bools, latest_time: Floats) -> Trend:
    """Return targets, number of values, and mean change between the first and the last of them.

    Values 40, 42 and 46 of 2020, 2021 and 2022 change by (46 - 40) / 2 = 3 a year.
    """
    is_change = is_any(spec.measure, codes(starts_from="zero"))
    before_baseline = seen.holds(is_change) & seen.against(spec.start, lambda own, start: own.time <= start)
    seen = seen.where(seen.holds(levels) & ~before_baseline)
    # The baseline that the target states is a value of the series too, unless that time is observed.
    baseline = begin["baseline_value"]
    rows = np.flatnonzero(levels & ~np.isnan(baseline) & (spec.start < latest_time) & ~begin["start_observed"])
    target, time, value, groups = seen.target, seen.time, seen.value, seen.by_target
    if len(rows):
        target, time = np.append(target, rows), np.append(time, spec.start[rows])
        value = np.append(value, baseline[rows])
        order = np.lexsort((time, target))
        target, time, value = target[order], time[order], value[order]
        groups = Groups(target)

    first, last = np.maximum(groups.first, groups.last - CHANGES), groups.last
    years = time[last] - time[first]
    mean = (value[last] - value[first]) / only_where(years > 0, years)
    in_percent = (is_change & spec.compound)[groups.number]
    return groups.number, last - first + 1.0, select([(in_percent, lambda: mean / 100)], mean)


def _trend_of_totals(added: Observations, spec: TargetSpec) -> Trend:
    """Return targets, number of values, and mean yearly addition to the total or to the index of the rates.

    Yearly amounts 6, 7 and 8 of a total are values 0, 6, 13 and 21 of it: four values, 7 a year.
    """
    groups = added.by_target
    index = groups.product(as_index(added.value))
    last_time = np.repeat(added.time[groups.last], groups.count)
    recent = added.where(added.time > last_time - CHANGES)
    parts = recent.by_target
    years = parts.last - parts.first + 1.0
    gained_by_rates = index - index / parts.product(as_index(recent.value))
    gained = np.where(spec.rates[groups.number], gained_by_rates, parts.sum(recent.value))
    return groups.number, years + 1, gained / years

"""What is known of each target so far: its latest figure, its sum, its years, by kind of indicator."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.formulas import as_index, as_percent, tidy
from lixia_cli.model.grouping import Groups
from lixia_cli.observe.join import Pairs, Plan

Columns = dict[str, np.ndarray]


def _fill_latest(columns: Columns, pairs: Pairs, groups: Groups) -> Ints:
    """Enter the last observation of every target, as uncertain as the worst of all. Returns the targets' rows."""
    rows, last = groups.number, groups.last
    columns["latest_period"][rows] = pairs.period[last]
    columns["latest_time"][rows] = pairs.time[last]
    columns["latest_value"][rows] = pairs.value[last]
    preliminary = groups.any(pairs.preliminary)
    lower, upper = groups.any(pairs.bound == "lower"), groups.any(pairs.bound == "upper")
    columns["latest_status"][rows] = np.where(preliminary, "preliminary", "final")
    # A figure made of several is bounded only where all their bounds agree.
    columns["latest_bound"][rows] = np.select([lower & ~upper, upper & ~lower], ["lower", "upper"], "")
    columns["uncertain"][rows] = preliminary | lower | upper
    columns["bounded"][rows] = lower | upper
    return rows


def fill_levels(columns: Columns, pairs: Pairs, plan: Plan) -> None:
    """Flows, stocks, shares and changes: the latest observation stands for itself."""
    groups = Groups(pairs.target)
    latest = np.zeros(len(pairs.target), dtype=np.bool_)
    latest[groups.last] = True
    rows = _fill_latest(columns, pairs.where(latest), Groups(pairs.target[latest]))
    columns["year_to_date"][rows] = (plan.measure[rows] == "flow") & (pairs.months[latest] < 12)
    columns["met_before"][rows] = groups.any(pairs.met(plan.promises) & ~latest)


def fill_sums(columns: Columns, pairs: Pairs, plan: Plan) -> None:
    """Cumulative targets: the years reported added up, and the part of a year that comes after the last of them."""
    latest = np.zeros(len(pairs.target), dtype=np.bool_)
    latest[Groups(pairs.target).last] = True
    pairs = pairs.where((pairs.months == 12) | latest)
    groups = Groups(pairs.target)
    rows = _fill_latest(columns, pairs, groups)
    missing = _fill_missing_years(columns, pairs, groups, plan)
    bounded = missing & (groups.least(pairs.value) >= 0)
    columns["latest_value"][rows] = np.where(missing & ~bounded, np.nan, tidy(groups.sum(pairs.value)))
    columns["lower_bound"][rows] = bounded


def fill_rates(columns: Columns, pairs: Pairs, plan: Plan) -> None:
    """Yearly rates compounded: their average for growth targets, the change in all for cumulative ones."""
    groups = Groups(pairs.target)
    rows = _fill_latest(columns, pairs, groups)
    missing = _fill_missing_years(columns, pairs, groups, plan)
    total = groups.product(as_index(pairs.value))
    years = pairs.time[groups.last] - plan.start[rows]
    average = np.where(total > 0, total, np.nan) ** (1 / years)
    index = np.where(plan.measure[rows] == "growth", average, total)
    columns["latest_value"][rows] = np.where(missing, np.nan, tidy(as_percent(index)))


def fill_each_year(columns: Columns, pairs: Pairs, plan: Plan) -> None:
    """What must hold in every year: the latest year, and in how many of those observed it held."""
    groups = Groups(pairs.target)
    rows = _fill_latest(columns, pairs, groups)
    _fill_missing_years(columns, pairs, groups, plan)
    columns["years_observed"][rows] = groups.last - groups.first + 1
    columns["years_met"][rows] = groups.sum(pairs.met(plan.promises).astype(np.float64))
    on_edge = plan.promises.take(pairs.target).on_edge(pairs.value)
    columns["borderline"][rows] = groups.any((pairs.bound != "") & on_edge)


def _fill_missing_years(columns: Columns, pairs: Pairs, groups: Groups, plan: Plan) -> Bools:
    """Enter the years up to the latest observation that have none. Returns whether there are any, per group."""
    rows = groups.number
    start = plan.start[rows]
    until = np.floor(columns["latest_time"][rows])
    wanted = np.where(np.isnan(start), 0, until - start)
    there = groups.sum((pairs.months == 12).astype(np.float64))
    missing = np.asarray(wanted > there, dtype=np.bool_)
    if missing.any():
        count = wanted[missing].astype(np.int64)
        target = np.repeat(rows[missing], count)
        offset = np.arange(len(target)) - np.repeat(count.cumsum() - count, count)
        years = np.repeat(start[missing].astype(np.int64) + 1, count) + offset
        known = pd.MultiIndex.from_arrays([pairs.target, pairs.year])[pairs.months == 12]
        lacking = ~pd.MultiIndex.from_arrays([target, years]).isin(known)
        names = pd.Series(years[lacking].astype(str), dtype=object).groupby(target[lacking]).agg(", ".join)
        columns["missing_years"][names.index.to_numpy()] = names.to_numpy(dtype=object)
    return missing

"""Targets + actuals → one row per target with what is known of it: baseline, latest figure, sum, years missing."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from lixia_cli.formulas import Bools, Floats, Ints, Texts, as_index, as_percent, tidy
from lixia_cli.grouping import Groups, per_distinct
from lixia_cli.periods import Period
from lixia_cli.promises import Promises
from lixia_cli.units import split_unit

LEVELS = ("flow", "stock", "share", "change")
FROM_ZERO = ("change", "cumulative")
BY_YEAR = ("cumulative", "growth", "each_year")

OBSERVED_COLUMNS = {
    "latest_period": "",
    "latest_time": np.nan,
    "latest_value": np.nan,
    "latest_status": "",
    "latest_bound": "",
    "uncertain": False,
    "year_to_date": False,
    "met_before": False,
    "missing_years": "",
    "lower_bound": False,
    "years_observed": np.nan,
    "years_met": np.nan,
}
"""What `observe` adds, and what stands there for a target without observations."""

Columns = dict[str, np.ndarray]


def observe(targets: pd.DataFrame, actuals: pd.DataFrame, as_of: Period | None = None) -> pd.DataFrame:
    """Join the observations to the targets they belong to, by key and region.

    `targets` and `actuals` are the frames of `check`; observations later than `as_of`, or than the target's year, do
    not count. Returns the targets with `baseline_year` and `baseline_value` filled in, with `start` (the time the path
    begins, NaN where no baseline year is given), `baseline_uncertain` (the baseline was taken from a preliminary or
    bounded observation), and with OBSERVED_COLUMNS:

    - `latest_period`, `latest_time`, `latest_value`, `latest_status`, `latest_bound`: the figure judged, in the
      target's unit. For a cumulative target the sum so far, for a growth target the average rate so far in percent;
      NaN where years are missing from it and nothing can be concluded.
    - `uncertain`: a preliminary or bounded observation is part of it.
    - `year_to_date`: it covers a part of the year of an annual plan.
    - `met_before`: an earlier observation met the target.
    - `missing_years` (text, "2021, 2023") and `lower_bound`: a sum without them is at least this much.
    - `years_observed`, `years_met` (float): for each_year targets.
    """
    frame = targets.reset_index(drop=True)
    plan = _Plan.of(frame)
    pairs = _pairs(frame, plan, actuals if as_of is None else actuals[actuals["time"] <= as_of.time])
    columns: Columns = {
        name: np.full(len(frame), default, dtype=_dtype(default)) for name, default in OBSERVED_COLUMNS.items()
    }
    after = pairs.where(~(pairs.time <= plan.start[pairs.target]))
    kinds = (
        (_fill_levels, np.isin(plan.measure, LEVELS)),
        (_fill_sums, (plan.measure == "cumulative") & ~plan.rates),
        (_fill_rates, plan.rates),
        (_fill_each_year, plan.measure == "each_year"),
    )
    for fill, rows in kinds:
        some = after.where(rows[after.target])
        if len(some.target):
            fill(columns, some, plan)
    return frame.assign(**_baselines(frame, plan, pairs), start=plan.start, **columns)


def last_period(observed: pd.DataFrame) -> str:
    """The latest period that any target of the frame of `observe` is judged by; empty without observations."""
    known = observed[observed["latest_period"] != ""]
    return str(known.sort_values("latest_time")["latest_period"].iloc[-1]) if len(known) else ""


@dataclass(frozen=True)
class _Plan:
    """What the targets say about how to look at observations, one entry per target."""

    measure: Texts
    unit: Texts
    start: Floats
    end: Floats
    rates: Bools
    """Yearly rates in percent that are compounded."""
    promises: Promises

    @classmethod
    def of(cls, frame: pd.DataFrame) -> _Plan:
        measure = frame["measure"].to_numpy(dtype=str)
        year, first = (frame[name].to_numpy(dtype=np.float64) for name in ("baseline_year", "period_start"))
        # What is counted year by year starts before its first year, everything else at its baseline.
        counted = np.isin(measure, BY_YEAR)
        start = np.where(np.isnan(year) | (counted & ~np.isnan(first)), first - 1, year)
        return cls(
            measure=measure,
            unit=frame["unit"].to_numpy(dtype=object),
            start=start,
            end=frame["target_year"].to_numpy(dtype=np.float64),
            rates=(measure == "growth") | ((measure == "cumulative") & (frame["path"] == "compound").to_numpy()),
            promises=Promises.of(frame),
        )


@dataclass(frozen=True)
class _Pairs:
    """Observations beside their targets, sorted by target and time, one for each target and time."""

    target: Ints
    """Row of the target."""
    time: Floats
    year: Ints
    months: Ints
    value: Floats
    """In the target's unit."""
    period: Texts
    preliminary: Bools
    bound: Texts

    def where(self, rows: Bools | Ints) -> _Pairs:
        """Those rows alone."""
        return _Pairs(*(getattr(self, field.name)[rows] for field in fields(self)))

    def met(self, promises: Promises) -> Bools:
        """Whether each observation keeps its promise."""
        return promises.take(self.target).met_by(self.value, self.bound)


def _dtype(default: object) -> type:
    return object if isinstance(default, str) else type(default)


def _pairs(frame: pd.DataFrame, plan: _Plan, actuals: pd.DataFrame) -> _Pairs:
    """Every observation that can count, beside each target it belongs to."""
    places = [table[["key", "region"]].assign(row=np.arange(len(table))) for table in (frame, actuals)]
    joined = places[0].merge(places[1], on=["key", "region"], suffixes=("_target", "_actual"))
    target, rows = joined["row_target"].to_numpy(), joined["row_actual"].to_numpy()
    column = {name: actuals[name].to_numpy()[rows] for name in ("time", "year", "months")}
    text = {name: actuals[name].to_numpy(dtype=object)[rows] for name in ("period", "status", "bound", "unit")}
    end, start = plan.end[target], plan.start[target]
    whole = column["months"] == 12
    of_that_year = (end - start == 1) & (column["year"] == end)
    parts = np.where(plan.measure[target] == "flow", of_that_year, ~plan.rates[target])
    counts = (column["time"] <= end) & (whole | (parts & (plan.measure[target] != "each_year")))
    pairs = _Pairs(
        target=target,
        time=column["time"],
        year=column["year"],
        months=column["months"],
        value=_in_target_unit(actuals["value"].to_numpy()[rows], text["unit"], plan.unit[target]),
        period=text["period"],
        preliminary=text["status"] == "preliminary",
        bound=text["bound"],
    )
    # Final beats preliminary: the last of equals stays.
    order = np.lexsort((~pairs.preliminary, pairs.time, target))
    pairs = pairs.where(order[counts[order]])
    again = (pairs.target[1:] == pairs.target[:-1]) & (pairs.time[1:] == pairs.time[:-1])
    return pairs.where(~np.append(again, np.zeros(min(len(pairs.time), 1), dtype=np.bool_)))


def _in_target_unit(values: Floats, own: Texts, wanted: Texts) -> Floats:
    """The values with the scale word (万, 亿) of the target's unit."""
    scales = [per_distinct(units, lambda unit: split_unit(unit).scale).astype(np.int64) for units in (own, wanted)]
    # Dividing by a power of ten rounds once, multiplying by its inverse twice.
    up, down = np.maximum(scales[0] // scales[1], 1), np.maximum(scales[1] // scales[0], 1)
    return np.asarray(values * up / down, dtype=np.float64)


def _baselines(frame: pd.DataFrame, plan: _Plan, pairs: _Pairs) -> Columns:
    """The columns baseline_year, baseline_value and baseline_uncertain."""
    at_start = pairs.where((pairs.time == plan.start[pairs.target]) & np.isin(plan.measure, LEVELS[:3])[pairs.target])
    given = frame["baseline_value"].to_numpy(dtype=np.float64)
    observed, uncertain = np.full(len(frame), np.nan), np.zeros(len(frame), dtype=np.bool_)
    observed[at_start.target] = at_start.value
    uncertain[at_start.target] = at_start.preliminary | (at_start.bound != "")
    value = np.where(np.isnan(given), observed, given)
    value = np.select([np.isin(plan.measure, FROM_ZERO), plan.measure == "growth"], [0.0, np.nan], value)
    return {"baseline_year": plan.start, "baseline_value": value, "baseline_uncertain": uncertain & np.isnan(given)}


def _fill_latest(columns: Columns, pairs: _Pairs, groups: Groups) -> Ints:
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
    return rows


def _fill_levels(columns: Columns, pairs: _Pairs, plan: _Plan) -> None:
    """Flows, stocks, shares and changes: the latest observation stands for itself."""
    groups = Groups(pairs.target)
    latest = np.zeros(len(pairs.target), dtype=np.bool_)
    latest[groups.last] = True
    rows = _fill_latest(columns, pairs.where(latest), Groups(pairs.target[latest]))
    columns["year_to_date"][rows] = (plan.measure[rows] == "flow") & (pairs.months[latest] < 12)
    columns["met_before"][rows] = groups.any(pairs.met(plan.promises) & ~latest)


def _fill_sums(columns: Columns, pairs: _Pairs, plan: _Plan) -> None:
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


def _fill_rates(columns: Columns, pairs: _Pairs, plan: _Plan) -> None:
    """Yearly rates compounded: their average for growth targets, the change in all for cumulative ones."""
    groups = Groups(pairs.target)
    rows = _fill_latest(columns, pairs, groups)
    missing = _fill_missing_years(columns, pairs, groups, plan)
    total = groups.product(as_index(pairs.value))
    years = pairs.time[groups.last] - plan.start[rows]
    average = np.where(total > 0, total, np.nan) ** (1 / years)
    index = np.where(plan.measure[rows] == "growth", average, total)
    columns["latest_value"][rows] = np.where(missing, np.nan, tidy(as_percent(index)))


def _fill_each_year(columns: Columns, pairs: _Pairs, plan: _Plan) -> None:
    """What must hold in every year: the latest year, and in how many of those observed it held."""
    groups = Groups(pairs.target)
    rows = _fill_latest(columns, pairs, groups)
    _fill_missing_years(columns, pairs, groups, plan)
    columns["years_observed"][rows] = groups.last - groups.first + 1
    columns["years_met"][rows] = groups.sum(pairs.met(plan.promises).astype(np.float64))


def _fill_missing_years(columns: Columns, pairs: _Pairs, groups: Groups, plan: _Plan) -> Bools:
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

"""Targets + actuals → one row per target with what is known of it: baseline, latest figure, sum, years missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.model.periods import Period
from lixia_cli.observe.history import add_history
from lixia_cli.observe.join import Pairs, Plan, beside
from lixia_cli.observe.latest import fill_each_year, fill_levels, fill_rates, fill_sums

LEVELS = ("flow", "stock", "share", "change")
FROM_ZERO = ("change", "cumulative")

OBSERVED_COLUMNS = {
    "latest_period": "",
    "latest_time": np.nan,
    "latest_value": np.nan,
    "latest_status": "",
    "latest_bound": "",
    "uncertain": False,
    "bounded": False,
    "borderline": False,
    "year_to_date": False,
    "met_before": False,
    "missing_years": "",
    "lower_bound": False,
    "years_observed": np.nan,
    "years_met": np.nan,
    "history_values": np.nan,
    "history_change": np.nan,
}
"""What `observe` adds, and what stands there for a target without observations."""

Columns = dict[str, np.ndarray]


def observe(targets: pd.DataFrame, actuals: pd.DataFrame, as_of: Period | None = None) -> pd.DataFrame:
    """Join the observations to the targets they belong to, by key and region.

    `targets` and `actuals` are the frames of `check`; observations later than `as_of`, or than the target's year, do
    not count. Returns the targets with `baseline_year` and `baseline_value` filled in, with `start` (the time the path
    begins, NaN where no baseline year is given), `baseline_observed` (the baseline was taken from an observation),
    `baseline_uncertain` (from a preliminary or bounded one), and with OBSERVED_COLUMNS:

    - `latest_period`, `latest_time`, `latest_value`, `latest_status`, `latest_bound`: the figure judged, in the
      target's unit. For a cumulative target the sum so far, for a growth target the average rate so far in percent;
      NaN where years are missing from it and nothing can be concluded.
    - `uncertain`: a preliminary or bounded observation is part of it.
    - `bounded`: a bounded observation is part of it; `borderline`: and it stands exactly on what decides the target.
    - `year_to_date`: it covers a part of the year of an annual plan.
    - `met_before`: an earlier observation met the target.
    - `missing_years` (text, "2021, 2023") and `lower_bound`: a sum without them is at least this much.
    - `years_observed`, `years_met` (float): for each_year targets.
    - `history_values`, `history_change` (float): see `add_history`.
    """
    frame = targets.reset_index(drop=True).assign(direction=targets["direction"].replace("", "at_least").to_numpy())
    plan = Plan.of(frame)
    pairs = beside(frame, plan, actuals if as_of is None else actuals[actuals["time"] <= as_of.time])
    columns: Columns = {
        name: np.full(len(frame), default, dtype=_dtype(default)) for name, default in OBSERVED_COLUMNS.items()
    }
    after = pairs.where(~(pairs.time <= plan.start[pairs.target]))
    kinds = (
        (fill_levels, np.isin(plan.measure, LEVELS)),
        (fill_sums, (plan.measure == "cumulative") & ~plan.rates),
        (fill_rates, plan.rates),
        (fill_each_year, plan.measure == "each_year"),
    )
    for fill, rows in kinds:
        some = after.where(rows[after.target])
        if len(some.target):
            fill(columns, some, plan)
    one_value = plan.measure != "each_year"
    columns["borderline"] |= one_value & columns["bounded"] & plan.promises.on_edge(columns["latest_value"])
    baselines = _baselines(frame, plan, pairs)
    add_history(columns, pairs, plan, baselines["baseline_value"])
    return frame.assign(**baselines, start=plan.start, **columns)


def last_period(observed: pd.DataFrame) -> str:
    """The latest period that any target of the frame of `observe` is judged by; empty without observations."""
    known = observed[observed["latest_period"] != ""]
    return str(known.sort_values("latest_time")["latest_period"].iloc[-1]) if len(known) else ""


def _dtype(default: object) -> type:
    return object if isinstance(default, str) else type(default)


def _baselines(frame: pd.DataFrame, plan: Plan, pairs: Pairs) -> Columns:
    """The columns baseline_year, baseline_value, baseline_uncertain and baseline_observed."""
    at_start = pairs.where((pairs.time == plan.start[pairs.target]) & np.isin(plan.measure, LEVELS[:3])[pairs.target])
    given = frame["baseline_value"].to_numpy(dtype=np.float64)
    observed, uncertain = np.full(len(frame), np.nan), np.zeros(len(frame), dtype=np.bool_)
    observed[at_start.target] = at_start.value
    uncertain[at_start.target] = at_start.preliminary | (at_start.bound != "")
    value = np.where(np.isnan(given), observed, given)
    value = np.select([np.isin(plan.measure, FROM_ZERO), plan.measure == "growth"], [0.0, np.nan], value)
    taken = np.isnan(given) & ~np.isnan(observed)
    return {
        "baseline_year": plan.start,
        "baseline_value": value,
        "baseline_uncertain": uncertain & taken,
        "baseline_observed": taken,
    }

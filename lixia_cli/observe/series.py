"""List the observations of targets, for `show`, and the points of their charts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Bools, Floats
from lixia_cli.model.coded import Coded, first_that_holds, where, with_plain_texts
from lixia_cli.model.formulas import as_index, round_significant
from lixia_cli.model.measures import codes, is_any
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.observe.join import TargetSpec, join
from lixia_cli.observe.latest import is_latest
from lixia_cli.observe.observations import Observations


def observations(observed: pd.DataFrame, actuals: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `actuals` that share key and region with a target, in order of target and time.

    `observed` is the frame of `observe`. Adds `target_row`, the position of the target in it, and `latest` (bool): the
    figure judged ends with this observation. Of two for one time the better one comes last.
    """
    targets = with_plain_texts(observed[[*SERIES_ID, "latest_period", "latest_time"]])
    targets = targets.assign(target_row=np.arange(len(observed)))
    seen = targets.merge(actuals, on=list(SERIES_ID)).assign(final=lambda frame: frame["status"] == "final")
    seen = seen.sort_values(["target_row", "time", "final"], kind="stable", ignore_index=True)
    at_end = seen["time"] == seen["latest_time"]
    named = at_end & (seen["period"] == seen["latest_period"])
    # The last part of a sum has another name than the sum.
    is_latest = named | (at_end & ~named.groupby(seen["target_row"]).transform("any"))
    best = ~seen.duplicated(["target_row", "time", "period"], keep="last")
    return seen.assign(latest=is_latest & best).drop(columns=["latest_period", "latest_time", "final"])


def chart_points(measured: pd.DataFrame, actuals: pd.DataFrame) -> pd.DataFrame:
    """Return the observations as points of a chart, in order of row and time.

    `measured` is the frame of `measure`. Returns `row`, `time`, `value` (in the target's unit, or indices with 1 at the
    start where rates are compounded), `period` (text), `status` (final or preliminary) and `bound` (lower, upper, or
    both for a total of figures of either kind). Totals and rates are accumulated up to the first missing year, and
    preliminary or bounded from the first such figure on; everything else is shown as observed, also before the
    baseline. A known start is a point too, whose `period` is empty where it was not observed.
    """
    spec = TargetSpec.of(measured)
    seen = join(measured, spec, actuals)
    of_totals = (spec.combines("sum") | spec.rates)[seen.target]
    year_to_date = measured["year_to_date"].to_numpy(dtype=np.bool_)
    levels = seen.where(~of_totals & _is_on_path(seen, spec, year_to_date))
    totals = seen.where(of_totals & (seen.time > spec.start[seen.target]))
    parts = [_level_points(levels, measured), _running_points(totals, spec), _start_points(measured, seen, spec)]
    return pd.concat(parts).sort_values(["row", "time"], kind="stable", ignore_index=True)


def _is_on_path(seen: Observations, spec: TargetSpec, year_to_date: Bools) -> Bools:
    """Return whether an observation is comparable with the path of its target.

    Changes count from the baseline on. An annual plan is shown by the parts of its year while that is running, and by
    whole years otherwise.
    """
    measure, after_start = spec.measure[seen.target], seen.time > spec.start[seen.target]
    running = year_to_date[seen.target]
    before_change = is_any(measure, codes(starts_from="zero")) & (seen.time < spec.start[seen.target])
    part_of_annual_plan = is_any(measure, codes(part_years="annual plan")) & ~seen.whole_year
    part_of_amount = (spec.each_year & ~spec.standing_rate)[seen.target] & ~seen.whole_year
    shown = np.where(running, after_start & part_of_annual_plan, ~part_of_annual_plan)
    return ~before_change & np.where(spec.each_year[seen.target], ~part_of_amount, shown)


def _level_points(seen: Observations, measured: pd.DataFrame) -> pd.DataFrame:
    indexed = measured["indexed"].to_numpy(dtype=np.bool_)[seen.target]
    value = np.where(indexed, as_index(seen.value), seen.value)
    return _points(seen.target, seen.time, value, seen.period, seen.preliminary, seen.bound)


def _running_points(seen: Observations, spec: TargetSpec) -> pd.DataFrame:
    """Return the total, or the index of the rates, after every year; it ends before the first year that is missing."""
    seen = seen.where(seen.whole_year | is_latest(seen))
    years = pd.Series(np.ones(len(seen.target))).groupby(seen.target).cumsum().to_numpy()
    seen = seen.where(np.ceil(seen.time) == spec.start[seen.target] + years)
    totals = pd.Series(seen.value).groupby(seen.target).cumsum().to_numpy()
    indices = pd.Series(as_index(seen.value)).groupby(seen.target).cumprod().to_numpy()
    value = round_significant(np.where(spec.rates[seen.target], indices, totals))
    lower, upper = (_so_far(seen.bound == bound, seen.target) for bound in ("lower", "upper"))
    bound = first_that_holds([(lower & upper, "both"), (lower, "lower"), (upper, "upper")], "")
    return _points(seen.target, seen.time, value, seen.period, _so_far(seen.preliminary, seen.target), bound)


def _so_far(rows: Bools, target: np.ndarray) -> Bools:
    """Return the rows of each target from its first one of `rows` on."""
    return np.asarray(pd.Series(rows).groupby(target).cummax(), dtype=np.bool_)


def _start_points(measured: pd.DataFrame, seen: Observations, spec: TargetSpec) -> pd.DataFrame:
    """Return the start of every path without an observation there."""
    value = measured["path_start"].to_numpy(dtype=np.float64)
    shown = np.zeros(len(measured), dtype=np.bool_)
    is_level = ~(spec.combines("sum") | spec.rates) & ~measured["year_to_date"].to_numpy(dtype=np.bool_)
    at_start = seen.target[(seen.time == spec.start[seen.target]) & is_level[seen.target]]
    shown[at_start] = True
    known = measured["has_path"].to_numpy(dtype=np.bool_) & ~np.isnan(value) & ~np.isnan(spec.start)
    rows = np.flatnonzero(known & ~shown)
    nothing = Coded.full(len(rows), "")
    return _points(rows, spec.start[rows], value[rows], nothing, np.zeros(len(rows), dtype=np.bool_), nothing)


def _points(
    row: np.ndarray, time: Floats, value: Floats, period: Coded, preliminary: Bools, bound: Coded
) -> pd.DataFrame:
    status = where(preliminary, "preliminary", "final")
    texts = {
        name: pd.Series(column.texts(), dtype=object)
        for name, column in {"period": period, "status": status, "bound": bound}.items()
    }
    return pd.DataFrame({"row": row, "time": time, "value": value, **texts})

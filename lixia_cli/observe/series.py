"""List the observations of targets, for `show`, and the points of their charts."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.coded import Coded, first_that_holds, where
from lixia_cli.model.formulas import as_index, round_significant
from lixia_cli.model.grouping import Groups, codes_of, last_of_each
from lixia_cli.model.measures import codes, is_any
from lixia_cli.model.table import Table, below
from lixia_cli.observe.by_series import BySeries
from lixia_cli.observe.join import TargetSpec, join
from lixia_cli.observe.latest import is_latest
from lixia_cli.observe.observations import Observations


def observations(observed: Table, actuals: Table) -> Table:
    """Return the rows of `actuals` that share key and region with a target, in order of target and time.

    `observed` is the table of `observe`. Adds `target_row`, the position of the target in it, and `latest` (bool): the
    figure judged ends with this observation. Of two for one time the better one comes last.
    """
    target, found = BySeries(actuals).rows(observed)
    rows = np.arange(len(actuals))[found]
    time, final = actuals.floats("time")[rows], (actuals.texts("status") == "final")[rows]
    order = np.lexsort((final, time, target))
    target, time, seen = target[order], time[order], actuals.rows(rows[order])
    period = seen.texts("period")
    at_end = time == observed.floats("latest_time")[target]
    named = at_end & (period == observed.texts("latest_period")[target])
    # The last part of a sum has another name than the sum.
    any_named = np.bincount(target[named], minlength=len(observed)) > 0
    is_latest = named | (at_end & ~any_named[target])
    best = last_of_each(codes_of(target, time, period))
    return seen.with_columns({"target_row": target, "latest": is_latest & best})


def chart_points(measured: Table, actuals: Table) -> Table:
    """Return the observations as points of a chart, in order of row and time.

    `measured` is the table of `measure`. Returns `row`, `time`, `value` (in the target's unit, or indices with 1 at the
    start where rates are compounded), `period` (text), `status` (final or preliminary) and `bound` (lower, upper, or
    both for a total of figures of either kind). Totals and rates are accumulated up to the first missing year, and
    preliminary or bounded from the first such figure on; everything else is shown as observed, also before the
    baseline. A known start is a point too, whose `period` is empty where it was not observed.
    """
    spec = TargetSpec.of(measured)
    seen = join(measured, spec, actuals)
    of_totals = (spec.combines("sum") | spec.rates)[seen.target]
    levels = seen.where(~of_totals & _is_on_path(seen, spec, measured.bools("year_to_date")))
    totals = seen.where(of_totals & (seen.time > spec.start[seen.target]))
    points = below(
        [_level_points(levels, measured), _running_points(totals, spec), _start_points(measured, seen, spec)]
    )
    return points.rows(np.lexsort((points.floats("time"), points.ints("row"))))


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


def _level_points(seen: Observations, measured: Table) -> Table:
    indexed = measured.bools("indexed")[seen.target]
    value = np.where(indexed, as_index(seen.value), seen.value)
    return _points(seen.target, seen.time, value, seen.period, seen.preliminary, seen.bound)


def _running_points(seen: Observations, spec: TargetSpec) -> Table:
    """Return the total, or the index of the rates, after every year; it ends before the first year that is missing."""
    seen = seen.where(seen.whole_year | is_latest(seen))
    runs = Groups(seen.target)
    years = np.arange(len(seen.target)) - np.repeat(runs.first, runs.count) + 1
    seen = seen.where(np.ceil(seen.time) == spec.start[seen.target] + years)
    runs = Groups(seen.target)
    totals = runs.accumulated(np.add, seen.value)
    indices = runs.accumulated(np.multiply, as_index(seen.value))
    value = round_significant(np.where(spec.rates[seen.target], indices, totals))
    lower, upper = (runs.so_far(seen.bound == bound) for bound in ("lower", "upper"))
    bound = first_that_holds([(lower & upper, "both"), (lower, "lower"), (upper, "upper")], "")
    return _points(seen.target, seen.time, value, seen.period, runs.so_far(seen.preliminary), bound)


def _start_points(measured: Table, seen: Observations, spec: TargetSpec) -> Table:
    """Return the start of every path without an observation there."""
    value = measured.floats("path_start")
    shown = np.zeros(len(measured), dtype=np.bool_)
    is_level = ~(spec.combines("sum") | spec.rates) & ~measured.bools("year_to_date")
    at_start = seen.target[(seen.time == spec.start[seen.target]) & is_level[seen.target]]
    shown[at_start] = True
    known = measured.bools("has_path") & ~np.isnan(value) & ~np.isnan(spec.start)
    rows = np.flatnonzero(known & ~shown)
    nothing = Coded.full(len(rows), "")
    return _points(rows, spec.start[rows], value[rows], nothing, np.zeros(len(rows), dtype=np.bool_), nothing)


def _points(row: Ints, time: Floats, value: Floats, period: Coded, preliminary: Bools, bound: Coded) -> Table:
    status = where(preliminary, "preliminary", "final")
    return Table({"row": row, "time": time, "value": value, "period": period, "status": status, "bound": bound})

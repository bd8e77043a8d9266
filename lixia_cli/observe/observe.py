"""Targets + actuals → one row per target: baseline, latest value, sums, missing years."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lixia_cli.model.arrays import Ints, only_where
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Later, Table
from lixia_cli.model.thresholds import Thresholds
from lixia_cli.observe.baselines import baselines
from lixia_cli.observe.by_series import BySeries
from lixia_cli.observe.history import history
from lixia_cli.observe.join import TargetSpec, counted, counts, left_out, matched
from lixia_cli.observe.latest import compounded_rates, every_year, latest_levels, sums
from lixia_cli.observe.levels import directions, original_level, original_shown, target_levels
from lixia_cli.observe.observations import Observations
from lixia_cli.observe.precision import data_decimals
from lixia_cli.observe.trajectory import Trajectories, point_levels, thresholds_then
from lixia_cli.observe.within_year import not_added
from lixia_cli.text.messages import N_, Message

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
    "rate_so_far": False,
    "met_before": False,
    "missing_years": "",
    "lower_bound": False,
    "share_of_year": np.nan,
    "judged_by": "",
    "years_observed": np.nan,
    "years_met": np.nan,
    "history_values": np.nan,
    "history_change": np.nan,
    "left_out": "",
    "not_added": "",
    "data_decimals": 0,
}
"""The columns that `observe` adds, with their values for a target without observations."""

Columns = dict[str, Any]


def observe(trajectories: Trajectories, actuals: Table) -> Table:
    """Return the targets of `observed_with`; `actuals` are those of `check_actuals`."""
    return observed_with(trajectories, BySeries(actuals))[0]


def observed_with(trajectories: Trajectories, actuals: BySeries) -> tuple[Table, Observations]:
    """Join the observations to the targets they belong to, by key and region.

    `trajectories` is what `fold` returns; observations later than the target's year do
    not count. Returns the targets, and the observations that count for them. The targets have `baseline_year` and
    `baseline_value` filled in, and `start` (the time the path begins, NaN if no baseline year is given),
    `baseline_observed` (the baseline was taken from an observation), `baseline_uncertain` (from a preliminary or
    bounded one), `start_observed` (the whole year at the start is observed, and is part of the series).
    `target_value` and `target_high` become levels also where the target is relative to the baseline
    (`written_value` and `written_high` keep what is written), and an empty `direction` is filled in
    (`direction_assumed`), see `levels`. Adds OBSERVED_COLUMNS:

    - `latest_period`, `latest_time`, `latest_value`, `latest_status`, `latest_bound`: the figure judged, in the
      target's unit. For a cumulative target the sum so far, for a growth target the average rate so far in percent;
      NaN where missing years make it unknown.
    - `uncertain`: a preliminary or bounded observation is part of it.
    - `bounded`: a bounded observation is part of it; `borderline`: and it equals the threshold.
    - `year_to_date`: it covers a part of the year of an annual plan.
    - `rate_so_far`: it is the growth rate of a part of that year.
    - `met_before`: an earlier observation met the target.
    - `missing_years` (text, "2021, 2023") and `lower_bound`: a sum without them is at least this much.
    - `years_observed`, `years_met` (float): for each_year targets. `judged_by`: what they are, ``year``, or for shares
      and rates also ``quarter``, ``month`` or ``period``. `share_of_year`: what a ceiling allows up to the latest
      figure, where that is a part of its year.
    - `data_decimals` (int): the most decimals of the numbers of a target.
    - `left_out`: the period of a part of a year that does not count for this kind of target: a later one, or all there
      is of a year.
    - `not_added`: the period of a figure of a part of a year before which others are missing, see `within_year`.
    - `history_values`, `history_change` (float): see `history`.
    - `original_target_value` (float), `original_shown` (text): the level first announced where the target has changed
      since, and the same as it is written.
    """
    targets = trajectories.targets
    spec = TargetSpec.of(targets)
    every_observation = matched(targets, spec, actuals)
    counting = counts(every_observation, spec)
    seen = counted(every_observation, spec, counting)
    begin = baselines(targets, seen, spec)
    levels = target_levels(targets, begin["baseline_value"])
    directed = directions(targets, levels, begin["baseline_value"])
    targets = targets.with_columns({**begin, **levels, **directed})
    thresholds = Thresholds.of(targets)
    points = point_levels(trajectories.points, targets) if trajectories else trajectories.points
    columns = _columns(len(targets))
    after_start = seen.where(~seen.against(spec.start, lambda own, start: own.time <= start))

    def last(some: Observations) -> Thresholds:
        return thresholds.take(some.target)

    def due(some: Observations) -> Thresholds:
        return thresholds_then(some, targets, points)

    kinds = (
        (latest_levels, spec.combines("latest"), last),
        (sums, spec.combines("sum") & ~spec.rates, last),
        (compounded_rates, spec.rates, last),
        (every_year, spec.each_year, due),
    )
    for combine, targets_of_kind, then in kinds:
        some = after_start.where(after_start.holds(targets_of_kind))
        if len(some.target):
            rows, found = combine(some, spec, then)
            columns = _with_rows(columns, rows, found)
    without_value = spec.each_year & np.isnan(levels["written_value"])
    for name in ("years_met", "years_observed"):
        columns[name] = only_where(~without_value, columns[name])
    bounded = ~spec.each_year & columns["bounded"]
    if bounded.any():
        on_threshold = thresholds.on_threshold(columns["latest_value"])
        columns["borderline"] = columns["borderline"] | (bounded & on_threshold)
    columns |= history(columns, seen, spec, begin)
    columns["data_decimals"] = Later(lambda: data_decimals(targets, seen))
    columns["left_out"] = left_out(every_observation, spec, counting, columns["latest_time"])
    columns |= {"original_target_value": original_level(targets), "original_shown": original_shown(targets)}
    columns["not_added"] = not_added(every_observation, spec.adds_up)
    # An annual plan without a baseline begins with its year.
    start = np.where(
        np.isnan(spec.start) & columns["year_to_date"] & ~spec.each_year, np.ceil(spec.end) - 1, spec.start
    )
    return targets.with_columns({"start": start, **columns}), seen


def last_period(observed: Table) -> str:
    """Return the latest period that any target of `observe` is judged by; empty without observations."""
    period, time = observed.texts("latest_period"), observed.floats("latest_time")
    known = np.flatnonzero(period != "")
    last = known[time[known] == time[known].max(initial=-np.inf)]
    return max(period[last].unique(), default="")


class LeftOut(NamedTuple):
    """Targets with figures of parts of years which don't count for them."""

    targets: int = 0
    """How many there are."""
    period: str = ""
    key: str = ""
    """The figure that is left out of the first of them, and its key."""

    @classmethod
    def of(cls, observed: Table) -> LeftOut:
        """Count them in the table of `observe`."""
        periods = observed.texts("left_out")
        rows = np.flatnonzero(periods != "")
        return cls(len(rows), periods[rows[0]], observed.texts("key")[rows[0]]) if len(rows) else cls()

    def and_also(self, others: LeftOut) -> LeftOut:
        """Return these and others behind them."""
        return self._replace(targets=self.targets + others.targets) if self.targets else others

    def notes(self) -> tuple[Message, ...]:
        """Return one sentence on them, if there are any."""
        template = N_(
            "targets with figures of parts of a year, which do not count for them: {count}, such as {period} of '{key}'"
        )
        values = {"count": self.targets, "period": self.period, "key": self.key}
        return (Message(template, values),) if self.targets else ()


def _columns(count: int) -> Columns:
    """Return OBSERVED_COLUMNS for `count` targets without observations."""
    return {
        name: Coded.full(count, default) if isinstance(default, str) else np.full(count, default)
        for name, default in OBSERVED_COLUMNS.items()
    }


def _with_rows(columns: Columns, rows: Ints, found: Columns) -> Columns:
    """Return the columns with what was found for some rows."""
    changed = dict(columns)
    for name, values in found.items():
        own = columns[name]
        if len(rows) == len(own):  # all of them, in order
            changed[name] = values
        elif isinstance(own, Coded):
            changed[name] = own.put(rows, values)
        else:
            own[rows] = values
    return changed

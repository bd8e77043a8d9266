"""Join observations to the targets they count for: one row per target and time, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.measures import AMOUNTS, BY_YEAR, codes, compounded, is_any
from lixia_cli.model.table import Table
from lixia_cli.model.units import is_money, is_ratio, split_unit
from lixia_cli.observe.by_series import BySeries
from lixia_cli.observe.observations import Observations, best_of_each_period
from lixia_cli.observe.within_year import added_up, judged_alone

_ANNUAL_PLAN = codes(part_years="annual plan")


@dataclass(frozen=True)
class TargetSpec:
    """How the observations of each target are read, one entry per target."""

    measure: Coded
    unit: Coded
    start: Floats
    """Time at which the path begins; NaN if no year is given."""
    end: Floats
    rates: Bools
    """The observations are yearly rates in percent that are compounded."""
    compound: Bools
    """The target has a compound path."""

    @classmethod
    def of(cls, targets: Table) -> TargetSpec:
        """Take the columns of `check_targets`."""
        measure, path = targets.texts("measure"), targets.texts("path")
        baseline_year, first_year, target_time = (
            targets.floats(name) for name in ("baseline_year", "period_start", "target_time")
        )
        by_year = is_any(measure, BY_YEAR)
        starts_before_first_year = np.isnan(baseline_year) | (by_year & ~np.isnan(first_year))
        return cls(
            measure=measure,
            unit=targets.texts("unit"),
            start=np.where(starts_before_first_year, first_year - 1, baseline_year),
            end=target_time,
            rates=by_year & compounded(measure, path),
            compound=path == "compound",
        )

    @cached_property
    def by_year(self) -> Bools:
        """Return which targets are counted year by year."""
        return is_any(self.measure, BY_YEAR)

    @cached_property
    def adds_up(self) -> Bools:
        """Return for which targets the parts of a year are added up."""
        return (is_any(self.measure, AMOUNTS) & ~self.rates) | (self.each_year & self._unit_is(is_money))

    @cached_property
    def each_year(self) -> Bools:
        """Return which targets must hold in every year."""
        return self.combines("each year")

    @cached_property
    def standing_rate(self) -> Bools:
        """Return for which of them every quarter or month can be judged by itself: shares and rates."""
        return self.each_year & self._unit_is(is_ratio)

    def _unit_is(self, kind: Callable[[str], bool]) -> Bools:
        return self.unit.holds(kind)

    @cached_property
    def for_one_year(self) -> Bools:
        """Return which targets are for one year, or for a part of it, alone. So is an amount without a baseline."""
        no_start = np.isnan(self.start) & is_any(self.measure, _ANNUAL_PLAN)
        return np.asarray((self.end - self.start <= 1) | no_start, dtype=np.bool_)

    def combines(self, kind: str) -> Bools:
        """Return for which targets the observations combine like this (see `measures.Measure`)."""
        return is_any(self.measure, codes(combines=kind))


def join(targets: Table, spec: TargetSpec, actuals: Table) -> Observations:
    """Return every observation of the table of `check_actuals` that counts for a target, up to its target time.

    Of two for one period the final one beats the preliminary one. The order of the rows in the files has no influence.
    """
    return counted(matched(targets, spec, BySeries(actuals)), spec)


def matched(targets: Table, spec: TargetSpec, actuals: BySeries) -> Observations:
    """Return every observation that shares key and region with a target, up to its target time, in no order.

    Amounts of single quarters and months are added up, see `within_year`.
    """
    target, rows = actuals.rows(targets)
    time = actuals.floats("time", rows)
    in_time = time <= spec.end.take(target)
    if not in_time.all():
        target, rows, time = target[in_time], rows[in_time], time[in_time]
    months = actuals.ints("months", rows)
    seen = Observations(
        target=target,
        time=time,
        months=months,
        span=_span(spec, target, actuals.ints("span", rows), months),
        value=_in_target_unit(actuals.floats("value", rows), actuals.texts("unit", rows), spec.unit[target]),
        period=actuals.texts("period", rows),
        preliminary=actuals.texts("status", rows) == "preliminary",
        bound=actuals.texts("bound", rows),
    )
    return added_up(seen, seen.holds(spec.adds_up))


def _span(spec: TargetSpec, target: Ints, span: Ints, months: Ints) -> Ints:
    """Return the months that each observation covers up to its end; of a level all since January."""
    is_level = ~(spec.by_year | is_any(spec.measure, AMOUNTS))
    if is_level.all():
        return months
    return np.where(is_level.take(target), months, span)


def counted(seen: Observations, spec: TargetSpec) -> Observations:
    """Return the `matched` observations that count, sorted, one for each target and time."""
    seen = best_of_each_period(seen.where(_counts(seen, spec)))
    of_standing_rates = seen.holds(spec.standing_rate)
    if not (of_standing_rates & ~seen.whole_year).any():
        return seen
    rows = np.flatnonzero(of_standing_rates)
    return seen.where(np.sort(np.append(np.flatnonzero(~of_standing_rates), rows[judged_alone(seen.where(rows))])))


def left_out(seen: Observations, spec: TargetSpec, latest_time: Floats) -> Coded:
    """Return for each target the latest period that is not used: later than the one judged, or all there is of a year.

    It is a part of a year that does not count for this kind of target. Empty where there is none.
    """
    if seen.whole_year.all():
        return Coded.full(len(latest_time), "")
    newer = ~(seen.time <= np.where(np.isnan(latest_time), spec.start, latest_time)[seen.target])
    gap = seen.holds(spec.adds_up) & (seen.span < seen.months)
    # What is later than the figure judged is a part of a year that decides nothing yet.
    undecided = seen.holds(spec.each_year & ~spec.standing_rate)
    unused = newer & (~_counts(seen, spec) | undecided) | _instead_of_years(seen, spec, latest_time)
    parts = best_of_each_period(seen.where(unused & ~gap))
    # In order of time: the last one stays.
    return Coded.full(len(latest_time), "").put(parts.target, parts.period)


def _instead_of_years(seen: Observations, spec: TargetSpec, latest_time: Floats) -> Bools:
    """Return which observations are of a part of a year before the latest, of which there is no figure."""
    of_years = seen.holds(spec.by_year & ~spec.standing_rate)
    passed = (seen.year < np.ceil(latest_time)[seen.target]) & ~(seen.time <= spec.start[seen.target])
    some = np.flatnonzero(of_years & passed)
    whole = seen.whole_year[some]
    unused = np.zeros(len(seen.target), dtype=np.bool_)
    if not whole.all():
        year = codes_of(seen.target[some], seen.year[some])
        unused[some] = ~np.isin(year, year[whole])
    return unused


def _counts(seen: Observations, spec: TargetSpec) -> Bools:
    """Return whether an observation counts for its target.

    Parts of a year count for levels and totals; for an amount within a year and for a growth rate only in an annual
    plan of that year, for other rates never. Figures of one quarter or month alone count only for shares and rates that
    must hold in every year.
    """
    if seen.whole_year.all():
        return seen.whole_year
    measure, end = spec.measure[seen.target], spec.end[seen.target]
    of_annual_plan = seen.holds(spec.for_one_year) & (seen.year == np.ceil(end))
    in_annual_plan = is_any(measure, _ANNUAL_PLAN) | seen.holds(spec.combines("compound"))
    part_counts = np.where(in_annual_plan, of_annual_plan, ~seen.holds(spec.rates)) & (seen.span == seen.months)
    return np.asarray(seen.whole_year | part_counts | seen.holds(spec.standing_rate), dtype=np.bool_)


def _in_target_unit(values: Floats, own: Coded, wanted: Coded) -> Floats:
    """Convert the values to the scale (万, 亿) of the target's unit."""
    own_scale, wanted_scale = (units.read(lambda unit: split_unit(unit).scale, np.int64) for units in (own, wanted))
    if (own_scale == wanted_scale).all():
        return np.asarray(values + 0.0, dtype=np.float64)
    # Dividing by a power of ten rounds once, multiplying by its inverse twice.
    up, down = np.maximum(own_scale // wanted_scale, 1), np.maximum(wanted_scale // own_scale, 1)
    # Adding nothing takes the sign from -0.
    return np.asarray(values * up / down + 0.0, dtype=np.float64)

"""Join observations to the targets they count for: one row per target and time, in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints, select
from lixia_cli.model.coded import Coded, Codes
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.measures import AMOUNTS, BY_YEAR, codes, compounded, is_any
from lixia_cli.model.table import Table
from lixia_cli.model.units import is_money, is_ratio, split_unit
from lixia_cli.observe.by_series import BySeries
from lixia_cli.observe.observations import Observations, best_of_each_period
from lixia_cli.observe.periods import Periods
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
        before_first_year = np.isnan(baseline_year) | (by_year & ~np.isnan(first_year))
        return cls(
            measure=measure,
            unit=targets.texts("unit"),
            start=select([(before_first_year, lambda: first_year - 1)], baseline_year),
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
    every = matched(targets, spec, BySeries(actuals))
    return counted(every, spec, counts(every, spec))


def matched(targets: Table, spec: TargetSpec, actuals: BySeries) -> Observations:
    """Return every observation that shares key and region with a target, up to its target time, in no order.

    Amounts of single quarters and months are added up, see `within_year`.
    """
    target, rows = actuals.rows(targets)
    periods, when = actuals.periods
    status, bound, unit = (actuals.actuals.texts(name)[rows] for name in ("status", "bound", "unit"))
    value = _in_target_unit(actuals.actuals.floats("value")[rows], unit, spec.unit, target)
    is_level = ~(spec.by_year | is_any(spec.measure, AMOUNTS))
    periods, when = _read_as(is_level, target, periods, when[rows])
    seen = Observations(target, periods, when, value, status, bound)
    seen = seen.where(seen.against(spec.end, lambda own, end: own.time <= end))
    return added_up(seen, seen.holds(spec.adds_up))


def _read_as(is_level: Bools, target: Ints, periods: Periods, when: Codes) -> tuple[Periods, Codes]:
    """Return the periods of observations, and the position of the own one of each.

    They cover all months since January for targets that are levels.
    """
    if is_level.all():
        return periods.of_levels(), when
    if not is_level.any():
        return periods, when
    of_level = np.where(is_level, np.int32(len(periods)), np.int32(0)).take(target)
    return periods.and_also(periods.of_levels()), of_level + when


def counts(seen: Observations, spec: TargetSpec) -> Bools:
    """Return whether an observation counts for its target.

    Parts of a year count for levels and totals; for an amount within a year and for a growth rate only in an annual
    plan of that year, for other rates never. Figures of one quarter or month alone count only for shares and rates that
    must hold in every year.
    """
    of_year = is_any(spec.measure, _ANNUAL_PLAN) | spec.combines("compound")
    in_annual_plan = of_year & spec.for_one_year
    counts = seen.holds(~of_year & ~spec.rates)
    if in_annual_plan.any():
        of_that_year = seen.against(np.ceil(spec.end), lambda own, year: own.year == year)
        counts = counts | (seen.holds(in_annual_plan) & of_that_year)
    counts = counts & seen.of_period(~seen.periods.alone)
    if not counts.all():
        counts = counts | seen.of_period(seen.periods.whole_year) | seen.holds(spec.standing_rate)
    return counts


def counted(seen: Observations, spec: TargetSpec, counts: Bools) -> Observations:
    """Return the `matched` observations that count, sorted, one for each target and time."""
    seen = best_of_each_period(seen.where(counts))
    of_standing_rates = seen.holds(spec.standing_rate)
    if not (of_standing_rates.any() and (of_standing_rates & ~seen.whole_year).any()):
        return seen
    rows = np.flatnonzero(of_standing_rates)
    return seen.where(np.sort(np.append(np.flatnonzero(~of_standing_rates), rows[judged_alone(seen.where(rows))])))


def left_out(seen: Observations, spec: TargetSpec, counts: Bools, latest_time: Floats) -> Coded:
    """Return for each target the latest period that is not used: later than the one judged, or all there is of a year.

    `seen` are the `matched` observations, of which those count that `counts` holds for. It is a part of a year that
    does not count for this kind of target. Empty where there is none.
    """
    if seen.periods.whole_year.all():
        return Coded.full(len(latest_time), "")
    # What is later than the figure judged is a part of a year that decides nothing yet.
    unused = ~counts | seen.holds(spec.each_year & ~spec.standing_rate)
    if unused.any():
        known = np.where(np.isnan(latest_time), spec.start, latest_time)
        unused &= ~seen.against(known, lambda own, time: own.time <= time)
    unused |= _instead_of_years(seen, spec, latest_time)
    gap = seen.holds(spec.adds_up) & seen.of_period(seen.periods.alone)
    parts = best_of_each_period(seen.where(unused & ~gap))
    # In order of time: the last one stays.
    return Coded.full(len(latest_time), "").put(parts.target, parts.period)


def _instead_of_years(seen: Observations, spec: TargetSpec, latest_time: Floats) -> Bools:
    """Return which observations are of a part of a year before the latest, of which there is no figure."""
    unused = np.zeros(len(seen.target), dtype=np.bool_)
    some = np.flatnonzero(seen.holds(spec.by_year & ~spec.standing_rate))
    own = seen.where(some)
    begun = own.against(spec.start, lambda own, start: own.time <= start)
    passed = own.against(np.ceil(latest_time), lambda own, year: own.year < year) & ~begun
    some, own = some[passed], own.where(passed)
    if not own.whole_year.all():
        year = codes_of(own.target, own.year)
        unused[some] = ~np.isin(year, year[own.whole_year])
    return unused


def _in_target_unit(values: Floats, own: Coded, wanted: Coded, target: Ints) -> Floats:
    """Convert the values to the scale (万, 亿) of the unit `wanted` by their target."""

    def scale(unit: str) -> int:
        return split_unit(unit).scale

    if (values == 0).any():
        values = values + 0.0  # takes the sign from -0
    if len({scale(unit) for units in (own, wanted) for unit in units.distinct}) <= 1:
        return values
    own_scale, wanted_scale = own.read(scale, np.int64), wanted.read(scale, np.int64).take(target)
    if (own_scale == wanted_scale).all():
        return values
    # Dividing by a power of ten rounds once, multiplying by its inverse twice.
    up, down = np.maximum(own_scale // wanted_scale, 1), np.maximum(wanted_scale // own_scale, 1)
    return np.asarray(values * up / down + 0.0, dtype=np.float64)

"""The conditions that rule sets ask about: one named predicate each, whose docstring is its definition."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lixia_cli.measure.path import Path
from lixia_cli.measure.planned import Planned
from lixia_cli.model import formulas
from lixia_cli.model.arrays import Bools, Floats, select
from lixia_cli.model.coded import Coded
from lixia_cli.model.measures import codes, is_any
from lixia_cli.model.table import Table
from lixia_cli.model.thresholds import Thresholds


class Facts(NamedTuple):
    """What the conditions are derived from, one entry per target."""

    thresholds: Thresholds
    path: Path
    plan: Planned
    value: Floats
    """The latest value in the target's unit, NaN if unknown."""
    baseline: Floats
    """The baseline in the target's unit: 0 for changes and totals, NaN for growth rates and where unknown."""
    bound: Coded
    """``lower``, ``upper`` or empty: whether the latest value was published as a bound."""
    observed: Bools
    final: Bools
    """The latest observation covers the whole target year."""
    years_missing: Bools
    year_to_date: Bools
    """The latest value covers a part of the year of an annual plan."""
    share_of_year: Floats
    """What a ceiling on the amount of every year allows up to the latest value."""
    rate_so_far: Bools
    """The latest value is the growth rate of a part of the year of an annual plan."""
    partial_sum: Bools
    """The latest value is a sum from which years are missing, so it is at least this much."""

    @classmethod
    def of(cls, observed: Table, thresholds: Thresholds, path: Path, plan: Planned) -> Facts:
        """Gather the facts from the table of `observe`, its thresholds, its paths and its trajectories."""
        has_observation = observed.texts("latest_period") != ""
        return cls(
            thresholds=thresholds,
            path=path,
            plan=plan,
            value=observed.floats("latest_value"),
            baseline=select([(path.growth, np.nan), (path.indexed, 0.0)], path.baseline),
            bound=observed.texts("latest_bound"),
            observed=has_observation,
            final=has_observation & (path.time == path.end),
            years_missing=observed.texts("missing_years") != "",
            year_to_date=observed.bools("year_to_date"),
            share_of_year=observed.floats("share_of_year"),
            rate_so_far=observed.bools("rate_so_far"),
            partial_sum=observed.bools("lower_bound"),
        )


def has_target(facts: Facts) -> Bools:
    """There is a number to reach; a target relative to a baseline that is not known has none."""
    return np.asarray(~np.isnan(facts.thresholds.low), dtype=np.bool_)


def baseline_meets_target(facts: Facts) -> Bools:
    """The target was met before the plan began.

    Growth rates start from an index of 1, which meets any target that asks for no growth. A band of growth rates has no
    start, and neither has what must hold in every year.
    """
    unbounded = Coded.full(len(facts.value), "")
    level = facts.thresholds.met_by(facts.baseline, unbounded)

    def no_growth_asked_for() -> Bools:
        return np.asarray((facts.path.sign * (1 - facts.path.target) >= 0) & ~facts.thresholds.within, dtype=np.bool_)

    return select([(facts.path.growth, no_growth_asked_for)], level) & ~facts.path.each_year


def is_limit(facts: Facts, baseline_met: Bools) -> Bools:
    """There is a level to stay below, or a band to stay within, but no distance to cover."""
    no_baseline = np.isnan(facts.baseline) & ~facts.path.growth
    no_distance = facts.path.each_year | no_baseline | baseline_met
    ceiling = (facts.thresholds.direction == "at_most") & no_distance
    growth_band = facts.thresholds.within & facts.path.growth
    return np.asarray((ceiling | growth_band) & has_target(facts), dtype=np.bool_)


def is_running_ceiling(facts: Facts, limit: Bools) -> Bools:
    """An amount is still adding up under a ceiling: a total of several years, or that of the year of an annual plan.

    Neither can fall, so what is below the ceiling now says nothing of the end. The ceiling is an at-most target, or the
    upper end of a range.
    """
    adds_up = facts.path.adds_up | facts.year_to_date
    at_most = (facts.thresholds.direction == "at_most") & limit
    range_above_zero = facts.thresholds.within & (facts.thresholds.high > 0)
    return np.asarray(adds_up & (at_most | range_above_zero) & facts.observed & ~facts.final, dtype=np.bool_)


def is_changing_limit(facts: Facts, limit: Bools) -> Bools:
    """The level to stay below is another one at other times, and its last time has not come."""
    level = ~(facts.path.adds_up | facts.year_to_date | facts.path.each_year | facts.path.growth)
    return np.asarray(limit & level & facts.plan.has_points & ~facts.final, dtype=np.bool_)


def ceiling_now(thresholds: Thresholds, path: Path, plan: Planned, level: Bools, of_year: Floats) -> Floats:
    """Return the ceiling's share of the time, ``T E``, or of its trajectory; of a `level` what it is at the time.

    `of_year` is the share of a ceiling on the amount of every year, NaN for all others.
    """
    share = thresholds.high * formulas.elapsed(path.start, path.time, path.end)
    ceiling = np.where(plan.has_points, np.where(level, plan.limit, plan.ceiling), share)
    return formulas.round_significant(np.where(np.isnan(of_year), ceiling, of_year))


def is_over_ceiling(facts: Facts, running: Bools, met: Bools) -> Bools:
    """The amount is above the ceiling already, before its time is over."""
    if not running.any():
        return running
    high = facts.thresholds.high
    # That of every year may be another one each year.
    part = facts.path.time - np.ceil(facts.path.time) + 1
    high = np.where(facts.path.each_year, formulas.divide(facts.share_of_year, part), high)
    above = (facts.value > high) & ~formulas.on_threshold(facts.value, high)
    not_kept = np.where(facts.thresholds.within | facts.path.each_year, above, ~met)
    return running & not_kept & ~np.isnan(facts.value)


def is_over_pace(facts: Facts, running: Bools, over_ceiling: Bools) -> Bools:
    """The amount is above the ceiling's share of the time, though not above the ceiling."""
    if not running.any():
        return running
    share = ceiling_now(facts.thresholds, facts.path, facts.plan, ~running, facts.share_of_year)
    less_is_better, loose = np.full(len(share), -1.0), np.zeros(len(share), dtype=np.bool_)
    within_share = formulas.met(facts.value, share, less_is_better, loose, facts.bound)
    return running & ~over_ceiling & ~within_share & ~np.isnan(facts.value)


def target_met(facts: Facts, latest_met: Bools, limit: Bools, changing: Bools, every_year_met: Bools) -> Bools:
    """The target is met as far as the figures tell.

    Four ways: the latest value meets it; a level that changes is kept at the time of the observation; for an average
    growth rate that is not final, the growth of all years together has been reached; for what must hold in every year,
    every observed year met it.
    """
    strict, sign = facts.thresholds.strict, facts.path.sign

    def by_whole_growth() -> Bools:
        index = _growth_threshold(facts.thresholds, facts.path)
        return formulas.met(facts.path.value, index, sign, strict, facts.bound)

    judged_by_whole_growth = facts.path.growth & ~limit & ~facts.final & ~facts.thresholds.within & ~facts.rate_so_far
    return select(
        [
            (facts.path.each_year, every_year_met),
            (judged_by_whole_growth, by_whole_growth),
            (changing, lambda: formulas.met(facts.value, facts.plan.limit, sign, strict, facts.bound)),
        ],
        latest_met,
    )


def can_still_fall(facts: Facts, met: Bools) -> Bools:
    """The target is met within the year of an annual plan by a rate or share, which may be another when it is over.

    Not a share that is due earlier in that year, for what is reached by then counts.
    """
    of_whole_year = facts.path.end == np.floor(facts.path.end)
    share = is_any(facts.path.measure, codes(main_rate="points", starts_from="baseline")) & of_whole_year
    rate_or_share: Bools = facts.rate_so_far | share
    if not rate_or_share.any():
        return rate_or_share
    start, last_year = facts.path.start, np.ceil(facts.path.end) - 1
    of_one_year = (facts.path.end - start <= 1) | (np.isnan(start) & (facts.path.time > last_year))
    return np.asarray(met & rate_or_share & of_one_year & facts.observed & ~facts.final, dtype=np.bool_)


def is_above_changing_limit(facts: Facts, changing: Bools, met: Bools) -> Bools:
    """The value is above the path to the next level of a ceiling, though not above the last one that was due."""
    if not changing.any():
        return changing
    last = formulas.met(facts.value, facts.plan.last_limit, facts.path.sign, facts.thresholds.strict, facts.bound)
    return changing & ~met & last


def outcome_undetermined(facts: Facts, met: Bools) -> Bools:
    """Years are missing that could still change whether the target is met.

    A partial sum can only grow: enough stays enough, and too much stays too much.
    """
    above_range = facts.value > facts.thresholds.high
    at_most = facts.thresholds.direction == "at_most"
    sum_can_change_it = facts.partial_sum & select([(facts.thresholds.within, ~above_range), (at_most, met)], ~met)
    missing_year_can_change_it = met & facts.final & facts.years_missing
    value_or_sum = np.isnan(facts.value) | sum_can_change_it
    return select([(facts.path.each_year, missing_year_can_change_it)], value_or_sum) & facts.observed


def worse_than_baseline(facts: Facts) -> Bools:
    """The value has moved from the baseline against the desired direction."""
    return facts.path.sign * (facts.path.value - facts.path.baseline) < 0


def has_crossed_range(facts: Facts) -> Bools:
    """The value has moved from one side of a range to the other."""
    if not facts.thresholds.within.any():
        return facts.thresholds.within
    low, high = facts.thresholds.low, facts.thresholds.high
    upwards = (facts.baseline < low) & (facts.value > high)
    downwards = (facts.baseline > high) & (facts.value < low)
    return np.asarray(facts.thresholds.within & (upwards | downwards), dtype=np.bool_)


def is_behind_target(facts: Facts, met: Bools, baseline_met: Bools, crossed: Bools, worse: Bools) -> Bools:
    """The target is not met and lies behind: it was met at the baseline, or the value has crossed a whole range.

    Behind is also what is worse than a baseline that equals the target.
    """
    level_to_keep = formulas.on_threshold(facts.path.baseline, facts.path.target)
    behind = baseline_met | crossed | (level_to_keep & worse)
    return behind & ~met & ~facts.path.each_year


def conditions(observed: Table, thresholds: Thresholds, path: Path, plan: Planned) -> dict[str, Bools]:
    """Every condition by name, see `measure.measure`."""
    facts = Facts.of(observed, thresholds, path, plan)
    each_year = path.each_year
    met_before = observed.bools("met_before")
    baseline_met = baseline_meets_target(facts)
    limit = is_limit(facts, baseline_met)
    changing, crossed, worse = is_changing_limit(facts, limit), has_crossed_range(facts), worse_than_baseline(facts)
    latest_met = thresholds.met_by(facts.value, facts.bound)
    every_year_met = observed.floats("years_met") == observed.floats("years_observed")
    met = target_met(facts, latest_met, limit, changing, every_year_met)
    running_ceiling = is_running_ceiling(facts, limit)
    over_ceiling = is_over_ceiling(facts, running_ceiling, met)
    behind_target = is_behind_target(facts, met, baseline_met, crossed, worse)
    kept_in_range = thresholds.within & baseline_met
    found = {
        "observed": facts.observed,
        "final": facts.final,
        "met": met,
        "can_still_fall": can_still_fall(facts, met),
        "latest_met": latest_met,
        "undetermined": outcome_undetermined(facts, met),
        "is_limit": limit,
        "has_path": ~each_year,
        "has_target": has_target(facts),
        "quantified": ~np.isnan(observed.floats("written_value")),
        "has_baseline": ~np.isnan(path.baseline) & ~np.isnan(path.start),
        "baseline_met": baseline_met & ~limit,
        "behind_target": behind_target,
        "running_ceiling": running_ceiling,
        "over_pace": (is_over_pace(facts, running_ceiling, over_ceiling) & (met | ~each_year))
        | is_above_changing_limit(facts, changing, met),
        "changing_limit": changing,
        "has_trajectory": plan.has_points,
        "over_ceiling": over_ceiling,
        "baseline_lost": baseline_met & ~met & ~path.growth & ~running_ceiling,
        "met_and_lost": met_before & ~met & ~each_year & ~running_ceiling,
        "past_range": crossed & ~met & ~each_year & ~over_ceiling,
        "worse": worse,
        "moved_away": behind_target | (met_before & ~met & ~each_year),
        "worsening": met & worse & ~limit & ~each_year & ~kept_in_range,
        "linear_fallback": path.linear_fallback,
        "indexed": path.indexed,
    }
    return {name: np.asarray(values, dtype=np.bool_) for name, values in found.items()}


def _growth_threshold(thresholds: Thresholds, path: Path) -> Floats:
    """The index from which a growth target counts as met: 左右 (about) eases its yearly rate, not the index."""
    rate = formulas.with_tolerance(thresholds.target(np.full(len(path.sign), np.nan)), path.sign, thresholds.about)
    return np.asarray(formulas.as_index(rate) ** (path.end - path.start), dtype=np.float64)

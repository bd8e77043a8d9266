"""Combine the observations of each target into the value judged: latest level, sum, rate or years met.

Each function takes the observations after the baseline of the targets it is for, at least one of each, and what returns
the threshold of each of them; it returns the rows of those targets with columns of OBSERVED_COLUMNS for them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lixia_cli.model.arrays import Bools, Ints, select
from lixia_cli.model.coded import Coded, first_that_holds, where
from lixia_cli.model.formulas import as_index, as_percent, on_threshold, round_significant
from lixia_cli.model.grouping import Groups, codes_of
from lixia_cli.model.measures import codes, is_any
from lixia_cli.model.thresholds import Thresholds
from lixia_cli.observe.join import TargetSpec
from lixia_cli.observe.observations import Observations

Columns = dict[str, np.ndarray | Coded]
Then = Callable[[Observations], Thresholds]
"""Returns the threshold of each observation."""


def latest_levels(seen: Observations, spec: TargetSpec, thresholds: Then) -> tuple[Ints, Columns]:
    """Take the latest observation of flows, stocks, shares and changes."""
    only = seen.where(seen.by_target.last)
    part_of_a_year = is_any(spec.measure[only.target], codes(part_years="annual plan")) & ~only.whole_year
    met_before = _met_before(seen, only, thresholds)
    of_latest = _columns(only, only.preliminary, only.bound == "lower", only.bound == "upper")
    return only.target, of_latest | {"year_to_date": part_of_a_year, "met_before": met_before}


def _met_before(seen: Observations, only: Observations, thresholds: Then) -> Bools:
    """Return which targets were met by an earlier observation than the latest, `only` of which are given.

    Of values without bounds the best one decides, if more or less is better.
    """
    runs, value = seen.by_target, seen.value.copy()
    value[runs.last] = value[runs.first]  # leaves the latest out
    of_target = thresholds(only)
    less_is_better = of_target.direction == "at_most"
    best = select(
        [(~less_is_better, lambda: runs.largest(value)), (less_is_better, lambda: runs.least(value))], only.value
    )
    met = (runs.count > 1) & of_target.met_by(best, Coded.full(len(best), ""))
    every_one_counts = of_target.within | runs.any(seen.bound != "")
    if every_one_counts.any():
        earlier = seen.where(np.repeat(every_one_counts, runs.count) & ~is_latest(seen))
        target = earlier.target[thresholds(earlier).met_by(earlier.value, earlier.bound)]
        met = np.where(every_one_counts, np.isin(runs.number, target), met)
    return met


def sums(seen: Observations, spec: TargetSpec, _: Then) -> tuple[Ints, Columns]:
    """Add up totals: the years observed, and the part of a year after the last of them."""
    seen = seen.where(seen.whole_year | is_latest(seen))
    groups = seen.by_target
    missing_years = _missing_years(seen, spec)
    missing = missing_years != ""
    # The missing years can only add to the sum, unless amounts can be negative.
    lower_bound = missing & (groups.least(seen.value) >= 0)
    return groups.number, _latest(seen) | {
        "missing_years": missing_years,
        "latest_value": np.where(missing & ~lower_bound, np.nan, round_significant(groups.sum(seen.value))),
        "lower_bound": lower_bound,
    }


def compounded_rates(seen: Observations, spec: TargetSpec, _: Then) -> tuple[Ints, Columns]:
    """Compound yearly rates: to their average for growth targets, to the whole change for totals.

    In an annual plan the latest rate may be that of the year so far, which is not compounded.
    """
    seen = seen.where(seen.whole_year | is_latest(seen))
    groups = seen.by_target
    rows = groups.number
    missing_years = _missing_years(seen, spec)
    whole_change = groups.product(as_index(seen.value))
    so_far = ~seen.whole_year[groups.last]
    years = np.where(so_far, 1.0, seen.time[groups.last] - spec.start[rows])
    average = np.where(whole_change > 0, whole_change, np.nan) ** (1 / years)
    index = np.where(spec.combines("compound")[rows], average, whole_change)
    return rows, _latest(seen) | {
        "missing_years": missing_years,
        "latest_value": np.where(missing_years != "", np.nan, round_significant(as_percent(index))),
        "rate_so_far": so_far,
    }


def every_year(seen: Observations, spec: TargetSpec, then: Then) -> tuple[Ints, Columns]:
    """Count, for every-year targets, the years observed and the years that meet the target.

    Of shares and rates the quarters or months that stand for a year. An amount so far counts once it decides on its
    year: enough is there, or too much. Below a ceiling it is not counted, but held against its share of the year.
    """
    thresholds = then(seen)
    running = ~seen.whole_year & ~seen.holds(spec.standing_rate)
    met = thresholds.met_by(seen.value, seen.bound)
    ceiling, share = thresholds.direction != "at_least", thresholds.high * seen.months / 12
    too_much = (seen.value > thresholds.high) & ~on_threshold(seen.value, thresholds.high)
    in_share = (thresholds.direction == "at_most") & ((seen.value <= share) | seen.holds(spec.adds_up))
    decides = np.where(ceiling, too_much | in_share, met)
    used = ~running | (is_latest(seen) & decides)
    seen, thresholds, met, running = seen.where(used), thresholds.take(np.flatnonzero(used)), met[used], running[used]
    share, open_ = share[used], running & (ceiling & ~too_much)[used]
    groups = seen.by_target
    bound_decides = (seen.bound != "") & thresholds.on_threshold(seen.value)
    counted = (~open_).astype(np.float64)
    return groups.number, _latest(seen) | {
        "year_to_date": running[groups.last],
        "share_of_year": np.where(running, share, np.nan)[groups.last],
        "missing_years": _missing_years(seen, spec),
        "years_observed": groups.sum(counted),
        "years_met": groups.sum((met & ~open_).astype(np.float64)),
        "judged_by": _judged_by(seen),
        "borderline": groups.any(bound_decides),
    }


def _judged_by(seen: Observations) -> Coded:
    """Return what the figures of each target are of: year, quarter or month, or period where they differ."""
    groups = seen.by_target
    span = np.where(seen.whole_year | (seen.span > 3), 12, seen.span)
    longest, least = -groups.least(-span.astype(np.float64)), groups.least(span.astype(np.float64))
    kinds = ((12, "year"), (3, "quarter"), (1, "month"))
    return first_that_holds([((longest == least) & (longest == months), kind) for months, kind in kinds], "period")


def is_latest(seen: Observations) -> Bools:
    """Return which observations are the last of their target."""
    latest = np.zeros(len(seen.target), dtype=np.bool_)
    latest[seen.by_target.last] = True
    return latest


def _latest(seen: Observations) -> Columns:
    """Return the columns of the last observation; it is uncertain or bounded if any observation of the target is."""
    groups = seen.by_target
    lower, upper = groups.any(seen.bound == "lower"), groups.any(seen.bound == "upper")
    return _columns(seen.where(groups.last), groups.any(seen.preliminary), lower, upper)


def _columns(latest: Observations, preliminary: Bools, lower: Bools, upper: Bools) -> Columns:
    """Return the columns of the latest observation, of a figure that is preliminary or bounded where these hold."""
    return {
        "latest_period": latest.period,
        "latest_time": latest.time,
        "latest_value": latest.value,
        "latest_status": where(preliminary, "preliminary", "final"),
        # A figure made of several is bounded only where all their bounds agree.
        "latest_bound": first_that_holds([(lower & ~upper, "lower"), (upper & ~lower, "upper")], ""),
        "uncertain": preliminary | lower | upper,
        "bounded": lower | upper,
    }


def _missing_years(seen: Observations, spec: TargetSpec) -> Coded:
    """Return the years without observation up to the latest one, "2021, 2023"; one text per target.

    Empty for a target without a start.
    """
    groups = seen.by_target
    known_years = _whole_years(seen)
    rows = groups.number
    start = spec.start[rows]
    years_elapsed = np.where(np.isnan(start), 0, np.floor(seen.time[groups.last]) - start)
    lacks_some = years_elapsed > groups.sum(known_years.astype(np.float64))
    if not lacks_some.any():
        return Coded.full(len(rows), "")
    # One row per elapsed year of every target that lacks some.
    count = years_elapsed[lacks_some].astype(np.int64)
    group = np.repeat(np.flatnonzero(lacks_some), count)
    offset = np.arange(len(group)) - np.repeat(count.cumsum() - count, count)
    year = start[group].astype(np.int64) + 1 + offset
    wanted_or_known = codes_of(
        np.append(rows[group], seen.target[known_years]), np.append(year, seen.year[known_years])
    )
    lacking = ~np.isin(wanted_or_known[: len(year)], wanted_or_known[len(year) :])
    runs = Groups(group[lacking])
    texts = Coded.of(runs.listed(year[lacking].astype(str).astype(object)))
    return Coded.full(len(rows), "").put(runs.number, texts)


def _whole_years(seen: Observations) -> Bools:
    """Return the last observation of each year that is covered as a whole, by one figure or by those of its parts."""
    if not (seen.span < seen.months).any():
        return seen.whole_year
    year = codes_of(seen.target, seen.year)
    covered = np.bincount(year, seen.span) == 12
    last = np.zeros(len(year), dtype=np.bool_)
    last[len(year) - 1 - np.unique(year[::-1], return_index=True)[1]] = True
    return np.asarray(last & covered[year], dtype=np.bool_)

"""Add up the figures of single quarters and months to running totals, and find those that can't be."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Bools, Ints, Texts
from lixia_cli.model.coded import Coded, first_that_holds, where
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.parts_of_a_year import MONTHS, running_totals
from lixia_cli.model.table import Table
from lixia_cli.observe.observations import Observations, best_of_each_period
from lixia_cli.observe.periods import Periods

_MONTHS = np.array(["", *(f"-{month:02d}" for month in range(1, 12)), ""], dtype=object)
_QUARTERS = np.array(["", "", "", "Q1", "", "", "H1", "", "", "Q3", "", "", ""], dtype=object)
"""Behind a year, the running total up to the end of each month."""


def added_up(seen: Observations, adds_up: Bools) -> Observations:
    """Return the observations with running totals instead of figures of single parts of a year, where `adds_up` holds.

    A figure before which others of its year are missing, and after which there is no running total, stays what it is.
    """
    own = adds_up & seen.of_period(seen.periods.alone)
    if not own.any():
        return seen
    year = codes_of(seen.target, seen.year)
    some = adds_up & np.isin(year, year[own])
    parts = best_of_each_period(seen.where(some))
    year = codes_of(parts.target, parts.year)
    totals = running_totals(
        year, parts.span, parts.months, parts.value, parts.preliminary, parts.bound, np.zeros(len(parts.value))
    )
    known = ~np.isnan(totals.value)
    last_known = np.where(known, np.arange(MONTHS + 1), 0).max(axis=1)
    of_sums, month = np.nonzero(known & (totals.last_span > 0) & (totals.last_span < np.arange(MONTHS + 1)))
    example = np.unique(year, return_index=True)[1][of_sums]
    periods: dict[str, np.ndarray | Coded] = {
        "time": parts.year[example] - 1 + month / 12,
        "months": month,
        "span": month,
        "period": Coded.of(_labels(parts.year[example], month, totals.last_span[of_sums, month])),
    }
    sums = Observations(
        parts.target[example],
        *Periods.of(Table(periods)),
        value=totals.value[of_sums, month],
        status=where(totals.preliminary[of_sums, month], "preliminary", "final"),
        bound=first_that_holds([(totals.lower[of_sums, month], "lower"), (totals.upper[of_sums, month], "upper")], ""),
    )
    given = parts.where(~parts.of_period(parts.periods.alone) | (parts.months > last_known[year]))
    return seen.where(~some).and_also(given).and_also(sums)


def judged_alone(seen: Observations) -> Bools:
    """Return which observations of shares and rates are judged by themselves; those of a year overlap nowhere.

    The figure of the year counts, else its quarters, and months outside of them, else the latest rate of the year so
    far.
    """
    year = codes_of(seen.target, seen.year)
    count = int(year.max(initial=-1)) + 1
    has_year, has_parts = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    has_year[year[seen.whole_year]] = True
    has_parts[year[seen.span < seen.months]] = True
    in_quarter = np.zeros((count, MONTHS + 1), dtype=np.bool_)
    quarters = np.flatnonzero(seen.span == 3)
    for month in range(3):
        in_quarter[year[quarters], seen.months[quarters] - month] = True
    part = (seen.span <= 3) & ~((seen.span < 3) & in_quarter[year, seen.months])
    latest = np.ones(len(year), dtype=np.bool_)
    latest[:-1] = (seen.target[1:] != seen.target[:-1]) | (seen.year[1:] != seen.year[:-1])  # in order of time
    return np.where(has_year[year], seen.whole_year, np.where(has_parts[year], part, latest))


def not_added(seen: Observations, adds_up: Bools) -> Coded:
    """Return for each target the last period of a figure that `added_up` left as it is; empty without any.

    `adds_up` holds for targets, not for observations.
    """
    if not seen.periods.alone.any():
        return Coded.full(len(adds_up), "")
    alone = best_of_each_period(seen.where(seen.holds(adds_up) & seen.of_period(seen.periods.alone)))
    # In order of time: the last one stays.
    return Coded.full(len(adds_up), "").put(alone.target, alone.period)


def _labels(year: Ints, month: Ints, last_span: Ints) -> Texts:
    """Return the period of each running total: 2022-05, or 2022H1 where its last part is a quarter."""
    by_quarter = (month % 3 == 0) & (last_span % 3 == 0)
    return np.asarray(year.astype(str).astype(object) + np.where(by_quarter, _QUARTERS[month], _MONTHS[month]))

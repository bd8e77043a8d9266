"""Compare what is needed from now on with the past: how often it was reached, and where the past would lead to.

Counts and ranges, never a verdict.
"""

from __future__ import annotations

import numpy as np

from lixia_cli.model import formulas
from lixia_cli.model.arrays import Bools, Floats, Ints, holds_at, only_where, select, some_of
from lixia_cli.model.coded import Coded, first_that_holds
from lixia_cli.model.measures import codes, is_any
from lixia_cli.model.student import t_quantile
from lixia_cli.model.table import Later, Table
from lixia_cli.model.thresholds import Thresholds

FEWEST, FEWEST_FOR_RANGE = 4, 5
"""Yearly changes without which nothing is counted, and without which no range is given."""
QUANTILE = 0.90
"""Of Student's t: the range is to hold with 80 %."""
LIKELY, OPEN, UNLIKELY = "likely", "open", "unlikely"
"""Codes of `prospect`: the whole range meets the target, a part of it does, or none of it."""


@np.errstate(over="ignore", divide="ignore", invalid="ignore")  # what grows beyond all numbers is not defined
def track_record(measured: Table, changes: Table) -> Table:
    """Add the record of the past to the table of `measure`; `changes` is the table of `observe.yearly_changes`.

    Sets, as docs/methods.md defines them:

    - `reached_years` and `reached_of` (float): in how many of the yearly changes known the change needed from now on
      was reached; NaN with fewer than FEWEST of them, where nothing is needed, and within the last year.
    - `projected_low` and `projected_high`: the 80 % interval of the value at the target time by the drift method; NaN
      with fewer than FEWEST_FOR_RANGE changes, and where no value so far is known.
    - `prospect`: LIKELY, OPEN or UNLIKELY by that interval; empty without one.
    """
    changes = changes.rows(~np.isnan(changes.floats("change")))
    row, change = changes.ints("row"), changes.floats("change")
    compound = measured.texts("path") == "compound"
    known = np.bincount(row, minlength=len(measured))
    reached = _reached(measured, row, change, known)
    low, high = _range(measured, row, change, known, compound)
    prospect = Later(lambda: _prospect(measured, low, high))
    return measured.with_columns({**reached, "projected_low": low, "projected_high": high, "prospect": prospect})


def needed(measured: Table) -> Floats:
    """Return the yearly change needed from now on: a rate on a compound path, a step on a linear one.

    NaN where nothing is needed in the right direction, where a part of the sum so far is not known, and where less than
    a year is left.
    """
    compound = measured.texts("path") == "compound"
    change = select([(compound, measured.floats("cagr_needed"))], measured.floats("step_needed"))
    wanted = ~measured.bools("met") & ~measured.bools("lower_bound") & measured.bools("has_path")
    in_time = measured.floats("years_left") >= 1
    defined = wanted & in_time & (measured.floats("sign") * change > 0)
    return np.where(defined, change, np.nan)


def reaches(measured: Table, wanted: Floats, row: Ints, change: Floats) -> Bools:
    """Return whether each yearly change of a row reaches what that row needs, `wanted` by `needed`."""
    wanted, sign = wanted.take(row), measured.floats("sign").take(row)
    return np.asarray((sign * (change - wanted) > 0) | formulas.on_threshold(change, wanted), dtype=np.bool_)


def _reached(measured: Table, row: Ints, change: Floats, known: Ints) -> dict[str, Floats]:
    """Return the columns; each target has as many `known` changes."""
    wanted = needed(measured)
    times = np.bincount(some_of(row, reaches(measured, wanted, row, change)), minlength=len(measured))
    defined = (known >= FEWEST) & ~np.isnan(wanted)
    return {"reached_years": np.where(defined, times, np.nan), "reached_of": np.where(defined, known, np.nan)}


def _range(measured: Table, row: Ints, change: Floats, known: Ints, compound: Bools) -> tuple[Floats, Floats]:
    """Return both ends of the interval: last value plus mean change times n, plus and minus t s sqrt(n (1 + n/m))."""
    count = len(measured)
    enough = known >= FEWEST_FOR_RANGE
    if not enough.any():
        unknown = np.full(count, np.nan)
        return unknown, unknown
    drift = select([(holds_at(compound, row), lambda: np.log1p(change))], change)
    changes = known.astype(np.float64)
    mean = formulas.divide(_sums(row, drift, count), changes)
    spread = _sums(row, (drift - mean.take(row)) ** 2, count)
    deviation = np.sqrt(formulas.divide(spread, only_where(enough, changes - 1)))
    left = measured.floats("years_left")
    has_value = measured.bools("observed") & measured.bools("has_path") & ~measured.bools("lower_bound")
    defined = enough & has_value & (left > 0) & measured.bools("has_target")
    years = only_where(defined, left)
    now = measured.floats("path_now")
    value = select([(compound, lambda: np.log(only_where(now > 0, now)))], now)
    half = _quantiles(known) * deviation * np.sqrt(years * (1 + formulas.divide(years, changes)))
    ends = (value + mean * years - half, value + mean * years + half)
    low, high = (_in_unit(measured, compound, end) for end in ends)
    return low, high


def _sums(row: Ints, values: Floats, count: int) -> Floats:
    """Return the sum of the values of each row."""
    return np.bincount(row, weights=values, minlength=count).astype(np.float64)


def _quantiles(known: Ints) -> Floats:
    """Return the quantile of t for each number of changes, NaN where they are too few."""
    numbers = np.flatnonzero(np.bincount(known))
    of_number = np.full(numbers[-1] + 1, np.nan)
    for number in numbers[numbers >= FEWEST_FOR_RANGE].tolist():
        of_number[number] = t_quantile(QUANTILE, number - 1)
    return of_number.take(known)


def _in_unit(measured: Table, compound: Bools, end: Floats) -> Floats:
    """Return an end of the interval in the target's unit: an index as the average growth, or the change in percent."""
    growth, indexed = is_any(measured.texts("measure"), codes(combines="compound")), measured.bools("indexed")
    end = select([(compound, lambda: np.exp(end))], end)

    def average() -> Floats:
        years = measured.floats("target_time") - measured.floats("start")
        return formulas.as_percent(np.where(end > 0, end, np.nan) ** formulas.divide(np.ones(len(end)), years))

    return formulas.round_significant(select([(growth, average), (indexed, lambda: formulas.as_percent(end))], end))


def _prospect(measured: Table, low: Floats, high: Floats) -> Coded:
    """Return what the interval says of the target, in one word."""
    thresholds = Thresholds.of(measured)
    exact = Coded.full(len(low), "")
    meets = [thresholds.met_by(end, exact) for end in (low, high)]
    around = thresholds.within & (low < thresholds.low) & (high > thresholds.high)
    kinds = [(np.isnan(low) | np.isnan(high), ""), (meets[0] & meets[1], LIKELY), (meets[0] | meets[1] | around, OPEN)]
    return first_that_holds(kinds, UNLIKELY)

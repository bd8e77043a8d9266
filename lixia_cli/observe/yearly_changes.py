"""List the changes of each indicator from year to year, also before the plan."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.formulas import as_index, divide, round_significant
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.measures import codes, is_any
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.observe.join import TargetSpec, join
from lixia_cli.observe.observations import Observations

FEWEST = 4
"""With fewer yearly changes nothing is said of the past."""


def yearly_changes(measured: pd.DataFrame, actuals: pd.DataFrame) -> pd.DataFrame:
    """Return the changes between whole years that follow each other, as columns `row`, `year`, `step` and `rate`.

    `measured` is the frame of `measure`, `actuals` what it was made from; `row` is the position in it, `year` the later
    year. For levels `step` is the difference in the unit and `rate` the growth, as a fraction (0.05), NaN from or to
    values of zero or below; the baseline that a target states is a value too. For totals `step` is the amount of a
    year, for rates that are compounded `rate` is the rate of a year: years before the baseline count. Nothing is listed
    for targets of which fewer than FEWEST changes can be known, of parts of a year counted from zero, and for targets
    that are judged year by year. Sorted by row and year.
    """
    rows = np.flatnonzero(_may_have_enough(measured, actuals))
    few = measured.iloc[rows]
    spec = TargetSpec.of(few)
    seen = join(few, spec, actuals)
    seen = seen.where(seen.whole_year)
    of_years = spec.combines("sum") | spec.rates
    changes = pd.concat([_of_levels(few, seen, spec, of_years), _of_years(seen, spec, of_years)])
    changes = changes.assign(row=rows[changes["row"].to_numpy(dtype=np.int64)])
    return changes.sort_values(["row", "year"], kind="stable", ignore_index=True)


def _may_have_enough(measured: pd.DataFrame, actuals: pd.DataFrame) -> Bools:
    """Return which targets are observed often enough to have FEWEST changes, and are not judged year by year."""
    both = [np.concatenate([frame[name].to_numpy(dtype=object) for frame in (measured, actuals)]) for name in SERIES_ID]
    series = codes_of(*both)
    counts = np.bincount(series[len(measured) :], minlength=series.max(initial=0) + 1)
    usable = measured["has_path"].to_numpy(dtype=np.bool_) & ~measured["year_to_date"].to_numpy(dtype=np.bool_)
    return np.asarray(usable & (counts[series[: len(measured)]] >= FEWEST), dtype=np.bool_)


def _of_levels(few: pd.DataFrame, seen: Observations, spec: TargetSpec, of_years: Bools) -> pd.DataFrame:
    """Return the changes of levels, from each year to the next."""
    baseline, start = few["baseline_value"].to_numpy(dtype=np.float64), spec.start
    # Changes count from the baseline on; before it they would be against something else.
    is_change = is_any(spec.measure, codes(starts_from="zero"))
    comparable = ~of_years[seen.target] & ~(is_change[seen.target] & (seen.time <= start[seen.target]))
    seen = seen.where(comparable)
    stated = ~of_years & ~np.isnan(baseline) & (start == np.floor(start))
    stated[seen.target[seen.time == start[seen.target]]] = False
    added = np.flatnonzero(stated)
    row, year = np.append(seen.target, added), np.append(seen.time, start[added])
    value = np.append(seen.value, baseline[added])
    order = np.lexsort((year, row))
    row, year, value = row[order], year[order], value[order]
    indexed = few["indexed"].to_numpy(dtype=np.bool_)[row]
    level = np.where(indexed, as_index(value), value)
    follows = (row[1:] == row[:-1]) & (year[1:] - year[:-1] == 1)
    first, last = level[:-1][follows], level[1:][follows]
    step = round_significant(value[1:][follows] - value[:-1][follows])
    rate = np.where((first > 0) & (last > 0), divide(last, first) - 1, np.nan)
    return _changes(row[1:][follows], year[1:][follows], step, rate)


def _of_years(seen: Observations, spec: TargetSpec, of_years: Bools) -> pd.DataFrame:
    """Return the amount or the rate of each year."""
    seen = seen.where(of_years[seen.target])
    rates = spec.rates[seen.target]
    step, rate = np.where(rates, np.nan, seen.value), np.where(rates & (seen.value > -100), seen.value / 100, np.nan)
    return _changes(seen.target, seen.time, step, rate)


def _changes(row: Ints, year: Floats, step: Floats, rate: Floats) -> pd.DataFrame:
    return pd.DataFrame({"row": row, "year": year.astype(np.int64), "step": step, "rate": round_significant(rate)})

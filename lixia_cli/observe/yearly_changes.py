"""List the changes of each indicator from year to year, also before the plan."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints, holds_at, only_where, select, some_of
from lixia_cli.model.formulas import as_index, divide, round_significant
from lixia_cli.model.measures import codes, is_any
from lixia_cli.model.table import Later, Table, below
from lixia_cli.observe.join import TargetSpec
from lixia_cli.observe.observations import Observations

FEWEST = 4
"""With fewer yearly changes nothing is said of the past."""


@np.errstate(over="ignore", invalid="ignore")  # what is beyond all numbers is not defined
def yearly_changes(measured: Table, seen: Observations) -> Table:
    """Return the changes between whole years that follow each other, as columns `row`, `year` and `change`.

    `measured` is the table of `measure`, `seen` the observations that count for its targets (see `join`); `row` is the
    position in it, `year` the later year. On a linear path `change` is the step in the unit, on a compound one the
    growth, as a fraction (0.05), NaN from or to values of zero or below; the baseline that a target states is a value
    too. For totals it is the amount of a year, for rates that are compounded the rate of a year: years before the
    baseline count. Nothing is listed for targets of which fewer than FEWEST changes can be known, of parts of a year
    counted from zero, and for targets that are judged year by year. Sorted by row and year.
    """
    spec = TargetSpec.of(measured)
    runs, often = seen.by_target, np.zeros(len(measured), dtype=np.bool_)
    often[some_of(runs.number, runs.count >= FEWEST)] = True
    usable = often & measured.bools("has_path") & ~measured.bools("year_to_date")
    seen = seen.where(seen.whole_year & seen.holds(usable))
    of_years = spec.combines("sum") | spec.rates
    levels = _of_levels(measured, usable, seen, spec, of_years)
    if not of_years.any():
        return levels
    changes = below([levels, _of_years(seen, spec, of_years)])
    return changes.rows(np.lexsort((changes.ints("year"), changes.ints("row"))))


def _of_levels(measured: Table, usable: Bools, seen: Observations, spec: TargetSpec, of_years: Bools) -> Table:
    """Return the changes of levels of the usable targets, from each year to the next, sorted by row and year."""
    baseline, start = measured.floats("baseline_value"), spec.start
    # Changes count from the baseline on; before it they would be against something else.
    is_change = is_any(spec.measure, codes(starts_from="zero"))
    before_baseline = seen.holds(is_change) & seen.against(start, lambda own, begin: own.time <= begin)
    seen = seen.where(~(seen.holds(of_years) | before_baseline))
    stated = usable & ~of_years & ~np.isnan(baseline) & (start == np.floor(start))
    added = np.flatnonzero(stated & ~measured.bools("start_observed"))
    row, year, value = seen.target, seen.time, seen.value
    if len(added):
        row, year, value = np.append(row, added), np.append(year, start[added]), np.append(value, baseline[added])
        order = np.lexsort((year, row))
        row, year, value = row[order], year[order], value[order]
    later = np.flatnonzero((row[1:] == row[:-1]) & (year[1:] - year[:-1] == 1)) + 1
    row, difference = row.take(later), (value[1:] - value[:-1]).take(later - 1)

    indexed = holds_at(measured.bools("indexed"), row)

    def on_path(values: Floats) -> Floats:
        return select([(indexed, lambda: as_index(values))], values)

    def rates() -> Floats:
        before, after = on_path(value.take(later - 1)), on_path(value.take(later))
        return only_where((before > 0) & (after > 0), divide(after, before) - 1)

    change = select([(holds_at(spec.compound, row), rates)], difference)
    return _changes(row, Later(lambda: year.take(later).astype(np.int64)), round_significant(change))


def _of_years(seen: Observations, spec: TargetSpec, of_years: Bools) -> Table:
    """Return the amount or the rate of each year."""
    seen = seen.where(seen.holds(of_years))
    compound, rates = seen.holds(spec.compound), seen.holds(spec.rates)
    amount, rate = np.where(rates, np.nan, seen.value), np.where(rates & (seen.value > -100), seen.value / 100, np.nan)
    return _changes(seen.target, Later(lambda: seen.year), np.where(compound, round_significant(rate), amount))


def _changes(row: Ints, year: Later, change: Floats) -> Table:
    return Table({"row": row, "year": year, "change": change})

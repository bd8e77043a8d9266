"""Baselines that are hard to believe: other than observed, equal to the target, or behind it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lixia_cli.check.figures import Condition, Figures, rounding, scales
from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import report_targets
from lixia_cli.model.arrays import Bools, Floats, Ints, as_range, positions_of, some_of
from lixia_cli.model.measures import FROM_ZERO, LEVELS, is_any
from lixia_cli.model.parts_of_a_year import MONTHS
from lixia_cli.model.table import Table
from lixia_cli.text.messages import N_

FAR_APART = 100
"""A baseline this many times the target is more likely of another unit than behind it."""
_ROUNDED = 0.5 + 1e-9
"""A number is off by at most so many of the units in its last decimal place."""


def find_doubtful_baselines(figures: Figures, found: Problems, doubtful: Mapping[Condition, Ints]) -> None:
    """Add to `found` the baselines and targets that are hard to believe side by side.

    `doubtful` has the positions of the targets for which each of `CONDITIONS` holds.
    """
    targets = figures.targets
    _other_baselines(figures, found)
    at_baseline = N_(
        "{target_value} is the value of the baseline year {baseline_year} already; is it the right column?"
    )
    at_least = N_("{target_value} is below the baseline, but the direction given is at least; is at most meant?")
    at_most = N_("{target_value} is above the baseline, but the direction given is at most; is at least meant?")
    report_targets(found, targets, doubtful[_at_the_baseline], "target_value", at_baseline)
    report_targets(found, targets, doubtful[_below_the_baseline], "direction", at_least)
    report_targets(found, targets, doubtful[_above_the_baseline], "direction", at_most)


def _other_baselines(figures: Figures, found: Problems) -> None:
    """Warn of baseline values that differ from the observation of that year by more than rounding."""
    targets = figures.targets
    given, years = targets.floats("baseline_value"), targets.floats("baseline_year")
    scale = scales(targets.texts("unit"))
    several_scales = not (scale == 1).all()
    left = is_any(targets.texts("measure"), LEVELS) & ~np.isnan(given) & ~np.isnan(years)
    differ, values = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    while left.any():
        year = years[left.argmax()]
        own = left & (years == year)
        left &= ~own
        rows = positions_of(own)
        observed = some_of(_observed_in(figures, year), as_range(some_of(figures.series_of_target, rows)))
        if several_scales:
            observed = observed / some_of(scale, rows)
        other = np.flatnonzero(~np.isnan(observed) & (observed != some_of(given, rows)))
        rows, observed = rows.start + other if isinstance(rows, slice) else rows[other], observed[other]
        apart = np.abs(observed - given[rows])
        near = apart <= _ROUNDED  # no number is rounded to more than a whole one
        far = ~near
        far[near] = apart[near] > rounding(given[rows[near]]) * _ROUNDED
        differ.append(rows[far])
        values.append(observed[far])
    rows = np.concatenate(differ)
    order = np.argsort(rows)
    template = N_("{baseline_value}, but the actual of {baseline_year} is {observed}")
    more = {"observed": np.concatenate(values)[order]}
    report_targets(found, targets, rows[order], "baseline_value", template, more)


def _observed_in(figures: Figures, year: float) -> Floats:
    """Return of each series its final figure of a whole year, of several the first one; NaN without any."""
    actuals, found = figures.actuals, np.full(figures.size, np.nan)
    final = (actuals.texts("status") != "preliminary") & (actuals.texts("bound") == "")
    of_year = actuals.holds(("span", "year"), lambda span, of: (span == MONTHS) & (of == year))
    rows = positions_of(of_year & final)
    values, place = some_of(figures.observed.value, rows), as_range(some_of(figures.series, rows))
    if isinstance(place, slice):
        found[place] = values
    else:
        found[place[::-1]] = values[::-1]  # of several rows the last one assigned stays
    return found


def _at_the_baseline(figures: Figures) -> Bools:
    """Targets that equal their baseline, so that there is no distance to cover."""
    targets = figures.targets
    same: Bools = targets.floats("target_value") == targets.floats("baseline_value")
    if not same.any():
        return same
    same &= is_any(targets.texts("measure"), LEVELS) & (targets.texts("relative") == "")
    same &= (targets.texts("direction") != "within") & np.isnan(targets.floats("target_high"))
    return same


def _below_the_baseline(figures: Figures) -> Bools:
    """Targets below the baseline, or changes below 0, where the direction given is at least: met before the plan began.

    A baseline far above the target is more likely of another unit.
    """
    targets = figures.targets
    value, baseline, measure = (
        targets.floats("target_value"),
        targets.floats("baseline_value"),
        targets.texts("measure"),
    )
    falls: Bools = (targets.texts("direction") == "at_least") & (_change(targets) < 0) & _has_a_path(targets)
    if not falls.any():
        return falls
    relative = targets.texts("relative") != ""
    return falls & ~(~is_any(measure, FROM_ZERO) & (baseline > FAR_APART * np.abs(value)) & ~relative)


def _above_the_baseline(figures: Figures) -> Bools:
    """Changes above 0 where the direction given is at most."""
    targets = figures.targets
    changes = (targets.texts("direction") == "at_most") & (targets.texts("relative") != "") & _has_a_path(targets)
    return changes & (_change(targets) > 0) if changes.any() else changes


def _change(targets: Table) -> Floats:
    """Return the change from the baseline that each target is."""
    value = targets.floats("target_value")
    is_change = (targets.texts("relative") != "") | is_any(targets.texts("measure"), FROM_ZERO)
    return np.where(is_change, value, value - targets.floats("baseline_value"))


def _has_a_path(targets: Table) -> Bools:
    return is_any(targets.texts("measure"), (*LEVELS, *FROM_ZERO))


CONDITIONS = (_at_the_baseline, _below_the_baseline, _above_the_baseline)

"""Baselines that are hard to believe: other than observed, equal to the target, or behind it."""

from __future__ import annotations

import numpy as np

from lixia_cli.check.figures import Figures, rounding, scales
from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import report_targets
from lixia_cli.model.measures import FROM_ZERO, LEVELS, is_any
from lixia_cli.model.numbering import numbered
from lixia_cli.model.parts_of_a_year import MONTHS
from lixia_cli.text.messages import N_

FAR_APART = 100
"""A baseline this many times the target is more likely of another unit than behind it."""
_ROUNDED = 0.5 + 1e-9
"""A number is off by at most so many of the units in its last decimal place."""


def find_doubtful_baselines(figures: Figures, found: Problems) -> None:
    """Add to `found` the baselines and targets that are hard to believe side by side."""
    _other_baselines(figures, found)
    _targets_at_their_baseline(figures, found)
    _targets_behind_their_baseline(figures, found)


def _other_baselines(figures: Figures, found: Problems) -> None:
    """Warn of baseline values that differ from the observation of that year by more than rounding."""
    targets, actuals = figures.targets, figures.actuals
    stated = is_any(targets.texts("measure"), LEVELS) & ~np.isnan(figures.baseline)
    years = targets.floats("baseline_year")
    wanted = numbered(years[stated & ~np.isnan(years)])[1]
    final = (actuals.texts("status") != "preliminary") & (actuals.texts("bound") == "")
    observed = np.full(len(targets), np.nan)
    whole_years = actuals.holds(("span", "year"), lambda span, year: (span == MONTHS) & np.isin(year, wanted))
    whole = np.flatnonzero(whole_years & final)
    of_whole = actuals.some("year", whole)
    for year in wanted:
        rows = whole[of_whole == year][::-1]
        first = np.full(figures.size, -1)
        first[figures.series[rows]] = rows  # of several observations the first one
        of_targets = np.flatnonzero(stated & (years == year))
        there = first[figures.series_of_target[of_targets]]
        observed[of_targets[there >= 0]] = figures.value[there[there >= 0]]
    observed /= scales(targets.texts("unit"))
    given = targets.floats("baseline_value")
    differ = stated & ~np.isnan(observed) & (observed != given)
    # No number is rounded to more than a whole one.
    near = differ & (np.abs(observed - given) <= _ROUNDED)
    differ[near] = np.abs(observed - given)[near] > rounding(given[near]) * _ROUNDED
    template = N_("{baseline_value}, but the actual of {baseline_year} is {observed}")
    report_targets(found, targets, differ, "baseline_value", template, {"observed": observed})


def _targets_at_their_baseline(figures: Figures, found: Problems) -> None:
    """Warn of targets that equal their baseline, so that there is no distance to cover."""
    targets = figures.targets
    same = figures.goal == figures.baseline
    rows = same & is_any(targets.texts("measure"), LEVELS) & (targets.texts("relative") == "")
    rows &= (targets.texts("direction") != "within") & np.isnan(targets.floats("target_high"))
    rows &= targets.floats("target_value") == targets.floats("baseline_value")
    template = N_("{target_value} is the value of the baseline year {baseline_year} already; is it the right column?")
    report_targets(found, targets, rows, "target_value", template)


def _targets_behind_their_baseline(figures: Figures, found: Problems) -> None:
    """Warn of targets on the other side of the baseline than the direction that is given: met before the plan began."""
    targets = figures.targets
    value, baseline = targets.floats("target_value"), targets.floats("baseline_value")
    measure, direction, relative = (targets.texts(name) for name in ("measure", "direction", "relative"))
    other_unit = ~is_any(measure, FROM_ZERO) & (baseline > FAR_APART * np.abs(value)) & (relative == "")
    is_change = (relative != "") | is_any(measure, FROM_ZERO)
    change = np.where(is_change, value, value - baseline)
    levels = is_any(measure, (*LEVELS, *FROM_ZERO))
    falls, rises = (direction == "at_least") & (change < 0), (direction == "at_most") & (change > 0) & (relative != "")
    at_least = N_("{target_value} is below the baseline, but the direction given is at least; is at most meant?")
    at_most = N_("{target_value} is above the baseline, but the direction given is at most; is at least meant?")
    report_targets(found, targets, levels & falls & ~other_unit, "direction", at_least)
    report_targets(found, targets, levels & rises, "direction", at_most)

"""Figures that are readable, but hard to believe: warnings, each a definition on columns.

A warning changes nothing in the results. Values are compared in what they count (yuan for 万元 and 亿元).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lixia_cli.check import doubtful_baselines, stand_ins, unsaid_sides
from lixia_cli.check.figures import Condition, Figures
from lixia_cli.check.not_begun import find_not_begun
from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import beside, report, report_for_targets, report_targets
from lixia_cli.check.running_totals import find_running_totals
from lixia_cli.check.series import Series
from lixia_cli.check.sums_of_parts import parts_that_do_not_add_up
from lixia_cli.check.turning import find_turns, last_values
from lixia_cli.files.problems import Problem
from lixia_cli.model.arrays import Bools, Ints, all_alike, only_where
from lixia_cli.model.grouping import all_different, codes_of
from lixia_cli.model.measures import LEVELS, compounded, is_any
from lixia_cli.model.table import Table
from lixia_cli.model.units import PERCENT_UNITS
from lixia_cli.text.messages import N_, Message

APART = 1000
"""Values this many times apart are not of one unit."""
FRACTION, PERCENTAGE = 1.0, 10.0
"""Limits for shares in one series: values up to the first are fractions, from the second on percentages."""
LEVEL = 5
"""A change this many times the change aimed at is a level."""
INDICES = (75.0, 130.0)
"""Between these lie indices of which the year before is 100; a percentage a third of them is none."""
HIGHEST_PERCENT, MANY_TIMES = 1000.0, 100
"""A percentage from the first on, and this many times the target: a decimal comma read as one between thousands."""
HIGHEST_RATE = 100.0
"""A yearly rate in percent from this on is a level."""


@dataclass(frozen=True)
class Warnings:
    """What is hard to believe in both files."""

    targets: Problems
    actuals: Problems

    @property
    def count(self) -> int:
        """How many there are."""
        return self.targets.count + self.actuals.count

    def findings(self, limit: int) -> list[Problem]:
        """Return the first `limit` warnings, each with its location."""
        return [*self.targets.first(limit), *self.actuals.first(limit)][:limit]

    def note(self) -> Message:
        """Return one sentence with the number of warnings."""
        return Message("figures that are hard to believe: {count}; lixia check lists them", {"count": self.count})


def find_warnings(targets: Table, actuals: Table, series: Series, found: Warnings, today: datetime.date) -> Warnings:
    """Add to `found` what is hard to believe in the tables of `check` on the day `today`, and return it.

    `series` are those of the rows of both tables.
    """
    one_each = all_different(series.targets)  # no target has several rows
    last = slice(None) if one_each else last_values(targets)
    figures = Figures.of(targets.rows(last), actuals, series._replace(targets=series.targets[last]))
    doubtful = figures.rows_where(
        (*_CONDITIONS, *doubtful_baselines.CONDITIONS, *stand_ins.CONDITIONS, *unsaid_sides.CONDITIONS)
    )
    _units_apart_in_a_series(figures, found.actuals)
    _report_units_apart(figures, found.actuals, doubtful)
    _report_fractions(figures, found, doubtful)
    _fractions_in_a_series(figures, found.actuals)
    _percents_beyond_belief(figures, found.actuals)
    _report_baselines_apart(figures, found.targets, doubtful)
    _report_levels_for_changes(figures, found.actuals, doubtful)
    _report_indices(figures, found.actuals, doubtful)
    parts_that_do_not_add_up(figures, found.actuals)
    find_running_totals(figures, found.actuals)
    stand_ins.find_stand_ins(figures, found.actuals, doubtful)
    stand_ins.find_zeros_at_the_end(figures, found.actuals)
    _after_the_target(figures, found.actuals)
    find_not_begun(actuals, found.actuals, today)
    doubtful_baselines.find_doubtful_baselines(figures, found.targets, doubtful)
    unsaid_sides.find_unsaid_sides(figures, found.targets, doubtful)
    if not one_each:
        find_turns(targets, found.targets)
    return found


def _units_apart_in_a_series(figures: Figures, found: Problems) -> None:
    """Warn of observations a thousand times as large, or as small, as the median of their series."""
    actuals, size = figures.actuals, figures.observed.sizes
    # In most series no value can be that far from another one.
    may_be_apart = figures.observed.largest >= figures.observed.least * (APART * (1 - 1e-9))
    if not may_be_apart.any():
        return
    rates = actuals.texts("unit").is_in(PERCENT_UNITS)
    rows = np.flatnonzero((size > 0) & ~rates & may_be_apart[figures.series])
    groups = codes_of(figures.series[rows], actuals.some("months", rows))
    order = np.lexsort((size[rows], groups))
    count = np.bincount(groups)
    start = np.cumsum(count) - count
    middle = order[start + (count - 1) // 2][groups] if len(rows) else order
    ratio = size[rows] / size[rows][middle]
    usual = np.zeros(len(size), dtype=np.int64)
    usual[rows] = rows[middle]
    far = np.zeros(len(size), dtype=np.bool_)
    far[rows] = (ratio >= APART) | (ratio <= 1 / APART)
    template = N_("{value} {unit} beside {other} {other_unit} in the same series; is the unit right?")
    report(found, actuals, np.flatnonzero(far), "value", template, lambda row: beside(actuals, row, int(usual[row])))


def _units_apart(figures: Figures) -> Bools:
    """Targets whose series are a thousand times as large as target and baseline, or as small as both."""
    targets, baseline = figures.targets, figures.baseline
    goal = only_where(targets.texts("relative") == "", figures.goal)  # a change, where observations are levels
    comparable = is_any(targets.texts("measure"), (*LEVELS, "cumulative", "each_year")) & ~figures.percent
    comparable &= ~compounded(targets.texts("measure"), targets.texts("path"))
    upper, largest = np.fmax(goal, baseline), figures.largest
    far = (upper > 0) & (figures.smallest >= APART * upper)
    small = (largest > 0) & (largest <= upper / APART) & (targets.texts("measure") != "cumulative")
    if small.any():
        lower = np.fmin(only_where(goal > 0, goal), only_where(baseline > 0, baseline))
        small = small & (largest <= lower / APART)
    return comparable & (far | small)


def _report_units_apart(figures: Figures, found: Problems, doubtful: Mapping[Condition, Ints]) -> None:
    template = N_("{value} {unit} for a target of {goal} {goal_unit}; is the unit right?")
    report_for_targets(figures, found, doubtful[_units_apart], template)


def _observed_fractions(figures: Figures) -> Bools:
    """Targets in percent whose shares are fractions, or vice versa."""
    levels = _in_percent(figures)
    if not levels.any():
        return levels
    largest, smallest, goal = figures.largest, figures.smallest, figures.goal
    fraction = (largest > 0) & (largest <= FRACTION) & (goal >= PERCENTAGE)
    percent = (smallest >= PERCENTAGE) & (goal > 0) & (goal <= FRACTION)
    return levels & (fraction | percent)


def _baseline_fractions(figures: Figures) -> Bools:
    """Targets in percent whose baseline is a fraction, or vice versa."""
    levels = _in_percent(figures)
    if not levels.any():
        return levels
    baseline, goal, largest = figures.baseline, figures.goal, figures.largest
    mixed = (baseline > 0) & (baseline <= FRACTION) & (goal >= PERCENTAGE)
    mixed |= (baseline >= PERCENTAGE) & (goal > 0) & (goal <= FRACTION)
    # Where an observation is near the baseline, the small figure is what it is.
    believable = ~np.isnan(largest) & (largest > FRACTION)
    return levels & mixed & ~believable


def _report_fractions(figures: Figures, found: Warnings, doubtful: Mapping[Condition, Ints]) -> None:
    template = N_("{value} {unit} for a target of {goal} {goal_unit}; is one of them a fraction of 1?")
    report_for_targets(figures, found.actuals, doubtful[_observed_fractions], template)
    of_baselines = N_("{baseline_value} for a target of {target_value} {unit}; is one of them a fraction of 1?")
    report_targets(found.targets, figures.targets, doubtful[_baseline_fractions], "baseline_value", of_baselines)


def _fractions_in_a_series(figures: Figures, found: Problems) -> None:
    """Shares that are fractions beside others of their series that are in percent."""
    actuals, size = figures.actuals, figures.observed.sizes
    shares = _in_percent(figures)
    if not shares.any():
        return
    shares &= (figures.goal >= PERCENTAGE) & ~(figures.baseline < PERCENTAGE)
    mixed = (figures.observed.largest >= PERCENTAGE) & (figures.observed.least <= FRACTION)
    of_a_share = figures.numbered.having(shares & mixed[figures.series_of_target])
    if not of_a_share.any():
        return
    percent = np.flatnonzero(of_a_share & (size >= PERCENTAGE))
    usual = np.full(figures.size, -1)
    usual[figures.series[percent[::-1]]] = percent[::-1]
    other = usual[figures.series]
    fractions = np.flatnonzero(of_a_share & (size > 0) & (size <= FRACTION) & (other >= 0))
    template = N_("{value} {unit} beside {other} {other_unit} in the same series; is one of them a fraction of 1?")
    report(found, actuals, fractions, "value", template, lambda row: beside(actuals, row, int(other[row])))


def _percents_beyond_belief(figures: Figures, found: Problems) -> None:
    """Shares of thousands of percent, far beyond target and baseline: 46125 % for 46,125 %."""
    levels = _in_percent(figures)
    if not levels.any():
        return
    usual = np.full(figures.size, np.inf)
    np.fmin.at(usual, figures.series_of_target[levels], np.fmax(figures.goal, figures.baseline)[levels])
    largest = figures.observed.largest
    if not ((largest >= HIGHEST_PERCENT) & (largest >= MANY_TIMES * usual)).any():
        return
    size = figures.observed.sizes
    far = np.flatnonzero((size >= HIGHEST_PERCENT) & (size >= MANY_TIMES * usual[figures.series]))
    actuals = figures.actuals
    template = N_("{value} {unit} is far beyond target and baseline; is its comma a decimal one?")
    report(found, actuals, far, "value", template, lambda row: beside(actuals, row, row))


def _baselines_apart(figures: Figures) -> Bools:
    """Targets a thousand times as large as their baseline, or as small; a hundred times where one is 1000 % or more."""
    targets, goal, baseline = figures.targets, figures.goal, figures.baseline
    levels = is_any(targets.texts("measure"), LEVELS) & (targets.texts("relative") == "")
    larger, smaller = np.fmax(goal, baseline), np.fmin(goal, baseline)
    if not (larger >= MANY_TIMES * smaller).any():
        return all_alike(len(larger), False)
    far = np.where(figures.percent, larger >= np.fmax(HIGHEST_PERCENT, MANY_TIMES * smaller), larger >= APART * smaller)
    return levels & far & (goal > 0) & (baseline > 0)


def _report_baselines_apart(figures: Figures, found: Problems, doubtful: Mapping[Condition, Ints]) -> None:
    template = N_("{baseline_value} for a target of {target_value} {unit}; is one of them in another unit?")
    report_targets(found, figures.targets, doubtful[_baselines_apart], "baseline_value", template)


def _in_percent(figures: Figures) -> Bools:
    """Targets in percent whose observations are levels."""
    targets = figures.targets
    levels = is_any(targets.texts("measure"), (*LEVELS, "each_year")) & (targets.texts("relative") == "")
    return np.asarray(levels & figures.percent, dtype=np.bool_)


def _levels_for_changes(figures: Figures) -> Bools:
    """Targets that are changes from the baseline, or yearly rates, while observations are levels."""
    measure, goal, largest = figures.targets.texts("measure"), figures.goal, figures.largest
    rates = compounded(measure, figures.targets.texts("path"))
    changes = (measure == "change") | rates
    if not changes.any():
        return changes
    level = np.where(rates, largest >= np.fmax(HIGHEST_RATE, LEVEL * goal), (goal > 0) & (largest >= LEVEL * goal))
    return changes & level


def _report_levels_for_changes(figures: Figures, found: Problems, doubtful: Mapping[Condition, Ints]) -> None:
    template = N_("{value} {unit} for a target of {goal} {goal_unit}, which is a change; is this a level?")
    report_for_targets(figures, found, doubtful[_levels_for_changes], template)


def _indices_for_percentages(figures: Figures) -> Bools:
    """Shares far below 100 %, while all observations are around it: indices of which 100 is no change."""
    low, high = INDICES
    far_below = figures.percent & (np.fmax(figures.goal, figures.baseline) <= low / 3)
    if not far_below.any():
        return far_below
    around = (figures.smallest >= low) & (figures.largest <= high)
    return far_below & around & (figures.targets.texts("measure") == "share")


def _report_indices(figures: Figures, found: Problems, doubtful: Mapping[Condition, Ints]) -> None:
    template = N_("{value} {unit} for a target of {goal} {goal_unit}; is it an index (last year = 100)?")
    report_for_targets(figures, found, doubtful[_indices_for_percentages], template)


_CONDITIONS = (
    *(_units_apart, _observed_fractions, _baseline_fractions, _baselines_apart, _levels_for_changes),
    _indices_for_percentages,
)


def _after_the_target(figures: Figures, found: Problems) -> None:
    """Warn of the first observation of a series after all of its targets."""
    targets, actuals = figures.targets, figures.actuals
    # Most are before the time of any target.
    earliest = np.fmin.reduce(targets.floats("target_time"), initial=np.inf)
    late = np.flatnonzero(actuals.holds("time", lambda time: time > earliest))
    if not len(late):
        return
    last = np.full(figures.size, -np.inf)
    time = np.nan_to_num(targets.floats("target_time"), nan=np.inf)
    np.maximum.at(last, figures.series_of_target, time)
    last[np.isinf(last)] = np.inf
    late = late[actuals.some("time", late) > last[figures.series[late]]]
    if not len(late):
        return
    due = np.full(figures.size, "", dtype=object)
    is_last = time == last[figures.series_of_target]
    due[figures.series_of_target[is_last]] = targets.texts("target_period")[is_last].texts()
    late = late[np.sort(np.unique(figures.series[late], return_index=True)[1])]
    template = N_("{period} is after the target year {year}: it does not count")
    report(
        found,
        actuals,
        late,
        "period",
        template,
        lambda row: {"period": actuals["period"][row], "year": due[figures.series[row]]},
    )

"""Figures that are readable, but hard to believe: warnings, each a definition on columns.

A warning changes nothing in the results. Values are compared in what they count (yuan for 万元 and 亿元).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from lixia_cli.check.doubtful_baselines import find_doubtful_baselines
from lixia_cli.check.figures import Figures
from lixia_cli.check.not_begun import find_not_begun
from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import beside, report, report_for_targets, report_targets
from lixia_cli.check.running_totals import find_running_totals
from lixia_cli.check.series import Series
from lixia_cli.check.stand_ins import find_stand_ins, find_zeros_at_the_end
from lixia_cli.check.sums_of_parts import parts_that_do_not_add_up
from lixia_cli.check.turning import find_turns, last_values
from lixia_cli.files.problems import Problem
from lixia_cli.model.arrays import Bools
from lixia_cli.model.grouping import codes_of
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
    last = last_values(targets)
    figures = Figures.of(targets.rows(last), actuals, series._replace(targets=series.targets[last]))
    _units_apart_in_a_series(figures, found.actuals)
    _units_apart_from_the_target(figures, found.actuals)
    _fractions_for_percent(figures, found)
    _fractions_in_a_series(figures, found.actuals)
    _percents_beyond_belief(figures, found.actuals)
    _baselines_apart_from_the_target(figures, found.targets)
    _levels_for_changes(figures, found.actuals)
    parts_that_do_not_add_up(figures, found.actuals)
    find_running_totals(figures, found.actuals)
    find_stand_ins(figures, found.actuals)
    find_zeros_at_the_end(figures, found.actuals)
    _after_the_target(figures, found.actuals)
    find_not_begun(actuals, found.actuals, today)
    find_doubtful_baselines(figures, found.targets)
    find_turns(targets, found.targets)
    return found


def _units_apart_in_a_series(figures: Figures, found: Problems) -> None:
    """Warn of observations a thousand times as large, or as small, as the median of their series."""
    actuals, size = figures.actuals, figures.sizes
    # In most series no value can be that far from another one.
    may_be_apart = figures.largest_of_series >= APART * figures.least_of_series * (1 - 1e-9)
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


def _units_apart_from_the_target(figures: Figures, found: Problems) -> None:
    """Warn of series a thousand times as large as target and baseline, or as small as both."""
    targets, goal, baseline = figures.targets, figures.goal, figures.baseline
    goal = np.where(targets.texts("relative") == "", goal, np.nan)  # a change, where observations are levels
    comparable = is_any(targets.texts("measure"), (*LEVELS, "cumulative", "each_year")) & ~figures.percent
    comparable &= ~compounded(targets.texts("measure"), targets.texts("path"))
    largest = figures.largest
    upper = np.fmax(np.where(goal > 0, goal, np.nan), np.where(baseline > 0, baseline, np.nan))
    lower = np.fmin(np.where(goal > 0, goal, np.nan), np.where(baseline > 0, baseline, np.nan))
    parts_of_a_total = targets.texts("measure") == "cumulative"
    far = (figures.smallest >= APART * upper) | ((largest > 0) & (largest <= lower / APART) & ~parts_of_a_total)
    rows, of_target = figures.first_rows(comparable & far)
    template = N_("{value} {unit} for a target of {goal} {goal_unit}; is the unit right?")
    report_for_targets(figures, found, rows, of_target, template)


def _fractions_for_percent(figures: Figures, found: Warnings) -> None:
    """Warn of shares that are fractions while the target is in percent, or vice versa."""
    targets = figures.targets
    levels = _in_percent(figures)
    largest, smallest, goal = figures.largest, figures.smallest, figures.goal
    fraction = (largest > 0) & (largest <= FRACTION) & (goal >= PERCENTAGE)
    percent = (smallest >= PERCENTAGE) & (goal > 0) & (goal <= FRACTION)
    rows, of_target = figures.first_rows(levels & (fraction | percent))
    template = N_("{value} {unit} for a target of {goal} {goal_unit}; is one of them a fraction of 1?")
    report_for_targets(figures, found.actuals, rows, of_target, template)
    baseline = figures.baseline
    mixed = (baseline > 0) & (baseline <= FRACTION) & (goal >= PERCENTAGE)
    mixed |= (baseline >= PERCENTAGE) & (goal > 0) & (goal <= FRACTION)
    # Where an observation is near the baseline, the small figure is what it is.
    believable = ~np.isnan(largest) & (largest > FRACTION)
    report_targets(
        found.targets,
        targets,
        levels & mixed & ~believable,
        "baseline_value",
        N_("{baseline_value} for a target of {target_value} {unit}; is one of them a fraction of 1?"),
    )


def _fractions_in_a_series(figures: Figures, found: Problems) -> None:
    """Shares that are fractions beside others of their series that are in percent."""
    actuals, size = figures.actuals, figures.sizes
    shares = _in_percent(figures) & (figures.goal >= PERCENTAGE) & ~(figures.baseline < PERCENTAGE)
    if not shares.any():
        return
    mixed = (figures.largest_of_series >= PERCENTAGE) & (figures.least_of_series <= FRACTION)
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
    usual = np.full(figures.size, np.inf)
    levels = _in_percent(figures)
    if not levels.any():
        return
    np.fmin.at(usual, figures.series_of_target[levels], np.fmax(figures.goal, figures.baseline)[levels])
    largest = figures.largest_of_series
    if not ((largest >= HIGHEST_PERCENT) & (largest >= MANY_TIMES * usual)).any():
        return
    size = figures.sizes
    far = np.flatnonzero((size >= HIGHEST_PERCENT) & (size >= MANY_TIMES * usual[figures.series]))
    actuals = figures.actuals
    template = N_("{value} {unit} is far beyond target and baseline; is its comma a decimal one?")
    report(found, actuals, far, "value", template, lambda row: beside(actuals, row, row))


def _baselines_apart_from_the_target(figures: Figures, found: Problems) -> None:
    """Baselines a thousand times as large as the target, or as small; a hundred times where one is 1000 % or more."""
    targets, goal, baseline = figures.targets, figures.goal, figures.baseline
    levels = is_any(targets.texts("measure"), LEVELS) & (targets.texts("relative") == "")
    larger, smaller = np.fmax(goal, baseline), np.fmin(goal, baseline)
    far = np.where(figures.percent, larger >= np.fmax(HIGHEST_PERCENT, MANY_TIMES * smaller), larger >= APART * smaller)
    rows = levels & far & (goal > 0) & (baseline > 0)
    template = N_("{baseline_value} for a target of {target_value} {unit}; is one of them in another unit?")
    report_targets(found, targets, rows, "baseline_value", template)


def _in_percent(figures: Figures) -> Bools:
    """Targets in percent whose observations are levels."""
    targets = figures.targets
    levels = is_any(targets.texts("measure"), (*LEVELS, "each_year")) & (targets.texts("relative") == "")
    return np.asarray(levels & figures.percent, dtype=np.bool_)


def _levels_for_changes(figures: Figures, found: Problems) -> None:
    """Warn of observations that are levels while the target is a change from the baseline, or a yearly rate."""
    targets, goal = figures.targets, figures.goal
    measure, largest = targets.texts("measure"), figures.largest
    rates = compounded(measure, targets.texts("path"))
    level = np.where(rates, largest >= np.fmax(HIGHEST_RATE, LEVEL * goal), (goal > 0) & (largest >= LEVEL * goal))
    rows, of_target = figures.first_rows(((measure == "change") | rates) & level)
    template = N_("{value} {unit} for a target of {goal} {goal_unit}, which is a change; is this a level?")
    report_for_targets(figures, found, rows, of_target, template)


def _after_the_target(figures: Figures, found: Problems) -> None:
    """Warn of the first observation of a series after all of its targets."""
    targets, actuals = figures.targets, figures.actuals
    last = np.full(figures.size, -np.inf)
    time = np.nan_to_num(targets.floats("target_time"), nan=np.inf)
    np.maximum.at(last, figures.series_of_target, time)
    last[np.isinf(last)] = np.inf
    # Most are before the last time of any target.
    late = np.flatnonzero(actuals.holds("time", lambda time: time > last.min(initial=np.inf)))
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

"""Figures that may stand for no value: -999 or 9999, as programs write where nothing was observed, and last zeros."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lixia_cli.check.figures import Condition, Figures
from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import beside, report
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.measures import LEVELS, is_any
from lixia_cli.text.messages import N_

NEGATIVE = (-99.0, -999.0, -9999.0, -99999.0)
"""Hard to believe where target and baseline are not below zero."""
POSITIVE = (999.0, 9999.0, 99999.0, 999999.0, 9999999.0)
"""Hard to believe from `MANY_TIMES` target and baseline on."""
MANY_TIMES = 10


def _may_have_stand_ins(figures: Figures) -> Bools:
    """Targets far below the largest of their observations, or above zero where any observation is far below."""
    largest = np.fmax(figures.goal, figures.baseline)
    far = figures.largest >= MANY_TIMES * largest
    if figures.observed.lowest <= max(NEGATIVE):
        far |= ~_may_be_negative(figures)
    return far & ~np.isnan(largest)


CONDITIONS = (_may_have_stand_ins,)


def _may_be_negative(figures: Figures) -> Bools:
    """Targets below zero, or from a baseline below zero, or that are changes."""
    targets = figures.targets
    signed = np.fmin(targets.floats("target_value"), targets.floats("baseline_value"))
    return (signed < 0) | (targets.texts("relative") != "")


def find_stand_ins(figures: Figures, found: Problems, doubtful: Mapping[Condition, Ints]) -> None:
    """Warn of figures that are all nines, far from the target and the baseline of their series.

    `doubtful` has the positions of the targets for which each of `CONDITIONS` holds.
    """
    if not len(doubtful[_may_have_stand_ins]):
        return
    actuals, value = figures.actuals, figures.actuals.floats("value")
    ours = figures.series_of_target
    below = np.zeros(figures.size, dtype=np.bool_)
    below[ours[_may_be_negative(figures)]] = True
    largest = np.full(figures.size, -np.inf)
    np.fmax.at(largest, ours, np.nan_to_num(np.fmax(figures.goal, figures.baseline), nan=-np.inf))
    rows = np.flatnonzero(np.isin(value, (*NEGATIVE, *POSITIVE)))
    series = figures.series[rows]
    has_target = np.isfinite(largest[series])
    negative = (value[rows] < 0) & ~below[series]
    positive = (value[rows] > 0) & (figures.observed.sizes[rows] >= MANY_TIMES * largest[series])
    template = N_("{value} {unit} may stand for no value; if so, leave the cell empty")
    likely = rows[has_target & (negative | positive)]
    report(found, actuals, likely, "value", template, lambda row: beside(actuals, row, row))


def find_zeros_at_the_end(figures: Figures, found: Problems) -> None:
    """Warn of zeros after the last figure above zero of a level that is to rise, as in sheets filled with zeros."""
    actuals, targets = figures.actuals, figures.targets
    value, zeros = actuals.floats("value"), figures.observed.zeros
    if not len(zeros):
        return
    goal, baseline = targets.floats("target_value"), targets.floats("baseline_value")
    rising = is_any(targets.texts("measure"), LEVELS) & targets.texts("direction").is_in(("at_least", ""))
    rising &= (goal > 0) & ~(baseline <= 0) & ~(goal < baseline) & (targets.texts("relative") == "")
    has_zero = np.zeros(figures.size, dtype=np.bool_)
    has_zero[figures.series[zeros]] = True
    is_meant = np.zeros(figures.size, dtype=np.bool_)
    is_meant[figures.series_of_target[rising]] = True
    above = np.flatnonzero((value > 0) & (has_zero & is_meant)[figures.series])
    last = np.full(figures.size, np.inf)
    last[figures.series[above]] = -np.inf
    np.maximum.at(last, figures.series[above], actuals.some("time", above))
    doubtful = zeros[actuals.some("time", zeros) > last[figures.series[zeros]]]
    template = N_("{value} {unit} after figures above zero may stand for no value; if so, leave the cell empty")
    report(found, actuals, doubtful, "value", template, lambda row: beside(actuals, row, row))

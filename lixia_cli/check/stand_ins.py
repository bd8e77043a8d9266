"""Figures that may stand for no value: -999 or 9999, as programs write where nothing was observed."""

from __future__ import annotations

import numpy as np

from lixia_cli.check.figures import Figures
from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import beside, report
from lixia_cli.text.messages import N_

NEGATIVE = (-99.0, -999.0, -9999.0, -99999.0)
"""Hard to believe where target and baseline are not below zero."""
POSITIVE = (999.0, 9999.0, 99999.0, 999999.0, 9999999.0)
"""Hard to believe from `MANY_TIMES` target and baseline on."""
MANY_TIMES = 10


def find_stand_ins(figures: Figures, found: Problems) -> None:
    """Warn of figures that are all nines, far from the target and the baseline of their series."""
    actuals, targets = figures.actuals, figures.targets
    below = np.zeros(figures.size, dtype=np.bool_)
    largest = np.full(figures.size, -np.inf)
    ours = figures.series_of_target
    signed = np.fmin(targets.floats("target_value"), targets.floats("baseline_value"))
    below[ours[(signed < 0) | (targets.texts("relative") != "")]] = True
    np.fmax.at(largest, ours, np.nan_to_num(np.fmax(figures.goal, figures.baseline), nan=-np.inf))
    value = actuals.floats("value")
    any_negative = bool((value < 0).any())
    far = (figures.largest_of_series >= MANY_TIMES * largest) | (any_negative & ~below)
    if not (far & np.isfinite(largest)).any():
        return
    rows = np.flatnonzero(np.isin(value, (*NEGATIVE, *POSITIVE)))
    series = figures.series[rows]
    has_target = np.isfinite(largest[series])
    negative = (value[rows] < 0) & ~below[series]
    positive = (value[rows] > 0) & (figures.sizes[rows] >= MANY_TIMES * largest[series])
    template = N_("{value} {unit} may stand for no value; if so, leave the cell empty")
    doubtful = rows[has_target & (negative | positive)]
    report(found, actuals, doubtful, "value", template, lambda row: beside(actuals, row, row))

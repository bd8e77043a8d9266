"""Figures of years that may be running totals since the plan began, where the target is a total of the years."""

from __future__ import annotations

import numpy as np

from lixia_cli.check.figures import Figures
from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import report_with_targets
from lixia_cli.model.measures import compounded
from lixia_cli.text.messages import N_

FAR_AHEAD = 1.25
"""Sums this many times what is due by now are hard to believe, where the last figure alone is no more than that."""
GROWTH = 1.75
"""The last of two figures is at least this many times the first; of n figures, at least (n + 1) / 2 times."""


def find_running_totals(figures: Figures, found: Problems) -> None:
    """Warn of yearly figures that never fall from the first year of a total on, and whose sum is far ahead of it.

    The last figure alone is not: 100, 190 and 290 towards 500 in five years are more likely 290 than 580.
    """
    targets, actuals = figures.targets, figures.actuals
    measure = targets.texts("measure")
    totals = (measure == "cumulative") & ~compounded(measure, targets.texts("path"))
    totals &= (targets.texts("direction") == "at_least") & (targets.floats("target_value") > 0)
    if not totals.any():
        return
    begin = targets.floats("period_start")
    begin = np.where(np.isnan(begin), targets.floats("baseline_year") + 1, begin)
    totals &= (figures.goal > 0) & ~np.isnan(begin)
    first_year = np.full(figures.size, np.inf)
    first_year[figures.series_of_target[totals]] = begin[totals]
    rows = np.flatnonzero((actuals["span"] == 12) & (actuals["year"] >= first_year[figures.series]))
    rows = rows[np.lexsort((actuals["year"][rows], figures.series[rows]))]
    if not len(rows):
        return
    series, year, value = figures.series[rows], actuals["year"][rows].astype(np.int64), figures.observed.value[rows]
    start = np.flatnonzero(np.append(True, series[1:] != series[:-1]))
    count = np.diff(np.append(start, len(rows)))
    last = start + count - 1
    same = np.append(False, series[1:] == series[:-1])
    follows = ~same | ((np.diff(year, prepend=0) == 1) & (np.diff(value, prepend=0.0) >= 0))
    rising = np.logical_and.reduceat(follows, start) & (year[start] == first_year[series[start]]) & (value[start] > 0)
    grown = value[last] >= np.maximum((count + 1) / 2, GROWTH) * value[start]
    likely = rising & grown & (count > 1)
    amount, alone, years = (np.full(figures.size, np.nan) for _ in range(3))
    of_series = series[start][likely]
    amount[of_series], alone[of_series] = np.add.reduceat(value, start)[likely], value[last][likely]
    years[of_series] = count[likely]
    ours = figures.series_of_target
    due = figures.goal * years[ours] / (np.floor(targets.floats("target_time")) - begin + 1)
    doubtful = totals & (amount[ours] > FAR_AHEAD * due) & (alone[ours] <= FAR_AHEAD * due)
    at = np.full(figures.size, -1)
    at[of_series] = rows[last][likely]
    of_target = np.flatnonzero(doubtful)
    template = N_(
        "{value} {unit} after smaller figures, for a total of {goal} {goal_unit}; is it the sum since the first year?"
    )
    report_with_targets(figures, found, at[ours[of_target]], of_target, template)

"""Targets of which nothing says whether they are a floor or a ceiling, where the figures make the other one likely."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lixia_cli.check.figures import Condition, Figures
from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import report_targets
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.measures import LEVELS, RANKS, is_any
from lixia_cli.text.messages import N_


def _below_all_figures(figures: Figures) -> Bools:
    """Levels without a direction and a baseline that are below every observation."""
    targets = figures.targets
    unsaid = (targets.texts("direction") == "") & np.isnan(targets.floats("baseline_year"))
    measure = targets.texts("measure")
    levels = is_any(measure, LEVELS) & ~is_any(measure, RANKS) & (targets.texts("relative") == "")
    return unsaid & levels & (targets.floats("target_value") > 0) & (figures.smallest > figures.goal)


CONDITIONS = (_below_all_figures,)


def find_unsaid_sides(figures: Figures, found: Problems, doubtful: Mapping[Condition, Ints]) -> None:
    """Warn of targets towards which all figures fall, and that count as reached, as more is better if nothing is said.

    `doubtful` has the positions of the targets for which each of `CONDITIONS` holds.
    """
    rows = doubtful[_below_all_figures]
    if not len(rows):
        return
    falls = _falls(figures)
    template = N_(
        "is empty, and there is no baseline: {target_value}, below every figure, counts as reached; give at_most if it "
        "is a ceiling"
    )
    report_targets(found, figures.targets, rows[falls[figures.series_of_target[rows]]], "direction", template)


def _falls(figures: Figures) -> Bools:
    """Return of which series the last observation is below the first one."""
    time, value = figures.actuals["time"], figures.observed.value
    order = np.argsort(time, kind="stable")
    first, last = np.full(figures.size, np.nan), np.full(figures.size, np.nan)
    last[figures.series[order]] = value[order]
    first[figures.series[order[::-1]]] = value[order[::-1]]
    return np.asarray(last < first, dtype=np.bool_)

"""Add up what came about within parts of a year: quarters and months to running totals from January."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints, Texts
from lixia_cli.model.coded import Coded
from lixia_cli.model.formulas import round_significant

MONTHS = 12


class RunningTotals(NamedTuple):
    """What is known up to the end of each month: arrays with a row per year of a series, and columns 0 to 12."""

    value: Floats
    """The total from 1 January; 0 in column 0, NaN where figures are missing."""
    last_span: Ints
    """Months of the last part of it; all of them where the figure was given as a running total."""
    preliminary: Bools
    """A preliminary figure is part of it, or bounds in both directions are."""
    lower: Bools
    upper: Bools
    """A figure with such a bound is part of it."""
    through: Floats
    """Of each figure: the total up to its end if it is the last part; NaN where figures before it are missing."""
    tolerance: Floats
    """Of each figure: how far rounding can move `through`, and the total that is used, apart."""


def running_totals(
    year: Ints, span: Ints, months: Ints, value: Floats, preliminary: Bools, bound: Coded | Texts, step: Floats
) -> RunningTotals:
    """Add up figures, one of each `year` (a number from 0 on), `span` and `months`: the last `span` months up to that.

    `step` is the last digit that each figure has. Parts follow each other without a gap: January to June, July, August.
    Where several parts end in one month, the longest counts, so that a given total counts more than the sum of parts.
    """
    count = int(year.max(initial=-1)) + 1
    total, blur = np.full((count, MONTHS + 1), np.nan), np.zeros((count, MONTHS + 1))
    total[:, 0] = 0
    last_span = np.zeros((count, MONTHS + 1), dtype=np.int64)
    flags = {name: np.zeros((count, MONTHS + 1), dtype=np.bool_) for name in ("preliminary", "lower", "upper")}
    own = {"preliminary": preliminary, "lower": bound == "lower", "upper": bound == "upper"}
    through, tolerance = np.full(len(value), np.nan), np.zeros(len(value))
    order = np.argsort(span, kind="stable")
    for month in range(1, MONTHS + 1):
        rows = order[months[order] == month]
        before = (year[rows], month - span[rows])
        through[rows], tolerance[rows] = total[before] + value[rows], blur[before] + step[rows] / 2
        known = ~np.isnan(through[rows])
        rows, before = rows[known], (before[0][known], before[1][known])
        # Of several figures for one cell the last one stays, which is the longest.
        now = (year[rows], month)
        total[now], blur[now], last_span[now] = through[rows], tolerance[rows], span[rows]
        for name, cells in flags.items():
            cells[now] = cells[before] | own[name][rows]
        tolerance[rows] += blur[now]
    both = flags["lower"] & flags["upper"]
    return RunningTotals(
        round_significant(total),
        last_span,
        flags["preliminary"] | both,
        flags["lower"] & ~both,
        flags["upper"] & ~both,
        through,
        tolerance,
    )

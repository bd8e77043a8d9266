"""Add up what came about within parts of a year: quarters and months to running totals from January."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints, Texts
from lixia_cli.model.coded import Coded
from lixia_cli.model.formulas import round_significant

MONTHS = 12
_COLUMNS = MONTHS + 1
"""Of tables with a row for each year: its beginning, and the end of each month."""


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
    size = count * _COLUMNS
    total, blur, last_span = np.full(size, np.nan), np.zeros(size), np.zeros(size, dtype=np.int64)
    total[:count] = 0  # the beginnings of all years, before all of their Januaries: rows come by year
    own = {"preliminary": preliminary, "lower": bound == "lower", "upper": bound == "upper"}
    cells = {name: np.zeros(size, dtype=np.bool_) for name in own}
    occurring = [name for name, holds in own.items() if holds.any()]
    through, tolerance = np.full(len(value), np.nan), np.zeros(len(value))
    after = months * count + year
    before = after - span * count
    # The longest of one month last: of several figures for one cell the last one stays.
    order = np.argsort((months * _COLUMNS + span).astype(np.uint8), kind="stable")
    ends = np.cumsum(np.bincount(months, minlength=_COLUMNS))
    for month in range(1, _COLUMNS):
        rows = order[ends[month - 1] : ends[month]]
        sums = total.take(before.take(rows)) + value.take(rows)
        known = ~np.isnan(sums)
        if not known.all():
            rows, sums = rows[known], sums[known]
        there, now = before.take(rows), after.take(rows)
        apart = blur.take(there) + step.take(rows) / 2
        through[rows] = total[now] = sums
        blur[now], last_span[now] = apart, span.take(rows)
        tolerance[rows] = apart + blur.take(now)
        for name in occurring:
            cells[name][now] = cells[name].take(there) | own[name].take(rows)
    flags = {name: holds.reshape(_COLUMNS, count).T for name, holds in cells.items()}
    both = flags["lower"] & flags["upper"]
    return RunningTotals(
        round_significant(total).reshape(_COLUMNS, count).T,
        last_span.reshape(_COLUMNS, count).T,
        flags["preliminary"] | both,
        flags["lower"] & ~both,
        flags["upper"] & ~both,
        through,
        tolerance,
    )

"""The course of every indicator in a few points, for small drawings beside its row."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lixia_cli.model.arrays import Floats, Ints
from lixia_cli.model.table import Table
from lixia_cli.observe.series import chart_points


class Trends(NamedTuple):
    """The observations of indicators and their targets, in the unit, or as indices where rates are compounded."""

    row: Ints
    """Of every observation the row of its indicator; in order of row and time, preliminary ones too."""
    time: Floats
    value: Floats
    target_time: Floats
    """Of every row."""
    target: Floats
    """NaN where there is no number to reach."""


def trends(measured: Table, actuals: Table) -> Trends:
    """Return the trend of each row of the table of `measure`; `actuals` are those that it was made from."""
    points = chart_points(measured, actuals)
    points = points.rows(np.isfinite(points.floats("value")))
    target = np.where(measured.bools("has_path"), measured.floats("path_end"), measured.floats("target_level"))
    known = np.isfinite(target)
    return Trends(
        points.ints("row"),
        points.floats("time"),
        points.floats("value"),
        measured.floats("target_time"),
        np.where(known, target, np.nan),
    )

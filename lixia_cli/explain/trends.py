"""The course of every indicator in a few points, for small drawings beside its row."""

from __future__ import annotations

import math
from typing import NamedTuple

from lixia_cli.explain.series import Points
from lixia_cli.model.table import Table
from lixia_cli.observe.series import chart_points


class Trend(NamedTuple):
    """The observations of an indicator and its target, in the unit, or as indices where rates are compounded."""

    observed: Points
    """Times and values, in order of time; preliminary ones too."""
    target: Points
    """Time and value of the target; none where there is no number to reach."""


def trends(measured: Table, actuals: Table) -> list[Trend]:
    """Return the trend of each row of the table of `measure`; `actuals` are those that it was made from."""
    observed: list[Points] = [[] for _ in range(len(measured))]
    points = chart_points(measured, actuals)
    for row, time, value in zip(points["row"], points["time"], points["value"], strict=True):
        observed[row].append([float(time), float(value)])
    ends = zip(*(measured[name] for name in ("target_time", "path_end", "target_level", "has_path")), strict=True)
    targets = [[float(time), float(end if on_path else level)] for time, end, level, on_path in ends]
    return [
        Trend([point for point in seen if math.isfinite(point[1])], [target] if math.isfinite(target[1]) else [])
        for seen, target in zip(observed, targets, strict=True)
    ]

"""Compute the series of a chart of one indicator, as points of time and value."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

Points = list[list[float]]
"""Pairs of time (in years, 2022.0 being the end of 2022) and value, in order of time."""


def chart_series(
    record: Mapping[str, Any], seen: Sequence[Mapping[str, Any]], milestones: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Return the points of a chart of one row of the table of `measure`.

    `seen` are its rows of `observe.series.chart_points`, `milestones` those of `over_time.milestones_of`. Values are in
    the unit of the target, but indices with 1 at the start where rates are compounded:

    - `observed`: times and values of `seen`; `states`: what it says of each, `period`, `status` and `bound`.
    - `planned`: the path from the baseline to the target, or a level line where there is only a level to keep:
      a limit, an every-year target, what the baseline had reached. It rises under a ceiling on a total.
    - `needed`: the path from the latest figure to the target; empty where it is met or its time has come.
    - `milestones`: the points of a trajectory before the target; left out where there are none. The planned path goes
      through them; where every year is judged by itself, it is the level asked for until each.
    - `target`: the target itself. This and the two paths are empty where there is no number to reach.
    """
    observed = [[float(one["time"]), float(one["value"])] for one in seen]
    start, end = float(record["start"]), float(record["target_time"])
    now, value, target = float(record["latest_time"]), float(record["path_now"]), float(record["path_end"])
    level = float(record["target_level"])
    no_distance = record["is_limit"] or record["baseline_met"]
    stops = [[float(one["time"]), float(one["path_value"])] for one in milestones if one["path_value"] is not None]
    if record["has_trajectory"] and len(stops) > 1:
        planned = _through(record, stops, observed)
    elif record["running_ceiling"]:
        planned = _path(start, 0.0, end, level, "linear")
    elif not record["has_path"] or (no_distance and not record["indexed"]):
        first = min([end, *(time for time, _ in observed), *([] if math.isnan(start) else [start])])
        planned = [[first, level], [end, level]]
    else:
        planned = _path(start, float(record["path_start"]), end, target, record["path"])
    going_on = record["observed"] and record["has_path"] and not record["met"] and not record["is_limit"] and now < end
    return {
        "observed": observed,
        "states": [{name: one[name] for name in ("period", "status", "bound")} for one in seen],
        "planned": _known(planned),
        "needed": _path(now, value, end, target, record["path"]) if going_on else [],
        "target": _known([[end, target if record["has_path"] else level]]),
    } | ({"milestones": stops[:-1]} if stops[:-1] else {})


def _through(record: Mapping[str, Any], stops: Points, observed: Points) -> Points:
    """Return the path from the baseline through the points of a trajectory, or the level asked for until each."""
    start = float(record["start"])
    first = min([stops[0][0], *(time for time, _ in observed), *([] if math.isnan(start) else [start])])
    if not record["has_path"]:
        begins = [first, *(time for time, _ in stops[:-1])]
        return [[time, value] for begin, (end, value) in zip(begins, stops, strict=True) for time in (begin, end)]
    from_zero = record["running_ceiling"] and not math.isnan(start)
    has_start = from_zero or not (record["is_limit"] or math.isnan(float(record["path_start"])))
    nodes = [[start, 0.0 if from_zero else float(record["path_start"])] if has_start else [first, stops[0][1]], *stops]
    pieces = [
        _path(begin, low, end, high, record["path"]) for (begin, low), (end, high) in pairwise(nodes) if begin < end
    ]
    return [point for piece in pieces for point in piece]


def _known(points: Points) -> Points:
    """Return the points, or none of them if a number is unknown."""
    return [] if any(map(math.isnan, (number for point in points for number in point))) else points


def _path(start: float, first: float, end: float, last: float, kind: str) -> Points:
    """Return points at the start, at every year's end between, and at the end; none if either end is unknown."""
    if any(map(math.isnan, (start, first, end, last))):
        return []
    times = [start, *(float(year) for year in range(math.floor(start) + 1, math.ceil(end))), end]
    shares = [(time - start) / (end - start) for time in times]
    if kind == "compound":
        return [[time, first * (last / first) ** share] for time, share in zip(times, shares, strict=True)]
    return [[time, first + (last - first) * share] for time, share in zip(times, shares, strict=True)]

"""What a chart of one indicator shows, as points of time and value."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

import pandas as pd

from lixia_cli.model.units import split_unit

Points = list[list[float]]
"""Pairs of time (in years, 2022.0 being the end of 2022) and value, in order of time."""


def chart_series(record: Mapping[str, Any], observations: pd.DataFrame) -> dict[str, Points]:
    """The points of a chart of one row of the measured frame.

    `observations` are those of its key in order of time, the better one of two for a period last. Values are in the
    unit of the target, but indices with 1 at the start where rates are compounded:

    - `observed`: the observations; for totals and compounded rates what they amount to, as far as no year is missing.
    - `planned`: the path from the baseline to the target, or a level line where there is only a level to keep:
      a limit, a duty of every year, what the baseline had reached.
    - `needed`: the path from the latest figure to the target; empty where it is met or its time has come.
    - `target`: the target itself.
    """
    start, end = float(record["start"]), float(record["target_year"])
    now, value, target = float(record["latest_time"]), float(record["path_now"]), float(record["path_end"])
    no_way = record["limit"] or record["baseline_met"]
    if not record["has_path"] or (no_way and not record["indexed"]):
        first = min([end, *observations["time"], *([] if math.isnan(start) else [start])])
        planned = [[first, float(record["promised"])], [end, float(record["promised"])]]
    else:
        planned = _path(start, float(record["path_start"]), end, target, record["path"])
    going_on = record["observed"] and record["has_path"] and not record["met"] and not record["limit"] and now < end
    return {
        "observed": _observed(record, observations),
        "planned": planned,
        "needed": _path(now, value, end, target, record["path"]) if going_on else [],
        "target": [[end, target if record["has_path"] else float(record["promised"])]],
    }


def _path(start: float, first: float, end: float, last: float, kind: str) -> Points:
    """A point for its beginning, for every year's end on the way, and for its end; nothing if an end is not known."""
    if any(map(math.isnan, (start, first, end, last))):
        return []
    times = [start, *(float(year) for year in range(math.floor(start) + 1, math.ceil(end))), end]
    shares = [(time - start) / (end - start) for time in times]
    if kind == "compound":
        return [[time, first * (last / first) ** share] for time, share in zip(times, shares, strict=True)]
    return [[time, first + (last - first) * share] for time, share in zip(times, shares, strict=True)]


def _observed(record: Mapping[str, Any], observations: pd.DataFrame) -> Points:
    own = split_unit(record["unit"]).scale
    end = float(record["target_year"])
    values = {
        float(seen["time"]): (float(seen["value"]) * split_unit(seen["unit"]).scale / own, seen["months"] == 12)
        for seen in observations.to_dict("records")
        if seen["time"] <= end and not seen["time"] < record["start"]
    }
    summed = record["measure"] == "cumulative" and not record["indexed"]
    rates = record["indexed"] and record["measure"] != "change"
    if summed or rates:
        years = [time for time, (_, whole) in values.items() if whole and time > record["start"]]
        complete = [time for position, time in enumerate(sorted(years), 1) if time == record["start"] + position]
        parts = [values[time][0] for time in complete]
        totals = accumulate(parts) if summed else accumulate((1 + part / 100 for part in parts), float.__mul__)
        begin = [[float(record["start"]), 0.0 if summed else 1.0]]
        return begin + [[time, total] for time, total in zip(complete, totals, strict=True)]
    if record["indexed"]:
        return [[time, 1 + value / 100] for time, (value, _) in sorted(values.items())]
    whole_only = record["measure"] == "flow" and not record["year_to_date"]
    points = [[time, value] for time, (value, whole) in sorted(values.items()) if whole or not whole_only]
    stated = float(record["baseline_value"])
    begins = not math.isnan(stated) and record["start"] not in values and record["has_path"]
    return sorted([*points, [float(record["start"]), stated]]) if begins else points

"""Write out the formula of each figure, and the same formula with its numbers.

A formula is written once, in symbols; filling in replaces the symbols. Both can be recalculated by hand: × is times,
^ to the power, ln the natural logarithm.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

SYMBOLS = ("y0", "y", "T", "t0", "t", "tT", "n", "y1", "t1", "y2", "t2")
"""The symbols of docs/methods.md; y1 and y2 are the points of a trajectory before and after t. Where rates are
compounded, values are indices with 1 at the start."""

_SHARED = {
    "percent_of_target": "100 × value / target",
    "elapsed": "(t - t0) / (tT - t0)",
    "lead_pp": "100 × (progress - elapsed)",
    "pace": "progress / elapsed",
    "cagr_required": "(T / y0)^(1 / (tT - t0)) - 1",
    "cagr_achieved": "(y / y0)^(1 / (t - t0)) - 1",
    "cagr_needed": "(T / y)^(1 / n) - 1",
    "step_required": "(T - y0) / (tT - t0)",
    "step_achieved": "(y - y0) / (t - t0)",
    "step_needed": "(T - y) / n",
    "years_ahead": "(progress - elapsed) × (tT - t0)",
    "gap": "target - value",
}
_BY_PATH = {
    "linear": {
        "progress": "(y - y0) / (T - y0)",
        "speed_up": "step_needed / step_achieved",
        "expected_now": "y0 + (T - y0) × elapsed",
        "projected": "y + step_achieved × n",
    },
    "compound": {
        "progress": "ln(y / y0) / ln(T / y0)",
        "speed_up": "ln(1 + cagr_needed) / ln(1 + cagr_achieved)",
        "expected_now": "y0 × (T / y0)^elapsed",
        "projected": "y × (1 + cagr_achieved)^n",
    },
}
_CHANGE_IN_PERCENT = {
    "expected_now": "100 × (y0 × (T / y0)^elapsed - 1)",
    "projected": "100 × (y × (1 + cagr_achieved)^n - 1)",
    "gap": "100 × (T / y - 1)",
}
_AVERAGE_GROWTH = {"expected_now": "target", "projected": "value"}
_EACH_YEAR = {"pace": "years_met / years_observed", "expected_now": "target"}
_THERE = "(t - t1) / (t2 - t1)"
_ON_TRAJECTORY = {
    "lead_pp": "100 × (progress - planned_progress)",
    "pace": "progress / planned_progress",
    "years_ahead": "time_of_y - t",
}
_TRAJECTORY_BY_PATH = {
    "linear": {
        "planned_progress": f"(y1 + (y2 - y1) × {_THERE} - y0) / (T - y0)",
        "expected_now": f"y1 + (y2 - y1) × {_THERE}",
    },
    "compound": {
        "planned_progress": f"ln(y1 × (y2 / y1)^({_THERE}) / y0) / ln(T / y0)",
        "expected_now": f"y1 × (y2 / y1)^({_THERE})",
    },
}
_TRAJECTORY_IN_PERCENT = {"expected_now": f"100 × (y1 × (y2 / y1)^({_THERE}) - 1)"}
_TRAJECTORY_OF_AVERAGES = {"expected_now": f"100 × ((y1 × (y2 / y1)^({_THERE}))^(1 / (t - t0)) - 1)"}
_OF_THE_YEAR = {"expected_now": "due_value"}
_WITHIN_THE_YEAR = {
    "linear": "(T - y) / n / step_achieved",
    "compound": "ln(T / y) / n / ln(1 + cagr_achieved)",
}
"""The speed-up factor where there is no yearly rate."""
_RATE_SO_FAR = {"progress": "value / target × elapsed", "pace": "value / target"}
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")


def formula_of(figure: str, record: Mapping[str, Any]) -> str:
    """Return the formula of a figure in symbols, for a row of the table of `measure`."""
    if not record["has_path"]:
        special = _EACH_YEAR
    elif record["measure"] == "growth":
        special = _AVERAGE_GROWTH
    else:
        special = _CHANGE_IN_PERCENT if record["indexed"] else {}
    if figure == "gap" and record["direction"] == "within" and record["met"]:
        return "0"
    path = record["path"] or "linear"
    if record["has_trajectory"]:
        special = special | _trajectory_formulas(path, record)
    if record["rate_so_far"] and figure in _RATE_SO_FAR:
        return _RATE_SO_FAR[figure]
    if figure == "speed_up" and 0 < record["years_left"] < 1:
        return _WITHIN_THE_YEAR[path]
    return special.get(figure) or _BY_PATH[path].get(figure) or _SHARED[figure]


def _trajectory_formulas(path: str, record: Mapping[str, Any]) -> dict[str, str]:
    """Return the formulas of a target with milestones that differ from those of other targets."""
    if not record["has_path"]:
        return _OF_THE_YEAR
    if record["measure"] == "growth":
        special = _TRAJECTORY_OF_AVERAGES
    else:
        special = _TRAJECTORY_IN_PERCENT if record["indexed"] else {}
    return _ON_TRAJECTORY | _TRAJECTORY_BY_PATH[path] | special


def general_formulas(figure: str) -> tuple[str, str] | None:
    """Return the formulas of a figure on a linear and on a compound path, special measures aside; None without any."""
    linear, compound = (_BY_PATH[path].get(figure) or _SHARED.get(figure) for path in ("linear", "compound"))
    return (linear, compound) if linear and compound else None


def filled_in(formula: str, record: Mapping[str, Any]) -> str:
    """Replace the names in a formula by numbers.

    >>> filled_in("(y - y0) / (T - y0)", {"path_now": 46.0, "path_start": 43.8, "path_end": 50.0})
    '(46 - 43.8) / (50 - 43.8)'
    """
    return _NAME.sub(lambda found: found[0] if found[0] == "ln" else written(_number(found[0], record)), formula)


def written(number: float) -> str:
    """Format a number with all its digits, in brackets if it is negative.

    >>> written(2020.0), written(-0.05)
    ('2020', '(-0.05)')
    """
    text = f"{number:.12g}"
    return f"({text})" if number < 0 else text


def symbols(record: Mapping[str, Any]) -> dict[str, float]:
    """Return the symbols that are known, with their numbers."""
    numbers = {symbol: _number(symbol, record) for symbol in SYMBOLS}
    return {symbol: number for symbol, number in numbers.items() if not math.isnan(number)}


def _number(name: str, record: Mapping[str, Any]) -> float:
    return float(record[_COLUMNS.get(name, name)])


_COLUMNS = {
    "y0": "path_start",
    "y": "path_now",
    "T": "path_end",
    "t0": "start",
    "t": "latest_time",
    "tT": "target_time",
    "n": "years_left",
    "E": "elapsed",
    "d": "sign",
    "change": "history_change",
    "y1": "value_before",
    "t1": "time_before",
    "y2": "value_after",
    "t2": "time_after",
    "time_of_y": "trajectory_time",
    "value": "latest_value",
    "target": "target_level",
}

"""Carry an explained indicator on by assumed changes a year: where it would be, and what would then remain."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lixia_cli.model.assumptions import Assumption
from lixia_cli.model.formulas import TOLERANCE
from lixia_cli.text.messages import N_, Message, RequestError

_PERCENT = ("%", "％", "‰")


class _Span(NamedTuple):
    """A year to come, or what is left of it."""

    year: int
    end: float
    years: float


def what_if(about: Mapping[str, Any], assumptions: Sequence[Assumption]) -> dict[str, Any]:
    """Return an explanation of `explain` with `what_if`, and with the assumed path as `assumed` in its chart.

    `what_if` has the changes `assumed`, each with its year; the `path`, the value at the end of each of these years in
    the target's unit; what is then left as `gap` (in the unit, or in percent where rates are compounded), and the
    change needed a year from then on, `cagr_needed` or `step_needed`; None where none is defined or no time is left.

    Raises RequestError where the assumptions mean nothing for this indicator, or two things.
    """
    _refuse(about)
    symbols = about["symbols"]
    spans = _spans(symbols["t"], symbols["tT"])
    chosen = _by_year(assumptions, spans)
    value, path, points = symbols["y"], [], [[symbols["t"], symbols["y"]]]
    for span, assumption in chosen:
        value = _carried_on(about, value, assumption, span.years)
        points.append([span.end, value])
        path.append({"year": span.year, "time": span.end, "value": _in_unit(about, value, span.end)})
    left = symbols["tT"] - chosen[-1][0].end
    target = _target(about, value)
    compound = about["path"] == "compound" and value > 0 and target > 0 and left > 0
    found = {
        "assumed": [
            {"year": span.year, "change": one.change, "kind": "percent" if _is_rate(about, one) else one.kind}
            for span, one in chosen
        ],
        "path": path,
        "gap": _tidy(100 * (target / value - 1) if about["indexed"] else target - value),
        "years_left": _tidy(left),
        "cagr_needed": _tidy((target / value) ** (1 / left) - 1) if compound else None,
        "step_needed": _tidy((target - value) / left) if left > 0 and not about["indexed"] else None,
    }
    return {**about, "what_if": found, "chart": {**about["chart"], "assumed": points}}


def _refuse(about: Mapping[str, Any]) -> None:
    """Raise RequestError for an indicator that can't be carried on."""
    symbols, codes = about["symbols"], {reason["code"] for reason in about["reasons"]}
    key = {"key": about["key"]}
    if not about["path"]:
        raise RequestError(Message("--if: '{key}' is judged year by year, without a path to carry on", key))
    if about["promise"]["target_value"] is None or "T" not in symbols:
        raise RequestError(Message("--if: '{key}' has no number to reach", key))
    if about["lower_bound"] or not {"y", "t"} <= symbols.keys():
        raise RequestError(Message("--if: '{key}' has no figure to start from, or years are missing from it", key))
    if "year_to_date" in codes:
        raise RequestError(Message("--if: '{key}' is within its year, where nothing is assumed per year", key))
    if symbols["n"] <= 0:
        raise RequestError(Message("--if: the target time of '{key}' has come", key))


def _spans(time: float, end: float) -> list[_Span]:
    """Return the years to come up to the target time; the first and the last may be parts of a year."""
    spans = []
    while end - time > TOLERANCE:
        stop = min(math.floor(time + TOLERANCE) + 1.0, end)
        spans.append(_Span(math.floor(time + TOLERANCE) + 1, stop, stop - time))
        time = stop
    return spans


def _by_year(assumptions: Sequence[Assumption], spans: Sequence[_Span]) -> list[tuple[_Span, Assumption]]:
    """Return the years with what is assumed for them: all of them, or those up to the last year named."""
    named = {one.year: one for one in assumptions}
    first, last = spans[0].year, spans[-1].year
    for year, one in named.items():
        if year is not None and not first <= year <= last:
            values = {"text": one.text, "first": first, "last": last}
            raise RequestError(Message("--if: '{text}': the years to come are {first} to {last}", values))
    usual = named.get(None)
    until = last if usual else max(year for year in named if year is not None)
    chosen = []
    for span in spans:
        if span.year > until:
            break
        chosen_for_it = named.get(span.year, usual)
        if chosen_for_it is None:
            template = N_("--if: nothing is assumed for {year}, which comes before {until}; say --if {year}=… too")
            raise RequestError(Message(template, {"year": span.year, "until": until}))
        chosen.append((span, chosen_for_it))
    return chosen


def _is_rate(about: Mapping[str, Any], one: Assumption) -> bool:
    """Return whether a change is a growth rate: as it is written, or as those that an index is compounded of."""
    return one.kind == "percent" or bool(about["indexed"])


def _carried_on(about: Mapping[str, Any], value: float, one: Assumption, years: float) -> float:
    """Return the value after so many years of an assumed change."""
    values = {"text": one.text, "key": about["key"], "unit": about["unit"]}
    share = about["unit"] in _PERCENT
    if one.kind == "units" and one.unit and one.unit != about["unit"]:
        raise RequestError(Message("--if: '{text}': the unit of '{key}' is {unit}", values))
    if one.kind == "points" and (about["indexed"] or not share):
        raise RequestError(Message("--if: '{text}': '{key}' does not move by percentage points", values))
    if not _is_rate(about, one):
        return value + one.change * years
    if not about["indexed"]:
        if share:
            template = N_("--if: '{text}' may be percentage points or growth in percent; write {number}pp for points")
            raise RequestError(Message(template, {**values, "number": f"{one.change:g}"}))
        if about["measure"] not in ("flow", "stock", "share") or value <= 0:
            raise RequestError(Message("--if: '{text}': '{key}' does not grow by percent; write units a year", values))
    if one.change <= -100:
        raise RequestError(Message("--if: '{text}': nothing is left after a fall by 100%", values))
    return float(value * (1 + one.change / 100) ** years)


def _in_unit(about: Mapping[str, Any], value: float, time: float) -> float:
    """Return a value on the path in the target's unit: an index as the average growth, or the change in percent."""
    if not about["indexed"]:
        return _tidy(value)
    years = time - about["symbols"]["t0"] if about["measure"] == "growth" else 1.0
    return _tidy(100 * (value ** (1 / years) - 1))


def _target(about: Mapping[str, Any], value: float) -> float:
    """Return the number that a value is measured to: of a range the nearest end, inside of it the value itself."""
    target = float(about["symbols"]["T"])
    if about["direction"] != "within" or about["indexed"]:
        return target
    ends = [about["promise"][name] for name in ("target_value", "target_high")]
    low, high = (float(target if end is None else end) for end in ends)
    return min(max(value, low), max(low, high))


def _tidy(number: float) -> float:
    return float(f"{number:.12g}") + 0.0

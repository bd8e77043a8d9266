"""What would remain under assumed changes, in words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from lixia_cli.model.formulas import ABOUT, TOLERANCE
from lixia_cli.render.figure_text import figure_text, with_unit
from lixia_cli.render.numbers import change, rounded
from lixia_cli.render.period_text import span_text
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_

Rows = list[tuple[str, str]]
_PERCENT = ("%", "％")
NEEDED = {"cagr_needed": N_("CAGR needed from then on"), "step_needed": N_("Yearly change needed from then on")}


def what_if_rows(about: Mapping[str, Any], unit: str, say: Translate) -> Rows:
    """Return what is assumed, where that leads to year by year, what is then left, and what is needed from then on."""
    found = about["what_if"]
    rows = [(say("Assumed a year"), say(", ").join(_assumed(found, unit, say)))]
    plain_about = {**about, "lower_bound": False}
    for point in found["path"]:
        value = figure_text({"name": "projected", "value": point["value"]}, plain_about, unit, say)
        rows.append((span_text(str(point["year"]), say), value))
    rows.append((say("Then left"), _left(about, found["gap"], unit, say)))
    now = {figure["name"]: figure["value"] for figure in about["figures"]}
    for name, label in NEEDED.items():
        if found[name] is not None:
            text = figure_text({"name": name, "value": found[name]}, plain_about, unit, say)
            if now.get(name) is not None:
                today = figure_text({"name": name, "value": now[name]}, plain_about, unit, say)
                text = say("{then} (from now {now})").format(then=text, now=today)
            rows.append((say(label), text))
    return rows


def _assumed(found: Mapping[str, Any], unit: str, say: Translate) -> list[str]:
    """Return the changes with their years, those that follow each other together."""
    parts = []
    for (size, kind), group in groupby(found["assumed"], key=lambda one: (one["change"], one["kind"])):
        years = [one["year"] for one in group]
        span = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
        number = rounded(size, signed=True)
        if kind == "percent":
            text = change(number, "growth", say).text + "%"
        elif unit in _PERCENT:
            text = say("{steps} pp").format(steps=change(number, "points", say).text)
        else:
            text = with_unit(change(number, "units", say).text, unit, say)
        parts.append(say("{year} ({change})").format(year=span, change=text))
    return parts


def _left(about: Mapping[str, Any], gap: float, unit: str, say: Translate) -> str:
    """Return the distance to the target, and on which side of it the value lies."""
    year = span_text(about["promise"]["target_period"], say)
    about = {**about, "lower_bound": False}
    text = figure_text({"name": "gap", "value": abs(gap)}, about, unit, say).removeprefix("+")
    return say(_sentence(about, gap)).format(gap=text, year=year)


def _sentence(about: Mapping[str, Any], gap: float) -> str:
    """Return the sentence on what is left: how far from the target, and whether that meets it."""
    upwards, within = about["direction"] == "at_least", about["direction"] == "within"
    short = gap != 0 if within else gap > 0 if upwards else gap < 0
    if short and about["qualifier"] == "about" and _near(about, gap):
        return N_("nothing: {gap} from the target for {year}, which is near enough")
    if within:
        return N_("{gap} outside of the range for {year}") if gap else N_("nothing: within the range for {year}")
    if gap == 0 and about["qualifier"] == "over":
        return N_("the target for {year} is reached, but is to be passed")
    if gap == 0:
        return N_("nothing: the value is the target for {year}")
    if short:
        return N_("{gap} short of the target for {year}") if upwards else N_("{gap} above the target for {year}")
    return N_("nothing: {gap} beyond the target for {year}")


def _near(about: Mapping[str, Any], gap: float) -> bool:
    """Return whether a value misses a target that is given roughly by no more than that allows."""
    ends = [about["promise"][name] for name in ("target_value", "target_high")]
    end = ends[1] if about["direction"] == "within" and gap < 0 else ends[0]
    return bool(abs(gap) <= ABOUT * abs(end) * (1 + TOLERANCE))

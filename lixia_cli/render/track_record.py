"""The record of the past in words: counts and a range, never a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lixia_cli.render.figure_text import figure_text
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_

PROSPECTS = {"likely": N_("likely"), "open": N_("open"), "unlikely": N_("unlikely")}
SENTENCES = {
    "likely": N_("likely: the target is met in the whole range in which the past changes would end"),
    "open": N_("open: the target lies within the range in which the past changes would end"),
    "unlikely": N_("unlikely: the target is not met anywhere in the range in which the past changes would end"),
}
LISTED = 12
"""How many years a line names."""

Rows = list[tuple[str, str]]


def record_rows(about: Mapping[str, Any], unit: str, say: Translate) -> Rows:
    """Return in how many of the past years what is needed was reached, in which ones, and what the range says.

    `about` is an explanation. Nothing where too few yearly changes are known.
    """
    record = about["record"]
    rows = []
    if record["reached_of"] is not None:
        template = N_("{count} of {all} years")
        text = say(template).format(count=record["reached_years"], all=record["reached_of"])
        rows.append((say("What is needed a year was reached in"), text))
        reached = [one for one in record["changes"] if one["reached"]]
        if reached:
            named = say(", ").join(_change(one, about, unit, say) for one in reached[-LISTED:])
            rows.append((say("These years"), named if len(reached) <= LISTED else f"… {named}"))
        else:
            most = max(record["changes"], key=lambda one: _towards(one["change"], record["needed"]))
            rows.append((say("The most so far"), _change(most, about, unit, say)))
    if record["prospect"]:
        rows.append((say("If it goes on as in the past"), say(SENTENCES[record["prospect"]])))
    return rows


def _towards(change: float, needed: float) -> float:
    return change if needed > 0 else -change


def _change(one: Mapping[str, Any], about: Mapping[str, Any], unit: str, say: Translate) -> str:
    """Return a year with its change."""
    name = "cagr_achieved" if about["record"]["kind"] == "rate" else "step_achieved"
    text = figure_text({"name": name, "value": one["change"]}, {**about, "lower_bound": False}, unit, say)
    return say("{year} ({change})").format(year=one["year"], change=text)

"""The figures of docs/methods.md by name and with their units, as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lixia_cli.model.measures import FROM_ZERO
from lixia_cli.render.numbers import behind, beside_hundred, number
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_

COMPLETION = N_("Completion rate")
"""What the percent of target is called where the figures are counted from zero."""
FIGURE_LABELS = {
    "percent_of_target": N_("Percent of target"),
    "progress": N_("Progress from the baseline"),
    "elapsed": N_("Time elapsed"),
    "planned_progress": N_("Planned progress"),
    "lead_pp": N_("Ahead of (+) or behind (-) schedule"),
    "pace": N_("Pace"),
    "cagr_required": N_("CAGR required from the baseline"),
    "cagr_achieved": N_("CAGR achieved"),
    "cagr_needed": N_("CAGR needed from now"),
    "step_required": N_("Yearly change required from the baseline"),
    "step_achieved": N_("Yearly change achieved"),
    "step_needed": N_("Yearly change needed from now"),
    "speed_up": N_("Speed-up factor"),
    "expected_now": N_("Value on the planned path now"),
    "projected": N_("Projection at the target time"),
    "years_ahead": N_("Years ahead (+) or behind (-)"),
    "gap": N_("Remaining gap"),
}
_FRACTIONS = ("progress", "elapsed", "planned_progress", "cagr_required", "cagr_achieved", "cagr_needed")
_PERCENT = ("%", "％")
_AT_LEAST = ("percent_of_target", "progress", "lead_pp", "pace", "step_achieved", "years_ahead", "projected")
"""Of a sum that lacks years; the more there is, the less is left:"""
_AT_MOST = ("step_needed", "speed_up", "gap")


def counts_from_zero(measure: str, years_left: float | None) -> bool:
    """Return whether figures are counted from zero up to the target: a total, a change, an amount of the target year.

    `years_left` is the time from the latest observation to the target. The percent of target is then a completion rate.
    """
    return measure in FROM_ZERO or (measure == "flow" and years_left is not None and years_left < 1)


def figure_label(name: str, about: Mapping[str, Any], translate: Translate) -> str:
    """Return what a figure of an explanation is called."""
    if name == "percent_of_target" and counts_from_zero(about["measure"], about["symbols"].get("n")):
        return translate(COMPLETION)
    return translate(FIGURE_LABELS[name])


def figure_text(figure: Mapping[str, Any], about: Mapping[str, Any], unit: str, translate: Translate) -> str:
    """Return the value of a figure with its unit; a percentage that has not reached 100 never reads 100."""
    name, value = figure["name"], figure["value"]
    if about["lower_bound"] and name in (*_AT_LEAST, *_AT_MOST):
        sign = "≥" if name in _AT_LEAST else "≤"
        return sign + figure_text(figure, {**about, "lower_bound": False}, unit, translate)
    if name == "percent_of_target" or name in _FRACTIONS:
        signed = name.startswith("cagr")
        text = number(value if name == "percent_of_target" else 100 * value, signed=signed, decimals=2) + "%"
        unmet = {"percent_of_target": about["latest_met"], "progress": about["met"]}
        if text != "100%" or unmet.get(name, True):
            return text
        return beside_hundred(value / 100 if name == "percent_of_target" else value) + text
    if name == "lead_pp":
        return translate("{steps} pp").format(steps=number(value, signed=True, decimals=2))
    if name == "years_ahead":
        return translate("{years} years").format(years=number(value, signed=True, decimals=2))
    if name in ("pace", "speed_up"):
        return number(value)
    signed = name not in ("expected_now", "projected")
    text = number(value, signed=signed)
    # The gap of a compounded change is a share of the present level, not a difference of percentages.
    relative = name == "gap" and about["path"] == "compound" and about["measure"] in FROM_ZERO
    if signed and unit in _PERCENT and not relative:
        return translate("{steps} pp").format(steps=text)
    return with_unit(text, unit)


def quantity_text(value: float | None) -> str:
    """Format the quantity of a rule set."""
    return "-" if value is None else number(value)


def with_unit(value: str, unit: str) -> str:
    """Return the value and its unit; a percent sign follows without a space, and × stands before 100 million yuan."""
    return f"{value}{unit}" if unit in (*_PERCENT, "‰") else f"{value}{behind(unit)}"

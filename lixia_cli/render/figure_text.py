"""The figures of docs/methods.md by name and with their units, as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lixia_cli.model.assessed_columns import FIGURES
from lixia_cli.model.measures import FROM_ZERO, MEASURES
from lixia_cli.model.titles import TITLES
from lixia_cli.render.numbers import (
    Number,
    average_decimals,
    behind,
    change,
    difference_decimals,
    figure_decimals,
    number,
    rounded,
    share,
    to_be_passed,
)
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_

COMPLETION = N_("Completion rate")
"""What the percent of target is called where the figures are counted from zero."""
FIGURE_LABELS = {name: TITLES[name] for name in (*FIGURES[:3], "planned_progress", *FIGURES[3:])}
"""The name of each figure, planned progress behind the time elapsed."""
_SHARES = ("percent_of_target", "progress", "planned_progress", "elapsed")
PERCENT = ("%", "％")
MANY = 100
"""Times beyond which their number is not said."""
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


def figure_text(
    figure: Mapping[str, Any], about: Mapping[str, Any], unit: str, translate: Translate, bounded: bool = False
) -> str:
    """Return the value of a figure of an explanation with its unit, as precise as in tables.

    A `bounded` one stands behind ≥ or ≤, which goes with a sign only: ≥-20.7 is no more than 20.7 behind.
    """
    name, value = figure["name"], figure["value"]
    if about["lower_bound"] and name in (*_AT_LEAST, *_AT_MOST):
        sign = "≥" if name in _AT_LEAST else "≤"
        return sign + figure_text(
            figure, {**about, "lower_bound": False, "bounded": True}, unit, translate, bounded=True
        )
    if name in _SHARES:
        met = {"percent_of_target": about["latest_met"], "progress": about["met"]}.get(name, True)
        return share(value / 100 if name == "percent_of_target" else value, met).text
    signs = str if bounded else translate
    if name.startswith("cagr"):
        rate = rounded(value, True, rate_decimals(about["measure"], about["data_decimals"]), percent=True)
        return change(_to_be_passed(rate, name, about), "growth", signs).text
    if name == "lead_pp":
        lead = change(rounded(value, True, 1), "lead", signs, running=True)
        return lead.within(translate("{steps} pp"), "steps").text
    if name == "years_ahead":
        years = change(rounded(value, True, 1), "years", signs, running=True)
        template = N_("{years} year") if years.digits == "1" else N_("{years} years")
        return years.within(translate(template), "years").text
    if name == "pace":
        return number(value)
    if name == "speed_up":
        return times_text(value, translate)
    return _amount(name, value, about, unit, translate, signs)


def _amount(
    name: str, value: float, about: Mapping[str, Any], unit: str, translate: Translate, signs: Translate
) -> str:
    """Return a figure in units or, for changes of a percentage, in percentage points."""
    signed = name not in ("expected_now", "projected")
    if name.startswith("step") and MEASURES[about["measure"]].main_rate == "units":
        signed = False  # an amount to be added, as in tables
    data = about["data_decimals"]
    decimals = difference_decimals(data) if name == "gap" else figure_decimals(data)
    if name == "projected" and is_average(about["measure"], about["path"]):
        decimals = average_decimals(data)
    shown = _to_be_passed(rounded(value, signed, decimals), name, about)
    # The gap of a compounded change is a share of the present level, not a difference of percentages.
    relative = name == "gap" and about["path"] == "compound" and about["measure"] in FROM_ZERO
    left = " left" if name == "gap" else ""
    if left and (about["met"] or about["direction"] == "at_least"):
        signs = str  # a value beyond the target need not come back
    if name not in ("expected_now", "projected") and unit in PERCENT and not relative:
        return change(shown, "points" + left, signs).within(translate("{steps} pp"), "steps").text
    kind = "growth" if relative else "units" + left
    return with_unit((change(shown, kind, signs) if signed else shown).text, unit, translate)


def _to_be_passed(shown: Number, name: str, about: Mapping[str, Any]) -> Number:
    """Return a figure on what is left, which is more than nothing for a target that is not met."""
    if name not in ("cagr_needed", "step_needed", "gap") or about["met"] or "bounded" in about:
        return shown
    return to_be_passed(shown, about["direction"], about["qualifier"])


def is_average(measure: str, path: str) -> bool:
    """Return whether the latest value is computed from yearly rates, not published itself."""
    return measure == "growth" or (measure in FROM_ZERO and path == "compound")


def rate_decimals(measure: str, data: int) -> int:
    """Return the decimals of a growth rate: two, but no more than one beyond those of data that are growth rates."""
    return min(figure_decimals(data), 2) if measure == "growth" else 2


def times_text(value: float, translate: Translate) -> str:
    """Return how many times a rate is another one; beyond a hundred nobody needs the figure."""
    return translate("more than 100") if value > MANY else number(value, decimals=2)


def quantity_text(value: float | None) -> str:
    """Format the quantity of a rule set."""
    return "-" if value is None else number(value)


def with_unit(value: str, unit: str, translate: Translate) -> str:
    """Return the value and its unit; a percent sign follows without a space, and × stands before 100 million yuan."""
    return f"{value}{unit}" if unit in (*PERCENT, "‰") else f"{value}{behind(unit, translate)}"

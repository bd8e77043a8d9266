"""What is needed from now on, for the explanation of one indicator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lixia_cli.render.figure_text import FIGURE_LABELS, figure_text
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_

HEADROOM = N_("Headroom")

Rows = list[tuple[str, str]]
Figures = Mapping[str, Mapping[str, Any]]


def outlook(about: Mapping[str, Any], unit: str, say: Translate) -> Rows:
    """Return the change needed per year next to the one achieved, the projection and the remaining gap.

    `about` is an explanation. What is met needs nothing more; a limit, and what the baseline had reached, required no
    change; a total under a ceiling has a headroom; within the year there is no yearly rate.
    """
    figures = {figure["name"]: figure for figure in about["figures"] if figure["value"] is not None}
    codes = {reason["code"] for reason in about["reasons"]}

    def texts(labels: Mapping[str, str]) -> Rows:
        return [
            (say(label), figure_text(figures[name], about, unit, say))
            for name, label in labels.items()
            if name in figures
        ]

    if "over_ceiling" in codes:
        return texts({"gap": HEADROOM})
    if "running_ceiling" in codes:
        headroom = {} if about["direction"] == "within" else {"gap": HEADROOM}
        return texts(headroom | {name: FIGURE_LABELS[name] for name in ("expected_now", "projected")})
    if "can_still_fall" in codes:
        rows = [(say("Target"), say("met so far, but the year is not over"))]
    elif about["met"]:
        within_year = bool(about["path"]) and 0 < about["symbols"].get("n", 0) < 1
        needs_no_more = within_year or {"cagr_needed", "step_needed"} & figures.keys()
        rows = [(say("Target"), say("met: nothing more is needed"))] if needs_no_more else []
    elif 0 < about["symbols"].get("n", 0) < 1:
        rows = _within_the_year(figures, about, unit, say)
    else:
        compare = not {"limit", "no_way"} & codes
        rows = [row for kind in ("cagr", "step") for row in _every_year(kind, figures, about, unit, say, compare)]
    if not rows:
        return []
    labels = {name: FIGURE_LABELS[name] for name in ("projected", "years_ahead", "gap")}
    return rows + texts(labels | ({"gap": HEADROOM} if "limit" in codes else {}))


def _every_year(
    kind: str, figures: Figures, about: Mapping[str, Any], unit: str, say: Translate, compare: bool
) -> Rows:
    """Return the growth rate (`cagr`) or change in units (`step`) needed per year, compared with the one achieved."""
    names = {part: f"{kind}_{part}" for part in ("needed", "achieved", "required")}
    if names["needed"] not in figures:
        return []
    values = {part: figure_text(figures[name], about, unit, say) for part, name in names.items() if name in figures}
    text = values["needed"]
    if compare and len(values) == len(names):
        template = say("{needed} (achieved so far {achieved}, required from the baseline {required})")
        text = template.format(**values)
    return [(say(FIGURE_LABELS[names["needed"]]), text)]


def _within_the_year(figures: Figures, about: Mapping[str, Any], unit: str, say: Translate) -> Rows:
    """Return the change needed per month, where less than a year is left and a yearly rate would mislead."""
    if "gap" not in figures:
        return []
    if about["indexed"] or not about["path"]:
        return [(say("Target"), say("less than a year is left"))]
    monthly = {"name": "step_needed", "value": figures["gap"]["value"] / (12 * about["symbols"]["n"])}
    return [(say("Monthly change needed from now"), figure_text(monthly, about, unit, say))]

"""What is needed from now on, as the cell of a table: a rate per year, what is left within the year, or headroom."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from lixia_cli.model.measures import FROM_ZERO, MEASURES
from lixia_cli.model.records import is_unknown
from lixia_cli.render.cells import EMPTY, Cell, number_cell
from lixia_cli.render.figure_text import PERCENT, rate_decimals
from lixia_cli.render.numbers import (
    Number,
    behind,
    change,
    difference_decimals,
    figure_decimals,
    rounded,
    to_be_passed,
)
from lixia_cli.render.period_text import in_brackets
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_

Record = Mapping[Any, Any]

LIMITS = ("within_limit", "over_pace", "over_limit")
"""Statuses of limits, which have no distance to cover."""
AT_THE_LIMIT = N_("at the limit, which is to be passed")
NEEDED_FROM = (
    *("measure", "years_observed", "years_met", "judged_by", "status", "data_decimals", "met", "latest_period", "gap"),
    *("changing_limit", "ceiling_now", "latest_value", "direction", "target_high", "years_left", "lower_bound"),
    *("path", "unit", "cagr_needed", "step_needed", "qualifier"),
)
"""The columns of `assess` that `needed` looks at."""
_HELD = {
    "year": N_("{held} years"),
    "quarter": N_("{held} quarters"),
    "month": N_("{held} months"),
    "period": N_("{held} periods"),
}


def needed(record: Record, translate: Translate, unit: str = "", running: bool = False) -> Cell:
    """Return what is needed every year from now on: a growth rate, percentage points or units; the headroom of a limit.

    For a target that must hold in every year, the years in which it did. `unit` stands behind a number of units;
    `running` text says a rise in words.
    """
    main_rate = MEASURES[record["measure"]].main_rate
    if main_rate == "years met" and record["years_observed"] > 0:
        held = f"{record['years_met']:.0f}/{record['years_observed']:.0f}"
        return Cell(translate(_HELD[record["judged_by"]]).format(held=held))
    if record["status"] in LIMITS:
        headroom = _headroom(record)
        over = record["status"] == "over_limit" or headroom < 0
        if over and headroom == 0:
            return Cell(translate(AT_THE_LIMIT))
        template = N_("over by {gap}") if over else N_("headroom {gap}")
        return number_cell(_apart(headroom, record, translate, unit).within(translate(template), "gap"))
    if record["met"] or not record["latest_period"]:
        return EMPTY
    if main_rate == "places" and not is_unknown(record["gap"]):
        return number_cell(rounded(places_to_gain(record)).within(translate("{places} to gain"), "places"))
    if within_the_year(record):
        return _left(record, main_rate, translate, unit, running)
    growth = partial(_growth_needed, record, translate, running)
    step = partial(_step_needed, record, main_rate, translate, unit, running)
    if main_rate == "growth and units":
        amount, rate = step(), growth()
        if EMPTY not in (amount, rate):
            return Cell(in_brackets(amount.text, rate.text, translate))
        return rate if amount == EMPTY else amount
    first, second = (growth, step) if main_rate == "growth" else (step, growth)
    found = first()
    return second() if found == EMPTY else found


def places_to_gain(record: Record) -> float:
    """Return the places still to gain in a ranking: one more where the place itself is to be passed."""
    places: float = abs(record["gap"])
    return places + 1 if record["qualifier"] == "over" else places


def _apart(difference: float, record: Record, translate: Translate, unit: str) -> Number:
    """Return the size of a difference with its unit; that of percentages is in percentage points."""
    shown = rounded(abs(difference), decimals=difference_decimals(record["data_decimals"]))
    if record["unit"] in PERCENT:
        return shown.within(translate("{steps} pp"), "steps")
    return shown._replace(after=behind(unit, translate))


def _headroom(record: Record) -> float:
    """Remaining gap up to the limit: for a total within a range, up to its upper end; of a limit that changes, now."""
    if record["changing_limit"]:
        return float(record["ceiling_now"] - record["latest_value"])
    runs_up = record["direction"] == "within" and record["measure"] in ("flow", "cumulative")
    if runs_up and not is_unknown(record["target_high"]):
        return float(record["target_high"] - record["latest_value"])
    return float(record["gap"])


def within_the_year(record: Record) -> bool:
    """Return whether less than a year is left, so that nothing is needed per year."""
    return bool(0 < record["years_left"] < 1)


def _left(record: Record, main_rate: str, translate: Translate, unit: str, running: bool) -> Cell:
    """Return the remaining gap within the year, in total and per month."""
    amount_to_add = main_rate == "units" or record["measure"] == "flow"
    at_most = "≤" if record["lower_bound"] else ""
    if is_unknown(record["gap"]):
        return EMPTY
    if record["path"] == "compound" and record["measure"] in FROM_ZERO:  # the change in percent that is still to come
        left = _to_be_passed(rounded(record["gap"] / 100, True, _decimals(record), percent=True), record)
        return Cell(translate("still {left}").format(left=change(left, "growth", translate, running).text))
    kind = "points" if record["unit"] in PERCENT else "units"
    after = behind(unit, translate)
    if record["unit"] in PERCENT:
        _, _, after = translate("{steps} pp").partition("{steps}")
    values = {"left": record["gap"], "monthly": record["gap"] / (12 * record["years_left"])}
    if record["measure"] == "growth":
        left = _to_be_passed(rounded(record["gap"], True, _decimals(record))._replace(after=after), record)
        return Cell(translate("still {left}").format(left=change(left, kind, translate, running).text))
    numbers = {
        name: _to_be_passed(
            rounded(value, not amount_to_add, _decimals(record))._replace(before=at_most, after=after), record
        )
        for name, value in values.items()
    }
    signs = str if at_most else translate  # ≤ goes with a sign only
    shown = {name: change(number, kind, signs, running).text for name, number in numbers.items()}
    return Cell(translate("still {left}, {monthly} a month").format(**shown))


def _growth_needed(record: Record, translate: Translate, running: bool) -> Cell:
    rate = record["cagr_needed"]
    decimals = rate_decimals(record["measure"], record["data_decimals"])
    if is_unknown(rate):
        return EMPTY
    shown = _to_be_passed(rounded(rate, True, decimals, percent=True), record)
    return number_cell(change(shown, "growth", translate, running))


def _to_be_passed(number: Number, record: Record) -> Number:
    return number if record["lower_bound"] else to_be_passed(number, record["direction"], record["qualifier"])


def _decimals(record: Record) -> int:
    return figure_decimals(record["data_decimals"])


def _step_needed(record: Record, main_rate: str, translate: Translate, unit: str, running: bool) -> Cell:
    """Return the change needed every year; for a total, the amount."""
    step, total = record["step_needed"], main_rate == "units"
    if is_unknown(step):
        return EMPTY
    amount = _to_be_passed(rounded(step, signed=not total, decimals=_decimals(record)), record)
    # Years are missing from the sum: at most this much is needed.
    at_most = "≤" if total and record["lower_bound"] else ""
    signs = str if at_most else translate  # ≤ goes with a sign only
    if record["unit"] in PERCENT:
        points = change(amount._replace(before=at_most or amount.before), "points", signs, running)
        return number_cell(points.within(translate("{steps} pp"), "steps"))
    units = amount._replace(before=at_most or amount.before, after=behind(unit, translate))
    return number_cell(change(units, "units", signs, running))

"""The cells of a supervision ledger: until when, which light, what is left, and remarks."""

from __future__ import annotations

from lixia_cli.model.further import further_column
from lixia_cli.model.measures import RANKS
from lixia_cli.model.records import is_unknown
from lixia_cli.model.schema import TARGET_COLUMNS
from lixia_cli.render.cells import EMPTY, Cell, number_cell
from lixia_cli.render.column import Record, Wording
from lixia_cli.render.figure_text import PERCENT
from lixia_cli.render.figures import each_text
from lixia_cli.render.needed import AT_THE_LIMIT, places_to_gain
from lixia_cli.render.numbers import change, difference_decimals, rounded, to_be_passed
from lixia_cli.render.period_text import end_text
from lixia_cli.text.messages import N_
from lixia_cli.text.width import all_plain, plain

LIGHTS = {"green": N_("green"), "yellow": N_("yellow"), "red": N_("red"), "grey": N_("grey")}
DEADLINES = next(column.fallbacks for column in TARGET_COLUMNS if column.name == "target_year")
"""Headers that stand for the year of a target where no other does; beside it, their columns say more than the year."""

DUE_FROM = (*map(further_column, DEADLINES), "target_period")
LEFT_FROM = (
    *("gap", "met", "latest_period", "measure", "data_decimals", "unit", "lower_bound"),
    *("direction", "qualifier", "running_ceiling"),
)


def due(record: Record, words: Wording) -> Cell:
    """Return the deadline as the file has it beside the target year (完成时限), else the end of the target's period."""
    written = next((record[name] for name in map(further_column, DEADLINES) if record.get(name)), "")
    if written:
        return Cell(plain(written.strip()))
    return Cell(end_text(record["target_period"], words.translate)) if record["target_period"] else EMPTY


def light(record: Record, words: Wording) -> Cell:
    """Return the light as a word."""
    return Cell(words.translate(LIGHTS[record["light"]]))


def left(record: Record, words: Wording) -> Cell:
    """Return what is left to the target, in its unit or percentage points; nothing for what is met or not observed."""
    gap = record["gap"]
    if is_unknown(gap) or record["met"] or not record["latest_period"]:
        return EMPTY
    if record["measure"] in RANKS:
        return number_cell(rounded(places_to_gain(record)).within(words.translate("{places} to gain"), "places"))
    if _beyond(record):
        return EMPTY
    in_points = record["unit"] in PERCENT
    decimals = difference_decimals(record["data_decimals"])
    if record["running_ceiling"] and gap == 0:
        return Cell(words.translate(AT_THE_LIMIT))
    if record["running_ceiling"]:  # a total cannot fall
        number = rounded(abs(gap), decimals=decimals).within(words.translate("over by {gap}"), "gap")
    elif record["lower_bound"]:
        number = rounded(gap, True, decimals)._replace(before="≤")
    else:
        number = to_be_passed(rounded(gap, True, decimals), record["direction"], record["qualifier"])
        number = change(number, "points left" if in_points else "units left", words.translate)
    return number_cell(number.within(words.translate("{steps} pp"), "steps") if in_points else number)


def _beyond(record: Record) -> bool:
    """Return whether the latest figure is beyond the target, which is not met for another reason: an earlier year's."""
    if record["qualifier"] == "about" or record["running_ceiling"]:
        return False
    gap = record["gap"]
    return bool((record["direction"] == "at_least" and gap < 0) or (record["direction"] == "at_most" and gap > 0))


def remark(record: Record, _: Wording) -> Cell:
    """Return the note that the file has on the target."""
    return Cell(each_text(all_plain, record["remark"]))

"""The cells of a supervision ledger: until when, which light, what is left, and remarks."""

from __future__ import annotations

from lixia_cli.model.further import further_column
from lixia_cli.model.measures import RANKS
from lixia_cli.model.records import is_unknown
from lixia_cli.model.schema import TARGET_COLUMNS
from lixia_cli.render.cells import EMPTY, Cell, number_cell
from lixia_cli.render.column import Record, Wording
from lixia_cli.render.numbers import change, figure_decimals, rounded
from lixia_cli.render.period_text import end_text
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain

LIGHTS = {"green": N_("green"), "yellow": N_("yellow"), "red": N_("red"), "grey": N_("grey")}
_PERCENT = ("%", "％")
DEADLINES = next(column.fallbacks for column in TARGET_COLUMNS if column.name == "target_year")
"""Headers that stand for the year of a target where no other does; beside it, their columns say more than the year."""

DUE_FROM = (*map(further_column, DEADLINES), "target_period")
LEFT_FROM = ("gap", "met", "latest_period", "measure", "data_decimals", "unit", "lower_bound")


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
        return number_cell(rounded(abs(gap)).within(words.translate("{places} to gain"), "places"))
    number = rounded(gap, True, figure_decimals(record["data_decimals"]))
    if record["unit"] in _PERCENT:
        return number_cell(
            change(number, "points left", words.translate).within(words.translate("{steps} pp"), "steps")
        )
    if record["lower_bound"]:
        return number_cell(number._replace(before="≤"))
    return number_cell(change(number, "units left", words.translate))


def remark(record: Record, _: Wording) -> Cell:
    """Return the note that the file has on the target."""
    return Cell(plain(record["remark"]))

"""Assume the kind of indicator where targets leave `measure` empty."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from lixia_cli.check.numbers import parse_numbers
from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.arrays import Bools, Floats
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.further import further_columns
from lixia_cli.model.schema import TARGET_COLUMNS
from lixia_cli.model.table import Table
from lixia_cli.model.units import is_money, is_percentage
from lixia_cli.read.plain_numbers import Cells
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import Message
from lixia_cli.text.patterns import Pattern

Columns = dict[str, Any]

TOTAL, RANK, GROWTH, SHARE, AMOUNT, OTHER = "total", "rank", "growth", "share", "amount", "other"
"""Why a measure is assumed, values of the column `measure_assumed`."""

_RANK_UNITS = ("位次", "名次", "rank", "ranking", "place", "position")
_RANK_OR_PEOPLE = ("位", "名")
_RANK_NAME = Pattern(r"排名|位次|名次|排位|位列|\brank(?:ing|ed)?\b", re.IGNORECASE)
_GROWTH_NAME = Pattern(r"增速|增长率|增幅|增长(?=$|[(（])|\bgrowth\b", re.IGNORECASE)
_RATIOS = ("%", "‰", "比")


def assume_measures(sheet: TypedColumns, columns: Columns, names: tuple[Coded, ...]) -> None:
    """Fill in `measure` where it is empty, and add the column `measure_assumed`: the reason, empty where it is given.

    `columns` has measure and unit; `names` are what the indicator may be called. The first that holds: a unit of ranks
    is a rank; a unit of % with a name that says growth is an average growth; %, ‰ and 比 are shares; anything else is a
    stock. Reports the units 位 and 名 where they may count people as well as places. A total is known by the brackets
    〔〕 around its target value, see `totals_in_brackets`.
    """
    missing = ~sheet.given("measure")
    columns["measure_assumed"] = Coded.full(len(missing), "")
    if not missing.any():
        return
    unit = columns["unit"].map(lambda text: plain_forms(text).strip().lower())
    people_or_rank, percent = unit.is_in(_RANK_OR_PEOPLE), unit == "%"
    says_rank = _any_matches(names, _RANK_NAME, missing & people_or_rank)
    says_growth = _any_matches(names, _GROWTH_NAME, missing & percent)
    falls, rises = _changes(sheet)
    in_words = ~sheet.given("target_value")
    rank = unit.is_in(_RANK_UNITS) | (people_or_rank & (says_rank | falls))
    unclear = missing & people_or_rank & ~rank & ~rises & ~in_words
    sheet.problems.add(
        unclear,
        "unit",
        lambda row: Message(
            "'{unit}' may be a place in a ranking or a number of people; give 'measure' (rank or stock)",
            {"unit": columns["unit"][row]},
        ),
    )
    growth, share = percent & says_growth & ~sheet.given("relative"), unit.is_in(_RATIOS) | unit.holds(is_percentage)
    money = columns["unit"].holds(is_money)
    reason = Coded.of(np.select([rank, growth, share, money], [RANK, GROWTH, SHARE, AMOUNT], OTHER).astype(object))
    columns["measure"] = where(missing, reason.map(lambda code: MEASURE_OF[code]), columns["measure"])
    columns["measure_assumed"] = where(missing, reason, "")


MEASURE_OF = {TOTAL: "cumulative", RANK: "rank", GROWTH: "growth", SHARE: "share", AMOUNT: "stock", OTHER: "stock"}
"""What each reason makes of an indicator."""


def totals_in_brackets(columns: Columns) -> Coded:
    """Return `measure_assumed` once the words around the target values have been read: 〔〕 makes a total."""
    total = (columns["measure_assumed"] != "") & (columns["measure"] == MEASURE_OF[TOTAL])
    return where(total, TOTAL, columns["measure_assumed"])


def as_given(targets: Table) -> Table:
    """Return the table of `check_targets` with the columns that a targets file has, assumed measures empty again.

    A total recognised by the brackets around its value, which have been removed, remains a total. `target_year` is a
    number, but a text where any target is due within a year, or in a fiscal year.
    """
    measure = where(targets.texts("measure_assumed").is_in(("", TOTAL)), targets.texts("measure"), "")
    declared = [column.name for column in TARGET_COLUMNS if column.name in targets]
    period, year = targets.texts("target_period"), targets.floats("target_year")
    whole_years = (period.read(lambda text: float(text) if text.isdecimal() else np.nan, np.float64) == year).all()
    given = targets.with_columns({"measure": measure, "target_year": year if whole_years else period})
    return given.select([*declared, *further_columns(targets)])


def _changes(sheet: TypedColumns) -> tuple[Bools, Bools]:
    """Return where the target is at or below its baseline value, and where it is above it."""
    if not sheet.has("baseline_value"):
        nowhere = np.zeros(len(sheet), dtype=np.bool_)
        return nowhere, nowhere
    start, end = (_numbers(sheet.cells(name)) for name in ("baseline_value", "target_value"))
    return np.asarray(end <= start, dtype=np.bool_), np.asarray(end > start, dtype=np.bool_)


def _numbers(cells: Cells) -> Floats:
    """Return the digits of each cell as a number, whatever is around them."""
    digits = cells.odd.map(lambda text: re.sub(r"^[^0-9]*|[^0-9.]*$", "", plain_forms(text)))
    return np.where(np.isnan(cells.plain), parse_numbers(digits).values, np.abs(cells.plain))


def _any_matches(names: tuple[Coded, ...], form: Pattern, among: Bools) -> Bools:
    """Return where one of the names matches, among some rows; the names of others are not looked at."""
    found, rows = np.zeros(len(among), dtype=np.bool_), np.flatnonzero(among)
    for texts in names:
        found[rows] |= texts[rows].used().holds(lambda text: form.search(plain_forms(text)) is not None)
    return found

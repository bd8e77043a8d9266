"""The cells of a comparison: those that the sides of an indicator share, those of each side, and how it compares."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lixia_cli.model.records import is_unknown, records_of
from lixia_cli.render.cells import EMPTY, Cell, number_cell
from lixia_cli.render.column import Column, Wording
from lixia_cli.render.columns import COLUMNS, ONLY_WHERE_GIVEN, latest_value
from lixia_cli.render.compare.words import words_of
from lixia_cli.render.numbers import Number, difference_decimals, rounded
from lixia_cli.render.report import Report
from lixia_cli.render.table import shared_years, titles_with_years
from lixia_cli.render.view.columns import chosen_for_tables
from lixia_cli.summarise.over_years import BETTER, WORSE
from lixia_cli.summarise.side_by_side import DATES, METHODS, SideBySide
from lixia_cli.text.messages import N_

Record = Mapping[Any, Any]
USUAL = ("indicator", "unit", "nature", "target", "latest", "progress", "verdict")
"""The columns of a table to be read."""
_OF_THE_TARGET = ("unit", "nature", "owner", "domain", "region", "baseline", "target", "due", "remark")
"""Columns that are shown once where all sides have the same in them; columns of codes and of the file are others."""
_OF_THE_VALUE = ("indicator", "unit", "region", "domain", "latest", "latest_value", "period", "marks")
"""Columns in which a region without the target has something too."""
_OF_THE_RULE_SET = ("verdict", "light", "csv-method", "csv-method_value", "csv-flags", "csv-note")
CHANGE, CHANGED, LIGHT, RANK, APART = "change", "changed", "lights", "rank", "apart"
"""The names of the columns in which a side is compared with others."""


@dataclass(frozen=True)
class Entry:
    """One indicator."""

    name: str
    shared: tuple[Cell, ...]
    """A cell for each column that the sides share."""
    sides: tuple[tuple[Cell, ...], ...]
    """By side a cell for each of its columns."""
    apart: tuple[tuple[Cell, ...], ...]
    """By side a cell for each column in which it is compared."""
    lights: tuple[str, ...]
    """By side the light of its verdict; empty without a target."""
    changes: tuple[str, ...]
    """By side the light that suits the change of its verdict; empty for none."""
    median: Cell = EMPTY
    """The median of regions."""


class SideCells:
    """The columns of a comparison, and their cells."""

    def __init__(self, report: Report, shown: SideBySide, usual: Sequence[str]) -> None:
        table = shown.rows
        usual = [name for name in usual if name not in ONLY_WHERE_GIVEN or (table.texts(name) != "").any()]
        columns = [column for column in chosen_for_tables(usual, report.columns) if column.name != "indicator"]
        self.years = shared_years(columns, table)
        self.words = [
            Wording(report.language, report.translate, side.rules, self.years, report.names) for side in shown.sides
        ]
        self._no_target = report.translate("No target")
        self.records = list(records_of(table))
        self._count = len(shown.sides)
        self._report = report
        shareable = [column for column in columns if _may_be_shared(column, shown.varied)]
        self.shared = tuple(column for column in shareable if self._same_on_all_sides(column))
        self.own = tuple(column for column in columns if column not in self.shared)

    def titles(self, columns: Sequence[Column]) -> tuple[str, ...]:
        """Return the titles of columns."""
        return titles_with_years(columns, self.years, self._report.translate)

    def cell(self, column: Column, position: int) -> Cell:
        """Return the cell of a column in a row of the comparison."""
        record = self.records[position]
        if record["status"]:
            return column.cell(record, self.words[position % self._count])
        if column.name == "verdict":
            return Cell(self._no_target)
        there = column.name in _OF_THE_VALUE and record["latest_period"]
        return column.cell(record, self.words[position % self._count]) if there else EMPTY

    def shared_cell(self, column: Column, first: int) -> Cell:
        """Return the cell that the sides of an indicator share; `first` is the row of the first of them."""
        positions = range(first, first + self._count)
        there = [position for position in positions if self.records[position]["status"]]
        return self.cell(column, (there or [first])[0])

    def _same_on_all_sides(self, column: Column) -> bool:
        for first in range(0, len(self.records), self._count):
            rows = range(first, first + self._count)
            there = [
                row
                for row in rows
                if self.records[row]["status"] or (column.name == "unit" and self.records[row]["latest_period"])
            ]
            if len({self.cell(column, row).text for row in there}) > 1:
                return False
        return True


def _may_be_shared(column: Column, varied: str) -> bool:
    if varied == METHODS:
        return column.name not in _OF_THE_RULE_SET
    return column.name in _OF_THE_TARGET or (not column.right and column.name.startswith(("csv-", "further")))


def entry_of(cells: SideCells, shown: SideBySide, ranked: bool, number: int) -> Entry:
    """Return the cells of an indicator by its number."""
    count = len(shown.sides)
    rows = range(number * count, (number + 1) * count)
    records = [cells.records[row] for row in rows]
    named = next((record for record in records if record["status"]), records[0])
    words = cells.words[0]
    return Entry(
        name=COLUMNS["indicator"].cell(named, words).text,
        shared=tuple(cells.shared_cell(column, rows[0]) for column in cells.shared),
        sides=tuple(tuple(cells.cell(column, row) for column in cells.own) for row in rows),
        apart=tuple(_apart_cells(record, records, shown.varied, ranked, words) for record in records),
        lights=tuple(record["light"] for record in records),
        changes=tuple({BETTER: "green", WORSE: "red"}.get(record["verdict_change"], "") for record in records),
        median=_median(records) if ranked else EMPTY,
    )


def apart_columns(varied: str, ranked: bool) -> tuple[Column, ...]:
    """Return the columns in which a side is compared; their cells are made by `_apart_cells`."""
    if varied == METHODS:
        return (_column(LIGHT, N_("Light compared")),)
    if ranked:
        return _column(RANK, N_("Rank"), right=True), _column(APART, N_("From the median"), right=True)
    if varied == DATES:
        return _column(CHANGE, N_("Change"), right=True), _column(CHANGED, N_("Change of verdict"))
    return _column(CHANGE, N_("Difference"), right=True), _column(CHANGED, N_("Verdict compared"))


UNDER_A_TITLE = {CHANGE: N_("Value"), CHANGED: N_("Verdict"), LIGHT: N_("Light")}


def _column(name: str, title: str, right: bool = False) -> Column:
    return Column(name, title, lambda _, __: EMPTY, (), right=right, wraps=not right, wanted=8)


def apart_title(varied: str, report: Report) -> str:
    """Return what stands above the columns in which two sides are compared."""
    if varied == METHODS:
        return report.translate("Compared")
    return report.translate("Change") if varied == DATES else report.translate("Difference")


def _apart_cells(
    record: Record, records: Sequence[Record], varied: str, ranked: bool, words: Wording
) -> tuple[Cell, ...]:
    """Return the cells of `apart_columns` for one side; `records` are those of all of them."""
    never_seen = record["status"] == record["status_before"] == "no_data"
    changed = "" if never_seen else words_of(varied).get(record["verdict_change"], "")
    verdict = Cell(words.translate(changed)) if changed else EMPTY
    if varied == METHODS:
        return (verdict,)
    if ranked:
        unknown = is_unknown(record["value_rank"])
        rank: Cell = EMPTY if unknown else number_cell(Number(float(record["value_rank"])))
        return rank, _apart(record["from_median"], record, records, words)
    return _apart(record["value_change"], record, records, words), verdict


def _apart(value: float, record: Record, records: Sequence[Record], words: Wording) -> Cell:
    """Return a difference with its sign, percentages in points."""
    if math.isnan(value):
        return EMPTY
    decimals = max(int(one["data_decimals"]) for one in records)
    number = rounded(value, value != 0, max(difference_decimals(decimals), 2))
    if record["unit"] in ("%", "％"):
        return number_cell(number.within(words.translate("{steps} pp"), "steps"))
    return number_cell(number)


def _median(records: Sequence[Record]) -> Cell:
    known = [record for record in records if not math.isnan(record["value_median"])]
    if not known:
        return EMPTY
    return latest_value({**known[0], "latest_value": known[0]["value_median"], "lower_bound": False})

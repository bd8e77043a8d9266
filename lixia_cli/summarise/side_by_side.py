"""Two or more sides of a plan beside each other: dates, regions, plans or rule sets, and what differs between them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.coded import Coded, first_that_holds, where
from lixia_cli.model.formulas import difference
from lixia_cli.model.further import headers_beside
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.measures import codes
from lixia_cli.model.periods import parse_period
from lixia_cli.model.records import records_of
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.model.table import Column, Table, below, nothing_known
from lixia_cli.summarise.over_years import verdict_changes
from lixia_cli.summarise.regions import ranking, same_period, same_start
from lixia_cli.text.messages import N_

SIDE = "side"
"""The first column of csv and json: the period, region, plan or rule set."""
COMPARED_COLUMNS = (
    "compared_with",
    "value_change",
    "status_before",
    "verdict_change",
    "value_rank",
    "value_median",
    "from_median",
    "lacking",
    "not_compared",
)
"""The last columns of csv and json. Columns may be added at the end, but never moved or renamed."""
NO_TARGET, NO_DATA = "target", "data"
"""Codes of `lacking`, with a space between them where a side has neither."""
SAME_LIGHT, OTHER_LIGHT = "same_light", "other_light"
"""Codes of `verdict_change` between rule sets, beside those of `over_years.CHANGES`."""
DATES, REGIONS, PLANS, METHODS = "as_of", "region", "plan", "method"
RANKED_FROM = 3
"""Number of regions from which on their values are ranked."""
_OF_A_SPAN = codes(part_years="annual plan") + codes(part_years="never")
"""Measures of which the figure of a part of a year is another one than that of the year."""
_LOOKED_AT = (
    *("unit", "measure", "direction", "baseline_year", "period_start", "latest_period", "latest_value"),
    *("lower_bound", "flag_bound_lower", "flag_bound_upper"),
)
"""The columns that decide whether values can be compared."""
Record = Mapping[Any, Any]


@dataclass(frozen=True)
class Side:
    """One of the sides."""

    code: str
    """The period, region, plan or rule set; no two sides have the same."""
    assessed: Table
    """The table of `assess`; rows of targets that it does not have itself, with a value alone, have no status."""
    rules: RuleSet


@dataclass(frozen=True)
class SideBySide:
    """The sides with the same indicators in the same order."""

    varied: str
    """What the sides differ in: DATES, REGIONS, PLANS or METHODS."""
    sides: tuple[Side, ...]
    rows: Table
    """One row for each indicator and side, the sides of an indicator together: SIDE, the columns of `assess`,
    COMPARED_COLUMNS."""

    @property
    def count(self) -> int:
        """Return the number of indicators."""
        return len(self.rows) // len(self.sides)

    def of_side(self, position: int) -> Table:
        """Return the rows of one side, one for each indicator."""
        return self.rows.rows(slice(position, None, len(self.sides)))

    def only(self, indicators: Sequence[int]) -> SideBySide:
        """Return the same of some of the indicators, in this order."""
        places = np.asarray(indicators, dtype=np.int64)[:, None] * len(self.sides) + np.arange(len(self.sides))
        return SideBySide(self.varied, self.sides, self.rows.rows(places.ravel()))

    def of_indicators(self) -> Table:
        """Return a row for each indicator: of the last side that has the target, without what the sides differ in."""
        has_target = self._by_indicator(self.rows.texts("status") != "")
        last = len(self.sides) - 1 - has_target[:, ::-1].argmax(axis=1)
        rows = self.rows.rows(np.arange(self.count) * len(self.sides) + last)
        return rows.with_columns({self.varied: Coded.full(len(rows), "")}) if self.varied in TARGET_ID else rows

    def targeted(self) -> Bools:
        """Return the indicators for which one of the sides has a target."""
        return self._on_one_side(self.rows.texts("status") != "")

    def with_data(self) -> Bools:
        """Return the indicators that have a value, or a target in words, on one side."""
        told = (self.rows.texts("latest_period") != "") | ~self.rows.texts("status").is_in(("", "no_data"))
        return self._on_one_side(told)

    def _on_one_side(self, holds: Bools) -> Bools:
        """Return for each indicator whether a condition on the rows holds on one side."""
        return np.asarray(self._by_indicator(holds).any(axis=1), dtype=np.bool_)

    def _by_indicator(self, holds: Bools) -> Bools:
        """Return a condition on the rows with a line for each indicator and a column for each side."""
        return holds.reshape(-1, len(self.sides))


def side_by_side(varied: str, sides: Sequence[Side]) -> SideBySide:
    """Put sides beside each other by plan, region and key, but for what they differ in.

    Dates are compared with the one before, other sides with the first. Regions are ranked from RANKED_FROM on.
    """
    rows = _aligned(varied, sides)
    count = len(sides)
    before = np.arange(len(rows)) - (1 if varied == DATES else np.arange(len(rows)) % count)
    is_first = np.arange(len(rows)) % count == 0
    records = list(records_of(rows.select(_LOOKED_AT)))
    obstacles = Coded.of_list(
        [
            "" if first else _why_no_difference(varied, record, records[other])
            for record, other, first in zip(records, before, is_first, strict=True)
        ]
    )
    value = rows.floats("latest_value")
    compared = ~is_first & (obstacles == "") & (varied != METHODS)
    not_ranked, ranks = _ranks(varied, records, count)
    found: dict[str, Column] = {
        "compared_with": where(is_first, "", rows.texts(SIDE)[before]),
        "value_change": np.where(compared, difference(value, value[before]), np.nan),
        **_verdicts(varied, sides, rows, before, is_first),
        **ranks,
        "lacking": _lacking(rows),
        "not_compared": where(not_ranked == "", obstacles, not_ranked),
    }
    own = rows.without(SIDE, *COMPARED_COLUMNS)
    columns = {SIDE: rows[SIDE]} | {name: own[name] for name in own} | {name: found[name] for name in COMPARED_COLUMNS}
    return SideBySide(varied, tuple(sides), Table(columns, len(rows)))


def with_what_differs(rows: Table, columns: Table) -> Table:
    """Return the columns of csv and json of some rows: SIDE, those of `columns` for the same rows, COMPARED_COLUMNS."""
    headers = headers_beside((SIDE, *COMPARED_COLUMNS), columns)
    own = {header: columns[name] for header, name in zip(headers, columns, strict=True)}
    return Table({SIDE: rows[SIDE]} | own | {name: rows[name] for name in COMPARED_COLUMNS}, len(rows))


def _aligned(varied: str, sides: Sequence[Side]) -> Table:
    """Return one row for each indicator and side; what a side does not have has its codes and names alone."""
    identity = [name for name in TARGET_ID if name != varied]
    everything = below([side.assessed for side in sides])
    indicator = codes_of(*map(everything.texts, identity))
    number = np.repeat(np.arange(len(sides)), [len(side.assessed) for side in sides])
    count = int(indicator.max(initial=-1)) + 1
    place = np.full((count, len(sides)), -1, dtype=np.int64)
    place[indicator[::-1], number[::-1]] = np.arange(len(everything))[::-1]
    first = _first_there(everything, place)
    flat = place.ravel()
    missing = flat < 0
    rows = everything.rows(np.where(missing, np.repeat(first, len(sides)), flat))
    kept = (*identity, "domain", "name_zh", "name_en")
    known = {name: rows[name] if name in kept else _without(rows[name], missing) for name in rows}
    codes = Coded.of_list([side.code for side in sides] * count)
    if varied in TARGET_ID:
        known[varied] = where(missing, codes, rows.texts(varied))
    return Table({**known, SIDE: codes}, len(rows))


def _without(column: Column, missing: Bools) -> Column:
    """Return a column in which nothing is known of some rows."""
    if isinstance(column, Coded):
        return where(missing, "", column)
    return np.where(missing, np.asarray(nothing_known(column, len(column))), column)


def _first_there(everything: Table, place: Ints) -> Ints:
    """Return for each indicator a row that says what it is called: the first with a target, else the first."""
    has_target = everything.texts("status") != ""
    with_target = (place >= 0) & has_target[place]
    rank = np.where(with_target, 0, np.where(place >= 0, 1, 2))
    return place[np.arange(len(place)), rank.argmin(axis=1)] if len(place) else place.ravel()


def _lacking(rows: Table) -> Coded:
    """Return the codes of what a side does not have."""
    no_target, no_data = rows.texts("status") == "", rows.texts("latest_period") == ""
    both = (no_target & no_data, f"{NO_TARGET} {NO_DATA}")
    return first_that_holds([both, (no_target, NO_TARGET), (no_data, NO_DATA)], "")


def _why_no_difference(varied: str, record: Record, other: Record) -> str:
    """Return why the values of two sides have no difference; empty where they have, or one has no value."""
    if varied == METHODS or not record["latest_period"] or not other["latest_period"]:
        return ""
    both = (record, other)
    if len({one["unit"] for one in both}) > 1:
        return N_("the units differ")
    if len({one["measure"] for one in both}) > 1:
        return N_("the kinds of indicator differ")
    if not same_start(record, other):
        return N_("the values are counted from different years")
    if varied in (DATES, PLANS) and same_period(record, other):
        return N_("there is no newer figure") if varied == DATES else N_("it is the same figure")
    if any(one["lower_bound"] or math.isnan(one["latest_value"]) for one in both):
        return N_("years are missing from a sum or average")
    if any(one["flag_bound_lower"] or one["flag_bound_upper"] for one in both):
        return N_("a figure is published as a bound")
    if varied == REGIONS:
        return _why_no_difference_of_regions(record, other)
    if record["measure"] in _OF_A_SPAN and not _same_part(*both):
        return N_("the figures cover different parts of a year")
    return ""


def _why_no_difference_of_regions(record: Record, other: Record) -> str:
    """Return the same for two regions with comparable figures."""
    if not same_period(record, other):
        return N_("the values are of different periods")
    if not record["measure"] and not _is_whole(record["latest_period"]):
        return N_("figures of parts of a year may be running totals or not")
    return ""


def _is_whole(text: str) -> bool:
    """Return whether a period begins with its year, so that an amount of it is the same by itself and in total."""
    period = parse_period(text)
    return period is not None and period.span == period.months


def _same_part(record: Record, other: Record) -> bool:
    """Return whether two figures cover the same months of their years."""
    periods = [parse_period(one["latest_period"]) for one in (record, other)]
    return len({period.months for period in periods if period is not None}) == 1


def _verdicts(varied: str, sides: Sequence[Side], rows: Table, before: Ints, is_first: Bools) -> dict[str, Coded]:
    """Return `status_before` and `verdict_change`; rule sets are compared by their lights."""
    status, light = rows.texts("status"), rows.texts("light")
    status_before = where(is_first, "", status[before])
    judged = (status != "") & (status_before != "")
    if varied == METHODS:
        told = judged & (light != "grey") & (light[before] != "grey")
        change = first_that_holds([(~told, ""), (light == light[before], SAME_LIGHT)], OTHER_LIGHT)
    else:
        change = where(judged, verdict_changes(status_before, status, sides[0].rules), "")
    return {"status_before": status_before, "verdict_change": change}


def _ranks(varied: str, records: Sequence[Record], count: int) -> tuple[Coded, dict[str, Floats]]:
    """Return why values that are there have no rank, and the columns `value_rank`, `value_median`, `from_median`."""
    rank, values, middle = (np.full(len(records), np.nan) for _ in range(3))
    reasons = [""] * len(records)
    if varied == REGIONS and count >= RANKED_FROM:
        for first in range(0, len(records), count):
            found = ranking(records[first : first + count])
            for position in range(first, first + count):
                place = found.places[position - first]
                values[position] = found.values[position - first]
                if place is not None:
                    rank[position] = place
                elif records[position]["latest_period"]:
                    reasons[position] = found.obstacle
                if found.median is not None:
                    middle[position] = found.median
    ranks = {"value_rank": rank, "value_median": middle, "from_median": difference(values, middle)}
    return Coded.of_list(reasons), ranks

"""Two or more sides of a plan beside each other: dates, regions, plans or rule sets, and what differs between them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.arrays import Bools, Ints, Texts
from lixia_cli.model.formulas import difference
from lixia_cli.model.further import headers_beside
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.measures import codes
from lixia_cli.model.periods import parse_period
from lixia_cli.model.schema import TARGET_ID
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
Record = Mapping[Any, Any]


@dataclass(frozen=True)
class Side:
    """One of the sides."""

    code: str
    """The period, region, plan or rule set; no two sides have the same."""
    assessed: pd.DataFrame
    """The frame of `assess`; rows of targets that it does not have itself, with a value alone, have no status."""
    rules: RuleSet


@dataclass(frozen=True)
class SideBySide:
    """The sides with the same indicators in the same order."""

    varied: str
    """What the sides differ in: DATES, REGIONS, PLANS or METHODS."""
    sides: tuple[Side, ...]
    rows: pd.DataFrame
    """One row for each indicator and side, the sides of an indicator together: SIDE, the columns of `assess`,
    COMPARED_COLUMNS."""

    @property
    def count(self) -> int:
        """Return the number of indicators."""
        return len(self.rows) // len(self.sides)

    def of_side(self, position: int) -> pd.DataFrame:
        """Return the rows of one side, one for each indicator."""
        return self.rows.iloc[position :: len(self.sides)]

    def only(self, indicators: Sequence[int]) -> SideBySide:
        """Return the same of some of the indicators, in this order."""
        places = np.asarray(indicators, dtype=np.int64)[:, None] * len(self.sides) + np.arange(len(self.sides))
        return SideBySide(self.varied, self.sides, self.rows.iloc[places.ravel()])

    def of_indicators(self) -> pd.DataFrame:
        """Return a row for each indicator: of the last side that has the target, without what the sides differ in."""
        has_target = (self.rows["status"] != "").to_numpy(dtype=np.bool_).reshape(-1, len(self.sides))
        last = len(self.sides) - 1 - has_target[:, ::-1].argmax(axis=1)
        rows: pd.DataFrame = self.rows.iloc[np.arange(self.count) * len(self.sides) + last].reset_index(drop=True)
        return rows.assign(**{self.varied: ""}) if self.varied in TARGET_ID else rows

    def targeted(self) -> Bools:
        """Return the indicators for which one of the sides has a target."""
        has_target = (self.rows["status"] != "").to_numpy(dtype=np.bool_)
        return np.asarray(has_target.reshape(-1, len(self.sides)).any(axis=1), dtype=np.bool_)

    def with_data(self) -> Bools:
        """Return the indicators that have a value, or a target in words, on one side."""
        told = (self.rows["latest_period"] != "") | ~self.rows["status"].isin(("", "no_data"))
        return np.asarray(told.to_numpy(dtype=np.bool_).reshape(-1, len(self.sides)).any(axis=1), dtype=np.bool_)


def side_by_side(varied: str, sides: Sequence[Side]) -> SideBySide:
    """Put sides beside each other by plan, region and key, but for what they differ in.

    Dates are compared with the one before, other sides with the first. Regions are ranked from RANKED_FROM on.
    """
    rows = _aligned(varied, sides)
    count = len(sides)
    before = np.arange(len(rows)) - (1 if varied == DATES else np.arange(len(rows)) % count)
    is_first = np.arange(len(rows)) % count == 0
    records = rows.to_dict("records")
    obstacles = np.array(
        [
            "" if first else _why_no_difference(varied, record, records[other])
            for record, other, first in zip(records, before, is_first, strict=True)
        ],
        dtype=object,
    )
    value = rows["latest_value"].to_numpy(dtype=np.float64)
    compared = ~is_first & (obstacles == "") & (varied != METHODS)
    rows = rows.assign(
        compared_with=np.where(is_first, "", rows[SIDE].to_numpy(dtype=object)[before]),
        value_change=np.where(compared, difference(value, value[before]), np.nan),
        **_verdicts(varied, sides, rows, before, is_first),
        **_ranks(varied, records, count),
        lacking=_lacking(rows),
    )
    reasons = rows.pop("_not_ranked").to_numpy(dtype=object)
    rows["not_compared"] = np.where(reasons == "", obstacles, reasons)
    further = [name for name in rows if name not in (SIDE, *COMPARED_COLUMNS)]
    return SideBySide(varied, tuple(sides), rows[[SIDE, *further, *COMPARED_COLUMNS]])


def with_what_differs(rows: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of csv and json of some rows: SIDE, those of `columns` for the same rows, COMPARED_COLUMNS."""
    own = headers_beside((SIDE, *COMPARED_COLUMNS), columns.columns)
    return pd.concat([rows[[SIDE]], columns.set_axis(own, axis=1), rows[list(COMPARED_COLUMNS)]], axis=1)


def _aligned(varied: str, sides: Sequence[Side]) -> pd.DataFrame:
    """Return one row for each indicator and side; what a side does not have has its codes and names alone."""
    identity = [name for name in TARGET_ID if name != varied]
    everything = pd.concat([side.assessed for side in sides], ignore_index=True)
    indicator = codes_of(*(everything[name].to_numpy(dtype=object) for name in identity))
    number = np.repeat(np.arange(len(sides)), [len(side.assessed) for side in sides])
    count = int(indicator.max(initial=-1)) + 1
    place = np.full((count, len(sides)), -1, dtype=np.int64)
    place[indicator[::-1], number[::-1]] = np.arange(len(everything))[::-1]
    first = _first_there(everything, place)
    flat = place.ravel()
    missing = flat < 0
    rows = everything.iloc[np.where(missing, np.repeat(first, len(sides)), flat)].reset_index(drop=True)
    kept = (*identity, "domain", "name_zh", "name_en")
    for name in rows:
        if name not in kept:
            rows[name] = rows[name].where(~missing, _blank(rows[name].dtype, rows.index))
    codes = np.tile(np.array([side.code for side in sides], dtype=object), count)
    if varied in TARGET_ID:
        rows[varied] = np.where(missing, codes, rows[varied].to_numpy(dtype=object))
    return rows.assign(**{SIDE: codes}).copy()


def _blank(dtype: Any, index: pd.Index) -> pd.Series:
    """Return a column of a type in which nothing is known: empty texts, no numbers, nothing true."""
    value: object = ""
    if pd.api.types.is_bool_dtype(dtype):
        value = False
    elif pd.api.types.is_float_dtype(dtype):
        value = np.nan
    elif pd.api.types.is_integer_dtype(dtype):
        value = pd.NA if pd.api.types.is_extension_array_dtype(dtype) else 0
    cells: pd.Series = pd.Series(value, index=index, dtype=dtype)
    return cells


def _first_there(everything: pd.DataFrame, place: Ints) -> Ints:
    """Return for each indicator a row that says what it is called: the first with a target, else the first."""
    has_target = (everything["status"] != "").to_numpy(dtype=np.bool_)
    with_target = (place >= 0) & has_target[place]
    rank = np.where(with_target, 0, np.where(place >= 0, 1, 2))
    return place[np.arange(len(place)), rank.argmin(axis=1)] if len(place) else place.ravel()


def _lacking(rows: pd.DataFrame) -> Texts:
    """Return the codes of what a side does not have."""
    no_target, no_data = rows["status"] == "", rows["latest_period"] == ""
    kinds = [no_target & no_data, no_target, no_data]
    return np.select(kinds, [f"{NO_TARGET} {NO_DATA}", NO_TARGET, NO_DATA], "").astype(object)


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


def _verdicts(
    varied: str, sides: Sequence[Side], rows: pd.DataFrame, before: Ints, is_first: Bools
) -> dict[str, np.ndarray]:
    """Return `status_before` and `verdict_change`; rule sets are compared by their lights."""
    status, light = (rows[name].to_numpy(dtype=object) for name in ("status", "light"))
    status_before = np.where(is_first, "", status[before])
    judged = (status != "") & (status_before != "")
    if varied == METHODS:
        told = judged & (light != "grey") & (light[before] != "grey")
        change = np.where(told, np.where(light == light[before], SAME_LIGHT, OTHER_LIGHT), "")
    else:
        change = np.where(judged, verdict_changes(status_before, status, sides[0].rules), "")
    return {"status_before": status_before, "verdict_change": change.astype(object)}


def _ranks(varied: str, records: Sequence[Record], count: int) -> dict[str, Any]:
    """Return `value_rank`, `value_median`, `from_median`, and why values that are there have no rank."""
    rank = pd.array([pd.NA] * len(records), dtype="Int64")
    values, middle = np.full(len(records), np.nan), np.full(len(records), np.nan)
    reasons = np.full(len(records), "", dtype=object)
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
    return {
        "value_rank": rank,
        "value_median": middle,
        "from_median": difference(values, middle),
        "_not_ranked": reasons,
    }

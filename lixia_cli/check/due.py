"""Read when targets are due: in a year, or by the end of one of its halves, quarters or months."""

from __future__ import annotations

import numpy as np

from lixia_cli.check.typed_columns import FIRST_YEAR, LAST_YEAR, TypedColumns
from lixia_cli.model.grouping import per_distinct
from lixia_cli.model.missing import is_missing
from lixia_cli.model.periods import Period, doubt_about_period, parse_period
from lixia_cli.text.messages import Message

Columns = dict[str, np.ndarray]

UNKNOWN = Period(0, 12, "")


def read_due(sheet: TypedColumns) -> Columns:
    """Return when each target is due, from the column `target_year`; reports what is no year or period.

    `target_year` is the year (float64, NaN where it can't be read), `target_period` the period as text (2025, 2026-10,
    FY2025), `target_time` the end of it on the time axis (2025.0, 2025 + 10/12), and `by_when` whether it is a half,
    quarter or month (bool).
    """
    if not sheet.has("target_year"):
        nothing = np.full(len(sheet), np.nan)
        nowhere, never = np.full(len(sheet), "", dtype=object), np.zeros(len(sheet), dtype=np.bool_)
        return {"target_year": nothing, "target_period": nowhere, "target_time": nothing, "by_when": never}
    texts = per_distinct(sheet.text("target_year"), lambda text: "" if is_missing(text) else text)
    meaning = Message("year, or quarter or month, in which the target is due")
    missing = Message("is empty; {meaning}", {"meaning": meaning})
    sheet.problems.add((texts == "") & sheet.given("target_year"), "target_year", lambda _: missing)
    read = per_distinct(texts, lambda text: parse_period(text) or UNKNOWN)
    year = np.array([period.year for period in read], dtype=np.float64)
    broken = ~((year >= FIRST_YEAR) & (year <= LAST_YEAR))
    sheet.problems.add(broken & (texts != ""), "target_year", lambda row: _why_not(texts[row]))
    time = np.array([period.time for period in read], dtype=np.float64)
    return {
        "target_year": np.where(broken, np.nan, year),
        "target_period": np.array([period.text for period in read], dtype=object),
        "target_time": np.where(broken, np.nan, time),
        "by_when": np.array([period.span < 12 for period in read], dtype=np.bool_),
    }


def _why_not(text: str) -> Message:
    doubt = None if parse_period(text) else doubt_about_period(text)
    return doubt or Message("'{text}' is not a year; write it like 2025", {"text": text})

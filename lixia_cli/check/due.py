"""Read when targets are due: in a year, or by the end of one of its halves, quarters or months."""

from __future__ import annotations

import numpy as np

from lixia_cli.check.typed_columns import FIRST_YEAR, LAST_YEAR, TypedColumns
from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.further import further_columns
from lixia_cli.model.grouping import per_distinct
from lixia_cli.model.missing import is_missing
from lixia_cli.model.periods import Period, doubt_about_period, parse_period
from lixia_cli.model.words import DUE
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message

Columns = dict[str, np.ndarray]

UNKNOWN = Period(0, 12, "")


def read_due(sheet: TypedColumns) -> Columns:
    """Return when each target is due, from the column `target_year`; reports what is no year or period.

    `target_year` is the year (float64, NaN where it can't be read), `target_period` the period as text (2025, 2026-10,
    FY2025) and `target_time` the end of it on the time axis: 2025.0, 2025 + 10/12. A deadline in a further column
    (完成时限) beside a year is when in that year.
    """
    if not sheet.has("target_year"):
        nothing, nowhere = np.full(len(sheet), np.nan), np.full(len(sheet), "", dtype=object)
        return {"target_year": nothing, "target_period": nowhere, "target_time": nothing}
    texts = per_distinct(sheet.text("target_year"), lambda text: "" if is_missing(text) else text)
    meaning = Message("year, or quarter or month, in which the target is due")
    missing = Message("is empty; {meaning}", {"meaning": meaning})
    sheet.problems.add((texts == "") & sheet.given("target_year"), "target_year", lambda _: missing)
    read = _periods(texts)
    year = np.array([period.year for period in read], dtype=np.float64)
    broken = ~((year >= FIRST_YEAR) & (year <= LAST_YEAR))
    sheet.problems.add(broken & (texts != ""), "target_year", lambda row: _why_not(texts[row]))
    _within_that_year(sheet, read)
    time = np.array([period.time for period in read], dtype=np.float64)
    return {
        "target_year": np.where(broken, np.nan, year),
        "target_period": np.array([period.text for period in read], dtype=object),
        "target_time": np.where(broken, np.nan, time),
    }


def _periods(texts: Texts) -> np.ndarray:
    return per_distinct(texts, lambda text: parse_period(text) or UNKNOWN)


def _within_that_year(sheet: TypedColumns, read: np.ndarray) -> None:
    """Replace whole years in `read` by the part of them that a deadline in a further column names, with a note.

    Reports deadlines in other years.
    """
    frame = sheet.records.frame
    for name, header in further_columns(frame.columns).items():
        if same_word(header) in _DEADLINES:
            _within_year_of(sheet, read, per_distinct(frame[name].to_numpy(dtype=object), str.strip), header)


def _within_year_of(sheet: TypedColumns, read: np.ndarray, texts: Texts, header: str) -> None:
    """Do the same for one column of deadlines, `texts`."""
    due = _periods(texts)
    year, own_year = (_part(periods, "year") for periods in (due, read))
    whole_year = _part(read, "span") == 12
    told = (year > 0) & (own_year > 0) & whole_year
    template = N_("{year}, but '{text}' in the column {header} is in another year; keep the right one")
    sheet.problems.add(
        told & (year != own_year),
        "target_year",
        lambda row: Message(template, {"year": own_year[row], "text": texts[row], "header": header}),
    )
    within = told & (year == own_year) & (_part(due, "span") < 12)
    read[within] = due[within]
    if within.any():
        values = {"file": sheet.records.label, "column": header, "count": int(within.sum())}
        sheet.problems.notes.append(Message("{file}: {column} read as when in the target year: {count}", values))


def _part(periods: np.ndarray, name: str) -> Ints:
    return np.array([getattr(period, name) for period in periods], dtype=np.int64)


_DEADLINES = frozenset(map(same_word, DUE))


def _why_not(text: str) -> Message:
    doubt = None if parse_period(text) else doubt_about_period(text)
    return doubt or Message("'{text}' is not a year; write it like 2025", {"text": text})

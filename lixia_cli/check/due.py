"""Read when targets are due: in a year, or by the end of one of its halves, quarters or months."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np

from lixia_cli.check.typed_columns import FIRST_YEAR, LAST_YEAR, TypedColumns
from lixia_cli.model.arrays import Bools, alike, at, only_where
from lixia_cli.model.coded import Coded, Codes
from lixia_cli.model.further import further_columns
from lixia_cli.model.missing import is_missing
from lixia_cli.model.no_period import doubt_about_period
from lixia_cli.model.periods import Period, parse_period
from lixia_cli.model.words import DUE
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

Columns = dict[str, Any]

UNKNOWN = Period(0, 12, "")


def read_due(sheet: TypedColumns) -> Columns:
    """Return when each target is due, from the column `target_year`; reports what is no year or period.

    `target_year` is the year (float64, NaN where it can't be read), `target_period` the period as text (2025, 2026-10,
    FY2025) and `target_time` the end of it on the time axis: 2025.0, 2025 + 10/12. A deadline in a further column
    (完成时限) beside a year is when in that year.
    """
    if not sheet.has("target_year"):
        nothing = alike(np.nan, len(sheet))
        return {"target_year": nothing, "target_period": Coded.full(len(sheet), ""), "target_time": nothing}
    texts = sheet.text("target_year").map(lambda text: "" if is_missing(text) else text)
    meaning = Message("year, or quarter or month, in which the target is due")
    missing = Message("is empty; {meaning}", {"meaning": meaning})
    sheet.problems.add((texts == "") & sheet.given("target_year"), "target_year", lambda _: missing)
    due = _Due.of(texts)
    year = due.part("year")
    broken = ~((year >= FIRST_YEAR) & (year <= LAST_YEAR))
    sheet.problems.add(broken & (texts != ""), "target_year", lambda row: _why_not(texts[row]))
    due = _within_that_year(sheet, due)
    return {
        "target_year": only_where(~broken, due.part("year", np.float64)),
        "target_period": Coded.of(np.array([period.text for period in due.periods], dtype=object)).take(due.codes),
        "target_time": only_where(~broken, due.part("time")),
    }


class _Due(NamedTuple):
    """A period for each row."""

    codes: Codes
    """Of every row, the position of its period."""
    periods: list[Period]

    @classmethod
    def of(cls, texts: Coded) -> _Due:
        """Read a column of texts; what is no period is UNKNOWN."""
        return cls(texts.codes, [_deadline(text) or UNKNOWN for text in texts.distinct])

    def part(self, name: str, kind: type[np.generic] | None = None) -> np.ndarray:
        """Return a part of the period of each row: year, time, span."""
        return at(np.array([getattr(period, name) for period in self.periods], dtype=kind), self.codes)

    def replaced(self, rows: Bools, other: _Due) -> _Due:
        """Return the periods with those of another column in some rows."""
        return _Due(
            np.where(rows, other.codes.astype(np.int64) + len(self.periods), self.codes),
            [*self.periods, *other.periods],
        )


_BY = Pattern(
    r"(?:到|至|by(?: the)?(?: end)?(?: of)?\s)\s*(?P<date>[^\s].*)|(?P<month_end>.*[底末日])(?:之?前)", re.IGNORECASE
)


def _deadline(text: str) -> Period | None:
    """Read a deadline: a period, or words for its end like 到2025年, 2025年底前, by the end of 2025."""
    period = parse_period(text)
    if period is not None:
        return period
    found = _BY.fullmatch(text.strip())
    return parse_period(found["date"] or found["month_end"]) if found else None


def _within_that_year(sheet: TypedColumns, due: _Due) -> _Due:
    """Return the periods with the part of a whole year that a deadline in a further column names, with a note.

    Reports deadlines in other years.
    """
    table = sheet.records.table
    for name, header in further_columns(table).items():
        if same_word(header) in _DEADLINES:
            due = _within_year_of(sheet, due, table.texts(name).map(str.strip), header)
    return due


def _within_year_of(sheet: TypedColumns, due: _Due, texts: Coded, header: str) -> _Due:
    """Do the same for one column of deadlines, `texts`."""
    deadline = _Due.of(texts)
    year, own_year = deadline.part("year"), due.part("year")
    told = (year > 0) & (own_year > 0) & (due.part("span") == 12)
    template = N_("{year}, but '{text}' in the column {header} is in another year; keep the right one")
    sheet.problems.add(
        told & (year != own_year),
        "target_year",
        lambda row: Message(template, {"year": own_year[row], "text": texts[row], "header": header}),
    )
    within = told & (year == own_year) & (deadline.part("span") < 12)
    if within.any():
        values = {"file": sheet.records.label, "column": header, "count": int(within.sum())}
        sheet.problems.notes.append(Message("{file}: {column} read as when in the target year: {count}", values))
    return due.replaced(within, deadline)


_DEADLINES = frozenset(map(same_word, DUE))


def _why_not(text: str) -> Message:
    doubt = None if _deadline(text) else doubt_about_period(text)
    return doubt or Message("'{text}' is not a year; write it like 2025", {"text": text})

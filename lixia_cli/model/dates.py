"""Dates of announcement and publication: a day, or a month, quarter or year, which count from their end."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import NamedTuple

from lixia_cli.model.periods import parse_period
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import Message
from lixia_cli.text.patterns import Pattern

_YEAR = r"(?P<year>[12][0-9]{3})"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])"
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_TIME = r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_FORMS = [
    Pattern(form)
    for form in (
        rf"{_YEAR}([-/.]){_MONTH}\2{_DAY}{_TIME}",
        rf"{_YEAR}年{_MONTH}月{_DAY}日",
        r"(?P<year>[12][0-9]{3})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])",
        rf"{_YEAR}[-/.]{_MONTH}",
        rf"{_YEAR}年{_MONTH}月份?",
        rf"{_DAY} {_NAME},? {_YEAR}",
        rf"{_NAME} {_DAY},? {_YEAR}",
    )
]
_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TWO_FIRST = Pattern(rf"(?P<first>[0-9]{{1,2}})([-/.])(?P<second>[0-9]{{1,2}})\2{_YEAR}")
_WITHIN_A_YEAR = Pattern(r"[12][0-9]{3}(?:H1|Q[1-4]|-[0-9]{2})?")


class Date(NamedTuple):
    """A day, or a longer period of which the day is not known; times are in years, 2022.0 being the end of 2022."""

    begin: float
    end: float
    """The time from which it certainly counts: the end of the day, of the month, of the year."""


def last_day(text: str) -> datetime.date | None:
    """Return the day that a text names, or the last day of its month, quarter, half or year; None if it names none.

    >>> last_day("2023-05-31"), last_day("2024年2月"), last_day("2023")
    (datetime.date(2023, 5, 31), datetime.date(2024, 2, 29), datetime.date(2023, 12, 31))
    >>> last_day("03/04/2023") is None
    True
    """
    span = day_or_month(text)
    if span is not None:
        return span[1]
    period = parse_period(" ".join(plain_forms(text).split()))
    if period is None or not _WITHIN_A_YEAR.fullmatch(period.text):
        return None
    return _end_of_month(period.year, period.months)


def in_words(day: datetime.date) -> Message:
    """Return a day as the reader writes it.

    >>> str(in_words(datetime.date(2022, 6, 3)))
    '2022-06-03'
    """
    return Message("{year}-{month:02}-{day:02}", {"year": day.year, "month": day.month, "day": day.day})


def day_or_month(text: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of the day or month that a text names; None for anything else.

    >>> day_or_month("2010-11")
    (datetime.date(2010, 11, 1), datetime.date(2010, 11, 30))
    """
    plain = " ".join(plain_forms(text).split())
    found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    if found is not None:
        return _span_of(found)
    two_first = _TWO_FIRST.fullmatch(plain)
    if two_first is None:
        return None
    first, second = int(two_first["first"]), int(two_first["second"])
    day, month = (first, second) if second <= 12 else (second, first)
    unclear = first <= 12 and second <= 12 and first != second
    return None if unclear else _span(int(two_first["year"]), month, day)


def parse_date(text: str) -> Date | None:
    """Read a day (2023-03-15, 2023年3月15日) or a period (2023, 2023-03, 2023Q1); None for anything else.

    >>> parse_date("2023")
    Date(begin=2022.0, end=2023.0)
    >>> parse_date("2023-06-30").end == parse_date("2023-06").end == 2022.5
    True
    >>> parse_date("2023-02-30") is None
    True
    """
    span = day_or_month(text)
    if span is not None:
        return Date(end_of_day(span[0], passed=-1), end_of_day(span[1]))
    period = parse_period(plain_forms(text).strip())
    if period is None:
        return None
    before = period.months - 3 if f"{period.year}Q" in period.text else 0
    return Date(period.year - 1 + before / 12, period.time)


def why_no_day(text: str) -> Message:
    """Return why `last_day` does not read a text, and how to write what may be meant."""
    found = _TWO_FIRST.fullmatch(" ".join(plain_forms(text).split()))
    first, second = (int(found["first"]), int(found["second"])) if found else (0, 0)
    if found and 0 < first <= 12 and 0 < second <= 12:
        one, other = (f"{found['year']}-{month:02d}-{day:02d}" for month, day in ((first, second), (second, first)))
        return Message(
            "'{text}' may be {one} or {other}; write one of them", {"text": text, "one": one, "other": other}
        )
    return Message("'{text}' is not a date; write 2023-05-31, or 2023-05 or 2023 for its end", {"text": text})


def _span_of(found: re.Match[str]) -> tuple[datetime.date, datetime.date] | None:
    parts = found.groupdict()
    name = parts.get("name")
    if name is None:
        month = int(parts["month"])
    else:
        month = _MONTHS.index(name[:3].lower()) if name[:3].lower() in _MONTHS else 0
    day = parts.get("day")
    return _span(int(parts["year"]), month, int(day) if day else None)


def _span(year: int, month: int, day: int | None) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day of a month, or a day twice; None for what the calendar does not have."""
    try:
        first = datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return (first, first) if day else (first, _end_of_month(year, month))


def _end_of_month(year: int, month: int) -> datetime.date:
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def end_of_day(day: datetime.date, passed: int = 0) -> float:
    """Return the end of a day on the time axis, where months have one length; its beginning for `passed` -1."""
    days = calendar.monthrange(day.year, day.month)[1]
    return day.year - 1 + (day.month - 1 + (day.day + passed) / days) / 12

"""Dates on which something was announced or published: days, months, quarters and years, on the time axis."""

from __future__ import annotations

import calendar
import re
from typing import NamedTuple

from lixia_cli.model.periods import parse_period
from lixia_cli.text.folding import plain_forms


class Date(NamedTuple):
    """A day, or a longer period of which the day is not known; times are in years, 2022.0 being the end of 2022."""

    begin: float
    end: float
    """The time from which it certainly counts: the end of the day, of the month, of the year."""


_DAYS = [
    re.compile(form)
    for form in (
        r"([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?",
        r"([12]\d{3})()(\d{2})(\d{2})",
        r"([12]\d{3})\s*(年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日",
    )
]


def parse_date(text: str) -> Date | None:
    """Read a day (2023-03-15, 2023年3月15日) or a period (2023, 2023-03, 2023Q1); None for anything else.

    >>> parse_date("2023")
    Date(begin=2022.0, end=2023.0)
    >>> parse_date("2023-06-30").end == parse_date("2023-06").end == 2022.5
    True
    >>> parse_date("2023-02-30") is None
    True
    """
    plain = plain_forms(text).strip()
    day = next((match for form in _DAYS if (match := form.fullmatch(plain))), None)
    if day is not None:
        return _day(int(day[1]), int(day[3]), int(day[4]))
    period = parse_period(plain)
    if period is None:
        return None
    if period.text == f"{period.year}-{period.months:02d}":
        before = period.months - 1
    elif f"{period.year}Q" in period.text:
        before = period.months - 3
    else:
        before = 0
    return Date(period.year - 1 + before / 12, period.time)


def _day(year: int, month: int, day: int) -> Date | None:
    """Return the day, None if the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    days = calendar.monthrange(year, month)[1]
    begin, end = ((month - 1 + passed / days) / 12 for passed in (day - 1, day))
    return Date(year - 1 + begin, year - 1 + end)

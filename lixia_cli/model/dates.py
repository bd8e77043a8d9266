"""Dates on which something was announced or published: days, months, quarters and years, on the time axis."""

from __future__ import annotations

import calendar
import datetime
from typing import NamedTuple

from lixia_cli.model.days import day_or_month
from lixia_cli.model.periods import parse_period
from lixia_cli.text.folding import plain_forms


class Date(NamedTuple):
    """A day, or a longer period of which the day is not known; times are in years, 2022.0 being the end of 2022."""

    begin: float
    end: float
    """The time from which it certainly counts: the end of the day, of the month, of the year."""


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
        return Date(_time(span[0], passed=-1), _time(span[1]))
    period = parse_period(plain_forms(text).strip())
    if period is None:
        return None
    before = period.months - 3 if f"{period.year}Q" in period.text else 0
    return Date(period.year - 1 + before / 12, period.time)


def _time(day: datetime.date, passed: int = 0) -> float:
    """Return the end of a day on the time axis, its beginning for `passed` -1."""
    days = calendar.monthrange(day.year, day.month)[1]
    return day.year - 1 + (day.month - 1 + (day.day + passed) / days) / 12

"""What a text that is not read as a period may mean, and how to write it."""

from __future__ import annotations

import re

from lixia_cli.model.periods import DASH, YEAR, dates_of, fiscal_year
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

_PART = r"(?:Q[1-4]|H[12]|M?(?:1[0-2]|0?[1-9]))"
_FISCAL_NAME = r"(?:FY\s*'?[0-9]{2,4}(?:\s*[-/\u2013]\s*'?[0-9]{2,4})?|[12][0-9]{3}\s*[-/\u2013]\s*[0-9]{2})"
_PART_OF_FISCAL = Pattern(
    rf"{_PART}[\s,/-]*{_FISCAL_NAME}|{_FISCAL_NAME}[\s,/-]*(?:Q[1-4]|H[12]|M(?:1[0-2]|0?[1-9]))", re.IGNORECASE
)
_SCHOOL_YEAR = Pattern(
    rf"{YEAR}\s*[-/\u2013\u2014~]+\s*(?:[0-9]{{4}}|[0-9]{{2}})\s*(?:学年度?|school year|academic year)", re.IGNORECASE
)


def why_no_period(text: str) -> Message:
    """Return why `parse_period` does not read a text, and how to write what may be meant."""
    return doubt_about_period(text) or Message(
        "'{text}' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06, counted from 1 January", {"text": text}
    )


def doubt_about_period(text: str) -> Message | None:
    """Return what a text that is not read as a period may mean; None if it does not resemble one."""
    plain = plain_forms(text).strip()
    fiscal = fiscal_year(plain)
    if fiscal is not None:
        month = {"year": plain[:4], "month": plain[5:]}
        return Message(
            "'{text}' may be month {month} of {year}, or fiscal year {year}/{month}; write {year}M{month} or FY{end}",
            {"text": text, "end": fiscal.year, **month},
        )
    if dates_of(plain):
        return Message(
            "'{text}' is not the last day of a month; write the period it stands for, like 2022-06", {"text": text}
        )
    if re.fullmatch(r"[12][0-9]{3}\.[0-9]+", plain):
        return Message("'{text}' may be a month or a part of a year; write 2022-06", {"text": text})
    several = re.fullmatch(r"[12][0-9]{3}\s*[-\u2013]\s*(?P<end>[12][0-9]{3})", plain)
    if several:
        template = N_("'{text}' may be several years or a fiscal year; write FY{end} for one")
        return Message(template, {"text": text, "end": several["end"]})
    part = _PART_OF_FISCAL.fullmatch(plain)
    if part:
        template = N_(
            "'{text}' is a part of a fiscal year, whose months are not known; write the calendar period, like 2024Q2"
        )
        return Message(template, {"text": text})
    school = _SCHOOL_YEAR.fullmatch(plain)
    if school:
        values = {"text": text, "start": school["year"], "end": int(school["year"]) + 1}
        return Message("'{text}' may stand for the year in which it begins or ends; write {start} or {end}", values)
    if re.fullmatch(r"[0-9]{2}/[0-9]{2}", plain):
        return Message("'{text}' may be a fiscal year, or a day and month; write FY{text} or 2025-06", {"text": text})
    if re.fullmatch(rf"[0-9]{{1,2}}月?{DASH}[0-9]{{1,2}}月|[0-9]{{1,2}}月|H1|Q[1-4]", plain):
        return Message("'{text}' names no year; write 2022年1-6月", {"text": text})
    return None

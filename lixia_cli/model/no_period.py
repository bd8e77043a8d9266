"""What a text that is not read as a period may mean, and how to write it."""

from __future__ import annotations

import re

from lixia_cli.model.other_years import fiscal_year_of_era, in_our_years
from lixia_cli.model.periods import DASH, YEAR, dates_of, fiscal_year, names_whole_year, parse_period, plain_label
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

_SO_FAR = Pattern(
    r"(?P<rest>.+?)[\s_(-]*(?:(?:本年|年初以?来?)?累计[值数]?|YTD|(?:year[ -])?to[ -]date|cumulative|至今)\)?",
    re.IGNORECASE,
)
_SO_FAR_IN_FRONT = Pattern(r"(?:YTD|year[ -]to[ -]date)[\s_-]*(?P<rest>.+)", re.IGNORECASE)
_SECOND_HALF = Pattern(
    r"(?P<year>[12][0-9]{3})\s*年?\s*[-/]?(?:H2|下半年)|(?:H2|2H)[ /-]?(?P<year_>[12][0-9]{3})", re.IGNORECASE
)
_SHORT_YEAR = Pattern(
    r"(?P<part>Q[1-4]|H1)[\s'’-]*(?P<year>[0-9]{2})|(?P<part_>[1-4]Q|1H)[\s'’-]*(?P<year_>[0-9]{2})|(?P<year_zh>[0-9]{2})年度?",
    re.IGNORECASE,
)
_MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_MONTH_AND_NUMBER = Pattern(rf"{_MONTHS}\.?[\s'’-]*[0-9]{{1,2}}|[0-9]{{1,2}}[\s-]*{_MONTHS}", re.IGNORECASE)
_STATED = Pattern(
    r"(?P<period>[^()]+?)\s*\((?:预计.*|初步.*|快报.*|实际|p|e|r|est.*|prov.*|prelim.*|actual|restated|revised|修订.*|调整.*)\)",
    re.IGNORECASE,
)
_WITHOUT_YEAR = Pattern(
    rf"(?:[0-9]{{1,2}}月?{DASH})?[0-9]{{1,2}}月份?(?:累计|当月|末)?|(?:上半年|[一二三四]季度|前三季度)(?:累计|当季)?|H[12]|Q[1-4]"
    r"|本年|上年|今年|去年|上年同期|去年同期|本期|上期|本月|上月|this year|last year|previous year|current year",
    re.IGNORECASE,
)


_SEVERAL = Pattern(rf"{YEAR}\s*年?\s*{DASH}\s*(?P<end>[12][0-9]{{3}}|[0-9]{{2}})\s*年?\s*(?:累计|合计|年均|平均)?.?")


def why_no_period(text: str) -> Message:
    """Return why `parse_period` does not read a text, and how to write what may be meant."""
    stated = _STATED.fullmatch(plain_forms(text).strip())
    if stated and parse_period(stated["period"]):
        template = N_("'{text}' says more than a period; write {period}, and the rest in the column status")
        return Message(template, {"text": text, "period": stated["period"]})
    several = _SEVERAL.fullmatch(plain_forms(text).strip())
    if several and several["end"] > several["year"][-len(several["end"]) :]:  # 2022-13 may be meant as a month
        template = N_("'{text}' is several years together; write the figure of each year in a row of its own")
        return doubt_about_period(text) or Message(template, {"text": text})
    return doubt_about_period(text) or Message(
        "'{text}' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06, counted from 1 January", {"text": text}
    )


def doubt_about_period(text: str) -> Message | None:
    """Return what a text that is not read as a period may mean; None if it does not resemble one."""
    plain = plain_label(text)
    so_far = _SO_FAR.fullmatch(plain) or _SO_FAR_IN_FRONT.fullmatch(plain)
    of = parse_period(so_far["rest"]) if so_far else None
    if of is not None and names_whole_year(of):
        template = N_("'{text}' may be the whole year or a part of it; write {year}, or the part, like {year}年1-9月")
        return Message(template, {"text": text, "year": of.text})
    begin = fiscal_year_of_era(plain)
    if begin is not None:
        template = N_("'{text}' is April {start} to March {end}; write FY{end}, or {start} if it is to stand there")
        return Message(template, {"text": text, "start": begin, "end": begin + 1})
    plain = in_our_years(plain)
    fiscal = fiscal_year(plain)
    if fiscal is not None:
        month = {"year": plain[:4], "month": plain[5:]}
        return Message(
            "'{text}' may be month {month} of {year}, or fiscal year {year}/{month}; write {year}M{month} or FY{end}",
            {"text": text, "end": fiscal.year, **month},
        )
    dates = dates_of(plain)
    if dates:
        return _why_no_last_day(text, dates)
    if re.fullmatch(r"[12][0-9]{3}\.[0-9]+", plain):
        return Message("'{text}' may be a month or a part of a year; write 2022-06", {"text": text})
    several = re.fullmatch(r"(?P<start>[12][0-9]{3})\s*[-\u2013]\s*(?P<end>[12][0-9]{3})", plain)
    if several and int(several["end"]) == int(several["start"]) + 1:
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
    second = _SECOND_HALF.fullmatch(plain)
    if second:
        year = second["year"] or second["year_"]
        template = N_(
            "'{text}' is the second half alone, which is no period here; write the figure of the whole year, {year}"
        )
        return Message(template, {"text": text, "year": year})
    short = _SHORT_YEAR.fullmatch(plain)
    if short:
        half_or_quarter = (short["part"] or (short["part_"] or "")[::-1]).upper()
        period = f"20{short['year'] or short['year_'] or short['year_zh']}{half_or_quarter}"
        return Message("'{text}' names a year by two digits; write {period}", {"text": text, "period": period})
    if _MONTH_AND_NUMBER.fullmatch(plain):
        return Message("'{text}' may be a month of a year, or a day; write it like 2022-01", {"text": text})
    return Message("'{text}' names no year; write 2022年1-6月", {"text": text}) if names_no_year(text) else None


def _why_no_last_day(text: str, dates: list[tuple[int, int, int]]) -> Message:
    """Return what a date may stand for: a first day for the periods that begin with it, or for the end of the last."""
    if [day for _, _, day in dates] != [1]:
        template = N_("'{text}' is not the last day of a month; write the period it stands for, like 2022-06")
        return Message(template, {"text": text})
    year, month, _ = dates[0]
    starting = [f"{year}"] * (month == 1) + [f"{year}Q{(month + 2) // 3}"] * (month % 3 == 1) + [f"{year}-{month:02d}"]
    before = f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02d}"
    template = N_(
        "'{text}' is a first day; write the period that begins with it ({starting}), or {before} for a level at its "
        "beginning"
    )
    return Message(template, {"text": text, "starting": ", ".join(starting), "before": before})


def names_no_year(text: str) -> bool:
    """Return whether a text is a part of a year, or one that is named from today: 1-2月, Q1, 上年.

    >>> names_no_year("3月累计"), names_no_year("上年同期"), names_no_year("2022Q1")
    (True, True, False)
    """
    return _WITHOUT_YEAR.fullmatch(plain_forms(text).strip()) is not None

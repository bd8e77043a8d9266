"""Periods of observation and their position in time.

A yearly figure of year Y sits at time Y, its end: 2020 is the base of 2021-2025, and the end of 2022 is 40 % on.
A part of a year is counted from 1 January, as Chinese statistics publish it (上半年, 前三季度, 1-11月). A fiscal year
stands at the year it ends in.
"""

from __future__ import annotations

import datetime
import functools
import re
from typing import NamedTuple

from lixia_cli.model.other_years import in_our_years
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.patterns import Pattern


class Period(NamedTuple):
    """A year, or a year up to the end of one of its months."""

    year: int
    months: int
    """Months of the year up to its end: 12 for a whole year, 6 for its first half, its second quarter and June."""
    text: str
    """The canonical form: 2022, 2022H1, 2022Q3, 2022-06; of a fiscal year its label: 2022/23, FY2023."""
    span: int = 12
    """Months that its name covers, up to its end: 3 for 2022Q2, 1 for 2022-06, 6 for 2022H1 and 2022年1-6月."""
    said: str = ""
    """What its words say of an amount: ``year_to_date`` (1-6月, 前三季度, 累计), ``period`` (当月), or nothing."""

    @property
    def time(self) -> float:
        """Position on the time axis, in years: 2022 is 2022.0, 2022H1 is 2021.5."""
        return self.year - 1 + self.months / 12


_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    "(?P<month_name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(?P<year>[12][0-9]{3})"
_MONTH = "(?P<month>1[0-2]|0?[1-9])"
_TWO_DIGITS = "(?P<month>0[1-9]|1[0-2])"
DASH = "[-\u2012\u2013\u2014\u2015~～至到]+"
_QUARTER = "(?P<quarter>[1-4])"
_QUARTERS_ZH = rf"(?:第?(?P<quarter_zh>[一二三四1-4])|(?P<so_far>前|[一1]{DASH})(?P<quarters>[一二两三四1-4]))"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])"
_MIDNIGHT = r"(?:[T ]0?0:00(?::00(?:\.0+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"

_FORMS = [
    Pattern(form, re.IGNORECASE)
    for form in (
        rf"(?:截至|截止|至)?{YEAR}\s*年?(?:全年|年?末|年?底|年终|度)?",
        rf"(?:CY|(?:the )?(?:year-?\s*)?end(?: of)?[ -])\s*{YEAR}",
        rf"{YEAR}\.0+",
        rf"{YEAR}\s*年?\s*[-/]?(?P<half>H1|上半年[末底]?)",
        rf"(?P<half>H1|1H)[ /-]?{YEAR}",
        rf"{YEAR}\s*年?\s*[-/]?Q{_QUARTER}",
        rf"(?:Q{_QUARTER}|(?P<quarter_>[1-4])Q)[ /-]?{YEAR}",
        rf"(?P<until>截至|截止|至)?{YEAR}\s*年?\s*{_QUARTERS_ZH}个?季度?[末底]?",
        rf"(?P<so_far>Q1){DASH}Q?(?P<quarters>[2-4])[ /-]*{YEAR}",
        rf"{YEAR}[ /-]*(?P<so_far>Q1){DASH}Q?(?P<quarters>[2-4])",
        rf"{YEAR}[-/.]{_TWO_DIGITS}",
        rf"{YEAR}/{_MONTH}",
        rf"{YEAR}-?M{_MONTH}",
        rf"(?P<until>截至|截止|至)?{YEAR}\s*年?\s*(?P<so_far>0?1月?份?{DASH}|前)?{_MONTH}个?月份?(?:末|底)?",
        rf"(?P<so_far>jan(?:uary)?\s*(?:{DASH}|to)\s*)?{_MONTH_NAME}[ ,-]*{YEAR}",
        rf"{YEAR}[ -]*(?P<so_far>jan(?:uary)?\s*(?:{DASH}|to)\s*)?{_MONTH_NAME}",
        rf"(?P<months_so_far>1[0-2]|[1-9])M[ -]?{YEAR}",
    )
]
_DATES = [
    Pattern(form)
    for form in (rf"{YEAR}([-/.]){_MONTH}\2{_DAY}{_MIDNIGHT}", rf"{YEAR}\s*年\s*{_MONTH}\s*月\s*{_DAY}\s*日")
]
_DIGITS_OF_DATE = Pattern(rf"{YEAR}{_TWO_DIGITS}(?P<day>0[1-9]|[12][0-9]|3[01])")
_DATES_IN_WORDS = [
    Pattern(form, re.IGNORECASE)
    for form in (rf"{_DAY}(?:st|th)?[\s-]+{_MONTH_NAME},?[\s-]+{YEAR}", rf"{_MONTH_NAME}\s+{_DAY}(?:st|th)?,?\s+{YEAR}")
]
_DAY_AND_MONTH = Pattern(rf"(?P<one>[0-9]{{1,2}})([-/.])(?P<other>[0-9]{{1,2}})\2{YEAR}")
_SAYS = [
    (said, Pattern(form, re.IGNORECASE))
    for said, form in (
        ("year_to_date", r"(?P<rest>.+?)[\s_(-]*(?:本年|年初以?来?)?累计[值数]?\)?"),
        ("year_to_date", r"(?P<rest>.+?)[\s_(-]*(?:YTD|(?:year[ -])?to[ -]date|cumulative|至今)\)?"),
        ("year_to_date", r"(?:YTD|year[ -]to[ -]date)[\s_-]*(?P<rest>.+)"),
        ("period", r"(?P<rest>.+?)[\s_(-]*(?:当[月季期]|[单本][月季])[值数]?\)?"),
    )
]
"""Words around a period that say what an amount of it is."""
_DATABANK = Pattern(rf"(?P<period>{YEAR}(?:[QM][0-9]{{1,2}})?)\s*\[YR(?P=period)\]")
"""How the World Bank heads a period: 2015 [YR2015]."""
_FISCAL_TWO = Pattern(r"FY\s*'?(?P<start>[0-9]{2})\s*[-/\u2013]\s*'?(?P<end>[0-9]{2})", re.IGNORECASE)
_FISCAL = Pattern(rf"(?:FY|财年)?\s*{YEAR}\s*(?P<sign>[-/\u2013])\s*(?P<end>[0-9]{{2}}|[0-9]{{4}})", re.IGNORECASE)
_FISCAL_END = Pattern(r"(?:FY|财年)\s*(?P<end>[12][0-9]{3}|[0-9]{2})|(?P<end_zh>[12][0-9]{3})财年", re.IGNORECASE)


_DIGITS_OF_MONTH = Pattern("(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])")
"""202206; other centuries, as in 110105, are the codes of districts."""


def plain_label(text: str) -> str:
    """Return the label of a period in plain characters, six digits as a year and a month.

    >>> plain_label(" ２０２２－０６ "), plain_label("202206"), plain_label("110105")
    ('2022-06', '2022-06', '110105')
    """
    plain = plain_forms(text).strip()
    month = _DIGITS_OF_MONTH.fullmatch(plain) if len(plain) == 6 else None
    return f"{month['year']}-{month['month']}" if month else plain


@functools.lru_cache(maxsize=10_000)  # the parts of a long table have their periods in common
def parse_period(text: str) -> Period | None:
    """Read a period; None for what is none, or may be two of them (see `no_period`).

    Years, halves, quarters and months: 2022, 2022年末, 2022H1, 2022年上半年, 2022Q3, 2022-06, 2022年1—6月, June 2022.
    The last day of a month: 2022-06-30. Fiscal years: FY2023, 2022/23. Words may say what an amount is: 2022年6月累计,
    2022年6月当月, 2022Q3 YTD. The second half of a year alone is no period.

    >>> parse_period("2022年上半年")
    Period(year=2022, months=6, text='2022H1', span=6, said='')
    >>> parse_period("2022年1-6月")
    Period(year=2022, months=6, text='2022-06', span=6, said='year_to_date')
    >>> parse_period("2022-23")
    Period(year=2023, months=12, text='2022-23', span=12, said='')
    >>> parse_period("2022H2") is None, parse_period("2010-11") is None
    (True, True)
    """
    plain = plain_label(text)
    if common := _year_or_month(plain):
        return common
    databank = _DATABANK.fullmatch(plain) if plain.endswith("]") else None
    plain = in_our_years(databank["period"] if databank else plain)
    fiscal = fiscal_year(plain)
    if fiscal is not None:
        return None if may_be_month(plain) else fiscal
    dates = dates_of(plain)
    if dates:
        return next(filter(None, (_up_to(*date) for date in dates)), None)
    found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    return _period(found) if found else _with_words(plain) or _in_brackets(plain)


def _year_or_month(plain: str) -> Period | None:
    """Read 2022 and 2022-06, which most files have, without an expression; None for labels that may be something else.

    >>> _year_or_month("2022-06"), _year_or_month("2010-11")
    (Period(year=2022, months=6, text='2022-06', span=1, said=''), None)
    """
    year, sign, month = plain[:4], plain[4:5], plain[5:]
    if len(year + month) not in (4, 6) or not (year + month).isdecimal() or not plain.isascii() or year[0] not in "12":
        return None
    if not sign:
        return Period(int(year), 12, plain)
    is_month = sign == "-" and 1 <= int(month or 0) <= 12 and int(month) != (int(year) + 1) % 100
    return Period(int(year), int(month), plain, 1) if is_month else None


def _with_words(plain: str) -> Period | None:
    """Read a period with words like 累计 or 当月 around it."""
    for said, form in _SAYS:
        found = form.fullmatch(plain)
        period = parse_period(found["rest"]) if found else None
        if period is None:
            continue
        if period.said not in ("", said) or (said == "period" and period.span == period.months > 3):
            return None
        if said == "year_to_date" and names_whole_year(period):
            return None
        return period._replace(said=said, span=period.months if said == "year_to_date" else period.span)
    return None


def names_whole_year(period: Period) -> bool:
    """Return whether a period names no part of its year: 2022, FY2022, 2022-23, but neither 2022-12 nor 2022Q4."""
    return period.months == 12 and period.text not in (f"{period.year}-12", f"{period.year}Q4")


def _in_brackets(plain: str) -> Period | None:
    """Read a year with its part in brackets behind it: 2022年（1-9月）, 2022 (Jan-Sep), 2022年（截至9月）."""
    found = _PART_IN_BRACKETS.fullmatch(plain)
    if found is None:
        return None
    year, part = found["year"], found["part"].strip()
    until = part[:2] if part[:2] in ("截至", "截止") else ""
    spellings = (f"{until}{year}年{part.removeprefix(until)}", f"{part} {year}")
    period = next(filter(None, map(parse_period, spellings)), None)
    return None if period is None or names_whole_year(period) else period


_PART_IN_BRACKETS = Pattern(rf"{YEAR}\s*年?\s*\((?P<part>[^()]+)\)")


def _period(found: re.Match[str]) -> Period:
    parts = found.groupdict()
    year = int(parts["year"])
    if parts.get("half"):
        return Period(year, 6, f"{year}H1", 6)
    said = "year_to_date" if any(parts.get(name) for name in ("so_far", "until", "months_so_far")) else ""
    quarter = _QUARTERS[next((parts[name] for name in _QUARTER_GROUPS if parts.get(name)), "")]
    if quarter:
        return Period(year, 3 * quarter, f"{year}Q{quarter}", 3 * quarter if said else 3, said)
    name = parts.get("month_name")
    month = _MONTHS.index(name[:3].lower()) if name else int(parts.get("month") or parts.get("months_so_far") or 0)
    return (
        Period(year, month, f"{year}-{month:02d}", month if said else 1, said) if month else Period(year, 12, str(year))
    )


_QUARTER_GROUPS = ("quarter", "quarter_", "quarter_zh", "quarters")
_QUARTERS = {
    "": 0,
    **{sign: number for number, signs in enumerate(("一1", "二两2", "三3", "四4"), 1) for sign in signs},
}


def dates_of(plain: str) -> list[tuple[int, int, int]]:
    """Return the dates, as year, month and day, that a text may be; none for what is no date.

    >>> dates_of("2022-06-30"), dates_of("30/06/2022"), dates_of("6/5/2022")
    ([(2022, 6, 30)], [(2022, 6, 30)], [(2022, 5, 6), (2022, 6, 5)])
    """
    for form in (*_DATES, _DIGITS_OF_DATE):
        found = form.fullmatch(plain)
        if found:
            return [(int(found["year"]), int(found["month"]), int(found["day"]))]
    for form in _DATES_IN_WORDS:
        found = form.fullmatch(plain)
        if found:
            return [(int(found["year"]), _MONTHS.index(found["month_name"][:3].lower()), int(found["day"]))]
    found = _DAY_AND_MONTH.fullmatch(plain)
    if found is None:
        return []
    year, one, other = int(found["year"]), int(found["one"]), int(found["other"])
    return [(year, month, day) for month, day in ((other, one), (one, other)) if 1 <= month <= 12 and 1 <= day <= 31]


def _up_to(year: int, month: int, day: int) -> Period | None:
    """Return the period up to a date if that is the last day of its month, else None."""
    last = day == (datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)).day
    return Period(year, month, f"{year}-{month:02d}", 1) if last else None


def fiscal_year(plain: str) -> Period | None:
    """Read a fiscal year, labelled by the year it ends in or by both its years; its text is the label."""
    found = _FISCAL_END.fullmatch(plain)
    if found:
        end = int(found["end"] or found["end_zh"])
        return Period(end if end > 99 else _century(end) + end, 12, plain)
    found = _FISCAL_TWO.fullmatch(plain)
    if found:
        start, end = int(found["start"]), int(found["end"])
        return Period(_century(end) + end, 12, plain) if end == (start + 1) % 100 else None
    found = _FISCAL.fullmatch(plain)
    if found is None:
        return None
    end = int(found["year"]) + 1
    whole_years = len(found["end"]) == 4
    if found["end"] != (str(end) if whole_years else f"{end % 100:02d}"):
        return None
    # 2022-2023 may be two years together.
    if whole_years and found["sign"] != "/" and found.start("year") == 0:
        return None
    return Period(end, 12, plain)


def _century(year: int) -> int:
    """Return the century of a year of two digits: FY69 is 2069, FY70 is 1970."""
    return 2000 if year < 70 else 1900


def may_be_month(plain: str) -> bool:
    """Return whether the label of a fiscal year is that of a month too: 2010-11."""
    return re.fullmatch(r"[12][0-9]{3}[-/\u2013](?:0[1-9]|1[0-2])", plain) is not None


def same_end(text: str, other: str) -> bool:
    """Return whether two periods in canonical form end at the same time; a fiscal year equals only its own label.

    >>> same_end("2022Q3", "2022-09"), same_end("2022", "2022-12"), same_end("2022", "FY2022")
    (True, True, False)
    """
    if text == other:
        return True
    ends = [_calendar_end(one) for one in (text, other)]
    return None not in ends and ends[0] == ends[1]


def _calendar_end(text: str) -> tuple[int, int] | None:
    period = parse_period(text)
    is_calendar = period is not None and text[:4] == str(period.year) and "/" not in text
    return (period.year, period.months) if period is not None and is_calendar else None

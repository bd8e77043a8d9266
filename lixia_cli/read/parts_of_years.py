"""Months, quarters and halves in a column of their own, beside that of the years."""

from __future__ import annotations

import re
from functools import partial

import numpy as np

from lixia_cli.model.grouping import per_pair
from lixia_cli.model.parts_of_a_year import MONTHS
from lixia_cli.model.periods import parse_period
from lixia_cli.read.columns_beside import PARTS
from lixia_cli.read.records import Records
from lixia_cli.text.comparison import same_word
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

PARTS_UNREAD = N_(
    "has parts of years ({part}), but is not known as such, so that figures would count for whole years; write them "
    "into the column of periods, or head it month or quarter (月份, 季度)"
)
JOINED = N_("{file}: {column} read as part of the period: {count}")
_MONTH = Pattern(r"0?(?P<number>[1-9]|1[0-2])(?:月|月份)?")
_QUARTER = Pattern(r"(?:[Qq](?:tr\.? ?)?)?(?P<number>[1-4])")
_HALF = Pattern(r"[HhSs]?(?P<number>[12])")
_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6}
_NUMBERED = {"month": _MONTH, "quarter": _QUARTER, "half": _HALF, "part_of_year": Pattern("(?!)")}
_CODED = Pattern(r"(?P<of>[MQSA])(?P<number>[01][0-9])", re.IGNORECASE)
_OF_CODES = {"M": ("month", 12), "Q": ("quarter", 4), "S": ("half", 2), "A": ("part_of_year", 0)}
"""Of the letters of the Bureau of Labor Statistics: M02 is February. One more than there are is the year: M13, Q05."""
_WHOLE = frozenset(
    map(
        same_word, ("annual", "yearly", "year", "full year", "12M", "12 months", "全年", "年度", "年", "年报", "1-12月")
    )
)
_ALONE = ("total", "a")
"""What means the whole year in a column of parts of years alone."""
_NAMES = r"(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,6})\.?|may"
_PART = Pattern(
    rf"{_NAMES}|(?:0?[1-9]|1[0-2])月份?|[1一][-\u2012-\u2015~至]+(?:1[0-2]|[2-9])月份?|Q[1-4]|H1|第?[一二三四]季度|前三季度|上半年|全年",
    re.IGNORECASE,
)
_IN_ENGLISH = Pattern(rf"{_NAMES}", re.IGNORECASE)


_FISCAL = frozenset(map(same_word, ("fiscal year", "financial year", "FY", "财年", "财政年度")))
"""Headers of years that need not begin in January."""


def is_part(text: str) -> bool:
    """Return whether a heading names a part of a year, without the year.

    >>> [is_part(text) for text in ("Jan", "6月", "1-6月", "Q3", "上半年", "Total", "6", "2022-06", "Mark")]
    [True, True, True, True, True, False, False, False, False]
    """
    plain = plain_forms(text).strip()
    return _PART.fullmatch(plain) is not None and (plain[-1:] > "z" or parse_period(f"{plain} 2000") is not None)


def is_whole_year(text: str) -> bool:
    """Return whether a text says of a figure that it is that of a whole year: annual, 全年."""
    return same_word(text) in _WHOLE


def join_parts(records: Records) -> Records:
    """Return records of actuals without columns of months, quarters and halves, which become part of the period.

    June of 2022 is 2022-06. A period that is more than a year stays as it is. Adds a note on what was joined.
    """
    for part in PARTS:
        if part.name not in records.table:
            continue
        table, header = records.table.without(part.name), records.headers[part.name]
        if "period" in table:
            periods, parts = (records.table.texts(name) for name in ("period", part.name))
            is_fiscal = same_word(records.headers["period"]) in _FISCAL
            join = partial(_joined, part.name) if part.name in _MONTHS_OF else _with_part
            joined = per_pair(periods, parts, partial(join, is_fiscal))
            count = int(np.count_nonzero(joined != periods))
            if count:
                values = {"file": records.label, "column": header, "count": count}
                note = Message(JOINED, values)
                records = records.with_notes(note)
            table = table.with_columns({"period": joined})
        records = records.with_table(table)
    return records


def _with_part(is_fiscal: bool, year: str, part: str) -> str:
    """Return a period for a year and a text beside it: M02, Q1, Annual, 1-6月, or a period of that year."""
    plain = plain_forms(part).strip()
    coded, period, whole = _CODED.fullmatch(plain), parse_period(year), parse_period(plain)
    if coded:
        name, most = _OF_CODES[coded["of"].upper()]
        number = int(coded["number"])
        if 1 <= number <= most:
            return _joined(name, is_fiscal, year, str(number))
        return year if number == most + 1 else f"{year} {part}"
    if is_whole_year(plain) or plain.lower() in _ALONE:
        return year
    if period is not None and whole is not None:
        return plain if whole.year == period.year else f"{year} ≠ {part}"
    return _joined("part_of_year", is_fiscal, year, part)


def _joined(name: str, is_fiscal: bool, year: str, part: str) -> str:
    """Return a period for a year and a month, quarter or half; a year as written where that is no such thing.

    A part of a fiscal year becomes a text that is no period, FY2023 Q1: which months it has is not known. So does a
    period that contradicts its part.
    """
    period, part = parse_period(year), plain_forms(part).strip()
    if not part or period is None:
        return year
    number = _NUMBERED[name].fullmatch(part)
    if not period.months == period.span == MONTHS:  # it says by itself which part it is
        differs = number and int(number["number"]) != -(-period.months // _MONTHS_OF[name])
        return f"{year} ≠ {part}" if differs else year
    if is_fiscal or period.text != str(period.year):
        label = period.text if period.text != str(period.year) else f"FY{period.year}"
        return f"{label} {name[0].upper()}{number['number']}" if number else f"{label} {part}"
    if number is None:
        return f"{part} {period.year}" if _IN_ENGLISH.fullmatch(part) else f"{period.year}年{part}"
    if name == "month":
        return f"{period.year}-{int(number['number']):02d}"
    return f"{period.year}{name[0].upper()}{number['number']}"

"""What titles and notes say of the figures of a table and no cell does: units, parts of years."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from lixia_cli.files.problems import Place, Problem
from lixia_cli.model.parts_of_a_year import MONTHS
from lixia_cli.model.periods import parse_period
from lixia_cli.model.stated_periods import split_status
from lixia_cli.model.units import is_money, is_ratio, is_unit_with_scale, split_unit
from lixia_cli.read.layouts.title_scales import scales_in
from lixia_cli.read.layouts.title_units import units_in_words
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

Lines = Sequence[tuple[Place, str]]
"""Titles or notes, each with its place."""


def units_spoken_of(titles: Lines, notes: Lines, known: Collection[str]) -> Iterator[Problem]:
    """Report lines that speak of a unit with a scale word and are not read: 注：以上数据按万元计, USD million, rounded.

    They may mean all figures or some of them. One that is that of all targets that count the same changes nothing;
    `known` are the units of the targets.
    """
    of_targets = {split_unit(unit) for unit in known}
    for place, text in notes:
        for unit in filter(is_unit_with_scale, units_in_words(text)):
            if {each for each in of_targets if each.base == split_unit(unit).base} != {split_unit(unit)}:
                yield Problem(place, Message(_UNIT, {"unit": unit}))
    yield from (Problem(place, Message(_SCALE, {"words": words})) for place, words in _other_scales(titles, known))


def scales_of_headings(headings: Lines, known: Collection[str]) -> Iterator[Problem]:
    """Report headers named in settings, each with the place there, that speak of a scale: Amount in thousands."""
    yield from (
        Problem(place, Message(_IN_HEADER, {"words": words})) for place, words in _other_scales(headings, known)
    )


def _other_scales(lines: Lines, known: Collection[str]) -> Iterator[tuple[Place, str]]:
    """Yield the scales that lines speak of, where some target that may be meant has another one."""
    for place, text in lines:
        for words, scale, of_money in scales_in(text):
            if any(split_unit(each).scale != scale for each in known if _may_count(each, of_money)):
                yield place, words


def _may_count(unit: str, of_money: bool) -> bool:
    """Whether figures in a unit of targets may be meant by a title that speaks of a scale, or of amounts of money."""
    return is_money(unit) if of_money else not is_ratio(unit)


_UNIT = N_(
    "speaks of the unit {unit}, which may be that of all figures or of some; write 单位：{unit} (Unit: {unit}) "
    "if it is that of all, else a column of units"
)
_SCALE = N_(
    "speaks of {words}, which may hold for all figures or for some; write the unit of all as in Unit: million USD "
    "(单位：万元), else add a column of units"
)
_IN_HEADER = N_(
    "names a header that speaks of {words}, which may hold for all figures; say their unit below [defaults.actuals]"
)


def parts_spoken_of(titles: Lines, notes: Lines, periods: Collection[str]) -> Iterator[Problem]:
    """Report lines that speak of a part of a year, where figures stand below whole years: For the six months ended.

    Titles are reported where they name one of these years, or no year and all `periods` are years. Notes must speak of
    figures or begin with a footnote mark; `periods` may be some of the periods for them.
    """
    found = [parse_period(split_status(text).period) for text in periods]
    years = {each.year for each in found if each is not None and each.text == str(each.year)}
    of_parts_alone = {each.year for each in found if each is not None and each.months < MONTHS} - years
    all_years = len(years) > 0 and all(each is None or each.text == str(each.year) for each in found)
    of_figures = [(place, text, years) for place, text in notes if _OF_FIGURES.search(text)]
    for place, text, meant in (*((*title, years & _years_in(title[1])) for title in titles), *of_figures):
        part = part_of_a_year_in(text)
        named = _years_in(text)
        if part and (meant if named else all_years) and not (named and named <= of_parts_alone):
            yield Problem(place, Message(_SAID, {"part": part}))


def _years_in(text: str) -> set[int]:
    return set(map(int, _YEAR.findall(text)))


def part_of_a_year_in(text: str) -> str:
    """Return the part of a year that a title or note speaks of; empty for none, and where it is a date of publication.

    >>> [part_of_a_year_in(text) for text in ("Six months ended 30 June", "2024年1-9月", "YTD", "As at 30 June")]
    ['Six months ended', '1-9月', 'YTD', 'As at 30 June']
    >>> [part_of_a_year_in(text) for text in ("January to December", "Updated Q1 2024", "Year to 30 June", "H2: gas")]
    ['', '', '', '']
    """
    plain = _WHOLE.sub("", plain_forms(text))
    if _SOURCE.match(plain):
        return ""
    for phrase in re.split(_PHRASES, plain):
        for found in () if _OF_THE_TEXT.search(phrase) else _PART.finditer(phrase):
            first, last = found["first"], found["last"]
            whole = first and (_month(last) - _month(first) + 1) % MONTHS == 0
            of_else = found["code"] and not _years_in(text) and found[0].strip() != plain.strip()
            if not whole and not of_else:
                return found[0].strip()
    return ""


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower())


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[01])"
_NTH = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_BEFORE_DECEMBER = r"(?:0?[1-9]|1[01])"
_PART = Pattern(
    rf"\b{_COUNT}[- ]months?(?: period)? (?:ended|ending|to|through|until|of)\b"
    rf"|\bfirst {_COUNT} months\b|\bfirst three quarters\b"
    rf"|\b{_NTH} (?:quarter|half)\b(?! of (?:the|this) (?!(?:[a-z]+ )?year))"
    r"|\bhalf[- ]year(?:ly)?\b|\bquarter (?:ended|ending|to)\b|\byear[- ]to[- ]date\b|\bYTD\b"
    r"|\bQ1\s*(?:[-~\u2013\u2014]|to)\s*Q[23]\b|\b(?:[369]M|H[12]|Q[1-4]) (?:data|figures?|values?|results?|only)\b"
    r"|(?<![A-Za-z0-9])(?P<code>[369]M|[12]H|H[12]|[1-4]Q|Q[1-4])(?![A-Za-z0-9])"
    rf"|\b(?P<first>{_MONTH})(?: [0-9]{{4}})?\s*(?:[-~\u2013\u2014]|\bto\b|\bthrough\b|\buntil\b)\s*(?P<last>{_MONTH})"
    rf"|\b(?:to|till?|until|through) (?:the )?(?:end[- ])?(?:of )?(?!dec){_MONTH}"
    rf"|\bas (?:at|of|on) (?:[0-9]{{1,2}} (?!dec){_MONTH}|(?!dec){_MONTH}(?: [0-9]{{1,2}}\b)?)(?!,? *[0-9])"
    r"|上半年|下半年|前[一二三两1-3]?个?季度|第?[一二三四1-4]季度|年初至今|本年累计"
    rf"|(?<![0-9])[1一][-~至\u2013\u2014]+(?:[2-9]|1[01])月|前(?:[0-9一二三四五六七八九]+)个月"
    rf"|截[至止](?:20[0-9][0-9]年)?{_BEFORE_DECEMBER}月",
    re.IGNORECASE,
)
"""Parts of years in words, of which January to December and July to June are none.

A `code` needs a year beside it, or stands alone: H2 is hydrogen, and Q1 a question.
"""
_PHRASES = r",(?! *[12][0-9]{3})|[;()。；，、]"
_SOURCE = Pattern(
    r"\s*(?:(?:[^\w\s]|[0-9]\s*[).]|note|注|备注)\s*[:：]?\s*)?(?:数据|资料)?(?:sources?\b|来源|来自)", re.IGNORECASE
)
"""Lines on where figures are from: 数据来源：2024年三季度公报."""
_WHOLE = Pattern(
    r"\b(?:years?|(?:twelve|12)[- ]months?(?: period)?) (?:ended|ending|to(?! date)|until|through)\b[^,;.()]*"
    r"|Q1\s*(?:[-~\u2013\u2014]|to)\s*Q4|第?一季度?[-~至\u2013\u2014]+第?四季度|[1一][-~至\u2013\u2014]+4季度",
    re.IGNORECASE,
)
"""Twelve months, and all quarters of a year."""
_OF_THE_TEXT = Pattern(
    r"updat|publish|releas|retriev|access|download|extract|generat|print|export|issue|creat|survey|revis|printed"
    r"|公布|发布|更新|制表|下载|导出|打印|编制|调查|修订",
    re.IGNORECASE,
)
"""Words of dates that say when a text was made, not what its figures are of."""
_OF_FIGURES = Pattern(
    r"^\s*(?:[^\w\s]|[0-9a-z]\s*[).]|[①-⑳])|\b(?:figures?|data|values?|numbers?|is|are)\b|数据|数字|数值|为|系|是",
    re.IGNORECASE,
)
_YEAR = Pattern(r"(?<![0-9])(?:19|20)[0-9][0-9](?![0-9])")
_SAID = N_(
    "speaks of a part of a year ({part}), but the figures stand below whole years; write the part into the periods, "
    "as in 2024H1 and 2024-06, or delete this line if they are those of the years"
)

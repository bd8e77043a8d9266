"""Years in other digits, of other eras and of Korea: 二〇二三年, 民國112年, 令和5年, 2023년; spaces: 2023 年."""

from __future__ import annotations

import re

from lixia_cli.text.patterns import Pattern

_FIRST_YEARS = {"民国": (1912, 200), "民國": (1912, 200), "令和": (2019, 50), "平成": (1989, 31), "昭和": (1926, 64)}
"""Eras with their first year and how many years they had, or may have."""
_OF_ERA = Pattern(
    rf"(?:中華|中华)?(?P<era>{'|'.join(_FIRST_YEARS)})\s*(?P<number>元|[0-9]{{1,3}})\s*年(?!度)(?P<rest>.*)"
)
_FISCAL_OF_ERA = Pattern(r"(?P<era>令和|平成|昭和)\s*(?P<number>元|[0-9]{1,2})\s*年度")
_NUMERALS = Pattern("[一二三四五六七八九〇零○]{4}年.*")
_DIGITS = str.maketrans("一二三四五六七八九〇零○", "123456789000")
_OF_YEAR = Pattern(r"(?P<year>[12][0-9]{3})\s*年(?:度(?=.))?(?P<rest>.*)")
_SPACES = re.compile("(?<![0-9]) +| +(?![0-9])")
"""Spaces other than those between two digits, 1 2月, which may be one number or two."""
_KOREAN = (
    ("년도", "年"),
    ("년", "年"),
    ("상반기", "上半年"),
    ("하반기", "下半年"),
    ("분기", "季度"),
    ("월", "月"),
    ("말", "末"),
)
_HANGUL = Pattern(r"[12][0-9]{3}\s*년.*")


def in_our_years(text: str) -> str:
    """Return a period with its year in Western digits and counted as ours; any other text as it is.

    >>> [in_our_years(text) for text in ("二〇二三年上半年", "民國112年", "令和元年", "2023년 3분기")]
    ['2023年上半年', '2023年', '2019年', '2023年 3季度']
    >>> in_our_years("2023 年 1 - 6 月"), in_our_years("2023年度上半年")
    ('2023年1-6月', '2023年上半年')
    >>> in_our_years("令和5年度"), in_our_years("112年")
    ('令和5年度', '112年')
    """
    if text.isascii():
        return text
    spaced = _OF_YEAR.fullmatch(text)
    if spaced:
        return f"{spaced['year']}年{_SPACES.sub('', spaced['rest'])}"
    found = _OF_ERA.fullmatch(text)
    if found:
        year = _year(found)
        return text if year is None else f"{year}年{found['rest']}"
    if _NUMERALS.fullmatch(text):
        return text[:4].translate(_DIGITS) + text[4:]
    if _HANGUL.fullmatch(text):
        for word, ours in _KOREAN:
            text = text.replace(word, ours)
    return text


def fiscal_year_of_era(text: str) -> int | None:
    """Return the year in which a Japanese fiscal year begins; None for any other text.

    >>> fiscal_year_of_era("令和5年度"), fiscal_year_of_era("令和5年")
    (2023, None)
    """
    found = _FISCAL_OF_ERA.fullmatch(text)
    return _year(found) if found else None


def _year(found: re.Match[str]) -> int | None:
    """Return the year of an era as ours; None beyond its end."""
    first, most = _FIRST_YEARS[found["era"]]
    number = 1 if found["number"] == "元" else int(found["number"])
    return first + number - 1 if 1 <= number <= most else None

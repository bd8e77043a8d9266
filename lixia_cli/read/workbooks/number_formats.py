"""Number formats of spreadsheets: what a number is shown as, where that is more than its digits."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy-mm-dd h:mm",
    27: "yyyy-mm", 28: "m-d", 29: "m-d", 30: "m-d-yy", 31: "yyyy-mm-dd", 36: "yyyy-mm", 50: "yyyy-mm", 51: "m-d",
    52: "yyyy-mm", 53: "m-d", 54: "m-d", 57: "yyyy-mm", 58: "m-d",
}  # fmt: skip
"""The formats that files name by a number alone, as far as they matter here; from 27 on those of Chinese programs."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|[\\!](?P<escaped>.)"
    r"|[_*]."
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<half_day>AM/PM|A/P|上午/下午)"
    r"|(?P<power>E[+-])"
    r"|(?P<digit>[0#?])"
    r"|(?P<date>[ymdhse])"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"[<>=]")
_CURRENCY = re.compile(r"\$([^-]*)(?:-|$)")
_SCALES = re.compile(r"[.,．，千万亿]")
"""What stands between digits where a format moves the decimal point: 0!.0000 shows 123456 as 12.3456."""
_DIGITS_BEFORE, _DIGITS_BEHIND = re.compile("[0-9][.,]?$"), re.compile("[.,]?[0-9]")
"""Digits in the words of a format that look like those of the number: 0"000" shows 12 as 12000."""
PLAIN = re.compile(r"[\s()\-−–—'.,;:]*")
"""Words of a format that say nothing of a number below zero, or of zero."""
PLAIN_ABOVE_ZERO = re.compile(r"[\s'.,;:]*")
"""Of a number above zero a minus or brackets say something: it looks like one below."""


class Kind(Enum):
    """What a format makes of a number."""

    NUMBER = auto()
    DATE = auto()
    """A date with a day."""
    MONTH = auto()
    YEAR = auto()
    TIME = auto()
    SCALED = auto()
    """Other digits than those of the number: 12,346 for 12345678."""
    HIDDEN = auto()
    """No digits."""


class Section(NamedTuple):
    """One of the up to four sections of a format: for numbers above zero, below zero, zero, and for texts."""

    kind: Kind
    percent: int = 0
    """How often it multiplies by a hundred."""
    before: str = ""
    after: str = ""
    """What is shown around the digits."""
    conditional: bool = False


@lru_cache(maxsize=1024)
def sections(code: str) -> tuple[Section, ...]:
    """Take a number format apart."""
    parts: list[list[re.Match[str]]] = [[]]
    for found in _TOKEN.finditer(code):
        if found["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(found)
    return tuple(map(_section, parts))


def is_plain(code: str) -> bool:
    """Whether a format shows numbers as they are."""
    return not code or all(section == Section(Kind.NUMBER) for section in sections(code))


def kind(code: str, number: float) -> Kind:
    """Return what a format makes of a number. A zero without digits is one: many formats show it as a dash.

    Words in its place say something else, n/a for example.

    >>> [kind(code, 1).name for code in ("0.0", '0"000"', "-0", ";;;")], kind(";;;", 0).name
    (['NUMBER', 'SCALED', 'SCALED', 'HIDDEN'], 'NUMBER')
    >>> kind('0;-0;"–"', 0).name, kind('0;-0;"n/a"', 0).name
    ('NUMBER', 'HIDDEN')
    """
    section = _chosen(code, number)
    if section.kind is Kind.HIDDEN and number == 0 and not any(map(str.isalnum, section.before)):
        return Kind.NUMBER
    return Kind.SCALED if number > 0 and section.before.endswith(("-", "−")) else section.kind


def shown(code: str, number: float) -> str | None:
    """Return a number as its format shows it, in full precision; None where that is the number itself.

    >>> shown("0%", 0.17), shown('0.0"万"', 12.25), shown("0.00", 1.234)
    ('17%', '12.25万', None)
    """
    section = _chosen(code, number)
    nothing = PLAIN_ABOVE_ZERO if number > 0 else PLAIN
    before, after = ("" if nothing.fullmatch(words) else words for words in (section.before, section.after))
    before = before if number >= 0 else ""
    if not (section.percent or before or after):
        return None
    value = Decimal(repr(number)).scaleb(2 * section.percent)
    digits = f"{value:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return before + digits + after


def date_text(kind_of_date: Kind, number: float, since_1904: bool) -> str | None:
    """Return the date that a number is, to the day, month or year that is shown; None where there is none such.

    A year is written as one, for by its digits alone it could be a value.

    >>> date_text(Kind.YEAR, 44896, False), date_text(Kind.MONTH, 44896, False), date_text(Kind.DATE, 43464, True)
    ('2022年', '2022-12', '2022-12-31')
    """
    first = datetime.datetime(1904, 1, 1) if since_1904 else datetime.datetime(1899, 12, 30)
    if number % 1 or (not since_1904 and number < 61):
        return None  # a time of day; and before March 1900 programs disagree, as some know a 29 February 1900
    try:
        moment = first + datetime.timedelta(days=number)
    except (OverflowError, ValueError):
        return None
    text = moment.date().isoformat()
    return {Kind.YEAR: f"{text[:4]}年", Kind.MONTH: text[:7]}.get(kind_of_date, text)


def _chosen(code: str, number: float) -> Section:
    """Return the section for a number; where conditions choose, one that scales or says words if there is any."""
    parts = sections(code)
    if any(section.conditional for section in parts):
        unsure = any(part.kind is Kind.SCALED or part.percent or part.after for part in parts)
        return Section(Kind.SCALED) if unsure else parts[0]
    if number < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if number == 0 and len(parts) > 2 else parts[0]


def _section(tokens: list[re.Match[str]]) -> Section:
    conditional = any(_CONDITION.match(token["bracket"] or "") for token in tokens)
    letters = {token["date"].lower() for token in tokens if token["date"]}
    places = [number for number, token in enumerate(tokens) if token["digit"] or token["general"]]
    if letters or any((token["bracket"] or "").lower() in ("h", "hh", "m", "mm", "s", "ss") for token in tokens):
        return Section(_kind_of_date(letters), conditional=conditional)
    if not places:
        texts = any(token["other"] == "@" for token in tokens)  # the format of texts shows numbers in full
        said = "" if texts else "".join(map(_words, tokens))
        return Section(Kind.NUMBER if texts else Kind.HIDDEN, before=said, conditional=conditional)
    first, last = places[0], places[-1]
    between = "".join(_words(token) for token in tokens[first:last])
    if _SCALES.search(between) or any(token["other"] == "," for token in tokens[last + 1 : last + 2]):
        return Section(Kind.SCALED, conditional=conditional)
    percent = sum(token["other"] == "%" for token in tokens)
    before = "".join(map(_words, tokens[:first]))
    after = "".join(token["other"] if token["other"] == "%" else _words(token) for token in tokens[last + 1 :])
    if _DIGITS_BEFORE.search(before) or _DIGITS_BEHIND.match(after):
        return Section(Kind.SCALED, conditional=conditional)
    return Section(Kind.NUMBER, percent, before.strip(), after.strip(), conditional)


def _kind_of_date(letters: set[str]) -> Kind:
    """Return what is shown of a date, by the letters of its format; an m beside hours is a minute."""
    if "d" in letters:
        return Kind.DATE
    if letters & {"y", "e"}:
        return Kind.MONTH if "m" in letters else Kind.YEAR
    return Kind.TIME if letters & {"h", "s"} or not letters else Kind.DATE


def _words(token: re.Match[str]) -> str:
    """Return what a token shows besides digits: quoted text, an escaped character, a currency, other letters."""
    if token["bracket"] is not None:
        currency = _CURRENCY.match(token["bracket"])
        return currency[1] if currency else ""
    other = token["other"] or ""
    shown_as_it_is = other in "-()" or not other.isascii()
    return (token["quoted"] or "") + (token["escaped"] or "") + (other if shown_as_it_is else "")

"""Read one cell as a number: exactly one reading, or the reason why there is none.

A cell is a number, footnote marks, and words that belong to its unit: ``46.5①%``, ``1,208.8万``. What can be two
numbers is refused with both of them named.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import NamedTuple

from lixia_cli.check.footnotes import is_power, leading_marks, trailing_marks
from lixia_cli.model.missing import is_missing
from lixia_cli.model.units import looks_like_unit
from lixia_cli.read.notation import Notation
from lixia_cli.read.plain_numbers import LARGEST
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

_SPREADSHEET_ERROR = Pattern(
    r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|BUSY!)|#{2,}|Err:\d+",
    re.IGNORECASE,
)


class Reading(NamedTuple):
    """The content of one cell."""

    value: float = math.nan
    """The number, without regard to `words`; NaN where missing or unreadable."""
    words: str = ""
    """The text after the number and its marks: ``%``, 万, a unit."""
    marks: str = ""
    """Footnote marks."""
    missing: bool = False
    """Whether the cell marks the number as unknown."""
    decimal_comma: bool = False
    """Whether the comma can only be a decimal comma."""
    grouping_comma: bool = False
    """Whether the comma can only separate groups of digits."""
    problem: Message | None = None
    """Why the cell is not read."""


def read_number(text: str, notation: Notation) -> Reading:
    """Read a cell.

    >>> read_number("1,208①", Notation.POINT)[:3]
    (1208.0, '', '①')
    >>> read_number("４６.5¹％", Notation.POINT)[:3]
    (46.5, '%', '¹')
    """
    plain = _MINUS.sub("-", plain_forms(text).strip())
    if is_missing(plain):
        return Reading(missing=True)
    to_one = _TO_ONE.fullmatch(plain)
    if to_one:
        return _valued(text, to_one["digits"], notation.read_as)._replace(words="比")
    currency = _CURRENCY.match(plain)
    number = _NUMBER.match(plain, currency.end() if currency else 0)
    if number is None:
        return Reading(problem=_why_no_number(text, plain))
    digits = (currency["sign"] if currency else "") + number[0]
    interval = _INTERVAL.fullmatch(plain[number.end() :])
    if interval and not currency and re.search("[.,]|[0-9]{3}", interval["all"]):
        return _with_interval(text, digits, interval, notation)
    marks, words = leading_marks(plain[number.end() :])
    words, more = trailing_marks(words)
    words = f"{_OF_MONEY.get(words, words)} {currency['currency']}".strip() if currency else words
    if is_power(digits, marks) or words.startswith("^"):
        template = N_("'{text}' may be {digits} with a footnote mark or a power of {digits}; write the plain number")
        return Reading(problem=Message(template, {"text": text, "digits": digits}))
    strange = re.search("[0-9]", words) and not looks_like_unit(words)
    if words[:1].isdigit() or strange or _hidden(words):
        return Reading(problem=_why_no_number(text, plain))
    return _valued(text, digits, notation.read_as)._replace(words=words, marks=" ".join(filter(None, (marks, more))))


def _with_interval(text: str, digits: str, interval: re.Match[str], notation: Notation) -> Reading:
    """Read a number with its interval of confidence behind it, which becomes a mark: 65.2 [64.1-66.3]."""
    value, low, high = (_valued(text, part, notation.read_as) for part in (digits, interval["low"], interval["high"]))
    problem = next((each.problem for each in (value, low, high) if each.problem is not None), None)
    if problem is None and not low.value <= value.value <= high.value:
        template = N_("'{text}' has an interval behind it that does not contain the number; write the number alone")
        problem = Message(template, {"text": text})
    return value._replace(marks=interval["all"], problem=problem)


# Spaces that only typesetting puts into numbers, and apostrophes. An ordinary space may part two numbers.
_GAPS = "\u00a0\u2007\u2009\u202f'’"
_NUMBER = Pattern(rf"[+-]?(?:[0-9]|\.(?=[0-9])|,(?=[0-9]))(?:[0-9.,]|[{_GAPS}](?=[0-9]))*(?:[eE][+-]?[0-9]+)?")
_FIGURE = r"-?[0-9][0-9.,]*"
_INTERVAL = Pattern(rf"\s*(?P<all>[\[(]\s*(?P<low>{_FIGURE})\s*(?:[-\u2013\u2014;]|to)\s*(?P<high>{_FIGURE})\s*[\])])")
"""[64.1-66.3]; [1-2] may be two footnotes."""
_CURRENCY = Pattern(r"(?P<sign>-?)(?P<currency>US\$|[$€£¥￥])\s*(?=[0-9.])")
_MINUS = re.compile("^负(?=[0-9])")
_TO_ONE = Pattern(r"(?P<digits>[0-9]+(?:\.[0-9]+)?)\s*[:\u2236]\s*1")
"""2.4:1, where the unit is that of a ratio."""
_OF_MONEY = {"m": "M", "b": "bn", "B": "bn"}
"""Letters that are scale words behind a number with a currency in front alone: $1.2m, $3.4b."""
_EXPONENT = r"(?:[eE][+-]?[0-9]+)?"


def _form(point: str, groups: str) -> Pattern:
    """Return the pattern of numbers with this decimal sign and these groups of digits, none of which begins with 0."""
    gaps = rf"[1-9][0-9]{{0,2}}(?P<gap>[{_GAPS}])[0-9]{{3}}(?:(?P=gap)[0-9]{{3}})*"
    whole = rf"(?:[0-9]+|{gaps}|{groups})"
    return Pattern(rf"[+-]?(?:{whole}(?:{point}[0-9]*)?|{point}[0-9]+){_EXPONENT}")


_THREES, _FOURS = "[1-9][0-9]{0,2}(?:%s[0-9]{3})+", "[1-9][0-9]{0,3}(?:,[0-9]{4})+"
_WITH_POINT = _form(r"\.", _THREES % "," + "|" + _FOURS)
"""1,234.5 and, as 万 counts, 1,2345,6789."""
_ONE_FOUR = Pattern("[+-]?[1-9][0-9]{0,3},[0-9]{4}")
"""12,3456: grouped by 万, or with a decimal comma."""
_WITH_COMMA = _form(",", _THREES % r"\.")
"""1.234,5"""


def _valued(text: str, digits: str, notation: Notation) -> Reading:
    """Return the value of a number of digits, points, commas and an exponent, or the problem with it."""
    point = _value(digits, ",", ".") if _WITH_POINT.fullmatch(digits) else None
    comma = _value(digits, ".", ",") if _WITH_COMMA.fullmatch(digits) else None
    if notation is Notation.POINT and _ONE_FOUR.fullmatch(digits):
        return Reading(problem=_two_readings(text, float(digits.replace(",", ".")), float(digits.replace(",", ""))))
    known = {Notation.POINT: point, Notation.COMMA: comma}.get(notation, point if comma is None else comma)
    if notation is Notation.UNKNOWN and point is not None and comma is not None and point != comma:
        return Reading(problem=_two_readings(text, point, comma))
    if known is None:
        other = comma if notation is Notation.POINT else point
        return Reading(problem=_why_no_notation(text, digits, other))
    if abs(known) > LARGEST or (known == 0 and re.search("[1-9]", re.split("[eE]", digits)[0])):
        problem = Message("'{text}' is too large or too small to be meant", {"text": text})
        return Reading(known if math.isfinite(known) else math.nan, problem=problem)
    if notation is not Notation.UNKNOWN or "," not in digits:
        return Reading(known)
    return Reading(known, decimal_comma=point is None, grouping_comma=comma is None)


def may_be_two_numbers(text: str) -> bool:
    """Return whether a number is another one when its comma or point is the other sign: 1,208, -12.500.

    >>> may_be_two_numbers("1,208"), may_be_two_numbers("1.208%"), may_be_two_numbers("0.208")
    (True, True, False)
    """
    return _EITHER.match(plain_forms(text)) is not None


_EITHER = Pattern(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9.,])")


def _value(digits: str, group: str, point: str) -> float:
    return float(re.sub(rf"[{_GAPS}]", "", digits).replace(group, "").replace(point, "."))


def _two_readings(text: str, first: float, second: float) -> Message:
    return Message(
        "'{text}' may be {first} or {second}; write it without '{sign}', or say which sign is decimal (--decimal)",
        {
            "text": text,
            "first": _figure(first),
            "second": _figure(second),
            "sign": "," if "," in plain_forms(text) else ".",
        },
    )


def _figure(value: float) -> str:
    return f"{value:.12g}"


_IN_TWOS = Pattern(r"[+-]?[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]*)?")
_ONE_SIGN = Pattern(r"[+-]?[0-9]*(?P<sign>[.,])[0-9]+")


def _why_no_notation(text: str, digits: str, other: float | None) -> Message:
    """Return why the digits are no number; `other` is their value in the other notation, None if it has none."""
    if _IN_TWOS.fullmatch(digits):
        template = N_("'{text}' has its digits grouped in twos, as in India; write {value}")
        return Message(template, {"text": text, "value": digits.replace(",", "")})
    single = _ONE_SIGN.fullmatch(digits)
    if single and other is not None:
        return _two_readings(text, other, float(digits.replace(single["sign"], "")))
    return Message("'{text}' is not a number; write it like 1910 or 46.5", {"text": text})


def _hidden(text: str) -> str:
    """Return the first invisible character of a text (a joiner or combining mark), or an empty text."""
    return next((each for each in text if unicodedata.category(each) in ("Cf", "Mn", "Me")), "")


_ACCOUNTING = Pattern(rf"\(\s*(?P<digits>[0-9][0-9.,{_GAPS}]*)\s*%?\s*\)")
_DASHED = Pattern(r"[‒–—―]\s*(?P<digits>[0-9.,]+)")


def _why_no_number(text: str, plain: str) -> Message:
    """Return why a cell does not begin with a number, or continues with text that cannot follow one."""
    values = {"text": text}
    if _SPREADSHEET_ERROR.fullmatch(plain):
        template = N_("'{text}' is an error of a spreadsheet; mend the formula, or leave the cell empty")
        return Message(template, values)
    if plain.startswith("="):
        return Message("'{text}' is a formula; save its result", values)
    hidden = _hidden(plain)
    if hidden:
        template = N_("'{text}' contains an invisible character ({code}); delete it")
        return Message(template, {**values, "code": f"U+{ord(hidden):04X}"})
    found = _ACCOUNTING.fullmatch(plain)
    if found:
        template = N_(
            "'{text}' may be -{digits}, as accountants write, or a footnote mark; write -{digits} or {digits}"
        )
        return Message(template, {**values, "digits": found["digits"]})
    found = _DASHED.fullmatch(plain)
    if found:
        template = N_("'{text}' begins with a dash, which may mean minus or nothing; write -{digits} or {digits}")
        return Message(template, {**values, "digits": found["digits"]})
    marks, rest = leading_marks(plain)
    bracketed = re.fullmatch(r"[\[【](?P<digits>[0-9]{1,2})[\]】]", plain)
    if bracketed:
        template = N_(
            "'{text}' may be a footnote mark or the number {digits}; write {digits}, "
            "or 〔{digits}〕 for a total of a plan"
        )
        return Message(template, {**values, "digits": bracketed["digits"]})
    if marks and not rest:
        return Message("'{text}' is a footnote mark without a number", values)
    if marks and _NUMBER.match(rest):
        return Message("'{text}' has a footnote mark in front; put it behind the number, or into the note", values)
    if re.fullmatch(r"[+-]?[0-9][0-9.,]*(?: +[0-9][0-9.,]*)+", plain):
        return Message("'{text}' has a space between its digits; write it without if it is one number", values)
    return Message("'{text}' is not a number; write it like 1910 or 46.5", values)

"""What spreadsheet programs can hold: names of sheets, and numbers that look like the cells of the other formats."""

from __future__ import annotations

import itertools
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from lixia_cli.text.width import plain

LONGEST_NAME = 31
"""Code units of UTF-16 in the name of a sheet."""
DIGITS = 15
"""Decimal digits that spreadsheet programs show of a number."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_AROUND_NAMES = re.compile(r"^[\s']+|[\s']+$")
_ONE_NUMBER = re.compile(
    r"(?P<before>[^0-9+\-\"]*)(?P<sign>[+-]?)(?P<whole>[0-9][0-9,]*)(\.(?P<decimals>[0-9]+))?(?P<percent>%?)"
    r"(?P<after>[^0-9\"]*| \([0-9]{4}\))"
)
"""The cell of a single number: signs and words may stand around it, and a year behind it."""


class Number(NamedTuple):
    """A number and the number format that shows it as wanted."""

    value: float
    number_format: str


def as_number(text: str, exact: float) -> Number | None:
    """The number that a cell shows, for a program that computes; None for words, and for several numbers in a cell.

    `exact` is the unrounded figure behind the cell, a percentage as a fraction. Programs round halves up and Python to
    even; where the figure would not be shown as in the cell, or there is none, it is the number of the cell itself.

    >>> as_number("≥19.3%", 0.19272727)
    Number(value=0.19272727, number_format='"≥"0.0%;"≥-"0.0%')
    >>> as_number("2,446.9", 2446.9), as_number("7-8", 7.0)
    (Number(value=2446.9, number_format='#,##0.0'), None)
    """
    found = _ONE_NUMBER.fullmatch(text)
    if found is None:
        return None
    before, sign, whole, percent, after = (found[name] for name in ("before", "sign", "whole", "percent", "after"))
    decimals = len(found["decimals"] or "")
    grouped = "," in whole or not percent
    digits = whole + (f".{found['decimals']}" if decimals else "")
    shown = float(f"{sign}{digits}".replace(",", "")) / (100 if percent else 1)
    if sum(map(str.isdigit, digits)) > DIGITS or (sign == "-" and not shown):
        return None  # programs don't agree whether there is a -0.0%
    for value in (exact, shown):
        as_signed = (value < 0) == (sign == "-")
        if abs(value) < 10**DIGITS and as_signed and _digits(value, decimals, bool(percent), grouped) == digits:
            pattern = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "") + percent
            return Number(value, _number_format(before, sign, pattern, after))
    return None


def _digits(value: float, decimals: int, percent: bool, grouped: bool) -> str:
    """The digits that a spreadsheet program shows of a number."""
    exact = abs(Decimal(f"{value:.{DIGITS}g}")).scaleb(2 if percent else 0)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:,f}" if grouped else f"{rounded:f}"


def _number_format(before: str, sign: str, pattern: str, after: str) -> str:
    behind = f'"{after}"' if after else ""
    if not before and sign != "+":
        return pattern + behind
    # Without a part of its own, a negative number has its sign in front of everything: -≤17.
    plus = "+" if sign == "+" else ""
    return f'"{before}{plus}"{pattern}{behind};"{before}-"{pattern}{behind}'


def sheet_name(title: str, taken: set[str]) -> str:
    """A name that a sheet may have, as near to the title as can be; it differs from those in `taken` and joins them.

    >>> taken = set()
    >>> sheet_name("Water/Air", taken), sheet_name("WATER-AIR", taken), sheet_name("'", taken)
    ('Water-Air', 'WATER-AIR (2)', '-')
    """
    legal = _AROUND_NAMES.sub("", _NOT_IN_NAMES.sub("-", plain(title))) or "-"
    for count in itertools.count(1):
        tail = f" ({count})" if count > 1 else ""
        name = _AROUND_NAMES.sub("", _cut(legal, LONGEST_NAME - len(tail))) + tail
        if same_name(name) not in taken:
            break
    taken.add(same_name(name))
    return name


def same_name(name: str) -> str:
    """What is equal for names that a spreadsheet program may take for the same."""
    return unicodedata.normalize("NFKC", name).casefold()


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")

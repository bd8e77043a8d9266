"""Values and number formats for spreadsheets, which show a number as the other formats do."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

import numpy as np

from lixia_cli.model.arrays import Floats
from lixia_cli.render.numbers import Number

DIGITS = 15
"""Significant digits that spreadsheet programs show."""
_FEW, _PLAIN, _HALF = 8, 1e12, 1e-6
"""A value with few decimals, below so many of the last one, is rounded alike by all unless it is so near a half."""
_ERROR = 1e-14
"""More than the share of a value by which its first 15 digits, that programs round, differ from it."""


def cell_value(number: Number) -> float | None:
    """Return the value for a cell: unrounded where the program then shows the same digits, else as it is shown.

    Programs round halves up and Python to even. None for more digits than programs have.

    >>> cell_value(Number(0.125, 2)), cell_value(Number(2.5, 1)), cell_value(Number(1e18))
    (0.12, 2.5, None)
    """
    number = number.settled()
    negative = number.falls
    scaled = abs(number.value) * 10.0 ** (number.decimals + 2 * number.percent)
    is_plain = scaled < _PLAIN and abs(scaled % 1 - 0.5) > _HALF + _ERROR * scaled
    if number.decimals < _FEW and is_plain and (number.value < 0) == negative:
        return number.value  # far from a half, where all programs round alike
    shown = float(number.digits.replace(",", "")) / (100 if number.percent else 1)
    if sum(map(str.isdigit, number.digits)) > DIGITS:
        return None
    for value in (number.value, -shown if negative else shown):
        if abs(value) < 10**DIGITS and (value < 0) == negative and _digits_shown(value, number) == number.digits:
            return value
    return None


def cell_values(values: Floats, kind: Number) -> Floats:
    """Return `cell_value` of each number that is shown as one of this kind, NaN for None."""
    with np.errstate(all="ignore"):
        scaled = np.abs(values) * 10.0 ** (kind.decimals + 2 * kind.percent)
        is_plain = (scaled < _PLAIN) & (np.abs(scaled % 1 - 0.5) > _HALF + _ERROR * scaled)
        is_plain &= (kind.decimals < _FEW) & ((values >= 0) | (scaled > 0.5))
    found = values.copy()
    for place in np.flatnonzero(~is_plain).tolist():
        value = cell_value(kind._replace(value=float(values[place])))
        found[place] = np.nan if value is None else value
    return found


def _digits_shown(value: float, number: Number) -> str:
    """Return the digits that a spreadsheet program shows of a value."""
    exact = abs(Decimal(f"{value:.{DIGITS}g}")).scaleb(2 if number.percent else 0)
    rounded = exact.quantize(Decimal(1).scaleb(-number.decimals), ROUND_HALF_UP)
    return f"{rounded:,f}" if number.grouped else f"{rounded:f}"


def number_format(number: Number) -> str:
    """Return the number format of a number.

    >>> number_format(Number(0.19272727, 1, percent=True, grouped=False, before="≥"))
    '"≥"0.0%;"≥-"0.0%'
    """
    _, *shown, _ = number.settled()
    return _format_of(*shown)


@lru_cache(maxsize=10_000)  # many numbers have few formats
def _format_of(
    decimals: int, percent: bool, signed: bool, grouped: bool, before: str, after: str, rise: str, fall: str
) -> str:
    pattern = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "") + "%" * percent
    behind = _quoted(after)
    if not before and not signed and fall == "-":
        return pattern + behind
    # Without a part of its own, a negative number has its sign in front of everything: -≤17.
    plus = rise if signed else ""
    return f"{_quoted(before + plus)}{pattern}{behind};{_quoted(before + fall)}{pattern}{behind}"


def _quoted(text: str) -> str:
    """Quote text for a number format, in which a quotation mark cannot be escaped."""
    return f'"{text.replace(chr(34), "”")}"' if text else ""

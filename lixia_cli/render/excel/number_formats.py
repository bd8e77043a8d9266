"""Values and number formats for spreadsheets, which show a number as the other formats do."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from lixia_cli.render.numbers import Number

DIGITS = 15
"""Significant digits that spreadsheet programs show."""


def cell_value(number: Number) -> float | None:
    """Return the value for a cell: unrounded where the program then shows the same digits, else as it is shown.

    Programs round halves up and Python to even. None for more digits than programs have.

    >>> cell_value(Number(0.125, 2)), cell_value(Number(2.5, 1)), cell_value(Number(1e18))
    (0.12, 2.5, None)
    """
    negative = number.falls
    shown = float(number.digits.replace(",", "")) / (100 if number.percent else 1)
    if sum(map(str.isdigit, number.digits)) > DIGITS:
        return None
    for value in (number.value, -shown if negative else shown):
        if abs(value) < 10**DIGITS and (value < 0) == negative and _digits_shown(value, number) == number.digits:
            return value
    return None


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
    whole = "#,##0" if number.grouped else "0"
    pattern = whole + ("." + "0" * number.decimals if number.decimals else "") + "%" * number.percent
    before, after = _quoted(number.before), _quoted(number.after)
    if not before and not number.signed and number.fall == "-":
        return pattern + after
    # Without a part of its own, a negative number has its sign in front of everything: -≤17.
    plus = number.rise if number.signed else ""
    return f"{_quoted(number.before + plus)}{pattern}{after};{_quoted(number.before + number.fall)}{pattern}{after}"


def _quoted(text: str) -> str:
    """Quote text for a number format, in which a quotation mark cannot be escaped."""
    return f'"{text.replace(chr(34), "”")}"' if text else ""

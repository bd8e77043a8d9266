"""Numbers as people read them: rounded, grouped by thousands, with what stands before and behind the digits."""

from __future__ import annotations

from typing import NamedTuple, Self

import numpy as np


class Number(NamedTuple):
    """A number and how it is shown. Programs read the value, people the text."""

    value: float
    """Unrounded; a percentage as a fraction."""
    decimals: int = 0
    percent: bool = False
    signed: bool = False
    """A plus before what is not negative."""
    grouped: bool = True
    """Commas between thousands."""
    before: str = ""
    after: str = ""

    @property
    def digits(self) -> str:
        """The digits shown, without sign and percent sign."""
        shown = abs(100 * self.value if self.percent else self.value)
        return f"{shown:,.{self.decimals}f}" if self.grouped else f"{shown:.{self.decimals}f}"

    @property
    def sign(self) -> str:
        """The sign shown; what is rounded to zero is not negative."""
        if self.value < 0 and self.digits.strip("0.,"):
            return "-"
        return "+" if self.signed else ""

    @property
    def text(self) -> str:
        """The number as people read it."""
        return f"{self.before}{self.sign}{self.digits}{'%' if self.percent else ''}{self.after}"

    def within(self, template: str, field: str) -> Self:
        """The number in the place of ``{field}`` in a template that has no other field."""
        before, _, after = template.partition(f"{{{field}}}")
        return self._replace(before=before + self.before, after=self.after + after)


def rounded(value: float, signed: bool = False, decimals: int = 4, percent: bool = False) -> Number:
    """A value with at most so many decimals, none of them a trailing zero; a small value keeps two significant digits.

    For `percent` the value is a fraction.

    >>> rounded(2446.9).text, rounded(0.00001).text, rounded(0.1006, signed=True, decimals=2, percent=True).text
    ('2,446.9', '0.00001', '+10.06%')
    """
    shown = abs(100 * value if percent else value)
    if shown and shown < 10**-decimals:
        text = np.format_float_positional(shown, precision=2, fractional=False, trim="-")
    else:
        text = f"{shown:.{decimals}f}".rstrip("0")
    return Number(value, len(text.partition(".")[2]), percent, signed)


def share(value: float, met: bool) -> Number:
    """A fraction as percent with one decimal; never 100.0 % for something not met.

    >>> share(0.9204, False).text, share(0.9999, False).text, share(1.0, True).text
    ('92.0%', '<100%', '100.0%')
    """
    number = Number(value, 1, percent=True, grouped=False)
    return number._replace(decimals=0, before="<") if not met and number.digits == "100.0" else number


def number(value: float, signed: bool = False, decimals: int = 4) -> str:
    """The text of a rounded value.

    >>> number(2446.9), number(6.0), number(-0.25, signed=True), number(-0.0)
    ('2,446.9', '6', '-0.25', '0')
    """
    return rounded(value, signed, decimals).text

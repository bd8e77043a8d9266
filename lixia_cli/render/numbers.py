"""Format numbers for people: rounded, grouped by thousands, with signs and units."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, Self

import numpy as np

from lixia_cli.model.arrays import Floats
from lixia_cli.model.records import is_unknown
from lixia_cli.render.figures import Figures, agree
from lixia_cli.render.rounded_text import all_digits_shown, decimals_of, digits_shown
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_


class Number(NamedTuple):
    """A number and its format: the value is for formats that compute, the text for people.

    The value may be `Figures`, the numbers of many rows; then the text has a gap for what is shown in each.
    """

    value: float
    """Unrounded; a percentage as a fraction."""
    decimals: int = 0
    percent: bool = False
    signed: bool = False
    """Whether non-negative numbers get a plus sign."""
    grouped: bool = True
    """Whether thousands are separated by commas."""
    before: str = ""
    after: str = ""
    rise: str = "+"
    """What stands before a number that is not negative, if it is signed."""
    fall: str = "-"
    """What stands before a negative number."""
    trimmed: bool = False
    """Whether `decimals` are at most so many: those that are zero at the end are left out."""

    @property
    def digits(self) -> str:
        """Return the digits shown, without sign and percent sign."""
        return digits_shown(abs(100 * self.value if self.percent else self.value), *self._spelling)

    @property
    def sign(self) -> str:
        """Return the sign shown, or a word for it; none for a value that rounds to zero, unless `signed`."""
        if self.falls:
            return self.fall
        return self.rise if self.signed else ""

    @property
    def falls(self) -> bool:
        """Return whether the number shown is negative."""
        return self.value < 0 and bool(self.digits.strip("0.,"))

    @property
    def text(self) -> str:
        """Return the number formatted for people."""
        value: object = self.value
        shown = value.hold(self._of_rows(value)) if isinstance(value, Figures) else self.sign + self.digits
        return f"{self.before}{shown}{'%' if self.percent else ''}{self.after}"

    def shows(self, digits: str) -> bool:
        """Return whether these are its digits."""
        value: object = self.value
        if isinstance(value, Figures):
            texts = self.digits_of_rows(value)
            return digits in texts and agree(np.array([own == digits for own in texts], dtype=np.bool_))
        return self.digits == digits

    def looks_like(self, other: Number) -> bool:
        """Return whether both show the same digits."""
        value: object = self.value
        beside: object = other.value
        if isinstance(beside, Figures):
            others = other.digits_of_rows(beside)
            own = self.digits_of_rows(value) if isinstance(value, Figures) else [self.digits] * len(others)
            return agree(np.array(list(map(operator.eq, own, others)), dtype=np.bool_))
        return self.shows(other.digits)

    def settled(self) -> Self:
        """Return the same number with the decimals that it shows."""
        return self._replace(decimals=decimals_of(self.digits), trimmed=False) if self.trimmed else self

    def digits_of_rows(self, figures: Figures) -> list[str]:
        """Return the digits shown of the number of each row."""
        spelling = self._spelling

        def spell(values: Floats) -> list[str]:
            with np.errstate(over="ignore"):
                shown: Floats = np.abs(100 * values if self.percent else values)
            return all_digits_shown(shown, *spelling)

        return figures.once((self.percent, *spelling), spell)

    @property
    def _spelling(self) -> tuple[int, bool, bool]:
        return self.decimals, self.grouped, self.trimmed

    def _of_rows(self, figures: Figures) -> list[str]:
        """Return the sign and the digits of the number of each row."""
        texts, plus = self.digits_of_rows(figures), self.rise if self.signed else ""
        negative = figures.values < 0
        if not negative.any():
            return [plus + text for text in texts] if plus else texts
        falls = zip(texts, negative.tolist(), strict=True)
        return [(self.fall if below and text.strip("0.,") else plus) + text for text, below in falls]

    def within(self, template: str, field: str) -> Self:
        """Return the number with the text around ``{field}`` of a template that has no other field."""
        before, _, after = template.partition(f"{{{field}}}")
        return self._replace(before=before + self.before, after=self.after + after)


_CHANGES = {
    "points": (N_("+{change} pp"), N_("-{change} pp")),
    "growth": (N_("+{change}%"), N_("-{change}%")),
    "units": (N_("+{amount}"), N_("-{amount}")),
    "points left": (N_("+{gap} pp"), N_("-{gap} pp")),
    "units left": (N_("+{gap}"), N_("-{gap}")),
    "lead": (N_("+{lead} pp"), N_("-{lead} pp")),
    "years": (N_("+{lead} years"), N_("-{lead} years")),
}
"""How a change, what is left and a lead are written: upwards, downwards."""


def change(number: Number, kind: str, translate: Translate, running: bool = False) -> Number:
    """Return a signed number as one of _CHANGES: a change in `points`, `growth`, …

    In Chinese a fall is said in words, in `running` text a rise too; numbers of a table keep their plus sign.
    """
    rise, fall = _signs(kind, translate)
    return number._replace(rise=rise if running else number.rise, fall=fall)


@cache
def _signs(kind: str, translate: Translate) -> tuple[str, str]:
    """Return what stands before a change upwards and downwards."""
    rise, fall = (translate(template).partition("{")[0] for template in _CHANGES[kind])
    return rise, fall


def to_be_passed(number: Number, direction: str, qualifier: str) -> Number:
    """Return what is left to a target that is not met; one to be passed, `over`, needs more than what is left of it.

    >>> [to_be_passed(rounded(left, True), "at_least", "over").text for left in (0.0, 0.5)]
    ['>0', '+0.5']
    """
    if qualifier != "over" or number.value != 0:
        return number
    return number._replace(signed=False, before=number.before + ("<" if direction == "at_most" else ">"))


def rounded(value: float, signed: bool = False, decimals: int = 4, percent: bool = False) -> Number:
    """Round a value to at most `decimals`, without trailing zeros; a small value keeps two significant digits.

    For `percent` the value is a fraction.

    >>> rounded(2446.9).text, rounded(0.00001).text, rounded(0.1006, signed=True, decimals=2, percent=True).text
    ('2,446.9', '0.00001', '+10.06%')
    """
    return Number(value, decimals, percent, signed, trimmed=True)


MOST_DECIMALS = 12
"""Decimals by which any two numbers are told apart."""


def told_apart(value: float, others: Sequence[float], decimals: int = 4) -> int:
    """Return the decimals with which a value is never taken for another that it only nearly equals: 6.967 and 7.

    At least `decimals`; for each of `others`, NaN for none, both are thought of with as many.

    >>> told_apart(6.967, [7.0], 1), told_apart(6.94, [7.0], 1), told_apart(49.99996, [50.0]), told_apart(50.0, [50.0])
    (2, 1, 5, 4)
    """
    for other in others:
        if is_unknown(other) or value == other:
            continue
        while decimals < MOST_DECIMALS and _as_one(value, other, decimals):
            decimals += 1
    return decimals


def _as_one(value: float, other: float, decimals: int) -> bool:
    """Return whether two values are shown alike; the first question is a cheap one, and settles most."""
    apart = abs(value - other)
    return apart < 10**-decimals and rounded(value, decimals=decimals).looks_like(rounded(other, decimals=decimals))


def figure_decimals(data: int) -> int:
    """Return the decimals of a figure that is computed from data with so many: one more, and from two on as many.

    >>> [figure_decimals(data) for data in range(5)]
    [1, 2, 2, 3, 3]
    """
    return max(min(data + 1, 2), min(data, 3))


def average_decimals(data: int) -> int:
    """Return the decimals of an average of data with so many: as many, but at least one."""
    return max(data, 1)


def difference_decimals(data: int) -> int:
    """Return the decimals of a difference of data with so many, which may be exact."""
    return max(figure_decimals(data), data)


def share(value: float, met: bool) -> Number:
    """Format a fraction as percent with one decimal; never as 100.0 % if the target is not met.

    Exactly 100 % without being met is a target that asks for more than its number.

    >>> share(0.9204, False).text, share(0.9999, False).text, share(1.0, False).text, share(1.0, True).text
    ('92.0%', '<100%', '≤100%', '100.0%')
    """
    number = Number(value, 1, percent=True, grouped=False)
    if met or value < 0 or not number.shows("100.0"):
        return number
    return number._replace(decimals=0, before=beside_hundred(value))


def beside_hundred(value: float) -> str:
    """Return the sign before 100 % for a fraction that is rounded to it."""
    if math.isclose(value, 1, rel_tol=1e-12):
        return "≤"
    return "<" if value < 1 else ">"


def number(value: float, signed: bool = False, decimals: int = 4) -> str:
    """Return the text of a rounded value.

    >>> number(2446.9), number(6.0), number(-0.25, signed=True), number(-0.0)
    ('2,446.9', '6', '-0.25', '0')
    """
    return rounded(value, signed, decimals).text


def ends_text(low: float, high: float, decimals: int, translate: Translate, hyphen: str = "{low}-{high}") -> str:
    """Return both ends of a range, with words between them where a hyphen would stand before a sign.

    >>> ends_text(3, 6, 4, str), ends_text(-3, 1, 4, str), ends_text(-3, -1, 4, str)
    ('3-6', '-3-1', '-3 to -1')
    """
    template = translate("{low} to {high}") if high < 0 else hyphen
    return template.format(low=number(low, decimals=decimals), high=number(high, decimals=decimals))


def behind(unit: str, translate: Translate) -> str:
    """Return a unit as it stands behind a number; × keeps 100 million yuan apart from the digits before it.

    In Chinese nothing stands between a number and a Chinese unit.

    >>> behind("km", str), behind("100 million yuan", str), behind("", str)
    (' km', ' × 100 million yuan', '')
    """
    if not unit or unit[0].isascii():
        return f" {'× ' if unit[:1].isdecimal() else ''}{unit}" if unit else ""
    return translate("{value} {unit}").format(value="", unit=unit)

"""Numbers as text with so many decimals, rounded as Python's `format` does: one, or those of a whole column at once."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Floats, Ints
from lixia_cli.render.digits import THOUSAND, Quads, behind_point, joined, thousands, with_texts

LEAST, MOST = 256, 4
"""Numbers of a column, for which tables of digits are worth it, and its decimals; others are spelt one by one."""
_LARGEST, _HALF = 1e12, 0.499
"""As a count of the last decimal a number below this is exact to 0.001: rounded rightly unless it is near a half."""


class _Formats(dict[int, str]):
    """Formats by their number of decimals, each spelt once."""

    def __init__(self, begin: str) -> None:
        super().__init__()
        self._begin = begin

    def __missing__(self, decimals: int) -> str:
        self[decimals] = f"{self._begin}.{decimals}f"
        return self[decimals]


_GROUPED, _FIXED = _Formats(","), _Formats("")


def digits_shown(number: float, decimals: int, grouped: bool, trimmed: bool) -> str:
    """Return the digits of a number that is not negative, its thousands `grouped` by commas.

    Those that are zero at the end are left out if it is `trimmed`, and a small number then keeps two that are not.

    >>> digits_shown(1234.5, 2, True, False), digits_shown(1234.5, 2, True, True), digits_shown(0.000123, 2, True, True)
    ('1,234.50', '1,234.5', '0.00012')
    """
    if trimmed and number and number < 10**-decimals:
        decimals = decimals_of(np.format_float_positional(number, precision=2, fractional=False, trim="-"))
    text = format(number, (_GROUPED if grouped else _FIXED)[decimals])
    return text.rstrip("0").rstrip(".") if trimmed and decimals else text


def all_digits_shown(numbers: Floats, decimals: int, grouped: bool, trimmed: bool) -> list[str]:
    """Return `digits_shown` of each number."""
    if decimals > MOST or len(numbers) < LEAST:
        return [digits_shown(number, decimals, grouped, trimmed) for number in numbers.tolist()]
    return joined(spell_rounded(numbers, decimals, grouped, trimmed))


def spell_rounded(numbers: Floats, decimals: int, grouped: bool, trimmed: bool) -> list[Quads]:
    """Return `digits_shown` of each number, which has at most `MOST` decimals, as columns of a table of quads."""
    with np.errstate(all="ignore"):
        scaled = numbers * 10.0**decimals
        nearest = np.rint(scaled)
        certain = (scaled < _LARGEST) & (np.abs(scaled - nearest) < _HALF)
    if trimmed:
        certain &= (numbers >= 10**-decimals) | (numbers == 0)
    units = np.where(certain, nearest, 0).astype(np.int64)
    whole = units // 10**decimals
    behind = behind_point(decimals, trimmed)
    part = units - whole * 10**decimals
    quads = [*_whole(whole, grouped), *(table.take(part) for table in behind)]
    others = np.flatnonzero(~certain)
    return with_texts(
        quads, others, [digits_shown(number, decimals, grouped, trimmed) for number in numbers[others].tolist()]
    )


def _whole(whole: Ints, grouped: bool) -> list[Quads]:
    """Return whole numbers in parts of three digits, all but the first behind a comma if they are `grouped`."""
    begin, inner = thousands(grouped)
    if whole.max(initial=0) < THOUSAND:
        return [begin.take(whole)]
    higher = whole // THOUSAND
    last = whole - higher * THOUSAND
    is_short = higher == 0
    above = [np.where(is_short, np.uint32(0), quads) for quads in _whole(higher, grouped)]
    return [*above, np.where(is_short, begin.take(last), inner.take(last))]


def decimals_of(text: str) -> int:
    """Return how many decimals a text of digits has."""
    return len(text) - text.find(".") - 1 if "." in text else 0

"""Columns of floats as text: the shortest decimal that reads back as the number, as `repr` writes it, by whole columns.

`repr` takes a third of a microsecond a number. Here the digits of all numbers come from a few operations on arrays.
Whether they are right is not assumed but tested for every number (`_Parts`); what fails is left to `repr`.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.render.digits import GROUP, QUAD, Quads, decimals, first_decimals, heads, joined, with_texts

DIGITS = 15
"""Two decimals with so many digits are never the same float, so one that is a number's value is its shortest text."""
DECIMALS = 15
ZERO = ".0"
"""Ends a whole number in the text of `repr`."""
_POWERS = np.array([float(10**places) for places in range(DECIMALS + 1)])
_SMALLEST = -13
"""The binary exponent of the smallest numbers that are looked at: `repr` writes those below 0.0001 with an exponent."""
_BIAS, _EXPONENTS, _FRACTION_BITS = 1023, 2048, 52
"""Of a float of 64 bits: that of an exponent, how many there are, and in how many bits what it multiplies is."""


def spell(numbers: Floats, separator: str, unknown: str = "", least: str = ZERO) -> list[Quads]:
    """Return the columns of a table of quads with a row for each number: the separator, if any, and the text of `repr`.

    The text of NaN is `unknown`; whole numbers end with the `least` decimals, .0 or none. Zero bytes stand before and
    behind a text; without them a row is a cell of a table.
    """
    found = _Parts.of(numbers)
    quads = [*_before_point(found.whole, np.signbit(numbers), separator), *_behind_point(found.units, least)]
    return _with_others(quads, numbers, found.others, separator, unknown, least) if len(found.others) else quads


def texts(numbers: Floats) -> list[str]:
    """Return the text of `repr` of each number; an empty one for NaN.

    >>> texts(np.array([0.1, 1e300, np.nan, -2.0]))
    ['0.1', '1e+300', '', '-2.0']
    """
    return joined(spell(numbers, ""))


def longest(numbers: Floats) -> int:
    """Return how long the longest text of `repr` of some numbers is; there is none of NaN."""
    if not len(numbers):
        return 0
    characters = np.column_stack(spell(numbers, "")).view(np.uint8) != 0
    return int(characters.sum(axis=1).max())


class _Parts(NamedTuple):
    """Numbers as decimals of at most 15 digits, without a sign."""

    others: Ints
    """The positions of numbers that are no such decimals; their parts are 0."""
    whole: Floats
    """What stands before the point, as a whole number."""
    units: Floats
    """What stands behind it, as a whole number of 10**-15; all of them are below 2**53, and exact as floats."""

    @classmethod
    def of(cls, numbers: Floats) -> _Parts:
        """Multiply numbers by a power of ten, round the products, and look whether they are the numbers times that.

        Both the whole number and the power of ten are floats without error, so their quotient is the float nearest to
        the decimal (W. D. Clinger, How to read floating point numbers accurately, 1990).
        """
        size = np.abs(numbers)
        power = _powers().take(size.view(np.int64) >> _FRACTION_BITS)
        with np.errstate(invalid="ignore"):  # a signalling NaN
            scaled = size * power
            np.rint(scaled, out=scaled)
            others = np.flatnonzero(scaled / power != size)
        size[others] = scaled[others] = 0.0
        power[others] = 1.0
        whole = np.floor(size)
        units = scaled - whole * power
        units *= _POWERS[-1] / power
        return cls(others, whole, units)


@cache
def _powers() -> Floats:
    """Return for each exponent of a float the power of ten by which such numbers get 14 digits or 15.

    1 where `repr` may write an exponent, which leaves no such number but 0 a whole one, and NaN for large numbers.
    """
    exponents = np.arange(_EXPONENTS) - _BIAS
    places = np.floor(DIGITS - (exponents + 1) * math.log10(2)).astype(np.int64)
    powers = _POWERS[np.clip(places, 0, DECIMALS)]
    return np.where(exponents < _SMALLEST, 1.0, np.where(places < 0, np.nan, powers))


def _before_point(whole: Floats, negative: Bools, separator: str) -> list[Quads]:
    """Return the separator, a minus sign where it is due, and whole numbers, their last digit at the end."""
    most, is_signed = int(whole.max(initial=0)), bool(negative.any())
    if most < GROUP:
        begin, end = heads(separator)
        place = whole.astype(np.int32)
        if is_signed:
            place += np.int32(GROUP) * negative
        fits_in_one = len(separator) + is_signed + len(str(most)) <= QUAD
        return [end.take(place)] if fits_in_one else [begin.take(place), end.take(place)]
    higher = np.floor(whole / GROUP)
    last = whole - higher * GROUP
    long = [*_before_point(higher, negative, separator), decimals().take(last.astype(np.int32))]
    short = _before_point(last, negative, separator)
    nothing = [np.zeros(len(whole), dtype=np.uint32)] * (len(long) - len(short))
    return [np.where(higher == 0, *pair) for pair in zip([*nothing, *short], long, strict=True)]


def _behind_point(units: Floats, least: str) -> list[Quads]:
    """Return the point and the decimals up to the last that is not 0, but the `least` where there is none."""
    high = np.floor(units / GROUP**2)
    low = units - high * GROUP**2
    groups = [*_halves(high), *_halves(low)] if low.any() else _halves(high)
    if not groups[-1].any():
        groups.pop()
    quads: list[Quads] = []
    is_last: Bools | np.bool_ = np.True_
    for place, group in reversed(list(enumerate(groups))):
        table = decimals() if place else first_decimals(least)
        quads.insert(0, table.take(group + np.int32(GROUP) * is_last))
        is_last = is_last & (group == 0)
    return quads


def _halves(numbers: Floats) -> list[npt.NDArray[np.int32]]:
    """Return whole numbers of up to eight digits as two of up to four."""
    whole = numbers.astype(np.int32)
    first = whole // GROUP
    return [first, whole - first * GROUP]


def _with_others(
    quads: list[Quads], numbers: Floats, others: Ints, separator: str, unknown: str, least: str
) -> list[Quads]:
    """Return the quads with what `repr` writes in some of the rows, and with `unknown` for NaN."""
    is_unknown = np.isnan(numbers[others])
    known = others[~is_unknown]
    end = ZERO.removeprefix(least)
    spelt = [f"{separator}{repr(number).removesuffix(end)}" for number in numbers[known].tolist()]
    return with_texts(with_texts(quads, others[is_unknown], [separator + unknown]), known, spelt)

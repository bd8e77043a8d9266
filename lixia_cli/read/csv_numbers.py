"""The cells of a column of numbers → floats, those that are digits with at most a minus and a decimal point."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.numbering import Words
from lixia_cli.read.csv_cells import WORD, Cells

_EXACT = 15
"""So many digits make a whole number that is exact as a float. As a power of ten with so many zeros is, too, the one
divided by the other is the float closest to the decimal number: Clinger, How to read floating point numbers accurately,
1990."""
_MOST = 19
"""So many digits fit into 64 bits."""
_POWERS = np.array([10.0**zeros for zeros in range(_MOST + 1)])
_WHOLE_POWERS = np.array([10**zeros for zeros in range(_MOST + 1)], dtype=np.uint64)
_MINUS, _ZERO = ord("-"), ord("0")
_LAST = np.array(
    [0xFFFFFFFFFFFFFFFF << 8 * (WORD - count) & 0xFFFFFFFFFFFFFFFF for count in range(WORD + 1)], np.uint64
)
"""The last bytes of a word, by how many."""


def _each(byte: int) -> np.uint64:
    """Return the word with this byte eight times."""
    return np.uint64(byte * 0x0101010101010101)


_ONES, _HIGH, _ZEROS = _each(0x01), _each(0x80), _each(ord("0"))
_POINT = _each(ord(".") ^ ord("0"))


def plain_floats(cells: Cells) -> tuple[Floats, Bools]:
    """Return the number of each cell, NaN for an empty one, and where there is another cell that is not read here.

    That is one with anything but digits, a minus and a point between digits, one of more than 19 digits, and one that
    is halfway between two floats.
    """
    data = np.frombuffer(cells.content, dtype=np.uint8)
    is_negative = data[cells.starts] == _MINUS
    sizes = cells.ends - cells.starts - is_negative
    numbers, decimals, points, are_digits = _last_digits(cells.words[cells.ends - WORD], np.minimum(sizes, WORD))
    for start in (WORD, 2 * WORD):
        longer = np.flatnonzero(sizes > start)
        if not len(longer):
            break
        rows = longer if len(longer) * 2 < len(sizes) else slice(None)  # a gap costs more than a few words of nothing
        words = cells.words[cells.ends[rows] - start - WORD]
        count = np.minimum(np.maximum(sizes[rows] - start, 0), WORD)
        before, after_point, has_point, are_too = _last_digits(words, count)
        numbers[rows] += before * _WHOLE_POWERS[start - points[rows]]
        decimals[rows] += (after_point + start) * has_point
        points[rows] += has_point
        are_digits[rows] &= are_too
    digits = sizes - points
    is_plain = are_digits & (points <= 1) & ((decimals > 0) == (points > 0)) & (digits > decimals)
    rows = np.flatnonzero(digits > _MOST)
    if len(rows):
        digits[rows] -= (digits[rows] == decimals[rows] + 1) & (data[cells.ends[rows] - sizes[rows]] == _ZERO)
        is_plain[rows] &= digits[rows] <= _MOST
    decimals = np.minimum(decimals, _MOST)
    values = numbers.astype(np.float64) / _POWERS[decimals]
    rows = np.flatnonzero(is_plain & (digits > _EXACT))
    if len(rows):
        values[rows], is_plain[rows] = _divided(numbers[rows], _POWERS[decimals[rows]])
    if is_negative.any():
        values = np.where(is_negative, -values, values)
    values[~is_plain] = np.nan
    return values, ~is_plain & (cells.ends > cells.starts)


def _last_digits(words: Words, count: Ints) -> tuple[Words, Ints, Ints, Bools]:
    """Return the number that the last `count` bytes of each word make without the first point among them, how many of
    them come after it, how many such points there are (0 or 1), and whether all the others are digits.

    Neighbouring digits are put together everywhere in a word at once, then pairs, then fours: Lemire, Number parsing
    at a gigabyte per second, 2021.
    """
    digits = (words ^ _ZEROS) & _LAST[count]
    others = digits ^ _POINT
    point = (others - _ONES) & ~others & _HIGH  # the lowest of these bits is that of the first point
    point = (point & (~point + np.uint64(1))) >> np.uint64(7)
    points = (point != 0).astype(np.uint64)
    # One of eight bits times this has in its highest byte how many bytes are above it.
    above = point * np.uint64(0x0706050403020100) >> np.uint64(56)
    before, with_point = point - points, (point << np.uint64(8)) - points  # the bytes up to the point, and with it
    digits = (digits & ~with_point) | (digits & before) << np.uint64(8)
    are_digits = ((digits + _each(0x76)) | digits) & _HIGH == 0
    digits = digits * np.uint64(10) + (digits >> np.uint64(8))
    low, high = digits & np.uint64(0x000000FF000000FF), (digits >> np.uint64(16)) & np.uint64(0x000000FF000000FF)
    numbers = (low * np.uint64(0x000F424000000064) + high * np.uint64(0x0000271000000001)) >> np.uint64(32)
    return numbers, above.view(np.int64), points.view(np.int64), are_digits


def _divided(numbers: Words, powers: Floats) -> tuple[Floats, Bools]:
    """Return the floats closest to whole numbers divided by powers of ten, and where that is certain.

    The quotient of floats is corrected by its remainder, which two floats give exactly: Dekker, A floating-point
    technique for extending the available precision, 1971. It is certain unless what is left may be half of the last
    place.
    """
    high = numbers.astype(np.float64)
    low = (numbers - high.astype(np.uint64)).view(np.int64).astype(np.float64)
    quotient = high / powers
    product = quotient * powers
    remainder = (high - product) - _error_of_product(quotient, powers, product) + low
    correction = remainder / powers
    closest = quotient + correction
    rest = correction - (closest - quotient)
    # Below a power of two places are half as wide.
    is_certain = (np.abs(rest) < np.spacing(closest) * (0.5 - 1e-9)) & (np.frexp(closest)[0] != 0.5)
    return closest, is_certain


def _error_of_product(first: Floats, second: Floats, product: Floats) -> Floats:
    """Return by how much the exact product is more than this float."""
    (high, low), (other_high, other_low) = _halves(first), _halves(second)
    return ((high * other_high - product) + high * other_low + low * other_high) + low * other_low


def _halves(values: Floats) -> tuple[Floats, Floats]:
    """Return each number as the sum of two with half of its digits."""
    shifted = values * (2.0**27 + 1)
    high = shifted - (shifted - values)
    return high, values - high

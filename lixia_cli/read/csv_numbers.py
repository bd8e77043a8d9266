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
_MINUS = ord("-")
_LAST = np.array(
    [0xFFFFFFFFFFFFFFFF << 8 * (WORD - count) & 0xFFFFFFFFFFFFFFFF for count in range(WORD + 1)], np.uint64
)
"""The last bytes of a word, by how many."""


def _each(byte: int) -> np.uint64:
    """Return the word with this byte eight times."""
    return np.uint64(byte * 0x0101010101010101)


_ONES, _HIGH, _POINTS, _ZEROS = _each(0x01), _each(0x80), _each(ord(".")), _each(ord("0"))


def plain_floats(cells: Cells) -> tuple[Floats, Bools]:
    """Return the number of each cell, NaN for an empty one, and where there is another cell that is not read here.

    That is one with anything but digits, a minus and a point between digits, one of more than 19 digits, and one that
    is halfway between two floats.
    """
    is_negative = np.frombuffer(cells.content, dtype=np.uint8)[cells.starts] == _MINUS
    starts, ends = cells.starts + is_negative, cells.ends
    sizes = ends - starts
    decimals, has_point = _decimals(cells.words, ends, sizes)
    whole = np.clip(sizes - decimals - has_point, 0, 3 * WORD)
    integer, is_whole = _digits(cells.words, ends - decimals - has_point, whole)
    fraction, is_fraction = _digits(cells.words, ends, decimals)
    only_decimals = (integer == 0) & (whole <= _MOST)  # more digits do not fit into the number
    digits = np.where(only_decimals, 0, whole) + decimals
    is_plain = is_whole & is_fraction & (whole > 0) & (digits <= _MOST) & (has_point == (decimals > 0))
    decimals = np.minimum(decimals, _MOST)
    numbers = integer * _WHOLE_POWERS[decimals] + fraction
    values = numbers.astype(np.float64) / _POWERS[decimals]
    rows = np.flatnonzero(is_plain & (digits > _EXACT))
    if len(rows):
        values[rows], is_plain[rows] = _divided(numbers[rows], _POWERS[decimals[rows]])
    values = np.where(is_negative, -values, values)
    values[~is_plain] = np.nan
    return values, ~is_plain & (cells.ends > cells.starts)


def _decimals(words: Words, ends: Ints, sizes: Ints) -> tuple[Ints, Bools]:
    """Return how many bytes of each cell come after the first point in the last of its words that has one, and whether
    there is a point; it is looked for in three words.
    """
    decimals, has_point = _after_point(words[ends - WORD], np.minimum(sizes, WORD))
    for start in (WORD, 2 * WORD):
        rows = np.flatnonzero((sizes > start) & ~has_point)
        if len(rows):
            before, found = _after_point(words[ends[rows] - start - WORD], np.minimum(sizes[rows] - start, WORD))
            decimals[rows], has_point[rows] = np.where(found, before + start, 0), found
    return decimals, has_point


def _after_point(words: Words, count: Ints) -> tuple[Ints, Bools]:
    """Return how many of the last `count` bytes of each word come after the first point among them, 0 without one; and
    whether there is one.
    """
    others = (words & _LAST[count]) ^ _POINTS
    point = (others - _ONES) & ~others & _HIGH
    point = (point & (~point + np.uint64(1))) >> np.uint64(7)
    # One of eight bits times this has in its highest byte how many bytes are above it.
    above = point * np.uint64(0x0706050403020100) >> np.uint64(56)
    return above.view(np.int64), point != 0


def _digits(words: Words, ends: Ints, count: Ints) -> tuple[Words, Bools]:
    """Return the number that up to 24 bytes before `ends` make, and whether all of them are digits."""
    numbers, are_digits = _eight_digits(words[ends - WORD], np.minimum(count, WORD))
    for start in (WORD, 2 * WORD):
        rows = np.flatnonzero(count > start)
        if len(rows):
            before, are_too = _eight_digits(words[ends[rows] - start - WORD], np.minimum(count[rows] - start, WORD))
            numbers[rows] += before * _WHOLE_POWERS[start]
            are_digits[rows] &= are_too
    return numbers, are_digits


def _eight_digits(words: Words, count: Ints) -> tuple[Words, Bools]:
    """Return the number that the last `count` bytes of each word make, and whether all of them are digits.

    Neighbouring digits are put together everywhere in a word at once, then pairs, then fours: Lemire, Number parsing
    at a gigabyte per second, 2021.
    """
    kept = _LAST[count]
    digits = ((words & kept) | (_ZEROS & ~kept)) ^ _ZEROS
    are_digits = ((digits + _each(0x76)) | digits) & _HIGH == 0
    digits = digits * np.uint64(10) + (digits >> np.uint64(8))
    low, high = digits & np.uint64(0x000000FF000000FF), (digits >> np.uint64(16)) & np.uint64(0x000000FF000000FF)
    numbers = (low * np.uint64(0x000F424000000064) + high * np.uint64(0x0000271000000001)) >> np.uint64(32)
    return numbers, are_digits


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

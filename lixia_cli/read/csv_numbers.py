"""The cells of a column of numbers → floats, those that are digits with at most a minus and a decimal point."""

from __future__ import annotations

import functools
from collections import Counter
from typing import NamedTuple

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.numbering import Words
from lixia_cli.read.csv_cells import WORD, Cells

_EXACT = 15
"""So many digits make a whole number that is exact as a float. As a power of ten with so many zeros is, too, the one
divided by the other is the float closest to the decimal number: Clinger, How to read floating point numbers accurately,
1990."""
_SAMPLE = 15
"""Cells of a column by which it is judged how many decimals most of them have."""
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
_PAIRS = np.uint64(0x000000FF000000FF)
"""The first bytes of the first and the third pair of a word."""


def plain_floats(cells: Cells) -> tuple[Floats, Bools]:
    """Return the number of each cell, NaN for an empty one, and where there is another cell that is not read here.

    That is one with anything but digits, a minus and a point between digits, one of more than 19 digits, and one that
    is halfway between two floats.
    """
    values, rows = _alike(cells, _usual_decimals(cells))
    if len(rows) * 2 > len(values):
        return _any_floats(cells)
    others = np.zeros(len(values), dtype=np.bool_)
    if len(rows):
        values[rows], others[rows] = _any_floats(cells.rows(rows))
    return values, others


def _usual_decimals(cells: Cells) -> int:
    """Return how many decimals most of some cells have."""
    some = cells.rows(np.arange(0, len(cells.starts), len(cells.starts) // _SAMPLE + 1))
    decimals = [len(text.partition(b".")[2]) for text in some.written() if text]
    return Counter(decimals).most_common(1)[0][0] if decimals else 0


class _Places(NamedTuple):
    """What numbers with the same decimals at the end of a word have in common."""

    zeros: np.uint64
    """The digit 0 at each place, and the point."""
    limits: np.uint64
    """What added to the values of the bytes sets the highest bit of one that is no digit, or not the point."""
    odd: np.uint64
    """The first and third pairs of bytes times this have in the upper half the sum of their digits, by their place."""
    even: np.uint64
    """The same for the second and the fourth pair."""


@functools.cache
def _places(decimals: int) -> _Places:
    """Return this for at most seven decimals. The value of a point is 0, as that of a digit, but it is no place."""
    point = WORD - 1 - decimals if decimals else -1
    texts = [ord("." if at == point else "0") for at in range(WORD)]
    limits = [0x7F if at == point else 0x76 for at in range(WORD)]
    weights = [10 ** (WORD - 2 - at - (at < point)) for at in range(0, WORD, 2)]
    words = (int.from_bytes(bytes(of), "little") for of in (texts, limits))
    return _Places(*map(np.uint64, (*words, weights[2] + (weights[0] << 32), weights[3] + (weights[1] << 32))))


def _alike(cells: Cells, decimals: int) -> tuple[Floats, Ints]:
    """Return the number of each cell, NaN for an empty one, and the rows where that is not right.

    In the others it is plain, of so many decimals and at most 15 digits. As all have the point at the same place, it
    takes a third of the time of `_any_floats`.
    """
    if decimals >= WORD:
        return np.empty(len(cells.starts)), np.arange(len(cells.starts))
    is_negative, sizes = _digits_of(cells)
    least, most = (decimals + len("0."), _EXACT + len(".")) if decimals else (1, _EXACT)
    numbers, wrong = _fixed_digits(next(cells.words(cells.ends - WORD)), sizes, _places(decimals))
    if sizes.max() > WORD:
        longer = np.flatnonzero(sizes > WORD)
        rows = longer if len(longer) * 2 < len(sizes) else slice(None)  # a gap costs more than a few words of nothing
        words = next(cells.words(cells.ends[rows] - 2 * WORD))
        before, wrong_too = _fixed_digits(words, sizes[rows] - WORD, _places(0))
        numbers[rows] += before * np.uint64(10 ** (WORD - (decimals > 0)))
        wrong[rows] |= wrong_too
    is_right = wrong == 0
    values = numbers.view(np.int64).astype(np.float64)  # in two thirds of the time of words without a sign
    if decimals:
        values /= _POWERS[decimals]
    if sizes.min() < least or sizes.max() > most:
        is_right &= (sizes >= least) & (sizes <= most)
        is_empty = cells.starts == cells.ends
        is_right |= is_empty
        values[is_empty] = np.nan
    return _negated(values, is_negative), np.flatnonzero(~is_right)


def _digits_of(cells: Cells) -> tuple[Bools, Ints]:
    """Return where there is a minus, and how many bytes are behind it or at all."""
    is_negative = np.frombuffer(cells.content, dtype=np.uint8).take(cells.starts) == _MINUS
    sizes = cells.ends - cells.starts
    return is_negative, sizes - is_negative if is_negative.any() else sizes


def _negated(values: Floats, rows: Bools) -> Floats:
    return np.where(rows, -values, values) if rows.any() else values


def _fixed_digits(words: Words, sizes: Ints, places: _Places) -> tuple[Words, Words]:
    """Return the number that as many bytes at the end of each word make, and 0 where they are what belongs there.

    Of more than eight bytes all of the word, of less than one nothing.
    """
    digits = words ^ places.zeros
    if sizes.min() < WORD:
        digits &= _LAST.take(sizes, mode="clip")
    wrong = digits + places.limits
    wrong |= digits
    wrong &= _HIGH
    return _sum_of(digits, places), wrong


def _sum_of(digits: Words, places: _Places) -> Words:
    """Return the numbers that digits make, each a byte.

    Neighbouring digits are put together everywhere in a word at once, then all pairs: Lemire, Number parsing at a
    gigabyte per second, 2021.
    """
    pairs = digits * np.uint64(10 << 8 | 1) >> np.uint64(8)  # ten times each byte and the next one, in its place
    odd, even = pairs & _PAIRS, (pairs >> np.uint64(16)) & _PAIRS
    return (odd * places.odd + even * places.even) >> np.uint64(32)


def _any_floats(cells: Cells) -> tuple[Floats, Bools]:
    """Return what `plain_floats` does, for cells of any kind."""
    data = np.frombuffer(cells.content, dtype=np.uint8)
    is_negative, sizes = _digits_of(cells)
    numbers, decimals, points, are_digits = _last_digits(next(cells.words(cells.ends - WORD)), np.minimum(sizes, WORD))
    for start in (WORD, 2 * WORD):
        longer = np.flatnonzero(sizes > start)
        if not len(longer):
            break
        rows = longer if len(longer) * 2 < len(sizes) else slice(None)  # a gap costs more than a few words of nothing
        words = next(cells.words(cells.ends[rows] - (start + WORD)))
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
    values = _negated(values, is_negative)
    values[~is_plain] = np.nan
    return values, ~is_plain & (cells.ends > cells.starts)


def _last_digits(words: Words, count: Ints) -> tuple[Words, Ints, Ints, Bools]:
    """Return the number that the last `count` bytes of each word make without the first point among them, how many of
    them come after it, how many such points there are (0 or 1), and whether all the others are digits.
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
    return _sum_of(digits, _places(0)), above.view(np.int64), points.view(np.int64), are_digits


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

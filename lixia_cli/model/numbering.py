"""Number the values of an array in order of appearance, in less time than the import of pandas would take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Ints

Values = npt.NDArray[Any]
Words = npt.NDArray[np.uint64]
"""Anything of 64 bits."""
_ODD = 0x9E3779B97F4A7C15
"""A multiplier that brings the bits of all of a word to its top: Knuth, The Art of Computer Programming 3, 6.4."""
_BITS = 0xFFFFFFFFFFFFFFFF


def numbered(values: Values) -> tuple[Ints, Values]:
    """Return the number of the value of each row, and the values, in order of appearance.

    NaN is one value, and so are 0 and -0; texts are never missing.
    """
    if values.dtype == object:
        return _by_dictionary(values)
    numbers, first = numbered_words([_words(values)])
    return numbers, values[first]


def _by_dictionary(values: Values) -> tuple[Ints, Values]:
    cells = values.tolist()
    place = dict.fromkeys(cells)
    distinct = np.empty(len(place), dtype=object)
    distinct[:] = list(place)
    place = dict(zip(place, range(len(place)), strict=True))
    return np.fromiter(map(place.__getitem__, cells), dtype=np.int64, count=len(cells)), distinct


def _words(values: Values) -> Words:
    """Return words that are equal for equal values."""
    if values.dtype.kind != "f":
        return values.astype(np.int64).view(np.uint64)
    floats = values.astype(np.float64) + 0.0  # 0 for -0
    floats[np.isnan(floats)] = np.nan  # of which there are many
    return floats.view(np.uint64)


def numbered_words(columns: Sequence[Words]) -> tuple[Ints, Ints]:
    """Return a number for each row, and the first row of each number, in order of appearance.

    Rows with the same words in all columns have the same number.
    """
    count = len(columns[0])
    if not count or all((words == words[0]).all() for words in columns):
        return np.zeros(count, dtype=np.int64), np.zeros(min(count, 1), dtype=np.int64)
    alike = _first_alike(columns)
    is_first = alike == np.arange(count)
    return (np.cumsum(is_first) - 1)[alike], np.flatnonzero(is_first)


def _first_alike(columns: Sequence[Words]) -> Ints:
    """Return for each row the first one with the same words.

    Rows are put into slots by their words. Those that have the words of the first row in their slot are found; the
    others go into other slots, until none is left.
    """
    count = len(columns[0])
    bits = max(8, count.bit_length() + 1)
    slots = np.empty(1 << bits, dtype=np.int64)
    found, rows, multiplier = np.arange(count), np.arange(count), 1
    while len(rows):
        mixed = np.zeros(len(rows), dtype=np.uint64)
        for words in columns:
            multiplier = multiplier * _ODD & _BITS
            mixed += words * np.uint64(multiplier)
        slot = (mixed >> np.uint64(64 - bits)).view(np.int64)
        place = np.arange(len(rows))
        slots[slot[::-1]] = place[::-1]  # of several rows the last one assigned stays
        first = slots[slot]
        same = np.logical_and.reduce([words[first] == words for words in columns])
        if same.all():
            found[rows] = rows[first]
            break
        found[rows[same]] = rows[first[same]]
        rows, columns = rows[~same], [words[~same] for words in columns]
    return found

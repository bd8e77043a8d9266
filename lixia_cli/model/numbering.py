"""Number the values of an array in order of appearance, in less time than the import of pandas would take."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
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
_SAMPLE, _FEW = 64, 8
"""Of a column with few different words each is compared with all: up to so many, of which some tell."""
_SPARE_BITS, _MOST_BITS = 5, 18
"""Of a memory: with so many bits more than numbers need, nearly all of them have a slot of their own; and the most."""
_FIRST_ROWS = 100
"""Rows that tell at next to no cost that most others are not in turn."""


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
    if len(columns) == 1 and (found := _few(columns[0])):
        return found
    alike = _first_alike(columns)
    is_first = alike == np.arange(count)
    return (np.cumsum(is_first) - 1)[alike], np.flatnonzero(is_first)


def _few(words: Words) -> tuple[Ints, Ints] | None:
    """Return the same for a column with few different words; None if it has more, as some of them mostly tell."""
    if len(set(words[:: max(len(words) // _SAMPLE, 1)].tolist())) > _FEW:
        return None
    numbers, left, first = np.zeros(len(words), dtype=np.int8), np.ones(len(words), dtype=np.bool_), list[int]()
    while left.any():
        if len(first) == _FEW:
            return None
        first.append(int(left.argmax()))
        same = words == words[first[-1]]
        numbers += same * np.int8(len(first) - 1)
        left ^= same
    return numbers.astype(np.int64), np.array(first)


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
        slot, multiplier = _slots(columns, bits, multiplier)
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


def _slots(columns: Sequence[Words], bits: int, multiplier: int = 1) -> tuple[Ints, int]:
    """Return a slot of so many bits for each row, by its words, and a multiplier that gives other slots next time.

    Columns of 0 at the end change no slot.
    """
    multiplier = multiplier * _ODD & _BITS
    mixed = columns[0] * np.uint64(multiplier)
    for words in columns[1:]:
        multiplier = multiplier * _ODD & _BITS
        mixed += words * np.uint64(multiplier)
    mixed ^= mixed >> np.uint64(32)  # or the texts of numbers, which differ in few bits, would share few slots
    mixed *= np.uint64(_ODD)
    return (mixed >> np.uint64(64 - bits)).view(np.int64), multiplier


class Memory:
    """The numbers that rows of words had before: of those with the same slot, the number of the last one.

    It knows most of them, and saves looking for them one by one.
    """

    def __init__(self, count: int = 0) -> None:
        """Make room for so many rows of words, as far as it stays in the cache of a processor."""
        self._bits = min(max(8, count.bit_length() + _SPARE_BITS), _MOST_BITS)
        self._columns: list[Words] = []
        """The words of each number."""
        self._is_kept = np.zeros(1 << self._bits, dtype=np.bool_)
        """Whether these are kept."""
        self._next = np.zeros(1 << self._bits, dtype=np.int32)
        """The number in each slot and one more; 0 where there is none."""

    def has_room(self, count: int) -> bool:
        """Return whether so many rows of words have slots enough, or could have no more."""
        return count << _SPARE_BITS - 1 <= 1 << self._bits or self._bits == _MOST_BITS

    def numbers(self, columns: Sequence[Words]) -> npt.NDArray[np.int32]:
        """Return the number of each row, -1 where it is not known. Columns of 0 at the end may be left out."""
        slot, _ = _slots(columns, self._bits)
        numbers = self._next.take(slot) - np.int32(1)
        known = np.logical_and.reduce([own.take(numbers) == words for own, words in self._beside(columns)])
        if not known.all():
            numbers[~known] = -1
        return numbers

    def in_turn(self, columns: Sequence[Words], first: int, count: int) -> npt.NDArray[np.int32] | None:
        """Return the numbers of rows that have one after the other of `count`, from `first` on and over and over again.

        None for other rows. A table has its regions so, for each year or indicator the same ones: no slot is looked at.
        """
        if count > len(self._is_kept) or not self._is_kept[:count].all():
            return None
        few = [words[:_FIRST_ROWS] for words in columns]
        if not self._are_in_turn(few, first, count) or not self._are_in_turn(columns, first, count):
            return None
        return _repeated(np.arange(count, dtype=np.int32), first, len(columns[0]))

    def _are_in_turn(self, columns: Sequence[Words], first: int, count: int) -> bool:
        size = len(columns[0])
        return all((_repeated(own[:count], first, size) == words).all() for own, words in self._beside(columns))

    def remember(self, columns: Sequence[Words], numbers: Ints) -> None:
        """Keep the numbers of rows of which no two have the same words, as far as there is room."""
        rows = numbers < len(self._next)
        columns, numbers = [words[rows] for words in columns], numbers[rows]
        slot, _ = _slots(columns, self._bits)
        for own, words in self._beside(columns):
            own[numbers] = words
        self._is_kept[numbers] = True
        self._next[slot] = numbers + 1

    def _beside(self, columns: Sequence[Words]) -> Iterator[tuple[Words, Words | int]]:
        """Yield each own column beside that of the rows."""
        while len(self._columns) < len(columns):
            self._columns.append(np.zeros_like(self._next, dtype=np.uint64))
        return itertools.zip_longest(self._columns, columns, fillvalue=0)  # type: ignore[arg-type]


def _repeated(values: Values, first: int, count: int) -> Values:
    """Return so many values, from `first` on and from the start again where they end."""
    if first + count > len(values):
        values = np.tile(values, -(-(first + count) // len(values)))
    return values[first : first + count]

"""The cells of a column → texts as codes: a text is made once, however many rows have it."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Ints
from lixia_cli.model.arrays import Texts as DistinctTexts
from lixia_cli.model.coded import Codes, narrow
from lixia_cli.model.numbering import Memory, Words, numbered_words
from lixia_cli.read.csv_cells import WIDEST, WORD, Cells, text_of

_FIRST = np.array([(1 << 8 * count) - 1 for count in range(WORD + 1)], dtype=np.uint64)
"""The first bytes of a word, by how many."""
_RUN, _FEW = 3, 100
"""Where no more than one in so many cells differs from the one before, those that do are numbered alone, or looked up
one by one."""
_REMEMBERED = 1 << 17
"""Of more texts than these, most would not be remembered, and in columns with so many they hardly repeat."""


class Texts:
    """The texts of a column, numbered in order of appearance, block after block."""

    def __init__(self) -> None:
        self._number: dict[bytes, int] = {}
        """The number of each text, by its bytes in the file."""
        self._distinct: DistinctTexts = np.empty(0, dtype=object)
        """Those of these texts that have been asked for."""
        self._memory: Memory | None = None
        """None before the second block."""

    def __len__(self) -> int:
        return len(self._number)

    def codes(self, cells: Cells) -> Codes:
        """Return the numbers of the texts of a block: each text is looked up once, however many rows have it."""
        words = _words(cells)
        changes = words[0][1:] != words[0][:-1]
        for column in words[1:]:
            changes |= column[1:] != column[:-1]
        count = np.count_nonzero(changes)
        if count * _RUN > len(changes):
            return narrow(self._numbers(cells, words), len(self._number))
        begins = np.concatenate([[0], np.flatnonzero(changes) + 1, [len(words[0])]])
        heads = begins[:-1]
        some = cells.rows(heads)
        are_few = count * _FEW <= len(changes)
        numbers = self._look_up(some) if are_few else self._numbers(some, [column[heads] for column in words])
        return narrow(numbers, len(self._number)).repeat(begins[1:] - heads)

    def texts(self) -> DistinctTexts:
        """Return the texts, each at its number; the same array as before if there are no others."""
        known = len(self._distinct)
        if len(self._number) > known:
            texts = np.empty(len(self._number), dtype=object)
            texts[:known] = self._distinct
            texts[known:] = [text_of(written) for written in itertools.islice(self._number, known, None)]
            self._distinct = texts
        return self._distinct

    def _numbers(self, cells: Cells, words: list[Words]) -> npt.NDArray[np.integer]:
        """Return the numbers of texts, most of them by their words, where these are all of each text."""
        if not 0 < len(self._number) <= _REMEMBERED or len(words) > WIDEST // WORD:
            codes, first = numbered_words(words)
            return self._look_up(cells.rows(first))[codes]
        if self._memory is None or not self._memory.has_room(len(self._number)):
            self._memory = Memory(len(self._number))
        number = self._number.get(cells.content[cells.starts[0] : cells.ends[0]])
        in_turn = None if number is None else self._memory.in_turn(words, number, len(self._number))
        if in_turn is not None:
            return in_turn
        numbers = self._memory.numbers(words)
        rows = np.flatnonzero(numbers < 0)
        if len(rows):
            codes, first = numbered_words([column[rows] for column in words])
            of_first = self._look_up(cells.rows(rows[first]))
            numbers[rows] = of_first[codes]
            self._memory.remember([column[rows[first]] for column in words], of_first)
        return numbers

    def _look_up(self, cells: Cells) -> Ints:
        """Return the numbers of texts one by one."""
        number = self._number
        return np.array([number.setdefault(text, len(number)) for text in cells.written()], dtype=np.int64)


def _words(cells: Cells) -> list[Words]:
    """Return words that are equal for equal cells; no text has the NUL that comes after a shorter one."""
    sizes = cells.ends - cells.starts
    longest, shortest = int(sizes.max()), int(sizes.min())
    words = []
    starts = range(0, max(1, min(longest, WIDEST)), WORD)
    for start, column in zip(starts, cells.words(cells.starts, len(starts)), strict=True):
        if longest == shortest:
            column &= _FIRST[min(longest - start, WORD)]
        elif shortest < start + WORD:
            column &= _FIRST.take(sizes - start, mode="clip")
        words.append(column)
    if longest > WIDEST:
        words.append(_numbers_of_long(cells, np.flatnonzero(sizes > WIDEST)))
    return words


def _numbers_of_long(cells: Cells, rows: Ints) -> Words:
    """Return a number from 1 on for each text of these rows, 0 for the other ones."""
    place: dict[bytes, int] = {}
    numbers = np.zeros(len(cells.starts), dtype=np.uint64)
    numbers[rows] = [place.setdefault(text, len(place) + 1) for text in cells.rows(rows).written()]
    return numbers

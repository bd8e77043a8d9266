"""The cells of a column → texts as codes: a text is made once, however many rows have it."""

from __future__ import annotations

import itertools

import numpy as np

from lixia_cli.model.arrays import Ints
from lixia_cli.model.arrays import Texts as DistinctTexts
from lixia_cli.model.coded import Coded, Codes, narrow
from lixia_cli.model.numbering import Words, numbered_words
from lixia_cli.read.csv_cells import WIDEST, WORD, Cells, text_of

_FIRST = np.array([(1 << 8 * count) - 1 for count in range(WORD + 1)], dtype=np.uint64)
"""The first bytes of a word, by how many."""


class Texts:
    """A column of texts, to which blocks are added."""

    def __init__(self) -> None:
        self._number: dict[bytes, int] = {}
        """The number of each text, by its bytes in the file."""
        self._codes: list[Codes] = []
        self._distinct: DistinctTexts = np.empty(0, dtype=object)
        """Those of these texts that have been asked for."""

    def add(self, cells: Cells) -> None:
        """Add the cells of a block: each text is looked up once, however many rows have it."""
        codes, first = numbered_words(_words(cells))
        number = self._number
        of_first = np.array(
            [number.setdefault(text, len(number)) for text in cells.rows(first).written()], dtype=np.int64
        )
        self._codes.append(narrow(of_first, len(number))[codes])

    def joined(self) -> Coded:
        """Return the column of the blocks that were added since it was last asked for; texts keep their numbers."""
        known = len(self._distinct)
        if len(self._number) > known:
            texts = np.empty(len(self._number), dtype=object)
            texts[:known] = self._distinct
            texts[known:] = [text_of(written) for written in itertools.islice(self._number, known, None)]
            self._distinct = texts
        codes = np.concatenate(self._codes) if self._codes else np.empty(0, dtype=np.int8)
        self._codes.clear()
        return Coded(codes, self._distinct)


def _words(cells: Cells) -> list[Words]:
    """Return words that are equal for equal cells; no text has the NUL that comes after a shorter one."""
    sizes = cells.ends - cells.starts
    words = [
        cells.words[cells.starts + start] & _FIRST[np.clip(sizes - start, 0, WORD)]
        for start in range(0, max(1, min(int(sizes.max()), WIDEST)), WORD)
    ]
    if sizes.max() > WIDEST:
        words.append(_numbers_of_long(cells, np.flatnonzero(sizes > WIDEST)))
    return words


def _numbers_of_long(cells: Cells, rows: Ints) -> Words:
    """Return a number from 1 on for each text of these rows, 0 for the other ones."""
    place: dict[bytes, int] = {}
    numbers = np.zeros(len(cells.starts), dtype=np.uint64)
    numbers[rows] = [place.setdefault(text, len(place) + 1) for text in cells.rows(rows).written()]
    return numbers

"""Texts of a column that comes in blocks → one number for each text, whatever numbers it has in the blocks."""

from __future__ import annotations

from typing import cast

import numpy as np

from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.coded import Coded, Codes, narrow


class TextNumbers:
    """The distinct texts of all blocks, numbered in the order in which they come.

    >>> texts = TextNumbers(3)
    >>> texts.codes(Coded.of_list(["b", "a"])).tolist(), texts.codes(Coded.of_list(["a", "c"])).tolist()
    ([0, 1], [1, 2])
    >>> texts.codes(Coded.of_list(["d"])), texts.distinct().tolist()
    (None, ['b', 'a', 'c'])
    """

    def __init__(self, most: int | None = None) -> None:
        """Keep up to `most` texts, or all of them."""
        self._most = most
        self._place: dict[str, int] = {}
        self._known: Texts | None = None
        """The texts of the block before, and their numbers."""
        self._numbers: Ints = np.zeros(0, dtype=np.int64)
        self._are_too_many = False
        """Once they are, they stay so."""
        self._are_same = False
        """Whether these are the numbers that the block has for them."""
        self._distinct: Texts = np.zeros(0, dtype=object)

    def __len__(self) -> int:
        return len(self._place)

    def codes(self, *parts: Coded) -> Codes | None:
        """Return the numbers of the texts in the rows of columns below each other; None once they are too many."""
        found = []
        for part in parts:
            codes = self._codes(part)
            if codes is None:
                return None
            found.append(codes)
        return found[0] if len(found) == 1 else np.concatenate(found)

    def _codes(self, part: Coded) -> Codes | None:
        if self._known is not part.distinct:
            if self._are_too_many:
                return None
            if self._most is not None and len(self._place) + len(part.distinct) > self._most:
                part = part.used()
                if len(self._place.keys() | set(part.distinct.tolist())) > self._most:
                    self._are_too_many = True
                    return None
            numbers = numbers_in(self._place, part.distinct.tolist())
            self._known, self._numbers = part.distinct, np.array(numbers, dtype=np.int64)
            self._are_same = numbers == [*range(len(numbers))]
        if self._are_same:
            return part.codes
        of_texts = narrow(self._numbers, len(self._place))
        return np.full(len(part), of_texts[0]) if len(of_texts) == 1 else of_texts.take(part.codes)

    def distinct(self) -> Texts:
        """Return the texts by number; the same array as long as there are no others."""
        if len(self._distinct) != len(self._place):
            self._distinct = np.array([*self._place, None], dtype=object)[:-1]
        return self._distinct


def numbers_in(place: dict[str, int], texts: list[str]) -> list[int]:
    """Return the numbers of texts; those that have none get the next ones.

    >>> place = {"a": 0}
    >>> numbers_in(place, ["b", "a", "b"]), place
    ([1, 0, 1], {'a': 0, 'b': 1})
    """
    known = [*map(place.get, texts)]  # half the time of asking for each and adding it
    return [place.setdefault(text, len(place)) for text in texts] if None in known else cast("list[int]", known)

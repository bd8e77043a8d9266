"""Characters that UTF-8 writes in two bytes, and what is beside them: whether they are letters of words."""

from __future__ import annotations

import re

import numpy as np

from lixia_cli.read.encodings import UNUSUAL, WITHIN_WORD

_LEAD_OF_TWO, _LEAD_OF_THREE = 0xC0, 0xE0
"""The least first byte of a character of two bytes and of three."""
_AROUND = np.uint64(0xFFFFFFFFFFFF)
"""Six bytes of a word: two before a character, its own, and two behind it."""


def has_longer_characters(block: bytes) -> bool:
    """Return whether any character takes three bytes or more."""
    return bool(np.frombuffer(block, dtype=np.uint8).max(initial=0) >= _LEAD_OF_THREE)


class Neighbours:
    """The characters of two bytes in blocks of whole lines, each looked at once with what is beside it."""

    def __init__(self) -> None:
        self._seen = set[int]()
        """Each with the bytes around it, as a word."""
        self._are_usual = True
        self._are_in_words = False

    @property
    def are_words(self) -> bool:
        """Whether some of them are within words, and none is unusual, as `re.search` in the whole text would find."""
        return self._are_usual and self._are_in_words

    def add(self, block: bytes) -> None:
        """Look at those of a block, which has no characters of more bytes."""
        content = b"\n" * 2 + block + b"\n" * 8
        leads = np.flatnonzero(np.frombuffer(content, dtype=np.uint8) >= _LEAD_OF_TWO)
        words = np.ndarray(len(content) - 7, dtype="<u8", buffer=content, strides=(1,))
        around = np.sort(words[leads - 2] & _AROUND)
        for word in around[np.flatnonzero(np.diff(around, prepend=np.uint64(0)))].tolist():
            if word not in self._seen:
                self._seen.add(word)
                self._look_at(word.to_bytes(8, "little"))

    def _look_at(self, around: bytes) -> None:
        before = around[:2] if around[1] >= 0x80 else around[1:2]
        behind = around[4:6] if around[4] >= _LEAD_OF_TWO else around[4:5]
        text = (before + around[2:4] + behind).decode()
        self._are_usual &= re.compile(UNUSUAL).match(text, 1) is None
        self._are_in_words |= re.search(WITHIN_WORD, text) is not None

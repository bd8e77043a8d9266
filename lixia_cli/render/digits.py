"""Texts of all numbers of four digits, as tables to look up; four bytes of text are one whole number, a quad."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

Quads = npt.NDArray[np.uint32]
"""Four bytes of text each; zero bytes stand for nothing."""

GROUP = 10_000
"""So many numbers have four digits; tables have as many again for another spelling of each."""
_PLACES = 10 ** np.arange(3, -1, -1)


@cache
def decimals() -> Quads:
    """Return all four digits of each number, and behind these, from GROUP on, those up to the last that is not 0."""
    return _quads(np.concatenate([_digits(), _without_last_zeros(_digits())]))


@cache
def first_decimals() -> Quads:
    """Return the same for the point and three digits, of which the first is always there: .000 and .0."""
    texts = np.concatenate([_digits(), _without_last_zeros(_digits())])
    texts[:, 0] = ord(".")
    texts[GROUP, 1] = ord("0")
    return _quads(texts)


@cache
def heads(separator: str) -> tuple[Quads, Quads]:
    """Return the separator and each number without leading zeros, and behind these, from GROUP on, with a minus sign.

    In two quads, the last digit at the end of the second.
    """
    texts = np.zeros((2, GROUP, 8), dtype=np.uint8)
    digits, count = _digits(), np.searchsorted(10 ** np.arange(1, 4), np.arange(GROUP), side="right") + 1
    for sign, before in enumerate((separator.encode(), f"{separator}-".encode())):
        for length in range(1, 5):
            rows, start = count == length, 8 - length
            texts[sign, rows, start:] = digits[rows, 4 - length :]
            texts[sign, rows, start - len(before) : start] = np.frombuffer(before, dtype=np.uint8)
    pairs = _quads(texts).reshape(-1, 2)
    return pairs[:, 0].copy(), pairs[:, 1].copy()


def _digits() -> npt.NDArray[np.uint8]:
    """Return a row of four digits for each number below GROUP."""
    return (np.arange(GROUP)[:, np.newaxis] // _PLACES % 10 + ord("0")).astype(np.uint8)


def _without_last_zeros(digits: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    is_behind = np.arange(GROUP)[:, np.newaxis] % (10 * _PLACES) == 0
    return np.where(is_behind, np.uint8(0), digits)


def _quads(texts: npt.NDArray[np.uint8]) -> Quads:
    return texts.view(np.uint32).ravel()

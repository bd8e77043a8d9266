"""Texts of all numbers of a few digits, as tables to look up; four bytes of text are one whole number, a quad."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

Quads = npt.NDArray[np.uint32]
"""Four bytes of text each; zero bytes stand for nothing."""

QUAD = 4
"""Bytes of a quad."""
GROUP = 10_000
"""So many numbers have four digits; tables have as many again for another spelling of each."""
THOUSAND = 1_000
_PLACES = 10 ** np.arange(3, -1, -1)


@cache
def decimals() -> Quads:
    """Return all four digits of each number, and behind these, from GROUP on, those up to the last that is not 0."""
    return _quads(np.concatenate([_digits(), _without_last_zeros(_digits())]))


@cache
def first_decimals(least: str) -> Quads:
    """Return the same for the point and three digits: .000, and the `least` where all are 0: .0 or none."""
    texts = np.concatenate([_digits(), _without_last_zeros(_digits())])
    texts[:, 0] = ord(".")
    texts[GROUP] = np.frombuffer(least.encode().ljust(4, b"\0"), dtype=np.uint8)
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


@cache
def thousands(grouped: bool) -> tuple[Quads, Quads]:
    """Return each number below THOUSAND without leading zeros, and with all digits, behind a comma if `grouped`."""
    all_digits = _digits()[:THOUSAND].copy()
    all_digits[:, 0] = ord(",") if grouped else 0
    begin = all_digits.copy()
    is_leading = np.arange(THOUSAND)[:, np.newaxis] < _PLACES
    is_leading[:, -1] = False
    begin[is_leading] = 0
    return _quads(begin), _quads(all_digits)


@cache
def behind_point(count: int, trimmed: bool) -> list[Quads]:
    """Return the point and so many digits of each number below ten to that power; `trimmed` ones up to the last not 0.

    `count` is at most four. Nothing is behind the point, and no point, where there are no digits.
    """
    numbers = np.arange(10**count)
    texts = np.zeros((len(numbers), 8), dtype=np.uint8)
    if count:
        texts[:, 0] = ord(".")
        texts[:, 1 : count + 1] = _digits()[: len(numbers), 4 - count :]
    if trimmed:
        places = 10 ** np.arange(count, -1, -1)
        texts[:, : count + 1][numbers[:, np.newaxis] % (10 * places) == 0] = 0
    pairs = _quads(texts).reshape(-1, 2)
    return [quads for quads in (pairs[:, 0].copy(), pairs[:, 1].copy()) if quads.any()]


def with_texts(quads: list[Quads], rows: npt.NDArray[np.int64], texts: Sequence[str]) -> list[Quads]:
    """Return columns of quads with other texts in some rows: one for each of them, or one for all."""
    if not len(rows):
        return quads
    width = max(len(quads), -(-max(map(len, texts)) // 4))
    others = np.array(texts, dtype=f"S{4 * width}").view(np.uint32).reshape(-1, width)
    wide = [*quads, *(np.zeros(len(quads[0]), dtype=np.uint32) for _ in range(width - len(quads)))]
    for place, quad in enumerate(wide):
        quad[rows] = others[:, place]
    return wide


def joined(quads: Sequence[Quads], is_end: npt.NDArray[np.bool_] | None = None) -> list[str]:
    """Return the text of each row of some columns of quads, without zero bytes.

    Where not each row is the end of a text, the texts of rows are put together with spaces between them.
    """
    if not len(quads[0]):
        return []
    end, space = np.uint32(ord("\n")), np.uint32(ord(" "))
    ends = np.full(len(quads[0]), end) if is_end is None else np.where(is_end, end, space)
    rows = np.column_stack([*quads, ends])
    return rows.tobytes().translate(None, b"\0").decode("ascii").split("\n")[:-1]


@cache
def _digits() -> npt.NDArray[np.uint8]:
    """Return a row of four digits for each number below GROUP."""
    return (np.arange(GROUP)[:, np.newaxis] // _PLACES % 10 + ord("0")).astype(np.uint8)


def _without_last_zeros(digits: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    is_behind = np.arange(GROUP)[:, np.newaxis] % (10 * _PLACES) == 0
    return np.where(is_behind, np.uint8(0), digits)


def _quads(texts: npt.NDArray[np.uint8]) -> Quads:
    return texts.view(np.uint32).ravel()

"""Columns of floats as text: the shortest decimal that reads back as the number, as `repr` writes it, by whole columns.

`repr` takes a third of a microsecond a number. Here the digits of all numbers come from a few operations on arrays.
Whether they are right is not assumed but tested for every number (`_exact`); what fails is left to `repr`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, Floats

Bytes = npt.NDArray[np.uint8]
Quads = npt.NDArray[np.uint32]
"""Four bytes of text each; zero bytes stand for nothing."""

DIGITS = 15
"""Two decimals with so many digits are never the same float, so one that is a number's value is its shortest text."""
DECIMALS = 15
_LONGEST = 24
"""Characters of the longest `repr` of a float: -1.7976931348623157e+308."""
_SMALLEST, _LARGEST = 1e-4, 10.0**DIGITS
"""`repr` writes smaller numbers with an exponent; larger ones have more digits than are looked at."""
_POWERS = 10.0 ** np.arange(DECIMALS + 1)
_LIFTS = 10 ** np.arange(DECIMALS, -1, -1)


def _quads(texts: list[str]) -> Quads:
    return np.array(texts, dtype="S4").view(np.uint32)


_FOUR = [f"{number:04}" for number in range(10_000)]
_WITHIN = _quads(_FOUR)
_FIRST = _quads([text.lstrip("0") for text in _FOUR])
"""The first digits of a number: nothing stands before them."""
_LAST = _quads([text.rstrip("0") for text in _FOUR])
"""The last decimals of a number."""
_POINT = _quads([f".{number:03}" for number in range(1000)])
_LAST_POINT = _quads([f".{number:03}"[:2] + f"{number:03}"[1:].rstrip("0") for number in range(1000)])
"""One decimal is always there: 100.0."""


def spell(numbers: Floats, separator: str) -> Bytes:
    """Return a row of bytes for each number: the separator, if any, and the text of `repr`; nothing for NaN.

    Zero bytes stand anywhere between them; without them a row is a cell of a table.
    """
    size = np.abs(numbers)
    scaled, decimals = _scaled(size)
    exact = _exact(size, scaled, decimals)
    size, scaled = np.where(exact, size, 0.0), np.where(exact, scaled, 0.0)
    whole = np.floor(size)
    # All of this is below 2**53, so that floats are whole numbers too.
    fraction = (scaled - whole * _POWERS[decimals]).astype(np.int64) * _LIFTS[decimals]
    positive, negative = _quads([separator, f"{separator or chr(0)}-"])
    sign = np.where(np.signbit(numbers), negative, positive)
    rows = np.column_stack([sign, *_of_whole(whole.astype(np.int64)), *_of_fraction(fraction)]).view(np.uint8)
    return rows if exact.all() else _with_others(rows, numbers, ~exact)


def texts(numbers: Floats) -> list[str]:
    """Return the text of `repr` of each number; an empty one for NaN.

    >>> texts(np.array([0.1, 1e300, np.nan, -2.0]))
    ['0.1', '1e+300', '', '-2.0']
    """
    if not len(numbers):
        return []
    rows = spell(numbers, "")
    ends = np.full((len(rows), 1), ord("\n"), dtype=np.uint8)
    return np.concatenate([rows, ends], axis=1).tobytes().translate(None, b"\0").decode("ascii").split("\n")[:-1]


def _scaled(size: Floats) -> tuple[Floats, npt.NDArray[np.intp]]:
    """Return numbers times a power of ten, to the nearest whole number of up to 15 digits, and the exponent."""
    with np.errstate(all="ignore"):
        magnitude = np.floor(np.log10(np.where((size >= _SMALLEST) & (size < _LARGEST), size, 1.0)))
        decimals = np.minimum(DIGITS - 1 - magnitude, DECIMALS).astype(np.intp)
        return np.rint(size * _POWERS[decimals]), decimals


def _exact(size: Floats, scaled: Floats, decimals: npt.NDArray[np.intp]) -> Bools:
    """Return where a decimal of at most 15 digits, `scaled` by a power of ten, is the number's value.

    Both the whole number and the power of ten are floats without error, so their quotient is the float nearest to the
    decimal (W. D. Clinger, How to read floating point numbers accurately, 1990).
    """
    plain = (size == 0) | ((size >= _SMALLEST) & (scaled < _LARGEST))
    return np.asarray(plain & (scaled / _POWERS[decimals] == size), dtype=np.bool_)


def _of_whole(numbers: npt.NDArray[np.int64]) -> list[Quads]:
    """Return whole numbers from their first digit on, four digits a column."""
    higher = numbers // 10_000
    last = numbers - higher * 10_000
    if not higher.any():
        return [np.where(last == 0, _quads(["0"])[0], _FIRST[last])]
    return [*_above(higher), np.where(higher == 0, np.where(last == 0, _quads(["0"])[0], _FIRST[last]), _WITHIN[last])]


def _above(numbers: npt.NDArray[np.int64]) -> list[Quads]:
    """Return what stands before the last four digits; nothing for 0."""
    higher = numbers // 10_000
    last = numbers - higher * 10_000
    if not higher.any():
        return [_FIRST[last]]
    return [*_above(higher), np.where(higher == 0, _FIRST[last], _WITHIN[last])]


def _of_fraction(numbers: npt.NDArray[np.int64]) -> list[Quads]:
    """Return the point and the decimals up to the last that is not 0; numbers count units of the 15th decimal."""
    columns = []
    unit = 10 ** (DECIMALS - 3)
    group = numbers // unit
    rest = numbers - group * unit
    columns.append(np.where(rest == 0, _LAST_POINT[group], _POINT[group]))
    while rest.any():
        unit //= 10_000
        group = rest // unit
        rest = rest - group * unit
        columns.append(np.where(rest == 0, _LAST[group], _WITHIN[group]))
    return columns


def _with_others(rows: Bytes, numbers: Floats, others: Bools) -> Bytes:
    """Return the rows with what `repr` writes in some of them, and with nothing for NaN."""
    start = 4
    wide = np.zeros((len(rows), max(rows.shape[1], start + _LONGEST)), dtype=np.uint8)
    wide[:, : rows.shape[1]] = rows
    wide[others, 1:] = 0
    known = np.flatnonzero(others & ~np.isnan(numbers))
    texts = np.array(list(map(repr, numbers[known].tolist())), dtype=f"S{_LONGEST}")
    wide[known, start : start + _LONGEST] = texts.view(np.uint8).reshape(len(known), _LONGEST)
    return wide

"""Which cells of a column of numbers are plain: digits with at most a minus, a decimal point and a power of ten."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import NamedTuple, TypeVar

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints, Texts
from lixia_cli.model.coded import Coded, where
from lixia_cli.read.notation import Notation

Name = TypeVar("Name", bound=Hashable)
LARGEST = 1e100
"""The largest number that is read; below it no sum or ratio overflows."""
_CHUNK = 4096
"""Number of cells converted together; a chunk with a cell that is not a plain number is read cell by cell."""


class Cells(NamedTuple):
    """The cells of a column of numbers. Nearly all are plain, and nothing but their value is looked at."""

    plain: Floats
    """The numbers that are digits with at most a minus, a decimal point and a power of ten; NaN elsewhere."""
    odd: Coded
    """The text of all other cells, without white space around it: whatever is to be read closely. Else empty."""

    def given(self) -> Bools:
        """Return where a cell has a text."""
        return ~np.isnan(self.plain) | (self.odd != "")

    def of_rows(self, rows: Ints) -> Cells:
        """Return the cells of these rows."""
        return Cells(self.plain[rows], self.odd[rows])

    def without(self, rows: Bools) -> Cells:
        """Return the cells with those of some rows empty."""
        return Cells(np.where(rows, np.nan, self.plain), where(rows, "", self.odd)) if rows.any() else self


def split_cells(texts: Texts, notation: Notation) -> Cells:
    """Split a column of texts into plain numbers and other cells."""
    notation = notation.read_as
    values, odd = np.full(len(texts), np.nan), [np.empty(0, dtype=np.int64)]
    form = re.compile(_PLAIN[notation])
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        quick = _plain_numbers(chunk, notation)
        if quick is None:
            plain = np.array([form.fullmatch(text) is not None for text in chunk], dtype=np.bool_)
            quick = np.full(len(chunk), np.nan)
            quick[plain] = chunk[plain].astype(np.float64)
            quick[np.abs(quick) > LARGEST] = np.nan
            odd.append(start + np.flatnonzero(np.isnan(quick) & (chunk != "")))
        values[start : start + _CHUNK] = quick
    rows = np.concatenate(odd)
    empty = Coded.full(len(texts), "")
    return Cells(values, empty.with_rows(rows, [text.strip() for text in texts[rows]]) if len(rows) else empty)


_PLAIN = {
    Notation.POINT: r"-?[0-9]{1,50}(?:\.[0-9]{1,99})?(?:[eE][-+]?[0-9]{1,2})?",
    Notation.COMMA: r"-?[0-9]{1,50}",
    # A point before three digits may be one between groups.
    Notation.UNKNOWN: r"-?[0-9]{1,50}(?:\.(?:[0-9]{1,2}|[0-9]{4,99}))?",
}
"""Plain numbers, by notation; what has more decimals or a smaller power of ten may be smaller than any float."""


def _plain_numbers(raw: Texts, notation: Notation) -> Floats | None:
    """Return all cells at once where every one is a plain finite number, else None."""
    joined = "".join(raw)
    # float() also reads 1_000, 1e-400 (as 0), nan and the digits of every script.
    if not joined.isascii() or any(sign in joined for sign in "_eE+"):
        return None
    if "." in joined and "0" * 99 in joined:
        return None
    if notation is not Notation.POINT and ("." in joined or "," in joined):
        return None
    try:
        values: Floats = raw.astype(np.float64)
    except ValueError:
        return None
    return values if (np.abs(values) <= LARGEST).all() else None


def split_rows(columns: Mapping[Name, Texts], notation: Notation) -> dict[Name, Cells]:
    """Split columns of texts; in a row with an odd cell all other cells are given as odd ones, too."""
    cells = {name: split_cells(texts, notation) for name, texts in columns.items()}
    is_odd = np.logical_or.reduce([each.odd != "" for each in cells.values()])
    rows = np.flatnonzero(is_odd)
    for name, texts in columns.items():
        plain = np.where(is_odd, np.nan, cells[name].plain)
        nothing = Coded.full(len(texts), "")
        odd = nothing.with_rows(rows, [text.strip() for text in texts[rows]]) if len(rows) else nothing
        cells[name] = Cells(plain, odd)
    return cells


def without_signs_of_zeros(values: Floats) -> Floats:
    """Return the numbers with 0 for -0; the same array where there is none."""
    signed = np.signbit(values)
    return values + 0.0 if signed.any() and (values[signed] == 0).any() else values

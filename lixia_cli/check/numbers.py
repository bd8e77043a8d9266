"""Read a column of numbers: plain ones as whole arrays, all others once per distinct text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from lixia_cli.check.number_text import LARGEST, Reading, read_number
from lixia_cli.model.arrays import Bools, Floats, Ints, Texts
from lixia_cli.model.coded import Coded, where
from lixia_cli.read.notation import Notation
from lixia_cli.text.messages import N_, Message

__all__ = ["LARGEST", "Cells", "Numbers", "numbers_of", "parse_numbers", "read_all", "split_cells"]

_CHUNK = 4096
"""Number of cells converted together; a chunk with a cell that is not a plain number is read cell by cell."""


class Cells(NamedTuple):
    """The cells of a column of numbers. Nearly all are plain, and nothing but their value is looked at."""

    plain: Floats
    """The numbers that are digits with at most a minus and a decimal point; NaN elsewhere."""
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
        return Cells(np.where(rows, np.nan, self.plain), where(rows, "", self.odd))


class Numbers(NamedTuple):
    """A column of texts read as numbers."""

    values: Floats
    """The numbers, without regard to `words`; NaN where missing or unreadable."""
    missing: Bools
    """Where the cell marks the number as unknown."""
    bad: Bools
    """Where the text is not a number, or may be more than one."""
    words: Coded
    """``%``, ``‰``, 万, 亿 or a unit behind the number, else an empty text."""
    marks: Coded
    """Footnote marks behind the number, else an empty text."""
    problems: Texts
    """Why the bad ones are not read, as `Message`; None elsewhere."""
    decimal_commas: Bools
    """Where a comma was read as a decimal comma although the notation of the source is unknown."""


def split_cells(column: pd.Series, notation: Notation) -> Cells:
    """Split a column of records into plain numbers and other cells; a column of floats has plain ones only."""
    if column.dtype == np.float64:
        values = column.to_numpy(dtype=np.float64)
        return Cells(values, Coded.full(len(values), ""))
    texts, notation = column.to_numpy(dtype=object), notation.read_as
    values, odd = np.full(len(texts), np.nan), [np.empty(0, dtype=np.int64)]
    form = re.compile(_PLAIN[notation])
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        quick = _plain_numbers(chunk, notation)
        if quick is None:
            plain = np.array([form.fullmatch(text) is not None for text in chunk], dtype=np.bool_)
            odd.append(start + np.flatnonzero(~plain & (chunk != "")))
            quick = np.full(len(chunk), np.nan)
            quick[plain] = chunk[plain].astype(np.float64)
        values[start : start + _CHUNK] = quick
    rows = np.concatenate(odd)
    empty = Coded.full(len(texts), "")
    return Cells(values, empty.with_rows(rows, [text.strip() for text in texts[rows]]) if len(rows) else empty)


_PLAIN = {
    Notation.POINT: r"-?[0-9]{1,50}(?:\.[0-9]{1,99})?",
    Notation.COMMA: r"-?[0-9]{1,50}",
    # A point before three digits may be one between groups.
    Notation.UNKNOWN: r"-?[0-9]{1,50}(?:\.(?:[0-9]{1,2}|[0-9]{4,99}))?",
}
"""Plain numbers, by notation; what has more decimals may be smaller than any float."""


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


def parse_numbers(texts: Coded, notation: Notation = Notation.POINT) -> Numbers:
    """Read a column of stripped texts.

    Accepts full-width digits, digits in groups, footnote marks and words behind a number, and marks for what is not
    known; see `number_text`.

    >>> cells = np.array(["2,446.9", "６.３６", "46%", "450①", "暂无", "1,23"], dtype=object)
    >>> parse_numbers(Coded.of(cells)).values.tolist()
    [2446.9, 6.36, 46.0, 450.0, nan, nan]
    """
    texts = texts.used()
    return numbers_of(texts, read_all(texts.distinct.tolist(), notation))


def read_all(texts: Sequence[str], notation: Notation) -> list[Reading]:
    """Read distinct texts of one column, each by itself, and refuse commas that can't mean the same."""
    form = re.compile(f"({_COMMON[notation.read_as]})([%万亿]?)")
    return _consistent([(text, _read_common(text, form) or read_number(text, notation.read_as)) for text in texts])


def numbers_of(texts: Coded, readings: Sequence[Reading]) -> Numbers:
    """Return a column with a reading for each of its distinct texts."""
    problems = np.empty(len(readings), dtype=object)
    problems[:] = [each.problem for each in readings]

    def per_row(values: list[float] | list[bool], kind: type[np.generic]) -> np.ndarray:
        return np.array(values, dtype=kind)[texts.codes]

    return Numbers(
        per_row([each.value for each in readings], np.float64),
        per_row([each.missing for each in readings], np.bool_),
        per_row([each.problem is not None for each in readings], np.bool_),
        texts.replaced([each.words for each in readings]),
        texts.replaced([each.marks for each in readings]),
        problems[texts.codes],
        per_row([each.decimal_comma for each in readings], np.bool_),
    )


_COMMON = {
    Notation.POINT: r"[+-]?(?:[0-9]{1,50}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,9})(?:\.[0-9]{1,99})?",
    Notation.COMMA: r"[+-]?[0-9]{1,50}",
    # A point before three digits may be one between groups.
    Notation.UNKNOWN: r"[+-]?[0-9]{1,50}(?:\.(?:[0-9]{1,2}|[0-9]{4,99}))?",
}
"""Most numbers, by notation, with at most a percent sign or scale word behind them."""


def _read_common(text: str, form: re.Pattern[str]) -> Reading | None:
    """Read a text that is empty or of a common form, which is much faster than `read_number`; None for any other."""
    found = form.fullmatch(text)
    if found is None:
        return None if text else Reading(missing=True)
    return Reading(float(found[1].replace(",", "")), found[2])


def _consistent(readings: list[tuple[str, Reading]]) -> list[Reading]:
    """Refuse a column in which some commas can only be decimal and others can only separate groups of digits."""
    decimal = next((text for text, reading in readings if reading.decimal_comma), "")
    grouping = next((text for text, reading in readings if reading.grouping_comma), "")
    if not (decimal and grouping):
        return [reading for _, reading in readings]
    template = N_(
        "the commas of '{decimal}' and '{grouping}' can't mean the same; say which sign is decimal (--decimal)"
    )
    mixed = Reading(problem=Message(template, {"decimal": decimal, "grouping": grouping}))
    return [mixed if reading.decimal_comma or reading.grouping_comma else reading for _, reading in readings]

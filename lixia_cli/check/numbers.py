"""Read a column of texts as numbers: common ones as whole arrays, the others once per distinct text."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from lixia_cli.check.number_text import LARGEST, Reading, read_number
from lixia_cli.model.arrays import Bools, Floats, Ints, Texts
from lixia_cli.read.notation import Notation
from lixia_cli.text.messages import N_, Message

__all__ = ["LARGEST", "Numbers", "parse_numbers"]

_CHUNK = 4096
"""Number of cells converted together; a chunk with a cell that is not a plain number is read cell by cell."""


class Numbers(NamedTuple):
    """A column of texts read as numbers."""

    values: Floats
    """The numbers, without regard to `words`; NaN where missing or unreadable."""
    missing: Bools
    """Where the cell marks the number as unknown."""
    bad: Bools
    """Where the text is not a number, or may be more than one."""
    words: Texts
    """``%``, ``‰``, 万, 亿 or a unit behind the number, else an empty text."""
    marks: Texts
    """Footnote marks behind the number, else an empty text."""
    problems: Texts
    """Why the bad ones are not read, as `Message`; None elsewhere."""
    decimal_commas: Bools
    """Where a comma was read as a decimal comma although the notation of the source is unknown."""


def parse_numbers(texts: Texts, notation: Notation = Notation.POINT) -> Numbers:
    """Read a column of stripped texts.

    Accepts full-width digits, digits in groups, footnote marks and words behind a number, and marks for what is not
    known; see `number_text`.

    >>> parse_numbers(np.array(["2,446.9", "６.３６", "46%", "450①", "暂无", "1,23"], dtype=object)).values.tolist()
    [2446.9, 6.36, 46.0, 450.0, nan, nan]
    """
    count, notation = len(texts), notation.read_as
    values = np.full(count, np.nan)
    missing = texts == ""
    bad, decimal_commas = (np.zeros(count, dtype=np.bool_) for _ in range(2))
    words, marks = (np.full(count, "", dtype=object) for _ in range(2))
    problems = np.full(count, None, dtype=object)
    rows = _read_common(texts, np.flatnonzero(~missing), values, words, notation)
    if len(rows):
        codes, distinct = pd.factorize(texts[rows])
        readings = _consistent([(str(text), read_number(str(text), notation)) for text in distinct])
        columns = [np.array(column, dtype=object) for column in zip(*(tuple(each) for each in readings), strict=True)]
        read = dict(zip(Reading._fields, (column[codes] for column in columns), strict=True))
        values[rows] = read["value"].astype(np.float64)
        words[rows], marks[rows], problems[rows] = read["words"], read["marks"], read["problem"]
        missing[rows] = read["missing"].astype(np.bool_)
        decimal_commas[rows] = read["decimal_comma"].astype(np.bool_)
        bad[rows] = np.array([problem is not None for problem in columns[-1]], dtype=np.bool_)[codes]
    return Numbers(values, missing, bad, words, marks, problems, decimal_commas)


_COMMON = {
    Notation.POINT: r"[+-]?(?:[0-9]{1,50}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,9})(?:\.[0-9]+)?",
    Notation.COMMA: r"[+-]?[0-9]{1,50}",
    # A point before three digits may be one between groups.
    Notation.UNKNOWN: r"[+-]?[0-9]{1,50}(?:\.(?:[0-9]{1,2}|[0-9]{4,}))?",
}
"""Most numbers, by notation; with a percent sign or scale word behind them they are converted here."""


def _read_common(texts: Texts, rows: Ints, values: Floats, words: Texts, notation: Notation) -> Ints:
    """Enter the unambiguous numbers into `values` and `words`; return the rest of `rows`."""
    form = re.compile(f"({_COMMON[notation]})([%万亿]?)")
    left = [rows[:0]]
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        quick = _plain_numbers(texts[chunk], notation)
        if quick is not None:
            values[chunk] = quick
            continue
        found = [form.fullmatch(text) for text in texts[chunk]]
        common = np.array([each is not None for each in found], dtype=np.bool_)
        left.append(chunk[~common])
        values[chunk[common]] = [float(each[1].replace(",", "")) for each in found if each]
        words[chunk[common]] = [each[2] for each in found if each]
    return np.concatenate(left)


def _plain_numbers(raw: Texts, notation: Notation) -> Floats | None:
    """Return all cells at once where every one is a plain finite number, else None."""
    joined = "".join(raw)
    # float() also reads 1_000, 1e-400 (as 0), nan and the digits of every script.
    if not joined.isascii() or any(sign in joined for sign in "_eE"):
        return None
    if notation is not Notation.POINT and ("." in joined or "," in joined):
        return None
    try:
        values = raw.astype(np.float64)
    except ValueError:
        return None
    return values if (np.abs(values) <= LARGEST).all() else None


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

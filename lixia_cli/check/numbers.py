"""Numbers as people write them in a spreadsheet, column by column.

What is ambiguous is refused, never guessed: ``1,23`` may be 1.23 or 123.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Bools, Floats, Texts
from lixia_cli.model.units import SCALE_WORDS

MISSING_MARKS = ("", "-", "--", "—", "——", "–", "…", "……", "...", "NA", "N/A", "null", "缺", "暂无", "无")
_MISSING = frozenset(MISSING_MARKS)
LARGEST = 1e100
"""Beyond what anything counts; below it no sum or ratio overflows."""

_NUMBER = (
    r"(?P<digits>[+-]?(?:(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"
    rf"\s*(?P<suffix>%|‰|{'|'.join(sorted(SCALE_WORDS, key=len, reverse=True))})?"
)


class Numbers(NamedTuple):
    """A column of texts read as numbers."""

    values: Floats
    """The numbers, without their suffix; NaN where missing or unreadable."""
    missing: Bools
    """Where the cell says that the number is not known."""
    bad: Bools
    """Where the text is not a number."""
    suffix: Texts
    """``%``, ``‰``, 万, 亿 … behind the number, else an empty text."""


def parse_numbers(texts: Texts, grouped: bool = True) -> Numbers:
    """Read a column of texts.

    Accepts full-width digits, grouping by commas in threes or fours if `grouped`, a suffix ``%`` or 万/亿, and marks
    for what is not known.

    >>> parse_numbers(np.array(["2,446.9", "６.３６", "46%", "暂无", "1,23"], dtype=object)).values.tolist()
    [2446.9, 6.36, 46.0, nan, nan]
    """
    count = len(texts)
    suffix = np.full(count, "", dtype=object)
    values = np.full(count, np.nan)
    written = texts != ""
    quick = _plain_numbers(texts[written])
    if quick is not None:
        values[written] = quick
        return Numbers(values, ~written, np.zeros(count, dtype=np.bool_), suffix)
    column = pd.Series(texts, dtype=object)
    normal = column.str.normalize("NFKC").str.strip()
    missing = (column.str.strip().isin(_MISSING) | normal.isin(_MISSING)).to_numpy(dtype=np.bool_)
    # NFKC turns the minus sign U+2212 into itself, so it is mapped by hand.
    parts = normal.str.replace("\u2212", "-", regex=False).str.extract(f"^{_NUMBER}$")
    readable = parts["digits"].notna().to_numpy(dtype=np.bool_)
    digits = parts["digits"][readable].str.replace(",", "", regex=False)
    values[readable] = digits.to_numpy(dtype=object).astype(float)
    suffix[readable] = parts["suffix"][readable].fillna("").to_numpy(dtype=object)
    bad = ~missing & (~readable | (np.abs(values) > LARGEST))
    if not grouped:
        bad |= readable & normal.str.contains(",", regex=False).to_numpy(dtype=np.bool_)
    return Numbers(values, missing, bad, suffix)


def _plain_numbers(raw: Texts) -> Floats | None:
    """All cells at once where every one is a plain finite number, else None."""
    try:
        values = raw.astype(np.float64)
    except ValueError:
        return None
    # float() also reads "1_000" and "nan": those columns take the careful way.
    if not (np.abs(values) <= LARGEST).all() or "_" in "".join(raw):
        return None
    return values

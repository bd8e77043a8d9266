"""A frame as delimited text, written column by column: each distinct value of a column is spelt once.

The bytes are those of `DataFrame.to_csv`, which spells every cell anew and takes twice as long.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
import pandas as pd

from lixia_cli.text.width import plain

_KEPT = "\t\r\n"
"""Control characters that a quoted cell can hold; all others would only reach a terminal."""
_FORMULA_STARTS = "=+-@"
BLOCK = 131_072
"""Rows that are written at a time, so that the texts of few cells are in memory at once."""
LINES = 1_024
"""Lines that are encoded at a time: what is small stays in the caches of the processor."""
FEW = 4_096
"""Up to so many texts two columns are written as one."""


def delimited(frame: pd.DataFrame, separator: str, excel: bool) -> bytes:
    """Return a frame as delimited text, with a header line; cells are quoted where they must be.

    For `excel` with a byte order mark and CRLF, and with an apostrophe before texts that a spreadsheet program would
    take for a formula; numbers, negative ones too, stay what they are.
    """
    end = "\r\n" if excel else "\n"
    # A row of one empty cell would be a blank line.
    must_be_quoted = re.compile(f'[{separator}"\r\n]' + ("|^$" if len(frame.columns) == 1 else "")).search

    def cell(text: str) -> str:
        """Return a text as a cell, without control characters that can't stand in a table."""
        text = plain(text, keep=_KEPT)
        text = f"'{text}" if excel and _is_formula(text) else text
        return '"' + text.replace('"', '""') + '"' if must_be_quoted(text) else text

    head = separator.join(map(cell, map(str, frame.columns)))
    blocks = (frame.iloc[first : first + BLOCK] for first in range(0, len(frame), BLOCK))
    lines = chain([head], chain.from_iterable(_lines(block, separator, cell) for block in blocks))
    parts = [codecs.BOM_UTF8] if excel else []
    while some := list(islice(lines, LINES)):
        parts.append(end.join([*some, ""]).encode())
    return b"".join(parts)


def _lines(block: pd.DataFrame, separator: str, cell: Callable[[str], str]) -> Iterator[str]:
    """Return the rows of a block as lines without their ends."""
    columns: list[Spelt] = []
    for position in range(block.shape[1]):
        column = _spelt(block.iloc[:, position], cell)
        if columns and len(columns[-1].texts) * len(column.texts) <= FEW:
            columns[-1] = columns[-1].beside(column, separator)
        else:
            columns.append(column)
    return map(separator.join, zip(*(column.cells() for column in columns), strict=True))


@dataclass(frozen=True)
class Spelt:
    """One or several columns of a block as text."""

    codes: np.ndarray
    """Of every row, the position of its text in `texts`."""
    texts: list[str]

    def beside(self, other: Spelt, separator: str) -> Spelt:
        """Return both as one: few texts are put together once instead of in every row."""
        texts = [f"{first}{separator}{second}" for first in self.texts for second in other.texts]
        return Spelt(self.codes * len(other.texts) + other.codes, texts)

    def cells(self) -> list[str]:
        """Return the text of every row."""
        cells: list[str] = np.array(self.texts, dtype=object)[self.codes].tolist()
        return cells


def _spelt(column: pd.Series, cell: Callable[[str], str]) -> Spelt:
    """Spell each distinct value of a column once; unknown values are empty."""
    codes, distinct = pd.factorize(column)
    values = distinct.tolist()
    if column.dtype == object and not all(isinstance(value, str) for value in values):
        # 1 and True are one value, but two texts.
        codes, values = np.arange(len(column)), ["" if pd.isna(value) else value for value in column]
    texts = [cell(value) if isinstance(value, str) else str(value) for value in values]
    unknown = codes < 0
    if unknown.any():
        codes, texts = np.where(unknown, len(texts), codes), [*texts, cell("")]
    return Spelt(codes.astype(np.int64), texts)


def _is_formula(text: str) -> bool:
    """Return whether a spreadsheet program may take the text for a formula: full-width and small signs count too.

    >>> _is_formula("＝1+1"), _is_formula(" @SUM(1)"), _is_formula("1=1")
    (True, True, False)
    """
    first = text.lstrip()[:1]
    return text[:1] in tuple(_KEPT) or (bool(first) and unicodedata.normalize("NFKC", first) in tuple(_FORMULA_STARTS))

"""A frame as delimited text, written column by column: each distinct value of a column is spelt once.

The bytes are those of `DataFrame.to_csv`, which spells every cell anew and takes twice as long.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from lixia_cli.text.width import plain

_KEPT = "\t\r\n"
"""Control characters that a quoted cell can hold; all others would only reach a terminal."""
_FORMULA_STARTS = "=+-@"
BLOCK = 16_384
"""Rows that are written at a time, so that the texts of few cells are in memory at once."""


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

    blocks = (frame.iloc[first : first + BLOCK] for first in range(0, len(frame), BLOCK))
    lines = [separator.join(map(cell, map(str, frame.columns)))]
    for block in blocks:
        lines += _lines(block, separator, cell)
    lines.append("")
    return end.join(lines).encode("utf-8-sig" if excel else "utf-8")


def _lines(block: pd.DataFrame, separator: str, cell: Callable[[str], str]) -> Iterator[str]:
    """Yield the rows of a block as lines without their ends."""
    columns: list[tuple[np.ndarray, list[str]]] = []
    for position in range(block.shape[1]):
        codes, texts = _spelt(block.iloc[:, position], cell)
        if columns and len(texts) == 1:
            # The same text in every row ends each text of the column before it.
            before, those = columns[-1]
            columns[-1] = (before, [f"{text}{separator}{texts[0]}" for text in those])
        else:
            columns.append((codes, texts))
    cells = (np.array(texts, dtype=object)[codes].tolist() for codes, texts in columns)
    return map(separator.join, zip(*cells, strict=True))


def _spelt(column: pd.Series, cell: Callable[[str], str]) -> tuple[np.ndarray, list[str]]:
    """Return a column as the positions of its cells among its distinct texts, and those; unknown values are empty."""
    codes, distinct = pd.factorize(column)
    values = distinct.tolist()
    if column.dtype == object and not all(isinstance(value, str) for value in values):
        # 1 and True are one value, but two texts.
        codes, values = np.arange(len(column)), ["" if pd.isna(value) else value for value in column]
    texts = [cell(value) if isinstance(value, str) else str(value) for value in values]
    unknown = codes < 0
    return (np.where(unknown, len(texts), codes), [*texts, cell("")]) if unknown.any() else (codes, texts)


def _is_formula(text: str) -> bool:
    """Return whether a spreadsheet program may take the text for a formula: full-width and small signs count too.

    >>> _is_formula("＝1+1"), _is_formula(" @SUM(1)"), _is_formula("1=1")
    (True, True, False)
    """
    first = text.lstrip()[:1]
    return text[:1] in tuple(_KEPT) or (bool(first) and unicodedata.normalize("NFKC", first) in tuple(_FORMULA_STARTS))

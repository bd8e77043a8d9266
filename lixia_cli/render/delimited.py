"""A frame as delimited text, written by columns: each distinct text is put together once, see `byte_rows`.

The bytes are those of `DataFrame.to_csv`, which writes every cell anew.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Floats
from lixia_cli.render.byte_rows import CellNumbers, CellTexts, Column, lines
from lixia_cli.text.width import plain

_KEPT = "\t\r\n"
"""Control characters that a quoted cell can hold; all others would only reach a terminal."""
_FORMULA_STARTS = "=+-@"
_SAMPLE = 64
"""Numbers of a column by which it is decided whether they repeat."""


def delimited(frame: pd.DataFrame, separator: str, excel: bool) -> bytes:
    """Return a frame as delimited text, with a header line; cells are quoted where they must be.

    For `excel` with a byte order mark and CRLF, and with an apostrophe before texts that a spreadsheet program would
    take for a formula; numbers, negative ones too, stay what they are.
    """
    return b"".join([header_line(frame, separator, excel), *blocks_of_lines(frame, separator, excel)])


def header_line(frame: pd.DataFrame, separator: str, excel: bool) -> bytes:
    """Return the names of the columns as the first line of `delimited`."""
    cell = _cells(frame, separator, excel)
    mark = codecs.BOM_UTF8 if excel else b""
    return mark + separator.encode().join(map(cell, map(str, frame.columns))) + _end(excel)


def blocks_of_lines(frame: pd.DataFrame, separator: str, excel: bool) -> Iterator[bytes]:
    """Return the rows of a frame as the other lines of `delimited`, many at a time."""
    return lines(_columns(frame, separator, _cells(frame, separator, excel)), _end(excel))


def _end(excel: bool) -> bytes:
    return b"\r\n" if excel else b"\n"


def _cells(frame: pd.DataFrame, separator: str, excel: bool) -> Callable[[str], bytes]:
    """Return what makes cells of texts, without control characters that can't stand in a table."""
    # A row of one empty cell would be a blank line.
    must_be_quoted = re.compile(f'[{separator}"\r\n]' + ("|^$" if len(frame.columns) == 1 else "")).search

    def cell(text: str) -> bytes:
        text = plain(text, keep=_KEPT)
        text = f"'{text}" if excel and _is_formula(text) else text
        return ('"' + text.replace('"', '""') + '"' if must_be_quoted(text) else text).encode()

    return cell


def _columns(frame: pd.DataFrame, separator: str, cell: Callable[[str], bytes]) -> list[Column]:
    """Return the columns of a frame for `lines`, with a separator before each cell but the first of a row."""
    columns: list[Column] = []
    for position in range(frame.shape[1]):
        column = frame.iloc[:, position]
        before = separator if position else ""
        # A column of its own may have an empty cell, which is quoted then.
        if column.dtype == np.float64 and frame.shape[1] > 1:
            columns.append(_of_numbers(column.to_numpy(), before))
        else:
            columns.append(_of_any(column, before.encode(), cell))
    return columns


def _of_numbers(numbers: Floats, before: str) -> Column:
    """Return a column of floats: as texts if they repeat; unknown ones are empty."""
    sample = numbers[:: max(len(numbers) // _SAMPLE, 1)]
    if 2 * len(np.unique(sample)) > len(sample):
        return CellNumbers(numbers, before)
    # By their bits, of which 0 and -0 have not the same.
    codes, distinct = pd.factorize(numbers.view(np.int64))
    values = distinct.view(np.float64).tolist()
    return CellTexts(codes, [f"{before}{'' if math.isnan(value) else value}".encode() for value in values])


def _of_any(column: pd.Series, before: bytes, cell: Callable[[str], bytes]) -> CellTexts:
    """Return a column of anything else: each distinct value is put together once; unknown ones are empty."""
    codes, distinct = pd.factorize(column)
    values = distinct.tolist()
    if column.dtype == object and not all(isinstance(value, str) for value in values):
        # 1 and True are one value, but two texts.
        codes, values = np.arange(len(column)), ["" if pd.isna(value) else value for value in column]
    texts = [before + (cell(value) if isinstance(value, str) else str(value).encode()) for value in values]
    unknown = codes < 0
    if unknown.any():
        codes, texts = np.where(unknown, len(texts), codes), [*texts, before + cell("")]
    return CellTexts(codes.astype(np.int64), texts)


def _is_formula(text: str) -> bool:
    """Return whether a spreadsheet program may take the text for a formula: full-width and small signs count too.

    >>> _is_formula("＝1+1"), _is_formula(" @SUM(1)"), _is_formula("1=1")
    (True, True, False)
    """
    first = text.lstrip()[:1]
    return text[:1] in tuple(_KEPT) or (bool(first) and unicodedata.normalize("NFKC", first) in tuple(_FORMULA_STARTS))

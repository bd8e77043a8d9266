"""Rows as delimited text, written by columns: each distinct text is put together once, see `byte_rows`.

The bytes are those of `DataFrame.to_csv` of pandas, which writes every cell anew.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Floats, alike, is_alike
from lixia_cli.model.assessed_columns import WHOLE_NUMBERS
from lixia_cli.model.coded import Coded
from lixia_cli.model.numbering import numbered
from lixia_cli.model.once import Once
from lixia_cli.model.table import Table
from lixia_cli.render.byte_rows import SAMPLE, CellNumbers, CellTexts, Lines, hardly_repeat, lines
from lixia_cli.render.byte_rows import Column as CellColumn
from lixia_cli.text.width import plain

_KEPT = "\t\r\n"
"""Control characters that a quoted cell can hold; all others would only reach a terminal."""
_FORMULA_STARTS = "=+-@"
_MADE_ONCE = 50_000
"""Up to so many texts of a column are made for all blocks; of more those of a block."""


Cells = Callable[[Sequence[str]], list[bytes]]
"""Makes cells of texts."""


def delimited(rows: Table, separator: str, excel: bool) -> bytes:
    """Return rows as delimited text, with a header line; cells are quoted where they must be.

    For `excel` with a byte order mark and CRLF, and with an apostrophe before texts that a spreadsheet program would
    take for a formula; numbers, negative ones too, stay what they are. Those of WHOLE_NUMBERS have no decimals.
    """
    return b"".join([header_line(rows, separator, excel), *blocks_of_lines(rows, separator, excel, Once())])


def header_line(rows: Table, separator: str, excel: bool) -> bytes:
    """Return the names of the columns as the first line of `delimited`."""
    names = list(rows)
    mark = codecs.BOM_UTF8 if excel else b""
    return mark + separator.encode().join(_cells(len(names), separator, excel)(names)) + _end(excel)


def blocks_of_lines(rows: Table, separator: str, excel: bool, once: Once) -> Iterator[Lines]:
    """Return rows as the other lines of `delimited`, many at a time; `once` is the same for all rows of a table."""
    count = len(list(rows))
    cells_of, before = _cells(count, separator, excel), ["", *[separator] * (count - 1)]
    columns = [
        _of_texts(cells, sign, cells_of, partial(once, f"cells of {name}"))
        if isinstance(cells := rows[name], Coded)
        else _of_column(cells, sign, cells_of, name in WHOLE_NUMBERS, count == 1)
        for name, sign in zip(rows, before, strict=True)
    ]
    return lines(_with_equal_ones_once(columns), _end(excel))


def _with_equal_ones_once(columns: Sequence[CellColumn]) -> list[CellColumn]:
    """Return the columns, of those with the same numbers the first one several times."""
    known = dict[tuple[str, bytes], list[CellNumbers]]()
    found: list[CellColumn] = []
    for column in columns:
        if isinstance(column, CellNumbers):
            alike = known.setdefault((column.separator, column.numbers[:SAMPLE].tobytes()), [])
            equal = (one for one in alike if np.array_equal(one.numbers.view(np.int64), column.numbers.view(np.int64)))
            column = next(equal, column)
            alike.append(column)
        found.append(column)
    return found


def _end(excel: bool) -> bytes:
    return b"\r\n" if excel else b"\n"


def _cells(count: int, separator: str, excel: bool) -> Cells:
    """Return what makes cells of texts in so many columns, without control characters that can't stand in a table."""
    # A row of one empty cell would be a blank line.
    must_be_quoted = re.compile(f'[{separator}"\r\n]' + ("|^$" if count == 1 else "")).search

    def cell(text: str) -> bytes:
        text = plain(text, keep=_KEPT)
        text = f"'{text}" if excel and _is_formula(text) else text
        return ('"' + text.replace('"', '""') + '"' if must_be_quoted(text) else text).encode()

    def cells(texts: Sequence[str]) -> list[bytes]:
        every = "".join(texts)
        if excel or count == 1 or not every.isprintable() or must_be_quoted(every):
            return list(map(cell, texts))
        return [text.encode() for text in texts]

    return cells


def _of_texts(column: Coded, before: str, cells_of: Cells, once: Callable[..., list[bytes]]) -> CellTexts:
    """Return a column of texts for `lines`, with a separator before each cell but the first of a row."""
    if len(column.distinct) > _MADE_ONCE:
        texts = column.used()
        return CellTexts(texts.codes, _behind(before, cells_of(texts.distinct.tolist())))
    cells = once([column.distinct], lambda: _behind(before, cells_of(column.distinct.tolist())))
    if len(cells) == 1:
        return CellTexts(column.codes, cells)
    used = np.bincount(column.codes, minlength=len(cells)) > 0
    if used.all():
        return CellTexts(column.codes, cells)
    number = np.cumsum(used) - 1
    return CellTexts(number.take(column.codes), [cells[code] for code in np.flatnonzero(used).tolist()])


def _of_column(cells: npt.NDArray[Any], before: str, cells_of: Cells, whole: bool, alone: bool) -> CellColumn:
    """Return a column of anything else."""
    if cells.dtype == np.float64:
        return _of_numbers(cells, before, cells_of, whole, alone)
    codes, distinct = numbered(cells)
    return CellTexts(codes, _behind(before, _written(distinct.tolist(), cells_of)))


def _of_numbers(numbers: Floats, before: str, cells_of: Cells, whole: bool, alone: bool) -> CellColumn:
    """Return a column of floats: as texts if they repeat; unknown ones are empty."""
    # By their bits, of which 0 and -0 have not the same.
    bits = numbers.view(np.int64)
    if not whole and not alone and hardly_repeat(numbers):
        return CellNumbers(numbers, before)
    same = is_alike(numbers) or (bits == bits[:1]).all()
    codes, distinct = (alike(np.int8(0), len(bits)), bits[:1]) if same else numbered(bits)
    spelt = int if whole else float
    values = distinct.view(np.float64).tolist()
    texts = _written(["" if math.isnan(value) else spelt(value) for value in values], cells_of)
    return CellTexts(codes, _behind(before, texts))


def _written(values: Sequence[object], cells_of: Cells) -> list[bytes]:
    """Return values as cells; numbers, negative ones too, are no texts that might be taken for a formula."""
    texts = iter(cells_of([value for value in values if isinstance(value, str)]))
    return [next(texts) if isinstance(value, str) else str(value).encode() for value in values]


def _behind(before: str, cells: list[bytes]) -> list[bytes]:
    return [before.encode() + cell for cell in cells]


def _is_formula(text: str) -> bool:
    """Return whether a spreadsheet program may take the text for a formula: full-width and small signs count too.

    >>> _is_formula("＝1+1"), _is_formula(" @SUM(1)"), _is_formula("1=1")
    (True, True, False)
    """
    first = text.lstrip()[:1]
    return text[:1] in tuple(_KEPT) or (bool(first) and unicodedata.normalize("NFKC", first) in tuple(_FORMULA_STARTS))

"""Rows of a table as bytes, put together by columns instead of cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Floats
from lixia_cli.model.numbering import numbered
from lixia_cli.render.float_text import Bytes, spell

BLOCK = 16_384
"""Rows that are put together at a time: what is small stays in the caches of the processor."""
FEW = 4_096
"""Up to so many texts two columns are written as one."""
NARROW = 256
"""Bytes up to which a text is copied into an array; most of what longer ones take there would be zero bytes."""
_END = b"\x1e"
"""Ends a row that is not complete; no cell has it."""


@dataclass(frozen=True)
class CellTexts:
    """One or several columns as the distinct texts of their rows; none has a zero byte or U+001E."""

    codes: npt.NDArray[np.int64]
    """Of every row, the position of its text in `texts`."""
    texts: list[bytes]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: slice) -> CellTexts:
        """Return some rows, with the texts alone that are in them if there are many."""
        codes = self.codes[rows]
        if len(self.texts) <= len(codes):
            return CellTexts(codes, self.texts)
        codes, used = numbered(codes)
        return CellTexts(codes, [self.texts[code] for code in used.tolist()])

    def beside(self, other: CellTexts) -> CellTexts:
        """Return both as one: few texts are put together once instead of in every row."""
        texts = [first + second for first in self.texts for second in other.texts]
        return CellTexts(self.codes * len(other.texts) + other.codes, texts)

    @cached_property
    def width(self) -> int:
        """Return the bytes of the longest text."""
        return max(map(len, self.texts), default=0)

    @cached_property
    def array(self) -> Bytes:
        """Return a row of bytes for each cell, with zero bytes behind short texts."""
        width = max(self.width, 1)
        texts = np.array(self.texts, dtype=f"S{width}").view(np.uint8).reshape(-1, width)
        rows: Bytes = texts[self.codes]
        return rows

    def cells(self) -> list[bytes]:
        """Return the text of every row."""
        cells: list[bytes] = np.array([*self.texts, None], dtype=object)[self.codes].tolist()
        return cells


@dataclass(frozen=True)
class CellNumbers:
    """A column of floats, as `repr` writes them, with a separator before each; NaN is an empty cell."""

    numbers: Floats
    separator: str

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, rows: slice) -> CellNumbers:
        """Return some rows."""
        return CellNumbers(self.numbers[rows], self.separator)

    width = 0
    """Never wide."""

    @cached_property
    def array(self) -> Bytes:
        """Return a row of bytes for each cell; zero bytes stand for nothing."""
        return spell(self.numbers, self.separator)


Column = CellTexts | CellNumbers


def lines(columns: Sequence[Column], end: bytes) -> Iterator[bytes]:
    """Yield the rows of some columns, each with `end` behind it, many at a time; separators are part of the cells.

    A column that is there several times is put together once.
    """
    together = _with_few_as_one(columns)
    for first in range(0, len(columns[0]) if columns else 0, BLOCK):
        parts = {id(column): column[first : first + BLOCK] for column in together}
        yield _lines([parts[id(column)] for column in together], end)


def _with_few_as_one(columns: Sequence[Column]) -> list[Column]:
    """Return the columns, those beside each other that have few texts as one."""
    together: list[Column] = []
    for column in columns:
        last = together[-1] if together else None
        if isinstance(last, CellTexts) and isinstance(column, CellTexts) and len(last.texts) * len(column.texts) <= FEW:
            together[-1] = last.beside(column)
        else:
            together.append(column)
    return together


def _lines(columns: Sequence[Column], end: bytes) -> bytes:
    """Return the rows of a block: narrow columns are put together as arrays of bytes, the others as lists."""
    if all(column.width <= NARROW for column in columns):
        return _packed(columns, end)
    parts: list[list[bytes]] = []
    for narrow, run in groupby(columns, lambda column: column.width <= NARROW):
        if narrow:
            parts.append(_packed(list(run), _END).split(_END)[:-1])
        else:
            parts.extend(column.cells() for column in run if isinstance(column, CellTexts))
    return end.join([*map(b"".join, zip(*parts, strict=True)), b""])


def _packed(columns: Sequence[Column], end: bytes) -> bytes:
    """Return the rows of columns, each with `end` behind it."""
    ends = np.broadcast_to(np.frombuffer(end, dtype=np.uint8), (len(columns[0]), len(end)))
    return np.concatenate([*(column.array for column in columns), ends], axis=1).tobytes().translate(None, b"\0")

"""Rows of a table as bytes, put together by columns instead of cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Floats, alike
from lixia_cli.render.digits import QUAD, Quads
from lixia_cli.render.float_text import ZERO, spell

BLOCK = 8_192
"""Rows that are put together at a time: what is small stays in the caches of the processor."""
FEW = 4_096
"""Up to so many texts two columns are written as one."""
NARROW, WIDE = 256, 1_024
"""Bytes up to which a text is copied into an array; most of what longer ones take there would be zero bytes.

Up to `WIDE` it is copied if most texts are nearly as long."""
SAMPLE, MOST = 64, 8
"""Numbers of a column by which it is decided whether they repeat, and how many different ones of them do.

Many numbers are spelt in less time than they are numbered."""
_END = b"\x1e"
"""Ends a row that is not complete; no cell has it."""


@dataclass(frozen=True)
class _Spelt:
    """Texts as an array: made once for all blocks of rows."""

    texts: list[bytes]

    @cached_property
    def width(self) -> int:
        """Return the bytes of the longest text."""
        return max(map(len, self.texts), default=0)

    @cached_property
    def is_narrow(self) -> bool:
        """Return whether little of an array of the texts would be zero bytes."""
        if self.width <= NARROW:
            return True
        return self.width <= WIDE and 2 * sum(map(len, self.texts)) >= self.width * len(self.texts)

    @property
    def quads(self) -> int:
        """Return in how many quads each text has room."""
        return max(-(-self.width // QUAD), 1)

    @cached_property
    def array(self) -> npt.NDArray[np.void]:
        """Return the texts in so many quads each."""
        size = QUAD * self.quads
        return np.array(self.texts, dtype=f"S{size}").view(f"V{size}")


@dataclass(frozen=True)
class CellTexts:
    """One or several columns as the distinct texts of their rows; none has a zero byte or U+001E."""

    codes: npt.NDArray[np.integer]
    """Of every row, the position of its text in `texts`."""
    texts: list[bytes]
    spelt_before: _Spelt | None = None
    """The same texts, if they are those of other rows too."""

    @classmethod
    def same(cls, text: bytes, count: int) -> CellTexts:
        """Return a column with the same text in `count` rows."""
        return cls(alike(np.int8(0), count), [text])

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: slice) -> CellTexts:
        """Return some rows; of more texts than rows the one of each row."""
        codes = self.codes[rows]
        if len(self.texts) <= len(codes):
            return CellTexts(codes, self.texts, self._spelt)
        return CellTexts(np.arange(len(codes)), [self.texts[code] for code in codes.tolist()])

    def beside(self, other: CellTexts) -> CellTexts:
        """Return both as one: few texts are put together once instead of in every row."""
        texts = [first + second for first in self.texts for second in other.texts]
        if len(other.texts) == 1:
            return CellTexts(self.codes, texts)
        if len(self.texts) == 1:
            return CellTexts(other.codes, texts)
        codes = np.multiply(self.codes, len(other.texts), dtype=np.int64)
        codes += other.codes
        return CellTexts(codes, texts)

    @cached_property
    def _spelt(self) -> _Spelt:
        return self.spelt_before or _Spelt(self.texts)

    @property
    def is_narrow(self) -> bool:
        """Return whether little of an array of the texts would be zero bytes."""
        return self._spelt.is_narrow

    @property
    def quads(self) -> int:
        """Return in how many quads each text has room."""
        return self._spelt.quads

    def write(self, rows: Quads) -> None:
        """Write the text of every row into a table of so many quads."""
        texts = self._spelt.array
        rows.view(texts.dtype)[:, 0] = texts if len(texts) == 1 else texts.take(self.codes)

    def cells(self) -> list[bytes]:
        """Return the text of every row."""
        cells: list[bytes] = np.array([*self.texts, None], dtype=object)[self.codes].tolist()
        return cells


@dataclass(frozen=True)
class CellQuads:
    """A column of texts that are spelt already, as columns of quads."""

    spelt: Sequence[Quads]

    def __len__(self) -> int:
        return len(self.spelt[0])

    def __getitem__(self, rows: slice) -> CellQuads:
        """Return some rows."""
        return CellQuads([quad[rows] for quad in self.spelt])

    is_narrow = True

    @property
    def quads(self) -> int:
        """Return in how many quads each text has room."""
        return len(self.spelt)

    def write(self, rows: Quads) -> None:
        """Write the text of every row into a table of so many quads."""
        for place, quad in enumerate(self.spelt):
            rows[:, place] = quad


@dataclass(frozen=True)
class CellNumbers:
    """A column of floats, as `repr` writes them, with a separator before each; NaN is `unknown`."""

    numbers: Floats
    separator: str
    unknown: str = ""
    least: str = ZERO
    """The decimals of whole numbers, if any."""

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, rows: slice) -> CellNumbers:
        """Return some rows."""
        return replace(self, numbers=self.numbers[rows])

    is_narrow = True

    @cached_property
    def _spelt(self) -> CellQuads:
        return CellQuads(spell(self.numbers, self.separator, self.unknown, self.least))

    @property
    def quads(self) -> int:
        """Return in how many quads each number has room."""
        return self._spelt.quads

    def write(self, rows: Quads) -> None:
        """Write the text of every row into a table of so many quads."""
        self._spelt.write(rows)


def hardly_repeat(numbers: Floats) -> bool:
    """Return whether most of some numbers of a column are there once: 0 and -0 are two."""
    sample = numbers.view(np.int64)[:: max(len(numbers) // SAMPLE, 1)].tolist()
    return len(set(sample)) > min(len(sample) // 2, MOST)


Column = CellTexts | CellNumbers | CellQuads


class Cells(Protocol):
    """A column, or what makes the columns of some of its rows."""

    def __len__(self) -> int:
        """Return how many rows there are."""

    def __getitem__(self, rows: slice) -> Column:
        """Return some rows."""


Lines = bytes | bytearray


def lines(columns: Sequence[Cells], end: bytes, at_a_time: int | None = None) -> Iterator[Lines]:
    """Yield the rows of some columns, each with `end` behind it, so many at a time; separators are part of the cells.

    A column that is there several times is put together once.
    """
    together = _with_few_as_one(columns)
    size = at_a_time or BLOCK
    for first in range(0, len(columns[0]) if columns else 0, size):
        parts = {id(column): column[first : first + size] for column in together}
        yield _lines([parts[id(column)] for column in together], end)


def _with_few_as_one(columns: Sequence[Cells]) -> list[Cells]:
    """Return the columns, those beside each other that have few texts as one."""
    together: list[Cells] = []
    for column in columns:
        last = together[-1] if together else None
        if isinstance(last, CellTexts) and isinstance(column, CellTexts) and len(last.texts) * len(column.texts) <= FEW:
            together[-1] = last.beside(column)
        else:
            together.append(column)
    return together


def _lines(columns: Sequence[Column], end: bytes) -> Lines:
    """Return the rows of a block: narrow columns are put together as arrays of bytes, the others as lists."""
    if all(column.is_narrow for column in columns):
        return _packed(columns, end)
    parts: list[Sequence[Lines]] = []
    for narrow, run in groupby(columns, lambda column: column.is_narrow):
        if narrow:
            parts.append(_packed(list(run), _END).split(_END)[:-1])
        else:
            parts.extend(column.cells() for column in run if isinstance(column, CellTexts))
    return end.join([*map(b"".join, zip(*parts, strict=True)), b""])


def _packed(columns: Sequence[Column], end: bytes) -> bytearray:
    """Return the rows of columns, each with `end` behind it: a table of all texts without its zero bytes."""
    count = len(columns[0])
    columns = [*columns, CellTexts.same(end, count)]
    places = list(accumulate((column.quads for column in columns), initial=0))
    content = bytearray(QUAD * count * places[-1])
    rows = np.frombuffer(content, dtype=np.uint32).reshape(count, -1)
    for column, (first, behind) in zip(columns, pairwise(places), strict=True):
        column.write(rows[:, first:behind])
    return content.translate(None, b"\0")

"""Rows of markup put together of columns: of texts that all rows have, and of columns with a text for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Floats, Ints, as_range
from lixia_cli.render.byte_rows import CellNumbers, CellQuads, Cells, CellTexts, lines
from lixia_cli.render.digits import Quads
from lixia_cli.render.distinct import Distinct

Piece = str | Distinct[str] | Floats | list[Quads]
"""The same text for all rows, or a text or number for each of them, or texts spelt already; NaN has no text."""
BLOCK = 2_048
"""Rows that are put together at a time; they are long."""


def rows_of(pieces: Iterable[Piece], rows: Ints, counts: Iterable[int]) -> Iterator[list[memoryview]]:
    r"""Yield so many of these rows at once, each joined of its pieces, none of which has a line feed, and with one.

    >>> pieces = ["<", Distinct(np.array([1, 0]), ["a", "b"]), " ", np.array([0.5, np.nan]), ">"]
    >>> [b"".join(some) for some in rows_of(pieces, np.array([0, 1, 0]), [1, 0, 2])]
    [b'<b 0.5>\n', b'', b'<a >\n<b 0.5>\n']
    """
    chosen = as_range(rows)
    blocks = lines([_column(piece, chosen, len(rows)) for piece in pieces], b"\n", BLOCK)
    block, ends = memoryview(b""), [0]  # where its lines end that are left
    for count in counts:
        found = []
        while count:
            if len(ends) == 1:
                block = memoryview(next(blocks))
                ends = [0, *(np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == ord("\n")) + 1).tolist()]
            some = min(count, len(ends) - 1)
            found.append(block[ends[0] : ends[some]])
            ends, count = ends[some:], count - some
        yield found


def _column(piece: Piece, rows: npt.NDArray[np.integer] | slice, count: int) -> Cells:
    if isinstance(piece, str):
        return CellTexts.same(piece.encode(), count)
    if isinstance(piece, list):
        return CellQuads([quad[rows] for quad in piece])
    if isinstance(piece, Distinct):
        texts = _Texts(piece.codes[rows], piece.values)
        return texts if len(piece.values) > BLOCK else CellTexts(texts.codes, _encoded(piece.values))
    return CellNumbers(piece[rows], "")


@dataclass(frozen=True)
class _Texts:
    """Many texts, of which those of a block are encoded when it is put together: in memory that is used again."""

    codes: Ints
    texts: Sequence[str]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, rows: slice) -> CellTexts:
        places = as_range(self.codes[rows])
        texts = self.texts[places] if isinstance(places, slice) else [self.texts[code] for code in places.tolist()]
        return CellTexts(np.arange(len(texts)), _encoded(texts))


def _encoded(texts: Sequence[str]) -> list[bytes]:
    return "\n".join(texts).encode().split(b"\n")

"""Rows of markup put together of columns: of texts that all rows have, and of columns with a text for each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

from lixia_cli.model.arrays import Ints
from lixia_cli.render.distinct import spread

Piece = str | Sequence[str]
"""The same text for all rows, or one for each."""


def of_rows(texts: Sequence[str], codes: Ints) -> Piece:
    """Return the text of every row by its position among distinct ones; as one if there is only one."""
    return texts[0] if len(texts) == 1 else spread(texts, codes)


def rows_of(pieces: Iterable[Piece], count: int) -> Iterator[str]:
    """Return so many rows, each joined of its pieces.

    >>> list(rows_of(["<", ["a", "b"], ">", "!"], 2))
    ['<a>!', '<b>!']
    """
    together: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and together and isinstance(together[-1], str):
            together[-1] += piece
        else:
            together.append(piece)
    columns = [repeat(piece, count) if isinstance(piece, str) else piece for piece in together]
    return map("".join, zip(*columns, strict=True))

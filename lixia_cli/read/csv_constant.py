"""Columns of a block with the same cell in all rows, which most likely is that of the block before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.read.csv_cells import WORD, Block

Values = npt.NDArray[Any]


class _Span(NamedTuple):
    """Neighbouring columns with the same cell in all rows."""

    values: Mapping[int, Values]
    """What the cell of each column became, in one row."""
    written: bytes
    """The cells of a row with what is between and behind them."""

    def is_in_all_rows(self, block: Block) -> bool:
        """Return whether the cells of all rows are these: eight bytes at a time, wherever a cell ends among them."""
        cells = block.column(min(self.values))
        parts = [self.written[begin : begin + WORD] for begin in range(0, len(self.written), WORD)]
        for part, words in zip(parts, cells.words(cells.starts, len(parts)), strict=True):
            if len(part) < WORD:
                words &= np.uint64((1 << 8 * len(part)) - 1)
            if (words != np.uint64(int.from_bytes(part, "little"))).any():
                return False
        return True


class Constant:
    """What the columns were that had the same cell in all rows of a block."""

    def __init__(self) -> None:
        self._spans: list[_Span] = []

    def columns(self, block: Block) -> dict[int, Values]:
        """Return the columns, by their position, that have the same cell in all rows of another block, too.

        In a third of the time of looking at each column, as only what is in front of the first one has to be found.
        """
        found = dict[int, Values]()
        if block.may_hold_marks:  # and the same bytes be other cells
            return found
        for span in self._spans:
            if span.is_in_all_rows(block):
                found |= {at: value.repeat(block.row_count) for at, value in span.values.items()}
        return found

    def keep(self, block: Block, columns: Mapping[int, Values]) -> None:
        """Keep the columns of a block, by their position, that have one value."""
        constant = {at: values[:1] for at, values in columns.items() if _is_constant(values)}
        self._spans = list(_spans(block, constant))


def _is_constant(values: Values) -> bool:
    return bool(values[0] == values[-1] and (values == values[0]).all())


def _spans(block: Block, constant: Mapping[int, Values]) -> Iterator[_Span]:
    """Yield neighbouring columns with their cells in the first row."""
    begin, end, values = 0, 0, dict[int, Values]()
    for at in sorted(constant):
        start = int(block.starts[at, 0])
        if values and start != end:
            yield _Span(values, block.content[begin:end])
            values = {}
        begin = begin if values else start
        values[at], end = constant[at], int(block.ends[at, 0]) + 1
    if values:
        yield _Span(values, block.content[begin:end])

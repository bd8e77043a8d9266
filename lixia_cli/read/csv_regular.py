"""The rows of a long text by columns instead of row by row, as far as every reader of csv reads it alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from lixia_cli.model.arrays import Ints
from lixia_cli.read.csv_rows import Body, Fitter, Rows

if TYPE_CHECKING:
    from lixia_cli.read.csv_cells import Block

MANY = 1_000
"""With fewer rows every cell is a text, and csv of Python reads them before the modules for more would be imported;
from here on plain numbers are floats, and texts are coded."""
BLOCK = 1_000_000
"""Bytes that are read at once: what is made of so many stays in the cache of a processor."""


def regular_rows(body: Body, fitter: Fitter) -> Rows | None:
    """Return the rows and their lines, blank lines aside; None where they are few, or one does not fit the header.

    `fitter` is of the header. What is wrong with a row is not said here.
    """
    content, begin = body.content, body.begin
    end = len(content) if body.end is None else body.end
    has_returns = content.find(b"\r", begin, end) >= 0  # in a tenth of the time of counting them
    if has_returns and content.count(b"\r", begin, end) != content.count(b"\r\n", begin, end):
        if content.find(b'"', begin, end) >= 0:
            return None
        content = content[begin:end].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        begin, end = 0, len(content)
    body = body._replace(content=content, begin=begin, end=end)
    many = content.count(b"\n", begin, min(begin + BLOCK, end)) >= MANY or (
        content.count(b"\n", begin, end) + (not content.endswith(b"\n", begin, end)) >= MANY
    )
    if not many:
        return None
    from lixia_cli.read.csv_columns import AsWritten

    try:
        return rows_of([body], end - begin, fitter)
    except AsWritten:
        return rows_of([body._replace(numbers=frozenset())], end - begin, fitter)


class Found(NamedTuple):
    """Some lines of a text."""

    first: int
    """The number of the first of them."""
    begin: int
    """Where in the text they begin."""
    end: int
    block: Block | None
    """Their cells; None if they do not fit the header."""

    def lines(self, block: Block) -> Ints:
        """Return the numbers of the lines of its rows."""
        return np.arange(self.first, self.first + block.row_count) if block.lines is None else self.first + block.lines


def blocks_of(body: Body, fitter: Fitter) -> Iterator[Found]:
    """Yield the rows of a text block by block; a block goes on to where its last quote is closed.

    It is read by Python's csv where readers may differ, or something is in a column without a heading.
    """
    from lixia_cli.read.csv_irregular import end_of_quotes, irregular_block

    start, first = body.begin, body.first
    end = len(body.content) if body.end is None else body.end
    row = body.content[start : body.content.find(b"\n", start, end) + 1 or end]
    if b'"' not in row:  # empty cells at the end may be more than the header has
        body = body._replace(width=max(body.width, row.count(body.separator.encode()) + 1))
    while start < end:
        stop = body.content.find(b"\n", min(start + BLOCK, end), end) + 1 or end
        lines = body._replace(begin=start, end=stop, first=first)
        block = _regular_block(lines, fitter.anew())
        if block is None:
            stop = end_of_quotes(body.content, start, stop, end)
            longer = lines._replace(end=stop)
            block = _regular_block(longer, fitter.anew()) if longer != lines else None
            block = block or irregular_block(longer, fitter.anew())
        yield Found(first, start, stop, block)
        line_count = body.content.count(b"\n", start, stop) if block is None else block.line_count
        start, first = stop, first + line_count


def _regular_block(lines: Body, fitter: Fitter) -> Block | None:
    """Return the cells of some lines; None where readers of csv may differ, or something is wrong with a row."""
    from lixia_cli.read.csv_cells import block_of

    block = block_of(lines.rows(), lines.separator, lines.width)
    if block is None or not block.is_empty_from(fitter.width):
        return None
    if block.lines is not None:
        for row in block.broken.tolist():
            fitter.check_line_breaks(lines.first + int(block.lines[row]), block.cells(row))
    return None if fitter.count else block


def rows_of(bodies: Iterable[Body], size: int, fitter: Fitter) -> Rows | None:
    """Return the rows of a text of about so many bytes, which comes in pieces; None if one does not fit the header.

    Raises AsWritten where numbers are better left as texts.
    """
    from lixia_cli.read.csv_columns import Columns

    columns: Columns | None = None
    first, numbers, regular = 0, list[Ints](), True
    for body in bodies:
        first = first or body.first
        for found in blocks_of(body, fitter):
            block = found.block
            if block is None:
                return None
            if block.lines is not None and regular:
                numbers, regular = [np.arange(first, found.first)], False
            if not regular:
                numbers.append(found.lines(block))
            if block.row_count:
                rows_expected = block.row_count * size // (found.end - found.begin)
                columns = columns or Columns(body._replace(content=b""), rows_expected)
                columns.add(block)
    if columns is None:
        return None
    every_line = range(first, first + columns.row_count) if regular else np.concatenate(numbers)
    return Rows(*columns.joined(), every_line)

"""The rows of a long text that every reader of csv reads alike, by columns instead of row by row."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lixia_cli.model.arrays import Ints
from lixia_cli.read.csv_rows import Body, Rows

MANY = 1_000
"""With fewer rows every cell is a text, and csv of Python reads them before the modules for more would be imported;
from here on plain numbers are floats, and texts are coded."""
BLOCK = 1_000_000
"""Bytes that are read at once: what is made of so many stays in the cache of a processor."""


def regular_rows(body: Body) -> Rows | None:
    """Return the rows and their lines if they are many and all readers agree on them, blank lines aside; else None."""
    content, begin = body.content, body.begin
    end = len(content) if body.end is None else body.end
    returns = content.count(b"\r", begin, end)
    if returns and returns != content.count(b"\r\n", begin, end):
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
        return _rows(body)
    except AsWritten:
        return _rows(body._replace(numbers=frozenset()))


def _rows(body: Body) -> Rows | None:
    """Return the rows block by block; None if one of them is not regular."""
    from lixia_cli.read.csv_cells import block_of
    from lixia_cli.read.csv_columns import Columns

    columns, first, numbers = Columns(body), body.first, list[Ints]()
    regular = True
    for lines in _blocks(body):
        block = block_of(lines, body.separator, body.width)
        if block is None:
            return None
        if block.lines is not None and regular:
            numbers, regular = [np.arange(body.first, first)], False
        if not regular:
            numbers.append(np.arange(first, first + block.row_count) if block.lines is None else first + block.lines)
        first += block.line_count
        if block.row_count:
            columns.add(block)
    if not len(columns):
        return None
    every_line = range(body.first, body.first + len(columns)) if regular else np.concatenate(numbers)
    return Rows(*columns.joined(), every_line)


def _blocks(body: Body) -> Iterator[bytes]:
    """Yield the content in blocks of whole lines."""
    start, end = body.begin, len(body.content) if body.end is None else body.end
    while start < end:
        stop = body.content.find(b"\n", min(start + BLOCK, end), end) + 1 or end
        yield body.content[start:stop]
        start = stop

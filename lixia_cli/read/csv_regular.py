"""The rows of a long text that every parser reads alike, by the fastest parser there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Ints
from lixia_cli.read.csv_kinds import Kinds
from lixia_cli.read.csv_rows import Body, Rows
from lixia_cli.read.csv_text import CELL_LIMIT

if TYPE_CHECKING:
    from lixia_cli.read.csv_columns import Parse

MANY = 30_000
"""With fewer rows every cell is a text, and csv of Python reads them before a faster parser would be imported; from
here on plain numbers are floats, and texts are coded."""
BLOCK = 4_000_000
"""Bytes that are read at once."""
_FIRST = 16
"""The first block is that many times smaller."""
_LINE_FEED, _QUOTE, _RETURN = ord("\n"), ord('"'), ord("\r")


def regular_rows(body: Body) -> Rows | None:
    """Return the rows and their lines if they are many and every parser reads them alike, blank lines aside; else None.

    pandas has the parser, and takes longer to import than a short text to read.
    """
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
    from lixia_cli.read.csv_columns import AsWritten, fastest

    kinds = Kinds(body.separator, body.width, body.positions, body.numbers, body.points_only)
    parse = fastest()
    try:
        return _rows(body, kinds, parse)
    except AsWritten:
        return _rows(body, kinds.as_written(), parse)


def _rows(body: Body, kinds: Kinds, parse: Parse) -> Rows | None:
    """Return the rows block by block; None if one of them is not regular."""
    from lixia_cli.read.csv_columns import Columns, parsed

    columns, first, numbers = Columns(kinds), body.first, list[Ints]()
    regular = True
    for block in _blocks(body):
        found = _regular_block(block, body)
        if found is None:
            return None
        content, lines, rows, all_lines = found
        if lines is not None and regular:
            numbers, regular = [np.arange(body.first, first)], False
        if not regular:
            numbers.append(np.arange(first, first + rows) if lines is None else first + lines)
        first += all_lines
        if not rows:
            continue
        cells = parsed(content, kinds, parse)
        if cells is None:
            return None
        columns.add(cells)
    if not len(columns):
        return None
    every_line = range(body.first, body.first + len(columns)) if regular else np.concatenate(numbers)
    return Rows(*columns.joined(), every_line)


def _blocks(body: Body) -> Iterator[bytes]:
    """Yield the content in blocks of whole lines, each with a line feed at its end.

    The first one is small: it shows what repeats, which is then read in less time.
    """
    start, end = body.begin, len(body.content) if body.end is None else body.end
    size = BLOCK // _FIRST
    while start < end:
        stop = body.content.find(b"\n", min(start + size, end), end) + 1 or end
        block = body.content[start:stop]
        yield block if block.endswith(b"\n") else block + b"\n"
        start, size = stop, BLOCK


def _regular_block(block: bytes, body: Body) -> tuple[bytes, Ints | None, int, int] | None:
    """Return the content of a block without blank lines, the numbers of its lines from 0 (None without blank ones), how
    many rows it has and how many lines; None if it is not regular.
    """
    data = np.frombuffer(block, dtype=np.uint8)
    ends = np.flatnonzero(data == _LINE_FEED)
    count, length = len(ends), np.diff(ends, prepend=-1)
    blank = length <= 2
    blank[blank] = (length[blank] == 1) | (data[ends[blank] - 1] == _RETURN)
    lines = None
    if blank.any():
        if b'"' in block:
            return None
        block, lines = data[np.repeat(~blank, length)].tobytes(), np.flatnonzero(~blank)
        data = np.frombuffer(block, dtype=np.uint8)
        ends = np.flatnonzero(data == _LINE_FEED)
    if len(ends) and not _is_regular(body._replace(content=block), data, ends):
        return None
    return block, lines, len(ends), count


def _is_regular(body: Body, data: npt.NDArray[np.uint8], ends: Ints) -> bool:
    """Return whether every line is one row, every quote opens or closes a field, and the rows have as many fields as
    the header: the first row, and all of them on average. `parsed` sees whether a later one has more.

    Such a text means the same to every parser. `ends` are the positions of the line feeds in `data`, the content.
    """
    separator = ord(body.separator)
    if np.diff(ends, prepend=-1).max() > CELL_LIMIT:
        return False
    fields = len(ends) + int(np.count_nonzero(data == separator))  # bytes.count is slow where there are many
    fields_of_first = 1 + body.content.count(separator, 0, int(ends[0]))
    if b'"' in body.content:
        quotes = np.flatnonzero(data == _QUOTE)
        if not _well_quoted(data, quotes, separator):
            return False
        separators = np.flatnonzero(data == separator)
        within, ends_within = (np.searchsorted(quotes, marks) % 2 == 1 for marks in (separators, ends))
        if ends_within.any():
            return False
        fields -= int(np.count_nonzero(within))
        fields_of_first -= int(np.count_nonzero(within[separators < ends[0]]))
    return fields_of_first == body.width and fields == len(ends) * body.width


def _well_quoted(data: npt.NDArray[np.uint8], quotes: Ints, separator: int) -> bool:
    """Return whether the quotes, at these positions, are those of RFC 4180.

    The first, third … quote opens a field: a separator or a line end is before it, or a quote, for two quotes within
    a field close it and open it again. The others close a field in the same way.
    """
    if len(quotes) % 2:
        return False
    borders = np.zeros(256, dtype=np.bool_)
    borders[[separator, _RETURN, _LINE_FEED, _QUOTE]] = True
    opening, closing = quotes[::2], quotes[1::2]
    # What is before the very first byte is the end of a line.
    before = borders[data[opening - 1]] | (opening == 0)
    return bool(before.all() and borders[data[closing + 1]].all())

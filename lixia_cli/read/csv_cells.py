"""A block of a regular text → where its cells are, and their bytes as words of eight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.numbering import Words
from lixia_cli.read.csv_text import CELL_LIMIT

Bytes = npt.NDArray[np.uint8]
WORD = 8
"""Bytes of a word."""
WIDEST = 8 * WORD
"""Bytes of a cell that can be had as words."""
_LINE_FEED, _QUOTE, _RETURN = ord("\n"), ord('"'), ord("\r")
_NONE = np.empty(0, dtype=np.int64)
_BEFORE, _AFTER = b"\n" * 3 * WORD, b"\n" * (WIDEST + WORD)
"""What is put around a block, so that there are words before its first cell and behind its last one."""


class Cells(NamedTuple):
    """The cells of a column in a block."""

    content: bytes
    starts: Ints
    ends: Ints

    def words(self, places: Ints, count: int = 1) -> Iterator[Words]:
        """Yield the eight bytes from each of these places on, the first one lowest, then the next eight, and so on.

        They are put together of the two words of the content in which they are: in two thirds of the time of indexing
        an array of the words at all places, which numpy does one by one as most of them are at no multiple of eight.
        """
        words = np.frombuffer(self.content, dtype="<u8", count=len(self.content) // WORD)
        number, bits = places >> 3, (places << 3).view(np.uint64)
        bits &= np.uint64(63)
        other_bits = np.uint64(64) - bits  # of all 64 bits nothing is left
        first = words.take(number)
        for at in range(1, 1 + count):
            second = words[at:].take(number)
            first >>= bits
            first |= second << other_bits
            yield first
            first = second

    def rows(self, rows: Ints) -> Cells:
        """Return the cells of some rows."""
        return self._replace(starts=self.starts[rows], ends=self.ends[rows])

    def written(self) -> list[bytes]:
        """Return the bytes of the cells, without quotes around them."""
        return [self.content[start:end] for start, end in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]

    def texts(self) -> list[str]:
        """Return the texts of the cells."""
        return list(map(text_of, self.written()))


def text_of(written: bytes) -> str:
    """Return the text of a cell from its bytes without quotes around them: two quotes are one."""
    return written.decode().replace('""', '"')


class Block(NamedTuple):
    """The cells of a block."""

    content: bytes
    starts: Ints
    """Where each cell starts, a row for each column."""
    ends: Ints
    lines: Ints | None
    """The number of the line on which each row starts, from 0; None if each is a line of its own, and no other is."""
    line_count: int
    broken: Ints = _NONE
    """The rows with a line break in a cell."""
    may_hold_marks: bool = False
    """Some cells may hold separators and ends of lines."""

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.starts[0])

    def cells(self, row: int) -> list[str]:
        """Return the texts of the cells of a row."""
        content, bounds = self.content, zip(self.starts[:, row], self.ends[:, row], strict=True)
        return [text_of(content[start:end]) for start, end in bounds]

    def is_empty_from(self, at: int) -> bool:
        """Return whether nothing is in a column and those behind it."""
        return bool((self.starts[at:] == self.ends[at:]).all())

    def column(self, at: int) -> Cells:
        """Return the cells of a column."""
        return Cells(self.content, self.starts[at], self.ends[at])


def block_of(lines: bytes, separator: str, width: int) -> Block | None:
    """Find the cells of whole lines, blank lines aside; None if they are not regular.

    They are if every row has as many fields as the header, and every quote opens or closes a field as in RFC 4180: such
    a text means the same to every reader. Returns are in the ends of lines alone.
    """
    content = b"".join([_BEFORE, lines, b"" if lines.endswith(b"\n") else b"\n", _AFTER])
    data = np.frombuffer(content, dtype=np.uint8)
    inner = data[: len(data) - len(_AFTER)]
    is_end = is_line_end = inner == _LINE_FEED
    is_mark = inner == ord(separator)
    is_mark |= is_line_end
    is_quoted = b'"' in lines
    if is_quoted:
        quotes = inner == _QUOTE
        if not _well_quoted(data, np.flatnonzero(quotes), separator):
            return None
        outside = ~_are_odd_so_far(quotes)
        is_end, is_mark = is_line_end & outside, is_mark & outside
    marks = np.flatnonzero(is_mark)[len(_BEFORE) - 1 :]
    before, ends = marks[:-1], marks[1:]
    line_count = int(np.count_nonzero(is_line_end)) - len(_BEFORE)
    row_count = int(np.count_nonzero(is_end)) - len(_BEFORE) if is_quoted else line_count
    bounds = _by_column(is_end, before, ends, row_count, width)
    if bounds is None or width == 1:  # else no line has a single cell, as a blank one does
        is_cell = ~_are_blank_lines(data, before + 1, ends)
        row_count -= int(np.count_nonzero(~is_cell))
        bounds = _by_column(is_end, before[is_cell], ends[is_cell], row_count, width)
    if bounds is None:
        return None
    starts, ends = bounds
    if len(lines) > CELL_LIMIT and (ends[-1] - starts[0]).max(initial=0) >= CELL_LIMIT:
        return None
    numbers, broken = _lines_of(is_line_end, line_count, starts[0], ends[-1])
    if b"\r" in lines:
        ends[-1] -= data[ends[-1] - 1] == _RETURN
    if is_quoted:
        quoted = data[starts] == _QUOTE
        starts, ends = starts + quoted, ends - quoted
    return Block(content, starts, ends, numbers, line_count, broken, is_quoted)


def block_of_cells(cells: Sequence[str], width: int, lines: Ints, line_count: int) -> Block:
    """Return the block with these cells, row by row, of which none has a NUL."""
    texts = "".join(f"{cell}\0" for cell in cells).replace('"', '""')
    content = _BEFORE + texts.encode() + _AFTER
    ends = np.flatnonzero(np.frombuffer(content, dtype=np.uint8) == 0)
    starts = np.concatenate([[len(_BEFORE)], ends + 1])[:-1]
    return Block(content, *_columns(starts - 1, ends, width), lines, line_count, may_hold_marks=True)


def _by_column(is_end: Bools, before: Ints, ends: Ints, row_count: int, width: int) -> tuple[Ints, Ints] | None:
    """Return what `_columns` does; None unless a cell is the last of its row just where so many cells make one."""
    if len(ends) != row_count * width:
        return None
    columns = _columns(before, ends, width)
    return columns if is_end.take(columns[1][-1]).all() else None


def _columns(before: Ints, ends: Ints, width: int) -> tuple[Ints, Ints]:
    """Return where each cell starts and ends, a row for each column, from the marks around them, cell by cell."""
    by_column = np.ascontiguousarray(ends.reshape(-1, width).T)
    starts = np.empty_like(by_column)
    np.add(before[::width], 1, out=starts[0])
    np.add(by_column[:-1], 1, out=starts[1:])  # the others start behind the one before
    return starts, by_column


def _are_blank_lines(data: Bytes, starts: Ints, ends: Ints) -> Bools:
    """Return which cells are all of a blank line."""
    is_last = data[ends] == _LINE_FEED
    is_empty = starts >= ends - (is_last & (data[ends - 1] == _RETURN))
    return np.asarray(is_empty & is_last & (data[starts - 1] == _LINE_FEED), dtype=np.bool_)


def _lines_of(is_line_end: Bools, line_count: int, starts: Ints, ends: Ints) -> tuple[Ints | None, Ints]:
    """Return `lines` and `broken` of a `Block` from where its rows start and end."""
    if line_count == len(starts):
        return None, _NONE
    line_ends = np.flatnonzero(is_line_end)[len(_BEFORE) :]
    first, last = np.searchsorted(line_ends, starts), np.searchsorted(line_ends, ends)
    return first, np.flatnonzero(last > first)


def _are_odd_so_far(marked: Bools) -> Bools:
    """Return whether up to each byte, itself included, an odd number is marked.

    Eight at a time, as bytes of a word: in a fifth of the time of `bitwise_xor.accumulate`.
    """
    words = np.zeros(-(-len(marked) // WORD), dtype="<u8")
    bytes_ = words.view(np.bool_)
    bytes_[: len(marked)] = marked
    for count in (1, 2, 4):
        words ^= words << np.uint64(8 * count)
    before = np.bitwise_xor.accumulate(words >> np.uint64(8 * (WORD - 1)))[:-1]
    words[1:] ^= before * np.uint64(0x0101010101010101)
    return bytes_[: len(marked)]


def _well_quoted(data: Bytes, quotes: Ints, separator: str) -> bool:
    """Return whether the quotes, at these positions, are those of RFC 4180.

    The first, third … quote opens a field: a separator or a line end is before it, or a quote, for two quotes within
    a field close it and open it again. The others close a field in the same way.
    """
    if len(quotes) % 2:
        return False
    before, behind = data[quotes[::2] - 1], data[quotes[1::2] + 1]
    borders = (ord(separator), _LINE_FEED, _QUOTE, _RETURN)
    return all(bool(np.logical_or.reduce([side == of for of in borders]).all()) for side in (before, behind))

"""Rows in any order, more than fit into memory → those of some numbers at a time, by a file in between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from lixia_cli.files.arrays import Array, ArrayFile, ArraysInMemory, Written
from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded, below_each_other, narrow
from lixia_cli.model.table import Column
from lixia_cli.read.cell_text import cell_text
from lixia_cli.read.parts.text_numbers import TextNumbers

_AT_ONCE = 1_000_000
"""About so many rows are sorted at a time, so that what is read later is in few pieces of the file."""
_MOST_TEXTS = 1_000_000
"""Up to so many distinct texts of a column are kept in memory."""
_BITS = 16
"""Rows are sorted by so many bits of their numbers, which numpy does without comparing them."""
_NARROW = 16
"""Blocks in the order of the numbers span less than one of so many equal parts of all numbers."""
_MANY = 50_000
"""So many rows are written alone."""
Numbers = npt.NDArray[np.signedinteger]
Block = tuple[Mapping[str, Column], Numbers]
"""Columns by name, and the number of each row."""


class Spill:
    """Rows of columns in a temporary file of this process alone, which is gone when it is closed.

    `fill` takes blocks of rows, of any length and in any order: columns by name, the same names in every block, and for
    each row a whole number from 0 on of what it belongs to. A column is `Coded` or an array of numbers; which of both
    may differ from block to block, and so may the list of texts: equal texts are one in the end. Blocks with the very
    same array of texts cost least, and a column with one text in all rows takes no room.

    Then `counts` says how many rows have each number, and `rows(first, last)` gives those with numbers from `first` to
    below `last`: the same columns, and the numbers of the rows. A column has texts, spelt as in a file, if any block
    with such rows has; all calls give the same array of texts. Rows of one number come in the order in which they were
    given. In memory are the rows of a block and up to a million texts of each column; those of columns with more are in
    the file, row by row.

    >>> with Spill() as spill:
    ...     spill.fill([({"value": np.array([1.5, 2.5, 3.5])}, np.array([2, 0, 2]))])
    ...     spill.counts.tolist(), spill.rows(1, 3)[0]["value"].tolist()
    ([1, 0, 2], [1.5, 3.5])
    """

    def __init__(self, numbers: int = 0, in_memory: bool = False) -> None:
        """Open the file for rows that have about so many different numbers, if that is known.

        What fits into memory is kept there instead, if `in_memory`, to be read at once.
        """
        self._numbers = numbers
        self._in_memory = in_memory
        self._file = ArraysInMemory() if in_memory else ArrayFile()
        self._blocks: list[_Block] = []
        self._least, self._most = np.zeros((2, 0), dtype=np.int64)
        """The least and the largest number in each of them."""
        self._texts: dict[str, TextNumbers] = {}
        """Of every column, also of those that have none."""
        self.counts: Ints = np.zeros(numbers, dtype=np.int64)
        """How many rows have each number."""
        self.in_order = True
        """Whether rows came in the order of their numbers, as far as it matters for reading those of a range alone."""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the file."""
        self._file.close()

    @property
    def count(self) -> int:
        """Return how many rows there are."""
        return int(self.counts.sum())

    def fill(self, blocks: Iterable[Block]) -> None:
        """Add rows to those that are there. Raises UnwrittenError if they can't be written."""
        waiting = _Waiting()
        for block in blocks:
            waiting.add(block)
            in_order = waiting.count >= _MANY and self._are_in_order(waiting)
            if in_order or waiting.count >= _AT_ONCE:
                self.in_order &= in_order
                self._write(waiting, in_order or self._in_memory)
                waiting = _Waiting()
        self._write(waiting, self._in_memory)
        self._least = np.array([block.least for block in self._blocks], dtype=np.int64)
        self._most = np.array([block.most for block in self._blocks], dtype=np.int64)

    def _are_in_order(self, rows: _Waiting) -> bool:
        """Return whether rows seem to come in the order of their numbers, so that few parts have any of these."""
        is_narrow = (rows.most - rows.least) * _NARROW < self._numbers
        return is_narrow and int(self.counts[rows.least : rows.most + 1].sum()) <= 2 * _AT_ONCE

    def _write(self, rows: _Waiting, in_order: bool = False) -> None:
        """Write rows, unless they are in order sorted as far as needed to find those with some numbers."""
        for name in rows.blocks[0][0] if rows.blocks else ():
            self._texts.setdefault(name, TextNumbers(None if self._in_memory else _MOST_TEXTS))
        if not rows.count:
            return
        blocks, least, most = rows.blocks, rows.least, rows.most
        number = blocks[0][1] if len(blocks) == 1 else np.concatenate([number for _, number in blocks])
        if most >= len(self.counts):
            self.counts = np.append(self.counts, np.zeros(most + 1 - len(self.counts), dtype=np.int64))
        number = narrow(number - least, most - least + 1)
        self.counts[least : most + 1] += np.bincount(number)
        shift, begins, order = (0, None, None) if in_order else _sorted(number, most - least)
        written = self._file.put(_ordered(number, order))
        columns = {
            name: self._written(texts, [columns[name] for columns, _ in blocks], order)
            for name, texts in self._texts.items()
        }
        self._blocks.append(_Block(least, most, len(number), shift, begins, written, columns))

    def _written(self, texts: TextNumbers, parts: Sequence[Column], order: Ints | None) -> _Written:
        """Write a column."""
        arrays = [part for part in parts if not isinstance(part, Coded)]
        if len(arrays) == len(parts):
            array = arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
            return self._file.put(_ordered(array, order))
        of_texts = [part if isinstance(part, Coded) else Coded.of_list([*map(cell_text, part)]) for part in parts]
        codes = texts.codes(*of_texts)
        if codes is not None:
            several = len(texts) > 1
            return _WrittenCodes(self._file.put(_ordered(codes, order)) if several else None)
        cells = np.concatenate([part.texts() for part in of_texts])
        encoded = [text.encode("utf-8", "surrogatepass") for text in _ordered(cells, order).tolist()]
        ends = np.cumsum([0, *map(len, encoded)])
        return _WrittenTexts(self._file.put(ends), self._file.put(np.frombuffer(b"".join(encoded), dtype=np.uint8)))

    def rows(self, first: int, last: int) -> tuple[dict[str, Column], Numbers]:
        """Return the rows with numbers from `first` to below `last`, and their numbers; see the class."""
        pieces: list[_Piece] = []
        numbers: list[Numbers] = [np.zeros(0, dtype=np.int32)]
        for place in np.flatnonzero((self._least < last) & (self._most >= first)).tolist():
            block = self._blocks[place]
            begin, end = block.between(first, last)
            if begin == end:
                continue
            number = np.add(self._file.get(block.number, begin, end), block.least, dtype=np.int32)
            there = None if first <= block.least and block.most < last else _between(number, first, last)
            numbers.append(_ordered(number, there))
            pieces.append(_Piece(block, begin, end, there))
        number = np.concatenate(numbers)
        return {name: self._column(name, pieces, len(number)) for name in self._texts}, number

    def _column(self, name: str, pieces: Sequence[_Piece], count: int) -> Column:
        """Read a column of some rows."""
        every = [piece.block.columns[name] for piece in pieces]
        arrays = [written for written in every if isinstance(written, Written)]
        if pieces and len(arrays) == len(pieces):
            return self._array(arrays, pieces, count)
        arrays = [of.codes for of in every if isinstance(of, _WrittenCodes) and of.codes is not None]
        if pieces and len(arrays) == len(pieces):
            return Coded(self._array(arrays, pieces, count), self._texts[name].distinct())
        columns = [self._read(self._texts[name], piece.block.columns[name], piece.begin, piece.end) for piece in pieces]
        return together(
            [of if piece.there is None else of.take(piece.there) for of, piece in zip(columns, pieces, strict=True)]
        )

    def _array(self, arrays: Sequence[Written], pieces: Sequence[_Piece], count: int) -> Array:
        """Read some elements of several arrays below each other, without a copy where all of a piece are wanted."""
        found = np.empty(count, dtype=np.result_type(*(written.dtype for written in arrays)))
        at = 0
        for written, (_, begin, end, there) in zip(arrays, pieces, strict=True):
            behind = at + (end - begin if there is None else len(there))
            if there is None and written.dtype == found.dtype:
                self._file.read(written, begin, found[at:behind])
            else:
                found[at:behind] = _ordered(self._file.get(written, begin, end), there)
            at = behind
        return found

    def _read(self, texts: TextNumbers, written: _Written, begin: int, end: int) -> Column:
        """Read some rows of a column."""
        if isinstance(written, Written):
            return self._file.get(written, begin, end)
        if isinstance(written, _WrittenCodes):
            codes = written.codes and self._file.get(written.codes, begin, end)
            return Coded(np.zeros(end - begin, dtype=np.int8) if codes is None else codes, texts.distinct())
        ends = self._file.get(written.ends, begin, end + 1)
        text = self._file.get(written.text, int(ends[0]), int(ends[-1])).tobytes()
        ends = ends - ends[0]
        cells = zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
        return Coded.of_list([text[start:stop].decode("utf-8", "surrogatepass") for start, stop in cells])


class _Waiting:
    """Blocks that are to be written as one."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.count = 0
        self.least = 0
        self.most = -1

    def add(self, block: Block) -> None:
        """Add a block."""
        number = block[1]
        if len(number):
            least, most = int(number.min()), int(number.max())
            self.least = min(self.least, least) if self.count else least
            self.most = max(self.most, most)
            self.count += len(number)
        self.blocks.append(block)


class _WrittenCodes(NamedTuple):
    """Positions of texts that are in memory."""

    codes: Written | None
    """None where all rows have the first text."""


class _WrittenTexts(NamedTuple):
    """Texts in the file."""

    ends: Written
    """Where the text of each row begins, and at last where the last one ends."""
    text: Written


_Written = Written | _WrittenCodes | _WrittenTexts


class _Block(NamedTuple):
    """Rows in the file, sorted by their numbers without the last bits, or as they came."""

    least: int
    """The least number. They are written as what they are above it."""
    most: int
    rows: int
    shift: int
    """How many bits of that do not count for the order."""
    begins: npt.NDArray[np.int32] | None
    """Where the rows of each number without these bits begin, and at last how many rows there are; None if unsorted."""
    number: Written
    columns: Mapping[str, _Written]

    def between(self, first: int, last: int) -> tuple[int, int]:
        """Return where the rows begin and end among which those from one number to below another are."""
        if last <= max(first, self.least) or self.most < first:
            return 0, 0
        if self.begins is None:
            return 0, self.rows
        begin = max(first - self.least, 0) >> self.shift
        end = min(-(-(last - self.least) >> self.shift), len(self.begins) - 1)
        return int(self.begins[begin]), int(self.begins[end])


class _Piece(NamedTuple):
    """Some rows of a block."""

    block: _Block
    begin: int
    end: int
    there: Ints | None
    """Positions of the rows among those from `begin` to `end`; None for all of them."""


def _sorted(number: Array, most: int) -> tuple[int, npt.NDArray[np.int32], Ints | None]:
    """Return how to sort numbers up to `most`: by how many bits less, where these begin, and the order, if need be."""
    shift = max(0, most.bit_length() - _BITS)
    bucket = (number >> shift).astype(np.uint16)
    order = None if (bucket[1:] >= bucket[:-1]).all() else np.argsort(bucket, kind="stable")
    return shift, np.append(0, np.cumsum(np.bincount(bucket))).astype(np.int32), order


def _between(number: Numbers, first: int, last: int) -> Ints | None:
    """Return the positions of the numbers from `first` to below `last`, None where that is all of them."""
    there = (number >= first) & (number < last)
    return None if there.all() else np.flatnonzero(there)


def _ordered(array: Array, order: Ints | None) -> Array:
    return array if order is None else array.take(order)


def together(parts: Sequence[Column]) -> Column:
    """Return the rows of a column below each other: numbers if all of them are, else texts as in a file."""
    if not parts:
        return Coded.full(0, "")
    if len(parts) == 1:
        return parts[0]
    arrays = [part for part in parts if not isinstance(part, Coded)]
    return np.concatenate(arrays) if len(arrays) == len(parts) else below_each_other(parts, cell_text)

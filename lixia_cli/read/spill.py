"""Rows in any order, more than fit into memory → those of some numbers at a time, by a file in between."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from lixia_cli.files.replace import write_all, writing
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
Block = tuple[Mapping[str, Column], Ints]
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

    def __init__(self) -> None:
        self._file = _File()
        self._blocks: list[_Block] = []
        self._texts: dict[str, TextNumbers] = {}
        """Of every column, also of those that have none."""
        self.counts: Ints = np.zeros(0, dtype=np.int64)
        """How many rows have each number."""

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
        waiting: list[Block] = []
        count = 0
        for block in blocks:
            waiting.append(block)
            count += len(block[1])
            if count >= _AT_ONCE:
                self._write(waiting)
                waiting, count = [], 0
        if waiting:
            self._write(waiting)

    def _write(self, blocks: Sequence[Block]) -> None:
        """Write blocks as one, sorted as far as needed to find the rows with some numbers."""
        for name in blocks[0][0]:
            self._texts.setdefault(name, TextNumbers(_MOST_TEXTS))
        number = np.concatenate([number for _, number in blocks])
        if not len(number):
            return
        least, most = int(number.min()), int(number.max())
        self.counts = np.append(self.counts, np.zeros(max(0, most + 1 - len(self.counts)), dtype=np.int64))
        number = narrow(number - least, most - least + 1)
        self.counts[least : most + 1] += np.bincount(number)
        shift = max(0, (most - least).bit_length() - _BITS)
        bucket = (number >> shift).astype(np.uint16)
        order = None if (bucket[1:] >= bucket[:-1]).all() else np.argsort(bucket, kind="stable")
        begins = np.append(0, np.cumsum(np.bincount(bucket))).astype(np.int32)
        written = self._file.put(_ordered(number, order))
        columns = {
            name: self._written(texts, [columns[name] for columns, _ in blocks], order)
            for name, texts in self._texts.items()
        }
        self._blocks.append(_Block(least, shift, begins, written, columns))

    def _written(self, texts: TextNumbers, parts: Sequence[Column], order: Ints | None) -> _Written:
        """Write a column."""
        arrays = [part for part in parts if not isinstance(part, Coded)]
        if len(arrays) == len(parts):
            return self._file.put(_ordered(np.concatenate(arrays), order))
        of_texts = [part if isinstance(part, Coded) else Coded.of_list([*map(cell_text, part)]) for part in parts]
        codes = texts.codes(*of_texts)
        if codes is not None:
            several = len(texts) > 1
            return _WrittenCodes(self._file.put(_ordered(codes, order)) if several else None)
        column = below_each_other(of_texts, cell_text)
        assert isinstance(column, Coded)
        encoded = [text.encode("utf-8", "surrogatepass") for text in _ordered(column.texts(), order).tolist()]
        ends = np.cumsum([0, *map(len, encoded)])
        return _WrittenTexts(self._file.put(ends), self._file.put(np.frombuffer(b"".join(encoded), dtype=np.uint8)))

    def rows(self, first: int, last: int) -> tuple[dict[str, Column], Ints]:
        """Return the rows with numbers from `first` to below `last`, and their numbers; see the class."""
        numbers: list[Ints] = [np.zeros(0, dtype=np.int64)]
        columns: dict[str, list[Column]] = {name: [] for name in self._texts}
        for block in self._blocks:
            begin, end = block.rows(first, last)
            if begin == end:
                continue
            number = self._file.get(block.number, begin, end).astype(np.int64) + block.least
            there = (number >= first) & (number < last)
            numbers.append(number if there.all() else number[there])
            for name, written in block.columns.items():
                column = self._read(self._texts[name], written, begin, end)
                columns[name].append(column if there.all() else column[there])
        return {name: together(parts) for name, parts in columns.items()}, np.concatenate(numbers)

    def _read(self, texts: TextNumbers, written: _Written, begin: int, end: int) -> Column:
        """Read some rows of a column."""
        if isinstance(written, _WrittenArray):
            return self._file.get(written, begin, end)
        if isinstance(written, _WrittenCodes):
            codes = written.codes and self._file.get(written.codes, begin, end)
            return Coded(np.zeros(end - begin, dtype=np.int8) if codes is None else codes, texts.distinct())
        ends = self._file.get(written.ends, begin, end + 1)
        text = self._file.get(written.text, int(ends[0]), int(ends[-1])).tobytes()
        ends = ends - ends[0]
        cells = zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
        return Coded.of_list([text[start:stop].decode("utf-8", "surrogatepass") for start, stop in cells])


class _WrittenArray(NamedTuple):
    """An array in the file."""

    begin: int
    dtype: np.dtype[Any]


class _WrittenCodes(NamedTuple):
    """Positions of texts that are in memory."""

    codes: _WrittenArray | None
    """None where all rows have the first text."""


class _WrittenTexts(NamedTuple):
    """Texts in the file."""

    ends: _WrittenArray
    """Where the text of each row begins, and at last where the last one ends."""
    text: _WrittenArray


_Written = _WrittenArray | _WrittenCodes | _WrittenTexts


class _Block(NamedTuple):
    """Rows in the file, sorted by their numbers without the last bits."""

    least: int
    """The least number. They are written as what they are above it."""
    shift: int
    """How many bits of that do not count for the order."""
    begins: npt.NDArray[np.int32]
    """Where the rows of each number without these bits begin, and at last how many rows there are."""
    number: _WrittenArray
    columns: Mapping[str, _Written]

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """Return where the rows begin and end among which those from one number to below another are."""
        most = len(self.begins) - 1
        begin = min(max(first - self.least, 0) >> self.shift, most)
        end = min(-(-max(last - self.least, 0) >> self.shift), most)
        return int(self.begins[begin]), int(self.begins[max(begin, end)])


class _File:
    """A temporary file of arrays."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="lixia-", buffering=0)  # noqa: SIM115, closed by the owner
        self._end = 0
        self.close = self._file.close

    def put(self, array: npt.NDArray[Any]) -> _WrittenArray:
        """Write an array. Raises UnwrittenError if that can't be done."""
        written = _WrittenArray(self._end, array.dtype)
        if array.nbytes:
            self._file.seek(self._end)
            with writing(tempfile.gettempdir()):
                write_all(self._file.write, [array.view(np.uint8).data])
        self._end += array.nbytes
        return written

    def get(self, written: _WrittenArray, begin: int, end: int) -> npt.NDArray[Any]:
        """Read some elements of an array."""
        array = np.empty(end - begin, dtype=written.dtype)
        rest = array.view(np.uint8).data
        self._file.seek(written.begin + begin * written.dtype.itemsize)
        while rest:
            count = self._file.readinto(rest)
            if not count:
                raise OSError(errno.EIO, os.strerror(errno.EIO), tempfile.gettempdir())
            rest = rest[count:]
        return array


def _ordered(array: npt.NDArray[Any], order: Ints | None) -> npt.NDArray[Any]:
    return array if order is None else array.take(order)


def together(parts: Sequence[Column]) -> Column:
    """Return the rows of a column below each other: numbers if all of them are, else texts as in a file."""
    if not parts:
        return Coded.full(0, "")
    if len(parts) == 1:
        return parts[0]
    arrays = [part for part in parts if not isinstance(part, Coded)]
    return np.concatenate(arrays) if len(arrays) == len(parts) else below_each_other(parts, cell_text)

"""Rows in any order → those of the targets of a part, by the places of the targets that they go with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded, Codes
from lixia_cli.model.table import Table
from lixia_cli.read.parts.places import Places, Placing
from lixia_cli.read.parts.text_numbers import TextNumbers
from lixia_cli.read.parts.words import Words
from lixia_cli.read.spill import Block, Spill, together

_MOST = 50_000_000
"""Up to so many pairs of a key and a region there is a table of all of them."""
_AT_ONCE = 1_000_000
"""About so many rows without a target are moved at a time."""


class RowsByPlace:
    """The rows of a source, in a file in between: `fill` it once, and then get the rows of some places."""

    def __init__(self, spill: Spill, placing: Placing, words: Words) -> None:
        """Take an empty file, what finds the places of targets, and what texts of the source are read as."""
        self._spill = spill
        self._placing = placing
        self._series = _Series(placing.places, words)
        self._targets = len(placing.places.order)
        self._places: Ints = np.zeros(0, dtype=np.int64)
        """The place of the rows with each number of a series."""

    def fill(self, blocks: Iterable[Table]) -> None:
        """Write rows, in blocks of any size with the same columns. Raises UnwrittenError if they can't be written."""
        self._spill.fill(self._with_numbers(blocks))
        key, region, number = self._series.known()
        self._places = np.arange(self._series.count)
        strange = np.flatnonzero(number >= self._targets)
        if len(strange):
            # Their order is known only now: they are written once more, by their places.
            self._places[number[strange]] = self._placing(key[strange], region[strange])
            self._spill.fill(self._moved(self._spill.counts.copy()))

    def _with_numbers(self, blocks: Iterable[Table]) -> Iterator[Block]:
        for block in blocks:
            key, region = (block.texts(name) if name in block else Coded.full(len(block), "") for name in _NAMES)
            yield {name: block[name] for name in block}, self._series.numbers(key, region)

    def _moved(self, counts: Ints) -> Iterator[Block]:
        """Yield the rows without a target, under numbers that are behind all others as far as their places say."""
        before = np.append(0, np.cumsum(counts[self._targets :]))
        begin = 0
        while begin < len(before) - 1:
            fits = int(np.searchsorted(before, before[begin] + _AT_ONCE, "right")) - 1
            end = max(fits, begin + 1)
            columns, number = self._spill.rows(self._targets + begin, self._targets + end)
            yield columns, self._places[number] + (self._series.count - self._targets)
            begin = end

    @property
    def regions(self) -> Coded:
        """Return the regions of the rows as they are read, each at least once."""
        return self._series.known()[1]

    @property
    def counts(self) -> Ints:
        """Return how many rows belong to each place from 0 on."""
        return np.append(self._spill.counts[: self._targets], self._spill.counts[self._series.count :])

    def rows(self, first: int, last: int) -> Table:
        """Return the rows of the places from `first` to below `last`: those of one series in the order they came in."""
        moved = self._series.count - self._targets
        ranges = (first, min(last, self._targets)), (max(first, self._targets) + moved, last + moved)
        found = [self._spill.rows(*of) for of in ranges]
        found = [of for of in found if len(of[1])] or found[:1]
        columns = {name: together([of[name] for of, _ in found]) for name in found[0][0]}
        return Table(columns, sum(len(number) for _, number in found))

    def place(self, keys: Coded, regions: Coded) -> Ints:
        """Return the places of rows with these keys and regions, as they are in the source."""
        return self._places.take(self._series.numbers(keys, regions))


_NAMES = ("key", "region")


class _Series:
    """The series of rows, each with a number: the place of its target, or where there is none one behind all places."""

    def __init__(self, places: Places, words: Words) -> None:
        self._places = places
        self._keys = _Texts(lambda text: words.read_as("key", text.strip()), places.key)
        self._regions = _Texts(lambda text: words.read_as("region", text.strip()), places.region)
        self.count = len(places.order)
        """All numbers are below."""
        self._known: list[Ints] = []
        """Of series that were found together: positions of their keys, of their regions, and their numbers."""
        self._table = np.full((1, 1), -1, dtype=np.int32)
        """The numbers by the positions of keys and regions, until these are too many; -1 where there is none."""
        self._sorted: Ints = np.zeros((2, 0), dtype=np.int64)
        """From then on the pairs of positions, as one number and in order, and the numbers."""

    def known(self) -> tuple[Coded, Coded, Ints]:
        """Return the keys and regions of all series, as they are read, and the numbers."""
        every = np.concatenate([np.zeros((3, 0), dtype=np.int64), *self._known], axis=1)
        key, region = self._keys.column(every[0]), self._regions.column(every[1])
        return key, region, every[2]

    def numbers(self, key: Coded, region: Coded) -> npt.NDArray[np.signedinteger]:
        """Return the number of the series of each row, by keys and regions as they are in the source."""
        keys, regions = self._keys.codes(key), self._regions.codes(region)
        if len(self._keys.numbers) * len(self._regions.numbers) > _MOST:
            return self._by_order(keys, regions)
        self._make_room()
        width = self._table.shape[1]
        pairs = keys.astype(np.int32) * np.int32(width) + regions
        numbers = self._table.reshape(-1).take(pairs)
        if numbers.min(initial=0) < 0:
            new = np.unique(pairs[numbers < 0])
            self._table.reshape(-1)[new] = self._added(new // width, new % width)
            numbers = self._table.reshape(-1).take(pairs)
        return numbers

    def _make_room(self) -> None:
        """Make the table at least as large as needed, twice as large as before."""
        rows, width = self._table.shape
        while rows < len(self._keys.numbers):
            rows *= 2
        while width < len(self._regions.numbers):
            width *= 2
        if (rows, width) != self._table.shape:
            before = self._table
            self._table = np.full((rows, width), -1, dtype=np.int32)
            self._table[: before.shape[0], : before.shape[1]] = before

    def _by_order(self, keys: Ints, regions: Ints) -> Ints:
        """Return the numbers of series of which there may be too many for a table."""
        if not self._sorted.shape[1] and self._known:
            every = np.concatenate(self._known, axis=1)
            self._sorted = _in_order(every[0] * _LARGEST + every[1], every[2])
        pairs, rows = np.unique(keys.astype(np.int64) * _LARGEST + regions, return_inverse=True)
        new = pairs[~np.isin(pairs, self._sorted[0])]
        if len(new):
            number = self._added(new // _LARGEST, new % _LARGEST)
            self._sorted = _in_order(np.append(self._sorted[0], new), np.append(self._sorted[1], number))
        numbers: Ints = self._sorted[1][np.searchsorted(self._sorted[0], pairs)][rows]
        return numbers

    def _added(self, key: Ints, region: Ints) -> Ints:
        """Return the numbers of new series, of keys and regions at these positions."""
        number = self._places.of_numbers(self._keys.numbers[key], self._regions.numbers[region])
        strange = np.flatnonzero(number == len(self._places.order))
        number[strange] = np.arange(self.count, self.count + len(strange))
        self.count += len(strange)
        self._known.append(np.stack([key, region, number]))
        return number


_LARGEST = 2**31
"""There are fewer keys and regions."""


def _in_order(pairs: Ints, numbers: Ints) -> Ints:
    order = np.argsort(pairs)
    return np.stack([pairs[order], numbers[order]])


class _Texts:
    """The texts of a column of all blocks, and the number that the targets have for each."""

    def __init__(self, read_as: Callable[[str], str], number: Callable[[str], int]) -> None:
        self._read_as = read_as
        self._number = number
        self._texts = TextNumbers()
        self._read: list[str] = []
        self.numbers: Ints = np.zeros(0, dtype=np.int64)

    def codes(self, column: Coded) -> Codes:
        """Return the position of the text in each row of a block."""
        codes = self._texts.codes(column)
        assert codes is not None, "there is no limit"
        more = [self._read_as(text) for text in self._texts.distinct()[len(self._read) :].tolist()]
        if more:
            self._read += more
            self.numbers = np.append(self.numbers, [self._number(text) for text in more])
        return codes

    def column(self, codes: Ints) -> Coded:
        """Return the texts at some positions, as they are read."""
        return Coded(np.arange(len(self._read)), self._texts.distinct()).replaced(self._read)[codes]

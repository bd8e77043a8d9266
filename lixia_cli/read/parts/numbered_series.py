"""Keys and regions of rows that come in blocks → numbers of their series: the places of their targets."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.coded import Coded, Codes
from lixia_cli.read.parts.places import Places, Placing
from lixia_cli.read.parts.text_numbers import TextNumbers
from lixia_cli.read.parts.words import Words
from lixia_cli.text.comparison import comparable

_MOST = 50_000_000
"""Up to so many pairs of a key and a region there is a table of all of them."""
_FEW = 4
"""Pairs of texts that are so many times fewer than rows are looked up instead of them."""
_LARGEST = 2**31
"""There are fewer keys and regions."""
_NEW = -1
"""In place of a number: the series is not known yet."""
Numbers = npt.NDArray[np.signedinteger]


class NumberedSeries:
    """The series of rows, each with two numbers.

    The first is the place of the target; where there is none it is behind all places: as `placing` says, or another
    number for each series. The second is 0 for the first series with that number, 1 for the next one.
    """

    def __init__(self, places: Places, words: Words, placing: Placing | None = None) -> None:
        self._places = places
        self._placing = placing
        self._keys = _Texts(lambda text: words.read_as("key", text.strip()), places.key)
        self._regions = _Texts(lambda text: words.read_as("region", text.strip()), places.region)
        self.count = len(places.order)
        """All first numbers are below."""
        self._found: list[Ints] = [np.zeros((4, 0), dtype=np.int64)]
        """Of series that were found together: positions of their keys and of their regions, and both numbers."""
        self._of_number: Ints = np.zeros(len(places.order), dtype=np.int64)
        """How many series have each first number; numbers behind all places may be missing."""
        self._table = np.full((1, 1), _NEW, dtype=np.int32)
        """By positions of keys and regions, until these are too many, the first number; where the second one is not 0,
        as in few plans, the position among `known` below `_NEW`."""
        self._sorted: Ints = np.zeros((2, 0), dtype=np.int64)
        """From then on the pairs of positions, as one number and in order, and the same numbers."""

    def known(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Return the positions of the keys and regions of all series, and both numbers."""
        key, region, first, second = self._known().copy()
        return key, region, first, second

    def _known(self) -> Ints:
        self._found = [np.concatenate(self._found, axis=1)]
        return self._found[0]

    def as_read(self, key: Ints, region: Ints) -> tuple[Coded, Coded]:
        """Return the keys and regions at some positions, as they are read."""
        return self._keys.as_read(key), self._regions.as_read(region)

    def as_written(self, key: Ints, region: Ints) -> tuple[Coded, Coded]:
        """Return the keys and regions at some positions, as they are in the source."""
        return self._keys.as_written(key), self._regions.as_written(region)

    def numbers(self, key: Coded, region: Coded) -> tuple[Numbers, Numbers]:
        """Return both numbers of the series of each row, by keys and regions as they are in the source."""
        rows = None
        if len(key.distinct) * len(region.distinct) * _FEW <= len(key):
            key, region, rows = _pairs(key, region)
        keys, regions = self._keys.codes(key), self._regions.codes(region)
        is_small = len(self._keys.numbers) * len(self._regions.numbers) <= _MOST
        first = (self._by_table if is_small else self._by_order)(keys, regions, rows)
        second: Numbers = np.zeros(len(first), dtype=np.int8)
        if first.min(initial=0) < 0:
            others = np.flatnonzero(first < 0)
            second = second.astype(np.int32)
            first[others], second[others] = self._known()[2:, _NEW - 1 - first[others]]
        return first, second

    def _by_table(self, keys: Codes, regions: Codes, rows: Codes | None) -> Numbers:
        """Return what the table has for each pair; or where `rows` says which pair each row has, for each row."""
        self._make_room()
        width = self._table.shape[1]
        table = self._table.reshape(-1)
        pairs = np.multiply(keys, width, dtype=np.int32)
        np.add(pairs, regions, out=pairs)

        def of_rows() -> Numbers:
            numbers = table.take(pairs)
            return numbers if rows is None else numbers.take(rows)

        found = of_rows()
        is_new = found == _NEW
        if is_new.any():
            new = _distinct(pairs[is_new]) if rows is None else np.sort(pairs[_distinct(rows[is_new])])
            table[new] = self._added(new // width, new % width)
            found = of_rows()
        return found

    def _make_room(self) -> None:
        """Make the table at least as large as needed, twice as large as before."""
        rows, width = self._table.shape
        while rows < len(self._keys.numbers):
            rows *= 2
        while width < len(self._regions.numbers):
            width *= 2
        if (rows, width) != self._table.shape:
            before = self._table
            self._table = np.full((rows, width), _NEW, dtype=np.int32)
            self._table[: before.shape[0], : before.shape[1]] = before

    def _by_order(self, keys: Codes, regions: Codes, rows: Codes | None) -> Numbers:
        """Return the same where there may be too many pairs for a table."""
        if not self._sorted.shape[1]:
            key, region, first, second = self._known()
            self._sorted = _in_order(key * _LARGEST + region, _stored(first, second, 0))
        of_rows = keys.astype(np.int64) * _LARGEST + regions
        pairs, place = np.unique(of_rows if rows is None else of_rows.take(rows), return_inverse=True)
        new = pairs[~np.isin(pairs, self._sorted[0])]
        if len(new):
            added = self._added(new // _LARGEST, new % _LARGEST)
            self._sorted = _in_order(np.append(self._sorted[0], new), np.append(self._sorted[1], added))
        numbers: Numbers = self._sorted[1].astype(np.int32)[np.searchsorted(self._sorted[0], pairs)][place]
        return numbers

    def _added(self, key: Ints, region: Ints) -> Ints:
        """Return what the table is to have for new series, of keys and regions at these positions."""
        first = self._places.of_numbers(self._keys.numbers[key], self._regions.numbers[region])
        strange = np.flatnonzero(first == len(self._places.order))
        if self._placing is None:
            first[strange] = np.arange(self.count, self.count + len(strange))
        elif len(strange):
            forms = self._regions.forms(region[strange]), self._keys.forms(key[strange])
            first[strange] = self._placing.behind(*forms)
        self.count = max(self.count, int(first.max(initial=-1)) + 1)
        if self.count > len(self._of_number):
            more = np.zeros(max(self.count, 2 * len(self._of_number)) - len(self._of_number), dtype=np.int64)
            self._of_number = np.append(self._of_number, more)
        second = nth_of_each(first) + self._of_number[first]
        np.add.at(self._of_number, first, 1)
        before = sum(found.shape[1] for found in self._found)
        self._found.append(np.stack([key, region, first, second]))
        return _stored(first, second, before)


def _pairs(first: Coded, second: Coded) -> tuple[Coded, Coded, Codes]:
    """Return all pairs of the texts of two columns, as two columns, and the position among them of that of each row."""
    count = len(second.distinct)
    every = np.arange(len(first.distinct) * count, dtype=np.int32)
    rows = second.codes
    if len(first.distinct) > 1:
        rows = np.multiply(first.codes, count, dtype=np.int32)
        rows += second.codes
    return Coded(every // count, first.distinct), Coded(every % count, second.distinct), rows


def _distinct(numbers: Numbers) -> Ints:
    """Return each of some numbers once, in order; in a fifth of the time of `numpy.unique` where they are near."""
    least = int(numbers.min())
    there = np.zeros(int(numbers.max()) - least + 1, dtype=np.bool_)
    there[numbers - least] = True
    return np.flatnonzero(there) + least


def nth_of_each(numbers: Ints) -> Ints:
    """Return for each number how many equal ones stand before it.

    >>> nth_of_each(np.array([7, 3, 7, 7])).tolist()
    [0, 0, 1, 2]
    """
    order = np.argsort(numbers, kind="stable")
    in_order = numbers[order]
    nth = np.empty(len(numbers), dtype=np.int64)
    nth[order] = np.arange(len(numbers)) - np.searchsorted(in_order, in_order)
    return nth


def _stored(first: Ints, second: Ints, before: int) -> Ints:
    """Return what a table has for series, of which so many were known before."""
    return np.where(second == 0, first, _NEW - 1 - before - np.arange(len(first)))


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
        self._forms: list[str] = []
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

    def forms(self, codes: Ints) -> Texts:
        """Return the comparable forms of the texts at some positions."""
        self._forms += [comparable(text) for text in self._read[len(self._forms) :]]
        return np.array([*map(self._forms.__getitem__, codes.tolist()), None], dtype=object)[:-1]

    def as_written(self, codes: Ints) -> Coded:
        """Return the texts at some positions."""
        return Coded(codes, self._texts.distinct())

    def as_read(self, codes: Ints) -> Coded:
        """Return what they are read as."""
        return self.as_written(codes).replaced(self._read)

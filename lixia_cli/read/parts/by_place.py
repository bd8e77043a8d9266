"""Rows in any order → those of the targets of a part, by the places of the targets that they go with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded, narrow
from lixia_cli.model.table import Table
from lixia_cli.read.parts.numbered_series import NumberedSeries, Numbers, nth_of_each
from lixia_cli.read.parts.ordered import ordered
from lixia_cli.read.parts.places import Places, Placing
from lixia_cli.read.parts.words import Words
from lixia_cli.read.spill import Block, Spill, together

_AT_ONCE = 1_000_000
"""About so many rows without a target are moved at a time."""
_SERIES = ("key", "region")
_NTH = ""
"""The column, beside those of the source, that tells series with one target apart; in nearly all plans it is 0."""


class RowsByPlace:
    """The rows of a source, in a file in between: `fill` it once, and then get the rows of some places.

    Keys and regions are not in the file: the number of its series says which ones a row has.
    """

    def __init__(self, spill: Spill, placing: Placing, words: Words, as_they_come: bool = False) -> None:
        """Take an empty file, what finds the places of targets, and what texts of the source are read as.

        The places of rows without a target are in the order of their names, or of the rows if `as_they_come`.
        """
        self._as_they_come = as_they_come
        self._spill = spill
        self._placing = placing
        self._found = NumberedSeries(placing.places, words, placing if as_they_come else None)
        self._targets = len(placing.places.order)
        self._names: list[str] = []
        """The columns of the source."""
        self._behind = 0
        """How much further behind than their places the numbers of rows without a target are."""
        self._number, self._rank = np.zeros((2, 0), dtype=np.int64)
        """The first numbers of all series, in their order, and the place in it of the nth series of each number."""
        self._written: list[Coded] = []
        """Their keys and regions, as they are in the source."""

    def fill(self, blocks: Iterable[Table]) -> None:
        """Write rows, in blocks of any size with the same columns. Raises UnwrittenError if they can't be written."""
        self._spill.fill(self._with_numbers(blocks))
        key, region, number, nth = self._found.known()
        strange = np.flatnonzero(number >= self._targets)
        if len(strange) and not self._as_they_come:
            # Their order is known only now: they are written once more, by their places.
            self._behind = self._found.count - self._targets
            place = self._placing(*(texts[strange] for texts in self._found.as_read(key, region)))
            moved, nth_moved = np.zeros((2, self._found.count), dtype=np.int32)
            moved[number[strange]], nth_moved[number[strange]] = place + self._behind, nth_of_each(place)
            self._spill.fill(self._moved(moved, nth_moved, self._spill.counts.copy()))
            number[strange], nth[strange] = moved[number[strange]], nth_moved[number[strange]]
        written = self._found.as_written(key, region)
        order = np.argsort(number, kind="stable")
        if nth.any():
            order = np.lexsort([*(texts.ranks() for texts in reversed(written)), number])
        self._number = number[order]
        self._written = [texts[order] for texts in written]
        self._rank = np.lexsort([nth[order], self._number]) if nth.any() else np.arange(len(order))

    def _with_numbers(self, blocks: Iterable[Table]) -> Iterator[Block]:
        for block in blocks:
            self._names = list(block)
            key, region = (block.texts(name) if name in block else Coded.full(len(block), "") for name in _SERIES)
            number, nth = self._found.numbers(key, region)
            yield {_NTH: nth, **{name: block[name] for name in block if name not in _SERIES}}, number

    def _moved(self, number: Numbers, nth: Numbers, counts: Ints) -> Iterator[Block]:
        """Yield the rows without a target, under other numbers, which are behind those under which they were."""
        before = np.append(0, np.cumsum(counts[self._targets :]))
        begin = 0
        while begin < len(before) - 1:
            fits = int(np.searchsorted(before, before[begin] + _AT_ONCE, "right")) - 1
            end = max(fits, begin + 1)
            columns, before_moved = self._spill.rows(self._targets + begin, self._targets + end)
            yield {**columns, _NTH: nth.take(before_moved)}, number.take(before_moved)
            begin = end

    @property
    def regions(self) -> Coded:
        """Return the regions of the rows as they are read, each at least once."""
        key, region, *_ = self._found.known()
        return self._found.as_read(key, region)[1]

    @property
    def counts(self) -> Ints:
        """Return how many rows belong to each place from 0 on."""
        return np.append(self._spill.counts[: self._targets], self._spill.counts[self._targets + self._behind :])

    def rows(self, first: int, last: int, in_order: bool = False) -> Table:
        """Return the rows of the places from `first` to below `last`.

        They are in the order of places, and those of each place as they came; or `in_order` of places, keys, regions,
        periods, and all other cells.
        """
        ranges = (first, min(last, self._targets)), (max(first, self._targets) + self._behind, last + self._behind)
        found = [self._between(*of, in_order) for of in ranges]
        found = [of for of in found if len(of)] or found[:1]
        return Table({name: together([of[name] for of in found]) for name in found[0]}, sum(map(len, found)))

    def _between(self, first: int, last: int, in_order: bool) -> Table:
        """Return the rows with some numbers."""
        columns, number = self._spill.rows(first, last)
        if not len(number):
            return Table({name: columns.get(name, Coded.full(0, "")) for name in self._names}, 0)
        begin, end = np.searchsorted(self._number, [first, last]).tolist()
        series = number - np.int32(first)
        if not np.array_equal(self._number[begin:end], np.arange(first, last)):  # not each has one series
            series = np.searchsorted(self._number[begin:end], np.arange(first, last)).astype(np.int32).take(series)
        nth = columns.pop(_NTH)
        assert not isinstance(nth, Coded)
        if nth.any():
            series += nth
            series = (self._rank[begin:end] - begin).astype(np.int32).take(series)
        if in_order:
            period = columns.pop("period", None)
            texts = period if isinstance(period, Coded) else Coded.full(len(number), "")
            counts, texts, others = ordered(series, end - begin, texts, columns)
            columns = {**others, "period": texts}
        elif (number[1:] < number[:-1]).any():
            order = np.argsort(narrow(number - first, last - first), kind="stable")
            series, columns = series.take(order), {name: column.take(order) for name, column in columns.items()}
        for name, of_series in zip(_SERIES, self._written, strict=True):
            codes = narrow(of_series.codes[begin:end], len(of_series.distinct))
            columns[name] = Coded(np.repeat(codes, counts) if in_order else codes.take(series), of_series.distinct)
        return Table({name: columns[name] for name in self._names}, len(number))


def all_in_order(blocks: Iterable[Table], names: Iterable[str], places: Places, words: Words) -> Table:
    """Return the rows of blocks with these columns, which fit into memory, ordered as `RowsByPlace.rows` can be."""
    with Spill(len(places.order), in_memory=True) as spill:
        rows = RowsByPlace(spill, Placing(places), words)
        rows.fill(blocks)
        ends = [len(rows.counts)]
        if spill.in_order:  # some rows at a time are ordered in half the time, within what a processor has at hand
            before = np.cumsum(rows.counts)
            steps = np.arange(_AT_ONCE, int(before[-1]) if len(before) else 0, _AT_ONCE)
            ends = [*np.unique(np.searchsorted(before, steps) + 1).tolist(), *ends]
        found = [rows.rows(first, last, in_order=True) for first, last in pairwise([0, *ends])]
        found = [of for of in found if len(of)] or [Table({name: Coded.full(0, "") for name in names}, 0)]
        return Table({name: together([of[name] for of in found]) for name in found[0]}, sum(map(len, found)))

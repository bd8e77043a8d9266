"""The series of a table, its keys and regions: how many rows each has, and which one a row is of."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lixia_cli.files.problems import InputError
from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.coded import Coded
from lixia_cli.read.engine.batches import texts_of
from lixia_cli.read.engine.rows import Chosen
from lixia_cli.read.parts.places import Placing
from lixia_cli.text.messages import Message

_MOST = 50_000_000
"""Up to so many pairs of a key and a region there is a table of all of them."""


class SeriesOfTable(NamedTuple):
    """The keys and regions of the rows that are needed."""

    places: OfSeries
    """Finds the place of the target that a row belongs to."""
    regions: Coded
    """As they are read."""
    counts: Ints
    """How many rows belong to each place."""

    @classmethod
    def of(cls, chosen: Chosen, placing: Placing, refused: Callable[[Message], InputError]) -> SeriesOfTable:
        """Have the engine count them. Raises what `refused` makes of the reason why they can't be told apart."""
        table = chosen.selected.table
        names = [name for name in ("key", "region") if name in table.columns]
        if any(not (table[name].type().is_string() or table[name].type().is_integer()) for name in names):
            raise refused(Message("keys and regions are neither texts nor whole numbers"))
        found = table.group_by(names).aggregate(count=table.count()).to_pyarrow()
        if any(found[name].null_count and not table[name].type().is_string() for name in names):
            raise refused(Message("some rows have no key or no region"))
        texts = {name: texts_of(found[name]) for name in names}
        nothing = Coded.full(found.num_rows, "")
        written = texts.get("key", nothing), texts.get("region", nothing)
        key, region = chosen.words.column("key", written[0]), chosen.words.column("region", written[1])
        place = placing(key, region)
        counts = np.bincount(place, found["count"].to_numpy()).astype(np.int64)
        return cls(OfSeries(*written, place), region, counts)


class OfSeries:
    """Finds numbers by key and region, as these are in the table."""

    def __init__(self, keys: Coded, regions: Coded, values: Ints) -> None:
        self._columns = _Numbers(keys.distinct), _Numbers(regions.distinct)
        self._regions = len(regions.distinct)
        numbers = keys.codes.astype(np.int64) * self._regions + regions.codes
        every = len(keys.distinct) * self._regions
        self._pairs = None if every <= _MOST else np.sort(numbers)
        if self._pairs is None:
            self._values = np.full(every, -1, dtype=values.dtype)
            self._values[numbers] = values
        else:
            self._values = values[np.argsort(numbers)]

    def __call__(self, keys: Coded, regions: Coded) -> Ints:
        """Return the number for each row. Raises RuntimeError for a series that is new."""
        key, region = (numbers(column) for numbers, column in zip(self._columns, (keys, regions), strict=True))
        pair = key * self._regions + region
        known = (key >= 0) & (region >= 0)
        if self._pairs is not None:
            place = np.minimum(np.searchsorted(self._pairs, pair), len(self._pairs) - 1)
            known &= self._pairs[place] == pair
            pair = place
        found = np.where(known, self._values[np.where(known, pair, 0)], -1)
        if (found < 0).any():
            raise RuntimeError("the table has changed meanwhile")
        return found


class _Numbers:
    """The positions of texts among some of them."""

    def __init__(self, texts: Texts) -> None:
        self._of_text = {text: number for number, text in enumerate(texts.tolist())}
        self._asked: Texts | None = None
        self._answers = np.empty(0, dtype=np.int64)

    def __call__(self, column: Coded) -> Ints:
        """Return the position of the text of each row, -1 where it is none of them."""
        if self._asked is not column.distinct:  # batches have their texts in common, if the engine numbers them
            self._asked = column.distinct
            self._answers = np.array([self._of_text.get(text, -1) for text in column.distinct.tolist()], dtype=np.int64)
        return self._answers[column.codes]

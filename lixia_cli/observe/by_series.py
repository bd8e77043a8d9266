"""Observations by series, a key and region: every target finds its own without a look at all of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Floats, Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import Groups, in_runs
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.model.table import Table

_MOST = 2**31
"""Numbers below it are whole numbers of 32 bits, which are sorted in half the memory."""


class BySeries:
    """The table of `check_actuals`, ordered once for any number of tables of targets."""

    def __init__(self, actuals: Table) -> None:
        self.actuals = actuals
        """The table itself."""
        first, second = (actuals.texts(name) for name in SERIES_ID)
        self._places = tuple(_Places(of) for of in (first, second))
        self._wide = len(first.distinct) * len(second.distinct) >= _MOST
        numbers = self._numbers(first.codes, second.codes)
        self._order = np.argsort(numbers, kind="stable").astype(np.int32 if len(numbers) < _MOST else np.int64)
        self._series = Groups(numbers[self._order])

    def _numbers(self, keys: npt.NDArray[np.integer], regions: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        """Return a number for each pair of places in `_places`."""
        numbers: npt.NDArray[np.integer] = keys.astype(np.int64 if self._wide else np.int32)
        numbers *= max(len(self._places[1]), 1)
        numbers += regions
        return numbers

    def rows(self, targets: Table) -> tuple[Ints, Ints]:
        """Return the positions, in both tables, of every pair of the same series, in the order of both."""
        if not len(self._series.number):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        codes = [places.of(targets.texts(name)) for name, places in zip(SERIES_ID, self._places, strict=True)]
        known = (codes[0] >= 0) & (codes[1] >= 0)
        wanted = self._numbers(*codes)
        place = np.minimum(np.searchsorted(self._series.number, wanted), len(self._series.number) - 1)
        known &= self._series.number.take(place) == wanted
        first = self._series.first.take(place)
        count = np.where(known, self._series.last.take(place) - first + 1, 0)
        return np.repeat(np.arange(len(count)), count), self._order.take(in_runs(first, count)).astype(np.int64)

    def floats(self, name: str, rows: Ints) -> Floats:
        """Return a column of numbers for some rows."""
        return np.asarray(self.actuals.some(name, rows), dtype=np.float64)

    def ints(self, name: str, rows: Ints) -> Ints:
        """Return a column of whole numbers for some rows."""
        return np.asarray(self.actuals.some(name, rows), dtype=np.int64)

    def texts(self, name: str, rows: Ints) -> Coded:
        """Return a column of texts for some rows."""
        return self.actuals.texts(name).take(rows)


class _Places:
    """The places of the texts of a column among its distinct ones."""

    def __init__(self, column: Coded) -> None:
        self._of_text = {text: place for place, text in enumerate(column.distinct.tolist())}
        self._asked: Coded | None = None
        self._answers: Ints = np.empty(0, dtype=np.int64)

    def __len__(self) -> int:
        return len(self._of_text)

    def of(self, column: Coded) -> Ints:
        """Return the place of the text in each row of another column, -1 where it has none."""
        # The blocks of a table have their texts in common.
        if self._asked is None or self._asked.distinct is not column.distinct:
            self._answers = np.array([self._of_text.get(text, -1) for text in column.distinct.tolist()], dtype=np.int64)
            self._asked = column
        return self._answers.take(column.codes)

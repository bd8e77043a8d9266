"""Group-by on plain arrays: the few reductions lixia needs, without the overhead of DataFrame.groupby."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Bools, Floats, Ints, Texts


def codes_of(*columns: Texts | Ints) -> Ints:
    """Return one number per row, equal for rows that agree in every column, numbered in order of appearance."""
    codes = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        own, distinct = pd.factorize(column)
        # Renumbered each time, so that the product stays below the number of rows times the number of values.
        codes = pd.factorize(codes * max(len(distinct), 1) + own)[0]
    return codes


def first_of(codes: Ints) -> Ints:
    """Return for every row the position of the first row with the same code."""
    first = np.unique(codes, return_index=True)[1]
    return np.asarray(first[codes], dtype=np.int64)


def per_distinct(texts: Texts, read: Callable[[str], object]) -> Texts:
    """Return `read` of every text, calling it once per distinct text."""
    codes, distinct = pd.factorize(texts)
    results = np.empty(len(distinct), dtype=object)
    results[:] = [read(str(text)) for text in distinct]
    return results[codes]


class Groups:
    """Runs of equal numbers in a sorted array, with reductions per run."""

    def __init__(self, numbers: Ints) -> None:
        changes = np.flatnonzero(numbers[1:] != numbers[:-1])
        self.last = np.append(changes, len(numbers) - 1) if len(numbers) else changes
        """Position of the last row of every run."""
        self.first = np.append(0, self.last[:-1] + 1) if len(numbers) else changes
        """Position of the first row of every run."""
        self.number = numbers[self.last]
        """The number of each run."""

    def sum(self, values: Floats) -> Floats:
        """Sum per run."""
        return np.add.reduceat(values, self.first) if len(self.first) else values[:0]

    def product(self, values: Floats) -> Floats:
        """Product per run, NaN where it is beyond all bounds."""
        with np.errstate(over="ignore"):
            products = np.multiply.reduceat(values, self.first) if len(self.first) else values[:0]
        return np.where(np.isinf(products), np.nan, products)

    def least(self, values: Floats) -> Floats:
        """Least value per run."""
        return np.minimum.reduceat(values, self.first) if len(self.first) else values[:0]

    def any(self, holds: Bools) -> Bools:
        """Return whether any element of the run is true."""
        return np.logical_or.reduceat(holds, self.first) if len(self.first) else holds[:0]

"""The distinct values of a column: what is made of a value is made once, and not in every row."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import codes_of, first_rows, numbers_of_rows
from lixia_cli.model.table import Column

Numbers = npt.NDArray[np.integer]
"""Whole numbers of any width."""
Value = TypeVar("Value")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Distinct(Generic[Value]):
    """A column as numbers and values."""

    codes: Ints
    """Of every row, the position of its value in `values`."""
    values: Sequence[Value]

    def each(self, make: Callable[[Value], Made]) -> list[Made]:
        """Return what is made of the value of every row, made once for each distinct one."""
        return spread(map(make, self.values), self.codes)

    def rows(self) -> list[Value]:
        """Return the value of every row."""
        return spread(self.values, self.codes)


def distinct(column: Column, whole: bool = False) -> Distinct[Any]:
    """Return a column of a table as Python's own numbers, which may be `whole`, and texts; None for unknown.

    0.0 and -0.0 are equal, but written differently, and so they are different values.
    """
    if isinstance(column, Coded):
        texts = column.used()
        return Distinct(texts.codes.astype(np.int64), texts.distinct.tolist())
    if column.dtype.kind == "f":
        # Compared by their bits: -0.0 equals 0.0.
        bits, codes = _factorized(np.asarray(column, dtype=np.float64).view(np.int64))
        numbers = bits.view(np.float64).tolist()
        kind = int if whole else float
        return Distinct(codes, [None if math.isnan(number) else kind(number) for number in numbers])
    values, codes = _factorized(column)
    return Distinct(codes, values.tolist())


def numbers_of(column: Column) -> Numbers:
    """Return a number for the value of every row, equal for equal values; 0.0 and -0.0 are different ones."""
    words = column if isinstance(column, Coded) or column.dtype.kind != "f" else column.view(np.int64)
    return numbers_of_rows(words)[0]


def alike(columns: Sequence[Numbers]) -> tuple[Ints, Ints]:
    """Return a number for every row, equal for rows that agree in all columns, and the first row of each.

    Columns are of numbers from 0 on without gaps, as `numbers_of` returns them.
    """
    rows = len(columns[0])
    if any(int(column.max(initial=-1)) == rows - 1 for column in columns):  # then no two rows have the same number
        return np.arange(rows), np.arange(rows)
    codes = codes_of(*columns)
    return codes, first_rows(codes)


def numbered_values(values: Iterable[Value]) -> Distinct[Value]:
    """Return a column of any values that can be the keys of a dictionary."""
    numbers: dict[Value, int] = {}
    codes = [numbers.setdefault(value, len(numbers)) for value in values]
    return Distinct(np.array(codes, dtype=np.int64), list(numbers))


def each_row(values: Sequence[Value]) -> Distinct[Value]:
    """Return a column in which no two rows are known to be the same."""
    return Distinct(np.arange(len(values)), values)


def _factorized(values: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], Ints]:
    """Return the distinct values of an array, and the position among them of the value of each row."""
    distinct, codes = np.unique(values, return_inverse=True)
    return distinct, codes


def spread(values: Iterable[Made], codes: Ints) -> list[Made]:
    """Return the value of every row by its position among `values`."""
    given = list(values)
    array = np.empty(len(given), dtype=object)
    array[:] = given
    rows: list[Made] = array[codes].tolist()
    return rows

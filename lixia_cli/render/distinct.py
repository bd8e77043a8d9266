"""The distinct values of a column of a frame: what is made of a value is made once, and not in every row."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded, coded
from lixia_cli.model.grouping import codes_of, first_rows
from lixia_cli.model.table import Column

if TYPE_CHECKING:
    import pandas as pd

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


def distinct(column: pd.Series | Column, whole: bool = False) -> Distinct[Any]:
    """Return a column of a table or frame as Python's own numbers, which may be `whole`, and texts; None for unknown.

    Values that are equal but written differently (0.0 and -0.0, 1 and True) are different ones.
    """
    if isinstance(column, Coded):
        return _texts(column)
    if column.dtype.kind == "f":
        # Compared by their bits: -0.0 equals 0.0.
        bits, codes = _factorized(np.asarray(column, dtype=np.float64).view(np.int64))
        numbers = bits.view(np.float64).tolist()
        kind = int if whole else float
        return Distinct(codes, [None if math.isnan(number) else kind(number) for number in numbers])
    if isinstance(column, np.ndarray):
        values, codes = _factorized(column)
        return Distinct(codes, values.tolist())
    return _of_frame(column)


def _of_frame(column: pd.Series) -> Distinct[Any]:
    """Return the same for a column of a frame."""
    import pandas as pd

    if column.dtype.kind == "O" and pd.api.types.infer_dtype(column, skipna=False) not in _TEXTS:
        # 1 equals True, but is written differently.
        return Distinct(np.arange(len(column)), _known(column))
    if column.dtype.kind == "O":
        return _texts(coded(column))
    codes, values = pd.factorize(column, use_na_sentinel=False)
    return Distinct(codes, _known(pd.Series(values)))


def _texts(column: Coded) -> Distinct[str]:
    texts = column.used()
    return Distinct(texts.codes.astype(np.int64), texts.distinct.tolist())


def numbers_of(column: Column) -> Ints:
    """Return a number for the value of every row, equal for equal values; 0.0 and -0.0 are different ones."""
    return codes_of(column if isinstance(column, Coded) or column.dtype.kind != "f" else column.view(np.int64))


def alike(columns: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Return a number for every row, equal for rows that agree in all columns of numbers, and the first row of each."""
    codes = codes_of(*columns)
    return codes, first_rows(codes)


def each_row(values: Sequence[Value]) -> Distinct[Value]:
    """Return a column in which no two rows are known to be the same."""
    return Distinct(np.arange(len(values)), values)


def _factorized(values: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], Ints]:
    """Return the distinct values of an array, and the position among them of the value of each row."""
    distinct, codes = np.unique(values, return_inverse=True)
    return distinct, codes


_TEXTS = ("string", "categorical", "empty")


def _known(values: pd.Series) -> list[Any]:
    """Return values as Python's own, with None for unknown ones."""
    unknown = values.isna().to_numpy(dtype=np.bool_)
    cells: list[Any] = values.astype(object).to_numpy(dtype=object).tolist()
    return [None if missing else cell for cell, missing in zip(cells, unknown, strict=True)] if unknown.any() else cells


def spread(values: Iterable[Made], codes: Ints) -> list[Made]:
    """Return the value of every row by its position among `values`."""
    given = list(values)
    array = np.empty(len(given), dtype=object)
    array[:] = given
    rows: list[Made] = array[codes].tolist()
    return rows

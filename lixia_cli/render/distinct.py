"""The distinct values of a column of a frame: what is made of a value is made once, and not in every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import coded

Made = TypeVar("Made")


@dataclass(frozen=True)
class Distinct:
    """A column as numbers and values."""

    codes: Ints
    """Of every row, the position of its value in `values`."""
    values: list[Any]
    """Python's own numbers and texts, None for unknown. Those written differently (0.0 and -0.0) are different."""

    @classmethod
    def of(cls, column: pd.Series) -> Distinct:
        """Return the distinct values of a column."""
        if column.dtype.kind == "f":
            # Compared by their bits: -0.0 equals 0.0.
            codes, bits = pd.factorize(column.to_numpy(dtype=np.float64).view(np.int64))
            return cls(codes, _known(pd.Series(bits.view(np.float64))))
        if column.dtype.kind == "O" and pd.api.types.infer_dtype(column, skipna=False) not in _TEXTS:
            # 1 equals True, but is written differently.
            return cls(np.arange(len(column)), _known(column))
        if column.dtype.kind == "O":
            texts = coded(column).used()
            return cls(texts.codes.astype(np.int64), texts.distinct.tolist())
        codes, values = pd.factorize(column, use_na_sentinel=False)
        return cls(codes, _known(pd.Series(values)))

    def each(self, make: Callable[[Any], Made]) -> list[Made]:
        """Return what is made of the value of every row, made once for each distinct one."""
        return spread(map(make, self.values), self.codes)


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

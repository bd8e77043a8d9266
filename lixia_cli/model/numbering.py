"""Number the values of an array: by pandas where they are many, and before it would be imported where they are not."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Ints

_FEW = 500
"""For so many objects a dictionary is faster than the preparations of pandas."""
_MANY = 50_000
"""From here on pandas saves more than the time that its import takes."""

Values = npt.NDArray[Any]


def numbered(values: Values) -> tuple[Ints, Values]:
    """Return the number of the value of each row, and the values, in order of appearance.

    NaN is one value; texts are never missing.
    """
    if len(values) < (_FEW if "pandas" in sys.modules else _MANY):
        if values.dtype == object:
            return _by_dictionary(values)
        if "pandas" not in sys.modules:
            return _by_sorting(values)
    import pandas as pd

    return pd.factorize(values, use_na_sentinel=values.dtype.kind != "f")


def _by_dictionary(values: Values) -> tuple[Ints, Values]:
    place: dict[object, int] = {}
    numbers = [place.setdefault(value, len(place)) for value in values.tolist()]
    distinct = np.empty(len(place), dtype=object)
    distinct[:] = list(place)
    return np.array(numbers, dtype=np.int64), distinct


def _by_sorting(values: Values) -> tuple[Ints, Values]:
    distinct, first, numbers = np.unique(values, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return place[numbers], distinct[order]

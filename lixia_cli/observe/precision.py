"""How precisely the data of a target are given, so that what is computed from them is not printed more precisely."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Floats, Ints
from lixia_cli.model.formulas import TOLERANCE
from lixia_cli.model.table import Table
from lixia_cli.observe.observations import Observations

MOST = 4
"""Decimals beyond which numbers are taken for the result of a computation."""


def data_decimals(targets: Table, seen: Observations) -> Ints:
    """Return for each target the most decimals of its numbers as written, its baseline, and its observations.

    `targets` has the columns `written_value`, `written_high` and `baseline_value`.
    """
    written = [decimals_of(targets.floats(name)) for name in ("written_value", "written_high", "baseline_value")]
    found: Ints = np.maximum.reduce(written)
    np.maximum.at(found, seen.target, decimals_of(seen.value))
    return found


def decimals_of(values: Floats) -> Ints:
    """Return how many decimals each number has, MOST at most; none for NaN.

    >>> decimals_of(np.array([50.0, 46.5, 0.1 + 0.2, 1 / 3, np.nan]))
    array([0, 1, 1, 4, 0])
    """
    found = np.zeros(values.shape, dtype=np.int64)
    flat, numbers = found.reshape(-1), values.reshape(-1)
    rest = np.flatnonzero(np.isfinite(numbers))
    for count in range(MOST):
        some = numbers[rest]
        rest = rest[np.abs(np.round(some, count) - some) > TOLERANCE * np.abs(some)]
        flat[rest] = count + 1
    return found

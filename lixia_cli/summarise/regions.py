"""Rank the values of regions and find their median."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence


def ranks(values: Sequence[float], fewer_is_better: bool) -> list[int | None]:
    """Return the rank of each value, the best being 1 and equal ones sharing theirs; None for NaN.

    >>> ranks([3, 5, 5, float("nan"), 1], fewer_is_better=False)
    [3, 1, 1, None, 4]
    """
    known = [value for value in values if not math.isnan(value)]
    return [
        None if math.isnan(value) else 1 + sum(other < value if fewer_is_better else other > value for other in known)
        for value in values
    ]


def median(values: Sequence[float]) -> float | None:
    """Return the median of the values that are known; None for fewer than three.

    >>> median([1, 4, float("nan"), 3]), median([1, 4])
    (3, None)
    """
    known = [value for value in values if not math.isnan(value)]
    return statistics.median(known) if len(known) > 2 else None

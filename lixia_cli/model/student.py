"""Quantiles of Student's t distribution for whole degrees of freedom."""

from __future__ import annotations

import math
from functools import lru_cache

_LARGEST = 1e6
"""Quantiles are looked for below this number."""


def central_probability(t: float, degrees: int) -> float:
    """Return the probability that a t-distributed number lies between -t and t, for t >= 0.

    The finite sums of Abramowitz & Stegun, *Handbook of Mathematical Functions*, 26.7.3 and 26.7.4.

    >>> round(central_probability(2.776, 4), 3)
    0.95
    """
    angle = math.atan2(t, math.sqrt(degrees))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = degrees % 2 == 1
    term, total = (cosine, 0.0) if odd else (1.0, 0.0)
    for power in range(1 if odd else 0, degrees - 1, 2):
        total += term
        term *= cosine * cosine * (power + 1) / (power + 2)
    return 2 / math.pi * (angle + sine * total) if odd else sine * total


@lru_cache(maxsize=1024)
def t_quantile(probability: float, degrees: int) -> float:
    """Return the number below which a t-distributed one lies with this probability, 0.5 or more and less than 1.

    >>> round(t_quantile(0.90, 4), 3), round(t_quantile(0.90, 10), 3)
    (1.533, 1.372)
    """
    wanted = 2 * probability - 1
    low, high = 0.0, _LARGEST
    while high - low > 1e-12 * max(high, 1.0):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if central_probability(middle, degrees) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2

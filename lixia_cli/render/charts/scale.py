"""Axes: round numbers between two values, and years or months between two times."""

from __future__ import annotations

import math
from collections.abc import Sequence

from lixia_cli.render.numbers import number
from lixia_cli.render.period_text import label_text
from lixia_cli.text.i18n import Translate

Tick = tuple[float, str]
"""A position on an axis and its label."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_SAME, _TINY = 1e-9, 1e-250
"""Values are drawn as one level if they are as close as this, in relation to themselves or at all."""
_LONG, _DECIMALS = 1e15, 20
"""Numbers from here on, and with more decimals than this, would be longer than the drawing is wide."""
_FROM_ZERO = 0.4
"""An axis begins at zero if the lowest value is below this share of the highest."""


def value_ticks(values: Sequence[float], wanted: int = 5) -> list[Tick]:
    """Return about `wanted` round numbers around the values, the first below and the last above them.

    >>> [label for _, label in value_ticks([43.8, 50])]
    ['42', '44', '46', '48', '50']
    """
    low, high = min(values), max(values)
    if low > 0 and low < _FROM_ZERO * high:
        low = 0.0
    elif high < 0 and high > _FROM_ZERO * low:
        high = 0.0
    if high - low <= max(_SAME * max(abs(low), abs(high)), _TINY):
        around = abs(low) / 10 if abs(low) > _TINY else 1.0
        low, high = low - around, high + around
    rough = (high - low) / (wanted - 1)
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(step for step in _STEPS if step * magnitude >= rough * (1 - 1e-9)) * magnitude
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    decimals = max(0, 1 - math.floor(math.log10(step)))
    ticks = [round(place * step, decimals) + 0.0 for place in range(first, last + 1)]
    in_powers = decimals > _DECIMALS
    return [
        (tick, f"{tick:.9g}" if in_powers or abs(tick) >= _LONG else number(tick, decimals=decimals)) for tick in ticks
    ]


def time_ticks(first: float, last: float, wanted: int, translate: Translate) -> list[Tick]:
    """Return at most about `wanted` ends of years between two times, the last one always; months within two years.

    >>> time_ticks(2020.0, 2025.0, 3, str)
    [(2021.0, '2021'), (2023.0, '2023'), (2025.0, '2025')]
    """
    years = range(math.ceil(first - 1e-9), math.floor(last + 1e-9) + 1)
    if len(years) > 2 or (len(years) == 2 and last - first > 1.25) or wanted < 3:
        every = max(1, math.ceil(len(years) / wanted))
        return [(float(year), str(year)) for year in reversed(years[::-1][::every])]
    quarters = range(math.ceil(4 * first - 1e-9), math.floor(4 * last + 1e-9) + 1)
    return [(quarter / 4, month_label(quarter / 4, translate)) for quarter in quarters]


def month_label(time: float, translate: Translate) -> str:
    """Return the month that ends at a time.

    >>> month_label(2021.25, str), month_label(2022.0, str)
    ('Mar 2022', 'Dec 2022')
    """
    year = math.ceil(time - 1e-9)
    months = round(12 * (time - year + 1))
    return label_text(f"{year}-{months:02d}", translate)

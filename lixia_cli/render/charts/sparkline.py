"""A drawing as small as a line of text: how an indicator came to its latest value, and where its target is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from lixia_cli.explain.trends import Trend
from lixia_cli.model.arrays import Floats
from lixia_cli.render.distinct import spread
from lixia_cli.render.figures import Figures, filled
from lixia_cli.render.markup import Markup, all_escaped
from lixia_cli.render.numbers import number
from lixia_cli.text.i18n import Translate

WIDTH, HEIGHT, EDGE = 96.0, 22.0, 4.0
Place = tuple[float, float]
"""Across and down."""


def sparklines(trends: Sequence[Trend], translate: Translate) -> list[Markup]:
    """Return the drawing of each trend, whose label says its ends; nothing with fewer than two observations."""
    drawn = [Markup()] * len(trends)
    several = [row for row, trend in enumerate(trends) if len(trend.observed) > 1]
    shown = [trends[row] for row in several]
    labels = all_escaped(_labels(shown, translate))
    for row, label, line, aims in zip(several, labels, *_places(shown), strict=True):
        drawn[row] = Markup(f'<svg class="spark" role="img" aria-label="{label}"{_drawing(line, aims)}')
    return drawn


@lru_cache(maxsize=10_000)  # many rows look the same
def _drawing(line: tuple[Place, ...], aims: tuple[Place, ...]) -> str:
    """Return what follows the label of a drawing; written out, because a long report has one in each row."""
    x, y = line[-1]
    return (
        f' viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f'<polyline class="course" points="{" ".join([f"{x:g},{y:g}" for x, y in line])}" fill="none"/>'
        f'<circle class="last" cx="{x:g}" cy="{y:g}" r="2.5"/>'
        f"{''.join([_diamond(*place) for place in aims])}</svg>"
    )


def _diamond(x: float, y: float) -> str:
    corners = f"{x:g},{y - 3.5:g} {x + 3.5:g},{y:g} {x:g},{y + 3.5:g} {x - 3.5:g},{y:g}"
    return f'<polygon class="aim" points="{corners}"/>'


def _places(trends: Sequence[Trend]) -> tuple[list[tuple[Place, ...]], list[tuple[Place, ...]]]:
    """Return where the observations of each trend are drawn, and where its target is."""
    if not trends:
        return [], []
    points = np.array([point for trend in trends for point in (*trend.observed, *trend.target)])
    counts = np.array([len(trend.observed) + len(trend.target) for trend in trends])
    times, values = points.T
    begin = np.cumsum(counts) - counts

    def along(numbers: Floats, level: float) -> Floats:
        """Return numbers as shares of the way from the least of their trend to the greatest."""
        least = np.minimum.reduceat(numbers, begin)
        with np.errstate(all="ignore"):
            length = np.maximum.reduceat(numbers, begin) - least
            shares = (numbers - np.repeat(least, counts)) / np.repeat(length, counts)
        return np.where(np.repeat(length == 0, counts), level, shares)

    across = _rounded(EDGE + along(times, 0.0) * (WIDTH - 2 * EDGE))
    down = _rounded(HEIGHT - EDGE - along(values, 0.5) * (HEIGHT - 2 * EDGE))
    places = list(zip(across, down, strict=True))
    lines, aims = [], []
    for trend, first, count in zip(trends, begin.tolist(), counts.tolist(), strict=True):
        target = first + len(trend.observed)
        lines.append(tuple(places[first:target]))
        aims.append(tuple(places[target : first + count]))
    return lines, aims


def _rounded(numbers: Floats) -> list[float]:
    """Return numbers with one decimal, as Python rounds them."""
    values, places = np.unique(numbers, return_inverse=True)
    return spread([round(value, 1) for value in values.tolist()], places)


def _labels(trends: Sequence[Trend], translate: Translate) -> list[str]:
    """Return the first and the last observation and the target of each trend in words."""
    labels = [""] * len(trends)
    for aimed, template in (
        (True, translate("From {first} to {last}; target {target}")),
        (False, translate("From {first} to {last}")),
    ):
        rows = [row for row, trend in enumerate(trends) if bool(trend.target) is aimed]
        values = {
            "first": [trends[row].observed[0][1] for row in rows],
            "last": [trends[row].observed[-1][1] for row in rows],
            "target": [trends[row].target[0][1] if aimed else 0.0 for row in rows],
        }
        held: list[Sequence[str]] = []
        numbers: dict[str, Any] = {name: Figures(np.array(of), held) for name, of in values.items()}
        label = template.format(**{name: number(of) for name, of in numbers.items()})
        for row, text in zip(rows, filled(label, held, len(rows)), strict=True):
            labels[row] = text
    return labels

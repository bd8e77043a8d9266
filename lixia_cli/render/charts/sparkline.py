"""A drawing as small as a line of text: how an indicator came to its latest value, and where its target is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from lixia_cli.explain.trends import Trends
from lixia_cli.model.arrays import Floats, Ints
from lixia_cli.render.distinct import spread
from lixia_cli.render.figures import Figures, filled
from lixia_cli.render.markup import Markup, all_escaped
from lixia_cli.render.numbers import number
from lixia_cli.text.i18n import Translate

WIDTH, HEIGHT, EDGE = 96.0, 22.0, 4.0
Place = tuple[float, float]
"""Across and down."""


def sparklines(trends: Trends, translate: Translate) -> list[Markup]:
    """Return the drawing of each trend, whose label says its ends; nothing with fewer than two observations."""
    drawn = [Markup()] * len(trends.target)
    counts = np.bincount(trends.row, minlength=len(drawn))
    rows, counts = np.flatnonzero(counts > 1), counts[counts > 1]
    if not len(rows):
        return drawn
    several = np.isin(trends.row, rows)
    course = _Courses(
        trends.time[several], trends.value[several], counts, trends.target_time[rows], trends.target[rows]
    )
    labels = all_escaped(_labels(course, translate))
    for row, label, (line, aim) in zip(rows.tolist(), labels, _places(course), strict=True):
        drawn[row] = Markup(f'<svg class="spark" role="img" aria-label="{label}"{_drawing(line, aim)}')
    return drawn


class _Courses(NamedTuple):
    """Trends with several observations: those of all of them, and their number and target in each."""

    time: Floats
    value: Floats
    counts: Ints
    target_time: Floats
    target: Floats

    @property
    def begin(self) -> Ints:
        """Return the first observation of each."""
        begin: Ints = np.cumsum(self.counts) - self.counts
        return begin


@lru_cache(maxsize=10_000)  # many rows look the same
def _drawing(line: tuple[Place, ...], aim: Place | None) -> str:
    """Return what follows the label of a drawing; written out, because a long report has one in each row."""
    x, y = line[-1]
    return (
        f' viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f'<polyline class="course" points="{" ".join([f"{x:g},{y:g}" for x, y in line])}" fill="none"/>'
        f'<circle class="last" cx="{x:g}" cy="{y:g}" r="2.5"/>'
        f"{_diamond(*aim) if aim else ''}</svg>"
    )


def _diamond(x: float, y: float) -> str:
    corners = f"{x:g},{y - 3.5:g} {x + 3.5:g},{y:g} {x:g},{y + 3.5:g} {x - 3.5:g},{y:g}"
    return f'<polygon class="aim" points="{corners}"/>'


def _places(course: _Courses) -> Iterator[tuple[tuple[Place, ...], Place | None]]:
    """Yield where the observations of each trend are drawn, and where its target is."""
    aimed = ~np.isnan(course.target)
    across, aim_across = _shares(course.time, np.where(aimed, course.target_time, np.nan), course, level=0.0)
    up, aim_up = _shares(course.value, course.target, course, level=0.5)
    line = _on_canvas(across, up)
    aims = _on_canvas(aim_across, aim_up)
    for first, count, aim, there in zip(
        course.begin.tolist(), course.counts.tolist(), aims, aimed.tolist(), strict=True
    ):
        yield tuple(line[first : first + count]), aim if there else None


def _shares(numbers: Floats, target: Floats, course: _Courses, level: float) -> tuple[Floats, Floats]:
    """Return numbers, and targets, as shares of the way from the least of their trend to the greatest."""
    with np.errstate(all="ignore"):
        least = np.fmin(np.minimum.reduceat(numbers, course.begin), target)
        length = np.fmax(np.maximum.reduceat(numbers, course.begin), target) - least
        shares = (numbers - np.repeat(least, course.counts)) / np.repeat(length, course.counts)
        aims = (target - least) / length
    flat = length == 0
    return np.where(np.repeat(flat, course.counts), level, shares), np.where(flat, level, aims)


def _on_canvas(across: Floats, up: Floats) -> list[Place]:
    """Return places on the drawing for shares of its width and height."""
    right = _rounded(EDGE + across * (WIDTH - 2 * EDGE))
    return list(zip(right, _rounded(HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE)), strict=True))


def _rounded(numbers: Floats) -> list[float]:
    """Return numbers with one decimal, as Python rounds them."""
    values, places = np.unique(numbers, return_inverse=True)
    return spread([round(value, 1) for value in values.tolist()], places)


def _labels(course: _Courses, translate: Translate) -> list[str]:
    """Return the first and the last observation and the target of each trend in words."""
    labels = np.empty(len(course.target), dtype=object)
    ends = {"first": course.value[course.begin], "last": course.value[course.begin + course.counts - 1]}
    aimed = ~np.isnan(course.target)
    for some, template, values in (
        (aimed, translate("From {first} to {last}; target {target}"), {**ends, "target": course.target}),
        (~aimed, translate("From {first} to {last}"), ends),
    ):
        held: list[Sequence[str]] = []
        numbers: dict[str, Any] = {name: Figures(of[some], held) for name, of in values.items()}
        label = template.format(**{name: number(of) for name, of in numbers.items()})
        labels[some] = filled(label, held, int(np.count_nonzero(some)))
    return list(labels)

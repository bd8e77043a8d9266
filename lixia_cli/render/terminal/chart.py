"""A small chart in characters, of the description that every drawing is made from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from lixia_cli.render.charts.chart import Chart
from lixia_cli.render.numbers import number
from lixia_cli.text.width import pad

HEIGHT = 11
WIDEST = 72
CHARACTERS = {
    "range": "-",
    "planned": ".",
    "limit": ".",
    "needed": "+",
    "assumed": "*",
    "interval": ":",
    "baseline": "B",
    "milestone": "M",
    "original": "R",
    "projection": "P",
    "final": "o",
    "preliminary": "p",
    "lower": ">",
    "upper": "<",
    "both": "~",
    "target": "T",
}
"""The character of every kind but the line through the observations; later ones are drawn over earlier ones."""
REACHED = "X"
"""An observation in the same cell as the target."""
_OBSERVED = ("final", "preliminary", "lower", "upper", "both")
_SEEN = frozenset(CHARACTERS[kind] for kind in _OBSERVED)

Point = tuple[float, float]


class Drawn(NamedTuple):
    """A chart in characters."""

    lines: list[str]
    """At most as wide as asked for; none without observations or without enough space."""
    kinds: list[str]
    """The kinds that can be seen in it, in the order of the legend; `REACHED` last."""


def draw(chart: Chart, width: int | None) -> Drawn:
    """Return a chart at most `width` cells wide."""
    nothing = Drawn([], [])
    if not any(mark.kind in _OBSERVED for mark in chart.marks) or len(set(chart.times)) < 2:
        return nothing
    low, high = min(chart.values), max(chart.values)
    if low == high:
        around = abs(low) / 10 or 1
        low, high = low - around, high + around
    labels = _labels(low, high)
    margin = max(map(len, labels)) + 2
    plot = min(width or WIDEST, WIDEST) - margin - 2
    if plot < 20:
        return nothing
    canvas = _Canvas((min(chart.times), max(chart.times)), (low, high), plot)
    _fill(canvas, chart)
    rows = canvas.rows()
    lines = [f"{pad(label, margin - 1, right=True)}|{row}" for label, row in zip(labels, rows, strict=True)]
    seen = set("".join(rows))
    kinds = [kind for kind in chart.names if CHARACTERS[kind] in seen]
    axis = [" " * (margin - 1) + "+" + "-" * plot, " " * margin + canvas.years()]
    return Drawn([*lines, *axis], [*kinds, *([REACHED] if REACHED in seen else [])])


def _fill(canvas: _Canvas, chart: Chart) -> None:
    """Draw every kind, in the order of CHARACTERS."""
    for kind, character in CHARACTERS.items():
        for band in chart.bands:
            if band.kind == kind:
                canvas.line([(band.start, band.low), (band.end, band.low)], character)
                canvas.line([(band.start, band.high), (band.end, band.high)], character)
        for line in chart.lines:
            if line.kind == kind == "interval":
                canvas.upright(line.points, character)
            elif line.kind == kind:
                canvas.line(line.points, character)
        for mark in chart.marks:
            if mark.kind == kind:
                point = (mark.time, mark.value)
                canvas.mark(point, REACHED if kind == "target" and canvas.at(point) in _SEEN else character)


def _labels(low: float, high: float) -> list[str]:
    """Return the labels at top, middle and bottom, with as many digits as distinguish them."""
    labels = [""] * HEIGHT
    decimals = max(0, 2 - math.floor(math.log10(high - low)))
    for row in (0, HEIGHT // 2, HEIGHT - 1):
        value = high - (high - low) * row / (HEIGHT - 1)
        labels[row] = number(round(value, decimals) + 0.0, decimals=decimals)
    return labels


class _Canvas:
    """A grid of characters; later drawing covers earlier drawing."""

    def __init__(self, times: tuple[float, float], values: tuple[float, float], width: int) -> None:
        self._times, self._values, self._width = times, values, width
        self._cells = [[" "] * width for _ in range(HEIGHT)]

    def _column(self, time: float) -> int:
        first, last = self._times
        return round((time - first) / (last - first) * (self._width - 1))

    def _row(self, value: float) -> int:
        low, high = self._values
        return round((high - value) / (high - low) * (HEIGHT - 1))

    def mark(self, point: Point, character: str) -> None:
        """Draw one point."""
        self._cells[self._row(point[1])][self._column(point[0])] = character

    def at(self, point: Point) -> str:
        """Return the character at the position of a point."""
        return self._cells[self._row(point[1])][self._column(point[0])]

    def line(self, points: Sequence[Point], character: str) -> None:
        """Draw a line through the points, one character per column."""
        for (time, value), (next_time, next_value) in pairwise(points):
            first, last = self._column(time), self._column(next_time)
            for column in range(first, last + 1):
                share = (column - first) / (last - first) if last > first else 0
                self._cells[self._row(value + (next_value - value) * share)][column] = character

    def upright(self, points: Sequence[Point], character: str) -> None:
        """Draw an upright line between two points of one time."""
        if points:
            (time, low), (_, high) = points
            for row in range(self._row(high), self._row(low) + 1):
                self._cells[row][self._column(time)] = character

    def rows(self) -> list[str]:
        """Return the lines, top first."""
        return ["".join(row).rstrip() for row in self._cells]

    def years(self) -> str:
        """Return the axis with as many years as fit, each label ending at the end of its year."""
        first, last = math.ceil(self._times[0]), math.floor(self._times[1])
        every = max(1, math.ceil(6 * (last - first) / self._width))
        line = [" "] * (self._width + 2)
        for year in range(last, first - 1, -every):
            start = max(min(self._column(year) - 1, self._width - 2), 0)
            line[start : start + 4] = str(year)
        return "".join(line).rstrip()

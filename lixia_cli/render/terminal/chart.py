"""A small chart in characters: observations, the planned path, the path needed from now, the target."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from lixia_cli.render.numbers import number
from lixia_cli.text.width import pad

HEIGHT = 11
WIDEST = 72
OBSERVED, PLANNED, NEEDED, MILESTONE, TARGET, REACHED, RANGE, ASSUMED = "o", ".", "+", "M", "T", "X", ":", "*"
"""Characters of the chart; REACHED is an observation in the same cell as the target."""

Points = Sequence[Sequence[float]]


def draw(series: Mapping[str, Points], width: int | None) -> list[str]:
    """Return the lines of the chart, at most `width` cells wide; none without observations or without enough space.

    `series` has the points (time, value) of `observed`, `planned`, `needed` and `target`, and may have
    `milestones`, both ends of an `interval`, and an `assumed` path.
    """
    stops, interval, assumed = (series.get(name, ()) for name in ("milestones", "interval", "assumed"))
    points = [point for name in ("observed", "planned", "needed", "target") for point in series[name]]
    points += [*interval, *assumed]
    if not series["observed"] or len({point[0] for point in points}) < 2:
        return []
    times, values = [point[0] for point in points], [point[1] for point in points]
    low, high = min(values), max(values)
    if low == high:
        around = abs(low) / 10 or 1
        low, high = low - around, high + around
    labels = _labels(low, high)
    margin = max(map(len, labels)) + 2
    plot = min(width or WIDEST, WIDEST) - margin - 2
    if plot < 20:
        return []
    canvas = _Canvas((min(times), max(times)), (low, high), plot)
    for start, end in ((series["planned"], PLANNED), (series["needed"], NEEDED), (assumed, ASSUMED)):
        canvas.line(start, end)
    for point in stops:
        canvas.mark(point, MILESTONE)
    canvas.upright(interval, RANGE)
    for point in series["observed"]:
        canvas.mark(point, OBSERVED)
    for point in series["target"]:
        canvas.mark(point, REACHED if canvas.at(point) == OBSERVED else TARGET)
    lines = [f"{pad(label, margin - 1, right=True)}|{row}" for label, row in zip(labels, canvas.rows(), strict=True)]
    return [*lines, " " * (margin - 1) + "+" + "-" * plot, " " * margin + canvas.years()]


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

    def mark(self, point: Sequence[float], character: str) -> None:
        """Draw one point."""
        self._cells[self._row(point[1])][self._column(point[0])] = character

    def at(self, point: Sequence[float]) -> str:
        """Return the character at the position of a point."""
        return self._cells[self._row(point[1])][self._column(point[0])]

    def line(self, points: Points, character: str) -> None:
        """Draw a line through the points, one character per column."""
        for (time, value), (next_time, next_value) in pairwise(points):
            first, last = self._column(time), self._column(next_time)
            for column in range(first, last + 1):
                share = (column - first) / (last - first) if last > first else 0
                self._cells[self._row(value + (next_value - value) * share)][column] = character

    def upright(self, points: Points, character: str) -> None:
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

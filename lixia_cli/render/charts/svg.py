"""Draw a chart as svg, with real text.

Colours stand in attributes, so that a file of its own can be put into any document; a page changes them by the classes
(charts.css). Every kind has a shape or a dash of its own, so nothing depends on colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lixia_cli.render.charts.chart import Band, Chart, Line, Mark
from lixia_cli.render.charts.labels import FONT_SIZE, OVER_LINE, OVER_MARK, Box, Labels, width_of
from lixia_cli.render.charts.scale import Tick, time_ticks, value_ticks
from lixia_cli.render.markup import Attributes, Markup, element
from lixia_cli.text.i18n import Translate

FONTS = "system-ui, 'Segoe UI', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
PAPER, INK, SOFT, RULE = "#ffffff", "#1b1f24", "#57606a", "#d8dee4"
COLOURS = {
    "observed": "#0a4f8f",
    "planned": "#57606a",
    "limit": "#57606a",
    "needed": "#a63c00",
    "target": "#1b1f24",
    "milestone": "#1b1f24",
    "baseline": "#1b1f24",
    "projection": "#6a3fa0",
    "range": "#57606a",
    "interval": "#6a3fa0",
    "assumed": "#0b6e5b",
    "original": "#57606a",
}
_OBSERVED = ("final", "preliminary", "lower", "upper", "both")
_DASHES = {"planned": "7 4", "limit": "7 4", "needed": "2 4", "interval": "3 3", "assumed": "8 3 2 3"}
_WIDTHS = {"observed": 2.25, "needed": 3.0}
_DRAWN_FIRST = {"planned": 1, "limit": 1, "interval": 1, "assumed": 2, "needed": 2, "observed": 3}
_PRIORITY = {"target": 0, "baseline": 2, "original": 3, "milestone": 4, "projection": 5}
_RADIUS = 5.0


@dataclass(frozen=True)
class Size:
    """The size of a drawing in pixels of its text; it is scaled to the space that it gets."""

    width: int
    height: int


WIDE, NARROW = Size(760, 400), Size(360, 330)


def drawing(chart: Chart, translate: Translate, language_tag: str, size: Size = WIDE, name: str = "chart") -> Markup:
    """Return the chart as an svg element; `name` is the start of its ids, which are unique in a page."""
    return _Drawing(chart, translate, size).element(language_tag, name)


def svg_file(chart: Chart, translate: Translate, language_tag: str) -> bytes:
    """Return the chart as an svg file."""
    text = drawing(chart, translate, language_tag)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode("utf-8", "replace")


class _Drawing:
    """Draw one chart at one size."""

    def __init__(self, chart: Chart, translate: Translate, size: Size) -> None:
        self.chart, self.say, self.size = chart, translate, size
        self.ticks = value_ticks(chart.values)
        margin = max(width_of(label) for _, label in self.ticks) + 10
        self.legend = list(_rows_of_legend(chart, size.width - 16))
        right, top, bottom = 18.0, 30.0, 30.0 + 20.0 * len(self.legend)
        self.plot = Box(margin, top, size.width - margin - right, size.height - top - bottom)
        self.first, self.last = min(chart.times), max(chart.times)
        pad = (self.last - self.first) * 0.02
        self.from_time, self.to_time = self.first - pad, self.last + pad

    def x(self, time: float) -> float:
        return round(self.plot.x + (time - self.from_time) / (self.to_time - self.from_time) * self.plot.width, 1)

    def y(self, value: float) -> float:
        low, high = self.ticks[0][0], self.ticks[-1][0]
        return round(self.plot.y + (high - value) / (high - low) * self.plot.height, 1)

    def element(self, language_tag: str, name: str) -> Markup:
        width, height = self.size.width, self.size.height
        attributes: Attributes = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "lang": language_tag,
            "class": "chart",
            "font-family": FONTS,
            "font-size": FONT_SIZE,
        }
        return element(
            "svg",
            attributes,
            element("title", {"id": f"{name}-title"}, self.chart.title),
            element("desc", {"id": f"{name}-desc"}, self.chart.summary),
            element("rect", {"class": "paper", "width": width, "height": height, "fill": PAPER}),
            self._axes(),
            (self._band(band) for band in self.chart.bands),
            (self._line(line) for line in sorted(self.chart.lines, key=lambda line: _DRAWN_FIRST[line.kind])),
            (self._mark(mark) for mark in self.chart.marks),
            self._labels(),
            self._legend(),
        )

    def _axes(self) -> Iterator[Markup]:
        left, right = self.plot.x, self.plot.x + self.plot.width
        yield _text(self.chart.unit, 8, 18, SOFT, "soft")
        for value, label in self.ticks:
            y = self.y(value)
            rule: Attributes = {"class": "rule", "x1": left, "x2": right, "y1": y, "y2": y, "stroke": RULE}
            yield element("line", rule)
            yield _text(label, left - 8, y + 4, SOFT, "soft", "end")
        bottom = self.plot.y + self.plot.height
        for time, label in self._years():
            x = self.x(time)
            axis: Attributes = {"class": "axis", "x1": x, "x2": x, "y1": bottom, "y2": bottom + 5, "stroke": SOFT}
            yield element("line", axis)
            yield _text(label, min(x, self.size.width - width_of(label) / 2 - 2), bottom + 20, SOFT, "soft", "middle")

    def _years(self) -> list[Tick]:
        return time_ticks(self.first, self.last, int(self.plot.width // 52), self.say)

    def _band(self, band: Band) -> Markup:
        left, right = self.x(band.start), self.x(band.end)
        wide = right - left > 1
        top, bottom = self.y(band.high), self.y(band.low)
        box: Attributes = {"x": left if wide else left - 7, "y": top, "width": right - left if wide else 14.0}
        shape: Attributes = {"height": round(bottom - top, 1), "fill": COLOURS[band.kind], "fill-opacity": 0.16}
        edge: Attributes = {"stroke": COLOURS[band.kind], "stroke-width": 1, "stroke-dasharray": "3 3"}
        return element("rect", {"class": f"band {band.kind}", **box, **shape, **edge})

    def _line(self, line: Line) -> Markup:
        points = " ".join(f"{self.x(time):g},{self.y(value):g}" for time, value in line.points)
        return element("polyline", {"points": points, **_stroke(line.kind)})

    def _mark(self, mark: Mark) -> Markup:
        x, y = self.x(mark.time), self.y(mark.value)
        return element("g", {}, element("title", {}, self._words(mark)), _shape(mark.kind, x, y))

    def _words(self, mark: Mark) -> str:
        values = {"name": self.chart.names[mark.kind], "value": mark.text, "period": mark.when}
        return self.say("{name}, {period}: {value}").format(**values)

    def _labels(self) -> Iterator[Markup]:
        left = self.plot.x - 4
        labels = Labels(Box(left, 4, self.size.width - left - 2, self.plot.y + self.plot.height - 4))
        for line in self.chart.lines:
            for x, y in self._along(line):
                labels.avoid(x, y, 2, OVER_LINE)
        for mark in self.chart.marks:
            labels.avoid(self.x(mark.time), self.y(mark.value), _RADIUS + 1, OVER_MARK)
        for mark in sorted(self.chart.marks, key=lambda mark: 1 if mark.latest else _PRIORITY.get(mark.kind, 6)):
            needed = mark.latest or mark.kind == "target"
            labels.place(mark.label, self.x(mark.time), self.y(mark.value), mark.kind, 8, needed)
        for placed in labels.placed:
            strong = placed.kind in (*_OBSERVED, "target")
            colour = COLOURS["observed"] if placed.kind in _OBSERVED else COLOURS.get(placed.kind, INK)
            style = "observed" if placed.kind in _OBSERVED else placed.kind
            yield _text(placed.text, round(placed.x, 1), round(placed.y, 1), colour, f"label {style}", bold=strong)

    def _along(self, line: Line) -> Iterator[tuple[float, float]]:
        """Yield points along a line, some pixels from one to the next."""
        for (time, value), (next_time, next_value) in pairwise(line.points):
            x, y, next_x, next_y = self.x(time), self.y(value), self.x(next_time), self.y(next_value)
            pieces = max(1, int(max(abs(next_x - x), abs(next_y - y)) // 12))
            for piece in range(pieces):
                share = piece / pieces
                yield x + (next_x - x) * share, y + (next_y - y) * share

    def _legend(self) -> Iterator[Markup]:
        for row, entries in enumerate(self.legend):
            y = self.plot.y + self.plot.height + 42 + 20 * row
            for kind, name, x in entries:
                yield _key(kind, x, y)
                yield _text(name, x + 30, y + 4, INK, "ink")


def _rows_of_legend(chart: Chart, width: float) -> Iterator[list[tuple[str, str, float]]]:
    """Yield rows of kind, name and left end, as many to a row as fit."""
    row: list[tuple[str, str, float]] = []
    x = 8.0
    for kind, name in chart.names.items():
        needed = 30 + width_of(name) + 18
        if row and x + needed > width:
            yield row
            row, x = [], 8.0
        row.append((kind, name, x))
        x += needed
    if row:
        yield row


def _key(kind: str, x: float, y: float) -> Markup:
    """Return the sample of a kind in the legend."""
    if kind == "range":
        shape: Attributes = {
            "fill": COLOURS[kind],
            "fill-opacity": 0.16,
            "stroke": COLOURS[kind],
            "stroke-dasharray": "3 3",
        }
        return element("rect", {"class": f"band {kind}", "x": x + 2, "y": y - 6, "width": 20, "height": 12, **shape})
    if kind in _DASHES:
        return element("line", {"x1": x, "x2": x + 24, "y1": y, "y2": y, **_stroke(kind)})
    return _shape(kind, x + 12, y)


def _stroke(kind: str) -> Attributes:
    return {
        "class": f"line {kind}",
        "fill": "none",
        "stroke": COLOURS[kind],
        "stroke-width": _WIDTHS.get(kind, 1.75),
        "stroke-dasharray": _DASHES.get(kind),
        "stroke-linejoin": "round",
    }


def _shape(kind: str, x: float, y: float) -> Markup:
    """Return the shape of a mark: a circle (hollow if preliminary), triangles for bounds, square, diamonds."""
    r = _RADIUS
    colour = COLOURS["observed"] if kind in _OBSERVED else COLOURS[kind]
    style = "observed" if kind in _OBSERVED else kind
    filled: Attributes = {"class": f"mark {style}", "fill": colour, "stroke": colour, "stroke-width": 2}
    hollow: Attributes = {"class": f"mark hollow {style}", "fill": PAPER, "stroke": colour, "stroke-width": 2}
    if kind == "final":
        return element("circle", {"cx": x, "cy": y, "r": r - 1, **filled})
    if kind == "preliminary":
        return element("circle", {"cx": x, "cy": y, "r": r - 1, **hollow})
    if kind == "baseline":
        side = 2 * r + 5  # around the observation, where there is one
        return element("rect", {"x": x - side / 2, "y": y - side / 2, "width": side, "height": side, **hollow})
    if kind == "projection":
        return element("path", {"d": f"M{x - r:g},{y:g}H{x + r:g}M{x:g},{y - r:g}V{y + r:g}", **filled})
    corners = {
        "lower": ((0, -r - 1), (r, r - 1), (-r, r - 1)),
        "upper": ((0, r + 1), (r, 1 - r), (-r, 1 - r)),
        "both": ((-r, -r), (r, r), (-r, r), (r, -r)),
        "milestone": ((0, -r), (r, 0), (0, r), (-r, 0)),
        "target": ((0, -r - 3), (r + 3, 0), (0, r + 3), (-r - 3, 0)),
        "original": ((0, -r - 3), (r + 3, 0), (0, r + 3), (-r - 3, 0)),
    }[kind]
    points = " ".join(f"{x + across:g},{y + down:g}" for across, down in corners)
    return element("polygon", {"points": points, **(hollow if kind in ("milestone", "original") else filled)})


def _text(text: str, x: float, y: float, fill: str, style: str, anchor: str = "start", bold: bool = False) -> Markup:
    place: Attributes = {"x": round(x, 1), "y": round(y, 1), "text-anchor": None if anchor == "start" else anchor}
    weight: Attributes = {"font-weight": "600" if bold else None}
    # The outline keeps a text readable where it crosses a line.
    outline: Attributes = (
        {"paint-order": "stroke", "stroke": PAPER, "stroke-width": 3} if style.startswith("label") else {}
    )
    return element("text", {"class": style, **place, "fill": fill, **weight, **outline}, text)

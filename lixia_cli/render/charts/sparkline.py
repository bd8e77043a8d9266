"""A drawing as small as a line of text: how an indicator came to its latest value, and where its target is."""

from __future__ import annotations

from lixia_cli.explain.trends import Trend
from lixia_cli.render.markup import Attributes, Markup, element
from lixia_cli.render.numbers import number
from lixia_cli.text.i18n import Translate

WIDTH, HEIGHT, EDGE = 96.0, 22.0, 4.0


def sparkline(trend: Trend, translate: Translate) -> Markup | None:
    """Return the drawing, whose label says its ends; None with fewer than two observations."""
    if len(trend.observed) < 2:
        return None
    points = [*trend.observed, *trend.target]
    times, values = [time for time, _ in points], [value for _, value in points]

    def place(point: list[float]) -> tuple[float, float]:
        across = (point[0] - min(times)) / ((max(times) - min(times)) or 1)
        up = (point[1] - min(values)) / (max(values) - min(values)) if max(values) > min(values) else 0.5
        return round(EDGE + across * (WIDTH - 2 * EDGE), 1), round(HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE), 1)

    line = " ".join(f"{x:g},{y:g}" for x, y in map(place, trend.observed))
    x, y = place(trend.observed[-1])
    attributes: Attributes = {
        "class": "spark",
        "role": "img",
        "aria-label": _words(trend, translate),
        "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
    }
    return element(
        "svg",
        attributes,
        element("polyline", {"class": "course", "points": line, "fill": "none"}),
        element("circle", {"class": "last", "cx": x, "cy": y, "r": 2.5}),
        (_diamond(*place(point)) for point in trend.target),
    )


def _diamond(x: float, y: float) -> Markup:
    corners = ((0, -3.5), (3.5, 0), (0, 3.5), (-3.5, 0))
    points = " ".join(f"{x + across:g},{y + down:g}" for across, down in corners)
    return element("polygon", {"class": "aim", "points": points})


def _words(trend: Trend, translate: Translate) -> str:
    """Return the first and the last observation and the target in words."""
    (_, first), (_, last) = trend.observed[0], trend.observed[-1]
    words = {"first": number(first), "last": number(last)}
    if not trend.target:
        return translate("From {first} to {last}").format(**words)
    target = number(trend.target[0][1])
    return translate("From {first} to {last}; target {target}").format(**words, target=target)

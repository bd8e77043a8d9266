"""A drawing as small as a line of text: how an indicator came to its latest value, and where its target is."""

from __future__ import annotations

from lixia_cli.explain.trends import Trend
from lixia_cli.render.markup import Markup, escaped
from lixia_cli.render.numbers import number
from lixia_cli.text.i18n import Translate

WIDTH, HEIGHT, EDGE = 96.0, 22.0, 4.0


def sparkline(trend: Trend, translate: Translate) -> Markup | None:
    """Return the drawing, whose label says its ends; None with fewer than two observations."""
    if len(trend.observed) < 2:
        return None
    times, values = zip(*trend.observed, *trend.target, strict=True)
    start, low = min(times), min(values)
    duration, rise = (max(times) - start) or 1, max(values) - low

    def place(time: float, value: float) -> tuple[float, float]:
        across = (time - start) / duration
        up = (value - low) / rise if rise else 0.5
        return round(EDGE + across * (WIDTH - 2 * EDGE), 1), round(HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE), 1)

    line = [place(*point) for point in trend.observed]
    x, y = line[-1]
    # Written out, because a long report has one in each row; only the label has texts.
    return Markup(
        f'<svg class="spark" role="img" aria-label="{escaped(_words(trend, translate))}"'
        f' viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f'<polyline class="course" points="{" ".join([f"{x:g},{y:g}" for x, y in line])}" fill="none"/>'
        f'<circle class="last" cx="{x:g}" cy="{y:g}" r="2.5"/>'
        f"{''.join([_diamond(*place(*point)) for point in trend.target])}</svg>"
    )


def _diamond(x: float, y: float) -> str:
    corners = f"{x:g},{y - 3.5:g} {x + 3.5:g},{y:g} {x:g},{y + 3.5:g} {x - 3.5:g},{y:g}"
    return f'<polygon class="aim" points="{corners}"/>'


def _words(trend: Trend, translate: Translate) -> str:
    """Return the first and the last observation and the target in words."""
    (_, first), (_, last) = trend.observed[0], trend.observed[-1]
    words = {"first": number(first), "last": number(last)}
    if not trend.target:
        return translate("From {first} to {last}").format(**words)
    target = number(trend.target[0][1])
    return translate("From {first} to {last}; target {target}").format(**words, target=target)

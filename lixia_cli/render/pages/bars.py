"""Bars drawn as svg without styles: progress beside time elapsed, and targets by light."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from lixia_cli.render.cells import Bar
from lixia_cli.render.markup import Attributes, Markup, element
from lixia_cli.text.i18n import Translate

NOT_QUITE = 0.99
"""Maximum filled share of a bar for a target that is not met."""


def progress_bars(bars: Iterable[Bar | None], translate: Translate) -> Iterator[Markup]:
    """Yield bars filled up to progress, with a line at the time elapsed and a label with both in words.

    Nothing is drawn for None.
    """
    words = translate("Progress {progress}, time elapsed {elapsed}")
    for bar in bars:
        if bar is None:
            yield Markup()
            continue
        done = max(0.0, min(bar.progress, 1.0 if bar.met else NOT_QUITE))
        now = max(0.0, min(bar.elapsed, 1.0))
        yield _drawn(words, bar.progress_text, bar.elapsed_text, f"{100 * done:.1f}%", f"{100 * now:.1f}%")


@lru_cache(maxsize=10_000)  # many rows look the same
def _drawn(words: str, progress: str, elapsed: str, done: str, now: str) -> Markup:
    """Return a bar filled up to one share of its width, with a line at another."""
    label = words.format(progress=progress, elapsed=elapsed)
    return element(
        "svg",
        {"class": "progress", "role": "img", "aria-label": label},
        element("rect", {"class": "track", "y": 3, "width": "100%", "height": 8}),
        element("rect", {"class": "done", "y": 3, "width": done, "height": 8}),
        element("line", {"class": "gap", "x1": now, "x2": now, "y1": 0, "y2": 14}),
        element("line", {"class": "now", "x1": now, "x2": now, "y1": 0, "y2": 14}),
    )


def lights_bar(counts: Mapping[str, int], label: str) -> Markup:
    """Return a bar with a piece for each light, as long as its share of all; `counts` by light, `label` says them."""
    total, pieces, left = sum(counts.values()) or 1, [], 0.0
    for light, count in counts.items():
        share = 100 * count / total
        if count:
            place: Attributes = {"x": f"{left:.2f}%", "width": f"{share:.2f}%", "y": 0, "height": 14}
            pieces.append(element("rect", {"class": f"piece {light}", **place}))
        left += share
    return element("svg", {"class": "lights", "role": "img", "aria-label": label}, pieces)

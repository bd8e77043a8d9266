"""Bars drawn as svg without styles: progress beside time elapsed, and targets by light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lixia_cli.model.arrays import Floats
from lixia_cli.render.cells import Bar
from lixia_cli.render.distinct import Distinct, numbered_values
from lixia_cli.render.markup import Attributes, Markup, element
from lixia_cli.render.rounded_text import all_digits_shown
from lixia_cli.text.i18n import Translate

NOT_QUITE = 0.99
"""Maximum filled share of a bar for a target that is not met."""


def progress_bars(bars: Sequence[Bar | None], translate: Translate) -> Distinct[Markup]:
    """Return bars filled up to progress, with a line at the time elapsed and a label with both in words.

    Nothing is drawn for None.
    """
    words = translate("Progress {progress}, time elapsed {elapsed}")
    drawn = [bar for bar in bars if bar is not None]
    codes = np.zeros(len(bars), dtype=np.int64)
    if not drawn:
        return Distinct(codes, [Markup()])
    progress, elapsed, *texts, met = zip(*drawn, strict=True)
    done = np.minimum(progress, np.where(met, 1.0, NOT_QUITE))
    looks = numbered_values(zip(*texts, _shares(done), _shares(np.array(elapsed)), strict=True))  # many are the same
    codes[[bar is not None for bar in bars]] = 1 + looks.codes
    return Distinct(codes, [Markup(), *(_drawn(words, *look) for look in looks.values)])


def _shares(numbers: Floats) -> list[str]:
    """Return numbers from 0 to 1, to which others are cut, as percentages."""
    return all_digits_shown(100 * np.clip(numbers, 0.0, 1.0), 1, grouped=False, trimmed=False)


def _drawn(words: str, progress: str, elapsed: str, done: str, now: str) -> Markup:
    """Return a bar filled up to one share of its width, with a line at another."""
    label = words.format(progress=progress, elapsed=elapsed)
    return element(
        "svg",
        {"class": "progress", "role": "img", "aria-label": label},
        element("rect", {"class": "track", "y": 3, "width": "100%", "height": 8}),
        element("rect", {"class": "done", "y": 3, "width": f"{done}%", "height": 8}),
        element("line", {"class": "gap", "x1": f"{now}%", "x2": f"{now}%", "y1": 0, "y2": 14}),
        element("line", {"class": "now", "x1": f"{now}%", "x2": f"{now}%", "y1": 0, "y2": 14}),
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

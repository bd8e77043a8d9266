"""Bars drawn as svg without styles: progress beside time elapsed, and targets by light."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress

import numpy as np

from lixia_cli.model.arrays import Floats
from lixia_cli.render.cells import Bars
from lixia_cli.render.distinct import Distinct, numbered_values
from lixia_cli.render.markup import Attributes, Markup, all_escaped, element
from lixia_cli.render.rounded_text import all_digits_shown
from lixia_cli.text.i18n import Translate

NOT_QUITE = 0.99
"""Maximum filled share of a bar for a target that is not met."""


def progress_bars(bars: Bars, translate: Translate) -> Distinct[Markup]:
    """Return bars filled up to progress, with a line at the time elapsed and a label with both in words.

    Nothing is drawn for a cell without a bar.
    """
    words = translate("Progress {progress}, time elapsed {elapsed}")
    drawn = bars.is_there
    texts = (compress(of, drawn.tolist()) for of in (bars.progress_text, bars.elapsed_text))
    done = np.minimum(bars.progress, np.where(bars.met, 1.0, NOT_QUITE))
    shares = (_shares(of[drawn]) for of in (done, bars.elapsed))
    looks = numbered_values(zip(*texts, *shares, strict=True))  # many are the same
    codes = np.zeros(len(drawn), dtype=np.int64)
    codes[drawn] = 1 + looks.codes
    labels = all_escaped([words.format(progress=look[0], elapsed=look[1]) for look in looks.values])
    return Distinct(
        codes, [Markup(), *(_drawn(label, *look[2:]) for label, look in zip(labels, looks.values, strict=True))]
    )


def _shares(numbers: Floats) -> list[str]:
    """Return numbers from 0 to 1, to which others are cut, as percentages."""
    return all_digits_shown(100 * np.clip(numbers, 0.0, 1.0), 1, grouped=False, trimmed=False)


def _drawn(label: Markup, done: str, now: str) -> Markup:
    """Return a bar filled up to one share of its width, with a line at another: written out, for there are many."""
    return Markup(
        f'<svg class="progress" role="img" aria-label="{label}"><rect class="track" y="3" width="100%" height="8"/>'
        f'<rect class="done" y="3" width="{done}%" height="8"/>'
        f'<line class="gap" x1="{now}%" x2="{now}%" y1="0" y2="14"/>'
        f'<line class="now" x1="{now}%" x2="{now}%" y1="0" y2="14"/></svg>'
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

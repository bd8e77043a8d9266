"""Units as printed, and the Chinese scale words (万, 亿) in front of them."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_SCALES = (
    ("万亿", 10**12),
    ("千亿", 10**11),
    ("百亿", 10**10),
    ("十亿", 10**9),
    ("亿", 10**8),
    ("千万", 10**7),
    ("百万", 10**6),
    ("十万", 10**5),
    ("万", 10**4),
)
SCALE_WORDS = dict(_SCALES)
PERCENT_UNITS = ("%", "‰")


class Unit(NamedTuple):
    """A unit split into its scale word and what is counted."""

    scale: int
    base: str


def split_unit(text: str) -> Unit:
    """Split the scale word off a unit.

    A lone 千 or 百 is not a scale word here: 千瓦时 and 百分点 are units of their own.

    >>> split_unit("亿元")
    Unit(scale=100000000, base='元')
    >>> split_unit("个百分点")
    Unit(scale=1, base='个百分点')
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    for word, scale in _SCALES:
        if plain.startswith(word) and plain != word:
            return Unit(scale, plain[len(word) :])
    return Unit(1, plain)

"""Compare the words after a number with its unit: the factor they mean, or a contradiction."""

from __future__ import annotations

import math

import numpy as np

from lixia_cli.model.arrays import Floats
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import codes_of, first_rows
from lixia_cli.model.units import (
    PERCENT_UNITS,
    is_currency_of,
    is_percentage,
    may_have_scale,
    percent_sign,
    scale_word,
    split_unit,
    takes_letter_scale,
)


def is_scale_or_percent(words: str) -> bool:
    """Return whether the words after a number are ``%``, ``‰`` or a scale word."""
    return percent_sign(words) in PERCENT_UNITS or scale_word(words) > 1


def scales_beside(words: Coded, units: Coded) -> Floats:
    """Return the factor that the words after each number mean, given its unit; NaN where the two contradict."""
    codes = codes_of(words, units)
    scales = [_scale(words[row], units[row]) for row in first_rows(codes).tolist()]
    return np.array(scales, dtype=np.float64)[codes]


_ORDINAL = ("st", "nd", "rd", "th")
_PLACES = ("rank", "ranking", "place", "position", "percentile", "位次", "名次", "位", "名")
"""Units of which 3rd and 3 are the same."""


def _scale(words: str, unit: str) -> float:
    """Return the factor that the words after a number mean, given its unit; NaN where the two contradict."""
    if not words or (words in _ORDINAL and unit in _PLACES):
        return 1
    if percent_sign(words) in PERCENT_UNITS:
        same = percent_sign(words) == percent_sign(unit) or (percent_sign(words) == "%" and is_percentage(unit))
        return 1 if same else math.nan
    own, said = split_unit(unit), split_unit(words)
    if scale_word(words) > 1:
        # 5k with the unit km may be meant as 5 km.
        letter = words.isascii() and len(words) == 1
        doubtful = own.base in PERCENT_UNITS or (letter and not takes_letter_scale(own.base))
        has_scale = own.scale > 1 or scale_word(unit) > 1 or may_have_scale(own.base)
        return math.nan if doubtful or has_scale else scale_word(words)
    same = own.base == said.base or is_currency_of(said.base, own.base)
    if not (own.base and same) or own.scale not in (1, said.scale):
        return math.nan
    return said.scale / own.scale

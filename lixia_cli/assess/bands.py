"""Bands on a quantity: what the rule sets have in common once they know the quantity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Texts

if TYPE_CHECKING:
    import pandas as pd

CONDITIONS = ("observed", "final", "met", "unknown", "limit", "wrong_side")


@dataclass(frozen=True)
class Bands:
    """Statuses by the least value they need, best first."""

    met: str
    """The status of a target that is met, whatever the quantity."""
    least: tuple[tuple[float, str], ...]
    below: str
    """The status below all of them."""
    lost: str = ""
    """The status of what has the target behind it (met at the baseline and lost, past a range); empty to ask no more
    than the value."""


def band(frame: pd.DataFrame, value: Floats, bands: Bands) -> Texts:
    """The status of every row of the frame of `measure`, by its `value` (NaN where it is not defined).

    In this order: no data; met; incomplete, where years are missing and the best band is not certain without them; on
    the wrong side of the target; no value, so no way to measure from a baseline; the bands.
    """
    observed, final, met, unknown, limit, wrong_side = (frame[name].to_numpy(dtype=np.bool_) for name in CONDITIONS)
    within = (frame["direction"] == "within").to_numpy(dtype=np.bool_)
    rules: list[tuple[Bools, str]] = [
        (~observed, "no_data"),
        (met & ~unknown, bands.met),
        (unknown & (final | limit | within | ~(value >= bands.least[0][0])), "incomplete"),
        (wrong_side & (bands.lost != ""), bands.lost),
        (np.isnan(value), "no_baseline"),
        *((value >= least, status) for least, status in bands.least),
    ]
    chosen = np.select([rows for rows, _ in rules], [code for _, code in rules], default=bands.below)
    return np.asarray(chosen.astype(object))

"""Turn the quantity of a rule set into a status by thresholds; shared by the rule sets with bands."""

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
    """The statuses of a rule set and their lower bounds."""

    met: str
    """Status of a target that is met, whatever the quantity."""
    least: tuple[tuple[float, str], ...]
    """Lower bounds and their statuses, best first."""
    below: str
    """Status below all lower bounds."""
    lost: str = ""
    """Status of a target met at the baseline and lost since, or of a value beyond the range; empty: by the bands."""


def band(frame: pd.DataFrame, value: Floats, bands: Bands) -> Texts:
    """Return the status of every row of the measured frame by its `value` (NaN where undefined).

    The first condition that holds decides: no data; met; incomplete, if years are missing and the best band is not
    certain without them; on the wrong side of the target; no baseline, if the value is undefined; the bands.
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

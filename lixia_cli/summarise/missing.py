"""Targets that lack the observation of a period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.model.periods import Period, parse_period
from lixia_cli.model.schema import SERIES_ID

_SERIES = list(SERIES_ID)


def last_period(targets: pd.DataFrame, actuals: pd.DataFrame) -> Period | None:
    """Return the last period for which any of the targets is observed; None without observations."""
    seen = actuals[_is_in(actuals, targets)]
    return parse_period(str(seen["period"].iloc[int(np.argmax(seen["time"]))])) if len(seen) else None


def without_observation(targets: pd.DataFrame, actuals: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return the targets that have a value, are not over before the period, and are not observed in it.

    Both are the frames of `check`; one row is returned for each key and region, the first.
    """
    observed = actuals[np.isclose(actuals["time"], period.time)]
    open_ = targets["target_value"].notna() & (targets["target_time"] >= period.time)
    return targets[open_ & ~_is_in(targets, observed)].drop_duplicates(_SERIES)


def _is_in(frame: pd.DataFrame, other: pd.DataFrame) -> pd.Series:
    """Whether the key and region of each row are in the other frame."""
    known = pd.MultiIndex.from_frame(other[_SERIES])
    return pd.Series(pd.MultiIndex.from_frame(frame[_SERIES]).isin(known), index=frame.index)

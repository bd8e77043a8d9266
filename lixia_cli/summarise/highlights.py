"""Select the targets that a summary names: the worst, the best and the most urgent."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import flag_column

COUNT = 3
"""Number of targets named of each kind."""


def worst(assessed: pd.DataFrame, rules: RuleSet, count: int = COUNT) -> pd.DataFrame:
    """Return the rows with a red or yellow light: the worst status first, then the lowest pace.

    Aspirations are excluded, since they never count as failures.
    """
    failing = assessed[assessed["light"].isin(["red", "yellow"]) & ~_flagged(assessed, "aspiration")]
    rank = {status.code: place for place, status in enumerate(rules.statuses)}
    order = failing.assign(rank=failing["status"].map(rank).astype(np.float64))
    order = order.sort_values(["rank", "pace"], ascending=[False, True], kind="stable")
    return failing.loc[order.index[:count]]


def best(assessed: pd.DataFrame, count: int = COUNT) -> pd.DataFrame:
    """Return the rows with a green light, furthest ahead of schedule first.

    Targets already met at the baseline, or worse now than then, are excluded.
    """
    succeeding = assessed[
        (assessed["light"] == "green") & ~_flagged(assessed, "met_at_baseline") & ~_flagged(assessed, "worsening")
    ]
    return succeeding.sort_values("lead_pp", ascending=False, kind="stable").head(count)


def most_urgent(assessed: pd.DataFrame, count: int = COUNT) -> pd.DataFrame:
    """Return the unmet rows that are behind schedule and whose need per year is known.

    Sorted by: not due yet before due, target year, aspirations after other targets, speed-up from the largest
    (undefined last), lead from the lowest. Adds `stalled` (bool): nothing was achieved so far, no speed-up is enough.
    """
    within_year = (
        assessed["years_left"].between(0, 1, inclusive="neither") & assessed["gap"].notna() & (assessed["path"] != "")
    )
    needs = assessed["step_needed"].notna() | assessed["cagr_needed"].notna() | within_year
    # A limit that is exceeded must be met again at once, not gradually.
    late = needs & ~assessed["met"] & (assessed["light"] != "green") & (assessed["status"] != "over_limit")
    rows = assessed[late]
    achieved = rows["step_achieved"].fillna(rows["cagr_achieved"])
    stalled = (achieved * rows["gap"] <= 0).to_numpy(dtype=np.bool_)
    grey = (rows["light"] == "grey").to_numpy(dtype=np.bool_)
    speed_up = np.where(stalled, np.inf, rows["speed_up"].fillna(-np.inf))
    rows = rows.assign(
        stalled=stalled,
        due=_flagged(rows, "due"),
        aim=_flagged(rows, "aspiration"),
        least=np.where(grey, -np.inf, speed_up),
    )
    order = {"due": True, "target_year": True, "aim": True, "least": False, "lead_pp": True}
    first = rows.sort_values(list(order), ascending=list(order.values()), kind="stable").head(count)
    return first.drop(columns=["due", "aim", "least"])


def due(assessed: pd.DataFrame) -> int:
    """Return the number of targets without a figure although their year has passed."""
    return int(_flagged(assessed, "due").sum())


def _flagged(assessed: pd.DataFrame, flag: str) -> pd.Series:
    """Return which rows have a flag."""
    return assessed[flag_column(flag)]

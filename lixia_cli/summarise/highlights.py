"""Which targets of the assessed frame a few lines should name: the worst, the best, what is needed most urgently."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import flag_column

COUNT = 3
"""How many are named of each kind."""


def worst(assessed: pd.DataFrame, rules: RuleSet, count: int = COUNT) -> pd.DataFrame:
    """The rows with a red or yellow light: the worst status first, then the lowest pace.

    An aspiration is not among them, for it is no failure.
    """
    failing = assessed[assessed["light"].isin(["red", "yellow"]) & ~_flagged(assessed, "aspiration")]
    rank = {status.code: place for place, status in enumerate(rules.statuses)}
    order = failing.assign(rank=failing["status"].map(rank).astype(np.float64))
    order = order.sort_values(["rank", "pace"], ascending=[False, True], kind="stable")
    return failing.loc[order.index[:count]]


def best(assessed: pd.DataFrame, count: int = COUNT) -> pd.DataFrame:
    """The rows with a green light, furthest ahead of schedule first.

    What the baseline had met already is no one's doing, and what has got worse since is no success.
    """
    succeeding = assessed[
        (assessed["light"] == "green") & ~_flagged(assessed, "met_at_baseline") & ~_flagged(assessed, "worsening")
    ]
    return succeeding.sort_values("lead_pp", ascending=False, kind="stable").head(count)


def most_urgent(assessed: pd.DataFrame, count: int = COUNT) -> pd.DataFrame:
    """The unmet rows that are not on schedule and of which is known what they need every year from now.

    The first to be due comes first, then promises before aspirations, then the largest speed-up; one that can't be told
    comes last, and behind all stand those that are due already. Adds `stalled` (bool): nothing was achieved so far, so
    that no speed-up is enough.
    """
    needs = assessed["step_needed"].notna() | assessed["cagr_needed"].notna()
    # A limit that is exceeded must be kept again at once, not bit by bit.
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
    """How many targets have no figure although their year has passed."""
    return int(_flagged(assessed, "due").sum())


def _flagged(assessed: pd.DataFrame, flag: str) -> pd.Series:
    """The rows that carry a flag."""
    return assessed[flag_column(flag)]

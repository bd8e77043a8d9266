"""Count what the files of a plan contain: plans, regions and domains, and every key with its observations."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Ints
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.model.table import Table, below
from lixia_cli.observe.observe import observe
from lixia_cli.observe.revisions import in_force
from lixia_cli.observe.trajectory import fold

_SERIES = list(SERIES_ID)
_GROUP = ["plan", "region", "domain"]
_PAIRS = 200_000
"""Maximum number of pairs of target and observation that are joined at once."""


def overview(targets: pd.DataFrame, actuals: pd.DataFrame) -> pd.DataFrame:
    """Count the targets of each plan, region and domain, in the order of the file.

    `targets` and `actuals` are the frames of `check`. Returns the columns plan, region, domain, `targets` (how many
    there are) and `with_data` (how many of them have an observation that counts).
    """
    batches, every, observations = _batches_of_plans(targets, actuals), Table.of(targets), Table.of(actuals)
    observed = [
        observe(fold(in_force(every.rows(batches == batch))), observations).select([*_GROUP, "latest_period"])
        for batch in np.unique(batches)
    ]
    if not observed:
        return pd.DataFrame(columns=[*_GROUP, "targets", "with_data"])
    everything = below(observed).frame(plain=True)
    counted = everything[_GROUP].assign(targets=1, with_data=(everything["latest_period"] != "").astype(np.int64))
    in_order = targets[_GROUP].drop_duplicates()
    return in_order.merge(counted.groupby(_GROUP, sort=False, as_index=False).sum(), on=_GROUP)


def _batches_of_plans(targets: pd.DataFrame, actuals: pd.DataFrame) -> Ints:
    """Divide the targets into groups of whole plans with a bounded number of observations; return group numbers.

    All plans joined at once would need memory for the number of plans times that of observations.
    """
    count = len(targets)
    codes = codes_of(*(np.append(targets[name].to_numpy(), actuals[name].to_numpy()) for name in _SERIES))
    observations = np.bincount(codes[count:], minlength=codes.max(initial=0) + 1)[codes[:count]]
    plans = codes_of(targets["plan"].to_numpy(dtype=object))
    pairs_of_plan = np.bincount(plans, weights=observations + 1)
    batch_of_plan = np.cumsum(pairs_of_plan) // max(_PAIRS, 2 * len(actuals))
    return np.asarray(batch_of_plan[plans], dtype=np.int64)


def of_targets(actuals: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Return the observations that share key and region with one of the targets."""
    return actuals.merge(targets[_SERIES].drop_duplicates(), on=_SERIES)


def keys(targets: pd.DataFrame, actuals: pd.DataFrame) -> pd.DataFrame:
    """List every key and region: those with a target in the order of the targets, then context in that of the actuals.

    Returns the columns key, region, name_zh, name_en, unit, `plans` ("fyp14, annual-2023"; empty for context),
    `observations` (how many), `first` and `last` (their periods; empty without any).
    """
    targeted = targets.groupby(_SERIES, sort=False, as_index=False).agg(
        name_zh=("name_zh", "first"),
        name_en=("name_en", "first"),
        unit=("unit", "first"),
        plans=("plan", lambda plans: ", ".join(dict.fromkeys(plan for plan in plans if plan))),
    )
    ordered = actuals.sort_values("time", kind="stable")
    observed = ordered.groupby(_SERIES, sort=False).agg(
        observations=("value", "size"), first=("period", "first"), last=("period", "last"), own_unit=("unit", "first")
    )
    everything = pd.concat([targeted[_SERIES], actuals[_SERIES]]).drop_duplicates()
    listed = everything.merge(targeted, how="left", on=_SERIES).merge(observed, how="left", on=_SERIES)
    listed["unit"] = listed["unit"].fillna(listed.pop("own_unit"))
    listed["observations"] = listed["observations"].fillna(0).astype(np.int64)
    return listed.fillna("")

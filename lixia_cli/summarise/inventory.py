"""What is in the files of a plan: plans, regions and domains with their counts, and every key."""

from __future__ import annotations

import difflib

import numpy as np
import pandas as pd

from lixia_cli.model.schema import SERIES_ID
from lixia_cli.observe.observe import observe


def overview(targets: pd.DataFrame, actuals: pd.DataFrame) -> pd.DataFrame:
    """One row per plan, region and domain, in the order of the file.

    `targets` and `actuals` are the frames of `check`. Returns the columns plan, region, domain, `targets` (how many
    there are) and `with_data` (how many of them have an observation that counts).
    """
    observed = observe(targets, actuals)["latest_period"].to_numpy() != ""
    counted = targets[["plan", "region", "domain"]].assign(targets=1, with_data=observed)
    return counted.groupby(["plan", "region", "domain"], sort=False, as_index=False).sum()


def of_targets(actuals: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """The observations that share key and region with one of the targets."""
    place = list(SERIES_ID)
    return actuals.merge(targets[place].drop_duplicates(), on=place)


def near_misses(targets: pd.DataFrame, actuals: pd.DataFrame) -> list[tuple[str, str]]:
    """Observed keys that no target has, each with the key of a target without observations that it may stand for."""
    promised, observed = set(targets["key"]), set(actuals["key"])
    return [
        (key, wanted)
        for key in sorted(observed - promised)
        for wanted in difflib.get_close_matches(key, sorted(promised - observed), n=1, cutoff=0.8)
        if _alike(key, wanted)
    ]


def _alike(key: str, wanted: str) -> bool:
    """Whether they have the same words but for a slip: gdp_usd is no misspelt gdp, nor homes_raised homes_added."""
    words, others = key.split("_"), wanted.split("_")
    return len(words) == len(others) and all(
        difflib.SequenceMatcher(None, word, other).ratio() >= 0.75 for word, other in zip(words, others, strict=True)
    )


def keys(targets: pd.DataFrame, actuals: pd.DataFrame) -> pd.DataFrame:
    """One row per key and region: those with a target in the order of the targets, then context in that of the actuals.

    Returns the columns key, region, name_zh, name_en, unit, `plans` ("fyp14, annual-2023"; empty for context),
    `observations` (how many), `first` and `last` (their periods; empty without any).
    """
    place = list(SERIES_ID)
    promised = targets.groupby(place, sort=False, as_index=False).agg(
        name_zh=("name_zh", "first"), name_en=("name_en", "first"), unit=("unit", "first"), plans=("plan", ", ".join)
    )
    ordered = actuals.sort_values("time", kind="stable")
    observed = ordered.groupby(place, sort=False).agg(
        observations=("value", "size"), first=("period", "first"), last=("period", "last"), own_unit=("unit", "first")
    )
    everything = pd.concat([promised[place], actuals[place]]).drop_duplicates()
    listed = everything.merge(promised, how="left", on=place).merge(observed, how="left", on=place)
    listed["unit"] = listed["unit"].fillna(listed.pop("own_unit"))
    listed["observations"] = listed["observations"].fillna(0).astype(np.int64)
    return listed.fillna("")

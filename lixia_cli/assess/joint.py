"""Joint targets: each gets the worst verdict among them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.arrays import Bools, Texts
from lixia_cli.model.coded import Coded, coded
from lixia_cli.model.grouping import codes_of

NAMED = 8
"""How many of the targets judged together a note names."""
_WORSE_LIGHTS = ("green", "grey", "yellow", "red")
"""From best to worst. Grey ranks below green, because missing data is not success, and above yellow and red."""


class Joint(NamedTuple):
    """The verdicts after joining, one element per row."""

    status: Coded
    together: Bools
    """Whether the row shares its name in `joint` with another row."""
    keys: Texts
    """The keys of the targets judged together, "a, b", at most NAMED of them; empty elsewhere."""
    changed: Bools
    """Whether the status differs from the row's own."""


def join(frame: pd.DataFrame, rules: RuleSet, status: Coded) -> Joint:
    """Give rows of one plan and region with the same name in `joint` the worst `status` among them.

    Targets without a value take no part. Rows without data keep `no_data`. If the worst status is grey, the rows with a
    status of their own get `incomplete`.
    """
    nothing = np.zeros(len(frame), dtype=np.bool_)
    named = np.flatnonzero((coded(frame["joint"]) != "") & (status != "not_quantified"))
    keys = np.full(len(frame), "", dtype=object)
    groups = codes_of(*(coded(frame[name])[named] for name in ("plan", "region", "joint")))
    several = np.bincount(groups)[groups] > 1 if len(named) else nothing[:0]
    named, groups = named[several], groups[several]
    if not len(named):
        return Joint(status, nothing, keys, nothing)
    order = sorted(rules.every_status(), key=lambda known: _WORSE_LIGHTS.index(known.light))
    codes = np.array([known.code for known in order], dtype=object)
    place = {code: number for number, code in enumerate(codes.tolist())}
    grey = np.array([known.light == "grey" for known in order], dtype=np.bool_)
    own = status[named].read(lambda code: place.get(code, -1), np.int64)
    worst = np.zeros(groups.max() + 1, dtype=np.int64)
    np.maximum.at(worst, groups, own)
    worse = worst[groups]
    verdict = np.where(grey[worse] & ~grey[own], "incomplete", codes[worse])
    verdict = np.where(codes[own] == "no_data", "no_data", verdict)
    joined = status.put(named, Coded.of(verdict))
    together = nothing.copy()
    together[named] = True
    own_keys = pd.Series(coded(frame["key"])[named].texts())
    keys[named] = own_keys.groupby(groups).agg(_listed).to_numpy(dtype=object)[groups]
    return Joint(joined, together, keys, joined != status)


def _listed(keys: pd.Series) -> str:
    """Return the keys with commas between them; of many the first NAMED, and how many there are besides."""
    more = f" and {len(keys) - NAMED} more" if len(keys) > NAMED else ""
    return ", ".join(keys[:NAMED]) + more

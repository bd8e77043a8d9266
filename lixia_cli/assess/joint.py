"""Joint targets: each gets the worst verdict among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.arrays import Bools, Texts
from lixia_cli.model.grouping import codes_of

_WORSE_LIGHTS = ("green", "grey", "yellow", "red")
"""From best to worst. Grey ranks below green, because missing data is not success, and above yellow and red."""


@dataclass(frozen=True)
class Joint:
    """The verdicts after joining, one element per row."""

    status: Texts
    together: Bools
    """Whether the row shares its name in `joint` with another row."""
    keys: Texts
    """The keys of the joint targets, "a, b"; empty for other rows."""
    changed: Bools
    """Whether the status differs from the row's own."""


def join(frame: pd.DataFrame, rules: RuleSet, status: Texts) -> Joint:
    """Give rows of one plan and region with the same name in `joint` the worst `status` among them.

    Rows without data keep `no_data`. If the worst status is grey, the rows with a status of their own get `incomplete`.
    """
    nothing = np.zeros(len(frame), dtype=np.bool_)
    named = np.flatnonzero((frame["joint"] != "").to_numpy(dtype=np.bool_))
    keys = np.full(len(frame), "", dtype=object)
    groups = codes_of(*(frame[name].to_numpy(dtype=object)[named] for name in ("plan", "region", "joint")))
    several = np.bincount(groups)[groups] > 1 if len(named) else nothing[:0]
    named, groups = named[several], groups[several]
    if not len(named):
        return Joint(status, nothing, keys, nothing)
    order = sorted(rules.every_status(), key=lambda known: _WORSE_LIGHTS.index(known.light))
    codes = np.array([known.code for known in order], dtype=object)
    grey = np.array([known.light == "grey" for known in order], dtype=np.bool_)
    own = pd.Index(codes).get_indexer(pd.Index(status[named]))
    worst = np.zeros(groups.max() + 1, dtype=np.int64)
    np.maximum.at(worst, groups, own)
    worse = worst[groups]
    verdict = np.where(grey[worse] & ~grey[own], "incomplete", codes[worse])
    verdict = np.where(codes[own] == "no_data", "no_data", verdict)
    joined = status.copy()
    joined[named] = verdict
    together = nothing.copy()
    together[named] = True
    listed = pd.Series(frame["key"].to_numpy(dtype=object)[named]).groupby(groups).transform(", ".join)
    keys[named] = listed.to_numpy(dtype=object)
    return Joint(joined, together, keys, np.asarray(joined != status, dtype=np.bool_))

"""Targets promised together: the worst of their verdicts is the verdict of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.arrays import Bools, Texts
from lixia_cli.model.grouping import codes_of

_WORSE_LIGHTS = ("green", "grey", "yellow", "red")
"""What is not known yet is worse than what is sure, but no proof of failure."""


@dataclass(frozen=True)
class Joint:
    """The verdicts of targets promised together, one entry per row."""

    status: Texts
    together: Bools
    """The row has the name of a joint promise in common with another."""
    keys: Texts
    """The keys promised together, "a, b"; empty elsewhere."""
    changed: Bools
    """The verdict is not the row's own."""


def join(frame: pd.DataFrame, rules: RuleSet, status: Texts) -> Joint:
    """Give the rows of one plan and region that have the same name in `joint` the worst `status` among them.

    A row without data stays without; where one is not known and the others are good, those are `incomplete`.
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

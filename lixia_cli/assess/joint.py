"""Joint targets: each gets the worst verdict among them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import Groups, codes_of
from lixia_cli.model.table import Table

NAMED = 8
"""How many of the targets judged together a note names."""
_WORSE_LIGHTS = ("green", "grey", "yellow", "red")
"""From best to worst. Grey ranks below green, because missing data is not success, and above yellow and red."""


class Joint(NamedTuple):
    """The verdicts after joining, one element per row."""

    status: Coded
    together: Bools
    """Whether the row shares its name in `joint` with another row."""
    keys: Coded
    """The keys of the targets judged together, "a, b", at most NAMED of them; empty elsewhere."""
    changed: Bools
    """Whether the status differs from the row's own."""


def join(measured: Table, rules: RuleSet, status: Coded) -> Joint:
    """Give rows of one plan and region with the same name in `joint` the worst `status` among them.

    Targets without a value take no part. Rows without data keep `no_data`. If the worst status is grey, the rows with a
    status of their own get `incomplete`.
    """
    nothing = np.zeros(len(measured), dtype=np.bool_)
    named = np.flatnonzero((measured.texts("joint") != "") & (status != "not_quantified"))
    keys = Coded.full(len(measured), "")
    if not len(named):
        return Joint(status, nothing, keys, nothing)
    groups = codes_of(*(measured.texts(name)[named] for name in ("plan", "region", "joint")))
    several = np.bincount(groups)[groups] > 1
    named, groups = named[several], groups[several]
    if not len(named):
        return Joint(status, nothing, keys, nothing)
    ranked = sorted(rules.every_status(), key=lambda known: _WORSE_LIGHTS.index(known.light))
    codes = np.array([known.code for known in ranked], dtype=object)
    place = {code: number for number, code in enumerate(codes.tolist())}
    grey = np.array([known.light == "grey" for known in ranked], dtype=np.bool_)
    own = status[named].read(lambda code: place.get(code, -1), np.int64)
    worst = np.zeros(groups.max() + 1, dtype=np.int64)
    np.maximum.at(worst, groups, own)
    worse = worst[groups]
    verdict = np.where(grey[worse] & ~grey[own], "incomplete", codes[worse])
    verdict = np.where(codes[own] == "no_data", "no_data", verdict)
    joined = status.put(named, Coded.of(verdict))
    together = nothing.copy()
    together[named] = True
    order = np.argsort(groups, kind="stable")
    runs = Groups(groups[order])
    listed = runs.listed(measured.texts("key")[named[order]].texts(), NAMED)
    keys = keys.put(named[order], Coded.of(np.repeat(listed, runs.count)))
    return Joint(joined, together, keys, joined != status)

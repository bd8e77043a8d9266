"""Targets and how many rows each has → parts of about as many rows, in which nothing that belongs together is apart."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.belonging import last_row_needed
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Table
from lixia_cli.read.parts.places import Places
from lixia_cli.text.comparison import comparable


def divided(counts: Ints, most: int, places: Places, targets: Table) -> Iterator[tuple[int, int, Bools]]:
    """Yield the first place of each part, the one behind it, and which rows of the table of `targets` belong to it.

    `counts` says how many rows each place has. A part has at most `most` rows, unless what belongs together has more.
    """
    ends = _ends(places.order, places.chosen, targets)
    behind = max(len(counts), len(places.order))
    ends = np.concatenate([ends, np.arange(len(places.order) + 1, behind + 1)])
    before = np.zeros(behind + 1, dtype=np.int64)
    np.cumsum(counts, out=before[1 : len(counts) + 1])
    before[len(counts) + 1 :] = before[len(counts)]
    there = before[ends]  # how many rows are before each end
    begin = 0
    while begin < behind:
        fits = np.searchsorted(there, before[begin] + most, "right") - 1
        some = min(int(np.searchsorted(there, before[begin], "right")), len(ends) - 1)
        # No part is without rows, if there are any, and targets without rows go with those before them.
        end = int(ends[np.searchsorted(there, there[max(fits, some)], "right") - 1])
        own = np.zeros(len(places.order), dtype=np.bool_)
        own[places.order] = (begin <= places.own) & (places.own < end)
        yield begin, end, own
        begin = end


def _ends(order: Ints, chosen: int, targets: Table) -> Ints:
    """Return the places of targets where nothing that belongs together is divided.

    Where some targets have no region, a target and those that are joint with it may be of any.
    """
    first = order[:chosen]
    plan, region, key, joint = (
        targets.texts(name)[first].map(comparable) if name in targets else Coded.full(chosen, "")
        for name in ("plan", "region", "key", "joint")
    )
    if (region == "").any():
        region = Coded.full(chosen, "")
    last = last_row_needed(plan, region, key, joint)
    ends = np.flatnonzero(last == np.arange(chosen)) + 1
    return np.concatenate([ends, np.arange(chosen + 1, len(order) + 1)])

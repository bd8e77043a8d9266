"""Divide targets into blocks that can be judged one after the other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lixia_cli.model.arrays import Ints
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.table import Table


def blocks(targets: Table, size: int) -> Iterator[Table]:
    """Yield the rows of `check_targets` in order, at least `size` at a time; one empty block if empty.

    All values of one target (its milestones and revisions) are in one block, and so are joint targets. What is computed
    for a target needs no row of another block then.
    """
    begin, last = 0, _last_row_needed(targets)
    ends = np.flatnonzero(last == np.arange(len(last))) + 1
    while begin < len(last) - size:
        end = int(ends[np.searchsorted(ends, begin + size)])
        yield targets.rows(slice(begin, end))
        begin = end
    if begin < len(targets) or not begin:
        yield targets.rows(slice(begin, None))


def _last_row_needed(targets: Table) -> Ints:
    """Return for each row the last one that goes with it, or with a row before: of its target, or joint with it."""
    plan, region, key, joint = (targets.texts(name) for name in ("plan", "region", "key", "joint"))
    rows = np.arange(len(targets))
    last = rows.copy()
    named = np.flatnonzero(joint != "")
    groups = ((rows, codes_of(plan, region, key)), (named, codes_of(plan[named], region[named], joint[named])))
    for some, codes in groups:
        of_code = np.zeros(len(targets), dtype=np.int64)
        of_code[codes] = some  # of several rows the last one assigned stays
        last[some] = np.maximum(last[some], of_code[codes])
    return np.maximum.accumulate(last)

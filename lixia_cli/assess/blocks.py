"""Divide targets into blocks that can be judged one after the other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lixia_cli.model.belonging import last_row_needed
from lixia_cli.model.table import Table


def blocks(targets: Table, size: int) -> Iterator[Table]:
    """Yield the rows of `check_targets` in order, at least `size` at a time; one empty block if empty.

    All values of one target (its milestones and revisions) are in one block, and so are joint targets. What is computed
    for a target needs no row of another block then.
    """
    begin, last = 0, last_row_needed(*(targets.texts(name) for name in ("plan", "region", "key", "joint")))
    ends = np.flatnonzero(last == np.arange(len(last))) + 1
    while begin < len(last) - size:
        end = int(ends[np.searchsorted(ends, begin + size)])
        yield targets.rows(slice(begin, end))
        begin = end
    if begin < len(targets) or not begin:
        yield targets.rows(slice(begin, None))

"""Which rows of targets belong together: the values of one target, and targets that are judged jointly."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import all_different, codes_of


def last_row_needed(plan: Coded, region: Coded, key: Coded, joint: Coded) -> Ints:
    """Return for each row the last one that goes with it, or with a row before: of its target, or joint with it."""
    rows = np.arange(len(key))
    last = rows.copy()
    named = np.flatnonzero(joint != "")
    if not len(named) and all_different(plan, region, key):
        return rows
    groups = ((rows, codes_of(plan, region, key)), (named, codes_of(plan[named], region[named], joint[named])))
    for some, codes in groups:
        of_code = np.zeros(len(key), dtype=np.int64)
        of_code[codes] = some  # of several rows the last one assigned stays
        last[some] = np.maximum(last[some], of_code[codes])
    return np.maximum.accumulate(last)

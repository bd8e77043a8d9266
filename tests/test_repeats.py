"""Rows that are in order need no search for repeated figures."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from lixia_cli.check.series import order_of
from lixia_cli.model.runs import Runs

listed = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4)), max_size=12)


@given(listed | listed.map(sorted) | st.lists(st.tuples(st.just(0), st.integers(0, 9)), max_size=9).map(sorted))
@example([(1, 0), (1, 2), (1, 2), (0, 2)])
def test_rows_that_follow_each_other_and_those_that_may_be_repeated(rows):
    series, time = (np.array([row[at] for row in rows], dtype=kind) for at, kind in ((0, np.int32), (1, np.int8)))
    in_order, repeated = order_of(Runs(series), Runs(series).first_of(series), time)
    runs = [[when for _, when in run] for _, run in itertools.groupby(rows, key=lambda row: row[0])]
    follow = len(runs) == len({number for number, _ in rows})
    assert in_order == (follow and all(run == sorted(set(run)) for run in runs))
    times = Counter(rows)
    wanted = [at for at, row in enumerate(rows) if times[row] > 1]
    assert set(wanted) <= set(repeated.tolist())
    if not wanted or (follow and all(run == sorted(run) for run in runs)):
        assert repeated.tolist() == wanted

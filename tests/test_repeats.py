"""Rows that are in order need no search for repeated figures."""

from __future__ import annotations

import itertools
from collections import Counter
from unittest import mock

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from lixia_cli.check.series import Observed, Series, order_of
from lixia_cli.model import runs
from lixia_cli.model.runs import Runs

listed = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4)), max_size=12)


@given(listed | listed.map(sorted) | st.lists(st.tuples(st.just(0), st.integers(0, 9)), max_size=9).map(sorted))
@example([(1, 0), (1, 2), (1, 2), (0, 2)])
def test_rows_that_follow_each_other_and_those_that_may_be_repeated(rows):
    series, time = (np.array([row[at] for row in rows], dtype=kind) for at, kind in ((0, np.int32), (1, np.int8)))
    in_order, repeated = order_of(Runs(series), Runs(series).first_of(series), time)
    series_of_rows = [[when for _, when in run] for _, run in itertools.groupby(rows, key=lambda row: row[0])]
    follow = len(series_of_rows) == len({number for number, _ in rows})
    assert in_order == (follow and all(run == sorted(set(run)) for run in series_of_rows))
    times = Counter(rows)
    wanted = [at for at, row in enumerate(rows) if times[row] > 1]
    assert set(wanted) <= set(repeated.tolist())
    if not wanted or (follow and all(run == sorted(run) for run in series_of_rows)):
        assert repeated.tolist() == wanted


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-9, 9)), max_size=12), st.sampled_from([1, 1000]))
def test_the_largest_value_of_each_series(rows, long):
    of_row, value = (np.array([row[at] for row in rows], dtype=kind) for at, kind in ((0, np.int32), (1, np.float64)))
    each = Runs(of_row)
    series = Series(of_row[:0], Observed(each, each.first_of(of_row), False, np.arange(0)), 4)
    with mock.patch.object(runs, "_LONG", long):  # values of short ranges are looked up one by one
        found = series.reduced(np.maximum, value, -5.0)
    assert found.tolist() == [max([-5.0, *(number for own, number in rows if own == at)]) for at in range(4)]

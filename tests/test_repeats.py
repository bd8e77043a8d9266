"""Rows that are in order need no search for repeated figures."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.check.series import is_in_order
from lixia_cli.model.runs import Runs


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=12))
def test_rows_of_a_series_follow_each_other_each_later_than_the_one_before(rows):
    series, time = (np.array([row[at] for row in rows], dtype=kind) for at, kind in ((0, np.int32), (1, np.float64)))
    runs = [[when for _, when in run] for _, run in itertools.groupby(rows, key=lambda row: row[0])]
    later = all(run == sorted(set(run)) for run in runs)
    assert is_in_order(Runs(series), Runs(series).first_of(series), time) == (
        later and len(runs) == len({number for number, _ in rows})
    )

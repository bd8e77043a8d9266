"""Rows are in the order of their series and periods, by whichever means."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.coded import Coded
from lixia_cli.read.parts import ordered as module
from lixia_cli.read.parts.ordered import ordered

PERIODS = ["2024-02", "2023", "2024-01"]
ROW = st.tuples(st.integers(0, 3), st.sampled_from(PERIODS), st.sampled_from("bac"), st.floats(0, 3))
ROWS = st.lists(ROW, max_size=20)


@given(ROWS, st.booleans(), st.sampled_from([0, 2, 100]), st.sampled_from([PERIODS, sorted(PERIODS)]))
def test_the_order_of_rows(rows, unique, sparse, listed):
    """Those that agree in series and period by their values, and then by their other texts."""
    if unique:
        rows = list({row[:2]: row for row in rows}.values())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_SPARSE", sparse)
        series, periods, notes, values = (list(column) for column in zip(*rows, strict=True)) if rows else ([],) * 4
        places = {text: at for at, text in enumerate(listed)}
        period = Coded(np.array([places[text] for text in periods], dtype=np.int8), np.array(listed, dtype=object))
        others = {"value": np.array(values), "unit": Coded.full(len(rows), "km"), "note": Coded.of_list(notes)}
        found = ordered(np.array(series, dtype=np.int16), 4, period, others)
    columns = (
        np.repeat(np.arange(4), found.counts),
        found.period.texts(),
        found.others["value"],
        found.others["note"].texts(),
    )
    expected = sorted((series, period, value, note) for series, period, note, value in rows)
    assert list(zip(*(column.tolist() for column in columns), strict=True)) == expected
    assert found.others["unit"].unique() == ["km"] * bool(rows)

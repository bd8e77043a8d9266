"""Columns as distinct values, and the json that is put together of them."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.assessed_columns import WHOLE_NUMBERS
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Table
from lixia_cli.render.distinct import distinct
from lixia_cli.render.formats import json as json_format
from lixia_cli.render.formats.json import _objects


def test_what_is_equal_but_written_differently_is_kept_apart():
    zeros = distinct(np.array([0.0, -0.0, 0.0]))
    assert [math.copysign(1, value) for value in zeros.each(float)] == [1, -1, 1]
    assert len(zeros.values) == 2


@pytest.mark.parametrize(
    ("column", "whole", "values"),
    [
        (np.array([1.5, math.nan, 1.5]), False, [1.5, None, 1.5]),
        (np.array([1, math.nan, 1]), True, [1, None, 1]),
        (np.array([True, False, True]), False, [True, False, True]),
        (np.array([3, 2, 3]), False, [3, 2, 3]),
        (Coded(np.array([2, 0, 2], dtype=np.int8), np.array(["b", "-", "a"], object)), False, ["a", "b", "a"]),
        (Coded.of_list([]), False, []),
    ],
)
def test_values_are_pythons_own(column, whole, values):
    found = distinct(column, whole).rows()
    assert [(type(value), value) for value in found] == [(type(value), value) for value in values]


def test_each_distinct_value_is_made_once():
    asked = []
    assert distinct(Coded.of_list(["a", "b", "a"])).each(lambda text: asked.append(text) or text * 2) == [
        "aa",
        "bb",
        "aa",
    ]
    assert asked == ["a", "b"]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["\n", "\u2028", '"indicators": []', "\x7f"]
)


@given(st.lists(st.tuples(st.floats(allow_infinity=False), TEXTS, st.none() | st.integers(-9, 9)), max_size=9), TEXTS)
def test_rows_are_encoded_as_by_json(rows, title):
    table = Table(
        {
            "number": np.array([row[0] for row in rows], dtype=np.float64),
            title: Coded.of(np.array([row[1] for row in rows], dtype=object)),
            "target_year": np.array([math.nan if row[2] is None else row[2] for row in rows], dtype=np.float64),
        }
    )
    expected = [
        {"number": None if math.isnan(number) else number, title: text, "target_year": whole}
        for number, text, whole in rows
    ]
    if title in ("number", *WHOLE_NUMBERS):
        return
    lines = b"".join(_objects(table, b"{", b", ", b"}\n")).decode()
    assert lines == "".join(json_format.encoded(row, None).decode() for row in expected)
    text = b"".join(_objects(table, b"    {\n      ", b",\n      ", b"\n    },\n")).decode()[:-2]
    assert f"[\n{text}\n  ]" in json_format.encoded({"a": expected}).decode() or not rows
    assert json.loads(f"[{text}]") == expected


def test_blocks_are_one_list(monkeypatch):
    table = Table({"a": np.arange(7)})
    monkeypatch.setattr(json_format, "BLOCK", 3)
    assert (
        b"".join(_objects(table, b"{", b", ", b"},"))
        == b'{"a": 0},{"a": 1},{"a": 2},{"a": 3},{"a": 4},{"a": 5},{"a": 6},'
    )

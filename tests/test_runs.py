"""Runs of equal rows and lists of texts that are looked at once, beside the loops that say what they are."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.coded import Coded
from lixia_cli.model.once import Once
from lixia_cli.model.runs import Runs

# The key, the unit and the value of each row; how often each row is repeated decides whether there are runs at all.
rows = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.integers(-9, 9)), max_size=9)
repeated = st.sampled_from([1, 3, 4, 9])


@given(rows, repeated)
def test_runs_are_rows_that_follow_each_other_and_agree(listed, times):
    every = [row for row in listed for _ in range(times)]
    key, unit = (Coded.of_list([row[at] for row in every]) for at in (0, 1))
    value = np.array([row[2] for row in every], dtype=np.float64)
    runs = Runs(key.codes, unit.codes)
    found = [list(run) for _, run in groupby(every, key=lambda row: row[:2])]
    if len(found) * 4 > len(every):
        found = [[row] for row in every]
    assert len(runs) == len(found)
    assert runs.texts(unit).texts().tolist() == [run[0][1] for run in found]
    assert runs.reduced(np.maximum, value).tolist() == [max(row[2] for row in run) for run in found]
    number = [at for at, run in enumerate(found) for _ in run]
    assert runs.rows_of(np.arange(len(runs))).tolist() == number
    assert [runs.of_row(row) for row in range(len(every))] == number
    assert runs.texts_of_rows(runs.texts(key)).texts().tolist() == key.texts().tolist()
    for holds in (runs.texts(key) == "a", runs.texts(key) == "c", runs.texts(key) != "c"):
        assert runs.hold(holds).tolist() == [bool(holds[at]) for at in number]


def test_a_list_of_texts_is_read_once():
    read: list[str] = []

    def upper(text: str) -> str:
        read.append(text)
        return text.upper()

    texts = np.array(["a", "A", "b"], dtype=object)
    first, second = Coded(np.array([2, 1, 0, 2]), texts), Coded(np.array([0, 0]), texts)
    once = Once()
    assert once.map("upper", first, upper).texts().tolist() == ["B", "A", "A", "B"]
    assert once.map("upper", second, upper).texts().tolist() == ["A", "A"]
    assert read == ["a", "A", "b"]
    # Another list, another thing it depends on, and another name: read again.
    other = Coded(np.array([0]), np.array(["c"], dtype=object))
    assert once.map("upper", other, upper).texts().tolist() == ["C"]
    assert once.map("upper", other, str.title, texts).texts().tolist() == ["C"]
    assert once.map("lower", second, str.lower).texts().tolist() == ["a", "a"]
    assert once.holds("is b", first, "b".__eq__).tolist() == [True, False, False, True]
    assert once.holds("is b", second, "b".__eq__).tolist() == [False, False]
    assert read == ["a", "A", "b", "c"]

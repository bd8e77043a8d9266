"""Rows that come in any order are read by the numbers of what they belong to, from a file in between."""

from __future__ import annotations

import itertools
import tempfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.files.replace import UnwrittenError
from lixia_cli.model.coded import Coded
from lixia_cli.read import spill
from lixia_cli.read.spill import Spill

texts = st.sampled_from(["", "a", "乙", "\ud800", "a\nb\0", "1.5"])
# Numbers that are near each other, and as far from each other as targets may be.
numbers = st.one_of(st.integers(0, 5), st.integers(0, 300_000))
cells = st.tuples(numbers, texts, st.sampled_from([1.5, -0.0, 2e300]))


def column(values, as_numbers: bool):
    return np.array(values, dtype=np.float64) if as_numbers else Coded.of_list([f"{value:g}" for value in values])


@given(
    st.lists(st.tuples(st.lists(cells, max_size=8), st.booleans()), max_size=6),
    st.sampled_from([1, 5, 1000]),
    st.sampled_from([0, 2, 1000]),
    st.sampled_from([0, 1000, 10**9]),
    st.lists(st.integers(0, 300_001), max_size=4),
)
def test_all_rows_by_their_numbers(blocks, at_once, most_texts, all_numbers, cuts):
    """However many rows are sorted at once, if at all, and whether texts are kept in memory or not."""
    row = itertools.count()
    with pytest.MonkeyPatch.context() as patch, Spill(all_numbers) as found:
        patch.setattr(spill, "_MANY", 2)
        patch.setattr(spill, "_AT_ONCE", at_once)
        patch.setattr(spill, "_MOST_TEXTS", most_texts)
        found.fill(
            (
                {
                    "text": Coded.of_list([text for _, text, _ in rows]),
                    "same": Coded.full(len(rows), "km"),
                    "value": column([value for *_, value in rows], as_numbers),
                    "row": np.fromiter(row, dtype=np.int64, count=len(rows)),
                },
                np.array([number for number, *_ in rows], dtype=np.int64),
            )
            for rows, as_numbers in blocks
        )
        every = [cell for rows, _ in blocks for cell in rows]
        assert found.count == len(every)
        counted = {number: count for number, count in enumerate(found.counts.tolist()) if count}
        assert counted == {of: sum(number == of for number, *_ in every) for of, *_ in every}
        for first, last in itertools.pairwise([0, *sorted(cuts), 300_001]):
            columns, number = found.rows(first, last)
            assert ((number >= first) & (number < last)).all()
            own = [at for at, (of, *_) in enumerate(every) if first <= of < last]
            if not own:
                assert not len(number)
                continue
            order = np.argsort(columns["row"])
            assert columns["row"][order].tolist() == own
            assert number[order].tolist() == [every[at][0] for at in own]
            assert columns["text"][order].texts().tolist() == [every[at][1] for at in own]
            assert columns["same"].unique() == ["km"]
            for of in set(number.tolist()):
                assert (np.diff(columns["row"][number == of]) > 0).all()
            if isinstance(columns["value"], Coded):
                got = columns["value"][order].texts().tolist()
                assert [float(text) for text in got] == [every[at][2] for at in own]
            else:
                assert columns["value"][order].tolist() == [every[at][2] for at in own]


def test_texts_are_one_array_for_all_parts():
    with Spill() as found:
        blocks = [["b", "a"], ["a", "c"], ["c", "b"]]
        found.fill([({"text": Coded.of_list(block)}, np.array([0, 1])) for block in blocks])
        first, second = (found.rows(number, number + 1)[0]["text"] for number in (0, 1))
        assert first.texts().tolist() == ["b", "a", "c"]
        assert second.texts().tolist() == ["a", "c", "b"]
        assert first.distinct is second.distinct


def test_numbers_among_texts_are_spelt_as_in_a_file():
    with Spill() as found:
        found.fill([({"value": Coded.of_list(["12a"])}, np.array([0]))])
        found.fill([({"value": np.array([3.0, 0.1, np.nan])}, np.array([0, 0, 1]))])
        assert found.rows(0, 1)[0]["value"].texts().tolist() == ["12a", "3", "0.1"]
        assert found.rows(1, 2)[0]["value"].tolist() != found.rows(1, 2)[0]["value"].tolist()  # NaN, a number


def test_nothing():
    with Spill() as found:
        found.fill([])
        assert found.rows(0, 5) == ({}, pytest.approx([]))
        found.fill([({"text": Coded.of_list([])}, np.zeros(0, dtype=np.int64))])
        columns, number = found.rows(0, 5)
        assert (len(columns["text"]), len(number), found.count) == (0, 0, 0)


def test_a_full_disk_is_reported():
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Spill() as found:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, before[1]))
        try:
            with pytest.raises(UnwrittenError) as raised:
                found.fill([({"value": np.arange(1000.0)}, np.zeros(1000, dtype=np.int64))])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert raised.value.filename == tempfile.gettempdir()

"""Columns that cost less: made when they are asked for, kept once for each number, or not made where nothing holds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.arrays import alike, at, holds_at, is_alike, positions_of, select, some_of
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import all_different, codes_of, numbers_of_rows
from lixia_cli.model.repeated import Repeated
from lixia_cli.model.table import Later, Table

MONTHS = np.array([12, 6, 12, 3])
CODES = np.array([0, 1, 3, 2, 1], dtype=np.int8)


def never():
    raise AssertionError("a column that nobody asked for")


def test_a_later_column_is_made_once_and_only_if_it_is_asked_for():
    made = []

    def column():
        made.append(1)
        return np.array([5, 7, 9])

    table = Table({"key": Coded.full(3, "a"), "later": Later(column), "never": Later(never)})
    some = table.rows(np.array([2, 0])).with_columns({"more": np.array([1, 2])}).select(["later", "never", "more"])
    assert not made
    assert some["later"].tolist() == [9, 5]
    assert table.rows(slice(1, None))["later"].tolist() == [7, 9]
    assert made == [1]


def test_numbers_kept_once_are_those_of_an_array():
    table = Table({"months": Repeated(CODES, MONTHS), "plain": MONTHS.take(CODES)})
    rows = np.array([4, 2])
    for name in table:
        assert table.ints(name).tolist() == [12, 6, 3, 12, 6]
        assert table.some(name, rows).tolist() == [6, 3]
        assert table.rows(rows)[name].tolist() == [6, 3]
        assert table.rows(slice(0, 2))[name].tolist() == [12, 6]
        assert table.holds(name, lambda months: months < 12).tolist() == [False, True, True, False, True]
    assert table.frame()["months"].tolist() == [12, 6, 3, 12, 6]


def test_equal_numbers_with_different_codes_are_equal():
    assert codes_of(Repeated(CODES, MONTHS)).tolist() == [0, 1, 2, 0, 1]


def test_a_case_that_holds_nowhere_is_not_computed():
    nowhere, first = np.array([False, False]), np.array([True, False])
    found = select([(nowhere, never), (first, lambda: np.array([1.0, 2.0])), (~nowhere, 3.0)], np.array([8.0, 9.0]))
    assert found.tolist() == [1.0, 3.0]


conditions = st.lists(st.booleans(), min_size=1, max_size=6)


@given(conditions, st.data())
def test_a_condition_at_positions(condition, data):
    rows = data.draw(st.lists(st.integers(0, len(condition) - 1), max_size=9))
    found = holds_at(np.array(condition), np.array(rows, dtype=np.int64))
    assert found.tolist() == [condition[row] for row in rows]


pairs = st.lists(st.tuples(st.sampled_from("abc"), st.integers(-3, 12)), max_size=12)


@given(pairs)
def test_rows_are_numbered_without_gaps_and_alike_where_they_agree(rows):
    texts = Coded(
        np.array(["abcdefgh".index(text) for text, _ in rows], dtype=np.int8), np.array([*"abcdefgh"], object)
    )
    numbers = np.array([number for _, number in rows], dtype=np.int64)
    found, count = numbers_of_rows(texts, numbers)
    assert sorted(set(found.tolist())) == list(range(count))
    assert len(set(zip(found.tolist(), rows, strict=True))) == count == len(set(rows))
    assert all_different(texts, numbers) == (len(set(rows)) == len(rows))


def test_a_column_of_one_value_is_one_wherever_its_rows_go():
    years = Table({"year": alike(2020.0, 5), "key": Coded.full(5, "a")})
    for rows in (slice(1, 4), np.array([4, 0, 2]), np.array([True, True, False, True, False])):
        some = years.rows(rows)
        assert some["year"].tolist() == [2020.0] * 3
        assert some["key"].texts().tolist() == ["a"] * 3
        assert is_alike(some["year"])
        assert is_alike(some["key"].codes)
    assert is_alike(at(np.array(["x"], dtype=object), np.zeros(3, dtype=np.int8)))
    assert not is_alike(at(np.array([1, 1]), np.array([0, 1])))
    with pytest.raises(ValueError, match="read-only"):
        years["year"][0] = 2021


@given(st.lists(st.booleans(), max_size=8))
def test_positions_are_those_where_it_holds(holds):
    column = np.arange(len(holds))
    rows = positions_of(np.array(holds, dtype=np.bool_))
    assert some_of(column, rows).tolist() == [row for row, held in enumerate(holds) if held]

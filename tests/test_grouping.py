"""Reductions of runs on arrays, beside the loops that say what they are."""

from __future__ import annotations

from itertools import accumulate, groupby
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model import grouping
from lixia_cli.model.announcements import Announcements
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import Groups, all_different, codes_of, last_of_each, numbers_of_rows, sorted_rows
from lixia_cli.model.table import Table
from lixia_cli.observe.trajectory import first_due

# A number for each row and its value, the rows of one number beside each other.
runs = st.lists(st.tuples(st.integers(0, 3), st.integers(-9, 9), st.booleans()), max_size=12).map(
    lambda rows: sorted(rows, key=lambda row: row[0])
)
times = st.sampled_from([2021.0, 2022.0, 2022.5, 2025.0])


def columns(rows: list[tuple], *kinds: type) -> list[np.ndarray]:
    return [np.array([row[place] for row in rows], dtype=kind) for place, kind in enumerate(kinds)]


@given(runs)
def test_what_comes_together_along_a_run(rows):
    number, value, holds = columns(rows, np.int64, np.float64, np.bool_)
    each = [list(run) for _, run in groupby(rows, key=lambda row: row[0])]
    groups = Groups(number)
    sums = [total for run in each for total in accumulate(row[1] for row in run)]
    assert groups.accumulated(np.add, value).tolist() == sums
    highest = [most for run in each for most in accumulate((row[1] for row in run), max)]
    assert groups.accumulated(np.maximum, value).tolist() == highest
    so_far = [
        any_yet for run in each for any_yet in accumulate((row[2] for row in run), lambda one, other: one or other)
    ]
    assert groups.so_far(holds).tolist() == so_far
    assert value.tolist() == [row[1] for row in rows]  # not changed


@given(runs, st.sampled_from([None, 2]))
def test_texts_of_a_run_are_listed(rows, most):
    number, value = columns(rows, np.int64, object)
    texts = np.array([*map(str, value), None], dtype=object)[:-1]
    expected = []
    for _, run in groupby(rows, key=lambda row: row[0]):
        names = [str(row[1]) for row in run]
        more = f" and {len(names) - most} more" if most and len(names) > most else ""
        expected.append(", ".join(names[:most]) + more)
    assert Groups(number).listed(texts, most).tolist() == expected


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([0.0, 1.5, np.nan])), max_size=9))
def test_the_last_row_of_each(rows):
    texts, numbers = columns(rows, object, np.float64)
    found = last_of_each(codes_of(Coded.of(texts), numbers))
    pairs = list(map(repr, rows))  # NaN is like NaN
    assert found.tolist() == [pair not in pairs[place + 1 :] for place, pair in enumerate(pairs)]


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 9), st.integers(0, 9), st.sampled_from([0, 10**15])),
        min_size=1,
        max_size=20,
    )
)
def test_rows_that_agree_in_every_column(rows):
    """With more combinations than rows, and fewer."""
    texts, first, second, large = columns(rows, object, np.int64, np.int64, np.int64)
    place = {row: number for number, row in enumerate(dict.fromkeys(rows))}
    several = (Coded.of(texts), first, second, large)
    assert codes_of(*several).tolist() == [place[row] for row in rows]
    assert all_different(*several) == (len(place) == len(rows))
    numbers, count = numbers_of_rows(*several)
    pairs = set(zip(numbers.tolist(), rows, strict=True))
    assert len(pairs) == len(place) == len(set(numbers.tolist())) == count
    assert max(numbers) < count
    np.testing.assert_array_equal(first, [row[1] for row in rows])  # not changed


@given(st.lists(st.tuples(st.integers(0, 2), times, st.sampled_from([np.nan, 2020.5, 2021.0, 2023.0])), max_size=9))
def test_the_last_time_due_of_an_earlier_announcement(rows):
    indicator, due, end = columns(rows, np.int64, np.float64, np.float64)
    said = Announcements(codes_of(indicator), due, end, end)
    when = said.when
    expected = []
    for row in range(len(rows)):
        earlier = [
            due[other] for other in range(len(rows)) if indicator[other] == indicator[row] and when[other] < when[row]
        ]
        expected.append(max(earlier, default=np.nan))
    assert said.last_due_before().tolist() == pytest.approx(expected, nan_ok=True)


@given(
    st.sets(st.tuples(st.integers(0, 2), times), min_size=1),
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from([2020.0, 2022.0, 2022.25, 2025.0, 2026.0])), max_size=6),
)
def test_the_first_point_due_at_a_time_or_later(points, asked):
    of_point, due = columns(sorted(points), np.int64, np.float64)
    target, time = columns(asked, np.int64, np.float64)
    position, there = first_due(Table({"target": of_point, "target_time": due}), target, time)
    for row, (own, moment) in enumerate(asked):
        later = [place for place, (of, at) in enumerate(sorted(points)) if of == own and at >= moment]
        assert there[row] == bool(later)
        assert not later or position[row] == later[0]


@given(st.lists(st.integers(0, 3) | st.integers(0, 2**40), min_size=1, max_size=12), st.sampled_from([0, 30]))
def test_numbers_are_sorted_and_equal_ones_keep_their_order(numbers, few):
    expected = sorted(range(len(numbers)), key=numbers.__getitem__)
    kinds = (np.int64, np.int32) if max(numbers) < 2**31 else (np.int64,)
    with mock.patch.object(grouping, "_FEW_FALLS", few):
        for kind in kinds:
            assert sorted_rows(np.array(numbers, dtype=kind)).tolist() == expected

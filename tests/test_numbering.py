"""Numbers of values in order of appearance."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model import numbering
from lixia_cli.model.numbering import Memory, numbered, numbered_words

ARRAYS = st.one_of(
    st.lists(st.text(max_size=2)).map(lambda texts: np.array([*texts, None], dtype=object)[:-1]),
    st.lists(st.integers(-5, 5)).map(lambda numbers: np.array(numbers, dtype=np.int64)),
    st.lists(st.integers(-(2**63), 2**63 - 1)).map(lambda numbers: np.array(numbers * 2, dtype=np.int64)),
    st.lists(st.sampled_from([1.5, 2.0, 0.0, -0.0, np.nan])).map(lambda numbers: np.array(numbers, dtype=np.float64)),
)


@given(ARRAYS)
def test_values_are_numbered_in_order_of_appearance(values):
    numbers, distinct = numbered(values)
    np.testing.assert_array_equal(distinct[numbers], values)
    assert numbers.tolist() == pd.factorize(values, use_na_sentinel=False)[0].tolist()


def test_many_values_are_numbered_like_few():
    values = np.random.default_rng(1).permutation(np.arange(60_000) * 2**40 % (2**53 - 111))
    numbers, distinct = numbered(np.concatenate([values, values]))
    assert numbers.tolist() == [*range(60_000), *range(60_000)]
    assert (distinct == values).all()


@pytest.mark.parametrize("different", [3, 8, 9, 40])
def test_values_that_few_rows_have_are_numbered_like_others(different):
    values = np.zeros(6_400, dtype=np.int64)
    values[1 : 2 * different : 2] = np.arange(different) * 2**40  # a sample of every hundredth row has none of them
    numbers, distinct = numbered(values)
    assert distinct.tolist() == [number * 2**40 for number in range(different)]
    assert (distinct[numbers] == values).all()


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(2**63, 2**63 + 2)), min_size=1))
def test_rows_of_words_are_numbered_by_all_of_them(rows):
    numbers, first = numbered_words([np.array(words, dtype=np.uint64) for words in zip(*rows, strict=True)])
    place = {row: number for number, row in enumerate(dict.fromkeys(rows))}
    assert numbers.tolist() == [place[row] for row in rows]
    assert first.tolist() == [rows.index(row) for row in place]


WORD = st.integers(0, 2**64 - 1)


@given(st.lists(st.tuples(WORD, WORD | st.just(0)), min_size=1, unique=True), st.integers(0, 99))
def test_a_memory_knows_rows_of_words_or_says_that_it_does_not(rows, count):
    memory = Memory(count)
    kept = rows[: len(rows) // 2]
    if kept:
        memory.remember(columns(kept), np.arange(len(kept)))
    place = {row: number for number, row in enumerate(kept)}
    for found in (memory.numbers(columns(rows)), memory.numbers([*columns(rows), np.zeros(len(rows), np.uint64)])):
        assert all(number in (-1, place.get(row)) for number, row in zip(found.tolist(), rows, strict=True))
    # Where the second words are left out, they are 0.
    found = memory.numbers(columns(rows)[:1])
    assert all(number in (-1, place.get((first, 0))) for number, (first, _) in zip(found.tolist(), rows, strict=True))


@given(
    st.lists(st.tuples(st.sampled_from([0, 1, 2**63]), WORD | st.just(0)), min_size=1, max_size=150, unique=True),
    st.integers(0, 200),
    st.integers(1, 300),
    st.none() | st.integers(0, 299),
    st.sampled_from([1, 3, 100]),
)
def test_rows_that_repeat_all_rows_in_turn_have_their_numbers(rows, first, count, changed, sample):
    first %= len(rows)
    memory = Memory(len(rows))
    memory.remember(columns(rows), np.arange(len(rows)))
    places = [(first + number) % len(rows) for number in range(count)]
    found = [rows[place] for place in places]
    if changed is not None:
        found[changed % count] = (5, 5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbering, "_SAMPLE", sample)
        numbers = memory.in_turn(columns(found), first, len(rows))
    assert (None if numbers is None else numbers.tolist()) == (places if changed is None else None)


def test_rows_are_in_turn_only_of_those_that_are_kept():
    """The first of three numbers is not: its words are not known, and are no zeros."""
    memory = Memory(3)
    memory.remember(columns([(7,), (8,)]), np.array([1, 2]))
    assert memory.in_turn(columns([(0,), (7,), (8,)]), 0, 3) is None
    assert memory.in_turn(columns([(7,), (8,)]), 1, 3) is None
    memory.remember(columns([(0,)]), np.array([0]))
    assert memory.in_turn(columns([(8,), (0,), (7,), (8,)]), 2, 3).tolist() == [2, 0, 1, 2]


def test_a_memory_keeps_what_it_has_room_for():
    memory = Memory(1)
    rows = columns([(number,) for number in range(1000)])
    memory.remember(rows, np.arange(1000))
    known = memory.numbers(rows)
    assert set(known.tolist()) <= {-1, *range(256)}
    assert memory.in_turn(rows, 0, 1000) is None
    assert memory.in_turn(columns([(255,), (0,)]), 255, 1000) is None


def columns(rows):
    return [np.array(words, dtype=np.uint64) for words in zip(*rows, strict=True)]


def test_a_memory_with_room_knows_nearly_all():
    words = np.arange(1000, dtype=np.uint64) << np.uint64(40)
    memory = Memory(1000)
    assert memory.has_room(1000)
    assert not memory.has_room(100_000)
    memory.remember([words], np.arange(1000))
    assert np.count_nonzero(memory.numbers([words]) == np.arange(1000)) > 900
    assert (memory.numbers([words + np.uint64(1)]) == -1).all()

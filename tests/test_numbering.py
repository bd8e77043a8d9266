"""Numbers of values in order of appearance."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

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

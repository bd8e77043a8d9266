"""Rows in any order are had by the parts that their targets are in, whatever they are called."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Table
from lixia_cli.read import spill
from lixia_cli.read.conventions import NO_CONVENTIONS
from lixia_cli.read.parts import by_place, numbered_series
from lixia_cli.read.parts.by_place import RowsByPlace, all_in_order
from lixia_cli.read.parts.places import Places, Placing
from lixia_cli.read.parts.words import Words
from lixia_cli.read.spill import Spill

TARGETS = Table({"key": Coded.of_list(["b", "a", "a", "c"]), "region": Coded.of_list(["r", "s", "r", ""])})
PLACES = Places.of(TARGETS, np.array([True, True, True, False]))
ROWS = st.lists(
    st.tuples(st.sampled_from(["a", "b", " A", "c", "x", "y", ""]), st.sampled_from(["r", "s", "", "t"])), max_size=12
)


def block(rows, first: int) -> Table:
    key, region = (Coded.of_list([row[at] for row in rows]) for at in (0, 1))
    return Table({"key": key, "region": region, "row": np.arange(first, first + len(rows))})


@given(st.lists(ROWS, min_size=1, max_size=4), st.lists(st.integers(0, 9), max_size=3), st.sampled_from([0, 10, 1000]))
def test_the_rows_of_some_places(blocks, cuts, most):
    """With and without a table of all pairs of keys and regions."""
    every = [row for rows in blocks for row in rows]
    begins = np.cumsum([0, *map(len, blocks)]).tolist()
    place = PLACES(*(Coded.of_list([row[at].strip() for row in every]) for at in (0, 1))).tolist()
    with pytest.MonkeyPatch.context() as patch, Spill() as file:
        patch.setattr(numbered_series, "_MOST", most)
        patch.setattr(by_place, "_AT_ONCE", 2)
        rows = RowsByPlace(file, Placing(PLACES), Words(NO_CONVENTIONS))
        rows.fill(block(of, first) for of, first in zip(blocks, begins, strict=False))
        assert rows.counts.tolist() == [place.count(at) for at in range(len(rows.counts))]
        assert int(rows.counts.sum()) == len(every)
        assert {*rows.regions.unique()} == {region for _, region in every}
        for first, last in itertools.pairwise([0, *sorted(cuts), len(rows.counts)]):
            found = rows.rows(first, last)
            assert sorted(found["row"]) == [at for at, of in enumerate(place) if first <= of < last]
            names = list(zip(found.texts("key").texts(), found.texts("region").texts(), strict=True))
            assert names == [every[at] for at in found["row"]]
            expected = sorted((place[at], *every[at], at) for at in found["row"])
            found = rows.rows(first, last, in_order=True)
            assert [(place[at], *every[at], at) for at in found["row"]] == expected
            names = list(zip(found.texts("key").texts(), found.texts("region").texts(), strict=True))
            assert names == [every[at] for at in found["row"]]


@given(st.lists(ROWS, min_size=1, max_size=4), st.booleans(), st.sampled_from([1, 100]))
def test_all_rows_in_memory(blocks, in_order, at_once):
    """In one order, whether they are ordered at once or some at a time, as where they come in the order of targets."""
    if in_order:
        blocks = [sorted(rows) for rows in blocks]
    every = [row for rows in blocks for row in rows]
    begins = np.cumsum([0, *map(len, blocks)]).tolist()
    place = PLACES(*(Coded.of_list([row[at].strip() for row in every]) for at in (0, 1))).tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(by_place, "_AT_ONCE", at_once)
        patch.setattr(spill, "_MANY", 1)
        patch.setattr(spill, "_NARROW", 0)
        tables = [block(of, first) for of, first in zip(blocks, begins, strict=False)]
        found = all_in_order(tables, ["key", "region", "row"], PLACES, Words(NO_CONVENTIONS))
    names = zip(found.texts("key").texts(), found.texts("region").texts(), found["row"], strict=True)
    assert list(names) == [(*row, at) for _, row, at in sorted(zip(place, every, range(len(every)), strict=True))]


@given(st.lists(ROWS, min_size=1, max_size=4), st.lists(ROWS, min_size=1, max_size=2), st.sampled_from([0, 1000]))
def test_rows_as_they_come(blocks, before, most):
    """Those of each place in their order, at the same places as those of a source before that have the same names."""
    with pytest.MonkeyPatch.context() as patch, Spill() as first, Spill() as second:
        patch.setattr(numbered_series, "_MOST", most)
        placing, words = Placing(PLACES), Words(NO_CONVENTIONS)
        sources = [RowsByPlace(file, placing, words, as_they_come=True) for file in (first, second)]
        for source, of_source in zip(sources, (before, blocks), strict=True):
            begins = np.cumsum([0, *map(len, of_source)]).tolist()
            source.fill(block(of, begin) for of, begin in zip(of_source, begins, strict=False))
        place: dict[tuple[str, str], int] = {}
        for source, of_source in zip(sources, (before, blocks), strict=True):
            every = [row for rows in of_source for row in rows]
            found = [source.rows(at, at + 1) for at in range(max(len(source.counts), len(PLACES.order)))]
            assert sorted(row for of in found for row in of["row"]) == list(range(len(every)))
            for at, of in enumerate(found):
                assert list(of["row"]) == sorted(of["row"])
                names = list(zip(of.texts("key").texts(), of.texts("region").texts(), strict=True))
                assert names == [every[row] for row in of["row"]]
                for key, region in names:
                    assert place.setdefault((key.strip().lower(), region), at) == at


def test_rows_without_keys_or_regions():
    with Spill() as file:
        rows = RowsByPlace(file, Placing(PLACES), Words(NO_CONVENTIONS))
        rows.fill([Table({"value": np.array([1.0, 2.0])})])
        assert (rows.regions.unique(), rows.counts.tolist()) == ([""], [0, 0, 0, 0, 2])
        assert rows.rows(4, 5)["value"].tolist() == [1, 2]


def test_nothing():
    with Spill() as file:
        rows = RowsByPlace(file, Placing(PLACES), Words(NO_CONVENTIONS))
        rows.fill([])
        assert (len(rows.regions), int(rows.counts.sum()), len(rows.rows(0, 4))) == (0, 0, 0)

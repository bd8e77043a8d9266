"""Batches of Arrow become columns: the same texts and numbers however they are cut, in one order."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Table
from lixia_cli.read.conventions import NO_CONVENTIONS
from lixia_cli.read.engine.batches import columns_of_batch
from lixia_cli.read.parts.by_place import all_in_order
from lixia_cli.read.parts.places import Places
from lixia_cli.read.parts.words import Words

pyarrow = pytest.importorskip("pyarrow")

NO_PLACES = Places.of(Table({"key": Coded.full(0, "")}), np.zeros(0, dtype=np.bool_))
cell = st.sampled_from(["a", "b", "乙", "", None])
rows = st.lists(st.tuples(cell, cell, st.sampled_from([1.5, 2.0, -3.0, None]), cell), max_size=12)
cuts = st.lists(st.integers(0, 12), max_size=3)


def frame(table, cut=(), decimal: bool = False) -> pd.DataFrame:
    """The frame of an Arrow table that comes in batches, cut before these rows; texts as ordinary ones."""
    edges = [0, *sorted(cut), table.num_rows]
    parts = [table.slice(first, max(last - first, 0)) for first, last in itertools.pairwise(edges)]
    batches = [batch for part in parts for batch in part.to_batches()]
    blocks = [columns_of_batch(batch, table.column_names, decimal) for batch in batches]
    return all_in_order(blocks, table.column_names, NO_PLACES, Words(NO_CONVENTIONS)).frame()


@given(rows, cuts, st.randoms())
def test_neither_cuts_nor_the_order_of_the_engine_change_anything(some, cut, chance):
    def table_of(those):
        names = ["key", "region", "value", "note"]
        columns = list(zip(*those, strict=True)) or [()] * 4
        kinds = [pyarrow.float64() if name == "value" else pyarrow.string() for name in names]
        return pyarrow.table([pyarrow.array(c, kind) for c, kind in zip(columns, kinds, strict=True)], names)

    shuffled = list(some)
    chance.shuffle(shuffled)
    found = frame(table_of(shuffled), cut)
    expected = sorted(
        ((key or "", region or "", value is None, value or 0, note or "") for key, region, value, note in some),
    )
    got = [
        (row.key, row.region, pd.isna(row.value), 0 if pd.isna(row.value) else row.value, row.note)
        for row in found.itertuples()
    ]
    assert got == expected


def test_texts_that_are_spelt_alike_are_one():
    """A number and none, true and dates, as a file has them; numbers of four bytes with their own digits."""
    table = pyarrow.table({"period": pyarrow.array([2022.0, None, float("nan")]), "value": [1.0, 2.0, 3.0]})
    assert frame(table)["period"].tolist() == ["", "", "2022"]
    table = pyarrow.table({"period": ["2022"], "value": pyarrow.array([47.2], pyarrow.float32())})
    assert frame(table)["value"].tolist() == ["47.2"]


@pytest.mark.parametrize("numbers", [pyarrow.uint8(), pyarrow.int64()])
def test_columns_that_the_engine_has_numbered(numbers):
    texts = pyarrow.array([f"{number:03}" for number in range(256)])
    for count in (1, 2):
        column = pyarrow.DictionaryArray.from_arrays(pyarrow.array([255, None] * count, numbers), texts)
        table = pyarrow.table({"key": column, "value": [1.0, 2.0] * count})
        assert sorted(frame(table, [2] * (count - 1))["key"]) == [""] * count + ["255"] * count


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["2060.100000000000", None], [2060.1, float("nan")]),
        (["0.1", "-9007199254740993"], [0.1, -9007199254740992.0]),
        (["0", "0.000"], [0.0, 0.0]),
        # What no float holds, or a number must not be, goes the way of texts, which is where messages are.
        (["1", "0." + "0" * 400 + "1"], ["1", "0." + "0" * 400 + "1"]),
        (["1", "1" + "0" * 101], ["1", "1" + "0" * 101]),
        (["1", "NaN"], ["1", "NaN"]),
        (["1", "Infinity"], ["1", "Infinity"]),
    ],
)
def test_numbers_of_decimal_types(texts, values):
    table = pyarrow.table({"key": ["a", "b"], "value": pyarrow.array(texts)})
    found = frame(table, decimal=True)["value"].tolist()
    assert [repr(value) for value in found] == [repr(value) for value in values]
    # Without a decimal type texts remain texts: how they are written may matter.
    assert frame(table)["value"].tolist() == [text or "" for text in texts]


def test_a_batch_of_which_a_number_is_too_large_makes_all_of_them_texts():
    table = pyarrow.table({"key": ["a", "b"], "value": [1.5, 1e101]})
    assert frame(table, [1])["value"].tolist() == ["1.5", "1e+101"]


def test_no_rows():
    empty = pyarrow.table({"key": pyarrow.array([], pyarrow.string()), "value": pyarrow.array([], pyarrow.float64())})
    assert list(frame(empty).columns) == ["key", "value"]
    assert list(all_in_order([], ["key", "value"], NO_PLACES, Words(NO_CONVENTIONS))) == ["key", "value"]

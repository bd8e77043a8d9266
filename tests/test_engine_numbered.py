"""What repeats is sent as numbers: the same cells, in the same order, as if it were sent as it is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.table import Table
from lixia_cli.read.conventions import NO_CONVENTIONS
from lixia_cli.read.engine import numbered as module
from lixia_cli.read.engine.batches import columns_of_batch
from lixia_cli.read.engine.numbered import Numbers
from lixia_cli.read.engine.rows import DistinctTexts
from lixia_cli.read.parts.by_place import all_in_order
from lixia_cli.read.parts.places import Places
from lixia_cli.read.parts.words import Words

ibis = pytest.importorskip("ibis")
pytest.importorskip("duckdb")

text = st.sampled_from(["a", "b", "乙", " a", "", None])
cells = st.tuples(text, text, st.sampled_from(["2022", "2023-01", None]), st.sampled_from([1.5, 2.0, None]), text)
NAMES = ("key", "region", "period", "value", "unit")
TARGETS = {"key": ["乙", "A"], "name_zh": ["", ""], "name_en": ["", "b"], "region": ["", "b"]}
PLACES = Places.of(Table.of(pd.DataFrame(TARGETS)), np.array([True, True]))


def table_of(rows: list[tuple], kinds: dict[str, str] | None = None):
    connection = ibis.duckdb.connect()
    kind = {"value": "double"} | (kinds or {})
    columns = ", ".join(f'"{name}" {kind.get(name, "text")}' for name in NAMES)
    connection.con.execute(f"create table t ({columns})")
    if rows:
        connection.con.executemany("insert into t values (?, ?, ?, ?, ?)", rows)
    return connection.table("t")


def read(table, with_numbers: bool) -> pd.DataFrame:
    sent, texts, constant = (
        Numbers(table, DistinctTexts(Words(NO_CONVENTIONS)).values).on(table) if with_numbers else (table, {}, {})
    )
    assert with_numbers is bool(texts or constant)
    batches = sent.to_pyarrow().to_batches(max_chunksize=3)
    blocks = [columns_of_batch(batch, sent.columns, False, texts, constant) for batch in batches]
    found = all_in_order(blocks, NAMES, PLACES, Words(NO_CONVENTIONS))
    return found.frame()[list(NAMES)]


@given(st.lists(cells, min_size=1, max_size=30), st.sampled_from([3, 100]))
def test_the_same_cells_by_numbers(rows, most):
    table = table_of(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST", most)
        found = read(table, with_numbers=True)
    pd.testing.assert_frame_equal(found, read(table, with_numbers=False))


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("integer", [2022, 2021, None], ["", "2021", "2022"]),
        ("date", ["2022-12-31", "2021-12-31", None], ["", "2021-12-31", "2022-12-31"]),
        ("boolean", [True, False, None], ["", "no", "yes"]),
        ("double", [2022.0, 2021.0, None], ["", "2021", "2022"]),
    ],
)
def test_other_types_are_spelt_as_in_a_file(kind, values, expected):
    table = table_of([("a", "b", value, 1.0, None) for value in values], {"period": kind})
    assert read(table, with_numbers=True)["period"].tolist() == expected


def test_a_table_without_rows():
    assert read(table_of([]), with_numbers=True).empty


def test_rows_stand_in_the_order_of_the_targets():
    """By key or name, and by region where both have one; what no target is for comes last."""
    rows = [("zz", "b", "2022", 1.0, ""), ("b", "b", "2023", 2.0, ""), ("b", "b", "2022", 3.0, "")]
    rows += [("乙", "c", "2022", 4.0, ""), ("a", "c", "2022", 5.0, ""), ("A（km）", "B", "2021", 6.0, "")]
    found = read(table_of(rows), with_numbers=True)
    assert found["value"].tolist() == [4.0, 6.0, 3.0, 2.0, 5.0, 1.0]

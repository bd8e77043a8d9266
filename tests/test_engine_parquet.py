"""Arrow reads a Parquet file as DuckDB does, and leaves to it what the two may read differently."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lixia_cli.read.conventions import NO_CONVENTIONS
from lixia_cli.read.engine import parquet as module
from lixia_cli.read.engine.batches import table_of_batches
from lixia_cli.read.engine.numbered import Numbers
from lixia_cli.read.engine.parquet import rows_of
from lixia_cli.read.engine.rows import DistinctTexts
from lixia_cli.read.parts.words import Words

ibis = pytest.importorskip("ibis")
pytest.importorskip("duckdb")
pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

HEADERS = {"key": "Code", "region": "Place", "period": "period", "value": "Wert", "note": "note"}
text = st.sampled_from(["a", "b", "乙", " a", "", None])
cells = st.tuples(text, text, st.sampled_from(["2022", "2023-01"]), st.sampled_from([1.5, -0.0, None]), text)


def both(path, headers=HEADERS):
    """The rows of a file, fetched by DuckDB and by Arrow; None where it leaves them to DuckDB."""
    table = ibis.duckdb.connect().read_parquet(path)
    table = table.select(**{name: table[header] for name, header in headers.items()})
    numbered = Numbers(table, DistinctTexts(Words(NO_CONVENTIONS)).values).on(table)
    batches = rows_of(str(path), headers, numbered, 3)

    def frame(of):
        columns = list(numbered.table.columns)
        return table_of_batches(of, columns, False, numbered.texts, numbered.constant).frame()

    return frame(numbered.table.to_pyarrow().to_batches()), None if batches is None else frame(batches)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(cells, min_size=1, max_size=20), size=st.sampled_from([1, 4, 100]), coded=st.booleans())
def test_the_same_rows(tmp_path, rows, size, coded):
    columns = {header: list(column) for header, column in zip(HEADERS.values(), zip(*rows, strict=True), strict=True)}
    kinds = {header: pyarrow.float64() if header == "Wert" else pyarrow.string() for header in columns}
    table = pyarrow.table({header: pyarrow.array(column, kinds[header]) for header, column in columns.items()})
    if coded:
        table = table.set_column(0, "Code", table["Code"].dictionary_encode())
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=size)
    by_duckdb, by_arrow = both(tmp_path / "a.parquet")
    assert by_arrow is not None
    assert by_arrow.equals(by_duckdb)
    assert np.signbit(by_arrow["value"]).tolist() == np.signbit(by_duckdb["value"]).tolist()


@pytest.mark.parametrize(
    "column",
    [
        pyarrow.array([2022, 2023]),
        pyarrow.array([datetime.date(2022, 12, 31), None]),
        pyarrow.array([b"2022", b"2023"]),
        pyarrow.array([1.5, 2.5], pyarrow.float32()),
        pyarrow.array([1, 2]).cast(pyarrow.decimal128(30, 2)),
    ],
)
def test_other_types_are_left_to_duckdb(tmp_path, column):
    name = "value" if str(column.type)[:3] in ("flo", "dec") else "period"
    table = pyarrow.table({"key": ["a", "b"], "period": ["2022", "2023"], "value": [1.0, 2.0]} | {name: column})
    parquet.write_table(table, tmp_path / "a.parquet")
    assert both(tmp_path / "a.parquet", {name: name for name in table.column_names})[1] is None


def test_large_groups_and_several_files_are_left_to_duckdb(tmp_path, monkeypatch):
    table = pyarrow.table({"key": ["a", "b"], "value": [1.0, 2.0]})
    for name in ("a1.parquet", "a2.parquet"):
        parquet.write_table(table, tmp_path / name)
    headers = {"key": "key", "value": "value"}
    assert both(tmp_path / "a1.parquet", headers)[1] is not None
    assert both(tmp_path / "a*.parquet", headers)[1] is None
    monkeypatch.setattr(module, "_LARGEST_GROUP", 1)
    assert both(tmp_path / "a1.parquet", headers)[1] is None


def test_a_text_that_is_new_is_no_text_of_the_table(tmp_path):
    parquet.write_table(pyarrow.table({"key": ["a", "b"], "value": [1.0, 2.0]}), tmp_path / "a.parquet")
    table = ibis.duckdb.connect().read_parquet(tmp_path / "a.parquet")
    numbered = Numbers(table, DistinctTexts(Words(NO_CONVENTIONS)).values).on(table)
    parquet.write_table(pyarrow.table({"key": ["a", "c"], "value": [1.0, 2.0]}), tmp_path / "a.parquet")
    batches = rows_of(str(tmp_path / "a.parquet"), {"key": "key", "value": "value"}, numbered, 10)
    assert batches is not None
    with pytest.raises(RuntimeError, match="changed meanwhile"):
        list(batches)

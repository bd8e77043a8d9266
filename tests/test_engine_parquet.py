"""Arrow reads a Parquet file as DuckDB does, and leaves to it what the two may read differently, or in part."""

from __future__ import annotations

import contextlib
import datetime
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lixia_cli.files.problems import InputError
from lixia_cli.loading import PlanInParts
from lixia_cli.model.periods import parse_period
from lixia_cli.read.engine import parquet as module
from lixia_cli.read.engine.parquet import WholeFile
from lixia_cli.read.inputs import read_inputs
from lixia_cli.read.scope import Rows, Scope

pytest.importorskip("ibis")
duckdb = pytest.importorskip("duckdb")
pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

TARGETS = pd.DataFrame(
    {
        "key": ["a", "a", "b"],
        "region": ["r", "s", "r"],
        "unit": "km",
        "measure": "stock",
        "baseline_year": "2020",
        "baseline_value": "1",
        "target_year": "2030",
        "target_value": "2",
    }
)
RIGHT = {"key": ["a", "b"], "region": ["r", "s"], "period": ["2022", "2023"], "value": [1.5, 2.5]}
HEADERS = {"key": "key", "region": "region", "period": "period", "value": "Value", "unit": "unit", "source": "Source"}
CODED = pyarrow.dictionary(pyarrow.int8(), pyarrow.string())
text = st.sampled_from(["a", "b", "乙", " a", "", None])
cells = st.tuples(
    st.sampled_from(["a", "b", " a"]),
    st.sampled_from(["r", "s"]),
    st.sampled_from(["2022", "2023-01", "2021", "2022-03"]),
    st.sampled_from([1.5, -0.0, None, 1e101]),
    st.sampled_from(["km", "", None, "kilometres of public roads"]),
    text,
)


def read(path, scope: Scope = Scope(), targets=TARGETS):  # noqa: B008, it never changes
    """The records of a file of actuals."""
    return read_inputs(targets, str(path), scope=scope)[1]


def frame(records) -> pd.DataFrame:
    """The rows of records, with columns in one order."""
    return records.table.frame()[sorted(records.table)]


@pytest.fixture
def by_arrow(monkeypatch) -> list[bool]:
    """For each file that is read, whether Arrow read it to its end."""
    found: list[bool] = []
    blocks = WholeFile.blocks

    def told(self):
        found.append(False)
        yield from blocks(self)
        found[-1] = True

    monkeypatch.setattr(WholeFile, "blocks", told)
    return found


def by_duckdb(path, **named):
    """The records of a file as DuckDB has them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WholeFile, "of", lambda *_: None)
        return read(path, **named)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(cells, min_size=1, max_size=20),
    size=st.sampled_from([1, 4, 100]),
    kind=st.sampled_from(["string", "large_string", "coded"]),
)
def test_the_same_rows(tmp_path, by_arrow, rows, size, kind):
    columns = {header: list(column) for header, column in zip(HEADERS.values(), zip(*rows, strict=True), strict=True)}
    of_texts = pyarrow.large_string() if kind == "large_string" else pyarrow.string()
    kinds = {header: pyarrow.float64() if header == "Value" else of_texts for header in columns}
    table = pyarrow.table({header: pyarrow.array(column, kinds[header]) for header, column in columns.items()})
    if kind == "coded":
        table = table.set_column(4, "unit", table["unit"].dictionary_encode().cast(CODED))
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=size)
    by_arrow.clear()
    found, expected = read(tmp_path / "a.parquet"), by_duckdb(tmp_path / "a.parquet")
    assert by_arrow == [True]
    assert frame(found).equals(frame(expected))
    if found.floats("value") is not None:
        assert np.signbit(found.floats("value")).tolist() == np.signbit(expected.floats("value")).tolist()
    assert (found.headers, found.typed, found.notes) == (expected.headers, expected.typed, expected.notes)
    assert found.understood == expected.understood
    assert found.place(0, "value") == expected.place(0, "value")


@pytest.mark.parametrize(
    "column",
    [
        pyarrow.array([2022, 2023]),
        pyarrow.array([datetime.date(2022, 12, 31), None]),
        pyarrow.array([b"2022", b"2023"]),
        pyarrow.array([1.5, 2.5], pyarrow.float32()),
        pyarrow.array([1, 2]).cast(pyarrow.decimal128(30, 2)),
        pyarrow.array(["1.50", "2"]),
    ],
)
def test_other_types_are_left_to_duckdb(tmp_path, by_arrow, column):
    name = "value" if str(column.type)[:3] in ("flo", "dec", "str") else "period"
    parquet.write_table(pyarrow.table(RIGHT | {name: column}), tmp_path / "a.parquet")
    read(tmp_path / "a.parquet")
    assert not by_arrow


def test_large_groups_several_files_and_odd_columns_are_left_to_duckdb(tmp_path, monkeypatch, by_arrow):
    table = pyarrow.table(RIGHT)
    for name in ("a1.parquet", "a2.parquet"):
        parquet.write_table(table, tmp_path / name)
    read(tmp_path / "a1.parquet")
    assert by_arrow == [True]
    read(tmp_path / "a*.parquet")
    for more in ({"Region": ["x", "y"]}, {"a.b": ["x", "y"]}, {"region_code": ["1", "2"]}):
        parquet.write_table(pyarrow.table(RIGHT | more), tmp_path / "b.parquet")
        with contextlib.suppress(InputError):  # a column that is there twice
            read(tmp_path / "b.parquet")
    monkeypatch.setattr(module, "_LARGEST_GROUP", 1)
    read(tmp_path / "a1.parquet")
    assert by_arrow == [True]


@pytest.mark.parametrize(
    ("changed", "scope"),
    [
        ({"key": ["a", "other"]}, {}),
        ({"region": ["r", "elsewhere"]}, {}),
        ({}, {"region": "s"}),
        ({}, {"as_of": parse_period("2022")}),
        ({"status": ["final", "preliminary"]}, {"figures_only": True}),
    ],
)
@pytest.mark.parametrize("dictionary", [True, False])
def test_rows_that_are_not_needed_are_left_to_duckdb(tmp_path, by_arrow, changed, scope, dictionary):
    """Also those that are found when the rows are read, as texts that are not listed in front may be."""
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table(RIGHT | changed), path, use_dictionary=dictionary)
    found, expected = read(path, Scope(**scope)), by_duckdb(path, scope=Scope(**scope))
    assert not any(by_arrow)
    assert frame(found).equals(frame(expected))
    assert found.notes == expected.notes


def test_rows_of_parts_that_are_not_needed_are_left_to_duckdb(tmp_path, by_arrow):
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table(RIGHT | {"key": ["a", "other"]}), path, use_dictionary=False)
    scope = Scope(rows=Rows(1, 1), in_parts=True)
    targets, actuals = read_inputs(TARGETS, str(path), scope=scope)
    plan = PlanInParts(targets, actuals)
    assert sum(len(part.actuals) for part, _ in plan) == 1
    assert by_arrow == [False]
    assert ["other" in str(note.values.get("keys")) for note in plan.notes_on_reading] == [True]


def test_columns_within_another_are_no_columns(tmp_path, by_arrow):
    path = tmp_path / "a.parquet"
    within = {"Remark": [{"key": "x", "unit": "y"}] * 2}
    parquet.write_table(pyarrow.table(within | RIGHT | {"key": ["b", "b"], "unit": ["km", "km"]}), path)
    found = read(path)
    assert by_arrow == [True]
    assert [found.table.texts(name).unique() for name in ("key", "unit")] == [["b"], ["km"]]


def test_neither_an_engine_nor_pandas_is_loaded_for_it(tmp_path):
    path, targets = tmp_path / "a.parquet", tmp_path / "t.csv"
    parquet.write_table(pyarrow.table(RIGHT), path)
    TARGETS.to_csv(targets, index=False)
    asked = (
        "import sys; from lixia_cli.read.inputs import read_inputs; "
        f"read_inputs({str(targets)!r}, {str(path)!r}); print({{'ibis', 'duckdb', 'pandas'}} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize("column", ["key", "period", "unit"])
def test_texts_that_are_none_are_reported(tmp_path, column):
    broken = pyarrow.StringArray.from_buffers(
        2, *(pyarrow.py_buffer(of) for of in (np.array([0, 1, 2], dtype=np.int32), b"\xff\xff"))
    )
    parquet.write_table(pyarrow.table(RIGHT | {"unit": ["km", "km"], column: broken}), tmp_path / "a.parquet")
    with pytest.raises(InputError, match=r"a\.parquet: cannot be read: .*utf-8"):
        read(tmp_path / "a.parquet")


def test_a_file_that_is_damaged_is_reported(tmp_path):
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({**RIGHT, "value": np.random.default_rng(1).random(2)}), path)
    content = bytearray(path.read_bytes())
    content[8:60] = bytes(52)
    path.write_bytes(content)
    with pytest.raises(InputError, match="cannot be read"):
        read(path)


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("量纲", "万元", "has units (万元)"),
        ("期间", "上半年", "has parts of years (上半年)"),
        ("note", "亿元", "has units"),
    ],
)
@pytest.mark.parametrize("place", ["{}/a.parquet", "duckdb:///{}/a.db#a"])
def test_units_and_parts_of_years_are_not_lost(run, plan, tmp_path, column, text, said, place):
    """A column that is not used may say what the figures are, as in text files."""
    parquet.write_table(
        pyarrow.table({"key": ["x"], "year": ["2022"], "value": [60.0], column: [text]}), tmp_path / "a.parquet"
    )
    with duckdb.connect(tmp_path / "a.db") as database:
        database.execute(f"create table a as select * from '{tmp_path / 'a.parquet'}'")
    targets = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,元,stock,2020,10,2025,20\n"
    result = run("report", *plan(targets, "")[:2], "--actuals", place.format(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{column}: {said}" in result.stderr

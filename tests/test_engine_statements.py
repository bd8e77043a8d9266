"""The statements that select rows for a run: nothing is left out that could change a verdict or a message."""

from __future__ import annotations

import contextlib
import csv
import io
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_plans import cells_of, plans

from lixia_cli import InputError, assess
from lixia_cli.model.coded import Coded
from lixia_cli.model.periods import parse_period
from lixia_cli.model.table import Table
from lixia_cli.read.conventions import NO_CONVENTIONS
from lixia_cli.read.engine.query import declared_columns, select_rows, without_replaced
from lixia_cli.read.engine.rows import DistinctTexts
from lixia_cli.read.layouts.context import Targets
from lixia_cli.read.parts.places import Places, forms_of
from lixia_cli.read.parts.wanted import Wanted
from lixia_cli.read.parts.words import Words

ibis = pytest.importorskip("ibis")
duckdb = pytest.importorskip("duckdb")
sqlglot = pytest.importorskip("sqlglot")

PLACES = Places.of(Table({"key": Coded.full(0, "")}), np.zeros(0, dtype=np.bool_))


def distinct(table, name: str) -> dict:
    """The distinct values in a column of a table of this test alone."""
    return DistinctTexts(Words(NO_CONVENTIONS))(table, name)


def wanted(keys="gdp", regions="", all_have_regions=True) -> Wanted:
    of_regions = frozenset(filter(None, regions.split()))
    return Wanted(Targets(frozenset(keys.split()), of_regions), of_regions, all_have_regions, PLACES)


def table_of(text: str, value: str = "double"):
    """A table of DuckDB with the cells of a csv text, whose lines are words; an empty cell is NULL."""
    header, *cells = [line.split(",") for line in text.split()]
    connection = ibis.duckdb.connect()
    columns = ", ".join(f'"{name}" {value if name == "value" else "text"}' for name in header)
    connection.con.execute(f"create table t ({columns})")
    marks = ", ".join("?" * len(header))
    connection.con.executemany(f"insert into t values ({marks})", [[cell or None for cell in row] for row in cells])
    return connection.table("t")


def rows(text: str, which: Wanted, as_of: str | None = None) -> list[str]:
    """The notes of the rows that are selected from a csv text whose last column numbers them."""
    table = table_of(text)
    table = declared_columns(table, {name: name for name in table.columns})
    selected = select_rows(table, which, parse_period(as_of) if as_of else None, distinct).table
    return sorted(selected.note.to_pyarrow().to_pylist())


def test_other_keys_and_regions_stay_where_they_are():
    text = "key,region,note GDP,A,1 gdp（亿元）,A,2 gdp,B,3 other,A,4 ,A,5"
    assert rows(text, wanted("gdp", "a")) == ["1", "2", "5"]  # a row without a key is a problem, so it is read


def test_keys_with_and_without_what_stands_behind_them_are_read():
    which = wanted("gdp（亿元）")._replace(forms=frozenset(forms_of("gdp（亿元）")))
    assert rows("key,note GDP（亿元）,1 gdp,2 gdp（万元）,3 gdp_累计值,4 gdp_当期值（亿元）,5 gdpx,6", which) == list(
        "12345"
    )


def test_regions_without_a_target_that_are_compared_are_read():
    text = "key,region,note gdp,A,1 gdp,B,2 gdp,C,3 other,B,4"
    assert rows(text, wanted("gdp", "a")) == ["1"]
    # With all their keys: what no target is for stands beside each other too.
    assert rows(text, wanted("gdp", "a")._replace(further_regions=frozenset({"a", "b"}))) == ["1", "2", "4"]


def test_long_lists_are_not_sent(monkeypatch):
    monkeypatch.setattr("lixia_cli.read.engine.query.LISTED", 1)
    text = "key,region,note gdp,A,1 green,A,2 o1,B,3 o2,B,4 o3,C,5"
    assert rows(text, wanted("gdp green", "a b")) == ["1", "2", "3", "4"]  # one region, but two keys of five


@pytest.mark.parametrize("has_regions", [True, False])
def test_where_regions_are_missing_the_others_count_for_them(has_regions):
    """The one region that is named fills the gap: that of another key is named as well."""
    text = "key,region,note gdp,A,1 gdp,,2 other,B,3"
    assert rows(text, wanted("gdp", "a")) == ["1", "2", "3"]
    text = "key,region,note gdp,A,1 other,B,2"
    assert rows(text, wanted("gdp", "a" if has_regions else "", has_regions)) == (["1"] if has_regions else ["1", "2"])
    text = "key,region,note gdp,A,1 gdp,,2 other,A,3"
    assert rows(text, wanted("gdp", "a")) == ["1", "2"]


def test_later_periods_stay_where_they_are():
    text = "key,period,note gdp,2021,1 gdp,2022H1,2 gdp,2022,3 gdp,2022年6月,4 gdp,,5 gdp,soon,6"
    assert rows(text, wanted(), "2022H1") == ["1", "2", "4", "5", "6"]


def test_periods_that_may_be_two_depend_on_later_ones():
    text = "key,period,note gdp,2010-11,1 gdp,2012-13,2"
    assert rows(text, wanted(), "2011") == ["1", "2"]


def test_a_year_beside_a_month_is_not_the_whole_year():
    assert rows("key,period,month,note gdp,2022,1,1 gdp,2022,12,2", wanted(), "2022H1") == ["1", "2"]


def replaced(text: str, value: str = "double") -> list[str]:
    """The notes of the rows that are read of a csv text, as `rows`, where figures only are wanted."""
    return sorted(without_replaced(table_of(text, value), distinct).note.to_pyarrow().to_pylist())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2022,5,final,1 2022,5.1,preliminary,2", "1"),
        ("2022,5,,1 2022,5.1,快报,2", "1"),
        ("2022,5,final,1 2023,5.1,preliminary,2", "12"),
        ("2022,5.1,preliminary,1", "1"),
        ("2022,5,final,1 2023,5.1,preliminary,2 2023,5,final,3 2022,5.1,preliminary,4", "13"),
        ("2022,5,final,1 2022,6,final,2 2022,5.5,preliminary,3", "12"),
        ("2022,,final,1 2022,5.1,preliminary,2", "12"),
        ("2022,5,final,1 2022,5.1,preliminary,2 2022,5.2,preliminary,3", "123"),  # two that differ: a problem
        ("2022,5,final,1 2022,5000,preliminary,2", "12"),  # hard to believe
        ("2022,5,final,1 2022,5.1,preliminary,2 2021,4,guess,3", "123"),  # a word that is no status: a problem
    ],
)
def test_preliminary_figures_that_final_ones_replace(text, kept):
    header = "key,period,value,status,note "
    text = " ".join("gdp," + line for line in text.split())
    assert replaced(header + text) == list(kept)


def test_preliminary_figures_in_texts_or_with_bounds_are_read():
    rows_of_text = "gdp,2022,5,final,1 gdp,2022,5.1,preliminary,2"
    assert replaced("key,period,value,status,note " + rows_of_text, "text") == ["1", "2"]
    with_bound = "key,period,value,status,note,bound gdp,2022,5,final,1, gdp,2022,5.1,preliminary,2,upper"
    assert replaced(with_bound) == ["1", "2"]


HOSTILE = ["a'b", "x'; drop table t; --", 'q"uote', "back\\slash", "new\nline", "gdp"]


@pytest.mark.parametrize(
    "dialect", ["trino", "bigquery", "clickhouse", "snowflake", "databricks", "pyspark", "postgres", "mssql"]
)
def test_one_statement_for_every_engine(dialect):
    """The statement compiles, and what cells say comes back as literals of that dialect, whatever is in it."""
    kinds = dict.fromkeys(("key", "region", "period", "status", "unit", "note"), "string") | {"value": "float64"}
    table = declared_columns(ibis.table(kinds, name="obs"), {name: name for name in kinds})
    cells = {
        "key": {text: text for text in (*HOSTILE, *(f"other {number}" for number in range(20)))},
        "region": {"A": "A", "B": "B"},
        "period": {"2022": "2022", "2024": "2024"},
        "status": {"p": "preliminary", "f": "final"},
    }
    which = Wanted(_Any(HOSTILE), frozenset({"a"}), True, PLACES)
    chosen = select_rows(table, which, parse_period("2023"), lambda _, name: cells[name])
    expression = without_replaced(chosen.table, lambda _, name: cells[name])
    tree = sqlglot.parse_one(_statement(expression, dialect), dialect=_sqlglot(dialect))
    literals = {literal.this for literal in tree.find_all(sqlglot.exp.Literal) if literal.is_string}
    assert {*HOSTILE, "B", "2024", "p"} <= literals
    assert not tree.find(sqlglot.exp.Drop)
    assert tree.find(sqlglot.exp.Union)


class _Any(Targets):
    """Targets that have exactly these keys, and the region A."""

    def __new__(cls, keys):
        return Targets.__new__(cls, frozenset(keys))

    def has_key(self, text):
        return text in self.keys

    def has_region(self, text):
        return text == "A"


class _OfSpark(ibis.config.Config):
    treat_nan_as_null: bool = False


def _statement(expression, dialect: str) -> str:
    """The statement that Ibis makes for an engine; for Spark with an option that is known where PySpark is."""
    if dialect != "pyspark":
        return str(ibis.to_sql(expression, dialect=dialect))
    with mock.patch.object(ibis.options, "pyspark", _OfSpark()):
        return str(ibis.to_sql(expression, dialect=dialect))


def _sqlglot(dialect: str) -> str:
    return {"mssql": "tsql", "pyspark": "spark"}.get(dialect, dialect)


@given(plans, st.sampled_from([None, "2022", "2023-08", "2024"]))
@pytest.mark.filterwarnings("ignore::lixia_cli.api.LixiaWarning")
def test_any_plan_has_the_same_verdicts_from_a_database(tmp_path_factory, some, as_of):
    targets, actuals = (pd.DataFrame(part) for part in cells_of(some))
    file = tmp_path_factory.mktemp("any") / "a.csv"
    actuals.to_csv(file, index=False)
    database = file.with_suffix(".duckdb")
    with contextlib.closing(duckdb.connect(str(database))) as connection:
        connection.execute(f"create table t as select * from read_csv('{file}', all_varchar=true)")
    found = []
    for source in (str(file), f"{database}#t"):
        try:
            text = io.StringIO()
            assess(targets, source, as_of=as_of).to_csv(text, quoting=csv.QUOTE_ALL)
            found.append(text.getvalue())
        except InputError as error:
            found.append([str(problem.message) for problem in error.problems if problem.place.file == "targets"])
    assert found[0] == found[1]


def test_targets_without_a_region_may_be_of_the_one_that_is_chosen(run, tmp_path):
    """The second target names no region, and all rows are of the one that the first one names."""
    (tmp_path / "t.csv").write_text(
        "key,region,name_en,unit,measure,target_year,target_value\na,r,A,km,stock,2025,5\nb,,B,km,stock,2025,5\n",
        encoding="utf-8",
    )
    with contextlib.closing(duckdb.connect(str(tmp_path / "o.duckdb"))) as connection:
        connection.execute("create table obs (key text, region text, period int, value double)")
        connection.execute("insert into obs values ('a', 'r', 2022, 1), ('b', 'r', 2023, 2)")
    names = ["--targets", tmp_path / "t.csv", "--actuals", f"{tmp_path / 'o.duckdb'}#obs"]
    found = run("report", *names, "--region", "r", "--format", "csv")
    assert [row["latest_value"] for row in csv.DictReader(io.StringIO(found.stdout))] == ["1.0", "2.0"]

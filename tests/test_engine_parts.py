"""More rows of a database than fit into memory are read part by part: the same bytes and messages as all at once."""

from __future__ import annotations

import contextlib
from itertools import product

import numpy as np
import postgres
import pytest
import test_engines
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from plans_in_parts import (
    ACTUAL,
    OPTIONS,
    REFUSED,
    REGIONS,
    measures,
    observations,
    outcome,
    spelt,
    targets,
    text_of_targets,
)

from lixia_cli.files.problems import InputError
from lixia_cli.loading import PlanInParts, load_records
from lixia_cli.read.scope import Rows, Scope

pytest.importorskip("ibis")
duckdb = pytest.importorskip("duckdb")


def files(folder, asked, kinds, observed, kind: str = "double") -> list[str]:
    """The options that name the files of a plan; its actuals are the table t of a DuckDB file, or a Parquet file."""
    (folder / "t.csv").write_text(text_of_targets(asked, kinds), encoding="utf-8")
    database = folder / "a.duckdb"
    database.unlink(missing_ok=True)
    with contextlib.closing(duckdb.connect(str(database))) as connection:
        of_values = "double" if kind == "parquet" else kind
        columns = ", ".join(f"{name} {of_values if name == 'value' else 'text'}" for name in ACTUAL)
        connection.execute(f"create table t ({columns})")
        connection.executemany(f"insert into t values ({', '.join('?' * len(ACTUAL))})", observed)
        if kind == "parquet":
            connection.execute(f"copy t to '{folder / 'a.parquet'}' (row_group_size 2)")
    actuals = str(folder / "a.parquet") if kind == "parquet" else f"{database}#t"
    return ["--targets", str(folder / "t.csv"), "--actuals", actuals]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    asked=targets,
    kinds=measures,
    observed=observations(),
    options=st.sampled_from(OPTIONS),
    form=st.sampled_from(["csv", "jsonl"]),
    kind=st.sampled_from(["double", "text", "decimal(20, 6)", "parquet", "parquet"]),
    part=st.sampled_from([1, 2, 7]),
    regions=REGIONS,
)
def test_a_part_at_a_time_says_the_same(tmp_path, asked, kinds, observed, options, form, kind, part, regions):
    asked, observed = spelt(asked, observed, regions)
    names, options = files(tmp_path, asked, kinds, observed, kind), [*options, "--format", form]
    whole = outcome(names, options, Rows())
    found = outcome(names, options, Rows(0, part))
    if REFUSED in found[2] and REFUSED not in whole[2]:
        event("refused")
        assert found[:2] == (2, b"")
    elif "lixia: error: no " in whole[2]:  # of the plan or region that was asked for
        assert found[:2] == whole[:2]
    else:
        event(f"exit {whole[0]}")
        assert found == whole


FLOWS = [("p", region, key, 2025, "") for key in "ab" for region in "rs"]


def plan_of(folder, asked, observed, rows: Rows, measure: str = "flow"):
    """A plan in parts, whose table is that of the observations."""
    _, targets, _, actuals = files(folder, asked, dict.fromkeys("abcd", measure), observed)
    scope = Scope(rows=rows, in_parts=True, figures_only=True)
    return PlanInParts(*load_records(targets, actuals, scope=scope))


def test_what_is_said_once_for_a_key_counts_the_figures_of_all_parts(tmp_path):
    """a in r and s have two figures each that may be either; they fall in s."""
    observed = [("a", region, period, value, "km", "final", "") for region, values in (("r", "12"), ("s", "21"))
                for period, value in zip(("2022H1", "2022Q3"), values, strict=True)]  # fmt: skip
    observed = [(*row[:2], row[2].replace("H1", "-05").replace("Q3", "-06"), *row[3:]) for row in observed]
    plan = plan_of(tmp_path, FLOWS, observed, Rows(0, 1))
    assert list(plan) == []
    error = plan.error()
    assert error is not None
    assert error.count == 1
    (problem,) = error.problems
    assert problem.place.row == "a, r, 2022-05"
    assert "a running total does not fall as this one does" in str(problem)
    assert str(problem).endswith("(figures: 4)")


def test_targets_that_belong_together_are_in_one_part_and_others_apart(tmp_path):
    asked = [("p", "r", key, 2025, group) for key, group in (("a", "j"), ("b", ""), ("c", "j"), ("d", ""))]
    asked += [("p", "s", "a", 2025, ""), ("q", "r", "d", 2025, "")]
    observed = [(key, region, "2022", "1", "km", "final", "") for key, region in (*product("abcd", "r"), ("a", "s"))]
    observed += [("a", "t", "2022", "1", "km", "final", "")]  # of a region that is known to no target: not read
    plan = plan_of(tmp_path, asked, observed, Rows(0, 1), "stock")
    parts = [(sorted(part.actuals.texts("key").texts()), np.flatnonzero(rows).tolist()) for part, rows in plan]
    assert parts == [(["a", "b", "c"], [0, 1, 2]), (["d"], [3, 5]), (["a"], [4])]
    assert plan.error() is None
    assert str(plan.notes_on_reading[0]).endswith("selected targets and periods: 5 of 6")


@pytest.mark.parametrize(
    ("asked", "observed", "said"),
    [
        (FLOWS, [("a", "r"), ("a", None)], "some rows name a region and others do not"),
        ([*FLOWS, ("p", "", "b", 2025, "")], [("a", "r"), ("a", "s")], "several regions, but some targets name none"),
    ],
)
def test_what_can_only_be_told_of_all_rows_is_refused(tmp_path, asked, observed, said):
    rows = [(key, region, "2022-06", number, "km", "final", "") for number, (key, region) in enumerate(observed)]
    with pytest.raises(InputError, match="the most that are read at once") as raised:
        list(plan_of(tmp_path, asked, rows, Rows(0, 1)))
    assert said in str(raised.value)


def test_a_key_that_only_its_unit_tells_apart_is_refused(tmp_path):
    rows = [("x", "r", "2022", "1", "kg", "final", ""), ("y", "r", "2022", "1", "km", "final", "")]
    asked = [("p", "r", key, 2025, "") for key in ("x（km）", "y", "x（kg）")]
    files(tmp_path, asked, {key: "stock" for _, _, key, *_ in asked}, rows)
    (tmp_path / "t.csv").write_text(
        (tmp_path / "t.csv").read_text("utf-8").replace("X（KG）,km", "X（KG）,kg"), "utf-8"
    )
    scope = Scope(rows=Rows(0, 1), in_parts=True)
    plan = PlanInParts(*load_records(str(tmp_path / "t.csv"), f"{tmp_path / 'a.duckdb'}#t", scope=scope))
    with pytest.raises(InputError, match="write the key 'x（kg）' as the targets do"):
        list(plan)


def test_keys_that_end_with_what_their_figures_are(tmp_path):
    rows = [("b_累计值", "r", "2022-06", "7", "km", "final", ""), ("a", "r", "2022", "1", "km", "final", "")]
    names = files(tmp_path, FLOWS, dict.fromkeys("abcd", "stock"), rows)
    whole = outcome(names, ["--format", "csv"], Rows())
    assert "7.0" in whole[1].decode()
    assert outcome(names, ["--format", "csv"], Rows(0, 1)) == whole


def test_several_sources_are_one_table(tmp_path):
    """A csv file of a few rows is read part by part beside the table; what can't be is refused."""
    rows = [("a", "r", "2022", "1", "km", "final", ""), ("b", "s", "2022", "2", "km", "final", "")]
    names = files(tmp_path, FLOWS, dict.fromkeys("abcd", "stock"), rows)
    more = tmp_path / "more.csv"
    more.write_text("key,region,period,value\na,r,2024,3\nb,s,2023,4\n", encoding="utf-8")
    names += ["--actuals", str(more)]
    whole = outcome(names, ["--format", "csv"], Rows())
    assert b"2024,3.0" in whole[1]
    assert outcome(names, ["--format", "csv"], Rows(1, 1)) == whole
    more.write_text("key,region,2023,2024\na,r,2,3\n", encoding="utf-8")
    refused = outcome(names, ["--format", "csv"], Rows(1, 1))
    assert (refused[0], refused[1]) == (2, b"")
    assert "only a table with one row per observation is read part by part" in refused[2]


def test_a_table_with_as_many_rows_as_fit_is_read_at_once(tmp_path):
    plan = plan_of(tmp_path, FLOWS, [("a", "r", "2022", "1", "km", "final", "")], Rows(1, 1))
    with pytest.raises(AssertionError):
        list(plan)


def test_other_outputs_say_which_read_more(tmp_path):
    _, targets, _, actuals = files(
        tmp_path, FLOWS, dict.fromkeys("abcd", "flow"), [("a", "r", "2022", "1", "km", "", "")]
    )
    with pytest.raises(InputError, match="only csv, tsv and jsonl reports without"):
        load_records(targets, actuals, scope=Scope(rows=Rows(0, 1)))


def test_settings_are_said_once(tmp_path, monkeypatch):
    names = files(tmp_path, FLOWS, dict.fromkeys("abcd", "stock"), [
        (key, region, "2022", "1", "km", state, "") for key, region, state in
        (("a", "r", "flash"), ("a", "s", "final"), ("B!", "r", "final"), ("b", "s", ""))
    ])  # fmt: skip
    (tmp_path / "lixia.toml").write_text(
        '[values.status]\nflash = "preliminary"\nnever = "final"\n[values.key]\n"B!" = "b"\n'
        '[defaults.actuals]\nstatus = "final"\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    whole = outcome(names, ["--format", "csv"], Rows())
    assert "lixia.toml says: 3 (" in whole[2]
    assert outcome(names, ["--format", "csv"], Rows(0, 1)) == whole


def test_a_server_sends_one_part_after_the_other(tmp_path):
    (tmp_path / "t.csv").write_text(test_engines.TARGETS, encoding="utf-8")
    with postgres.server() as folder:
        url = test_engines.fill(folder, "obs", test_engines.ACTUALS, {"value": "numeric"})
        names, options = ["--targets", str(tmp_path / "t.csv"), "--actuals", url], ["--format", "csv", "--all"]
        whole = outcome(names, options, Rows())
        assert whole[0] == 0
        assert outcome(names, options, Rows(0, 2)) == whole

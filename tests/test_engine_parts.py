"""More rows of a database than fit into memory are read part by part: the same bytes and messages as all at once."""

from __future__ import annotations

import contextlib
import csv
import io
from collections import Counter
from functools import partial

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from lixia_cli.cli import assessing
from lixia_cli.cli.commands import report
from lixia_cli.cli.main import lixia
from lixia_cli.read.scope import Rows

pytest.importorskip("ibis")
duckdb = pytest.importorskip("duckdb")

TARGET = (
    "plan",
    "region",
    "key",
    "name_en",
    "unit",
    "measure",
    "baseline_year",
    "target_year",
    "target_value",
    "joint",
)
ACTUAL = ("key", "region", "period", "value", "unit", "status", "accumulation")
REFUSED = "the most that are read at once"

targets = st.lists(
    st.tuples(
        st.sampled_from(["p", "p", "q"]),
        st.sampled_from(["r", "s"]),
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from([2023, 2025]),
        st.sampled_from(["", "", "j"]),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[:4],
)
measures = st.fixed_dictionaries({key: st.sampled_from(["stock", "flow", "share", "growth"]) for key in "abcd"})
# What may stand in a column beside what is right.
ODD = {
    "key": ["A", "Name B", "c（km）", "zz", "d_累计值", "", None],
    "region": ["R", "t", "", None],
    "period": ["2022H1", "2022-03", "2010-11", "2012-13", "2011-12", "soon"],
    "value": ["-20", "0", "99000", None],
    "unit": ["", "万km", "kg", None],
    "status": ["preliminary", "", "快报", "guess"],
    "accumulation": ["", "period"],
}
RIGHT = {
    "key": list("abcd"),
    "region": ["r", "s"],
    "period": ["2020", "2021", "2022", "2023"],
    "value": ["40", "51.5", "100"],
    "unit": ["km"],
    "status": ["final"],
    "accumulation": ["year_to_date"],
}


def _figure(row: tuple) -> tuple:
    return (*row[:3], row[5])


@st.composite
def observations(draw: st.DrawFn) -> list[tuple]:
    """Rows of actuals, of which few columns have odd cells, and few rows have one."""
    odd = draw(st.lists(st.sampled_from([(name, cell) for name, cells in ODD.items() for cell in cells]), max_size=3))
    cells = [st.sampled_from([*RIGHT[name] * 3, *(cell for where, cell in odd if where == name)]) for name in ACTUAL]
    return draw(st.lists(st.tuples(*cells), min_size=1, max_size=30, unique_by=_figure))


def text_of(names: tuple[str, ...], rows: list[tuple]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([names, *rows])
    return text.getvalue()


def files(folder, asked, kinds, observed, kind: str = "double") -> list[str]:
    """The options that name the files of a plan; its actuals are the table t of a DuckDB file."""
    joint = Counter((plan, region) for plan, region, key in {row[:3] for row in asked if row[-1]})
    rows = [
        (plan, region, key, f"Name {key.upper()}", "km", kinds[key], 2020, year, 100 + year - 2020, group)
        if joint[plan, region] > 1
        else (plan, region, key, f"Name {key.upper()}", "km", kinds[key], 2020, year, 100 + year - 2020, "")
        for plan, region, key, year, group in asked
    ]
    (folder / "t.csv").write_text(text_of(TARGET, rows), encoding="utf-8")
    database = folder / "a.duckdb"
    database.unlink(missing_ok=True)
    with contextlib.closing(duckdb.connect(str(database))) as connection:
        columns = ", ".join(f"{name} {kind if name == 'value' else 'text'}" for name in ACTUAL)
        connection.execute(f"create table t ({columns})")
        connection.executemany(f"insert into t values ({', '.join('?' * len(ACTUAL))})", observed)
    return ["--targets", str(folder / "t.csv"), "--actuals", f"{database}#t"]


def outcome(names: list[str], options: list[str], rows: Rows) -> tuple[int, bytes, str]:
    """Exit code, output and messages of a report that keeps so many rows in memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "assess_selection_in_blocks", partial(assessing.assess_selection_in_blocks, rows=rows))
        found = CliRunner().invoke(lixia, ["report", *names, *options])
    return found.exit_code, found.stdout_bytes, found.stderr


OPTIONS = (
    ["--all"],
    ["--all", "--plan", "q"],
    ["--all", "--region", "r"],
    ["--as-of", "2022", "--fail-on", "red,behind"],
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    asked=targets,
    kinds=measures,
    observed=observations(),
    options=st.sampled_from(OPTIONS),
    form=st.sampled_from(["csv", "jsonl"]),
    kind=st.sampled_from(["double", "double", "text", "decimal(20, 6)"]),
    part=st.sampled_from([1, 2, 7]),
)
def test_a_part_at_a_time_says_the_same(tmp_path, asked, kinds, observed, options, form, kind, part):
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

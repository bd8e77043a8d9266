"""Actuals in Parquet, DuckDB and PostgreSQL: the same verdicts as from csv, and nothing secret in any output."""

from __future__ import annotations

import contextlib
import csv
import io
import sys
from pathlib import Path
from urllib.parse import quote_plus

import pandas as pd
import postgres
import pytest
from support import rows_of

from lixia_cli import assess

ibis = pytest.importorskip("ibis")
duckdb = pytest.importorskip("duckdb")

TARGETS = """\
key,plan,region,domain,name_zh,unit,measure,baseline_year,baseline_value,target_year,target_value
gdp,p,历下区,经济,地区生产总值,亿元,flow,2020,1910,2025,2500
gdp,p,市中区,经济,地区生产总值,亿元,flow,2020,1100,2025,1500
green,p,历下区,生态,绿化覆盖率,%,share,2020,46.5,2025,48
new,p,历下区,民生,新增学位,个,cumulative,2020,,2025,9000
green,q,历下区,生态,绿化覆盖率,%,share,2020,46.5,2022,47
"""
ACTUALS = """\
key,region,period,value,unit,status,note
gdp,历下区,2021,2060.1,,final,
gdp,历下区,2022,2120.55,,preliminary,快报
gdp,历下区,2022,2119.3,,final,
gdp,历下区,2023,2234.123456789,,preliminary,
gdp,市中区,2021,1.2e3,,final,
gdp,市中区,2022,1250,,,
绿化覆盖率,历下区,2021年,46.9,,final,
GREEN,历下区,2022,47.2,,final,
new,历下区,2021,1800,,final,
new,历下区,2022,1750,,final,
new,历下区,2023H1,900,,final,
other,历下区,2022,7,,final,
gdp,槐荫区,2022,999,,final,
"""
NUMBERS = "select * replace (try_cast(value as double) as value) from "


@pytest.fixture(scope="session")
def server():
    with postgres.server() as folder:
        yield folder


def url_of(folder: Path, table: str, password: str = postgres.PASSWORD, database: str = "postgres") -> str:
    return f"postgresql://postgres:{quote_plus(password)}@/{database}?host={folder}#{table}"


def fill(folder: Path, table: str, text: str, kinds: dict[str, str]) -> str:
    """Put a csv text into a table of the server; columns are text but for those in `kinds`. Returns its URL."""
    import psycopg

    header, *rows = list(csv.reader(io.StringIO(text)))
    columns = ", ".join(f'"{name}" {kinds.get(name, "text")}' for name in header)
    login = {"host": str(folder), "user": "postgres", "password": postgres.PASSWORD, "dbname": "postgres"}
    with psycopg.connect(**login) as connection:
        connection.execute(f"drop table if exists {table}")
        connection.execute(f"create table {table} ({columns})")
        with connection.cursor() as cursor, cursor.copy(f"copy {table} from stdin") as copy:
            for row in rows:
                copy.write_row([cell if cell else None for cell in row])
    return url_of(folder, table)


def duck(folder: Path, text: str, select: str = "select * from ") -> Path:
    """Put a csv text into the table obs of a DuckDB file, by way of a statement."""
    (folder / "source.csv").write_text(text, encoding="utf-8")
    file = folder / "obs.duckdb"
    with contextlib.closing(duckdb.connect(str(file))) as connection:
        source = f"read_csv('{folder / 'source.csv'}', all_varchar=true)"
        connection.execute(f"create or replace table obs as {select}{source}")
    return file


@pytest.fixture
def sources(tmp_path, request):
    """sources(text) → names of --actuals that hold the same observations, by the kind of source."""

    def make(text: str) -> dict[str, str]:
        (tmp_path / "a.csv").write_text(text, encoding="utf-8")
        file = duck(tmp_path, text, NUMBERS)
        parquet = tmp_path / "a.parquet"
        with contextlib.closing(duckdb.connect(str(file))) as connection:
            connection.execute(f"copy obs to '{parquet}' (format parquet)")
            connection.execute(
                "create schema s; create table s.texts as select * replace (value::varchar as value) from obs"
            )
            connection.execute("create table exact as select * replace (value::decimal(38, 12) as value) from obs")
        return {
            "csv": str(tmp_path / "a.csv"),
            "parquet": str(parquet),
            "duckdb": f"duckdb:///{file}#obs",
            "duckdb text": f"{file}#s.texts",
            "duckdb decimal": f"{file}#exact",
        }

    return make


RUNS = [(), ("--as-of", "2022"), ("--region", "市中区"), ("--plan", "q"), ("--domain", "经济", "--as-of", "2021")]


COMMANDS = [("report", "--format", "csv", "--all"), ("show", "--format", "json"), ("summary",)]


@pytest.mark.parametrize(
    ("command", "options"),
    # The options choose rows before a command uses them: each is tried with reports, each command with one or two.
    [
        pytest.param(command, options, marks=pytest.mark.thorough if number and place not in (number, 3) else ())
        for number, command in enumerate(COMMANDS)
        for place, options in enumerate(RUNS)
    ],
)
def test_the_same_from_files_and_databases(run, sources, tmp_path, command, options, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    command = ("show", "gdp", *command[1:]) if command[0] == "show" else command
    if command[0] == "show" and "q" in options:
        command = ("show", "green", *command[2:])
    found = {}
    for kind, source in sources(ACTUALS).items():
        result = run(*command, "--targets", "t.csv", "--actuals", source, *options)
        assert result.exit_code == 0, (kind, result.stderr)
        found[kind] = result.stdout.replace(source, "SOURCE")
    assert found["csv"].count("\n") >= 2
    assert set(found.values()) == {found["csv"]}


def test_a_server_gives_the_same_to_the_last_digit(run, server, tmp_path):
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ACTUALS, encoding="utf-8")
    for options in RUNS:
        reports = {}
        for kind in ("csv", "double precision", "numeric", "text"):
            source = str(tmp_path / "a.csv") if kind == "csv" else fill(server, "obs", ACTUALS, {"value": kind})
            result = run(
                "report", "--format", "csv", "--all", "--targets", tmp_path / "t.csv", "--actuals", source, *options
            )
            assert result.exit_code == 0, (kind, result.stderr)
            reports[kind] = result.stdout
        assert set(reports.values()) == {reports["csv"]}
    assert rows_of(reports["csv"])["gdp"]["latest_value"] == "1200.0"


def test_only_the_rows_that_are_needed_are_read(run, sources, tmp_path):
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    file = sources(ACTUALS)["parquet"]
    result = run("report", "--targets", tmp_path / "t.csv", "--actuals", file, "--as-of", "2022")
    # Not other, 槐荫区, 2023 and 2023H1, nor the figure of 2022 that the final one has replaced.
    note = f"lixia: note: {file}: rows read for the selected targets and periods: 8 of 13; other keys: other"
    assert note in result.stderr.splitlines()
    # check reads what replaced figures say too, and the targets of every plan.
    assert (
        "rows read for the selected targets and periods: 11 of 13"
        in run("check", "--targets", tmp_path / "t.csv", "--actuals", file).stderr
    )


SPACE = "write it without if it is one number"
UNIT = "convert the value, or give another indicator its own key"


def test_rows_are_named_by_key_region_and_period(run, tmp_path):
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    broken = ACTUALS.replace("2119.3", "2 119").replace("1800,,final", "1800,万元,final")
    file = duck(tmp_path, broken)
    result = run("check", "--targets", tmp_path / "t.csv", "--actuals", f"{file}#obs")
    assert (result.exit_code, result.stdout) == (2, "")
    problems = [line for line in result.stderr.splitlines() if line.startswith(str(file))]
    assert problems == [
        f"{file}#obs[gdp, 历下区, 2022]: value: '2 119' has a space between its digits; {SPACE}",
        f"{file}#obs[new, 历下区, 2021]: unit: '万元' is not the target's unit '个'; {UNIT}",
    ]


def test_columns_and_words_of_the_settings(run, tmp_path):
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    select = "select key as code, region as area, period as year, value::double as v, status as state from "
    duck(tmp_path, ACTUALS.replace("green,", "G,").replace("GREEN", "G").replace("preliminary", "flash"), select)
    (tmp_path / "lixia.toml").write_text(
        'targets = "t.csv"\nactuals = "obs.duckdb#obs"\n'
        '[columns.actuals]\nkey = "code"\nvalue = "v"\nstatus = "state"\n'
        '[values.key]\nG = "green"\n[values.status]\nflash = "preliminary"\n',
        encoding="utf-8",
    )
    result = run("--config", tmp_path / "lixia.toml", "report", "--format", "csv", "--all", "--as-of", "2022")
    rows = {(row["key"], row["region"]): row for row in csv.DictReader(io.StringIO(result.stdout))}
    assert rows["green", "历下区"]["latest_value"] == "47.2"
    assert rows["gdp", "历下区"]["latest_value"] == "2119.3"


@pytest.mark.filterwarnings("ignore::lixia_cli.api.LixiaWarning")
def test_types_of_columns(tmp_path):
    """Years and dates may be numbers and dates; a number of four bytes has the digits that were put in."""
    targets = pd.DataFrame({"key": ["x"], "unit": "%", "measure": "share", "target_year": 2025, "target_value": 60})
    for kind, period in (("integer", "2022"), ("double", "2022"), ("date", "date '2022-12-31'"), ("varchar", "'2022'")):
        with contextlib.closing(duckdb.connect(str(tmp_path / f"{kind}.duckdb"))) as connection:
            connection.execute(f"create table t as select 'x' as key, {period}::{kind} as period, 47.2::float as value")
        row = assess(targets, f"{tmp_path / f'{kind}.duckdb'}#t").iloc[0]
        assert (row["latest_value"], row["latest_period"][:4]) == (47.2, "2022")


SECRETS = (postgres.PASSWORD, quote_plus(postgres.PASSWORD), "s3cret", "wr0ng")


@pytest.mark.parametrize(
    ("table", "password", "said"),
    [
        ("obs", postgres.PASSWORD, ""),
        ("missing", postgres.PASSWORD, "has no table 'missing'"),
        ("obs", "wr0ng", "password authentication failed"),
    ],
)
@pytest.mark.parametrize("command", ["report", "check --format json", "show gdp --format json", "report --debug"])
def test_passwords_are_never_printed(run, server, tmp_path, command, table, password, said):
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    fill(server, "obs", ACTUALS, {"value": "numeric"})
    url = url_of(server, table, password)
    result = run(*command.split(), "--targets", tmp_path / "t.csv", "--actuals", url)
    printed = result.stdout + result.stderr
    assert result.exit_code == (2 if said else 0), printed
    assert said in printed
    assert f"postgresql:///postgres#{table}" in printed
    assert not [secret for secret in SECRETS if secret in printed]


def test_the_password_may_come_from_the_environment(run, server, tmp_path, monkeypatch):
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    fill(server, "obs", ACTUALS, {"value": "numeric"})
    monkeypatch.setenv("PGPASSWORD", postgres.PASSWORD)
    monkeypatch.setenv("LIXIA_ACTUALS", f"postgresql://postgres@/postgres?host={server}#public.obs")
    result = run("report", "--targets", tmp_path / "t.csv")
    assert result.exit_code == 0, result.stderr
    assert "postgresql:///postgres#public.obs" in result.stdout


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("nowhere.parquet", "nowhere.parquet: cannot be read: No such file or directory"),
        ("nowhere.duckdb#t", "nowhere.duckdb#t: cannot be read: No such file or directory"),
        ("duckdb:///nowhere.db#t", "duckdb:///nowhere.db#t: cannot be read: No such file or directory"),
        (
            "postgresql://u:s3cret@h/db",
            "postgresql://h/db: names no table; write postgresql://h/db#TABLE, or #SCHEMA.TABLE",
        ),
        ("foo://u:s3cret@h/db#t", "foo://h/db#t: 'foo' is no engine that ibis knows; see docs/engines.md"),
    ],
)
def test_what_is_not_there_is_one_line(run, tmp_path, monkeypatch, source, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    result = run("report", "--targets", "t.csv", "--actuals", source)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [said, "lixia: error: 1 problem; nothing was written"]
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]  # no engine has made a file


def test_without_the_extra_one_line_says_what_to_install(run, tmp_path, monkeypatch):
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "ibis", None)
    result = run("report", "--targets", tmp_path / "t.csv", "--actuals", "a.parquet")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0].endswith("install the extra: pip install 'lixia-cli[engine]'")


def test_only_actuals_come_from_an_engine(run, sources, tmp_path):
    file = sources(ACTUALS)["parquet"]
    result = run("report", "--targets", file, "--actuals", file)
    assert result.stderr.splitlines()[0].startswith(f"{file}: only --actuals can be a database or a Parquet file")


def test_settings_that_were_only_found_name_no_database(run, tmp_path, monkeypatch):
    """They may be somebody else's, and a password of the environment would go to the server that they name."""
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(TARGETS, encoding="utf-8")
    Path("lixia.toml").write_text('targets = "t.csv"\nactuals = "postgresql://elsewhere/db#t"\n', encoding="utf-8")
    result = run("report")
    assert result.exit_code == 2
    assert "actuals: names a database; only a file named with --config may do that" in result.stderr


def test_several_names_in_the_environment(run, tmp_path, monkeypatch, sources):
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(TARGETS, encoding="utf-8")
    url = sources(ACTUALS)["duckdb"]
    Path("more.csv").write_text("key,region,period,value\ngreen,历下区,2024,47.9\n", encoding="utf-8")
    monkeypatch.setenv("LIXIA_ACTUALS", f"more.csv:{url}")
    assert rows_of(run("report", "--format", "csv", "--targets", "t.csv").stdout)["green"]["latest_value"] == "47.9"

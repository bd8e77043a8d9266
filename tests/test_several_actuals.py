"""Actuals from several files, read as one table."""

from __future__ import annotations

import os

import pandas as pd
import pytest
from support import rows_of

import lixia_cli

TARGETS = """\
key,region,domain,name,unit,measure,baseline_year,baseline_value,target_year,target_value
green,a,d,Green,%,share,2020,40,2025,50
firms,a,d,Firms,n,stock,2020,100,2025,200
"""


@pytest.fixture
def options(tmp_path, monkeypatch):
    """Write files and return the options that name them: options("key,period…", …)."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")

    def write(*actuals: str) -> list[str]:
        found = ["--targets", "t.csv"]
        for number, text in enumerate(actuals, 1):
            (tmp_path / f"a{number}.csv").write_text(text, encoding="utf-8")
            found += ["--actuals", f"a{number}.csv"]
        return found

    return write


def test_several_files_are_one_table(run, options):
    # 44 is 4 of 10 points after 2 of 5 years, 150 is 50 of 100 firms after 3.
    result = run(
        "report", "--all", "--format", "csv", *options("key,period,value\ngreen,2022,44\n", "key,2023\nfirms,150\n")
    )
    assert result.exit_code == 0, result.stderr
    rows = rows_of(result.stdout)
    assert [(float(rows[key]["progress"]), float(rows[key]["elapsed"])) for key in ("green", "firms")] == [
        (0.4, 0.4),
        (0.5, 0.6),
    ]


def test_the_page_names_all_of_them(run, options):
    result = run("report", *options("key,2022\ngreen,44\n", "key,2023\nfirms,150\n"))
    assert "Data: t.csv, a1.csv, a2.csv;" in result.stdout


def test_two_values_of_one_observation_name_both_files_and_lines(run, options):
    result = run("check", *options("key,period,value\ngreen,2021,42\ngreen,2022,44\n", "note,key,2022\n,green,45\n"))
    assert result.exit_code == 2
    assert (
        "a2.csv:2: 2022: 45 where line 3 of a1.csv has 44 for the same period, both final; keep the right one"
        in result.stderr
    )


def test_the_same_value_twice_is_no_problem(run, options):
    result = run("check", *options("key,2022\ngreen,44\n", "key,period,value\ngreen,2022,44.0\n"))
    assert result.exit_code == 0, result.stderr


def test_a_column_of_one_file_only(run, options):
    result = run(
        "report",
        "--all",
        "--format",
        "csv",
        *options("key,period,value,unit\nfirms,2022,1.5,百n\n", "key,2022\ngreen,44\n"),
    )
    assert result.exit_code == 2
    assert "a1.csv:2: unit: '百n' is not the target's unit 'n'" in result.stderr


def test_numbers_in_two_notations_are_ambiguous(run, options):
    result = run("check", *options("key;period;value\ngreen;2022;44,5\n", 'key,period,value\nfirms,2022,"1,234"\n'))
    assert result.exit_code == 2
    assert "a2.csv:2: value: '1,234' may be 1234 or 1.234" in result.stderr
    assert "a1.csv" not in result.stderr.replace("note: a1.csv", "")


def test_problems_of_all_files_are_listed(run, options):
    result = run("check", *options("key,period,value\ngreen,2022\n", "key,value\nfirms,1\n"))
    assert "a1.csv:2: 2 fields" in result.stderr
    assert "a2.csv:1: period: this column is missing" in result.stderr


def test_standard_input_can_be_one_of_them(run, options):
    result = run("check", *options("key,2022\ngreen,44\n"), "--actuals", "-", input="key,2023\nfirms,150\n")
    assert "2 targets and 2 observations" in result.stdout
    result = run("check", "--targets", "t.csv", "--actuals", "-", "--actuals", "-")
    assert "only one of --targets and --actuals can be standard input" in result.stderr


def test_settings_and_variables_name_several(run, options, tmp_path, monkeypatch):
    options("key,2022\ngreen,44\n", "key,2023\nfirms,150\n")
    (tmp_path / "lixia.toml").write_text('targets = "t.csv"\nactuals = ["a1.csv", "a2.csv"]\n', encoding="utf-8")
    assert "2 targets and 2 observations" in run("check").stdout
    (tmp_path / "lixia.toml").unlink()
    monkeypatch.setenv("LIXIA_ACTUALS", os.pathsep.join(["a1.csv", "a2.csv"]))
    assert "2 targets and 2 observations" in run("check", "--targets", "t.csv").stdout


def test_frames_and_files_together(options):
    options("key,2022\ngreen,44\n")
    frame = pd.DataFrame({"key": ["firms"], "period": [2023], "value": [150]})
    with pytest.warns(lixia_cli.LixiaWarning):
        assessed = lixia_cli.assess("t.csv", ["a1.csv", frame])
    assert assessed["latest_value"].tolist() == [44, 150]


def test_targets_alone_are_all_listed(run, options):
    options("key,2022\ngreen,44\n")
    result = run("report", "--targets", "t.csv", "--format", "csv", "--lang", "en")
    assert result.exit_code == 0
    assert [row["status"] for row in rows_of(result.stdout).values()] == ["no_data", "no_data"]
    assert "no --actuals, so no target has data; if t.csv holds figures too, name it there as well" in result.stderr
    assert lixia_cli.assess("t.csv", [])["status"].tolist() == ["no_data", "no_data"]
    for command in ("summary", "check", "list", "show green"):
        assert run(*command.split(), "--targets", "t.csv").exit_code == 0

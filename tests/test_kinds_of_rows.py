"""Tables of actuals with rows of targets, plans and forecasts, told apart by a column."""

from __future__ import annotations

import contextlib

import pytest
from support import row_and_messages, rows_of

TARGETS = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\na,件,stock,2020,10,2025,20\n"


@pytest.fixture
def reported(run, plan):
    """Report of one target: its row, and what standard error says."""

    return lambda actuals: row_and_messages(run, plan(TARGETS, actuals))


@pytest.mark.parametrize(
    ("header", "actual", "other"),
    [
        ("Scenario", "Actual", "Forecast"),
        ("scenario", "Historical", "Projection"),
        ("Version", "Actuals", "Revised budget"),
        ("type", "Result", "Target"),
        ("Data type", "ACTUAL", "2023 Plan"),
        ("category", "Outturn", "target value"),
        ("类型", "实际", "计划"),
        ("数据性质", "完成数", "年度目标"),
        ("目标/实际", "实际值", "目标值"),
        ("项目", "决算数", "预算数"),
    ],
)
def test_rows_of_targets_and_forecasts_are_no_actuals(reported, header, actual, other):
    row, stderr = reported(f"key,year,{header},value\na,2022,{actual},15\na,2023,{other},19\n")
    assert (row["latest_period"], row["latest_value"]) == ("2022", "15.0")
    assert f"{header}: figures of rows that are no actuals ({other}) left out: 1" in stderr


def test_both_rows_of_one_period_do_not_contradict_each_other(reported):
    row, _ = reported("key,type,2021,2022\na,Target,13,16\na,Actual,12,15\n")
    assert (row["latest_period"], row["latest_value"]) == ("2022", "15.0")


def test_rows_of_targets_alone_are_no_actuals(reported):
    row, _ = reported("key,year,type,value\na,2022,Target,15\n")
    assert row["status"] == "no_data"


def test_estimates_are_preliminary(reported):
    row, _ = reported("key,year,scenario,value\na,2021,Actual,14\na,2022,Estimate,15\na,2023,Forecast,19\n")
    assert (row["latest_period"], row["latest_status"]) == ("2022", "preliminary")


def test_words_of_the_status_tell_rows_apart(reported):
    row, _ = reported("key,year,数据性质,value\na,2021,最终核实,14\na,2022,初步核算,15\na,2022,快报,15\n")
    assert (row["latest_period"], row["latest_status"]) == ("2022", "preliminary")


def test_a_row_without_a_word_counts(reported):
    row, _ = reported("key,year,scenario,value\na,2022,,15\na,2023,Forecast,19\n")
    assert (row["latest_period"], row["latest_value"]) == ("2022", "15.0")


def test_the_column_is_found_behind_another_that_may_be_one(reported):
    row, _ = reported("key,year,type,category,value\na,2022,annual,Actual,15\na,2023,annual,Target,19\n")
    assert row["latest_period"] == "2022"


@pytest.mark.parametrize(
    "words",
    [
        ("annual", "annual"),
        ("Health", "Budget"),
        ("Actual", "Actual"),
        ("Climate plan", "Climate plan"),
        ("", "规划指标"),
    ],
)
def test_a_column_that_tells_no_rows_apart_is_not_used(reported, words):
    row, stderr = reported(f"key,year,category,value\na,2022,{words[0]},15\na,2023,{words[1]},16\n")
    assert (row["latest_period"], row["latest_value"]) == ("2023", "16.0")
    assert "columns not used: category" in stderr


def test_a_word_that_may_be_either_is_refused(reported):
    _, stderr = reported("key,year,scenario,value\na,2022,Actual,15\na,2023,Baseline,16\na,2024,Target,19\n")
    assert "actuals.csv:3: scenario: 'Baseline' may be a kind of actual or not" in stderr


def test_check_says_what_the_column_is(run, plan):
    files = plan(TARGETS, "key,year,type,scenario,value\na,2022,annual,Actual,15\na,2023,annual,Target,19\n")
    stdout = run("check", *files).stdout
    assert "scenario = row_kind" in stdout
    assert "Not used      type" in stdout


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("('a', 2023, 'Revised budget', 19.0)", "figures of rows that are no actuals (Revised budget) left out: 1"),
        ("('a', 2023, 'Baseline', 10.0), ('a', 2024, 'Revised budget', 19.0)", "'Baseline' may be a kind of actual"),
    ],
)
def test_rows_of_other_keys_in_a_database_tell_what_the_words_are(run, plan, tmp_path, rows, said):
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("ibis")
    with contextlib.closing(duckdb.connect(str(tmp_path / "figures.duckdb"))) as connection:
        values = f"values ('other', 2023, 'Actual', 5.0), {rows}"
        connection.execute(f"create table t as select * from ({values}) as t(key, period, scenario, value)")
    files = [*plan(TARGETS, "")[:2], "--actuals", f"{tmp_path / 'figures.duckdb'}#t"]
    result = run("report", "--format", "csv", "--all", *files)
    assert said in result.stderr
    assert rows_of(result.stdout).get("a", {}).get("latest_value", "") == ""

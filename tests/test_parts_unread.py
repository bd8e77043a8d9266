"""Parts of years in columns that are not read: the figures must not count for whole years."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from support import rows_of

from lixia_cli import InputError, assess

TARGETS = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,个,stock,2020,40,2025,60\n"


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("期间", "上半年"),
        ("期别", "1-6月"),
        ("term", "Q1"),
        ("Mon", "Jun"),
        ("时段", "下半年"),
        ("截止日期", "2022-06-30"),
        ("as of", "30 June 2022"),
        ("统计区间", "2022年6月"),
        ("week", "15"),
        ("No. of months", "6"),
    ],
)
@pytest.mark.parametrize("text", ["key,year,{header},value\nx,2022,{part},42\n", "年份,{header},x\n2022,{part},42\n"])
def test_they_are_refused(run, plan, text, header, part):
    result = run("report", *plan(TARGETS, text.format(header=header, part=part)))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"actuals.csv:1: {header}: has parts of years ({part})" in result.stderr


@pytest.mark.parametrize(
    "column",
    [
        "上报时间,2023-01-15",
        "发布日期,2023-02-28",
        "as of,2022-12-31",
        "期间,全年",
        "期间,十四五",
        "备注2,Mark",
        "months,12",
        "count,6",
        "question,Q9",
    ],
)
def test_other_columns_are_not_used(run, plan, column):
    header, text = column.split(",")
    result = run("report", "--format", "csv", *plan(TARGETS, f"key,year,{header},value\nx,2022,{text},42\n"))
    assert rows_of(result.stdout)["x"]["latest_period"] == "2022"


def test_beside_periods_they_say_nothing_new(run, plan):
    text = "key,period,value,as of\nx,2022-06,42,2022-06-30\nx,2021,41,\n"
    result = run("report", "--format", "csv", *plan(TARGETS, text))
    assert rows_of(result.stdout)["x"]["latest_period"] == "2022-06"


@pytest.mark.parametrize(
    ("header", "text", "period"),
    [
        ("half", "1", "2022H1"),
        ("半年", "上半年", "2022H1"),
        ("Semester", "S1", "2022H1"),
        ("Month name", "June", "2022-06"),
        ("qtr", "Q2", "2022Q2"),
    ],
)
def test_columns_of_parts(run, plan, header, text, period):
    result = run("report", "--format", "csv", *plan(TARGETS, f"key,year,{header},value\nx,2022,{text},42\n"))
    assert rows_of(result.stdout)["x"]["latest_period"] == period
    assert f"{header} read as part of the period: 1" in result.stderr


def test_a_second_half_is_refused(run, plan):
    assert "the second half" in run("report", *plan(TARGETS, "key,year,half,value\nx,2022,2,42\n")).stderr


def test_frames():
    targets = pd.DataFrame([["x", "个", 2020, 40, 2025, 60]]).set_axis(
        ["key", "unit", "baseline_year", "baseline_value", "target_year", "target_value"], axis="columns"
    )
    actuals = pd.DataFrame({"key": ["x"], "period": [2022], "value": [42], "期间": ["上半年"]})
    with pytest.raises(InputError, match="期间: has parts of years"):
        assess(targets, actuals)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("key,year,Q1,Q2\nx,FY2023,42,\n", "FY2023 Q1"),
        ("key,year,Q1,Q2\nx,2022/23,42,\n", "2022/23 Q1"),
        ("key,year,month,value\nx,FY2023,4,42\n", "FY2023 M4"),
        ("key,year,month,value\nx,FY2023,April,42\n", "FY2023 April"),
        ("key,fiscal year,quarter,value\nx,2023,Q1,42\n", "FY2023 Q1"),
    ],
)
def test_parts_of_fiscal_years_are_refused(run, plan, text, period):
    """They counted for the whole fiscal year, or as those of the calendar year."""
    result = run("report", *plan(TARGETS, text))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"'{period}' is" in result.stderr


@pytest.mark.parametrize("year", ["2022", "2022年", "2022年度", "CY2022", "2022.0", "令和4年"])
def test_years_in_other_words_have_parts_too(run, plan, year):
    result = run("report", "--format", "csv", *plan(TARGETS, f"key,year,month,value\nx,{year},6,42\n"))
    assert rows_of(result.stdout)["x"]["latest_period"] == "2022-06"


@pytest.mark.parametrize("period", ["2022-06", "2022H1"])
def test_more_than_a_year_stays_as_it_is(run, plan, period):
    result = run("report", "--format", "csv", *plan(TARGETS, f"key,period,month,value\nx,{period},6,42\n"))
    assert rows_of(result.stdout)["x"]["latest_period"] == period


@pytest.mark.parametrize(
    ("period", "column", "part"), [("2022-06", "month", "7"), ("2022-06", "quarter", "Q3"), ("2022Q2", "half", "2")]
)
def test_a_part_that_contradicts_the_period_is_refused(run, plan, period, column, part):
    result = run("report", *plan(TARGETS, f"key,period,{column},value\nx,{period},{part},42\n"))
    assert f"'{period} ≠ {part}' is not a period" in result.stderr


@pytest.mark.parametrize("text", ["key,{header},value\nx,{part},42\n", "key,value,{header}\nx,42,{part}\n"])
def test_they_are_refused_where_a_setting_gives_the_period(run, plan, tmp_path, text):
    (tmp_path / "lixia.toml").write_text('[defaults.actuals]\nperiod = "2022"\n', encoding="utf-8")
    settings = ["--config", str(tmp_path / "lixia.toml"), "report"]
    result = run(*settings, *plan(TARGETS, text.format(header="期间", part="上半年")))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "actuals.csv:1: 期间: has parts of years (上半年)" in result.stderr
    result = run(*settings, "--format", "csv", *plan(TARGETS, text.format(header="期间", part="全年")))
    assert rows_of(result.stdout)["x"]["latest_period"] == "2022"


def test_they_are_refused_in_frames_and_parquet_where_a_setting_gives_the_period(run, tmp_path):
    targets, actuals = (
        pd.read_csv(io.StringIO(TARGETS)),
        pd.DataFrame({"key": ["x"], "value": [42.0], "期间": ["上半年"]}),
    )
    with pytest.raises(InputError, match="has parts of years"):
        assess(targets, actuals, defaults={"actuals": {"period": 2022}})
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "lixia.toml").write_text('[defaults.actuals]\nperiod = "2022"\n', encoding="utf-8")
    pytest.importorskip("pyarrow")
    actuals.to_parquet(tmp_path / "a.parquet")
    files = ["--targets", str(tmp_path / "t.csv"), "--actuals", str(tmp_path / "a.parquet")]
    result = run("--config", str(tmp_path / "lixia.toml"), "report", *files)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "has parts of years (上半年)" in result.stderr

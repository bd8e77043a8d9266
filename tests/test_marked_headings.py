"""Headings of periods with footnote marks, with years of two digits, and without a year."""

from __future__ import annotations

import pytest
from support import rows_of

TARGETS = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,%,share,2020,40,2040,60\n"


@pytest.mark.parametrize(
    "heading",
    ["2023*", "2023年①", "2023¹", "2023 [1]", "2023年（注1）", "2023【2】", "2023年†", "2023（%）*", "2023年 注"],
)
def test_marks_behind_a_heading_are_left_out(run, plan, heading):
    """As a column that is not used, the year would be missing without anybody noticing."""
    result = run("report", "--format", "csv", *plan(TARGETS, f"key,2022,{heading}\nx,44,45\n"))
    row = rows_of(result.stdout)["x"]
    assert (row["latest_period"], row["latest_value"]) == ("2023", "45.0")
    assert f"footnote marks behind headings are left out: {heading}" in result.stderr


def test_a_marked_heading_beside_the_same_year_is_refused(run, plan):
    result = run("report", *plan(TARGETS, "key,2023,2023*\nx,44,45\n"))
    assert (result.exit_code, "2023*: stands for the same period as '2023'" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("heading", "problem"),
    [
        ("4Q22", "'4Q22' names a year by two digits; write 2022Q4"),
        ("Q4 '22", "names a year by two digits; write 2022Q4"),
        ("1H22", "'1H22' names a year by two digits; write 2022H1"),
        (
            "2022H2",
            "'2022H2' is the second half alone, which is no period here; write the figure of the whole year, 2022",
        ),
        ("2022年下半年", "is the second half alone"),
        ("22年", "names a year by two digits; write 2022"),
        ("Jan-22", "'Jan-22' may be a month of a year, or a day; write it like 2022-01"),
        ("22-Jan", "may be a month of a year, or a day"),
        ("22/23", "'22/23' may be a fiscal year, or a day and month; write FY22/23"),
        ("2022-2023学年", "may stand for the year in which it begins or ends; write 2022 or 2023"),
    ],
)
def test_what_may_be_two_periods_is_refused_in_a_heading_too(run, plan, heading, problem):
    result = run("report", *plan(TARGETS, f"key,2021,{heading}\nx,44,45\n"))
    assert (result.exit_code, problem in result.stderr) == (2, True), result.stderr


@pytest.mark.parametrize("heading", ["1-2月", "3月累计", "4月当月", "本年", "上年同期", "上半年", "Q1", "this year"])
def test_headings_without_a_year_are_named(run, plan, heading):
    stderr = run("report", *plan(TARGETS, f"key,{heading}\nx,44\n")).stderr
    assert f"period: this column is missing, and the heading '{heading}' names no year" in stderr


@pytest.mark.parametrize("period", ["2023年（预计全年）", "2023 (restated)", "2023（调整后）"])
def test_other_words_in_a_period_are_named(run, plan, period):
    stderr = run("report", *plan(TARGETS, f"key,period,value\nx,{period},44\n")).stderr
    assert f"period: '{period}' says more than a period; write 2023" in stderr
    assert "and the rest in the column status" in stderr


@pytest.mark.parametrize(
    ("unit", "cell", "value"),
    [
        ("USD", "$1.5m", 1.5e6),
        ("USD million", "$1.5m", 1.5),
        ("USD", "$1.5b", 1.5e9),
        ("USD", "$1.5B", 1.5e9),
        ("EUR", "€2m", 2e6),
    ],
)
def test_a_letter_behind_an_amount_with_its_currency_is_a_scale_word(run, plan, unit, cell, value):
    targets = f"key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,{unit},flow,2020,4,2040,6\n"
    result = run("report", "--format", "csv", *plan(targets, f"key,period,value\nx,2022,{cell}\n"))
    assert float(rows_of(result.stdout)["x"]["latest_value"]) == pytest.approx(value)


@pytest.mark.parametrize(
    ("unit", "cell"), [("USD", "1.5m"), ("EUR", "$1.5m"), ("USD million", "$1.5b"), ("m", "$1.5m")]
)
def test_without_its_currency_it_is_none(run, plan, unit, cell):
    targets = f"key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,{unit},flow,2020,4,2040,6\n"
    assert run("report", *plan(targets, f"key,period,value\nx,2022,{cell}\n")).exit_code == 2


def test_names_of_areas_beside_their_codes(run, plan):
    targets = TARGETS.replace("key,", "key,region,").replace("x,", "x,England,")
    actuals = "Area Code,Area Name,Time period,Value,Indicator ID\nE92,England,2022,44,x\nW92,Wales,2022,43,x\n"
    result = run("report", "--format", "csv", *plan(targets, actuals))
    assert rows_of(result.stdout)["x"]["latest_value"] == "44.0"


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        *((heading, "2023") for heading in ("2023 Annual", "CY2023", "Year 2023", "2023r", "X2023", "2023年末数")),
        *(("2023 (final)", "2023"), ("End 2023", "2023"), ("2023年决算数", "2023"), ("31-Dec-2023", "2023-12")),
        *(("4Q2023", "2023Q4"), ("1H 2023", "2023H1")),
    ],
)
def test_words_beside_a_year_that_mean_no_more_than_the_year(run, plan, heading, period):
    row = rows_of(run("report", "--format", "csv", *plan(TARGETS, f"key,2022,{heading}\nx,44,45\n")).stdout)["x"]
    assert (row["latest_period"], row["latest_value"], row["latest_status"]) == (period, "45.0", "final")


@pytest.mark.parametrize(
    "heading", ["2023 Budget", "2023年预算数", "2023年增长", "2023 growth", "2023年排名", "2023年增加值"]
)
def test_words_that_mean_something_else_are_not_used(run, plan, heading):
    result = run("report", "--format", "csv", *plan(TARGETS, f"key,2022,{heading}\nx,44,45\n"))
    assert rows_of(result.stdout)["x"]["latest_period"] == "2022"
    assert f"columns not used: {heading}" in result.stderr


def test_a_total_below_a_year_is_not_read_as_its_value(run, plan):
    """In two rows of headings: 合计 alone is no word for an actual."""
    actuals = "key,2022,,2023,\n,数值,合计,数值,合计\nx,44,1,45,2\n"
    row = rows_of(run("report", "--format", "csv", *plan(TARGETS, actuals)).stdout)["x"]
    assert row["latest_value"] == "45.0"

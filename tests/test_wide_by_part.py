"""Tables of actuals with a column for each month or quarter and the year in a column of its own."""

from __future__ import annotations

import pytest
from support import rows_of

TARGETS = "key,unit,measure,target_year,target_value\nx,t,flow,2023,120\n"
MONTHS = "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec"


@pytest.fixture
def reported(run, plan):
    """Report of one target: its row, and what standard error says."""

    def call(actuals: str, *options: str):
        result = run("report", "--format", "csv", *options, *plan(TARGETS, actuals))
        return rows_of(result.stdout).get("x", {}), result.stderr

    return call


@pytest.mark.parametrize(
    ("header", "cells", "period", "value"),
    [
        (MONTHS, "1,2,3,4,5,6,7,8,9,10,11,12", "2023", "78.0"),
        ("January,February,March", "1,2,3", "2023-03", "6.0"),
        ("1月,2月,3月,4月", "1,2,3,", "2023-03", "6.0"),
        ("Q1,Q2,Q3", "10,20,30", "2023Q3", "60.0"),
        ("一季度,二季度", "10,20", "2023H1", "30.0"),
    ],
)
def test_figures_of_the_parts_are_added_up(reported, header, cells, period, value):
    row, stderr = reported(f"key,year,{header},Total\nx,2023,{cells},999\n", "--accumulation", "period")
    assert (row["latest_period"], row["latest_value"]) == (period, value)
    assert "columns read as parts of the year" in stderr
    assert "columns not used: Total" in stderr


def test_headings_that_say_running_totals(reported):
    row, _ = reported("指标,年份,1-2月,1-3月,上半年\nx,2023年,4,9,20\n")
    assert (row["latest_period"], row["latest_value"]) == ("2023H1", "20.0")


def test_what_may_be_either_is_refused(reported):
    _, stderr = reported("key,year,Jan,Feb\nx,2023,1,2\n")
    assert "may be the running total from January or the figure of that part alone" in stderr


def test_a_row_for_each_year(reported):
    row, _ = reported("key,year,Q1,Q2,Q3,Q4\nx,2022,9,9,9,9\nx,2023,10,20,,\n", "--accumulation", "period")
    assert (row["latest_period"], row["latest_value"]) == ("2023H1", "30.0")


def test_a_problem_names_the_cell(reported):
    _, stderr = reported("key,year,Jan,Feb\nx,2023,1,2 3\n", "--accumulation", "period")
    assert "actuals.csv:2: Feb: '2 3' has a space between its digits" in stderr


def test_months_in_words_beside_the_year(reported):
    row, _ = reported("key,year,month,value\nx,2023,Jan,1\nx,2023,February,2\n", "--accumulation", "period")
    assert (row["latest_period"], row["latest_value"]) == ("2023-02", "3.0")


def test_one_such_heading_is_none(reported):
    _, stderr = reported("key,year,May\nx,2023,1\n")
    assert "value: this column is missing" in stderr

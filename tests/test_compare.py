"""lixia compare: dates, plans and rule sets side by side; expected values are calculated by hand."""

from __future__ import annotations

import csv
import io
import json

import pytest

from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
from lixia_cli.summarise.side_by_side import COMPARED_COLUMNS

# Parks: of 100 on the way from 100 to 200, 15 a year: 130 in 2022 is 30 of 40, 190 in 2024 is 90 of 80.
# Homes: a total of 100 in five years; 20 in 2021 and 30 in 2023, 2022 is missing from the second sum.
# Output: an amount of the year; 2024H1 is no figure for the target of 2025.
TARGETS = """
    key,domain,name_zh,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,owner
    parks,ecology,公园,Parks,座,stock,at_least,2020,100,2025,200,Gardens
    water,ecology,水质,Water,%,share,at_least,2020,60.5,2025,70.5,Gardens
    homes,economy,住房,Homes,套,cumulative,at_least,2020,,2025,100,Housing
    none,economy,无,Nothing,%,share,at_least,2020,1,2025,2,Housing
"""
ACTUALS = """
    key,period,value,status,bound
    parks,2022,130,,
    parks,2024,190,,
    water,2022,62.1,,
    water,2023,63.2,preliminary,
    homes,2021,20,,
    homes,2023,30,,
"""


@pytest.fixture
def compare(run, plan):
    """compare(*options, targets=, actuals=) → csv rows."""

    def call(*options, targets=TARGETS, actuals=ACTUALS):
        result = run("compare", *plan(targets, actuals), "--format", "csv", *options)
        assert result.exit_code == 0, result.stderr
        return list(csv.DictReader(io.StringIO(result.stdout)))

    return call


def of(rows, key, *names):
    return [tuple(row[name] for name in names) for row in rows if row["key"] == key]


def test_columns_are_those_of_a_report_between_the_side_and_what_is_compared(compare):
    rows = compare("--as-of", "2022", "--as-of", "2024")
    assert list(rows[0]) == ["side", *ASSESSED_COLUMNS, *COMPARED_COLUMNS]
    assert [row["side"] for row in rows] == ["2022", "2024"] * 3  # nothing is known of the fourth


def test_dates_show_what_has_changed(compare):
    rows = compare("--as-of", "2022", "--as-of", "2024")
    names = ("latest_period", "status", "compared_with", "value_change", "status_before", "verdict_change")
    assert of(rows, "parks", *names) == [
        ("2022", "slightly_behind", "", "", "", ""),
        ("2024", "ahead", "2022", "60.0", "slightly_behind", "better"),
    ]
    # 1.6 of 10 points after two of five years; 2.7 after three. 63.2 - 62.1 is 1.1, not 1.1000000000000014.
    assert of(rows, "water", "value_change", "verdict_change") == [("", ""), ("1.1", "same")]


def test_dates_stand_in_their_order(compare):
    assert compare("--as-of", "2024", "--as-of", "2022") == compare("--as-of", "2022", "--as-of", "2024")


def test_each_side_is_a_report_as_of_its_date(compare, run, plan):
    rows = compare("--all", "--as-of", "2022", "--as-of", "2024", "--as-of", "2023H1")
    for date in ("2022", "2023H1", "2024"):
        report = run("report", "--all", "--format", "csv", *plan(TARGETS, ACTUALS), "--as-of", date)
        there = list(csv.DictReader(io.StringIO(report.stdout)))
        assert [{name: row[name] for name in ASSESSED_COLUMNS} for row in rows if row["side"] == date] == there


@pytest.mark.parametrize(
    ("dates", "key", "reason"),
    [
        (("2021", "2024"), "homes", "years are missing from a sum or average"),
        (("2024", "2025"), "parks", "there is no newer figure"),
    ],
)
def test_why_values_are_not_compared(compare, dates, key, reason):
    rows = compare(*(word for date in dates for word in ("--as-of", date)))
    assert of(rows, key, "value_change", "not_compared")[-1] == ("", reason)


def test_no_difference_of_bounds_and_of_different_parts_of_a_year(compare):
    targets = """
        key,unit,measure,baseline_year,baseline_value,target_year,target_value
        flow,亿元,flow,2023,100,2024,120
        stock,家,stock,2020,10,2025,20
    """
    actuals = """
        key,period,value,bound,accumulation
        flow,2024H1,55,,year_to_date
        flow,2024,121,,
        stock,2023,14,lower,
        stock,2024,15,,
    """
    rows = compare("--as-of", "2024H1", "--as-of", "2024", targets=targets, actuals=actuals)
    assert of(rows, "flow", "latest_value", "value_change", "not_compared") == [
        ("55.0", "", ""),
        ("121.0", "", "the figures cover different parts of a year"),
    ]
    assert of(rows, "stock", "not_compared")[-1] == ("a figure is published as a bound",)


def test_a_date_before_any_figure(compare, run, plan):
    rows = compare("--as-of", "2010", "--as-of", "2022")
    assert of(rows, "parks", "status", "lacking", "verdict_change") == [
        ("no_data", "data", ""),
        ("slightly_behind", "", "first"),
    ]
    result = run("compare", *plan(TARGETS, ACTUALS), "--as-of", "2010", "--as-of", "2011")
    assert (result.exit_code, "Not shown for lack of data: 4" in result.stdout) == (0, True)


def test_three_dates_are_compared_with_the_one_before(compare):
    rows = compare("--as-of", "2022", "--as-of", "2023", "--as-of", "2024")
    assert of(rows, "parks", "compared_with", "value_change") == [("", ""), ("2022", ""), ("2023", "60.0")]


PLANS = """
    key,plan,name_zh,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value
    growth,2023,增速,Growth,%,growth,at_least,2022,,2023,6
    growth,2024,增速,Growth,%,growth,at_least,2023,,2024,7
    trees,2023,植树,Trees,万棵,flow,at_least,2022,,2023,5
    trees,2024,植树,Trees,棵,flow,at_least,2023,,2024,60000
    roads,2024,道路,Roads,公里,cumulative,at_least,2023,,2024,12
"""
RESULTS = """
    key,period,value,unit
    growth,2023,6.2,%
    growth,2024,5.9,%
    trees,2023,5.5,万棵
    trees,2024,58000,棵
    roads,2024,12,公里
"""


def test_plans_side_by_side(compare):
    rows = compare("--plan", "2023", "--plan", "2024", targets=PLANS, actuals=RESULTS.replace("5.5,万棵", "55000,棵"))
    # 6.2 of 6 and 5.9 of 7, each for its own year.
    assert of(rows, "growth", "side", "plan", "latest_value", "status", "value_change", "verdict_change") == [
        ("2023", "2023", "6.2", "completed", "", ""),
        ("2024", "2024", "5.9", "missed", "-0.3", "worse"),
    ]
    assert of(rows, "roads", "side", "plan", "name_en", "status", "lacking", "latest_value") == [
        ("2023", "2023", "Roads", "", "target data", ""),
        ("2024", "2024", "Roads", "completed", "", "12.0"),
    ]
    # 万棵 and 棵: the figures of both years are there, but not in one unit.
    assert of(rows, "trees", "unit", "value_change", "not_compared")[-1] == ("棵", "", "the units differ")


def test_totals_of_plans_that_begin_in_different_years_have_no_difference(compare):
    targets = """
        key,plan,unit,measure,baseline_year,period_start,target_year,target_value
        schools,five years,所,cumulative,,2021,2025,30
        schools,one year,所,cumulative,,2023,2023,10
        income,five years,元,flow,2020,,2025,90
        income,one year,元,flow,2022,,2023,80
    """
    actuals = """
        key,period,value
        schools,2021,8
        schools,2022,12
        schools,2023,11
        income,2023,77
    """
    rows = compare("--plan", "five years", "--plan", "one year", targets=targets, actuals=actuals)
    # 8 + 12 + 11, and 11 alone.
    assert of(rows, "schools", "latest_value", "value_change", "not_compared") == [
        ("31.0", "", ""),
        ("11.0", "", "the values are counted from different years"),
    ]
    assert of(rows, "income", "latest_value", "not_compared")[-1] == ("77.0", "it is the same figure")


def test_what_a_plan_lacks_is_named(run, plan):
    text = run("compare", "--plan", "2024", "--plan", "2023", "-q", *plan(PLANS, RESULTS)).stdout
    assert "2023 has no target for: Roads." in text
    assert "No difference, as the units differ: Trees." in text
    chinese = run("compare", "--plan", "2024", "--plan", "2023", "-q", "--lang", "zh", *plan(PLANS, RESULTS)).stdout
    assert "2023没有下列目标：道路。" in chinese
    assert "无目标" in chinese


def test_rule_sets_are_compared_by_their_lights(compare):
    rows = compare("--as-of", "2022", "--method", "lixia", "--method", "lights", "--method", "eurostat")
    # 30 of 40: pace 0.75, 23.3 a year needed after 15. -10 points are yellow. Growth 14.0 % a year of 14.9 %: 0.94.
    assert of(rows, "parks", "side", "method", "status", "light", "verdict_change", "value_change") == [
        ("lixia", "lixia", "slightly_behind", "yellow", "", ""),
        ("lights", "lights", "yellow", "yellow", "same_light", ""),
        ("eurostat", "eurostat", "moderate", "yellow", "same_light", ""),
    ]
    late = compare("--as-of", "2024", "--method", "lights", "--method", "destatis")
    assert [row["verdict_change"] for row in late if row["key"] == "parks"] == ["", ""]  # a grey light says nothing


def test_json_names_the_sides(run, plan):
    result = run("compare", *plan(TARGETS, ACTUALS), "--as-of", "2022", "--as-of", "2024", "--format", "json")
    about = json.loads(result.stdout)
    assert (about["compared"], about["as_of"], about["through"]) == ("as_of", None, "2024")
    assert about["sides"][0] == {
        "side": "2022",
        "method": "lixia",
        "targets": 4,
        "assessed": 3,
        "statuses": {"slightly_behind": 1, "behind": 1, "on_track": 1, "no_data": 1},
    }
    assert list(about["indicators"][0]) == ["side", *ASSESSED_COLUMNS, *COMPARED_COLUMNS]
    lines = run("compare", *plan(TARGETS, ACTUALS), "--as-of", "2022", "--as-of", "2024", "--format", "jsonl").stdout
    assert [json.loads(line) for line in lines.splitlines()] == about["indicators"]

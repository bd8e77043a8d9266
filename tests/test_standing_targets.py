"""What must hold in every year, observed by quarters and months: shares one by one, amounts against their share."""

from __future__ import annotations

import pytest
from support import explained

SHARE = "each_year,at_least,,,,,,2015,80,,2014"
CEILING = "each_year,at_most,,,,,,2025,100,,2021"


@pytest.mark.parametrize(
    ("values", "met", "status"),
    [
        ({"2014Q1": 78.5, "2014Q2": 77.4}, "0 of 2 quarters", "behind"),
        ({"2014-01": 81, "2014-02": 79, "2014-03": 82, "2014-04": 83}, "3 of 4 months", "slightly_behind"),
        ({"2014Q1": 81, "2014-04": 79}, "1 of 2 periods", "behind"),
        ({"2014-01": 70, "2014-02": 70, "2014-03": 70, "2014Q1": 81}, "1 of 1 quarters", "on_track"),  # not the months
        ({"2014Q1": 70, "2014Q2": 81, "2014H1": 75}, "1 of 2 quarters", "behind"),  # the half is the same months
        ({"2014Q1": 70, "2014Q2": 70, "2014": 81}, "1 of 1 years", "on_track"),  # the year has a figure of its own
        ({"2014": 81, "2015Q1": 79}, "1 of 2 periods", "behind"),
        ({"2014年1-3月": 70, "2014年1-6月": 79, "2014年1-9月": 81}, "1 of 1 years", "on_track"),  # the year so far
    ],
)
def test_shares_are_judged_by_the_parts_that_are_observed(judge, values, met, status):
    row = judge(SHARE, values)
    assert (f"the target was met in {met}" in row["note"], row["status"]) == (True, status), row["note"]


def test_four_quarters_are_a_year(judge):
    quarters = {"2014": 90, "2015Q1": 80, "2015Q2": 81, "2015Q3": 82, "2015Q4": 83}
    assert judge(SHARE, quarters)["status"] == "completed"
    del quarters["2015Q2"]
    row = judge(SHARE, quarters)
    assert (row["status"], "no figure for 2015" in row["note"]) == ("incomplete", True)
    assert judge(SHARE, quarters | {"2015Q4": 79})["status"] == "missed"


@pytest.mark.parametrize(
    ("unit", "values", "status"),
    [
        ("万元", {"2022H1": 50}, "within_limit"),  # 100 * 6 / 12
        ("万元", {"2022H1": 51}, "over_pace"),
        ("万元", {"2022H1": 101}, "over_limit"),
        ("万元", {"2021": 101, "2022H1": 51}, "over_limit"),  # a year was missed
        ("万元", {"2021": 99, "2022H1": 60, "2022": 99}, "within_limit"),
        ("件", {"2022H1": 50}, "within_limit"),  # as an amount so far, and as a level
        ("件", {"2022H1": 101}, "over_limit"),
        ("微克/立方米", {"2022H1": 60}, "within_limit"),  # no amount
    ],
)
def test_ceilings_of_every_year(judge, unit, values, status):
    assert judge(CEILING, values, "--as-of", "2022", unit=unit)["status"] == status


def test_what_may_be_a_level_or_an_amount_is_left_out(judge):
    row = judge(CEILING, {"2021": 99, "2022H1": 60}, unit="件")
    assert (row["latest_period"], row["status"]) == ("2021", "within_limit")
    assert "2022H1 is left out" in row["note"]


def test_quarters_of_money_are_added_up(judge):
    quarters = {"2022Q1": 20, "2022Q2": 25, "2022Q3": 22, "2022Q4": 35}
    row = judge(CEILING, quarters, "--accumulation", "period", unit="万元")
    assert (row["latest_period"], row["latest_value"], row["status"]) == ("2022", "102.0", "over_limit")
    del quarters["2022Q4"]
    row = judge(CEILING, quarters, "--accumulation", "period", unit="万元")
    assert (row["latest_value"], row["status"]) == ("67.0", "within_limit")  # 67 <= 75


def test_enough_is_enough(judge):
    target = "each_year,at_least,,,,,,2025,20,,2021"
    row = judge(target, {"2021": 20, "2022H1": 21}, unit="条")
    assert "the target was met in 2 of 2 years" in row["note"]
    assert judge(target, {"2021": 20, "2022H1": 19}, unit="条")["latest_period"] == "2021"


# 100 in 2021 and 80 from 2022 on.
def test_each_year_has_its_own_ceiling(assessed):
    targets = (
        "key,unit,measure,direction,period_start,target_year,target_value\n"
        "x,万元,each_year,at_most,2021,2021,100\nx,万元,each_year,at_most,2021,2025,80\n"
    )
    rows = [assessed(targets, f"key,period,value\nx,2021,95\nx,2022H1,{half}\n")["x"] for half in (40, 41, 81)]
    assert [row["status"] for row in rows] == ["within_limit", "over_pace", "over_limit"]


def test_people_read_of_quarters(run, plan):
    files = plan(
        "key,name,unit,measure,period_start,target_year,target_value\ncalls,Calls,%,each_year,2014,2015,80\n",
        "key,period,value\ncalls,2014Q1,78.5\ncalls,2014Q2,80\n",
    )
    assert "1/2 quarters" in run("report", *files, "--lang", "en").stdout
    assert "1/2个季度" in run("report", *files, "--lang", "zh").stdout
    assert "met in 1 of 2 quarters" in run("summary", *files, "--lang", "en").stdout
    (about,) = explained(run, "calls", *files)["indicators"]
    assert (about["years_met"], about["years_observed"], about["judged_by"]) == (1, 2, "quarter")

"""Targets that are changes in percentage points: +1.2pp."""

from __future__ import annotations

import pytest
from support import rows_of

HEADER = "key,unit,measure,relative,baseline_year,baseline_value,target_year,target_value,target_high\n"


@pytest.mark.parametrize(
    ("relative", "cells", "target", "high"),
    [
        ("", "+1.2pp,", 71.2, None),
        ("", "＋5 percentage points,", 75, None),
        ("", "-3个百分点,", 67, None),
        ("", "−3百分点,", 67, None),
        ("", "+1pp,+2 p.p.", 71, 72),
        ("difference", "1.2pp,", 71.2, None),
        ("difference", "1.2pp,2pp", 71.2, 72),
        ("difference", "1.2%,", 71.2, None),
    ],
)
def test_points_are_added_to_the_baseline(run, plan, relative, cells, target, high):
    files = plan(f"{HEADER}x,%,share,{relative},2020,70,2025,{cells}\n", "key,period,value\nx,2022,70.4\n")
    result = run("report", "--format", "csv", *files)
    row = rows_of(result.stdout)["x"]
    assert float(row["target_value"]) == pytest.approx(target)
    assert high is None or float(row["target_high"]) == pytest.approx(high)
    assert ("(relative = difference): 1, such as" in result.stderr) == (not relative)


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("%,share,,2020,70,2025,1.2pp,", "'1.2pp' is in percentage points, and the unit '%'"),
        ("%,share,percent,2020,70,2025,+1.2pp,", "'+1.2pp' is in percentage points, and the unit '%'"),
        ("t,stock,,2020,70,2025,+1.2pp,", "'+1.2pp' may be a level, or that much above the baseline"),
        ("%,share,,,,2025,+1.2pp,", "is empty; '+1.2pp' is a change of the baseline"),
        ("%,share,,2020,70,2025,+1.2pp,75", "'75' is a level, '+1.2pp' a change of the baseline"),
        ("%,share,,2020,70,2025,75,+2pp", "'+2pp' may be a level, or that much above the baseline"),
    ],
)
def test_points_without_a_sign_or_a_percentage_are_refused(run, plan, target, problem):
    result = run("report", *plan(f"{HEADER}x,{target}\n", "key,period,value\nx,2022,70.4\n"))
    assert (result.exit_code, problem in result.stderr) == (2, True), result.stderr


def test_an_observation_in_points_is_no_level(run, plan):
    files = plan(f"{HEADER}x,%,share,,2020,70,2025,75,\n", "key,period,value\nx,2022,+1.2pp\n")
    result = run("report", *files)
    assert (result.exit_code, "'+1.2pp' is in percentage points, and the unit '%'" in result.stderr) == (2, True)

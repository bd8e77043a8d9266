"""When a figure counts: where its period stands, the as-of date, the target year, parts of a year."""

from __future__ import annotations

import pytest
from support import cautions

approx = pytest.approx


TARGET = "share,at_least,,,,2020,40,2025,50,,"


# Time.
@pytest.mark.parametrize(
    ("period", "share"),
    [
        ("2021", 0.2),
        ("2022H1", 0.3),  # 2021.5
        ("2022Q1", 0.25),  # 2021.25
        ("2022Q3", 0.35),  # 2021.75
        ("2022-06", 0.3),
        ("2022-12", 0.4),
        ("2022", 0.4),
        ("2025", 1),
    ],
)
def test_where_a_period_stands(judge, period, share):
    assert float(judge(TARGET, {period: 41})["elapsed"]) == approx(share)


def test_time_elapsed_is_that_of_the_observation(judge):
    row = judge(TARGET, {"2022": 44}, "--as-of", "2024")
    assert (row["latest_period"], row["elapsed"], row["status"]) == ("2022", "0.4", "on_track")


@pytest.mark.parametrize(
    ("as_of", "due"), [("2024", False), ("2025H1", False), ("2025-11", False), ("2025", True), ("2026", True)]
)
def test_a_target_is_due_once_its_year_is_over(judge, as_of, due):
    assert ("due" in judge(TARGET, {"2022": 44}, "--as-of", as_of)["flags"].split()) == due


def test_half_of_the_target_year_is_not_that_year(judge):
    row = judge(TARGET, {"2025H1": 49}, "--as-of", "2025")
    assert (row["status"], cautions(row)) == ("on_track", "due")  # 0.9 of the way after 0.9 of the time
    assert float(row["elapsed"]) == 0.9


def test_without_as_of_a_target_far_ahead_is_not_due(judge):
    row = judge("share,at_least,,,,2020,40,2095,50,,", {"2022": 44, "2035": 45})
    assert (row["latest_period"], cautions(row)) == ("2035", "")


def test_as_of_a_part_of_a_year(judge):
    values = {"2021": 42, "2022H1": 43, "2022": 50}
    assert judge(TARGET, values, "--as-of", "2022H1")["latest_period"] == "2022H1"
    assert judge(TARGET, values, "--as-of", "2022Q1")["latest_period"] == "2021"


def test_what_must_hold_every_year_is_asked_of_whole_years(judge):
    row = judge("each_year,at_least,,,,,,2025,20,,2021", {"2021": 20, "2022H1": 9}, unit="条")
    assert (row["latest_period"], row["status"]) == ("2021", "on_track")


def test_final_year_decides(judge):
    target = "flow,at_least,,,,2020,100,2025,200,,"
    assert judge(target, {"2025": 200})["status"] == "completed"
    row = judge(target, {"2024": 250, "2025": 199.99})
    assert row["status"] == "missed"
    assert row["cagr_needed"] == ""
    assert "the target time has come" in row["note"]
    assert "due" not in row["flags"]


def test_observations_after_the_target_year_do_not_count(judge):
    row = judge("stock,at_least,,,,2020,100,2025,200,,", {"2024": 150, "2026": 250})
    assert (row["latest_period"], row["status"]) == (
        "2024",
        "behind",
    )  # 150: the last year needs four times the rate so far


def test_as_of_drops_later_observations(judge):
    values = {"2021": 42, "2022": 44, "2023": 50}
    row = judge("share,at_least,,,,2020,40,2025,50,,", values, "--as-of", "2022")
    assert (row["latest_period"], row["status"], cautions(row)) == ("2022", "on_track", "")
    assert cautions(judge("share,at_least,,,,2020,40,2025,50,,", values, "--as-of", "2025")) == "due"
    assert cautions(judge("share,at_least,,,,2020,40,2030,50,,", values)) == ""


def test_due_is_gone_once_the_target_year_is_observed(judge):
    target = "share,at_least,,,,2020,40,2025,50,,"
    assert cautions(judge(target, {"2024": 45})) == "due"
    assert cautions(judge(target, {})) == "due"
    assert cautions(judge(target, {"2025": 45})) == ""


# Parts of a year.
def test_part_of_a_year_does_not_count_against_a_five_year_plan(judge):
    row = judge("flow,at_least,,,,2020,1910,2025,2500,,", {"2021": 2124, "2022H1": 1046, "2022年前三季度": 1659.7})
    assert row["latest_period"] == "2021"


def test_part_of_a_year_counts_against_the_plan_of_that_year(judge):
    # 60 of 100 after three quarters: 60 % against 75 %, pace 0.8; the last quarter needs twice the rate so far.
    target = "flow,at_least,,,,2021,90,2022,100,,"
    row = judge(target, {"2022H1": 45, "2022年前三季度": 60}, "--as-of", "2022Q3", unit="亿元")
    assert (row["latest_period"], float(row["elapsed"]), float(row["progress"])) == ("2022Q3", 0.75, 0.6)
    assert (row["status"], row["path"], row["cagr_achieved"]) == ("behind", "linear", "")
    assert judge(target, {"2022年前三季度": 60, "2022": 101}, unit="亿元")["status"] == "completed"


def test_stocks_are_judged_at_their_own_time(judge):
    # August 2022 is 1 2/3 years of 5.
    row = judge("stock,at_least,,,,2020,40,2025,60,,", {"2022-08": 50}, unit="座")
    assert float(row["elapsed"]) == approx(1 / 3)
    assert float(row["pace"]) == approx(1.5)

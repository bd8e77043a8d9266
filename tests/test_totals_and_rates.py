"""Totals over years, changes, growth and yearly duties; each expectation is worked out beside it."""

from __future__ import annotations

import pytest

approx = pytest.approx


def test_cumulative_counts_from_zero_and_ignores_the_last_plan(judge):
    # 580 in five years, 116 a year; 100 + 140 = 240 after two: 41.4 % against 40 %.
    row = judge("cumulative,at_least,,,,2020,752,2025,580,,2021", {"2020": 150, "2021": 100, "2022": 140}, unit="亩")
    assert (row["baseline_year"], row["baseline_value"], row["latest_value"]) == ("2020", "0.0", "240.0")
    assert float(row["progress"]) == approx(240 / 580)
    assert float(row["step_needed"]) == approx(340 / 3)
    assert (row["status"], row["cagr_needed"]) == ("on_track", "")


def test_cumulative_with_a_missing_year(judge):
    target = "cumulative,at_least,,,,,,2025,100,,2021"
    row = judge(target, {"2022": 10, "2024": 20}, unit="亩")
    assert (row["status"], row["latest_value"], row["flags"]) == ("incomplete", "30.0", "lower_bound due")
    assert "no figure for 2021, 2023" in row["note"]
    # Enough is enough whatever 2021 brought; so is being on track: 40 % or more after 40 % of the time.
    assert judge(target, {"2022": 100}, unit="亩")["status"] == "achieved"
    assert judge(target, {"2022": 40}, unit="亩")["status"] == "on_track"
    assert judge(target, {"2022": 37}, unit="亩")["status"] == "incomplete"
    assert judge(target, {"2025": 99}, unit="亩")["status"] == "incomplete"
    assert judge(target, {"2025": 100}, unit="亩")["status"] == "completed"


def test_a_range_for_a_total_needs_every_year(judge):
    target = "cumulative,within,,,,,,2025,33,34,2021"
    assert judge(target, {"2022": 33.5}, unit="亩")["status"] == "incomplete"
    assert judge(target, {"2021": 0, "2022": 33.5}, unit="亩")["status"] == "over_pace"  # three more years
    every_year = {"2021": 0, "2022": 33.5, "2023": 0, "2024": 0, "2025": 0}
    assert judge(target, every_year, unit="亩")["status"] == "completed"
    assert judge(target, {"2025": 34.5}, unit="亩")["status"] == "missed"  # whatever the other years were


def test_a_sum_is_as_certain_as_its_parts(judge):
    target = "cumulative,at_least,,,,,,2025,100,,2021"
    assert judge(target, {"2021": "20,preliminary,", "2022": 20}, unit="亩")["flags"] == "provisional preliminary due"
    assert judge(target, {"2021": "20,,lower", "2022": 20}, unit="亩")["flags"] == "provisional bound_lower due"
    assert judge(target, {"2021": "20,,lower", "2022": "20,,upper"}, unit="亩")["flags"] == "provisional due"


def test_a_sum_with_something_negative_and_a_missing_year_is_no_bound(judge):
    row = judge("cumulative,at_least,,,,,,2025,10,,2021", {"2022": 12, "2023": -1}, unit="亩")
    assert (row["status"], row["latest_value"], row["flags"]) == ("incomplete", "", "due")


def test_cumulative_ceiling(judge):
    target = "cumulative,at_most,,,,,,2025,100,,2021"
    assert (
        judge(target, {"2021": 20, "2022": 20}, unit="吨")["status"] == "within_limit"
    )  # 40 of 100 in 40 % of the time
    assert judge(target, {"2021": 20, "2022": 20.01}, unit="吨")["status"] == "over_pace"
    assert judge(target, {"2022": 30}, unit="吨")["status"] == "incomplete"  # 2021 could break it
    assert judge(target, {"2022": 101}, unit="吨")["status"] == "over_limit"  # whatever 2021 was


def test_cumulative_takes_the_running_year_as_far_as_it_goes(judge):
    # 20 + 20 + 10 in half of 2023: 50 of 100 at 2022.5, half of the time.
    row = judge("cumulative,at_least,,,,,,2025,100,,2021", {"2021": 20, "2022": 20, "2023H1": 10}, unit="亩")
    assert (row["latest_period"], row["latest_value"], float(row["elapsed"])) == ("2023H1", "50.0", 0.5)
    assert row["status"] == "on_track"
    assert row["flags"] == "due"  # the running year is not one that is missing
    # Once the whole year is known its half no longer counts.
    row = judge("cumulative,at_least,,,,,,2025,100,,2021", {"2021": 20, "2022H1": 9, "2022": 20}, unit="亩")
    assert row["latest_value"] == "40.0"


def test_sum_of_decimals_reaches_its_target(judge):
    # 0.1 + 0.2 is 0.30000000000000004 in binary, 0.1 + 0.7 is 0.7999999999999999.
    enough = judge("cumulative,at_least,,,,,,2022,0.8,,2021", {"2021": 0.1, "2022": 0.7}, unit="亩")
    assert enough["status"] == "completed"
    not_over = judge("cumulative,at_least,over,,,,,2022,0.3,,2021", {"2021": 0.1, "2022": 0.2}, unit="亩")
    assert not_over["status"] == "missed"


# Changes, growth, every year.
def test_change_starts_from_zero(judge):
    row = judge("change,at_least,,,,2020,,2025,5,,", {"2022": 1.9})
    assert (row["baseline_value"], float(row["progress"]), row["status"]) == ("0.0", approx(0.38), "on_track")
    assert float(row["step_needed"]) == approx(3.1 / 3)


def test_growth_compounds_and_needs_every_year(judge):
    target = "growth,at_least,,,,,,2025,7,,2021"
    row = judge(target, {"2022": 6})
    assert (row["status"], row["latest_value"], row["baseline_value"]) == ("incomplete", "", "")
    assert "no figure for 2021" in row["note"]
    # 7.5 % a year for five years beats 7 %; five times exactly 7 % just meets it, and does not exceed it.
    exact = dict.fromkeys(("2021", "2022", "2023", "2024", "2025"), 7)
    assert judge(target, exact)["status"] == "completed"
    assert judge("growth,at_least,over,,,,,2025,7,,2021", exact)["status"] == "missed"
    # 1.2^4 = 2.07 exceeds 1.07^5 = 1.40 a year early.
    assert judge(target, dict.fromkeys(("2021", "2022", "2023", "2024"), 20))["status"] == "achieved"
    # Half a year can't stand for a year.
    assert judge(target, {"2021": 7, "2022H1": 20})["latest_period"] == "2021"


def test_growth_with_a_range(judge):
    ceiling = judge("growth,at_most,,,,,,2025,3,4,2021", {"2021": 5, "2022": 5})
    assert (ceiling["status"], float(ceiling["gap"]), float(ceiling["expected_now"])) == ("over_limit", approx(-1), 4)
    assert float(ceiling["cagr_required"]) == approx(0.04)
    band = "growth,within,,,,,,2025,3,6,2021"
    kept = judge(band, {"2021": 5})
    assert (kept["status"], kept["flags"], kept["progress"]) == ("within_limit", "due", "")
    left = judge(band, {"2021": 8})
    assert (left["status"], float(left["gap"]), left["flags"]) == ("over_limit", -2, "due")
    assert judge(band, dict.fromkeys(("2021", "2022", "2023", "2024", "2025"), 5))["status"] == "completed"


def test_growth_beyond_all_numbers_is_not_defined(judge):
    row = judge("growth,at_least,,,,,,2025,1e90,,2021", {"2021": 5})
    assert row["status"] == "behind"
    assert "inf" not in row.values()


def test_growth_of_one_year(judge):
    target = "growth,at_least,about,,,,,2023,6,,2023"
    assert judge(target, {"2023": 5.7})["status"] == "completed"  # 左右: within 5 % of 6
    assert judge(target, {"2023": 5.69})["status"] == "missed"


def test_zero_growth_is_a_limit(judge):
    target = "growth,at_most,,,,,,2025,0,,2021"
    assert judge(target, {"2021": -1})["status"] == "within_limit"
    assert judge(target, {"2021": 1})["status"] == "over_limit"


def test_each_year(judge):
    target = "each_year,at_least,,,,,,2025,20,,2021"
    row = judge(target, {"2021": 25, "2022": 15}, unit="条")
    assert (row["status"], row["path"], row["progress"], float(row["method_value"])) == ("behind", "", "", 0.5)
    assert "the target was met in 1 of 2 years" in row["note"]
    assert judge(target, {"2021": 25, "2022": 20}, unit="条")["status"] == "on_track"
    assert judge(target, {"2022": 20}, unit="条")["status"] == "on_track"  # as far as anybody has looked
    every = dict.fromkeys(("2021", "2022", "2023", "2024", "2025"), 20)
    assert judge(target, every, unit="条")["status"] == "completed"
    assert judge(target, every | {"2023": 19}, unit="条")["status"] == "missed"
    assert judge(target, {"2025": 20}, unit="条")["status"] == "incomplete"
    ceiling = "each_year,at_most,,,,,,2025,3.5,,2021"
    assert judge(ceiling, {"2021": 3.1})["status"] == "within_limit"
    assert judge(ceiling, {"2021": 3.6, "2022": 3.1})["status"] == "over_limit"


@pytest.mark.parametrize("method", ["eurostat", "unsd", "lights"])
def test_each_year_has_no_path_even_from_a_stated_baseline(judge, method):
    target = "each_year,at_least,,,,2020,18,2025,20,,2021"
    row = judge(target, {"2021": 25, "2022": 15}, "--method", method, unit="条")
    assert (row["status"], row["method_value"]) == ("no_baseline", "")
    assert judge(target, {"2021": 25, "2022": 20}, "--method", method, unit="条")["light"] == "green"

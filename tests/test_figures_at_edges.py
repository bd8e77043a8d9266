"""Figures and verdicts where a definition just holds or just fails: each case fails if one of its parts is left out."""

from __future__ import annotations

import numpy as np
import pytest
from support import TARGET_HEADER

from lixia_cli.model import formulas


def test_a_value_of_zero_is_no_percent_of_its_target(judge):
    assert judge("stock,at_least,,,,2020,0,2025,50,,", {"2022": 0}, unit="km")["percent_of_target"] == "0.0"


def test_a_whole_year_left_has_a_yearly_need(judge):
    """46 of 50, with a year left: 4 points in it, and 50 / 46 - 1 = 8.7 %."""
    row = judge("share,at_least,,,,2020,40,2025,50,,", {"2024": 46})
    assert (row["step_needed"], float(row["cagr_needed"])) == ("4.0", pytest.approx(50 / 46 - 1))
    row = judge("share,at_least,,,,2020,40,2025,50,,", {"2025H1": 46})
    assert (row["step_needed"], row["cagr_needed"]) == ("", "")


def test_what_moves_away_has_no_speed_to_multiply(judge):
    row = judge("share,at_least,,,,2020,40,2025,50,,", {"2022": 38})
    assert (row["step_achieved"], row["speed_up"], row["status"]) == ("-1.0", "", "reversing")


def test_a_tenth_of_the_time_is_not_too_early(judge):
    """10 of 100 after one year of ten, and a little less of the time after eleven months."""
    assert judge("stock,at_least,,,,2020,0,2030,100,,", {"2021": 10}, unit="km")["status"] == "on_track"
    assert judge("stock,at_least,,,,2020,0,2030,100,,", {"2021-11": 10}, unit="km")["status"] == "too_early"


@pytest.mark.parametrize(("month", "status"), [("2025-01", "too_early"), ("2025-02", "on_track")])
def test_a_rate_of_the_first_month_says_nothing_yet(judge, month, status):
    """6 % so far where 6 % are asked for in the year: a twelfth of the time is less than a tenth, a sixth is not."""
    assert judge("growth,at_least,,,,2024,,2025,6,,", {month: 6}, "--accumulation", "year_to_date")["status"] == status


@pytest.mark.parametrize(("due", "status"), [("2025-10", "achieved"), ("2025", "ahead")])
def test_a_share_due_within_the_year_counts_once_it_is_reached(judge, due, status):
    """51 % by June, where 50 % are due in October; by the end of the year it may have fallen again."""
    assert judge(f"share,at_least,,,,2024,40,{due},50,,", {"2025-06": 51})["status"] == status


def test_a_total_above_its_ceiling_was_never_kept_and_lost(judge):
    """60 in each of two years, of at most 100 in five: it can't have been met before the time is over."""
    row = judge("cumulative,at_most,,,,2020,,2025,100,,2021", {"2021": 60, "2022": 60}, unit="t")
    assert row["status"] == "over_limit"
    assert "lost" not in row["note"]
    assert "the baseline met the target" not in row["note"]


def test_the_next_one_due_of_a_range_is_the_end_on_the_side_of_the_value(judge):
    """From 52 down to between 40 and 45: the upper end is what comes first. From 30 it is the lower one."""
    assert judge("share,within,,,,2020,52,2025,40,45,", {"2022": 50})["next_due_value"] == "45.0"
    assert judge("share,within,,,,2020,30,2025,40,45,", {"2022": 33})["next_due_value"] == "40.0"


STEPS = "key,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value\n"


@pytest.mark.parametrize(("value", "status"), [(100, "within_limit"), (101, "over_limit"), (105, "over_limit")])
def test_a_ceiling_counts_from_the_day_on_which_it_is_due(assessed, value, status):
    """At most 110 in 2022, 100 in 2023 and 80 in 2025: in 2023 it is 100 already, and not 110 any more."""
    targets = STEPS + "".join(
        f"x,X,t,stock,at_most,,,{year},{most}\n" for year, most in ((2022, 110), (2023, 100), (2025, 80))
    )
    assert assessed(targets, f"key,period,value\nx,2023,{value}\n")["x"]["status"] == status


def test_each_year_has_its_own_value_on_a_straight_line_too(assessed):
    """9, 10, 11, 12: what 2022 asks for is 11, not the 12 of the last year."""
    targets = STEPS + "".join(
        f"x,X,km,each_year,at_least,2020,9,{year},{least}\n" for year, least in ((2021, 10), (2022, 11), (2023, 12))
    )
    row = assessed(targets, "key,period,value\nx,2021,10\nx,2022,11\n")["x"]
    assert (row["expected_now"], row["pace"]) == ("11.0", "1.0")


def test_a_trajectory_without_a_start_asks_for_nothing_in_between(assessed):
    targets = STEPS + "x,X,km,stock,at_least,,,2023,45\nx,X,km,stock,at_least,,,2025,50\n"
    row = assessed(targets, "key,period,value\nx,2023,44\n")["x"]
    assert (row["expected_now"], row["status"], row["next_due_value"]) == ("", "no_baseline", "50.0")


@pytest.mark.parametrize("method", ["eurostat", "unsd"])
def test_a_range_of_a_total_without_some_years_is_open_by_every_rule_set(judge, method):
    """50 of 80 to 100 without 2022: enough for the pace of 48 in three years, but it may be too much already."""
    row = judge("cumulative,within,,,,2020,,2025,80,100,", {"2021": 20, "2023": 30}, "--method", method, unit="km")
    assert row["status"] == "incomplete"


def test_a_series_that_starts_at_zero_is_not_negative_throughout(judge):
    """From 0 to -10 with -4 so far: 2 a year of 2 a year, without absolute values."""
    row = judge("stock,at_most,,,linear,2020,0,2025,-10,,", {"2022": -4}, "--method", "eurostat", unit="t")
    assert (row["method_value"], row["status"]) == ("1.0", "significant")
    assert "absolute" not in row["note"]


def test_what_must_hold_every_year_needs_no_baseline_by_own_rules(run, plan, tmp_path):
    """The lead of such a target is not defined, with a baseline or without."""
    settings = tmp_path / "own.toml"
    settings.write_text(
        '[method.mine]\nquantity = "lead_pp"\n'
        'bands = [{from = 0, status = "fine", light = "green", name_en = "Fine"},\n'
        '         {status = "slow", light = "red", name_en = "Slow"}]\n'
    )
    files = plan(
        TARGET_HEADER + "x,economy,X,%,each_year,at_least,,,,2020,,2025,5,,\n", "key,period,value\nx,2021,3\nx,2022,4\n"
    )
    result = run("--config", settings, "report", *files, "--method", "mine", "--format", "csv", "--columns", "status")
    assert result.stdout.splitlines()[1].split(",")[-1] == "not_classified"


def test_a_difference_is_as_exact_as_the_larger_number():
    """12 digits of 1,000,000.1 leave five decimals, in which 0.3 - 1,000,000.1 is -999,999.8."""
    found = formulas.difference(np.array([0.3, 1000000.1]), np.array([1000000.1, 0.3]))
    assert found.tolist() == [-999999.8, 999999.8]
    assert 0.3 - 1000000.1 != -999999.8


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("28,final,", "24,final,", ("final", [])),
        ("28,preliminary,", "24,final,", ("preliminary", ["provisional", "preliminary"])),
        ("28,final,lower", "24,final,", ("final", ["provisional", "bound_lower"])),
        ("28,final,upper", "24,final,", ("final", ["provisional", "bound_upper"])),
        # More than 28 and less than 24 are neither more nor less than 52, but not certain either.
        ("28,final,lower", "24,final,upper", ("preliminary", ["provisional", "preliminary"])),
    ],
)
def test_a_sum_of_quarters_is_as_certain_as_they_are(judge, first, second, expected):
    """What is said of one of them holds for their sum, in whatever order they come."""
    for values in ({"2024Q1": first, "2024Q2": second}, {"2024Q1": second, "2024Q2": first}):
        row = judge("cumulative,at_least,,,,,,2024,80,,2024", values, "--accumulation", "period", unit="km")
        assert (row["latest_period"], row["latest_value"]) == ("2024H1", "52.0")
        cautions = [flag for flag in row["flags"].split() if flag in (*expected[1], "bound_lower", "bound_upper")]
        assert (row["latest_status"], cautions) == expected


def test_a_sum_of_quarters_is_a_decimal_number(judge):
    """0.1 + 0.2 is 0.30000000000000004 in binary."""
    values = {"2024Q1": 0.1, "2024Q2": 0.2}
    row = judge("cumulative,at_least,,,,,,2024,80,,2024", values, "--accumulation", "period", unit="km")
    assert row["latest_value"] == "0.3"


@pytest.mark.parametrize(
    ("value", "status"), [(47, "missed"), (47.5, "completed"), (52.5, "completed"), (53, "missed")]
)
def test_about_a_level_is_five_percent_on_both_sides(judge, value, status):
    assert judge("share,within,about,,,2020,40,2025,50,,", {"2025": value})["status"] == status


def test_a_total_starts_with_its_first_year_whatever_the_baseline_year(judge):
    """2021 to 2025 are five years, of which two have passed, although a figure of 2019 is given beside them."""
    row = judge("cumulative,at_least,,,,2019,7,2025,100,,2021", {"2021": 20, "2022": 20}, unit="km")
    assert (row["elapsed"], row["progress"]) == ("0.4", "0.4")

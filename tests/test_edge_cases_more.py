"""Sentences of the method that other files leave out: times, every figure at once, the order of verdicts, bounds."""

from __future__ import annotations

import pytest
from support import cautions

from lixia_cli.model.assessed_columns import FIGURES

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


# Every figure at once, from one side, from the other, and compounded.
def figures(row: dict[str, str]) -> dict[str, float | None]:
    return {name: float(row[name]) if row[name] else None for name in FIGURES}


def test_every_figure_of_a_share(judge):
    assert figures(judge(TARGET, {"2022": 43})) == {
        "percent_of_target": 86,
        "progress": 0.3,
        "elapsed": 0.4,
        "lead_pp": -10,
        "pace": 0.75,
        "cagr_required": approx(0.0456396, abs=1e-7),  # 1.25^(1/5)
        "cagr_achieved": approx(0.0368221, abs=1e-7),  # 1.075^(1/2)
        "cagr_needed": approx(0.0515595, abs=1e-7),  # (50/43)^(1/3)
        "step_required": 2,
        "step_achieved": 1.5,
        "step_needed": approx(7 / 3),
        "speed_up": approx(14 / 9),
        "expected_now": 44,
        "projected": 47.5,
        "years_ahead": -0.5,
        "gap": 7,
    }


def test_every_figure_of_a_ceiling(judge):
    assert figures(judge("stock,at_most,,,,2020,60,2025,50,,", {"2022": 57}, unit="家")) == {
        "percent_of_target": None,
        "progress": 0.3,
        "elapsed": 0.4,
        "lead_pp": -10,
        "pace": 0.75,
        "cagr_required": approx(-0.0358075, abs=1e-7),  # (5/6)^(1/5)
        "cagr_achieved": approx(-0.0253206, abs=1e-7),  # 0.95^(1/2)
        "cagr_needed": approx(-0.0427360, abs=1e-7),  # (50/57)^(1/3)
        "step_required": -2,
        "step_achieved": -1.5,
        "step_needed": approx(-7 / 3),
        "speed_up": approx(14 / 9),
        "expected_now": 56,
        "projected": 52.5,
        "years_ahead": -0.5,
        "gap": -7,
    }


def test_every_figure_of_a_flow(judge):
    # 10 % a year asked for, 5 % achieved: 2 ln 1.05 of 5 ln 1.1.
    assert figures(judge("flow,at_least,,,,2020,100,2025,161.051,,", {"2022": 110.25}, unit="亿元")) == {
        "percent_of_target": approx(68.4566, abs=1e-4),
        "progress": approx(0.2047637, abs=1e-7),
        "elapsed": 0.4,
        "lead_pp": approx(-19.52363, abs=1e-5),
        "pace": approx(0.5119093, abs=1e-7),
        "cagr_required": approx(0.1),
        "cagr_achieved": approx(0.05),
        "cagr_needed": approx(0.1346492, abs=1e-7),  # (161.051 / 110.25)^(1/3)
        "step_required": approx(12.2102),
        "step_achieved": 5.125,
        "step_needed": approx(50.801 / 3),
        "speed_up": approx(2.589119, abs=1e-6),  # ln 1.1346492 / ln 1.05
        "expected_now": approx(121),
        "projected": approx(127.628156, abs=1e-6),  # 110.25 x 1.05^3
        "years_ahead": approx(-0.976181, abs=1e-6),
        "gap": approx(50.801),
    }


def test_percent_of_target_needs_a_target_above_zero(judge):
    for target, value in ((0, 5), (-5, -3), (50, -1)):
        row = judge(f"stock,at_least,,,,2020,-10,2025,{target},,", {"2022": value}, unit="家")
        assert row["percent_of_target"] == ""
        assert "percent of target is only defined for at-least targets above zero" in row["note"]
    assert judge("stock,at_least,,,,2020,-10,2025,50,,", {"2022": 0}, unit="家")["percent_of_target"] == "0.0"


def test_nothing_grows_from_to_or_through_zero(judge):
    # From 0, through 0, to 0, and at 0 on the way down: which of the rates required, achieved, needed there are.
    for direction, baseline, value, target, defined in (
        ("at_least", 0, 4, 10, (False, False, True)),
        ("at_least", -10, 4, 10, (False, False, True)),
        ("at_most", 100, 70, 0, (False, True, False)),
        ("at_least", 100, 0, 200, (True, False, False)),
    ):
        row = judge(f"stock,{direction},,,,2020,{baseline},2025,{target},,", {"2022": value}, unit="家")
        assert tuple(row[f"cagr_{name}"] != "" for name in ("required", "achieved", "needed")) == defined
        assert "no CAGR from or to values of zero or below" in row["note"]


@pytest.mark.parametrize(
    ("measure", "path"),
    [
        ("flow", "compound"),
        ("stock", "linear"),
        ("share", "linear"),
        ("change", "linear"),
        ("cumulative", "linear"),
        ("growth", "compound"),
        ("each_year", ""),
    ],
)
def test_the_path_of_each_measure(judge, measure, path):
    baseline = "40" if measure in ("flow", "stock", "share") else ""
    row = judge(f"{measure},at_least,,,,2020,{baseline},2025,50,,2021", {"2021": 42})
    assert row["path"] == path


# The order of verdicts: final year, met, not assessable, moving away, pace.
@pytest.mark.parametrize(
    ("target", "values", "status"),
    [
        ("share,at_least,,,,2020,,2025,50,,", {"2025": 49}, "missed"),  # before no baseline
        ("share,at_least,,,,2020,60,2025,50,,", {"2022": 61, "2025": 49}, "missed"),  # before moving away
        ("share,at_least,,,,2020,60,2025,50,,", {"2025": 50}, "completed"),  # met, though worse than before
        ("share,at_least,,,,2020,,2025,50,,", {"2021": 50}, "achieved"),  # before no baseline
        ("share,at_least,,,,2019,40,2025,50,,", {"2020-03": 50}, "achieved"),  # before too early
        ("share,at_least,,,,2020,,2025,50,,", {"2021": 51, "2022": 49}, "no_baseline"),  # before moving away
        ("share,at_least,,,,2019,40,2025,50,,", {"2020-03": 39}, "too_early"),  # before moving away
        ("cumulative,at_least,,,,,,2025,100,,2021", {"2025": 99}, "incomplete"),  # 2021 to 2024 decide
        # A tenth of the time is enough: 2021 of 2020 to 2030, but not to 2031.
        ("share,at_least,,,,2020,40,2030,50,,", {"2021": 41}, "on_track"),
        ("share,at_least,,,,2020,40,2031,50,,", {"2021": 41}, "too_early"),
    ],
)
def test_the_order_of_verdicts(judge, target, values, status):
    assert judge(target, values)["status"] == status


def test_an_aspiration_keeps_its_word_and_loses_only_the_red(judge):
    for value, status, light in ((44, "on_track", "green"), (42, "behind", "yellow"), (39, "reversing", "yellow")):
        row = judge("share,at_least,,yes,,2020,40,2025,50,,", {"2022": value})
        assert (row["status"], row["light"]) == (status, light)
    assert judge("share,at_most,,yes,,,,2025,3.5,,", {"2022": 4})["light"] == "yellow"
    assert judge("share,at_least,,yes,,2020,,2025,50,,", {"2022": 40})["light"] == "grey"


# Bounds that decide.
def test_a_bound_that_decides_an_earlier_year(judge):
    # More than 20 in 2021 where more than 20 is asked for: the bound alone makes it one year met of one.
    target = "each_year,at_least,over,,,,,2025,20,,2021"
    row = judge(target, {"2021": "20,,lower", "2022": 25}, unit="条")
    assert (row["status"], cautions(row)) == ("on_track", "provisional bound_lower borderline due")
    row = judge(target, {"2021": "20,,upper", "2022": 25}, unit="条")
    assert (row["status"], row["method_value"]) == ("behind", "0.5")
    assert cautions(row) == "provisional bound_upper borderline due"
    clear = judge(target, {"2021": "30,,lower", "2022": 25}, unit="条")
    assert (clear["status"], cautions(clear)) == ("on_track", "provisional bound_lower due")
    # An exact 20 decides nothing by its bound.
    assert cautions(judge(target, {"2021": 20, "2022": "25,,lower"}, unit="条")) == "provisional bound_lower due"


def test_a_sum_of_mixed_bounds_exactly_on_the_target(judge):
    # More than 20 and nearly 80: together 100, and nobody knows on which side.
    values = {"2021": "20,,lower", "2022": "80,,upper"}
    row = judge("cumulative,at_least,,,,,,2022,100,,2021", values, unit="亩")
    assert (row["latest_value"], row["status"], cautions(row)) == ("100.0", "completed", "provisional borderline")
    over = judge("cumulative,at_least,over,,,,,2022,100,,2021", values, unit="亩")
    assert (over["status"], cautions(over)) == ("missed", "provisional borderline")
    beside = judge("cumulative,at_least,,,,,,2022,99,,2021", values, unit="亩")
    assert (beside["status"], cautions(beside)) == ("completed", "provisional")


def test_a_preliminary_figure_is_used_and_said_to_be_one(judge):
    row = judge(TARGET, {"2022": "44,preliminary,"}, "--as-of", "2022")
    assert (row["status"], row["latest_status"], row["flags"]) == ("on_track", "preliminary", "provisional preliminary")
    # A preliminary figure of an earlier year decides nothing.
    row = judge(TARGET, {"2021": "41,preliminary,", "2022": 44}, "--as-of", "2022")
    assert (row["latest_status"], row["flags"]) == ("final", "")


def test_two_values_are_never_averaged(judge):
    row = judge(TARGET, {"2022": "40,preliminary,", "2022年": "44,final,"})
    assert row["latest_value"] == "44.0"
    totals = judge(
        "cumulative,at_least,,,,,,2025,100,,2021", {"2021": "10,preliminary,", "2021年": "20,final,"}, unit="亩"
    )
    assert (totals["latest_value"], cautions(totals)) == ("20.0", "due")

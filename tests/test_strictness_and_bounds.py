"""What meets a target: limits, more than and about, ranges, and figures published as bounds or preliminary."""

from __future__ import annotations

import pytest
from frames import measured
from hypothesis import given
from hypothesis import strategies as st
from support import cautions

approx = pytest.approx


TARGET = "share,at_least,,,,2020,40,2025,50,,"


# Limits: at most, with no baseline above.
def test_limits(judge):
    target = "share,at_most,,,,,,2025,3.5,,"
    kept = judge(target, {"2023": 2.9})
    assert (kept["status"], kept["light"], float(kept["gap"])) == ("within_limit", "green", approx(0.6))
    over = judge(target, {"2023": 3.6})
    assert (over["status"], over["light"]) == ("over_limit", "red")
    assert judge(target, {"2025": 3.5})["status"] == "completed"
    assert judge(target, {"2025": 3.51})["status"] == "missed"
    # A baseline below the limit leaves no way towards it either.
    below = judge("share,at_most,,,,2020,3.0,2025,3.5,,", {"2023": 3.2})
    assert (below["status"], below["progress"], cautions(below)) == ("within_limit", "", "due")


# Strictness.
@pytest.mark.parametrize(
    ("qualifier", "value", "status"),
    [
        ("over", 50, "missed"),
        ("over", 50.01, "completed"),
        ("at_least", 50, "completed"),
        ("about", 47.5, "completed"),  # 5 % below
        ("about", 47.49, "missed"),
        ("about", 60, "completed"),  # more than asked for is no failure
    ],
)
def test_strictness(judge, qualifier, value, status):
    assert judge(f"share,at_least,{qualifier},,,2020,40,2025,50,,", {"2025": value})["status"] == status


def test_strictness_of_ceilings(judge):
    assert judge("share,at_most,over,,,2020,60,2025,50,,", {"2025": 50})["status"] == "missed"
    assert judge("share,at_most,about,,,2020,60,2025,50,,", {"2025": 52.5})["status"] == "completed"


def test_a_bound_on_the_target_decides(judge):
    above = judge("flow,at_least,over,,,2020,1910,2025,2500,,", {"2025": "2500,,lower"})
    assert above["status"] == "completed"
    assert cautions(above) == "provisional bound_lower borderline"
    below = judge("flow,at_least,,,,2020,1910,2025,2500,,", {"2025": "2500,,upper"})
    assert (below["status"], cautions(below)) == ("missed", "provisional bound_upper borderline")
    clear = judge("flow,at_least,,,,2020,1910,2025,2500,,", {"2025": "2600,,lower"})
    assert (clear["status"], cautions(clear)) == ("completed", "provisional bound_lower")


def test_aspiration_is_never_red(judge):
    row = judge("share,at_least,,yes,,2020,40,2025,50,,", {"2025": 45})
    assert (row["status"], row["light"], cautions(row)) == ("missed", "yellow", "aspiration")


def test_a_bound_on_the_end_of_a_range_decides(judge):
    target = "share,within,,,,2020,2,2025,3,6,"
    for value, status, flags in (
        ("3,,upper", "missed", "provisional bound_upper borderline"),  # 近3 is below 3
        ("6,,lower", "missed", "provisional bound_lower borderline"),  # 超过6 is above 6
        ("3,,lower", "completed", "provisional bound_lower borderline"),
        ("4.5,,lower", "completed", "provisional bound_lower"),
    ):
        row = judge(target, {"2025": value})
        assert (row["status"], cautions(row)) == (status, flags), value


# Ranges.
def test_build_seven_to_eight_is_met_at_seven(judge):
    target = "stock,at_least,,,,2020,2,2023,7,8,"
    assert judge(target, {"2023": 7}, unit="个")["status"] == "completed"
    assert judge(target, {"2023": 6}, unit="个")["status"] == "missed"


def test_at_most_a_range_is_met_at_its_upper_end(judge):
    assert judge("stock,at_most,,,,2020,9,2023,3,4,", {"2023": 4}, unit="个")["status"] == "completed"
    assert judge("stock,at_most,,,,2020,9,2023,3,4,", {"2023": 5}, unit="个")["status"] == "missed"


def test_keep_within_a_range(judge):
    target = "share,within,,,,2020,2,2025,3,6,"
    assert judge(target, {"2025": 3})["status"] == "completed"
    assert judge(target, {"2025": 6})["status"] == "completed"
    high = judge(target, {"2025": 7})
    assert (high["status"], float(high["gap"])) == ("missed", -1)  # to the nearest end, 6
    # From 2 towards 3: 2.4 is 40 % of the way after 40 % of the time.
    on_the_way = judge(target, {"2022": 2.4})
    assert (on_the_way["status"], float(on_the_way["progress"])) == ("on_track", approx(0.4))
    assert judge(target, {"2022": 7})["status"] == "reversing"  # through the range and out
    for value in (4, 5):  # inside, neither way is worse
        row = judge("share,within,,,,2020,4.5,2025,3,6,", {"2022": value})
        assert (row["status"], cautions(row)) == ("achieved", "due met_at_baseline")
    inside = judge("share,within,,,,2020,8,2025,3,6,", {"2022": 5})
    assert (inside["status"], float(inside["gap"]), float(inside["progress"])) == ("achieved", 0, 1.5)


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


VALUES = st.sampled_from([47.5, 50, 50.0000000000001, 52.5, 53, 60])
BOUNDS = st.sampled_from(["", "", "lower", "upper"])
SIDES = [{"direction": side, "qualifier": word} for side in ("at_least", "at_most") for word in ("", "over", "about")]
RANGES = [{"direction": "within", "target_high": 52.5}, {"direction": "within", "qualifier": "about"}]


@given(st.lists(st.tuples(VALUES, BOUNDS), min_size=1, max_size=4), st.sampled_from(SIDES + RANGES))
def test_a_target_was_met_before_if_any_earlier_figure_by_itself_meets_it(figures, asked):
    target = {"key": "a", "unit": "%", "measure": "share", "baseline_year": 2020, "baseline_value": 40} | asked
    target |= {"target_value": 50}
    observed = [
        {"key": "a", "period": str(2021 + year), "value": value, "bound": bound}
        for year, (value, bound) in enumerate(figures)
    ]
    alone = [measured([target], [figure]).bools("latest_met")[0] for figure in observed[:-1]]
    assert measured([target], observed).bools("met_before")[0] == any(alone)

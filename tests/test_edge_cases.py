"""Statuses, flags and notes in every case the method names; each expectation is worked out beside it."""

from __future__ import annotations

import pytest
from support import TARGET_HEADER, cautions

approx = pytest.approx


# Pace bands: 40 → 50 in 2020-2025, so the path is at 44 in 2022.
def test_pace_is_compared_unrounded(judge):
    # 379999999.84 of 1e9 after 40 % of the time: pace 0.9499999996.
    assert judge("stock,at_least,,,,2020,0,2025,1e9,,", {"2022": "379999999.84,,"})["status"] == "slightly_behind"


def test_no_binary_noise_in_differences(judge):
    # 1 → 1.3 of 1.5 is 60 % after 60 % of the time.
    row = judge("stock,at_least,,,,2020,1,2025,1.5,,", {"2023": 1.3})
    assert (float(row["lead_pp"]), float(row["years_ahead"]), float(row["pace"])) == (0, 0, 1)


def test_nothing_speeds_up_what_is_met(judge):
    row = judge("stock,at_least,,,,2020,10,2025,20,,", {"2022": 21})
    assert (row["status"], row["speed_up"]) == ("achieved", "")
    assert "no speed-up factor" in row["note"]


@pytest.mark.parametrize(
    ("value", "status", "light"),
    [
        (44.2, "ahead", "green"),  # progress 0.42, pace 1.05
        (44.19, "on_track", "green"),
        (43.8, "on_track", "green"),  # pace 0.95
        (43.79, "slightly_behind", "yellow"),
        (42.51, "slightly_behind", "yellow"),  # pace 0.6275, needs 1.99 times the rate so far
        (42.5, "behind", "red"),  # pace 0.625, needs twice the rate so far
        (40, "behind", "red"),  # no change at all
        (39.99, "reversing", "red"),
        (50, "achieved", "green"),
    ],
)
def test_pace_bands(judge, value, status, light):
    row = judge("share,at_least,,,,2020,40,2025,50,,", {"2022": value})
    assert (row["status"], row["light"]) == (status, light)


def test_at_most_mirrors_at_least(judge):
    # 60 → 50: the path is at 56 in 2022; 56.2 is 38 % of the way, pace 0.95.
    assert judge("share,at_most,,,,2020,60,2025,50,,", {"2022": 56.2})["status"] == "on_track"
    assert judge("share,at_most,,,,2020,60,2025,50,,", {"2022": 61})["status"] == "reversing"
    row = judge("share,at_most,,,,2020,60,2025,50,,", {"2022": 49})
    assert row["status"] == "achieved"
    assert row["percent_of_target"] == ""
    assert "percent of target is only defined" in row["note"]


def test_met_once_and_lost_is_reversing(judge):
    row = judge("share,at_least,,,,2020,40,2025,50,,", {"2021": 51, "2023": 49})
    assert row["status"] == "reversing"
    assert "met in between and lost" in row["note"]


def test_met_at_the_baseline(judge):
    target = "share,at_least,,,,2019,95,2025,90,,"
    kept = judge(target, {"2022": 96})
    assert (kept["status"], cautions(kept)) == ("achieved", "due met_at_baseline")
    assert kept["progress"] == kept["pace"] == kept["lead_pp"] == ""
    assert "the baseline is not short of the target" in kept["note"]
    worse = judge(target, {"2022": 92})
    assert (worse["status"], cautions(worse)) == ("achieved", "due met_at_baseline worsening")
    assert judge(target, {"2022": 89})["status"] == "reversing"


def test_target_equal_to_the_baseline(judge):
    """To keep a level: progress is not defined, only whether it holds."""
    target = "share,at_least,,,,2020,50,2025,50,,"
    assert judge(target, {"2022": 50})["status"] == "achieved"
    assert judge(target, {"2022": 49})["status"] == "reversing"
    assert judge("share,at_least,over,,,2020,50,2025,50,,", {"2022": 50})["status"] == "behind"
    assert judge("share,at_least,over,,,2020,50,2025,50,,", {"2022": 49})["status"] == "reversing"


def test_too_early(judge):
    # 2020-03 is 0.25 of a year after 2019: 4.2 % of the six years.
    row = judge("stock,at_least,,,,2019,100,2025,200,,", {"2020-03": 101}, unit="家")
    assert (row["status"], row["light"]) == ("too_early", "grey")
    assert float(row["elapsed"]) == approx(0.25 / 6)
    assert judge("stock,at_least,,,,2019,100,2025,200,,", {"2020-03": 201}, unit="家")["status"] == "achieved"


def test_no_baseline(judge):
    row = judge("flow,at_least,,,,2020,,2025,2500,,", {"2022": 1208.82}, unit="万人次")
    assert row["status"] == "no_baseline"
    assert row["progress"] == row["cagr_achieved"] == ""
    assert float(row["percent_of_target"]) == approx(48.3528)
    # (2500 / 1208.82)^(1/3) - 1
    assert float(row["cagr_needed"]) == approx(0.2741, abs=0.0001)
    assert "no baseline" in row["note"]
    assert judge("flow,at_least,,,,2020,,2025,2500,,", {"2022": 2500})["status"] == "achieved"


def test_no_data(judge):
    row = judge("stock,at_least,,,,2020,362,2025,600,,", {"2020": 362})
    assert (row["status"], row["latest_value"]) == ("no_data", "")
    assert float(row["step_required"]) == approx(47.6)


def test_baseline_comes_from_the_actuals(judge):
    row = judge("share,at_least,,,,2020,,2025,50,,", {"2020": 40, "2022": 44})
    assert (row["baseline_year"], row["baseline_value"], row["status"]) == ("2020", "40.0", "on_track")
    bounded = judge("share,at_least,,,,2020,,2025,50,,", {"2020": "40,,lower", "2022": 44})
    assert cautions(bounded) == "provisional due"


# Zero and below.
def test_values_of_zero_fall_back_to_the_linear_path(judge):
    row = judge("flow,at_least,,,,2020,0,2025,10,,", {"2022": 4}, unit="亿元")
    assert (row["path"], row["status"], float(row["progress"])) == ("linear", "on_track", 0.4)
    assert row["cagr_achieved"] == row["cagr_required"] == ""
    assert "linear path instead of compound" in row["note"]
    assert "no CAGR from or to values of zero or below" in row["note"]
    loss = judge("flow,at_least,,,,2020,-10,2025,10,,", {"2022": -2}, unit="亿元")
    assert (loss["path"], float(loss["progress"]), loss["percent_of_target"]) == ("linear", 0.4, "")


def test_path_can_be_overridden(judge):
    linear = judge("flow,at_least,,,linear,2020,100,2025,200,,", {"2022": 140}, unit="亿元")
    assert (linear["path"], float(linear["pace"])) == ("linear", approx(1))
    compound = judge("stock,at_least,,,compound,2020,100,2025,200,,", {"2022": 100 * 2**0.4}, unit="家")
    assert (compound["path"], float(compound["pace"])) == ("compound", approx(1))


def test_rank_has_no_percent_of_target(judge):
    # Rank 10 to 5: at 8 after two years, exactly on the path.
    row = judge("stock,at_most,,,,2020,10,2025,5,,", {"2022": 8}, unit="位")
    assert (row["percent_of_target"], row["status"]) == ("", "on_track")


# Which observation is the latest.
def test_final_beats_preliminary(judge):
    row = judge("share,at_least,,,,2020,40,2025,50,,", {"2022": "45,preliminary,", "2022年": "44,final,"})
    assert (row["latest_value"], row["latest_status"], cautions(row)) == ("44.0", "final", "due")


def test_scale_words_are_converted(assessed):
    row = assessed(
        TARGET_HEADER + "x,economy,X,亿元,flow,at_least,,,,2020,50,2025,60,,\n",
        "key,period,value,unit\nx,2022,562324,万元\n",
    )["x"]
    assert row["latest_value"] == "56.2324"


def test_other_regions_and_keys_are_not_joined(assessed):
    row = assessed(
        TARGET_HEADER.replace("key,", "region,key,", 1) + "lixia,x,economy,X,%,share,at_least,,,,2020,40,2025,50,,\n",
        "key,region,period,value\nx,shizhong,2022,49\ny,lixia,2022,48\nx,lixia,2021,42\n",
    )["x"]
    assert (row["latest_period"], row["latest_value"]) == ("2021", "42.0")


def test_no_change_at_all_is_zero_without_a_sign(judge, run, plan):
    # (40 - 40) / (30 - 40) is 0 / -10, which a computer calls -0.
    row = judge("share,at_most,,,,2020,40,2025,30,,", {"2022": 40})
    assert (row["progress"], row["pace"], row["step_achieved"]) == ("0.0", "0.0", "0.0")


def test_numbers_too_small_for_a_ratio_cause_no_warning_of_python(run, plan):
    files = plan(
        TARGET_HEADER + "x,economy,X,家,stock,,,,,2020,9e99,2025,5e-324,,\n", "key,period,value\nx,2022,2.2e-308\n"
    )
    result = run("report", "--format", "csv", *files)
    note = "lixia: note: figures that are hard to believe: 1; lixia check lists them\n"
    assert (result.exit_code, result.stderr) == (0, note)


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

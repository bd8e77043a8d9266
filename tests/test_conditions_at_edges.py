"""Conditions where they just hold or just fail: each case fails if its comparison or one of its parts is left out."""

from __future__ import annotations

import numpy as np
import pytest
from support import TARGET_HEADER, cautions

from lixia_cli.model import formulas

TOTAL = "cumulative,within,,,,2020,,2025,80,100,"
"""A total of 80 to 100 in the years from 2021 to 2025."""


@pytest.mark.parametrize(
    ("count", "said"),
    [(8, "(k0, k1, k2, k3, k4, k5, k6, k7)"), (9, "(k0, k1, k2, k3, k4, k5, k6, k7 and 1 more)")],
)
def test_eight_joint_targets_are_named(assessed, count, said):
    targets = "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,joint\n"
    rows = assessed(
        targets + "".join(f"k{number},K{number},%,share,2020,40,2025,50,together\n" for number in range(count)),
        "key,period,value\n" + "".join(f"k{number},2022,45\n" for number in range(count)),
    )
    assert said in rows["k0"]["note"]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"2021": 20, "2022": 20}, "ahead"),  # 40 of 80 after 2 of 5 years; the range allows 100 x 2/5 = 40 by now
        ({"2021": 20, "2022": 20.1}, "over_pace"),  # 40.1 is more, though not more than 100
        ({"2021": 60, "2022": 40}, "over_pace"),  # 100 is the most that is allowed
        ({"2021": 60, "2022": 40.1}, "over_limit"),
        ({"2021": 10, "2022": 21}, "on_track"),  # 31 / 80 = 0.3875 of the way, 0.3875 / 0.4 = 0.969
        ({"2021": 20, "2023": 30}, "incomplete"),  # 50 / 80 / 0.6 = 1.04, but with 2022 it may be more than 100 x 3/5
    ],
)
def test_a_total_that_must_stay_within_a_range(judge, values, status):
    """What its upper end allows by now comes before pace, and a year that is missing may have used it up."""
    assert judge(TOTAL, values, unit="km")["status"] == status


def test_a_preliminary_baseline_matters_only_to_what_starts_from_it(assessed):
    """A condition for every year does not: 25 is 20 or more whatever 2020 was."""
    targets = "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value"
    rows = assessed(
        f"{targets}\nyearly,Lines,lines,each_year,2020,,2025,20\nlevel,Parks,parks,stock,2020,,2025,50\n",
        """key,period,value,status
        yearly,2020,18,preliminary
        yearly,2021,25,final
        level,2020,40,preliminary
        level,2021,42,final
        """,
    )
    assert "provisional" not in cautions(rows["yearly"]).split()
    assert "provisional" in cautions(rows["level"]).split()


HISTORY = {str(year): value for year, value in zip(range(2019, 2026), (80, 84, 88, 93, 95, 100, 104), strict=True)}
"""Six yearly changes, of 5.0, 4.8, 5.7, 2.2, 5.3 and 4.0 %."""


@pytest.mark.parametrize(
    ("target", "latest", "has_range"),
    [
        ("flow,at_least,,,,2025,104,2026,110,,", "2026年1-6月", False),  # half of the year is no level to go on from
        ("stock,at_least,,,,2025,104,2026,110,,", "2026-06", True),
        ("flow,at_least,,,,2024,100,2026,110,,", "", True),
    ],
)
def test_an_amount_so_far_has_no_range(judge, target, latest, has_range):
    row = judge(target, HISTORY | ({latest: 55} if latest else {}), unit="亿元")
    assert (row["projected_low"] != "", row["projected_high"] != "") == (has_range, has_range)


def test_both_ends_of_a_band_belong_to_it_in_spite_of_rounding():
    """0.1 + 0.7 is 0.7999999999999999 in binary, and 0.1 + 0.2 is 0.30000000000000004."""
    value, low, high = (
        np.array(numbers)
        for numbers in ([0.1 + 0.7, 0.1 + 0.2, 0.79, 0.31, 0.5], [0.8, 0.1, 0.8, 0.1, 0.4], [1.0, 0.3, 1.0, 0.3, 0.6])
    )
    assert formulas.in_band(value, low, high).tolist() == [True, True, False, False, True]


def test_a_year_counts_once_all_its_parts_are_there(assessed):
    """A half, a quarter and three months fill a year; eleven months leave theirs open, and the year counts nothing."""
    mixed = {"2021H1": 20, "2021Q3": 10, "2021-10": 3, "2021-11": 3, "2021-12": 4}
    values = mixed | {f"2022-{month:02}": 1 for month in range(1, 12)} | {"2023": 50}
    row = assessed(
        f"{TARGET_HEADER}laid,economy,Pipes,km,cumulative,at_least,,,,2020,,2025,250,,2021\n",
        "key,period,value\n" + "".join(f"laid,{period},{value}\n" for period, value in values.items()),
        "--accumulation",
        "period",
    )["laid"]
    assert row["latest_value"] == "90.0"  # 20 + 10 + 3 + 3 + 4 = 40 in 2021, and 50 in 2023
    assert row["note"].startswith("no figure for 2022; the sum is a lower bound")


@pytest.mark.parametrize(("measure", "unit"), [("cumulative", "km"), ("growth", "%"), ("each_year", "km")])
def test_a_part_of_a_year_that_has_passed_is_left_out_with_a_word(assessed, measure, unit):
    """Eleven months are no figure of 2022, nor are they forgotten; those of 2023 are part of the year's own figure."""
    values = {"2021": 20, "2022-05": 8, "2022-11": 15, "2023-06": 9, "2023": 25}

    def notes(values: dict[str, int]) -> list[str]:
        target = f"{TARGET_HEADER}laid,economy,Pipes,{unit},{measure},at_least,,,,2020,,2025,250,,2021\n"
        actuals = "key,period,value\n" + "".join(f"laid,{period},{value}\n" for period, value in values.items())
        row = assessed(target, actuals, "--accumulation", "year_to_date")["laid"]
        return [part for part in row["note"].split("; ") if "2022" in part]

    assert notes(values) == ["no figure for 2022", "2022-11 is left out: a part of a year does not count here"]
    assert notes(values | {"2022": 16}) == []


def test_the_part_of_a_year_that_is_judged_is_not_left_out(judge):
    """20 in 2021 and 8 up to June are 28 of 250; nothing is left out of them."""
    row = judge("cumulative,at_least,,,,2020,,2025,250,,2021", {"2021": 20, "2022年1-6月": 8}, unit="km")
    assert (row["latest_value"], "left out" in row["note"]) == ("28.0", False)


def test_quarters_or_months_cover_a_year_that_has_all_of_them(judge):
    """A rate to be kept in every year: 2021 is covered by quarters, 2022 lacks its last quarter or month."""
    quarters = [f"2021Q{number}" for number in range(1, 5)] + ["2023Q1"]
    of_2022 = {9: [f"2022Q{number}" for number in range(1, 4)]}
    of_2022 |= {months: [f"2022-{month:02}" for month in range(1, months + 1)] for months in (11, 12)}
    for months, periods in of_2022.items():
        row = judge("each_year,at_most,,,,2020,,2025,5,,", dict.fromkeys([*quarters, *periods], 3))
        assert ("no figure for 2022" in row["note"].split("; ")) == (months < 12)


def test_inside_a_range_nothing_is_needed_even_without_a_baseline(judge):
    """4.5 lies within 3 to 6 and is measured to itself: (4.5 - 4.5) / 3 a year."""
    assert judge("share,within,,,,2020,,2025,3,6,", {"2022": 4.5})["step_needed"] == "0.0"


def test_an_amount_above_its_ceiling_was_not_met_and_lost(judge):
    """90 of at most 100 in the first quarter met nothing: it was the first part of the 110 of the half year."""
    row = judge("flow,at_most,,,,,,2025,100,,", {"2025年1-3月": 90, "2025年1-6月": 110}, unit="km")
    assert row["status"] == "over_limit"
    assert "a total above its ceiling cannot fall" in row["note"]
    assert "lost" not in row["note"]


def test_a_total_above_its_range_is_over_its_ceiling_and_nothing_else(judge):
    row = judge(TOTAL, {"2021": 60, "2022": 40.1}, unit="km")
    assert "a total above its ceiling cannot fall" in row["note"]
    assert "past the range" not in row["note"]


@pytest.mark.parametrize(
    ("low", "high", "values", "status"),
    [
        (-10, -5, (-1, -1), "on_track"),  # -2 / -5 = 0.4 of the way after 2 of 5 years
        (-10, 0, (-2, -3), "achieved"),
        (-10, 5, (-2, -3), "within_limit"),  # an upper end above zero can still be used up
    ],
)
def test_only_an_upper_end_above_zero_is_a_ceiling(judge, low, high, values, status):
    """A total of deficits, of which none of the range is above zero, comes closer to it and uses nothing up."""
    target = f"cumulative,within,,,,2020,,2025,{low},{high},"
    assert judge(target, {"2021": values[0], "2022": values[1]}, unit="km")["status"] == status


@pytest.mark.parametrize(("last", "status"), [(40, "incomplete"), (40.1, "missed")])
def test_a_total_at_the_upper_end_may_still_leave_its_range(judge, last, status):
    """60 and 40 are the 100 that 80 to 100 allow; what the years without a figure had is not known."""
    assert judge(TOTAL, {"2021": 60, "2025": last}, unit="km")["status"] == status


@pytest.mark.parametrize(("baseline", "is_past"), [(2, True), (3, False)])
def test_a_value_goes_past_a_range_from_outside_of_it(judge, baseline, is_past):
    """3 lies within 3 to 6: from there 7 has left the range, and has not gone through it."""
    row = judge(f"stock,within,,,,2020,{baseline},2025,3,6,", {"2022": 7}, unit="km")
    assert ("past the range" in row["note"], "the baseline met the target" in row["note"]) == (is_past, not is_past)

"""Several target years of one key: one target with milestones, judged by the trajectory through them."""

from __future__ import annotations

import json
import math

import pytest

HEADER = (
    "key,domain,name_en,unit,measure,direction,path,baseline_year,baseline_value,target_year,target_value,target_high,"
    "period_start,target_text\n"
)


def targets(first: str, *others: str) -> str:
    """A target from its first row, and the year, value and what follows of the others."""
    return HEADER + f"x,d,X,{first}\n" + "".join(f"x,,,,,,,,,{row}\n" for row in others)


def actuals(**values: object) -> str:
    """Values by period: y2021=3, y2022H1=4."""
    return "key,period,value\n" + "".join(f"x,{period[1:]},{value}\n" for period, value in values.items())


def figures(row: dict[str, str], *names: str) -> list[float]:
    return [float(row[name]) for name in names]


COMPOUND = targets("亿元,flow,at_least,,2020,100,2022,121,,,", "2024,200,,,", "2025,300,,,")


@pytest.mark.parametrize(
    ("as_of", "value", "expected", "time_of_value"),
    [
        # Before the first milestone: 10 % a year from 100.
        ("2021", 105, 110, 2020 + math.log(1.05) / math.log(1.1)),
        # On it, and its value is met exactly.
        ("2022", 121, 121, 2022),
        # Between the two: half of the way from 121 to 200 in logarithms.
        ("2023", 160, 121 * (200 / 121) ** 0.5, 2022 + 2 * math.log(160 / 121) / math.log(200 / 121)),
        # After both: the last stretch goes on from 200 to 300.
        ("2025", 330, 300, 2024 + math.log(330 / 200) / math.log(300 / 200)),
    ],
)
def test_a_compound_trajectory_with_two_milestones(assessed, as_of, value, expected, time_of_value):
    row = assessed(COMPOUND, actuals(**{f"y{as_of}": value}))["x"]
    planned, progress = (math.log(number / 100) / math.log(3) for number in (expected, value))
    assert figures(row, "target_year", "target_value") == [2025, 300]
    assert figures(row, "expected_now", "planned_progress", "progress") == pytest.approx([expected, planned, progress])
    assert float(row["lead_pp"]) == pytest.approx(100 * (progress - planned), abs=1e-9)
    assert float(row["pace"]) == pytest.approx(progress / planned)
    assert float(row["years_ahead"]) == pytest.approx(time_of_value - int(as_of), abs=1e-9)


def test_the_next_one_due(assessed):
    row = assessed(COMPOUND, actuals(y2022=120))["x"]
    assert (row["next_due"], row["milestones_due"], row["milestones_met"]) == ("2024", "1", "0")
    assert figures(row, "next_due_value", "next_due_step") == [200, 40]  # (200 - 120) / 2
    row = assessed(COMPOUND, actuals(y2024=210))["x"]
    assert (row["next_due"], row["next_due_value"], row["milestones_due"]) == ("2025", "300.0", "2")
    assert row["milestones_met"] == "1"  # nothing was observed in 2022, but 210 in 2024


def test_milestones_are_met_by_the_observation_at_their_time(assessed):
    row = assessed(COMPOUND, actuals(y2022=121, y2024=199))["x"]
    assert (row["milestones_due"], row["milestones_met"]) == ("2", "1")
    row = assessed(COMPOUND, actuals(y2021=130, y2023=250))["x"]
    assert (row["milestones_due"], row["milestones_met"]) == ("1", "0")  # no figure for 2022


def test_without_milestones_the_target_is_due_next(judge):
    row = judge("share,at_least,,,,2020,40,2025,50,,", {"2023": 44})
    assert (row["next_due"], row["planned_progress"], row["elapsed"]) == ("2025", "0.6", "0.6")
    assert (row["milestones_due"], row["milestones_met"], row["next_due_step"]) == ("", "", "3.0")
    row = judge("share,at_least,,,,2020,40,2025,50,,", {"2025": 44})
    assert (row["next_due"], row["next_due_value"], row["next_due_step"]) == ("", "", "")


def test_a_cumulative_trajectory_is_straight_in_the_sum(assessed):
    # 30 by the end of 2022, 100 by that of 2025; 20 + 20 + 10 so far. 30 + 70 / 3 are asked for.
    row = assessed(
        targets("亩,cumulative,at_least,,,,2022,30,,2021,", "2025,100,,,"), actuals(y2021=20, y2022=20, y2023=10)
    )["x"]
    assert figures(row, "latest_value", "expected_now") == pytest.approx([50, 30 + 70 / 3])
    assert figures(row, "progress", "planned_progress") == pytest.approx([0.5, (30 + 70 / 3) / 100])
    assert (row["milestones_met"], row["next_due_step"], row["status"]) == ("1", "25.0", "slightly_behind")


def test_a_milestone_of_a_sum_needs_every_year(assessed):
    target = targets("亩,cumulative,at_least,,,,2022,30,,2021,", "2025,100,,,")
    row = assessed(target, actuals(y2022=29, y2023=10))["x"]  # 2021 is missing: at least 29
    assert (row["milestones_due"], row["milestones_met"]) == ("1", "0")
    row = assessed(target, actuals(y2022=31, y2023=10))["x"]  # 31 are enough without it
    assert (row["milestones_due"], row["milestones_met"]) == ("1", "1")


def test_a_flat_first_stretch(assessed):
    target = targets("座,stock,at_least,,2020,40,2023,40,,,", "2025,60,,,")
    status = {}
    for value in (41, 40, 39):
        row = assessed(target, actuals(y2022=value))["x"]
        assert (row["planned_progress"], row["pace"]) == ("0.0", "")
        status[value] = row["status"]
    assert status == {41: "ahead", 40: "on_track", 39: "reversing"}


def test_a_ceiling_falling_in_steps(assessed):
    # From 60 in 2020 to 50, 46 and 40.
    target = targets("微克,stock,at_most,,2020,60,2022,50,,,", "2023,46,,,", "2025,40,,,")
    row = assessed(target, actuals(y2022=50, y2024=43))["x"]
    assert figures(row, "expected_now", "planned_progress", "progress") == pytest.approx([43, 17 / 20, 17 / 20])
    assert (row["status"], row["lead_pp"], row["years_ahead"]) == ("on_track", "0.0", "0.0")
    assert (row["milestones_due"], row["milestones_met"]) == ("2", "1")


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"y2022": 100}, "within_limit"),  # the first value holds until it is due
        ({"y2022": 101}, "over_limit"),
        ({"y2024": 90}, "within_limit"),  # half of the way from 100 to 80
        ({"y2024": 91}, "over_pace"),  # above that, though not above 100
        ({"y2024": 101}, "over_limit"),
        ({"y2025": 80}, "completed"),
        ({"y2025": 81}, "missed"),
    ],
)
def test_a_limit_falling_in_steps(assessed, values, status):
    target = targets("万吨,stock,at_most,,,,2023,100,,,", "2025,80,,,")
    assert assessed(target, actuals(**values))["x"]["status"] == status


def test_a_limit_that_may_rise_is_still_one(assessed):
    target = targets("万吨,stock,at_most,,,,2023,80,,,", "2025,100,,,")
    assert assessed(target, actuals(y2023=90))["x"]["status"] == "over_limit"


@pytest.mark.parametrize(("total", "status"), [(50, "within_limit"), (51, "over_pace"), (101, "over_limit")])
def test_a_ceiling_on_a_total_by_its_trajectory(assessed, total, status):
    # 20 by 2022 and 100 by 2025; 20 + 80 / 3 × … by 2023 is 46.67, by the middle of 2024 60.
    target = targets("万吨,cumulative,at_most,,,,2022,20,,2021,", "2024,50,,,", "2025,100,,,")
    row = assessed(target, actuals(y2021=0, y2022=20, y2023=10, y2024=total - 30))["x"]
    assert row["status"] == status


def test_every_year_against_its_own_value(assessed):
    target = targets("%,each_year,at_least,,,,2021,8,,2021,", "2022,6,,,", "2025,5,,,")
    row = assessed(target, actuals(y2021=8, y2022=5.9, y2023=5, y2024=4.9))["x"]
    # 2023 and 2024 have no value of their own and go by that of 2025.
    assert "met in 2 of 4 years" in row["note"]
    assert (row["milestones_due"], row["milestones_met"], row["pace"]) == ("2", "1", "0.5")
    assert (row["expected_now"], row["next_due"], row["next_due_step"]) == ("5.0", "2025", "")


def test_rates_are_averages_from_the_first_year(assessed):
    row = assessed(targets("%,growth,at_least,,,,2022,6,,2021,", "2025,7,,,"), actuals(y2021=6, y2022=6))["x"]
    assert float(row["expected_now"]) == pytest.approx(6)
    assert figures(row, "progress", "planned_progress") == pytest.approx(
        [2 * math.log(1.06) / (5 * math.log(1.07))] * 2
    )
    assert (row["status"], row["milestones_met"]) == ("on_track", "1")


def test_ranges_go_by_the_end_on_the_side_of_the_value(assessed):
    target = targets("%,share,within,,2020,30,2022,40,50,,", "2025,60,70,,")
    below = assessed(target, actuals(y2023=44))["x"]
    assert float(below["expected_now"]) == pytest.approx(40 + 20 / 3)
    # From 90 the upper ends count: 50 in 2022 and 70 in 2025 are below the target, so the path turns.
    target = targets("%,share,within,,2020,90,2022,80,85,,", "2025,60,70,,")
    above = assessed(target, actuals(y2023=82))["x"]
    assert float(above["expected_now"]) == pytest.approx(85 - 5)
    assert float(above["planned_progress"]) == pytest.approx((90 - 80) / (90 - 70))


def test_targets_relative_to_the_baseline(assessed):
    header = (
        "key,domain,name_en,unit,measure,direction,relative,baseline_year,baseline_value,target_year,target_value\n"
    )
    rows = "x,d,X,t,stock,at_most,percent,2005,200,2020,-10\nx,,,,,,,,,2030,-40\n"
    row = assessed(header + rows, actuals(y2025=150))["x"]
    # 180 in 2020, 120 in 2030, so 150 in 2025.
    assert figures(row, "target_value", "expected_now", "next_due_value") == [120, 150, 120]
    assert (row["status"], row["lead_pp"]) == ("on_track", "0.0")


def test_values_of_zero_or_below_make_the_whole_path_straight(assessed):
    row = assessed(targets("亿元,flow,at_least,,2020,100,2022,0,,,", "2025,200,,,"), actuals(y2023=60))["x"]
    assert row["path"] == "linear"
    assert float(row["expected_now"]) == pytest.approx(200 / 3)
    assert "linear path instead of compound" in row["note"]


def test_a_way_back_first(assessed):
    # Emissions may rise from 100 to 110 before they fall to 80.
    target = targets("万吨,stock,at_most,,2020,100,2025,110,,,", "2030,80,,,")
    status = {value: assessed(target, actuals(y2023=value))["x"]["status"] for value in (99, 105, 106, 107, 120)}
    assert status == {99: "ahead", 105: "ahead", 106: "on_track", 107: "reversing", 120: "reversing"}


def test_a_milestone_in_words(assessed, run, plan):
    target = targets("%,share,at_least,,2020,40,2023,,,,基本建成", "2025,60,,,")
    plain = targets("%,share,at_least,,2020,40,2025,60,,,")
    same = assessed(target, actuals(y2023=50))["x"], assessed(plain, actuals(y2023=50))["x"]
    differing = {name for name in same[0] if same[0][name] != same[1][name]}
    assert differing == {"milestones_due", "milestones_met"}
    assert (same[0]["milestones_due"], same[0]["milestones_met"]) == ("0", "0")
    rows = run("report", "--milestones", "--format", "jsonl", *plan(target, actuals(y2023=50))).stdout.splitlines()
    assert [json.loads(row)["status"] for row in rows] == ["not_quantified", "slightly_behind"]


def test_milestones_of_2030_and_2050(assessed):
    header = "key,domain,name,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    rows = "ghg,climate,Emissions,Mt,stock,2005,64,2030,38\nghg,climate,Emissions,Mt,stock,2005,64,2050,13\n"
    row = assessed(header + rows, "key,period,value\nghg,2023,51\n")["ghg"]
    # 64 to 38 in 25 years is 1.04 a year: 45.28 in 2023, and 51 at 2017.5.
    assert (row["target_year"], row["direction"], row["next_due"]) == ("2050", "at_most", "2030")
    assert figures(row, "expected_now", "years_ahead") == pytest.approx([45.28, 2017.5 - 2023])
    assert float(row["pace"]) == pytest.approx((64 - 51) / (64 - 45.28))


def test_a_value_below_the_baseline_is_as_far_behind_as_the_first_stretch_goes_back(assessed):
    # 40 to 44 in 2 years is 2 a year: 42 in 2021, and 39 half a year before 2020.
    row = assessed(targets("%,share,at_least,,2020,40,2022,44,,,", "2025,60,,,"), actuals(y2021=39))["x"]
    assert figures(row, "expected_now", "years_ahead") == [42, -1.5]


def test_every_year_by_quarters_against_its_own_value(assessed, run, plan):
    target = targets("%,each_year,at_least,,,,2022,90,,2022,", "2023,95,,,")
    quarters = {"y2022Q1": 91, "y2022Q2": 89, "y2022Q3": 92, "y2022Q4": 93, "y2023Q1": 94, "y2023Q2": 96}
    row = assessed(target, actuals(**quarters))["x"]
    assert "met in 4 of 6 quarters" in row["note"]  # not 89 and 94
    assert (row["milestones_due"], row["milestones_met"]) == ("1", "0")
    text = run("report", "--milestones", "--format", "jsonl", *plan(target, actuals(**quarters))).stdout
    assert [json.loads(line)["status"] for line in text.splitlines()] == ["missed", "slightly_behind"]
    better = assessed(target, actuals(**quarters | {"y2022Q2": 90}))["x"]
    assert better["milestones_met"] == "1"


def test_a_milestone_of_every_year_is_met_by_its_own_year(run, plan):
    target = targets("%,each_year,at_least,,,,2021,8,,2021,", "2022,6,,,", "2023,5,,,")
    files = plan(target, actuals(y2021=7, y2022=6.5, y2023=5.5))
    text = run("report", "--milestones", "--format", "jsonl", *files).stdout
    assert [json.loads(line)["status"] for line in text.splitlines()] == ["missed", "completed", "missed"]

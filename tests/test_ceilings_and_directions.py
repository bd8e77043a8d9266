"""Totals under a ceiling in the middle of their time, directions that are not given, targets relative to a baseline."""

from __future__ import annotations

import frames
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import explained, rows_of, written

from lixia_cli.assess import methods

SPENDING = (
    (
        "key,domain,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value\n"
        "spend,economy,Spending in 2022,M,flow,at_most,2021,120,2022,100\n"
        "over,economy,Spending of another office,M,flow,at_most,2021,120,2022,100\n"
    ),
    "key,period,value\nspend,2022H1,99\nover,2022H1,101\n",
)


# A plan for one year: at most 100, down from 120. After half of it the share of the time is 50.
@pytest.mark.parametrize(
    ("method", "spend", "over"),
    [
        ("lixia", "over_pace yellow", "over_limit red"),
        ("eurostat", "incomplete grey", "moving_away red"),
        ("unsd", "incomplete grey", "regression red"),
        ("lights", "incomplete grey", "red red"),
        ("destatis", "incomplete grey", "incomplete grey"),
    ],
)
def test_nothing_is_green_while_a_ceiling_runs_out(run, plan, method, spend, over):
    files = plan(*SPENDING)
    result = run("report", "--format", "csv", "--all", "--as-of", "2022", "--method", method, *files)
    rows = rows_of(result.stdout)
    assert [f"{rows[key]['status']} {rows[key]['light']}" for key in ("spend", "over")] == [spend, over]
    assert (rows["spend"]["expected_now"], rows["spend"]["projected"]) == ("50.0", "198.0")
    assert "a limit without a path" not in rows["spend"]["note"]
    assert "lost" not in rows["over"]["note"]


def test_what_runs_out_is_not_among_the_best(run, plan):
    text = run("summary", "--lang", "en", "--as-of", "2022", *plan(*SPENDING)).stdout
    assert "Making good progress:" not in text
    assert "- Spending in 2022: over pace" in text


def test_show_has_the_baseline_of_the_file(run, plan):
    assert "Baseline 120 M in 2021, as the targets state it\n" in written(run, "over", *plan(*SPENDING))
    (about,) = explained(run, "over", *plan(*SPENDING))["indicators"]
    assert about["chart"]["planned"] == [[2021, 0], [2022, 100]]


@pytest.mark.parametrize(
    ("qualifier", "value", "status"),
    [
        ("", "50,,", "within_limit"),
        ("", "50,,lower", "over_pace"),  # more than 50
        ("", "50.01,,upper", "over_pace"),
        ("", "100,,", "over_pace"),
        ("", "100,,lower", "over_limit"),
        ("over", "100,,", "over_limit"),  # less than 100 was asked for
        ("over", "50,,", "within_limit"),
        ("about", "105,,", "over_pace"),  # up to 105 is about 100
        ("about", "105.01,,", "over_limit"),
    ],
)
def test_words_and_bounds_of_a_running_ceiling(judge, qualifier, value, status):
    assert judge(f"flow,at_most,{qualifier},,,2021,120,2022,100,,", {"2022H1": value}, unit="M")["status"] == status


def test_a_total_of_several_years_runs_out_too(judge):
    # 96 of 100 after two of five years: the share of the time is 40.
    row = judge("cumulative,at_most,,,,,,2025,100,,2021", {"2021": 48, "2022": 48}, unit="M")
    assert (row["status"], row["light"], row["gap"]) == ("over_pace", "yellow", "4.0")
    # A cut of a total is a distance to cover, no ceiling.
    assert (
        judge("cumulative,at_most,,,,,,2025,-100,,2021", {"2021": -20, "2022": -20}, unit="M")["status"] == "on_track"
    )
    # When its time is over it is kept or not.
    whole = {str(year): 20 for year in range(2021, 2026)}
    assert judge("cumulative,at_most,,,,,,2025,100,,2021", whole, unit="M")["status"] == "completed"


# A range of 100 to 120: its upper end is a ceiling, and its share of half the time 60, of two fifths 48.
@pytest.mark.parametrize(
    ("target", "values", "status"),
    [
        ("flow,within,,,,2021,,2022,100,120,", {"2022H1": 110}, "over_pace"),
        ("flow,within,,,,2021,,2022,100,120,", {"2022H1": 90}, "over_pace"),  # would end at 180
        ("flow,within,,,,2021,,2022,100,120,", {"2022H1": 60}, "ahead"),
        ("flow,within,,,,2021,,2022,100,120,", {"2022H1": 50}, "on_track"),
        ("flow,within,,,,2021,,2022,100,120,", {"2022H1": 130}, "over_limit"),
        ("flow,within,,,,2021,,2022,20,120,", {"2022H1": 60}, "within_limit"),  # more may come
        ("flow,within,,,,2021,,2022,0,120,", {"2022H1": 130}, "over_limit"),
        ("flow,within,,,,2021,,2022,100,120,", {"2022": 110}, "completed"),
        ("cumulative,within,,,,,,2025,100,120,2021", {"2021": 50, "2022": 55}, "over_pace"),
        ("cumulative,within,,,,,,2025,100,120,2021", {"2021": 20, "2022": 28}, "ahead"),
        ("cumulative,within,,,,,,2025,100,120,2021", {"2022": 55}, "incomplete"),
        ("cumulative,within,,,,,,2025,100,120,2021", {"2022": 121}, "over_limit"),
        ("stock,within,,,,2021,90,2022,100,120,", {"2022H1": 110}, "achieved"),  # does not add up
    ],
)
def test_the_upper_end_of_a_range_is_a_ceiling(judge, target, values, status):
    assert judge(target, values, unit="M")["status"] == status


def test_words_on_a_total_within_a_range(run, plan, judge):
    row = judge("cumulative,within,,,,,,2025,100,120,2021", {"2021": 50, "2022": 55}, unit="M")
    assert "compared with the ceiling's share of the time, 48" in row["note"]
    files = plan(
        "key,domain,name_en,unit,measure,direction,period_start,target_year,target_value,target_high\n"
        "k,d,Name,M,cumulative,within,2021,2025,100,120\n",
        "key,period,value\nk,2021,50\nk,2022,55\n",
    )
    assert "headroom 15" in run("report", "--lang", "en", *files).stdout
    assert "nothing more is needed" not in run("show", "k", "--lang", "en", *files).stdout
    for method in ("eurostat", "unsd", "lights", "destatis"):
        rows = rows_of(run("report", "--format", "csv", "--method", method, *files).stdout)
        assert rows["k"]["light"] == "grey"


def test_a_target_below_its_baseline_asks_for_less(assessed):
    rows = assessed(
        "指标,领域,单位,类型,基期年,基期值,目标年,目标值\n"
        "PM2.5平均浓度,生态,微克/立方米,存量,2020,47,2025,38\n"
        "单位GDP能耗,生态,%,累计,2020,,2025,-13.5\n"
        "亿元GDP安全事故死亡率,民生,人/亿元,存量,2020,0.05,2025,0.03\n"
        "观测基期,民生,家,存量,2020,,2025,10\n",
        "指标,年份,数值\nPM2.5平均浓度,2022,46\n单位GDP能耗,2021,-2.7\n单位GDP能耗,2022,-0.1\n"
        "亿元GDP安全事故死亡率,2022,0.045\n观测基期,2020,20\n观测基期,2022,18\n",
    )
    assert {row["direction"] for row in rows.values()} == {"at_most"}
    assert all("assumed" in row["flags"].split() for row in rows.values())
    progress = {key: float(row["progress"]) for key, row in rows.items()}
    assert progress["PM2.5平均浓度"] == pytest.approx(1 / 9)  # (46 - 47) / (38 - 47)
    assert progress["单位GDP能耗"] == pytest.approx(2.8 / 13.5)
    assert progress["亿元GDP安全事故死亡率"] == pytest.approx(0.25)  # (0.045 - 0.05) / (0.03 - 0.05)
    assert progress["观测基期"] == pytest.approx(0.2)  # from the 20 that were observed
    assert {row["status"] for row in rows.values()} == {"behind"}


@pytest.mark.parametrize(
    ("target", "direction"),
    [
        ("stock,,,,,2020,40,2025,50,,", "at_least"),
        ("stock,,,,,2020,50,2025,50,,", "at_least"),
        ("stock,,,,,,,2025,50,,", "at_least"),
        ("stock,,,,,2020,9,2025,3,4,", "at_most"),
        ("stock,,,,,2020,3.5,2025,3,4,", "at_least"),  # within the range: build 3 to 4
        ("stock,at_least,,,,2020,50,2025,40,,", "at_least"),
        ("change,,,,,2020,,2025,-5,,", "at_most"),
        ("growth,,,,,,,2025,-2,,2021", "at_most"),
        ("growth,,,,,,,2025,2,,2021", "at_least"),
    ],
)
def test_the_direction_is_the_side_of_the_target(judge, target, direction):
    row = judge(target, {"2022": 4})
    assert row["direction"] == direction
    assert ("assumed" in row["flags"].split()) == (target.split(",")[1] == "")


def test_emissions_below_those_of_a_year(assessed):
    header = "key,domain,name,unit,measure,direction,relative,baseline_year,target_year,target_value\n"
    row = assessed(
        header + "ghg,climate,Emissions: 43 % below 2005,t,stock,at_most,percent,2005,2030,-43\n",
        "key,period,value\nghg,2005,524811845\nghg,2019,546200224\n",
    )["ghg"]
    assert float(row["target_value"]) == pytest.approx(524811845 * 0.57)
    assert float(row["latest_value"]) / float(row["baseline_value"]) - 1 == pytest.approx(0.041, abs=5e-4)
    assert (row["status"], row["light"]) == ("reversing", "red")


@pytest.mark.parametrize(
    ("relative", "written", "level", "progress"),
    [("percent", 10, 55, 0.4), ("difference", 10, 60, 0.2), ("percent", -10, 45, -0.4), ("", 55, 55, 0.4)],
)
def test_a_rate_from_fifty(relative, written, level, progress):
    cells = {"key": "x", "unit": "%", "measure": "share", "direction": "", "relative": relative}
    frame = frames.measured(
        [cells | {"baseline_year": 2020, "baseline_value": 50, "target_value": written}],
        [{"key": "x", "period": 2022, "value": 52}],
    )
    row = frames.assessed(frame, methods.load("lixia")).iloc[0]
    assert (row["target_value"], row["written_value"], row["relative"]) == (level, written, relative)
    assert row["progress"] == pytest.approx(progress)


@pytest.mark.parametrize("method", methods.names())
@pytest.mark.parametrize("direction", ["at_least", "at_most"])
@pytest.mark.parametrize("period", [2022, 2025])
def test_without_a_baseline_there_is_nothing_to_be_relative_to(method, direction, period):
    cells = {"key": "x", "measure": "stock", "direction": direction, "relative": "percent", "baseline_year": 2020}
    frame = frames.measured([cells | {"target_value": -20}], [{"key": "x", "period": period, "value": 90}])
    row = frames.assessed(frame, methods.load(method)).iloc[0]
    assert (row["status"], row["light"]) == ("no_baseline", "grey")
    assert np.isnan(row["target_value"])
    assert "relative to a baseline that is not known" in row["note"]


@given(st.floats(1, 1e6), st.integers(-90_000, 300_000), st.floats(0.1, 1e6))
def test_a_relative_target_is_judged_as_its_level(baseline, thousandths, value):
    baseline, value = (float(f"{number:.6g}") for number in (baseline, value))
    percent = thousandths / 1000  # so that the level has no more than twelve digits
    shared = {"measure": "stock", "direction": "", "baseline_year": 2020, "baseline_value": baseline}
    level = float(f"{baseline * (1 + percent / 100):.12g}")
    targets = [
        shared | {"key": "relative", "relative": "percent", "target_value": percent},
        shared | {"key": "level", "target_value": level},
    ]
    actuals = [{"key": key, "period": 2022, "value": value} for key in ("relative", "level")]
    both = frames.assessed(frames.measured(targets, actuals), methods.load("lixia"))
    written = ["key", "relative", "written_value", "data_decimals"]
    relative, absolute = both.drop(columns=written).to_dict("records")
    assert {name: repr(cell) for name, cell in relative.items()} == {
        name: repr(cell) for name, cell in absolute.items()
    }


@pytest.mark.parametrize(
    ("method", "status"),
    [("lixia", "completed"), ("eurostat", "achieved"), ("unsd", "achieved"), ("lights", "green"), ("destatis", "sun")],
)
def test_a_ceiling_kept_to_the_end_is_met_by_every_rule_set(judge, method, status):
    whole = {str(year): 20 for year in range(2021, 2026)}
    row = judge("cumulative,at_most,,,,,,2025,100,,2021", whole, "--method", method, unit="M")
    assert (row["status"], row["light"]) == (status, "green")


def test_a_running_total_that_lacks_a_year_is_over_pace_for_certain_only_above_the_ceiling(judge):
    target = "cumulative,at_most,,,,,,2025,100,,2021"
    assert judge(target, {"2022": 60}, unit="M")["status"] == "incomplete"
    assert judge(target, {"2022": 101}, unit="M")["status"] == "over_limit"


def test_every_year_targets_know_no_speed(judge):
    years = {"2021": 25, "2022": 25, "2023": 15, "2024": 25}  # three of four: 0.75
    assert judge("each_year,at_least,,,,,,2025,20,,2021", years, unit="条")["status"] == "slightly_behind"


@pytest.mark.parametrize(
    ("qualifier", "direction"),
    [("超过", "at_least"), ("over", "at_least"), ("不低于", "at_least"), ("", "at_most"), ("at_least", "at_most")],
)
def test_a_qualifier_in_words_says_on_which_side_of_the_baseline_the_target_lies(judge, qualifier, direction):
    """More than 6.5 from 6.69: a floor. Without a word the target below its baseline is a ceiling."""
    row = judge(f"stock,,{qualifier},,,2020,6.69,2025,6.5,,", {"2023": 6.95}, unit="亿吨")
    assert row["direction"] == direction
    assert row["status"] == ("achieved" if direction == "at_least" else "reversing")


HEADER = "key,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value\n"


@pytest.mark.parametrize(
    "row",
    [
        "起,,,2020,0,2025,0",
        "起,,,,,2025,0",
        "%,share,,2020,,2025,0",
        "起,cumulative,,2020,,2025,0",
        "%,growth,,2020,,2025,0",
        "起,each_year,,2020,,2025,0",
    ],
)
def test_a_target_of_zero_without_a_direction_may_be_a_ceiling_or_a_floor(refused, row):
    assert refused(f"{HEADER}x,Accidents,{row}\n", "key,period,value\nx,2023,5\n")[-1] == (
        "targets.csv:2: direction: is empty, and a target of 0 may be a ceiling or a floor; write at_most or at_least"
    )


@pytest.mark.parametrize(
    ("row", "direction"),
    [
        ("起,stock,,2020,3,2025,0", "at_most"),
        ("亿元,stock,,2020,-3,2025,0", "at_least"),
        ("起,stock,at_most,2020,0,2025,0", "at_most"),
        ("起,stock,,2020,0,2025,≤0", "at_most"),
        ("位次,rank,,,,2025,0", "at_most"),
    ],
)
def test_a_baseline_or_a_word_tells_the_side_of_a_target_of_zero(assessed, row, direction):
    assert assessed(f"{HEADER}x,X,{row}\n", "key,period,value\nx,2023,2\n")["x"]["direction"] == direction


def test_a_milestone_of_zero_lies_on_the_side_of_the_target(assessed):
    targets = f"{HEADER}x,X,座,stock,,2020,0,2022,0\nx,,,,,,,2025,10\n"
    assert assessed(targets, "key,period,value\nx,2023,2\n")["x"]["direction"] == "at_least"

"""Years as people write them, and files with several plans."""

from __future__ import annotations

import pandas as pd
import pytest

from lixia_cli.api import assess, read_plan

HEADER = "key,unit,measure,baseline_year,baseline_value,target_year,target_value"
ACTUALS = "key,period,value\nx,2022,44\n"


@pytest.mark.parametrize(
    "year", ["2025年", "2025年底", "2025年末", "2025年12月底", "2025-12-31", "2025.0", "FY2025", "2024/25"]
)
def test_the_end_of_a_year_is_that_year(assessed, year):
    row = assessed(f"{HEADER}\nx,%,share,2020年末,40,{year},50\n", ACTUALS)["x"]
    assert (row["baseline_year"], row["target_year"], row["elapsed"]) == ("2020", "2025", "0.4")  # 2 of 5 years


@pytest.mark.parametrize(
    ("text", "period", "elapsed"),
    [
        ("2026-10", "2026-10", 2 / (5 + 10 / 12)),
        ("2026H1", "2026H1", 2 / 5.5),
        ("2026年10月底", "2026-10", 2 / (5 + 10 / 12)),
        ("2026年上半年", "2026H1", 2 / 5.5),
        ("2026-09-30", "2026-09", 2 / 5.75),
        ("2026年12月", "2026-12", 2 / 6),
        ("FY2026", "FY2026", 2 / 6),
    ],
)
def test_a_target_may_be_due_within_a_year(assessed, text, period, elapsed):
    row = assessed(f"{HEADER}\nx,%,share,2020,40,{text},50\n", ACTUALS)["x"]
    assert (row["target_year"], row["target_period"]) == ("2026", period)
    assert float(row["elapsed"]) == pytest.approx(elapsed)  # the end of 2022 on the way from the end of 2020


@pytest.mark.parametrize("column", ["baseline_year", "period_start"])
def test_other_years_are_whole(run, plan, column):
    result = run(
        "report", *plan(f"key,unit,measure,{column},target_year,target_value\nx,%,each_year,2020H1,2025,50\n", ACTUALS)
    )
    assert f"targets.csv:2: {column}: '2020H1' ends within a year, but {column} is a whole year" in result.stderr


TWO_DATES = HEADER + "\nlate,家,stock,2025,100,2026-10,160\nyear,家,stock,2025,100,2026,160\n"
HALF = "key,period,value\nlate,2026H1,130\nyear,2026H1,130\n"


# Six months of ten, and of twelve; half of the distance is covered.
def test_the_time_of_a_target_decides_on_it(assessed):
    late, year = (assessed(TWO_DATES, HALF)[key] for key in ("late", "year"))
    assert (float(late["elapsed"]), float(late["pace"])) == (pytest.approx(0.6), pytest.approx(0.5 / 0.6))
    assert (late["status"], year["status"]) == ("slightly_behind", "on_track")


@pytest.mark.parametrize(("value", "status"), [(160, "completed"), (159, "missed")])
def test_an_observation_at_its_time_completes_a_target(assessed, value, status):
    actuals = f"{HALF}late,2026-10,{value}\nyear,2026-10,{value}\nlate,2026-11,170\n"
    rows = assessed(TWO_DATES, actuals)
    assert (rows["late"]["latest_period"], rows["late"]["status"]) == ("2026-10", status)
    assert rows["year"]["status"] in ("achieved", "ahead")


# Tests run on 21 November 2026.
def test_a_target_is_due_when_its_month_is_over(assessed):
    targets = HEADER + "".join(f"\n{key},家,stock,2025,100,2026-{key},160" for key in ("10", "11", "12"))
    actuals = "key,period,value\n" + "".join(f"{key},2026H1,130\n" for key in ("10", "11", "12"))
    flagged = {key: "due" in row["flags"] for key, row in assessed(targets, actuals).items()}
    assert flagged == {"10": True, "11": False, "12": False}
    flagged = {key: "due" in row["flags"] for key, row in assessed(targets, actuals, "--as-of", "2026-11").items()}
    assert flagged == {"10": True, "11": True, "12": False}


def test_people_read_the_month_in_words(run, plan):
    files = plan(TWO_DATES, HALF)
    assert "160 (October 2026)" in run("report", *files, "--format", "markdown", "--lang", "en").stdout
    assert "160（2026年10月）" in run("report", *files, "--format", "markdown", "--lang", "zh").stdout
    assert "at least 160 家 by the end of October 2026" in run("show", "late", *files, "--lang", "en").stdout
    assert "2026年10月底前不低于160家" in run("show", "late", *files, "--lang", "zh").stdout


def test_frames_keep_the_time_of_a_target():
    targets = pd.DataFrame(
        {
            "key": ["x"],
            "unit": ["家"],
            "measure": ["stock"],
            "baseline_year": [2025],
            "baseline_value": [100],
            "target_year": ["2026-10"],
            "target_value": [160],
        }
    )
    actuals = pd.DataFrame({"key": ["x"], "period": ["2026H1"], "value": [130]})
    read = read_plan(targets, actuals)
    assert list(read.targets["target_year"]) == ["2026-10"]
    assert list(assess(read.targets, read.actuals)["target_period"]) == ["2026-10"]


def test_a_year_that_may_be_a_month_is_refused(run, plan):
    result = run("report", *plan(f"{HEADER}\nx,%,share,2000,40,2010-11,50\n", ACTUALS))
    assert "targets.csv:2: target_year: '2010-11' may be month 11 of 2010, or fiscal year 2010/11" in result.stderr


def test_a_note_names_the_other_plans(run, plan):
    rows = "a,x,%,share,2020,40,2025,50\nb,x,%,share,2020,40,2026,60\n"
    files = plan(f"plan,{HEADER}\n{rows}", ACTUALS)
    note = "lixia: note: shown is the plan a; the targets have others too (--plan): b\n"
    assert run("report", *files).stderr == note
    assert run("report", *files, "--plan", "b").stderr == ""
    assert run("summary", *files).stderr == note


def test_the_bundled_plans_need_no_note(run):
    assert run("report").stderr == ""


LEDGER = "指标,单位,类型,基期年,目标年,目标值,完成时限\n"
WORKS = "指标,年份,数值\n老旧小区改造,2026年1-6月,9\n"


# 9 of 30 in six months of ten, and of twelve.
@pytest.mark.parametrize(
    ("deadline", "period", "pace"),
    [("2026年10月底", "2026-10", 0.5), ("2026年12月底", "2026-12", 0.6), ("", "2026", 0.6), ("年底前", "2026", 0.6)],
)
def test_a_deadline_beside_the_year_says_when_in_it(assessed, deadline, period, pace):
    row = assessed(f"{LEDGER}老旧小区改造,个,累计,2025,2026,30,{deadline}\n", WORKS)["老旧小区改造"]
    assert (row["target_period"], float(row["pace"])) == (period, pytest.approx(pace))
    assert row["完成时限"] == deadline


def test_a_deadline_in_another_year_is_refused(run, plan):
    result = run("report", *plan(f"{LEDGER}老旧小区改造,个,累计,2025,2026,30,2027年3月\n", WORKS))
    assert "目标年: 2026, but '2027年3月' in the column 完成时限 is in another year" in result.stderr
    files = plan(f"{LEDGER}老旧小区改造,个,累计,2025,2026,30,2026年10月底\n", WORKS)
    assert "完成时限 read as when in the target year: 1" in run("report", *files).stderr


def test_a_flow_of_several_years_is_due_in_a_year(run, plan, assessed):
    flow = "x,亿元,flow,2020,40,2026H1,50"
    result = run("report", *plan(f"{HEADER}\n{flow}\n", ACTUALS))
    assert "target_year: 2026H1 is a part of a year, but a flow is compared with whole years" in result.stderr
    row = assessed(f"{HEADER}\n{flow.replace('2020', '2025')}\n", "key,period,value\nx,2026年1-3月,30\n")["x"]
    assert (row["elapsed"], row["progress"], row["status"]) == ("0.5", "0.6", "ahead")  # 3 of 6 months, 30 of 50


def test_a_deadline_alone_is_the_time_of_the_target(assessed):
    targets = "指标,单位,类型,基期年,完成时限,目标值\n老旧小区改造,个,累计,2025,2026年10月底,30\n"
    assert assessed(targets, WORKS)["老旧小区改造"]["target_period"] == "2026-10"

"""Years as people write them, and files with several plans."""

from __future__ import annotations

import pytest

HEADER = "key,unit,measure,baseline_year,baseline_value,target_year,target_value"
ACTUALS = "key,period,value\nx,2022,44\n"


@pytest.mark.parametrize(
    "year", ["2025年", "2025年底", "2025年末", "2025年12月底", "2025-12-31", "2025.0", "FY2025", "2024/25"]
)
def test_the_end_of_a_year_is_that_year(assessed, year):
    row = assessed(f"{HEADER}\nx,%,share,2020年末,40,{year},50\n", ACTUALS)["x"]
    assert (row["baseline_year"], row["target_year"], row["elapsed"]) == ("2020", "2025", "0.4")  # 2 of 5 years


@pytest.mark.parametrize("text", ["2026-10", "2026H1", "2026年10月底", "2026年上半年", "2026-09-30"])
def test_a_target_due_within_a_year_is_refused(run, plan, text):
    result = run("report", *plan(f"{HEADER}\nx,%,share,2020,40,{text},50\n", ACTUALS))
    assert result.exit_code == 2
    assert f"targets.csv:2: target_year: '{text}' ends within a year" in result.stderr


def test_a_year_that_may_be_a_month_is_refused(run, plan):
    result = run("report", *plan(f"{HEADER}\nx,%,share,2000,40,2010-11,50\n", ACTUALS))
    assert "targets.csv:2: target_year: '2010-11' is not a year; write it like 2025" in result.stderr


def test_a_note_names_the_other_plans(run, plan):
    rows = "a,x,%,share,2020,40,2025,50\nb,x,%,share,2020,40,2026,60\n"
    files = plan(f"plan,{HEADER}\n{rows}", ACTUALS)
    note = "lixia: note: shown is the plan a; the targets have others too (--plan): b\n"
    assert run("report", *files).stderr == note
    assert run("report", *files, "--plan", "b").stderr == ""
    assert run("summary", *files).stderr == note


def test_the_bundled_plans_need_no_note(run):
    assert run("report").stderr == ""

"""Targets given as actuals and actuals as targets: it is said, and never read as a plan of two years."""

from __future__ import annotations

import re

import pytest
from support import rows_of

TARGETS = "key,name_zh,unit,baseline_year,baseline_value,target_year,target_value\n产值,产值,亿元,2020,10,2025,20\n"
PLAN = "指标,单位,2020年,2025年目标\n产值,亿元,10,20\n"
PLAN_OF_YEARS = "指标,单位,2020年,2025年\n产值,亿元,10,20\n"
ACTUALS = "key,period,value\n产值,2021,12\n产值,2022,15\n"
WIDE = "指标,单位,2020年,2021年,2022年\n产值,亿元,10,12,15\n"
TWO_YEARS = "指标,单位,2021年,2022年\n产值,亿元,12,15\n"
SAID = "actuals.csv: has the targets, and targets.csv the actuals; are --targets and --actuals swapped?"
DOUBT = "actuals.csv: may be the targets, and targets.csv the actuals of '2021年' and '2022年'"


def stderr(result) -> str:
    """Standard error without the folder of the files."""
    return re.sub(r"[^ \n]*/(?=(targets|actuals)\.csv)", "", result.stderr)


@pytest.mark.parametrize("targets", [TARGETS, PLAN])
@pytest.mark.parametrize("actuals", [ACTUALS, WIDE, f"单位：亿元、%\n{WIDE}"])
def test_files_that_can_be_read_the_other_way_round(run, plan, targets, actuals):
    result = run("report", *plan(actuals, targets))
    assert result.exit_code == 2
    assert stderr(result).splitlines()[0] == SAID


@pytest.mark.parametrize("targets", [PLAN, PLAN_OF_YEARS])
def test_two_years_of_actuals_are_no_plan(run, plan, targets):
    result = run("report", *plan(TWO_YEARS, targets))
    assert (result.exit_code, result.stdout) == (2, "")
    assert stderr(result).startswith(DOUBT)
    assert "write in targets.csv which year has the targets" in stderr(result)


@pytest.mark.parametrize("targets", [TARGETS, PLAN, PLAN_OF_YEARS])
@pytest.mark.parametrize(
    "actuals",
    [
        ACTUALS,
        WIDE,
        TWO_YEARS,
        "指标,单位,2022年目标,2022年完成\n产值,亿元,14,15\n",  # a ledger of the year
        "指标,单位,2022年,2025年目标\n产值,亿元,15,20\n",
        "指标,单位,2020年,2022年,2026年\n产值,亿元,10,15,22\n",
    ],
)
def test_files_in_their_places_are_read(run, plan, targets, actuals):
    result = run("report", "--as-of", "2022", "--format", "csv", *plan(targets, actuals))
    assert rows_of(result.stdout)["产值"]["latest_value"] == "15.0"


def test_a_plan_that_is_over_keeps_its_later_actuals(run, plan):
    text = "指标,单位,2021年,2023年,2026年\n产值,亿元,12,15,22\n"
    assert run("report", *plan(PLAN_OF_YEARS, text)).exit_code == 0


def test_nothing_is_said_where_the_other_way_round_does_not_work_either(run, plan):
    assert "swapped" not in run("report", *plan("key,value\n产值,1\n", TARGETS)).stderr
    assert "swapped" not in run("report", *plan(TARGETS, TARGETS)).stderr

"""Places in a ranking: less is better, and neither percentages nor growth rates mean anything."""

from __future__ import annotations

import pytest

from lixia_cli.assess import methods

TARGETS = (
    "指标,领域,单位,类型,方向,基期年,基期值,目标年,目标值\nGDP全省位次,经济,位,{measure},{direction},2020,5,2025,3\n"
)
ACTUALS = "指标,年份,数值\nGDP全省位次,2023,4\n"


@pytest.mark.parametrize("measure", ["rank", "位次", "排名"])
@pytest.mark.parametrize("direction", ["以内", ""])
def test_one_place_to_gain(run, plan, measure, direction):
    files = plan(TARGETS.format(measure=measure, direction=direction), ACTUALS)
    chinese = run("report", "--lang", "zh", "--format", "markdown", *files).stdout
    english = run("report", "--lang", "en", "--format", "markdown", *files).stdout
    assert "| 尚需前进1位 |" in chinese
    assert "| 1 to gain |" in english


@pytest.mark.parametrize("method", methods.names())
def test_no_growth_and_no_percentage(assessed, method):
    row = assessed(TARGETS.format(measure="rank", direction=""), ACTUALS, "--method", method)["GDP全省位次"]
    empty = ("percent_of_target", "cagr_required", "cagr_achieved", "cagr_needed")
    assert [row[name] for name in empty] == [""] * len(empty)
    assert (row["direction"], row["gap"], row["progress"]) == ("at_most", "-1.0", "0.5")
    # By steps: 1/3 a year of the 2/5 required; 4 - 2/3 is 5/3 of the way of 2.
    value = {"lixia": 0.5 / 0.6, "eurostat": (1 / 3) / (2 / 5), "unsd": (5 / 3) / 2, "lights": -10.0}
    if method in value:
        assert float(row["method_value"]) == pytest.approx(value[method])


def test_the_first_place_is_the_best(judge):
    assert judge("rank,,,,,2020,5,2025,3,,", {"2022": 3}, unit="位")["status"] == "achieved"
    assert judge("rank,,,,,2020,3,2025,5,,", {"2022": 6}, unit="位")["status"] == "over_limit"
    assert judge("rank,at_least,,,,2020,3,2025,5,,", {"2022": 5}, unit="位")["percent_of_target"] == ""


def test_a_relative_target_needs_a_level(run, plan):
    files = plan(
        "key,domain,name,unit,measure,relative,period_start,target_year,target_value\n"
        "x,d,X,%,cumulative,percent,2021,2025,-20\n",
        "key,period,value\nx,2021,1\n",
    )
    result = run("report", "--lang", "en", *files)
    assert result.exit_code == 2
    assert "relative: goes with levels (flow, stock, share, rank) only" in result.stderr

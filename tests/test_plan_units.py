"""Units behind the headings of a plan's table: 2020年（亿元）, 2025年目标（亿元）."""

from __future__ import annotations

import pytest
from support import rows_of

ACTUALS = "key,period,value,unit\n产值,2022,1200000,万元\n"


def row(run, plan, targets):
    return rows_of(run("report", "--format", "csv", *plan(targets, ACTUALS)).stdout)["产值"]


@pytest.mark.parametrize(
    "targets",
    [
        "指标,2020年（亿元）,2025年目标（亿元）\n产值,100,150\n",
        "指标,2020年（亿元）,2025年（亿元）\n产值,100,150\n",
        "指标,2020年,2025年目标（亿元）\n产值,100,150\n",
        "指标,2020年（亿元）,2025年目标\n产值,100,150\n",
        "指标,单位,2020年（亿元）,2025年目标（亿元）\n产值,亿元,100,150\n",
        "指标,2020年（亿元）,2025年目标（亿元）\n产值（亿元）,100,150\n",
    ],
)
def test_they_are_the_unit_of_the_row(run, plan, targets):
    found = row(run, plan, targets)
    assert (found["unit"], found["baseline_value"], found["target_value"]) == ("亿元", "100.0", "150.0")
    assert found["latest_value"] == "120.0"


@pytest.mark.parametrize(
    ("targets", "heading", "text", "said"),
    [
        ("指标,单位,2020年（万元）,2025年目标（亿元）\n产值,亿元,1000000,150\n", "2020年（万元）", "亿元", "万元"),
        ("指标,2020年（万元）,2025年目标（亿元）\n产值,1000000,150\n", "2020年（万元）", "亿元", "万元"),
        ("指标,单位,2020年,2025年目标（亿元）\n产值,万元,100,150\n", "2025年目标（亿元）", "万元", "亿元"),
        ("指标,2020年,2025年目标（万元）\n产值（亿元）,100,150\n", "2025年目标（万元）", "亿元", "万元"),
        ("指标,2020年,2025年目标（亿元）\n覆盖率（%）,40,45\n", "2025年目标（亿元）", "%", "亿元"),
    ],
)
def test_another_one_is_refused(run, plan, targets, heading, text, said):
    result = run("report", *plan(targets, ACTUALS))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"targets.csv:2: {heading}: '{text}' where the heading '{heading}' says '{said}'" in result.stderr


def test_a_title_is_another_one_too(run, plan):
    result = run("report", *plan("单位：万元\n指标,2020年,2025年目标（亿元）\n产值,1000000,150\n", ACTUALS))
    assert "targets.csv:3: 2025年目标（亿元）: '万元' where the heading" in result.stderr


def test_an_empty_cell_has_none(run, plan):
    targets = "指标,单位,2020年（万元）,2025年目标（亿元）\n产值,亿元,,150\n"
    assert row(run, plan, targets)["target_value"] == "150.0"

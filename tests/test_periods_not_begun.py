"""Final observations of periods that have not begun are hard to believe."""

from __future__ import annotations

import pytest

TARGETS = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,%,share,2020,40,2040,60\n"


@pytest.mark.parametrize(
    ("period", "status", "warned"),
    [
        ("2030", "", True),
        ("2027", "final", True),
        ("2027-01", "", True),
        ("2027Q1", "", True),
        ("FY2028", "", True),
        ("2027/28", "", True),
        ("2030", "preliminary", False),
        ("2026-11", "", False),
        ("2026Q3", "", False),
        ("FY2027", "", False),
        ("2026/27", "", False),
    ],
)
def test_it_is_said(run, plan, monkeypatch, period, status, warned):
    monkeypatch.setenv("LIXIA_TODAY", "2026-11-27")
    files = plan(TARGETS, f"key,period,value,status\nx,2022,44,\nx,{period},50,{status}\n")
    checked = run("check", *files)
    assert ("has not begun" in checked.stderr) == warned, checked.stderr
    assert checked.exit_code == 0
    assert ("figures that are hard to believe: 1" in run("report", *files).stderr) == warned


def test_the_warning_names_the_cell(run, plan, monkeypatch):
    monkeypatch.setenv("LIXIA_TODAY", "2026-11-27")
    stderr = run("check", *plan(TARGETS, "key,period,value\nx,2022,44\nx,2052,50\n")).stderr
    assert (
        "actuals.csv:3: period: warning: 2052 has not begun; if this is no slip, write the status preliminary" in stderr
    )


@pytest.mark.parametrize(
    ("period", "status", "today", "warned"),
    [
        ("2026", "", "2026-11-27", True),
        ("2026Q4", "", "2026-11-27", True),
        ("2026-12", "", "2026-11-27", True),
        ("2026年1-12月", "", "2026-11-27", True),
        ("2026H1", "", "2026-05-31", True),
        ("2026", "preliminary", "2026-11-27", False),
        ("2026", "", "2026-12-01", False),  # statistics of the year may be out in its last month
        ("2026-11", "", "2026-11-27", False),
        ("2026-10", "", "2026-11-27", False),
        ("FY2026", "", "2026-01-31", False),
        ("2025/26", "", "2026-01-31", False),
    ],
)
def test_a_figure_of_a_period_that_is_not_over(run, plan, monkeypatch, period, status, today, warned):
    """The figure so far, below the heading of the whole year."""
    monkeypatch.setenv("LIXIA_TODAY", today)
    checked = run("check", *plan(TARGETS, f"key,period,value,status\nx,2022,44,\nx,{period},50,{status}\n"))
    assert ("is not over" in checked.stderr) == warned, checked.stderr

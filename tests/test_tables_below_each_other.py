"""Several tables in one file or sheet, below each other, and headers that each page repeats."""

from __future__ import annotations

import openpyxl
import pytest
from support import rows_of

TARGETS = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\n" + "".join(
    f"{key},t,stock,2020,10,2025,20\n" for key in "ab"
)
ANOTHER = "is the header of another table; write each table into a file or sheet of its own"


@pytest.mark.parametrize(
    ("actuals", "line"),
    [
        ("key,2021,2022\na,14,15\n\nkey,2023,2024\nb,16,17\n", 4),
        ("key,2021,2022\na,14,15\nkey,2023,2024\nb,16,17\n", 3),
        ("key,2021,2022\na,14,15\n\nItem,2023,2024\nb,16,17\n", 4),
        ("key,2021年,2022年\na,14,15\n指标,2023年,2024年\nb,16,17\n", 3),
        ("key,unit,2021,2022\na,t,14,15\nkey,unit,2022,2023\nb,t,16,17\n", 3),
    ],
)
def test_another_table_is_refused(run, plan, actuals, line):
    """Its figures would be read below the years of the first."""
    result = run("report", *plan(TARGETS, actuals))
    assert f"actuals.csv:{line}: {ANOTHER}" in result.stderr
    assert result.stdout == ""


def test_another_table_of_a_sheet(run, plan, tmp_path):
    book = openpyxl.Workbook()
    for row in (["key", 2021, 2022], ["a", 14, 15], [], ["key", 2023, 2024], ["b", 16, 17]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    result = run("report", "--targets", plan(TARGETS, "")[1], "--actuals", str(tmp_path / "a.xlsx"))
    assert f"a.xlsx#Sheet!4: {ANOTHER}" in result.stderr


def test_a_header_that_repeats_is_passed_over(run, plan):
    result = run("report", "--format", "csv", *plan(TARGETS, "key,2021,2022\na,14,15\nkey,2021,2022\nb,16,17\n"))
    assert rows_of(result.stdout)["b"]["latest_value"] == "17.0"
    assert "rows that repeat the header are passed over: 1" in result.stderr
    assert "belong to no target" not in result.stderr


def test_figures_that_look_like_years_are_figures(run, plan):
    result = run("report", "--format", "csv", *plan(TARGETS, "key,2021,2022\na,2021,2022\nb,16,17\n"))
    assert rows_of(result.stdout)["a"]["latest_value"] == "2022.0"


@pytest.mark.parametrize(
    ("actuals", "line", "text"),
    [
        ("Unit: t,\nkey,2021\na,14\nUnit: kt,\nb,16\n", 4, "Unit: kt"),
        ("key,2021\na,14\n\n表2,单位：万元\nb,16\n", 4, "表2 单位：万元"),
        ("单位：t,\nkey,2021\na,14\n\n表2（单位：kt）,\nkey,2021\nb,16\n", 5, "表2（单位：kt）"),
    ],
)
def test_a_unit_within_a_table_is_refused(run, plan, actuals, line, text):
    """It holds for the rows below it, which would count in the unit of the first title, or of the target."""
    result = run("report", *plan(TARGETS, actuals))
    assert f"actuals.csv:{line}: '{text}' within the table holds for the rows below it" in result.stderr
    assert result.stdout == ""


def test_a_unit_that_each_page_repeats_is_the_same(run, plan):
    text = "单位：t,\nkey,2021\na,14\n表1（续） 单位：t,\nkey,2021\nb,16\n"
    assert rows_of(run("report", "--format", "csv", *plan(TARGETS, text)).stdout)["b"]["latest_value"] == "16.0"

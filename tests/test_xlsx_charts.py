"""The charts of the workbook: of what is behind, with the numbers of csv in the cells that they refer to."""

from __future__ import annotations

import io

import openpyxl
import pytest
from support import dedent, rows_of

TARGETS = """
key,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value
a,=1+1,%,share,at_least,2020,40,2025,50
b,On time,%,share,at_least,2020,40,2025,50
c,Lost,%,share,at_least,2020,40,2025,50
"""
ACTUALS = """
key,period,value
a,2021,40.5
a,2022,41.25
b,2022,44
c,2022,39
"""


@pytest.fixture
def files(plan):
    return plan(dedent(TARGETS), dedent(ACTUALS))


@pytest.fixture
def sheet(run, files):
    result = run("report", "--format", "xlsx", *files)
    assert (result.exit_code, result.stderr) == (0, "")
    return openpyxl.load_workbook(io.BytesIO(result.stdout_bytes))["Charts"]


def test_what_is_behind_has_a_chart_the_worst_first(sheet):
    titles = [row[0].value for row in sheet.iter_rows() if row[0].font.b and isinstance(row[0].value, str)]
    # Lost moved away from the target, =1+1 is behind, On time is on its path.
    assert [title for title in titles if title != "Time"] == ["Lost (%)", "=1+1 (%)"]
    assert len(sheet._charts) == 2
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_cells_behind_a_chart_are_the_figures_of_csv(run, files, sheet):
    row = rows_of(run("report", "--format", "csv", *files).stdout)["a"]
    top = next(cell.row for cell in sheet["A"] if cell.value == "=1+1 (%)")
    titles = [cell.value for cell in sheet[top + 1] if cell.value]
    cells = {
        line[0].value: dict(zip(titles, [cell.value for cell in line], strict=False))
        for line in sheet[top + 2 : top + 7]
    }
    assert cells[2020]["Baseline"] == 40
    assert cells[2021]["Actual"] == 40.5
    assert cells[2022]["Actual"] == float(row["latest_value"]) == 41.25
    assert cells[2022]["Planned path"] == pytest.approx(float(row["expected_now"]))
    assert cells[2025]["Target"] == float(row["target_value"])
    assert cells[2025]["Projection"] == float(row["projected"])
    chart = sheet._charts[1]
    values = {series.tx.strRef.f: series.yVal.numRef.f for series in chart.series}
    letter = "ABCDEFGHIJ"[titles.index("Actual")]
    assert values[f"Charts!${letter}${top + 1}"] == f"Charts!${letter}${top + 2}:${letter}${top + 7}"


def test_there_is_no_sheet_of_charts_where_nothing_is_behind(run, plan):
    targets = "".join(f"{line}\n" for line in dedent(TARGETS).splitlines() if line[0] in "kb")
    result = run("report", "--format", "xlsx", *plan(targets, "key,period,value\nb,2022,44\n"))
    assert "Charts" not in openpyxl.load_workbook(io.BytesIO(result.stdout_bytes)).sheetnames

"""Figures in merged cells of workbooks, which may hold for each of them or for all together."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from support import rows_of

TARGETS = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\n{}"
ROWS = "".join(f"{key},t,stock,2020,10,2025,20\n" for key in "xy")


@pytest.fixture
def reported(run, plan, tmp_path):
    """Report of the actuals in a workbook: its rows, and what standard error says."""

    def call(path: Path):
        targets = plan(TARGETS.format(ROWS), "")[1]
        result = run("report", "--targets", targets, "--actuals", str(path), "--format", "csv", "--all")
        return rows_of(result.stdout), result.stderr.replace(f"{tmp_path}/", "")

    return call


def xlsx_of(path: Path, rows: list[list[object]], merged: str) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.merge_cells(merged)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("rows", "merged", "where"),
    [
        ([["key", 2021, 2022], ["x", 15, None], ["y", 13, 14]], "B2:C2", "B2: 2021"),
        ([["key", 2021, 2022], ["x", 12, 15], ["y", 13, None]], "C2:C3", "C2: 2022"),
        ([["key", "period", "value"], ["x", 2022, 15], ["y", 2022, None]], "C2:C3", "C2: value"),
        ([["period", "x", "y"], [2022, 15, None]], "B2:C2", "B2: x"),
    ],
)
def test_a_figure_in_merged_cells_is_refused(reported, tmp_path, rows, merged, where):
    _, stderr = reported(xlsx_of(tmp_path / "a.xlsx", rows, merged))
    assert f"a.xlsx#Sheet!{where}: '15' is in merged cells; write it into each cell that it holds for" in stderr


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([["Title 2022", None, None], ["key", 2021, 2022], ["x", 13, 15]], "A1:C1"),
        ([["no.", "key", 2022], [1, "x", 15], [None, "y", 16]], "A2:A3"),
        ([["key", 2022, "note"], ["x", 15, None], ["y", 16, None]], "B2:C2"),
        ([["key", 2021, 2022], ["x", 13, 15], ["y", "—", None]], "B3:C3"),
    ],
)
def test_other_merged_cells_may_be(reported, tmp_path, rows, merged):
    found, _ = reported(xlsx_of(tmp_path / "a.xlsx", rows, merged))
    assert (found["x"]["latest_period"], found["x"]["latest_value"]) == ("2022", "15.0")


def test_figures_in_merged_cells_of_other_formats(reported, tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for column, header in enumerate(("key", "2021", "2022")):
        sheet.write(0, column, header)
    sheet.write(1, 0, "x")
    sheet.write_merge(1, 1, 1, 2, 15)
    book.save(str(tmp_path / "a.xls"))
    assert "a.xls#S!B2: 2021: '15' is in merged cells" in reported(tmp_path / "a.xls")[1]

    book, table = OpenDocumentSpreadsheet(), Table(name="S")
    for texts in (("key", "2021", "2022"), ("x", "15")):
        row = TableRow()
        for text in texts:
            spanned = {"numbercolumnsspanned": 2} if text == "15" else {}
            cell = TableCell(valuetype="string", **spanned)
            cell.addElement(P(text=text))
            row.addElement(cell)
        if texts[0] == "x":
            row.addElement(CoveredTableCell())
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(tmp_path / "a.ods")
    assert "a.ods#S!B2: 2021: '15' is in merged cells" in reported(tmp_path / "a.ods")[1]

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


@pytest.mark.parametrize(
    ("covered", "hidden"),
    [((2, 3), 14), ((3, 1), "y"), ((1, 3), 2023)],
)
def test_what_merged_cells_hide_is_refused(reported, tmp_path, covered, hidden):
    """Programs may keep what is in a cell when others are merged over it; nobody sees it."""
    above_or_left = {(2, 3): "B2:C2", (3, 1): "A2:A3", (1, 3): "B1:C1"}[covered]
    path = xlsx_of(tmp_path / "a.xlsx", [["key", 2021, 2022], ["x", "", ""], ["x", 15, 16]], above_or_left)
    _write(path, covered, hidden)
    _, stderr = reported(path)
    assert f"'{hidden}' is hidden below merged cells" in stderr


def test_the_same_text_in_all_merged_cells_is_no_other(reported, tmp_path):
    path = xlsx_of(tmp_path / "a.xlsx", [["key", "unit", 2022], ["x", "t", 15], ["y", "t", 16]], "B2:B3")
    _write(path, (3, 2), "t")
    found, _ = reported(path)
    assert found["y"]["latest_value"] == "16.0"


def _write(path: Path, cell: tuple[int, int], value: object) -> None:
    """Write into a cell that merged ones cover."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    merged = [str(block) for block in sheet.merged_cells.ranges]
    for block in merged:
        sheet.unmerge_cells(block)
    sheet.cell(*cell, value=value)
    sheet.merged_cells.ranges = {openpyxl.worksheet.cell_range.CellRange(block) for block in merged}
    book.save(path)

"""The program on workbooks: they give the same as their CSV files."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import openpyxl
from support import REPOSITORY
from workbooks import xlsx

TABLES = Path(__file__).parent / "tables"
TARGETS = ["--targets", str(REPOSITORY / "data" / "targets.csv")]
HEADER = ["key", "period", "value"]


def test_the_table_of_a_plan_with_merged_cells(run, tmp_path):
    """The title is merged over all columns, each domain over its rows, and numbers are numbers."""
    rows = list(csv.reader(io.StringIO((TABLES / "national-plan.csv").read_text(encoding="gb18030"))))
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append([float(cell) if cell.replace(".", "").isdigit() else cell or None for cell in row])
    starts = [number for number, row in enumerate(rows, 1) if row[0] and len(row) > 1 and row[1]][1:]
    ends = [*(start - 1 for start in starts[1:]), starts[-1] + 1]
    for start, end in zip(starts, ends, strict=True):
        sheet.merge_cells(start_row=start, end_row=end, start_column=1, end_column=1)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(rows[1]))
    book.save(tmp_path / "plan.xlsx")
    reports = [
        run("report", "--all", "--format", "csv", "--targets", path, "--actuals", TABLES / "national-actuals.csv")
        for path in (TABLES / "national-plan.csv", tmp_path / "plan.xlsx")
    ]
    assert [report.exit_code for report in reports] == [0, 0], reports[1].stderr
    assert reports[1].stdout == reports[0].stdout
    assert len(reports[1].stdout.splitlines()) == 21


def test_a_plan_in_one_workbook_gives_the_same_report_as_in_csv(run, plan, tmp_path):
    targets = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    targets += "x,economy,X,%,share,2020,40,2025,50.5\n"
    actuals = "key,period,value\nx,2021,41\nx,2022,44.25\n"
    expected = run("report", "--format", "csv", "--all", *plan(targets, actuals)).stdout
    sheets = {
        name: [[float(cell) if cell[0].isdigit() else cell for cell in row] for row in csv.reader(io.StringIO(text))]
        for name, text in (("目标", targets), ("实际", actuals))
    }
    book = xlsx(tmp_path / "plan.xlsx", sheets)
    both = ["--targets", f"{book}#目标", "--actuals", f"{book}#实际"]
    assert run("report", "--format", "csv", "--all", *both).stdout == expected
    found = run("report", "--format", "csv", "--all", "--targets", book, "--actuals", book)
    assert found.stdout == expected
    assert "plan.xlsx: sheet '目标' is read, the only one with a table; not '实际'" in found.stderr


def test_standard_input_may_be_a_workbook(run, tmp_path):
    content = xlsx(tmp_path / "a.xlsx", {"A": [HEADER, ["x", 2022, 1]], "B": [["x"]]}).read_bytes()
    (tmp_path / "t.csv").write_text("key,unit,target_year,target_value\nx,km,2025,50\n", encoding="utf-8")
    for name in ("-", "-#A"):
        result = run("check", "--targets", tmp_path / "t.csv", "--actuals", name, input=content)
        assert result.exit_code == 0, result.stderr
    result = run("check", "--targets", tmp_path / "t.csv", "--actuals", "-#B", input=content)
    assert "<stdin>#B: has no row that names the columns" in result.stderr


def test_a_workbook_that_is_read_is_not_overwritten(run, tmp_path):
    path = xlsx(tmp_path / "a.xlsx", {"A": [HEADER, ["gdp", 2022, 1]]})
    before = path.read_bytes()
    result = run("report", *TARGETS, "--actuals", f"{path}#A", "-o", path)
    assert (result.exit_code, path.read_bytes()) == (2, before)
    assert "is an input; name another file" in result.stderr


def test_without_python_calamine_the_command_that_installs_it_is_named(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    path = xlsx(tmp_path / "a.xlsx", {"S": [HEADER, ["gdp", 2022, 1]]})
    result = run("report", *TARGETS, "--actuals", path)
    assert result.exit_code == 2
    expected = "a.xlsx: is a workbook, which needs python-calamine: pip install 'lixia-cli[excel]'"
    assert expected in result.stderr

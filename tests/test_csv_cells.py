"""Cells of csv that programs would take for something else: a formula, or no row at all."""

from __future__ import annotations

import csv
import io

import pytest

TARGETS = "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,remark\n"
ACTUALS = "key,period,value\na,2022,44\n"


def files(tmp_path, remark):
    """The options for a target with this text in a further column, which is kept with the white space around it."""
    quoted = remark.replace('"', '""')
    (tmp_path / "t.csv").write_text(f'{TARGETS}a,A,%,share,2020,40,2025,50,"{quoted}"\n', "utf-8", newline="")
    (tmp_path / "a.csv").write_text(ACTUALS, "utf-8")
    return ["--targets", tmp_path / "t.csv", "--actuals", tmp_path / "a.csv"]


@pytest.mark.parametrize("remark", ["\tcmd", "\rcmd", "\ncmd", "\t=1+1", "\r\n@x", "=1", "+1", "-1", "@x"])
@pytest.mark.parametrize(("form", "separator"), [("csv", ","), ("tsv", "\t")])
def test_what_a_spreadsheet_may_run_begins_with_an_apostrophe(run, tmp_path, remark, form, separator):
    """Also behind a tab or the end of a line, which some programs leave out (OWASP, CSV injection)."""
    content = run("report", "--format", form, "--excel", *files(tmp_path, remark)).stdout_bytes.decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(content, newline=""), delimiter=separator)
    assert row[header.index("remark")] == f"'{remark}"


@pytest.mark.parametrize("remark", ["\tcmd", "\rcmd", "\ncmd", "=1", "-1", "-", "a=1", " x", "'"])
def test_without_the_option_a_text_stays_as_it_is(run, tmp_path, remark):
    content = run("report", "--format", "csv", *files(tmp_path, remark)).stdout_bytes.decode()
    header, row = csv.reader(io.StringIO(content, newline=""))
    assert row[header.index("remark")] == remark


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize("column", ["remark", "projected_low"])
def test_an_empty_cell_alone_in_its_row_is_a_row(run, tmp_path, form, column):
    """Readers skip empty lines: the cell is quoted."""
    assert run("report", "--format", form, "--columns", column, *files(tmp_path, "")).stdout == f'{column}\n""\n'

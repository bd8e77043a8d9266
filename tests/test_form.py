"""lixia form: workbooks for missing values, which are read as actuals once they are filled in."""

from __future__ import annotations

import pytest
from support import rows_of

pytest.importorskip("xlsxwriter")
calamine = pytest.importorskip("python_calamine")

TARGETS = """\
key,region,name_zh,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,owner
a,,甲,Parks,n,stock,at_least,2020,10,2025,20,Parks office
b,,乙,Homes,n,stock,at_least,2020,10,2025,20,Housing/Land
c,,丙,Roads,n,stock,at_least,2020,10,2025,20,
d,,丁,Old,n,stock,at_least,2015,10,2021,20,Parks office
"""
ACTUALS = "key,period,value\na,2022,14\na,2021,12\nb,2021,12\n"


def table(path) -> list[list[object]]:
    """The cells of the first sheet."""
    return calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


@pytest.fixture
def form(run, plan, tmp_path, monkeypatch):
    """form(options) → the result, run in a folder of its own."""
    files = plan(TARGETS, ACTUALS)
    monkeypatch.chdir(tmp_path)
    return lambda *options: run("form", "--missing", "-o", "forms", *files, *options)


def test_a_row_for_each_target_that_is_not_observed(form, tmp_path):
    """In 2022, the last period: b and c are missing, a is there, and the target year of d is over."""
    done = form()
    assert (done.exit_code, done.stdout, done.stderr) == (0, "forms/missing.xlsx\n", "")
    assert table(tmp_path / "forms" / "missing.xlsx") == [
        ["key", "name", "unit", "period", "value", "status", "note"],
        ["b", "Homes", "n", "2022", "", "", ""],
        ["c", "Roads", "n", "2022", "", "", ""],
    ]


def test_one_workbook_for_each_owner(form, tmp_path):
    done = form("--by", "owner", "--period", "2023", "--lang", "zh")
    assert done.stdout.splitlines() == ["forms/Parks office.xlsx", "forms/Housing_Land.xlsx", "forms/未注明.xlsx"]
    assert table(tmp_path / "forms" / "Parks office.xlsx") == [
        ["编码", "指标名称", "单位", "年份", "数值", "状态", "备注"],
        ["a", "甲", "n", "2023", "", "", ""],
    ]


def test_a_form_of_a_quarter_asks_what_its_figures_are(form, tmp_path):
    form("--period", "2023Q2", "--lang", "zh")
    (form_of_all,) = (tmp_path / "forms").iterdir()
    assert table(form_of_all)[0] == [*("编码", "指标名称", "单位", "年份", "数值", "状态", "统计口径", "备注")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_form_that_is_filled_in_is_read_as_actuals(form, run, tmp_path, language):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = form("--lang", language).stdout.strip()
    cells = table(tmp_path / path)
    cells[1][4] = 13  # b; c stays empty
    with xlsxwriter.Workbook(str(tmp_path / "filled.xlsx")) as workbook:
        sheet = workbook.add_worksheet()
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                sheet.write(row, column, text)
    files = ["--targets", "targets.csv", "--actuals", "actuals.csv", "--actuals", "filled.xlsx"]
    done = run("report", "--all", "--format", "csv", *files)
    rows = rows_of(done.stdout)
    assert (rows["b"]["latest_period"], float(rows["b"]["latest_value"])) == ("2022", 13)
    assert rows["c"]["status"] == "no_data"


def test_regions_are_told_apart(run, plan, tmp_path, monkeypatch):
    header = "key,region,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    files = plan(
        header + "x,East,X,n,stock,2020,1,2025,9\nx,West,X,n,stock,2020,1,2025,9\n",
        "key,region,period,value\nx,East,2022,2\n",
    )
    monkeypatch.chdir(tmp_path)
    assert run("form", "--missing", "-o", "forms", *files).exit_code == 0
    assert table(tmp_path / "forms" / "missing.xlsx")[1] == ["x", "West", "X", "n", "2022", "", "", ""]


def test_nothing_is_missing(form, tmp_path):
    done = form("--period", "2026")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "lixia: note: nothing is missing for 2026\n"
    assert not (tmp_path / "forms").exists()


def test_nothing_is_written_over(form):
    assert form().exit_code == 0
    done = form()
    assert (done.exit_code, done.stderr) == (2, "lixia: error: forms/missing.xlsx exists; nothing was written\n")


def test_without_observations_the_period_must_be_named(run, plan):
    files = plan(TARGETS, "key,period,value\n")
    done = run("form", "--missing", "-o", "forms", *files)
    assert (done.exit_code, done.stderr) == (
        2,
        "lixia: error: nothing is observed yet; name the period with --period\n",
    )
    assert run("form", "--missing", "--period", "soon", "-o", "forms", *files).stderr.startswith(
        "lixia: error: --period: 'soon' is not a period"
    )


def test_owners_that_are_one_name_for_some_systems(run, plan, tmp_path, monkeypatch):
    two = "x,X,n,stock,2020,1,2025,9,Parks\ny,Y,n,stock,2020,1,2025,9,PARKS\nz,Z,n,stock,2020,1,2025,9,..\n"
    header = "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,owner\n"
    files = plan(header + two, "key,period,value\n")
    monkeypatch.chdir(tmp_path)
    done = run("form", "--missing", "--by", "owner", "--period", "2022", "-o", "forms", *files)
    assert done.stdout.splitlines() == ["forms/Parks.xlsx", "forms/PARKS (2).xlsx", "forms/_.xlsx"]

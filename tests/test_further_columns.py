"""Columns of targets that lixia doesn't know go through unchanged, to the end of csv and json."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest
from workbooks import xlsx

from lixia_cli.api import LixiaWarning, assess, read_plan
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS

TARGETS = """
    key,name_zh,unit,measure,baseline_year,baseline_value,target_year,target_value,分管领导,完成时限,责任单位
    a,甲,%,share,2020,40,2025,50, 张某 ,2025年10月底,区工信局
    b,乙,%,share,2020,40,2025,50,=1+1,,区财政局
    """
ACTUALS = "key,period,value\na,2022,44\nb,2022,42\n"


def cells(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_ends_with_them_after_the_owner(run, plan):
    result = run("report", *plan(TARGETS, ACTUALS), "--format", "csv")
    header = result.stdout.splitlines()[0].split(",")
    assert header == [*ASSESSED_COLUMNS, "分管领导", "完成时限"]
    first, second = cells(result.stdout)
    assert (first["owner"], first["分管领导"], first["完成时限"]) == ("区工信局", " 张某 ", "2025年10月底")
    assert (second["owner"], second["分管领导"], second["完成时限"]) == ("区财政局", "=1+1", "")


def test_json_has_them(run, plan):
    options = plan(TARGETS, ACTUALS)
    row = json.loads(run("report", *options, "--format", "json").stdout)["indicators"][0]
    assert list(row)[-3:] == ["owner", "分管领导", "完成时限"]
    line = json.loads(run("report", *options, "--format", "jsonl").stdout.splitlines()[0])
    assert line == row


def test_formulas_are_guarded_where_asked(run, plan):
    text = run("report", *plan(TARGETS, ACTUALS), "--format", "csv", "--excel").stdout_bytes.decode("utf-8-sig")
    assert cells(text)[1]["分管领导"] == "'=1+1"


def test_a_note_and_check_name_them(run, plan):
    options = plan(TARGETS, ACTUALS)
    assert "targets.csv: further columns, kept as they are: 分管领导, 完成时限\n" in run("report", *options).stderr
    checked = json.loads(run("check", *options, "--format", "json").stdout)
    assert checked["files"][0]["kept"] == ["分管领导", "完成时限"]
    assert checked["files"][0]["not_used"] == []
    assert "Kept  " in run("check", *options, "--lang", "en").stdout


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        ("status,灯色", ["status_2", "灯色"]),
        ("Step,step", ["Step", "step_2"]),
        ("status,status_2,status", ["status_2", "status_2_2", "status_3"]),
        ("further key,met", ["further key", "met"]),
    ],
)
def test_no_two_columns_have_one_name(run, plan, headers, names):
    row = ",".join(f"x{place}" for place in range(len(names)))
    targets = "key,unit,measure,baseline_year,baseline_value,target_year,target_value," + headers
    targets += f"\na,%,share,2020,40,2025,50,{row}\n"
    result = run("report", *plan(targets, ACTUALS), "--format", "csv")
    assert result.exit_code == 0, result.stderr
    header, values = list(csv.reader(io.StringIO(result.stdout)))
    assert header[len(ASSESSED_COLUMNS) :] == names
    assert values[len(ASSESSED_COLUMNS) :] == row.split(",")
    if "status_2" in names:
        assert "'status' is called 'status_2' in results" in result.stderr


def test_a_row_with_nothing_but_its_number_is_still_blank(run, plan):
    targets = "序号,key,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    targets += "1,a,%,share,2020,40,2025,50\n2,,,,,,,\n3,,,,,,,\n"
    (row,) = cells(run("report", *plan(targets, ACTUALS), "--format", "csv").stdout)
    assert (row["key"], row["序号"]) == ("a", "1")


def test_workbooks_with_titles_above_the_table(run, tmp_path):
    rows = [["督办台账"], *(line.strip().split(",") for line in TARGETS.replace("=1+1", "李某").strip().splitlines())]
    xlsx(tmp_path / "t.xlsx", {"Sheet1": rows})
    (tmp_path / "a.csv").write_text(ACTUALS)
    options = ["--targets", str(tmp_path / "t.xlsx"), "--actuals", str(tmp_path / "a.csv")]
    result = run("report", *options, "--format", "csv")
    assert result.exit_code == 0, result.stderr
    assert [row["完成时限"] for row in cells(result.stdout)] == ["2025年10月底", ""]


def test_tables_of_plans(run, plan):
    targets = "指标,单位,2020年,2025年目标,牵头领导,备注栏\n绿化覆盖率,%,40,50,赵某,长期\n"
    result = run("report", *plan(targets, "key,period,value\n绿化覆盖率,2022,44\n"), "--format", "csv")
    (row,) = cells(result.stdout)
    assert (row["牵头领导"], row["备注栏"]) == ("赵某", "长期")
    assert list(row)[-2:] == ["牵头领导", "备注栏"]


def test_columns_of_actuals_in_the_same_table_are_none(run, tmp_path):
    table = "key,unit,measure,baseline_year,baseline_value,target_year,target_value,2021,2022,科室\n"
    (tmp_path / "one.csv").write_text(table + "a,%,share,2020,40,2025,50,42,44,一科\n", encoding="utf-8")
    both = ["--targets", str(tmp_path / "one.csv"), "--actuals", str(tmp_path / "one.csv")]
    (row,) = cells(run("report", *both, "--format", "csv").stdout)
    assert (row["latest_value"], row["科室"], list(row)[-1]) == ("44.0", "一科", "科室")
    assert "2021" not in row


def test_frames_keep_them_and_give_them_back():
    targets = pd.DataFrame(
        {
            "key": ["a", "b"],
            "unit": "%",
            "measure": "share",
            "baseline_year": 2020,
            "baseline_value": 40,
            "target_year": 2025,
            "target_value": 50,
            "floor": [3.0, None],
            "status": ["open", "closed"],
        }
    )
    actuals = pd.DataFrame({"key": ["a", "b"], "period": [2022, 2022], "value": [44, 42]})
    with pytest.warns(LixiaWarning) as said:
        result = assess(targets, actuals)
    assert str(said[0].message) == "targets: further columns, kept as they are: floor, status"
    assert str(said[1].message).startswith("targets: 'status' is called 'status_2' in results")
    assert list(result.columns) == [*ASSESSED_COLUMNS, "floor", "status_2"]
    assert result["floor"].tolist() == ["3", ""]
    assert result["status_2"].tolist() == ["open", "closed"]
    with pytest.warns(LixiaWarning):
        read = read_plan(targets, actuals)
    assert list(read.targets.columns)[-2:] == ["floor", "status_2"]
    with pytest.warns(LixiaWarning):
        again = assess(read.targets, read.actuals)
    pd.testing.assert_frame_equal(again, result)

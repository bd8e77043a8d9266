"""Units that stand where none are read: figures must not count in the unit of the target instead."""

from __future__ import annotations

import pandas as pd
import pytest
from support import rows_of

from lixia_cli import InputError, assess

TARGETS = (
    "key,name_zh,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    "产值,总产值,亿元,stock,2020,10,2025,20\n覆盖率,绿化,%,share,2020,40,2025,45\n"
)


def latest(result) -> str:
    return rows_of(result.stdout)["产值"]["latest_value"]


@pytest.mark.parametrize("header", ["单位", "单 位", "（单位）", "UoM", "计量", "计量单位", "Unit of Measure"])
def test_headers_of_units(run, plan, header):
    text = f"指标,{header},2021年,2022年\n产值,万元,120000,150000\n"
    assert latest(run("report", "--format", "csv", *plan(TARGETS, text))) == "15.0"


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("指标,量纲,2021年,2022年\n产值,万元,120000,150000\n覆盖率,%,41,42\n", "量纲"),
        ("指标,年份,数值,备注\n产值,2022,150000,万元\n", "备注"),
        ("指标,2022年,备注\n产值,150000,万元\n", "备注"),
        ("key,period,value,Measured in\n产值,2022,150000,million CNY\n", "Measured in"),
        ("年份,产值,覆盖率,口径说明\n2022,150000,42,万元\n", "口径说明"),
    ],
)
def test_a_column_of_units_with_an_unknown_header_is_refused(run, plan, text, header):
    result = run("report", *plan(TARGETS, text))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"actuals.csv:1: {header}: has units (" in result.stderr


@pytest.mark.parametrize(
    "column",
    ["频率,月,年", "币种,元,USD", "备注,万元以上,修订", "街道,万寿路,千佛山", "备注,万元,按新口径", "说明,,"],
)
def test_other_columns_are_not(run, plan, column):
    header, first, second = column.split(",")
    text = f"指标,年份,数值,{header}\n产值,2022,15,{first}\n覆盖率,2022,42,{second}\n"
    assert latest(run("report", "--format", "csv", *plan(TARGETS, text))) == "15.0"


def test_a_column_of_units_counts_for_more(run, plan):
    text = "指标,年份,数值,单位,备注\n产值,2022,150000,万元,亿元\n"
    assert latest(run("report", "--format", "csv", *plan(TARGETS, text))) == "15.0"


@pytest.mark.parametrize("heading", ["数值（万元）", "数值（单位：万元）"])
def test_so_does_a_heading(run, plan, heading):
    text = f"指标,年份,{heading},备注\n产值,2022,150000,万元\n"
    assert latest(run("report", "--format", "csv", *plan(TARGETS, text))) == "15.0"


@pytest.mark.parametrize(
    ("note", "unit"),
    [
        ("注：金额单位为万元", "万元"),
        ("注：以上数据单位均为万元。", "万元"),
        ("注：本表按万元计", "万元"),
        ("Note: figures in thousands", "thousands"),
        ("Note: amounts are in CNY millions", "CNY millions"),
    ],
)
@pytest.mark.parametrize("text", ["指标,2021年,2022年\n产值,120000,150000\n", "key,period,value\n产值,2022,150000\n"])
def test_a_note_that_speaks_of_another_unit_is_refused(run, plan, text, note, unit):
    result = run("report", *plan(TARGETS, text + note + "\n"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"speaks of the unit {unit}, which may be that of all figures or of some" in result.stderr


@pytest.mark.parametrize(
    "note",
    [
        "注：单位均为亿元",
        "注：规模以上工业指年主营业务收入2000万元及以上的企业",
        "注：固定资产投资为500万元及以上项目",
        "注：按可比价计算",
        "Note: revised in 2023",
    ],
)
def test_notes_that_change_nothing(run, plan, note):
    text = f"指标,2021年,2022年\n产值,12,15\n{note}\n"
    assert latest(run("report", "--format", "csv", *plan(TARGETS, text))) == "15.0"


def test_a_unit_behind_years_is_not_lost(run, plan):
    result = run("report", *plan(TARGETS, "指标,年份（单位：万元）,数值\n产值,2022,150000\n"))
    assert "actuals.csv:1: period: this column is missing" in result.stderr
    result = run("report", "--format", "csv", *plan(TARGETS, "指标,年份（年）,数值（亿元）\n产值,2022,15\n"))
    assert latest(result) == "15.0"


def test_frames():
    targets = pd.DataFrame([["产值", "亿元", 2020, 10, 2025, 20]]).set_axis(
        ["key", "unit", "baseline_year", "baseline_value", "target_year", "target_value"], axis="columns"
    )
    actuals = pd.DataFrame({"key": ["产值"], "period": [2022], "value": [150000.0], "量纲": ["万元"]})
    with pytest.raises(InputError, match="量纲: has units"):
        assess(targets, actuals)
    assert assess(targets, actuals.rename(columns={"量纲": "uom"}))["latest_value"].tolist() == [15.0]


@pytest.mark.parametrize("mark", ["〃", "同上", "ditto", '""""'])
def test_ditto_marks_are_no_units(run, plan, mark):
    result = run("report", *plan(f"{TARGETS}三产,三产,{mark},flow,2020,5,2025,9\n", "key,period,value\n产值,2022,15\n"))
    assert result.exit_code == 2
    assert "targets.csv:4: unit: '" in result.stderr
    assert "refers to the cell above; write the unit" in result.stderr
    result = run("report", *plan(TARGETS, f"key,period,value,unit\n产值,2022,15,{mark}\n"))
    assert "actuals.csv:2: unit: '" in result.stderr


PEOPLE = "key,unit,baseline_year,baseline_value,target_year,target_value\nx,persons,2015,17000000,2030,21000000\n"


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("SCALAR_FACTOR", "thousands "),
        ("Scale", "Thousand"),
        ("Unit Multiplier", "3: Thousands"),
        ("UNIT_MULT", "3"),
        ("Multiplier", "thousands"),
    ],
)
def test_scales_of_statistics_offices(run, plan, header, scale):
    text = f"key,year,UOM,{header},value\nx,2022,persons,{scale},19692.7\n"
    result = run("report", "--format", "csv", *plan(PEOPLE, text))
    assert rows_of(result.stdout)["x"]["latest_value"] == "19692700.0"


@pytest.mark.parametrize(("header", "scale"), [("数量级", "万"), ("order of size", "thousands"), ("in", "million")])
@pytest.mark.parametrize("unit", ["persons", ""])
def test_scales_below_unknown_headers_are_refused(run, plan, header, scale, unit):
    text = f"key,year,unit,{header},value\nx,2022,{unit},{scale},19692.7\n"
    result = run("report", *plan(PEOPLE, text))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"actuals.csv:1: {header}: has scale words ({scale}) and is not read" in result.stderr

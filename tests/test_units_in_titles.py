"""Units that titles give without the words 单位： or Unit:, where they matter for the size of the figures."""

from __future__ import annotations

import pytest
from support import rows_of

from lixia_cli.read.layouts.title_units import unit_of_titles


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("主要指标（万元）", "万元"),
        ("主要经济指标 (亿元)", "亿元"),
        ("（单位万元）", "万元"),
        ("单位 万元", "万元"),
        ("以万元为单位", "万元"),
        ("USD millions", "USD millions"),
        ("(in thousands)", "thousands"),
        ("Income statement ($ in millions)", "$ millions"),
        ("EUR in billions", "EUR billions"),
        ("Amounts in thousands of USD", "thousands of USD"),
        ("Revenue (£m)", "£m"),
        ("主要指标（万元、%）", "万元、%"),
        ("单位 万元、%", "万元、%"),
        ("单位 万元 2022年", "万元"),
        # Nothing that matters for the size, or more than one thing.
        ("主要指标（2022年）", ""),
        ("增速（%）", ""),
        ("人口（人）和产值（万元）", ""),
        ("增速和覆盖率（%、人）", ""),
        ("填报单位 发改局", ""),
        ("Progress in 2022", ""),
    ],
)
def test_units_that_matter_for_the_size(title, unit):
    assert unit_of_titles([title]) == unit


def actuals(title: str) -> str:
    return f"{title}\n指标,2021年,2022年\n产值,120000,150000\n"


TARGETS = "指标,单位,类型,基期年,基期值,目标年,目标值\n产值,亿元,存量,2020,10,2025,20\n"


@pytest.mark.parametrize("title", ["主要指标（万元）", "单位 万元", "主要指标,,单位：万元", ",,单位：万元"])
def test_the_unit_holds_for_the_table(run, plan, title):
    result = run("report", "--format", "csv", *plan(TARGETS, actuals(title)))
    assert rows_of(result.stdout)["产值"]["latest_value"] == "15.0"
    assert "unit is '万元' for the whole table" in result.stderr


@pytest.mark.parametrize("title", ["主要指标,单位：万元,单位：亿元", "主要指标,2022年版,单位：万元", "主要指标,产值"])
def test_several_texts_beside_the_unit_are_no_title(run, plan, title):
    stderr = run("report", *plan(TARGETS, actuals(title))).stderr
    assert "actuals.csv:1: has several texts above row 2, which looks like the header" in stderr


def test_a_scale_word_that_names_nothing_is_refused(run, plan):
    assert (
        "unit: 'thousands' is not the target's unit '亿元'"
        in run("report", *plan(TARGETS, actuals("(in thousands)"))).stderr
    )


def test_a_column_of_units_counts_for_more(run, plan):
    text = "主要指标（万元）\n指标,单位,2021年,2022年\n产值,亿元,12,15\n"
    assert rows_of(run("report", "--format", "csv", *plan(TARGETS, text)).stdout)["产值"]["latest_value"] == "15.0"


@pytest.mark.parametrize(
    ("targets", "actuals"),
    [
        (
            "指标,基期年,基期值,目标年,目标值\n产值（亿元）,2020,10,2025,20\n人口（万人）,2020,78,2025,85\n",
            "指标,年份,数值\n产值（万元）,2022,150000\n人口,2022,80\n",
        ),
        (
            "key,name_zh,baseline_year,baseline_value,target_year,target_value\n产值,总产值（亿元）,2020,10,2025,20\n",
            "key,period,value\n产值,2022,15\n",
        ),
    ],
)
def test_units_behind_all_names_are_the_column_of_units(run, plan, targets, actuals):
    result = run("report", "--format", "csv", *plan(targets, actuals))
    row = rows_of(result.stdout)["产值"]
    assert (row["unit"], row["latest_value"], row["progress"]) == ("亿元", "15.0", "0.5")
    assert "units are read from the brackets behind the names" in result.stderr


def test_a_name_without_one_asks_for_the_column(run, plan):
    targets = "指标,基期年,基期值,目标年,目标值\n产值（亿元）,2020,10,2025,20\n园区,2020,3,2025,5\n"
    stderr = run("report", *plan(targets, "指标,年份,数值\n产值,2022,15\n")).stderr
    assert "targets.csv:1: unit: this column is missing" in stderr


@pytest.mark.parametrize(
    ("title", "units"),
    [
        ("单位：亿元、%", "亿元、%"),
        ("主要指标（单位：亿元，％）", "亿元、％"),
        ("单位：亿元 %", "亿元、%"),
        ("单位：亿元/%", "亿元、%"),
        ("单位：亿元；平方公里；个", "亿元、平方公里、个"),
        ("单位：亿元和%", "亿元、%"),
        ("单位：人、辆/千人、元/人", "人、辆/千人、元/人"),
        ("填报单位：统计局 单位：万元、%", "万元、%"),
        ("单位：万元 填报单位：统计局", "万元"),
        ("单 位：亿 元", "亿元"),
        ("单位：亿元，2022年", "亿元"),
        ("单位：亿元，比上年增长%", "亿元"),
        ("Unit: USD million, %", "USD million、%"),
        ("Units of measure: EUR bn and percent", "EUR bn、percent"),
        ("Unit: CNY, millions", "CNY millions"),
        ("Unit: USD million. Source: ministry", "USD million"),
    ],
)
def test_units_behind_the_word(title, units):
    assert unit_of_titles([title]) == units


TWO = TARGETS + "覆盖率,%,占比,2020,40,2025,45\n"


@pytest.mark.parametrize(
    "text",
    [
        "主要指标（单位：万元、%）\n指标,2022年\n产值,150000\n覆盖率,42\n",
        "指标,年份,数值\n产值,2022,150000\n覆盖率,2022,42\n注：单位：万元，%\n",
        "主要指标（万元、%）\n年份,产值,覆盖率\n2022,150000,42\n",
        "单位：千元、%\n指标,年份,数值\n产值,2022,1500000\n覆盖率,2022,42\n别的,2022,1\n",
    ],
)
def test_of_several_units_each_row_has_that_of_its_target(run, plan, text):
    result = run("report", "--format", "csv", *plan(TWO, text))
    latest = {key: row["latest_value"] for key, row in rows_of(result.stdout).items()}
    assert latest == {"产值": "15.0", "覆盖率": "42.0"}
    assert "each row has that of its target" in result.stderr


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("单位：万元、个", "none of them is that of the target '覆盖率' (%)"),
        ("单位：元、万元、%", "more than one of them may be that of the target '产值' (亿元)"),
    ],
)
def test_units_that_do_not_tell_are_refused(run, plan, title, said):
    result = run("report", *plan(TWO, f"{title}\n指标,2022年\n产值,150000\n覆盖率,42\n"))
    assert result.exit_code == 2
    assert said in result.stderr


def test_several_units_of_targets_are_refused(run, plan):
    text = "单位：亿元、%\n指标,2020年,2025年目标\n产值,10,20\n覆盖率（%）,40,45\n"
    result = run("report", *plan(text, "指标,年份,数值\n产值,2022,15\n"))
    assert "targets.csv:3: 指标: a title says that the units are 亿元、%, but not which" in result.stderr
    assert "覆盖率" not in result.stderr


@pytest.mark.parametrize("title", ["单位：万元、%", "单位：万元"])
def test_empty_cells_of_the_column_of_units_are_as_the_title_says(run, plan, title):
    text = f"{title}\n指标,单位,2022年\n产值,,150000\n覆盖率,%,42\n"
    result = run("report", "--format", "csv", *plan(TWO, text))
    latest = {key: row["latest_value"] for key, row in rows_of(result.stdout).items()}
    assert latest == {"产值": "15.0", "覆盖率": "42.0"}
    assert "单位: empty cells read as 万元" in result.stderr


def test_empty_cells_of_targets_are_none(run, plan):
    text = "单位：亿元\n指标,单位,2020年,2025年目标\n产值,亿元,10,20\n覆盖率,,40,45\n"
    assert "targets.csv:4: 单位: is empty" in run("report", *plan(text, "指标,年份,数值\n产值,2022,15\n")).stderr

"""Actuals broken down by sex or age: the total counts, and parts of it are never mixed."""

from __future__ import annotations

import pytest
from support import row_and_messages

TARGETS = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,%,share,2020,10,2025,20\n"


@pytest.fixture
def reported(run, plan):
    """Report of one target: its row, and what standard error says."""

    return lambda actuals: row_and_messages(run, plan(TARGETS, actuals))


@pytest.mark.parametrize(
    ("header", "total", "part"),
    [
        ("sex", "Both sexes", "Female"),
        ("Gender", "All", "m"),
        ("Age group", "Total", "15-24"),
        ("性别", "合计", "女"),
        ("sex.label", "Sex: Total", "Sex: Female"),
    ],
)
def test_the_total_counts(reported, header, total, part):
    row, stderr = reported(f"key,year,{header},value\nx,2022,{part},16\nx,2022,{total},15\nx,2023,{part},18\n")
    assert (row["latest_period"], row["latest_value"]) == ("2022", "15.0")
    assert f"{header}: figures of parts left out, as there is a total: 2" in stderr


def test_parts_of_several_years_are_not_mixed(reported):
    _, stderr = reported("key,year,sex,value\nx,2021,Female,14\nx,2022,Male,15\n")
    assert "actuals.csv:3: sex: 'Male' beside 'Female' for the same indicator, and no total" in stderr


def test_one_part_alone_is_what_the_indicator_is_about(reported):
    row, stderr = reported("key,year,sex,value\nx,2021,Female,14\nx,2022,Female,15\ny,2022,Male,3\n")
    assert row["latest_value"] == "15.0"
    assert "sex: figures count as those of the targets, though they are of Female" in stderr
    row, stderr = reported("key,year,sex,value\nx,2022,Total,15\ny,2022,Male,3\n")
    assert row["latest_value"] == "15.0"
    assert "columns not used: sex" in stderr


def test_parts_of_other_indicators_do_not_matter(reported):
    row, _ = reported("key,year,sex,value\nx,2022,Total,15\ny,2021,Male,3\ny,2022,Female,4\n")
    assert row["latest_value"] == "15.0"


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        ("[Sex]", "FEMALE", "MALE"),
        ("产业", "第一产业", "第二产业"),
        ("价格", "现价", "不变价"),
        ("s_adj", "NSA", "SCA"),
        ("ADJUSTMENT", "Y", "N"),
        ("statistic", "mean", "max"),
        ("类型", "绝对值", "同比"),
        ("类型", "绝对值", "同比（%）"),
        ("数据类型", "累计值", "当期值"),
        ("指标类型", "总量", "增速"),
        ("Measure type", "Level", "Growth rate"),
    ],
)
def test_kinds_of_figures_are_not_mixed(reported, header, first, second):
    """A level in one year and its growth in the next are no series, and nor are two industries."""
    _, stderr = reported(f"key,year,value,{header}\nx,2021,14,{first}\nx,2022,8.1,{second}\n")
    assert f"actuals.csv:3: {header}: '{second}' beside '{first}' for the same indicator, and no total" in stderr
    row, _ = reported(f"key,year,value,{header}\nx,2021,14,{first}\nx,2022,15,{first}\ny,2022,8.1,{second}\n")
    assert row["latest_value"] == "15.0"


def test_columns_with_other_words_are_not_used(reported):
    row, stderr = reported("key,year,value,类型\nx,2021,14,经济\nx,2022,15,社会\n")
    assert row["latest_value"] == "15.0"
    assert "columns not used: 类型" in stderr

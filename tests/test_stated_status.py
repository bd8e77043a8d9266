"""Periods, remarks and notes that say how final figures are: 2023年（预计）, 2024E, 2025年数据为快报数."""

from __future__ import annotations

import pytest

from lixia_cli.model.stated_periods import split_status
from lixia_cli.model.words import FINALITIES

TARGETS = (
    "key,name_zh,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,失业率,%,share,2020,4,2030,3\n"
)


def observed(assessed, actuals: str) -> tuple[str, str, str]:
    row = assessed(TARGETS, actuals)["x"]
    return row["latest_period"], row["latest_value"], row["latest_status"]


@pytest.mark.parametrize(
    ("text", "period", "status"),
    [
        ("2023年（预计）", "2023", "preliminary"),
        ("2024年预计", "2024", "preliminary"),
        ("2025年(初步)", "2025", "preliminary"),
        ("2023E", "2023", "preliminary"),
        ("2023年１－６月快报数", "2023-06", "preliminary"),
        ("2023年上半年（初步核算数）", "2023H1", "preliminary"),
        ("预计2025年", "2025", "preliminary"),
        ("2023 (p)", "2023", "preliminary"),
        ("2023 est.", "2023", "preliminary"),
        ("Estimated 2023", "2023", "preliminary"),
        ("FY2024E", "FY2024", "preliminary"),
        ("2023-06 P", "2023-06", "preliminary"),
        ("2023年决算数", "2023", "final"),
        ("2023A", "2023", "final"),
        ("2023年（实际）", "2023", "final"),
    ],
)
def test_a_period_gives_the_status_of_its_figure(assessed, text, period, status):
    assert observed(assessed, f"key,period,value\nx,{text},3.5\n") == (period, "3.5", status)


@pytest.mark.parametrize(
    "text", ["2023F", "2023年目标", "E2023", "2023年预计累计", "2023 budget", "2023年（修改）", "预计"]
)
def test_other_words_are_refused(refused, text):
    (problem,) = refused(TARGETS, f"key,period,value\nx,{text},3.5\n")
    assert problem.startswith("actuals.csv:2: period: ")


@pytest.mark.parametrize("word", [word for code, words in FINALITIES.items() for word in (code, *words)])
def test_the_words_are_those_of_the_status_column(word, assessed):
    (code,) = (code for code, words in FINALITIES.items() if word in (code, *words))
    assert split_status(f"2023年（{word}）") == ("2023年", code)
    assert observed(assessed, f"key,period,value,status\nx,2023,3.5,{word}\n")[2] == code


def test_a_note_counts_them(run, plan):
    result = run("check", *plan(TARGETS, "指标,年份,数值\nx,2023年（预计）,3.5\nx,2022年,3.6\nx,2024E,3.4\n"))
    assert (
        "年份: periods that also say whether figures are final, read as status: 2, such as 2023年（预计）"
        in result.stderr
    )


@pytest.mark.parametrize(
    ("period", "status", "said"), [("2023年（预计）", "终值", "preliminary"), ("2023A", "estimated", "final")]
)
def test_another_status_in_the_row_is_refused(refused, period, status, said):
    assert refused(TARGETS, f"key,period,value,status\nx,{period},3.5,{status}\n") == [
        f"actuals.csv:2: status: '{status}' where the period '{period}' says '{said}'; keep the right one"
    ]


def test_a_final_period_of_a_figure_that_is_expected_is_refused(refused):
    problem = refused(TARGETS, "key,period,value\nx,2023年实际,3.5（预计）\n")[-1]
    assert "'3.5（预计）' says status = preliminary, but that column says final" in problem


def test_the_same_status_in_other_words_is_no_contradiction(assessed):
    assert observed(assessed, "key,period,value,status\nx,2023年（预计）,3.5,初步\n")[2] == "preliminary"
    assert observed(assessed, "指标,2023年（预计）,状态\nx,3.5,初步\n")[2] == "preliminary"


def test_a_heading_and_a_status_that_contradict_each_other_are_refused(refused):
    assert refused(TARGETS, "指标,2022年,2023年实际,状态\nx,3.6,3.5,预计\n") == [
        "actuals.csv:1: 2023年实际: '预计' where the heading '2023年实际' says 'final'; keep the right one"
    ]


def test_a_final_figure_takes_precedence_over_one_whose_period_says_preliminary(assessed):
    assert observed(assessed, "key,period,value\nx,2023年（快报）,3.5\nx,2023年,3.6\n") == ("2023", "3.6", "final")


def test_months_beside_such_a_year_are_months_of_it(assessed, refused):
    assert observed(assessed, "key,year,month,value\nx,2023年（预计）,6,3.5\n") == ("2023-06", "3.5", "preliminary")
    (problem,) = refused(TARGETS, "key,year,期间,value\nx,2023年（预计）,上半年,3.5\n")
    assert "期间: has parts of years (上半年)" in problem


def test_as_of_leaves_out_later_ones(assessed):
    actuals = "key,period,value\nx,2022年（预计）,3.7\nx,2023年（预计）,3.5\n"
    assert assessed(TARGETS, actuals, "--as-of", "2022")["x"]["latest_value"] == "3.7"


def test_a_label_that_may_be_a_month_is_settled_by_its_series(assessed, refused):
    targets = TARGETS.replace("2020", "2008")
    actuals = "key,period,value\nx,2010-10,3.7\nx,2010-11（预计）,3.5\n"
    row = assessed(targets, actuals)["x"]
    assert (row["latest_period"], row["latest_status"]) == ("2010-11", "preliminary")
    problem = refused(targets, "key,period,value\nx,2010-11（预计）,3.7\n")[-1]
    assert "'2010-11' may be month 11 of 2010, or fiscal year 2010/11" in problem


@pytest.mark.parametrize("remark", ["快报数", "初步核算数", "estimate"])
def test_a_remark_that_is_a_word_of_the_status(assessed, run, plan, remark):
    actuals = f"key,period,value,note\nx,2022,3.6,\nx,2023,3.5,{remark}\n"
    assert observed(assessed, actuals)[2] == "preliminary"
    assert observed(assessed, actuals.replace("2023,3.5", "2021,3.5"))[2] == "final"
    stderr = run("check", *plan(TARGETS, actuals)).stderr
    assert f"note: remarks that say that a figure is preliminary, read as status: 1, such as {remark}" in stderr


@pytest.mark.parametrize("remark", ["按新口径", "快报数口径有调整", "E", "初步建成"])
def test_other_remarks_say_nothing_of_it(assessed, remark):
    assert observed(assessed, f"key,period,value,note\nx,2023,3.5,{remark}\n")[2] == "final"


def test_a_remark_on_a_row_of_several_years_must_name_the_year(assessed):
    rows = "指标,2022年,2023年,备注\nx,3.6,3.5,{}\n"
    assert observed(assessed, rows.format("2023年为初步数"))[2] == "preliminary"
    assert observed(assessed, rows.format("2022年为初步数"))[2] == "final"
    assert observed(assessed, rows.format("初步数"))[2] == "final"  # of one of them, or of both


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("注：2023年数据为初步核算数。", "preliminary"),
        ("注：1.本表按新口径；2.2023年数为快报数。", "preliminary"),
        ("注：①2022、2023年数据均为初步数。", "preliminary"),
        ("Note: 2023 figures are provisional.", "preliminary"),
        ("注：2022年数据为初步核算数。", "final"),
        ("注：2023年生产总值为初步核算数。", "final"),
        ("注：2023年数据为最终核实数。", "final"),
    ],
)
def test_a_note_below_the_table(assessed, note, status):
    assert observed(assessed, f"指标,2022年,2023年\nx,3.6,3.5\n{note}\n")[2] == status
    assert observed(assessed, f"指标,年份,数值\nx,2022年,3.6\nx,2023年,3.5\n{note}\n")[2] == status


def test_a_note_counts_less_than_the_row(assessed):
    actuals = "指标,年份,数值,状态\nx,2022年,3.6,\nx,2023年,3.5,终值\n注：2023年数据为初步核算数。,,,\n"
    assert observed(assessed, actuals)[2] == "final"

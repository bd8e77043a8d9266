"""Targets without a value: in words (target_text), or still to be decided. Listed and counted, never judged."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import explained, rows_of

from lixia_cli.assess import methods
from lixia_cli.check.qualitative import is_wording

HEADER = "key,unit,measure,baseline_year,baseline_value,target_year,target_value,target_text"
WORDS = """
指标,领域,单位,类型,基期年,目标年,目标值,属性
国内生产总值增长,经济,%,增速,2020,2025,保持在合理区间,预期性
全员劳动生产率增长,经济,%,增速,2020,2025,高于GDP增长,预期性
居民人均可支配收入增长,民生,%,增速,2020,2025,与GDP增长基本同步,预期性
"""
GROWTH = "指标,年份,数值\n国内生产总值增长,2022,3.0\n"


def test_targets_in_words_are_listed_and_counted(run, plan):
    result = run("report", *plan(WORDS, GROWTH), "--lang", "zh")
    assert result.exit_code == 0
    assert "经济：2项目标中可评价0项：定性目标2项。\n" in result.stdout
    assert "居民人均可支配收入增长" in result.stdout
    assert "保持在合理区间" in result.stdout
    assert "targets.csv：目标值：以文字表述的目标，列出但不评价：3项，如“保持在合理区间”" in result.stderr.replace(
        ": ", "："
    )


@pytest.mark.parametrize("method", methods.names())
def test_no_rule_set_judges_them(assessed, method):
    rows = assessed(WORDS, GROWTH, "--method", method)
    assert {(row["status"], row["light"], row["flags"]) for row in rows.values()} == {("not_quantified", "grey", "")}
    note = rows["国内生产总值增长"]["note"]
    assert note.startswith("a target in words, which is not judged: 保持在合理区间")


def test_a_target_still_to_be_decided(assessed, run, plan):
    """60 of the way from 50 to 90: 10 of 40 after 2 of 5 years, and nothing for the other."""
    targets = f"{HEADER}\na,%,share,2020,50,2025,90,\nb,%,share,2020,50,2025,,\n"
    actuals = "key,period,value\na,2022,60\nb,2022,60\n"
    rows = assessed(targets, actuals)
    assert (rows["a"]["status"], rows["a"]["progress"]) == ("behind", "0.25")
    b = rows["b"]
    assert (b["status"], b["latest_value"], b["progress"], b["target_value"], b["direction"]) == (
        ("not_quantified", "60.0", "", "", "")
    )
    assert b["note"] == "a target without a value, which is not judged"
    result = run("report", *plan(targets, actuals))
    assert "1 of 2 targets assessed: 1 behind, 1 not quantified.\n" in result.stdout  # not too few: none is missing
    assert "targets without a value, which are listed but not judged: 1, such as b\n" in result.stderr


@pytest.mark.parametrize("cell", ["", "暂无", "n.a.", "-"])
def test_words_in_their_own_column(assessed, cell):
    row = assessed(f"{HEADER}\nx,,share,,,2025,{cell},持续改善\n", "key,period,value\n")["x"]
    assert (row["status"], row["unit"]) == ("not_quantified", "")
    assert "持续改善" in row["note"]


def test_words_beside_a_value_leave_it_judged(assessed):
    row = assessed(f"{HEADER}\nx,%,share,2020,50,2025,90,大幅提高\n", "key,period,value\nx,2025,91\n")["x"]
    assert (row["status"], row["note"].count("大幅")) == ("completed", 0)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "x,%,share,2020,50,2025,持续下降,持续改善",
            "target_value: '持续下降' is another target than that of target_text",
        ),
        ("x,,share,2020,50,2025,90,", "unit: is empty; unit as printed"),
        ("x,%,share,2020,50,2025,5o,", "target_value: '5o' is not a number"),
        ("x,%,share,2020,50,2025,下降5个点,", "target_value: '下降5个点' is not a number"),
        ("x,%,share,2020,50,2025,一千二百,", "target_value: '一千二百' is not a number"),
        ("x,%,share,2020,50,2025,#REF!,", "target_value: '#REF!' is an error of a spreadsheet"),
        ("x,%,share,2020,50,2025,TRUE,", "target_value: 'TRUE' is not a number"),
    ],
)
def test_what_may_be_a_broken_number_is_refused(run, plan, row, problem):
    result = run("report", *plan(f"{HEADER}\n{row}\n", "key,period,value\n"))
    assert result.exit_code == 2
    assert f"targets.csv:2: {problem}" in result.stderr


def test_an_upper_end_alone_is_no_target(run, plan):
    files = plan(f"{HEADER},target_high\nx,%,share,,,2025,,,6\n", "key,period,value\n")
    assert "target_value: is empty, though there is an upper end" in run("report", *files).stderr


@pytest.mark.parametrize(
    "text",
    [
        "优于全国平均水平",
        "TBD",
        "to be decided",
        "与经济增长基本同步",
        "翻一番",
        "稳步提升。",
        "Below the national average",
    ],
)
def test_words(text):
    assert is_wording(text)


NO_WORDS = """
½ ① 一百二十 百分之五 三成 多半 twenty-five MCMX nan inf none 亿元 万 kWh l00 O.5 =A1 'abc +abc a % yes False 12月底
"""


@pytest.mark.parametrize("text", [*NO_WORDS.split(), "one hundred", "\u200babc"])
def test_no_words(text):
    assert not is_wording(text)


@given(st.text(max_size=12))
def test_words_hold_no_digit_of_any_script(text):
    assert not (is_wording(text) and any(character.isdigit() for character in text))


def test_every_year_in_words_counts_no_years(run, plan):
    row = "x,%,each_year,2020,,2025,不低于全国平均水平,"
    files = plan(f"{HEADER}\n{row}\n", "key,period,value\nx,2021,5\nx,2022,6\n")
    result = run("report", *files, "--format", "csv")
    assert rows_of(result.stdout)["x"]["pace"] == ""
    assert "0/2" not in run("report", *files).stdout


def test_joint_targets_in_words_leave_the_others_alone(assessed):
    targets = f"{HEADER},joint\na,%,share,2020,50,2025,90,,both\nb,%,share,2020,50,2025,,持续改善,both\n"
    rows = assessed(targets, "key,period,value\na,2022,70\n")
    assert (rows["a"]["status"], rows["b"]["status"]) == ("ahead", "not_quantified")  # 20 of 40 after 2 of 5 years
    assert "joint" not in rows["a"]["flags"]
    others = "".join(f"{key},%,share,2020,50,2025,90,,others\n" for key in "cd")
    rows = assessed(targets + others, "key,period,value\na,2022,70\nc,2022,70\nd,2022,50\n")
    assert [rows[key]["status"] for key in "abcd"] == ["ahead", "not_quantified", "behind", "behind"]
    assert rows["c"]["note"].startswith("joint targets, the worst verdict counts (c, d), on its own: ahead")


def test_show_gives_the_words_and_the_owner(run, plan):
    targets = (
        f"{HEADER},责任单位\nx,%,share,2020,50,2025,,保持在合理区间,区统计局\ny,%,share,2020,50,2025,90,大幅提高,\n"
    )
    files = plan(targets, "key,period,value\nx,2022,60\n")
    text = run("show", "x", *files).stdout
    assert "Target    保持在合理区间 in 2025\n" in text
    assert "Owner     区统计局\n" in text
    assert "In words  大幅提高\n" in run("show", "y", *files).stdout
    (about,) = explained(run, "x", *files)["indicators"]
    assert (about["promise"]["target_text"], about["promise"]["owner"]) == ("保持在合理区间", "区统计局")


def test_long_words_do_not_push_the_table_apart(run, plan):
    words = "不断提高，力争达到全省平均水平以上，并保持稳定"
    files = plan(f"{HEADER}\nx,%,share,2020,50,2025,{words},\n", "key,period,value\n")
    assert "不断提高，力争达到…" in run("report", *files, "--width", "200").stdout
    (row,) = json.loads(run("report", *files, "--format", "json").stdout)["indicators"]
    assert words in row["note"]

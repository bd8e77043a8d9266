"""Numbers with words around them: what the words say goes into the columns that say it, or is refused."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lixia_cli.check.number_text import read_number
from lixia_cli.check.worded import split_words
from lixia_cli.read.notation import Notation

TARGETS = "key,domain,name_en,unit,measure,direction,qualifier,baseline_year,baseline_value,target_year,target_value\n"


def target(value: str, direction: str = "", qualifier: str = "", unit: str = "%", measure: str = "share") -> str:
    """A file with one target, 40 in 2020."""
    return f'{TARGETS}x,economy,X,{unit},{measure},{direction},{qualifier},2020,40,2025,"{value}"\n'


@pytest.mark.parametrize(
    ("text", "number", "says"),
    [
        *((text, "60", "at_least") for text in ("≥60", ">=60", "≥ 60", "不低于60", "至少60", "60以上", "at least 60")),
        *((text, "7", "over") for text in (">7", "＞7", "超过7", "突破7", "大于7", "more than 7")),
        *((text, "60", "at_most") for text in ("≤60", "<=60", "不超过60", "60以内", "控制在60以内", "up to 60")),
        *((text, "5.5", "under") for text in ("<5.5", "＜5.5", "低于5.5", "不足5.5", "less than 5.5")),
        *((text, "60", "about") for text in ("60左右", "约60", "大约60", "约60左右", "≈60", "about 60")),
        *((text, "50", "nearly") for text in ("近50", "接近50", "将近50")),
        *((text, "50", "expected") for text in ("50（预计）", "50(初步核算)", "预计50", "50 (est.)", "50（快报数）")),
        *((text, "50", "more") for text in ("50余", "50多")),
        *(
            (text, "60", "at_least")
            for text in ("60+", "min 60", "min. 60", "Minimum of 60", "60 and over", "60 or higher")
        ),
        *((text, "60", "at_most") for text in ("max 60", "Max. 60", "不超60", "60内", "60 or fewer", "60 and under")),
        *((text, "60", "about") for text in ("~60", "～60", "c. 60", "c.60", "c 60", "ca.60", "ca. 60", "Circa 60")),
        ("超7", "7", "over"),
        ("5,000+", "5,000", "at_least"),
        ("5000万+", "5000万", "at_least"),
        ("60%+", "60%", "at_least"),
        ("50万余", "50 万", "more"),
        ("50万多人", "50 万人", "more"),
        ("50余万", "50 万", "more"),
        ("7%以上", "7%", "at_least"),
        *((text, "13.5", "total") for text in ("〔13.5〕", "[13.5]", "［13.5］", "累计新增13.5", "五年累计13.5")),
        ("〔13.5%〕", "13.5 %", "total"),
        ("[10万人]", "10 万人", "total"),
        *((text, "6", "range") for text in ("6—8", "6-8", "6～8", "6至8", "6 to 8", "6––8")),
        ("6%—8%", "6 %", "range"),
        *((text, "50", "reached") for text in ("达到50", "达50", "达到 50")),
        *((text, "50", "raised") for text in ("提高到50", "增加至50", "提升到50")),
        *((text, "38", "lowered") for text in ("降至38", "降到38", "下降到38", "减少至38")),
        *((text, "60", "at_least") for text in ("达到60以上", "提高到60以上")),
        ("降到38以下", "38", "at_most"),
        ("达到60左右", "60", "about"),
        ("达到400-500", "400", "range"),
        *((text, "3", "place") for text in ("第3", "第3名", "第 3 位", "位列第3名", "保持第3位")),
        *((text, "3", "top") for text in ("前3", "前3名", "进入前3位", "前3位次")),
        ("6—8万", "6 万", "range"),
    ],
)
def test_words_are_split_off(text, number, says):
    assert split_words(text)[:2] == (number, says)


@pytest.mark.parametrize(
    "text",
    [
        "c60",
        "60 +",
        "+60",
        "60++",
        "cat 60",
        "46.5",
        "46.5①",
        "-5--3",
        "6万—8",
        "[1]",
        "2022-12-31",
        "10^5",
        "5e-3",
        "—8",
        "6—",
        "保持稳定",
        "降到38以上",
        "提高到50左右",
        "达到50（预计）",
        "降低38",
        "前3季度",
        "前三",
        "累计10-20",
        "累计达到5000",
        "累计5000",
        "累计增长13.5%",
        "",
    ],
)
def test_other_cells_stay_whole(text):
    assert split_words(text) == (text, "", "")


@pytest.mark.parametrize("text", ["大于等于50", "保持在50以上", "50左右，力争55以上", "≥1,23"])
def test_a_problem_quotes_the_whole_cell(run, plan, text):
    """Not what is left of it without a word."""
    result = run("check", *plan(target(text), "key,period,value\nx,2022,45\n"), "--lang", "en")
    assert result.exit_code == 2
    assert f"target_value: '{text}' " in result.stderr


@settings(max_examples=100)
@given(st.text(st.sampled_from("0123456789.,-—~至≥<约近余多以上内左右（预计）〔〕[]%万eE²① \u00a0"), max_size=10))
def test_words_never_join_digits_of_a_cell(text):
    split = split_words(text.strip())
    for part in (split.number, split.high):
        read = read_number(part, Notation.POINT)
        if split.says and read.problem is None and not read.missing and "e" not in part.lower():
            shown = f"{abs(read.value):.4f}".rstrip("0").rstrip(".").replace(".", "")
            runs = ["".join(re.findall("[0-9]", run)).strip("0") for run in re.findall(r"[0-9.,'\u00a0]+", text)]
            assert any(shown.strip("0") == run for run in runs), (text, split)


# Targets.
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("≥60", {"direction": "at_least", "qualifier": "at_least", "target_value": "60.0"}),
        (">60", {"direction": "at_least", "qualifier": "over", "target_value": "60.0"}),
        ("≤30%", {"direction": "at_most", "qualifier": "at_least", "target_value": "30.0"}),
        ("<5.5", {"direction": "at_most", "qualifier": "over", "target_value": "5.5"}),
        ("60%左右", {"qualifier": "about", "target_value": "60.0"}),
        ("60—65", {"target_value": "60.0", "target_high": "65.0"}),
        ("达到60%", {"direction": "at_least", "qualifier": "at_least", "target_value": "60.0"}),
        ("降至30%", {"direction": "at_most", "target_value": "30.0"}),
        ("提高到60%以上", {"direction": "at_least", "target_value": "60.0"}),
    ],
)
def test_words_of_a_target_fill_other_columns(assessed, value, expected):
    row = assessed(target(value), "key,period,value\nx,2022,44\n")["x"]
    assert {name: row[name] for name in expected} == expected


def test_the_reading_of_words_is_said(run, plan):
    result = run("report", *plan(target("≥60"), "key,period,value\nx,2022,约44\n"))
    assert (
        "target_value: numbers with words for direction = at_least, qualifier = at_least: 1, such as ≥60"
        in result.stderr
    )
    assert "value: numbers with words for status = preliminary: 1, such as 约44" in result.stderr


@pytest.mark.parametrize(
    ("targets", "message"),
    [
        (target("≥60", direction="at_most"), "'≥60' says direction = at_least, but that column says at_most"),
        (target("60左右", qualifier="over"), "'60左右' says qualifier = about, but that column says over"),
        (target("〔13.5〕"), "'〔13.5〕' says measure = cumulative, but that column says share"),
        (target("50余"), "'50余' has no meaning here"),
        (target("近50"), "'近50' has no meaning here"),
        (target("50（预计）"), "'50（预计）' has no meaning here"),
        (target("65—60"), "is below the target value 65"),
        (target("≥60万"), "does not go with the unit '%'"),
        (target("≥①"), "'≥①' is a footnote mark without a number"),
    ],
)
def test_words_that_contradict_the_columns_are_refused(run, plan, targets, message):
    result = run("check", *plan(targets, "key,period,value\nx,2022,44\n"))
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


def test_brackets_of_a_total(assessed):
    targets = """\
key,domain,name_en,unit,measure,period_start,target_year,target_value
x,economy,X,%,cumulative,2021,2025,〔13.5〕
"""
    assert assessed(targets, "key,period,value\nx,2021,3\n")["x"]["target_value"] == "13.5"


# Actuals.
@pytest.mark.parametrize(
    ("value", "status", "bound"),
    [
        ("超过44", "final", "lower"),
        ("44余", "final", "lower"),
        ("44以上", "final", "lower"),
        ("近44", "final", "upper"),
        ("不足44", "final", "upper"),
        ("44%以内", "final", "upper"),
        ("约44", "preliminary", ""),
        ("44%左右", "preliminary", ""),
        ("44（预计）", "preliminary", ""),
        ("44（年报数）", "final", ""),
        ("达到44%", "final", ""),
        ("提高到44%", "final", ""),
        ("降至44", "final", ""),
        ("达到44以上", "final", "lower"),
    ],
)
def test_words_of_an_actual_say_bound_and_status(run, plan, value, status, bound):
    result = run("show", "x", "--format", "json", *plan(target("60"), f"key,period,value\nx,2022,{value}\n"))
    (seen,) = json.loads(result.stdout)["indicators"][0]["observations"]
    assert (seen["value"], seen["status"], seen["bound"] or "") == (44, status, bound)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("44（预计）,final,", "'44（预计）' says status = preliminary, but that column says final"),
        ("44（实际）,preliminary,", "'44（实际）' says status = final, but that column says preliminary"),
        ("近44,,lower", "'近44' says bound = upper, but that column says lower"),
        ("6—8,,", "'6—8' has no meaning here"),
        ("〔44〕,,", "'〔44〕' has no meaning here"),
    ],
)
def test_words_of_an_actual_that_contradict_are_refused(run, plan, value, message):
    result = run("check", *plan(target("60"), f"key,period,value,status,bound\nx,2022,{value}\n"))
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [
        ("USD", "$1.2M", 1_200_000),
        ("million USD", "$1.2M", 1.2),
        ("USD", "$1,200", 1200),
        ("EUR", "€1.2 million", 1_200_000),
        ("元", "￥5", 5),
    ],
)
def test_a_currency_in_front_is_the_unit(assessed, unit, value, expected):
    row = assessed(target("60", unit=unit, measure="stock"), f'key,period,value\nx,2022,"{value}"\n')["x"]
    assert float(row["latest_value"]) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(("unit", "value"), [("EUR", "$5"), ("家", "$5"), ("亿元", "￥5"), ("%", "$5")])
def test_another_currency_is_refused(run, plan, unit, value):
    result = run("check", *plan(target("60", unit=unit, measure="stock"), f"key,period,value\nx,2022,{value}\n"))
    assert result.exit_code == 2


def test_a_level_to_be_lowered_to_needs_no_baseline(assessed):
    targets = target("降至30").replace("2020,40", ",")
    assert assessed(targets, "key,period,value\nx,2022,44\n")["x"]["direction"] == "at_most"


@pytest.mark.parametrize("measure", ["change", "cumulative"])
def test_a_level_is_no_change(refused, measure):
    problem = f"target_value: is a level, but the target is a change or total ('{measure}'); write the change"
    assert problem in refused(target("降至30", measure=measure), "key,period,value\nx,2022,44\n")[-1]


def test_places_in_a_ranking(assessed, refused):
    targets = target("前3", unit="位次", measure="rank").replace(",40,", ",8,")
    row = assessed(targets, "key,period,value\nx,2022,第4名\n")["x"]
    assert [row[name] for name in ("target_value", "direction", "latest_value", "progress")] == [
        *("3.0", "at_most", "4.0"),
        "0.8",  # (4 - 8) / (3 - 8)
    ]
    assert refused(targets, "key,period,value\nx,2022,第4名\ny,2022,第5名\n")[-1] == (
        "actuals.csv:3: value: '第5名' is a place in a ranking, but the target is none (measure rank); "
        "write the plain number"
    )
    assert "'前3' is a place in a ranking" in refused(target("前3", unit="家"), "key,period,value\nx,2022,4\n")[-1]

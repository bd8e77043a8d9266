"""Units: their scale word, the spellings that mean the same, and those in brackets behind a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import rows_of

from lixia_cli.model.units import looks_like_unit, percent_sign, scale_word, split_unit, unit_in_brackets


@pytest.mark.parametrize(
    ("text", "scale", "base"),
    [
        ("元", 1, "元"),
        ("万元", 10**4, "元"),
        ("亿元", 10**8, "元"),
        ("万亿元", 10**12, "元"),
        ("万平方米", 10**4, "平方米"),
        ("亿美元", 10**8, "美元"),
        ("个百分点", 1, "个百分点"),
        ("百分点", 1, "个百分点"),
        ("pp", 1, "个百分点"),
        ("percentage points", 1, "个百分点"),
        ("千瓦时", 1, "千瓦时"),
        ("万", 1, "万"),
        ("million", 1, "million"),
        ("％", 1, "%"),
        ("USD million", 10**6, "USD"),
        ("million USD", 10**6, "USD"),
        ("USD  Million", 10**6, "USD"),
        ("EUR bn", 10**9, "EUR"),
        ("mn EUR", 10**6, "EUR"),
        ("$bn", 10**9, "$"),
        ("k€", 10**3, "EUR"),
        ("MEUR", 10**6, "EUR"),
        ("EUR k", 10**3, "EUR"),
        ("thousand people", 10**3, "people"),
        ("thousands of people", 10**3, "people"),
        ("people (thousands)", 10**3, "people"),
        ("'000 people", 10**3, "people"),
        ("M people", 10**6, "people"),
        ("million tonnes", 10**6, "tonnes"),
        ("USD m", 10**6, "USD"),
        ("£m", 10**6, "£"),
        ("m€", 10**6, "EUR"),
        ("$MM", 10**6, "$"),
        ("US$b", 10**9, "USD"),
        ("£000", 10**3, "£"),
        ("$'000s", 10**3, "$"),
        ("000 t", 10**3, "t"),
        ("Mio. €", 10**6, "EUR"),
        ("Mrd. EUR", 10**9, "EUR"),
        ("Tsd. €", 10**3, "EUR"),
        ("Mds €", 10**9, "EUR"),
        ("млн руб.", 10**6, "руб."),
        ("тыс. чел.", 10**3, "чел."),
        ("R$ milhões", 10**6, "R$"),
        ("₹ crore", 10**7, "₹"),
        ("lakh tonnes", 10**5, "tonnes"),
        ("億円", 10**8, "円"),
        ("百萬元", 10**6, "元"),
        ("억원", 10**8, "원"),
        ("백만원", 10**6, "원"),
        ("千公顷", 10**3, "公顷"),
        ("千美元", 10**3, "美元"),
    ],
)
def test_units(text, scale, base):
    assert split_unit(text) == (scale, base)


@pytest.mark.parametrize(
    "text",
    [
        *("m", "km", "kg", "kWh", "MW", "MWh", "Mt", "mm", "k", "M", "bn", "Mbit/s", "K", "mg", "kt"),
        *(
            "M m",
            "k m",
            "T€",
            "R$ mil",
            "百人",
            "千米",
            "千克",
            "千瓦",
            "mb",
            "b",
            "€/m2",
            "thousand million USD",
            "million 万元",
            "million of",
            "kilo EUR",
            "bnm",
        ),
    ],
)
def test_what_may_be_something_else_is_never_rescaled(text):
    assert split_unit(text) == (1, text.replace(" ", ""))


@pytest.mark.parametrize("text", ["%", "％", "﹪", " % ", "percent", "per cent", "Percent"])
def test_percent_is_one_unit(text):
    assert percent_sign(text) == "%"


def test_a_lone_scale_word():
    assert [scale_word(text) for text in ("万", "million", "k", "m", "元", "")] == [10**4, 10**6, 10**3, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("地区生产总值（亿元）", "地区生产总值", "亿元"),
        ("地区生产总值 (亿元)", "地区生产总值", "亿元"),
        ("绿化覆盖率［％］", "绿化覆盖率", "％"),
        ("PM2.5浓度（微克/立方米）", "PM2.5浓度", "微克/立方米"),
        ("单位GDP能耗（吨标准煤/万元）", "单位GDP能耗", "吨标准煤/万元"),
        ("投资（单位：亿元）", "投资", "亿元"),
        ("接待游客【万人次】", "接待游客", "万人次"),
        ("Green coverage (%)", "Green coverage", "%"),
        ("Revenue [million USD]", "Revenue", "million USD"),
        ("Jobs (in thousands)", "Jobs", "thousands"),
    ],
)
def test_a_unit_in_brackets_is_split_off(text, name, unit):
    assert unit_in_brackets(text) == (name, unit)


@pytest.mark.parametrize(
    "text",
    ["PM2.5 (annual mean)", "城镇人口（常住）", "总量〔13.5〕", "（亿元）", "GDP", "", "工业(规上)"],
)
def test_brackets_with_anything_else_stay(text):
    assert unit_in_brackets(text) == (text, "")


def test_a_unit_that_is_known_from_elsewhere_counts():
    assert unit_in_brackets("港口（泊）", frozenset({"泊"})) == ("港口", "泊")
    assert not looks_like_unit("泊")


@given(st.text(max_size=12))
def test_nothing_is_lost_in_splitting(text):
    name, unit = unit_in_brackets(text)
    assert name in text
    assert unit in text
    assert split_unit(text).scale >= 1


def judged(run, plan, unit, cell, other=""):
    """Return what a report says of a value of this unit where the target has that one."""
    files = plan(
        f"key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,{unit},stock,2020,1,2025,5000\n",
        f"key,period,value,unit\nx,2022,{cell},{other}\n",
    )
    result = run("report", "--format", "csv", *files)
    return result.stdout.partition(",2022,")[2].partition(",")[0] or result.stderr


@pytest.mark.parametrize(
    "unit", ["£m", "$ m", "Mio. €", "млн руб.", "億円", "千人", "US$'000", "₹ crore", "T€", "R$ mil"]
)
@pytest.mark.parametrize("cell", ["3.4bn", "3.4万", "3.4 million"])
def test_a_scale_word_behind_a_number_never_multiplies_that_of_the_unit(run, plan, unit, cell):
    assert f"'{cell}' does not go with the unit '{unit}'" in judged(run, plan, unit, cell)


@pytest.mark.parametrize(
    ("unit", "other", "value"),
    [("£m", "£bn", "3400.0"), ("Mio. €", "Mrd. €", "3400.0"), ("億円", "百万円", "0.034"), ("t", "千t", None)],
)
def test_scale_words_of_other_languages_are_converted(run, plan, unit, other, value):
    found = judged(run, plan, unit, "3.4", other)
    assert found == value if value else "is not the target's unit" in found


@pytest.mark.parametrize(("ours", "theirs"), [("USD million", "US$ million"), ("EUR", "euros"), ("USD", "US dollars")])
def test_spellings_of_one_currency(run, plan, ours, theirs):
    targets = f"key,unit,baseline_year,baseline_value,target_year,target_value\nx,{ours},2020,100,2030,200\n"
    result = run("report", "--format", "csv", *plan(targets, f"key,year,unit,value\nx,2023,{theirs},150\n"))
    assert rows_of(result.stdout)["x"]["latest_value"] == "150.0"

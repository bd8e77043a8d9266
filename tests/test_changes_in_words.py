"""Target values that are changes in words: 翻一番, 累计下降13.5%, 年均增长6%左右."""

from __future__ import annotations

import pytest
from support import rows_of

HEADER = "key,name_zh,unit,measure,direction,baseline_year,baseline_value,period_start,target_year,target_value\n"
ACTUALS = "key,period,value\nx,2023,1\n"


def target(assessed, row: str, name: str = "某指标") -> tuple[float, str, str]:
    found = assessed(f"{HEADER}x,{name},{row}\n", ACTUALS)["x"]
    return float(found["target_value"]), found["direction"], found["qualifier"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("翻一番", 600), ("翻番", 600), ("翻两番", 1200), ("翻三番", 2400), ("比2020年翻一番", 600)),
        *(("在2020年基础上翻一番", 600), ("较２０２０年翻两番", 1200), ("比基期翻一番", 600), ("实现翻一番", 600)),
    ],
)
def test_a_multiple_of_the_baseline(assessed, text, value):
    """To double is +100 %, to double twice +300 %: four times 300."""
    assert target(assessed, f"亿元,flow,,2020,300,,2025,{text}") == (value, "at_least", "at_least")


def test_a_multiple_of_a_percentage(assessed):
    assert target(assessed, "%,share,,2020,10,,2025,翻一番")[0] == 20


def test_a_multiple_of_an_observed_baseline(assessed):
    actuals = "key,period,value\nx,2020,50\nx,2023,60\n"
    row = assessed(f"{HEADER}x,某指标,亿元,,,2020,,,2025,翻一番\n", actuals)["x"]
    assert (row["target_value"], row["progress"]) == ("100.0", "0.2")


def test_a_note_says_what_is_read(run, plan):
    result = run("check", *plan(f"{HEADER}x,某指标,亿元,flow,,2020,300,,2025,翻一番\n", ACTUALS))
    assert "target_value: changes in words read as numbers: 1, such as 翻一番 as +100%" in result.stderr


@pytest.mark.parametrize(
    "row", ["亿元,flow,,,,,2025,翻一番", "亿元,cumulative,,2020,,,2025,翻一番", "亿元,flow,,2020,1,,2025,有望翻番"]
)
def test_words_about_no_baseline_are_a_target_in_words(assessed, row):
    assert assessed(f"{HEADER}x,某指标,{row}\n", ACTUALS)["x"]["status"] == "not_quantified"


@pytest.mark.parametrize(
    ("row", "name", "expected"),
    [
        ("%,change,,2020,,,2025,下降13.5%", "单位GDP能耗", (-13.5, "at_most", "at_least")),
        ("%,cumulative,,2020,,,2025,累计下降13.5%", "单位GDP能耗", (-13.5, "at_most", "at_least")),
        ("%,cumulative,,,,2021,2025,比2020年下降13.5%", "单位GDP能耗", (-13.5, "at_most", "at_least")),
        ("%,cumulative,,2020,,,2025,降低18%左右", "碳排放强度", (-18, "at_most", "about")),
        ("%,change,,2020,,,2025,降低18%以上", "碳排放强度", (-18, "at_most", "at_least")),
        ("%,change,,2020,,,2025,上升超过3％", "某指标", (3, "at_least", "over")),
        ("%,change,,2020,,,2025,上升3%以内", "某指标", (3, "at_most", "at_least")),
        ("%,change,at_least,2020,,,2025,降低18%", "碳排放降低", (18, "at_least", "at_least")),
        ("个百分点,change,,2020,,,2025,提高5个百分点", "占比", (5, "at_least", "at_least")),
        ("%,growth,,2020,,,2025,年均增长6%以上", "生产总值", (6, "at_least", "at_least")),
        ("%,growth,,2020,,,2025,增长约6%", "生产总值", (6, "at_least", "about")),
        ("%,growth,,2020,,,2025,年均下降3%", "用水量", (-3, "at_most", "at_least")),
        ("亿元,flow,,2020,200,,2025,累计增长30%", "收入", (260, "at_least", "at_least")),
        ("立方米,stock,,2020,200,,2025,比2020年下降16%", "用水量", (168, "at_most", "at_least")),
        ("亿元,flow,,2024,200,,2025,增长6%", "收入", (212, "at_least", "at_least")),
        ("%,share,,2020,20,,2025,累计提高5个百分点", "占比", (25, "at_least", "at_least")),
    ],
)
def test_changes(assessed, row, name, expected):
    value, *others = target(assessed, row, name)
    assert (value, *others) == (pytest.approx(expected[0]), *expected[1:])


CHANGE = "is a change; write the number with its sign, and percent or difference in 'relative'"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "万人次,flow,,2020,300,,2025,比2019年翻一番",
            "'比2019年翻一番' starts from 2019, but the baseline is of 2020",
        ),
        ("亿元,cumulative,,2020,,,2025,比2020年翻一番", "'比2020年翻一番' is a multiple of the baseline, from which"),
        ("%,change,,2020,,,2025,比2005年下降60%", "'比2005年下降60%' starts from 2005, but the baseline is of 2020"),
        ("亿元,flow,,2020,200,,2025,增长6%", CHANGE),  # over five years, or in the last of them
        ("亿元,flow,,2020,200,,2025,年均增长6%", CHANGE),
        ("亿元,flow,,2020,200,,2025,累计增加500", CHANGE),
        ("亿元,flow,,2020,200,,2025,累计增长30%以上", CHANGE),
        ("%,share,,2020,20,,2025,累计提高5%", CHANGE),
        ("%,,,2020,20,,2025,下降13.5%", CHANGE),
        ("%,growth,,2020,,,2025,累计增长30%", CHANGE),
        ("%,cumulative,,2020,,,2025,年均下降3%", CHANGE),
        ("%,change,at_least,2020,,,2025,下降3%", CHANGE),
        ("位次,rank,,2020,8,,2025,累计提高3个百分点", CHANGE),
        (
            "吨,flow,at_least,2020,200,,2025,比2020年下降18%",
            "18%' says direction = at_most, but that column says at_least",
        ),
        (
            "吨,flow,at_least,2020,200,,2025,Reduce by 42%",
            "42%' says direction = at_most, but that column says at_least",
        ),
    ],
)
def test_what_may_be_something_else_is_refused(refused, row, problem):
    problems = [line for line in refused(f"{HEADER}x,某指标,{row}\n", ACTUALS) if "target_value: '" in line]
    assert len(problems) == 1
    assert problem in problems[0]


@pytest.mark.parametrize("direction", ["", "at_most"])
def test_a_name_that_speaks_of_a_decrease_leaves_the_sign_open(refused, direction):
    problem = refused(f"{HEADER}x,能耗下降,%,change,{direction},2020,,,2025,下降13.5%\n", ACTUALS)[-1]
    assert "'下降13.5%' may be 13.5 or -13.5, as the name speaks of a decrease" in problem


def test_an_increase_of_a_decrease_is_refused(refused):
    assert CHANGE in refused(f"{HEADER}x,能耗下降,%,change,,2020,,,2025,增长3%\n", ACTUALS)[-1]


@pytest.mark.parametrize("row", ["亿元,flow,,,,,2025,比2020年翻一番", "立方米,stock,,,,,2025,累计下降16%"])
def test_a_change_needs_its_baseline_year(refused, row):
    problems = refused(f"{HEADER}x,某指标,{row}\n", ACTUALS)
    assert any("targets.csv:2: baseline_year: is empty; '" in line for line in problems)


@pytest.mark.parametrize("text", ["同比增长6%", "增长6%-7%", "翻一番以上2", "下降5个点", "增加500元"])
def test_other_words_are_no_number(refused, text):
    assert f"'{text}' is not a number" in refused(f"{HEADER}x,某指标,%,change,,2020,,,2025,{text}\n", ACTUALS)[-1]


def test_a_level_is_no_change(refused):
    problem = refused(f"{HEADER}x,某指标,%,change,,2020,,,2025,下降到38\n", ACTUALS)[-1]
    assert "target_value: is a level, but the target is a change or total ('change')" in problem


# In English.
ENGLISH = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,kt,stock,2019,100,2030,{}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Reduce by 42% by 2035", "is due in 2035, but the target year is 2030; keep the right year"),
        ("42% reduction from 2015", "starts from 2015, but the baseline is of 2019; keep the right year"),
        ("5% per year", "is a change; write the number with its sign"),
        ("+5% p.a.", "is a change; write the number with its sign"),
        ("10% growth", "is not a number"),
        ("Reduce by 42% by 2030 by 2035", "is not a number"),
    ],
)
def test_english_changes_that_are_refused(run, plan, text, message):
    result = run("report", *plan(ENGLISH.format(text), "key,period,value\nx,2023,90\n"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"'{text}' {message}" in result.stderr


def test_a_yearly_rate_in_english(run, plan):
    targets = "key,unit,measure,baseline_year,target_year,target_value\nx,%,growth,2020,2025,5% per year\n"
    result = run("report", "--format", "csv", *plan(targets, "key,period,value\nx,2021,6\n"))
    assert rows_of(result.stdout)["x"]["target_value"] == "5.0"


@pytest.mark.parametrize("header", ["Reduction", "% reduction target", "Decrease by 2030", "降幅"])
@pytest.mark.parametrize(("value", "good"), [("42", False), ("-42", True)])
def test_a_header_that_speaks_of_a_change(run, plan, tmp_path, header, value, good):
    settings = tmp_path / "names.toml"
    settings.write_text(f"[columns.targets]\ntarget_value = '{header}'\n[defaults.targets]\nrelative = 'percent'\n")
    targets = ENGLISH.format(value).replace("target_value", header)
    files = plan(targets, "key,period,value\nx,2023,90\n")
    result = run("--config", str(settings), "report", "--format", "csv", *files)
    if good:
        assert rows_of(result.stdout)["x"]["target_value"] == "58.0"  # 100 × (1 − 0.42)
    else:
        assert f"targets.csv:2: {header}: is below a header that speaks of a change" in result.stderr


@pytest.mark.parametrize("unit", ["% of GDP", "Percentage of households", "percent of total"])
def test_a_percentage_of_something(run, plan, unit):
    targets = f"key,unit,baseline_year,baseline_value,target_year,target_value\nx,{unit},2019,40%,2030,60%\n"
    row = rows_of(run("report", "--format", "csv", *plan(targets, "key,period,value\nx,2023,50%\n")).stdout)["x"]
    assert (row["measure"], row["target_value"], row["latest_value"]) == ("share", "60.0", "50.0")
    assert "'+10%' may be a percentage of the baseline" in (
        run("report", *plan(targets.replace("60%", "+10%"), "key,period,value\nx,2023,50\n")).stderr
    )


@pytest.mark.parametrize("unit", ["percentage", "Percent (%)", "Prozent", "in %"])
def test_other_spellings_of_percent(run, plan, unit):
    targets = f"key,unit,baseline_year,baseline_value,target_year,target_value\nx,{unit},2019,40,2030,60\n"
    row = rows_of(run("report", "--format", "csv", *plan(targets, "key,period,value,unit\nx,2023,50,%\n")).stdout)["x"]
    assert (row["unit"], row["measure"], row["latest_value"]) == ("%", "share", "50.0")

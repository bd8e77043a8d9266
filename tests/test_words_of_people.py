"""Headers and words other than ours that stand for columns and codes."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from support import rows_of

from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.model.words import SAID
from lixia_cli.read.headers import name_columns
from lixia_cli.text.i18n import translator


def named(headers, columns=TARGET_COLUMNS):
    """Return the columns that headers, with commas between them, stand for."""
    return ",".join(name_columns(headers.split(","), columns))


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        ("indicator,category,unit,type,base_year,baseline", "key,domain,unit,measure,baseline_year,baseline_value"),
        ("Indicator,Year,Target", "key,target_year,target_value"),
        ("TARGET YEAR,Target-Value,ＵＮＩＴ", "target_year,target_value,unit"),
        ("指标名称,单位,目标年,目标值", "key,unit,target_year,target_value"),
        # With a column of keys the names are names.
        ("编码,指标名称,单位", "key,name_zh,unit"),
        ("指标代码,指标,单位", "key,name_zh,unit"),
        ("ID,Indicator,Unit", "key,name_en,unit"),
        ("key,id,indicator", "key,,name_en"),
        # Of two headers for the year, the year itself counts.
        ("目标年,完成时限,目标值", "target_year,,target_value"),
        ("指标,完成时限,目标值", "key,target_year,target_value"),
        ("指标,目标值(待定)", "key,"),
    ],
)
def test_headers_of_targets(headers, names):
    assert named(headers) == names


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        ("REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS", "region,period,value,unit,status"),
        ("Indicator,Area,Date,Actual", "key,region,period,value"),
        ("指标名称,时间,实际数", "key,period,value"),
        ("period,date,value", "period,,value"),
        # The number of a row is no key where the indicator is named, its code is.
        ("ID,Indicator,Year,Value", ",key,period,value"),
        ("ID,Year,Value", "key,period,value"),
        ("Indicator Code,Indicator,Year,Value", "key,,period,value"),
        ("SeriesCode,GeoAreaName,TimePeriod,Value", "key,region,period,value"),
    ],
)
def test_headers_of_actuals(headers, names):
    assert named(headers, ACTUAL_COLUMNS) == names


TARGETS = "key,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,nature\n"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("占比,正向", "share,at_least"),
        ("比例,越低越好", "share,at_most"),
        ("存量,不超过", "stock,at_most"),
        ("位次,逆向", "rank,at_most"),
        ("Stock,Up", "stock,at_least"),
        ("level,At least", "stock,at_least"),
        ("Ratio,DECREASE", "share,at_most"),
    ],
)
def test_words_for_codes(assessed, words, codes):
    row = assessed(f"{TARGETS}x,X,%,{words},2020,40,2025,50,约束\n", "key,period,value\nx,2022,44\n")["x"]
    assert f"{row['measure']},{row['direction']}" == codes
    assert row["nature"] == "binding"


@pytest.mark.parametrize(("word", "qualifier"), [("高于", "over"), ("不低于", "at_least"), ("above", "over")])
def test_words_that_exclude_the_value_itself(assessed, word, qualifier):
    row = assessed(f"{TARGETS}x,X,%,share,{word},2020,40,2025,50,\n", "key,period,value\nx,2022,44\n")["x"]
    assert (row["direction"], row["qualifier"]) == ("at_least", qualifier)


@pytest.mark.parametrize(
    ("word", "status"),
    [("A", "final"), ("P", "preliminary"), ("E", "preliminary"), ("初步核算数", "preliminary"), ("实际数", "final")],
)
def test_words_for_the_status_of_a_figure(judge, word, status):
    assert judge("share,at_least,,,,2020,40,2025,50,,", {"2022": f"44,{word},"})["latest_status"] == status


@pytest.mark.parametrize("word", ["F", "behind", "M"])
def test_other_words_for_a_status_are_refused_with_those_that_would_do(run, plan, word):
    files = plan(f"{TARGETS}x,X,%,share,,2020,40,2025,50,\n", f"key,period,value,status\nx,2022,44,{word}\n")
    result = run("report", *files)
    assert result.exit_code == 2
    assert f"status: '{word}' is not known; use one of: final, preliminary; or say" in result.stderr


def test_words_that_would_do_are_named_in_the_language_of_the_reader(run, plan):
    files = plan(f"{TARGETS}x,X,%,占,,2020,40,2025,50,\n", "key,period,value\nx,2022,44\n")
    stderr = run("report", *files, "--lang", "zh").stderr
    assert "可用：流量, 存量, 占比, 变动, 累计, 年均增速, 每年, 位次；" in stderr
    assert "[values.measure]" in stderr


def test_every_code_has_a_chinese_word_that_is_accepted():
    chinese = translator("zh")
    choices = [column.choices for column in (*TARGET_COLUMNS, *ACTUAL_COLUMNS) if column.choices]
    assert {code for codes in choices for code in codes} <= set(SAID)
    for codes in choices:
        for code, words in codes.items():
            assert chinese(code) in words, code


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("target,target_value", "target_value: stands for target_value like 'target'; keep one of the columns, or say"),
        ("target_value,目标", "目标: stands for target_value like 'target_value'; keep one of the columns, or say"),
    ],
)
def test_two_headers_for_one_column_are_both_named(run, plan, header, problem):
    files = plan(f"key,unit,target_year,{header}\nx,%,2025,50,60\n", "key,period,value\nx,2022,44\n")
    result = run("report", *files)
    assert result.exit_code == 2
    assert problem in result.stderr


def test_english_files_go_in_as_they_are(assessed):
    # 10 of 40 points in 2 of 5 years: 25 % of the way, 40 % of the time.
    row = assessed(
        "indicator,category,unit,type,base_year,baseline,year,target\nGreen cover,d,%,share,2020,50,2025,90\n",
        "indicator,date,actual\nGreen cover,2022,60\n",
    )["Green cover"]
    assert (row["progress"], row["elapsed"], row["status"]) == ("0.25", "0.4", "behind")


def test_numbers_of_rows_are_no_keys(assessed):
    rows = assessed(
        "ID,Indicator,Unit,Type,Year,Target\n1,Firms,家,level,2025,90\n2,Schools,所,level,2025,20\n",
        "ID,Indicator,Year,Value\n1,Firms,2021,60\n2,Firms,2022,70\n3,Schools,2022,15\n",
    )
    assert (rows["1"]["latest_value"], rows["2"]["latest_value"]) == ("70.0", "15.0")


@pytest.mark.parametrize(
    ("columns", "cells", "period"),
    [
        ("Year,Month", "2022,6", "2022-06"),
        ("Year,Month", "2022,06", "2022-06"),
        ("年份,月份", "2022年,６月", "2022-06"),
        ("年份,月份", "2022,1-6月", "2022-06"),
        ("Year,Quarter", "2022,Q3", "2022Q3"),
        ("Year,Quarter", "2022,3", "2022Q3"),
        ("period,quarter", "2022,", "2022"),
        ("period,month", "2022-03,3", "2022-03"),
    ],
)
def test_months_and_quarters_beside_the_year(assessed, columns, cells, period):
    targets = f"{TARGETS}x,X,%,share,,2020,40,2025,50,\n"
    assert assessed(targets, f"key,{columns},value\nx,{cells},44\n")["x"]["latest_period"] == period


def test_parts_that_are_none_are_refused(run, plan):
    files = plan(f"{TARGETS}x,X,%,share,,2020,40,2025,50,\n", "key,year,month,value\nx,2022,13,44\n")
    result = run("report", *files)
    assert result.exit_code == 2
    assert "'2022年13' is not a period" in result.stderr


def test_frames_take_the_same_words():
    from lixia_cli import assess

    targets = pd.read_csv(
        io.StringIO("Indicator,Unit,Type,Base Year,Baseline,Year,Target\nx,%,ratio,2020,50,2025,90\n")
    )
    actuals = pd.DataFrame({"INDICATOR": ["x"], "TIME_PERIOD": [2022], "OBS_VALUE": [60.0], "OBS_STATUS": ["P"]})
    frame = assess(targets, actuals)
    assert rows_of(frame.to_csv())["x"]["latest_status"] == "preliminary"


@pytest.mark.parametrize(
    ("header", "word", "direction"),
    [
        ("Polarity", "Bigger is better", "at_least"),
        ("Polarity", "Smaller is Better", "at_most"),
        ("polarity", "High is good", "at_least"),
        ("polarity", "low is good", "at_most"),
        ("Desired direction", "More is better", "at_least"),
        ("Desired direction", "Fewer is better", "at_most"),
        ("指标方向", "越多越好", "at_least"),
        ("指标方向", "逆", "at_most"),
    ],
)
def test_words_for_what_is_better(run, plan, header, word, direction):
    targets = f"key,unit,{header},baseline_year,baseline_value,target_year,target_value\nx,件,{word},2020,10,2025,12\n"
    result = run("report", "--format", "csv", "--columns", "direction", *plan(targets, "key,period,value\nx,2022,11\n"))
    assert result.stdout.splitlines()[-1].split(",")[-1] == direction


def test_an_arrow_is_no_direction(run, plan):
    """Below Direction it may be the way the figures go."""
    targets = "key,unit,direction,baseline_year,baseline_value,target_year,target_value\nx,件,↑,2020,10,2025,12\n"
    assert "direction: '↑' is not known" in run("check", *plan(targets, "key,period,value\nx,2022,11\n")).stderr


@pytest.mark.parametrize("mark", ["TBC", "tbd", "n.d.", "s.o.", "k.A.", "н/д", "待统计", "not yet available"])
def test_marks_for_what_is_not_known_yet(run, plan, mark):
    targets = "key,unit,baseline_year,baseline_value,target_year,target_value\nx,件,2020,10,2025,12\n"
    files = plan(targets, f"key,period,value\nx,2021,11\nx,2022,{mark}\n")
    assert ",2021,11.0," in run("report", "--format", "csv", *files).stdout


def test_a_target_still_to_be_set_is_one_in_words(run, plan):
    targets = "key,unit,baseline_year,baseline_value,target_year,target_value\nx,件,2020,10,2025,TBC\n"
    result = run("report", "--format", "csv", *plan(targets, "key,period,value\nx,2022,11\n"))
    assert "not_quantified" in result.stdout
    assert "a target in words, which is not judged: TBC" in result.stdout


def test_headers_in_the_characters_of_taiwan_and_japan(run, plan):
    files = plan(
        "指標,單位,類型,基準年,基準値,目標年度,目標值,備註\n売上,億円,存量,2020,10,2025,20,速報\n",
        "指標,年度,実績値,數據狀態\n売上,2022年,15,初步\n",
    )
    row = rows_of(run("report", "--format", "csv", *files).stdout)["売上"]
    assert (row["unit"], row["latest_value"], row["latest_status"], row["progress"]) == (
        "億円",
        "15.0",
        "preliminary",
        "0.5",
    )


def test_headings_of_periods_in_those_characters(run, plan):
    files = plan(
        "指標,單位,2020年實際,2025年目標\n產值,億元,10,20\n", "指標,2022年實際（億元）,2023年預計\n產值,14,15\n"
    )
    row = rows_of(run("report", "--format", "csv", *files).stdout)["產值"]
    assert (row["latest_period"], row["latest_status"], row["progress"]) == ("2023", "preliminary", "0.5")


def test_keys_keep_their_characters(run, plan):
    files = plan("指标,单位,基期年,基期值,目标年,目标值\n产值,亿元,2020,10,2025,20\n", "指标,年份,数值\n產值,2022,15\n")
    assert "1 of 1 observations belong to no target (產值)" in run("report", *files).stderr


@pytest.mark.parametrize(
    ("key", "value"),
    [("Performance Measure", "Outturn"), ("Key Result", "Result"), ("Performance indicator", "Actual result")],
)
def test_headers_of_performance_reports(run, plan, key, value):
    files = plan(f"{key},Unit,Target,Due date\nx,件,20,2025\n", f"{key},Year,{value}\nx,2022,15\n")
    assert rows_of(run("report", "--format", "csv", *files).stdout)["x"]["latest_value"] == "15.0"


def test_a_long_table_of_measures_by_local_authority(run, plan):
    files = plan(
        "key,region,unit,baseline_year,baseline_value,target_year,target_value\nWaste,Leeds,%,2019-20,40,2024-25,50\n",
        "Financial year,Local authority name,Grouping,Measure,Value\n2021-22,Leeds,LA_Raw,Waste,44\n"
        "2021-22,York,LA_Raw,Waste,47\n",
    )
    row = rows_of(run("report", "--format", "csv", *files).stdout)["Waste"]
    assert (row["region"], row["latest_value"], row["progress"]) == ("Leeds", "44.0", "0.4")


def test_a_measure_beside_an_indicator_says_what_the_rows_are(run, plan):
    files = plan(
        "key,unit,baseline_year,baseline_value,target_year,target_value\nx,%,2020,40,2025,50\n",
        "Indicator,Measure,Year,Value\nx,Actual,2022,44\nx,Target,2023,46\n",
    )
    assert rows_of(run("report", "--format", "csv", *files).stdout)["x"]["latest_period"] == "2022"

"""The table of a plan's main indicators as targets: figures of the first and the last year in columns."""

from __future__ import annotations

import pytest

from lixia_cli.files.problems import InputError
from lixia_cli.model.schema import TARGET_COLUMNS
from lixia_cli.read.csv_records import read_csv
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.records import Records


def records(text: str, both: bool = False) -> Records:
    return read_csv(text.encode(), "t.csv", TARGET_COLUMNS, context=Context(TARGET_COLUMNS, both=both))


def columns(text: str, *names: str) -> list[tuple[str, ...]]:
    """The rows of some columns; an absent one is empty."""
    return list(
        records(text).table.frame().reindex(columns=list(names), fill_value="").itertuples(index=False, name=None)
    )


def problems(text: str, both: bool = False) -> list[str]:
    with pytest.raises(InputError) as caught:
        records(text, both)
    return [problem.text(str) for problem in caught.value.problems]


YEARS = ("baseline_year", "baseline_value", "target_year", "target_value")


def test_of_two_years_the_first_is_the_baseline():
    assert columns("指标,单位,2020年,2025年\n失业率,%,5.2,5.5\n", "key", "unit", *YEARS) == [
        ("失业率", "%", "2020", "5.2", "2025", "5.5")
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("2020年实际,2025年目标", ("2020", "1", "2025", "2")),
        ("2025年目标值,2020年基期值", ("2020", "2", "2025", "1")),
        ("2020 actual,2025", ("2020", "1", "2025", "2")),
        ("baseline 2020,target 2025", ("2020", "1", "2025", "2")),
        ("2020,2025 target", ("2020", "1", "2025", "2")),
        ("FY2020,FY2025", ("2020", "1", "2025", "2")),
        ("2020年（基期）,2025年（规划）", ("2020", "1", "2025", "2")),
        ("2020年实际,2025年任务数", ("2020", "1", "2025", "2")),
    ],
)
def test_words_say_which_is_the_target(header, expected):
    assert columns(f"key,unit,{header}\ngdp,%,1,2\n", *YEARS) == [expected]


def test_of_several_years_before_a_target_none_is_the_baseline():
    found = records("key,unit,2020,2021,2025 target\ngdp,%,1,2,3\n")
    assert list(found.table.frame()) == ["key", "unit", "target_year", "target_value"]
    assert [str(note) for note in found.notes] == ["t.csv: columns not used: 2020, 2021"]


def test_several_targets_of_one_indicator_are_a_row_each():
    assert columns("key,unit,2023年目标,2025年目标\ngdp,%,1,2\n", "key", "target_year", "target_value") == [
        ("gdp", "2023", "1"),
        ("gdp", "2025", "2"),
    ]


WHICH = "write which is the target (2025年目标, 2025 target)"
WORDS = "may be a baseline, an actual or a target; write 2020年实际 or 2025年目标 (2020 actual, 2025 target)"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("2020,2021,2022", [f"t.csv:1: {year}: {WORDS}" for year in (2020, 2021, 2022)]),
        ("2020年,年均增速", [f"t.csv:1: 2020年: {WORDS}"]),
        (
            "2025,2020",
            [f"t.csv:1: 2020: is not later than '2025', the baseline; {WHICH}"],
        ),
        ("2020H1,2025", ["t.csv:1: 2020H1: '2020H1' is not a year; write it like 2025"]),
        (
            "2019 baseline,2020 baseline,2025 target",
            [
                f"t.csv:1: {year} baseline: is a baseline too, as '2019 baseline' is; keep one of the columns"
                for year in (2019, 2020)
            ],
        ),
    ],
)
def test_headings_that_are_refused(header, expected):
    assert problems(f"key,unit,{header}\ngdp,%{',1' * (header.count(',') + 1)}\n") == expected


def test_years_without_words_are_refused_where_the_file_has_the_actuals_too():
    assert problems("key,unit,2020,2025\ngdp,%,1,2\n", both=True)[1] == (
        "t.csv:1: 2025: may be an actual or a target, as the file is read as both; write 2020年实际 or 2025年目标 "
        "(2020 actual, 2025 target)"
    )


RATES = "指标,2020年,2025年,年均/累计\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("研发投入增长（%）,—,—,>7", ("研发投入增长", "%", ">7", "growth", "")),
        ("失业率（%）,5.2,—,<5.5", ("失业率", "%", "<5.5", "", "")),
        ("能耗降低（%）,—,—,〔13.5〕", ("能耗降低", "%", "13.5", "cumulative", "")),
        ("能耗降低（%）,—,—,〔13.5%〕", ("能耗降低", "%", "13.5", "cumulative", "")),
        ("新增就业（万人）,122.7,—,〔550〕", ("新增就业", "万人", "550", "cumulative", "")),
        ("预期寿命（岁）,77.3*,—,〔1〕", ("预期寿命", "岁", "1", "", "difference")),
        ("城镇化率（%）,60.6*,65,0.9", ("城镇化率", "%", "65", "", "")),
        ("失业率（%）,5.2,—,控制在5.5以内", ("失业率", "%", "控制在5.5以内", "", "")),
    ],
)
def test_growth_and_totals_over_the_plan(row, expected):
    assert columns(RATES + row + "\n", "key", "unit", "target_value", "measure", "relative") == [expected]


def test_growth_of_an_amount_is_an_indicator_of_its_own():
    text = "指标,单位,2020年,2025年目标,年均增速\n地区生产总值,亿元,7.3,,6.5\n"
    assert columns(text, "key", "unit", "target_value", "measure") == [("地区生产总值年均增速", "%", "6.5", "growth")]


def test_what_may_be_growth_or_a_level_is_refused():
    for header, row in (("年均增速", "失业率（%）,5.2,,5.5"), ("年均", "地区生产总值（亿元）,7.3,,6.5")):
        name = row.split("（")[0]
        [found] = problems(f"指标,2020年,2025年,{header}\n{row}\n")
        assert found.startswith(
            f"t.csv:2: {header}: '{row[-3:]}' may be a growth of '{name}' per year, or a value of it"
        )


@pytest.mark.parametrize("header", ["年均/累计", "年均增速/累计", "累计"])
def test_a_percentage_of_an_amount_in_brackets_is_no_amount(refused, header):
    """16 % of 20, not 16: the change is to be said in `relative`."""
    assert refused(f"指标,2020年,2025年,{header}\n用水量（亿吨）,20,—,〔16%〕\n", "key,period,value\n用水量,2022,19\n")


def test_further_words_are_kept_in_the_note():
    text = "指标,2020年,2025年,备注\n研发投入增长（%）,2,>7、力争高于“十三五”时期,全社会\n"
    assert columns(text, "target_value", "note") == [(">7", "全社会; 力争高于“十三五”时期")]


def test_numbers_of_rows_and_merged_cells():
    text = "专栏1 主要指标,,,\n领域,指标,2020年,2025年\n经济,1.人均GDP（元）,1,2\n,（2）失业率（%）,3,4\n"
    text += "民生,③5G用户（户）,5,6\n"
    assert columns(text, "domain", "key", "unit") == [
        ("经济", "人均GDP", "元"),
        ("经济", "失业率", "%"),
        ("民生", "5G用户", "户"),
    ]
    assert [str(note) for note in records(text).notes] == [
        "t.csv: 领域: empty cells read like the one above them, as if merged: 1",
        "t.csv: 指标: numbers before names left out: 3",
        "t.csv: lines passed over as titles above the table or notes below it: 1 (1)",
    ]


def test_headings_of_blocks_are_domains():
    text = "指标,单位,2020年,2025年\n一、经济发展,,,\n人均GDP,元,1,2\n二、民生福祉,,,\n失业率,%,3,4\n"
    assert columns(text, "domain", "key") == [("经济发展", "人均GDP"), ("民生福祉", "失业率")]


def test_places_are_the_cells_of_the_table():
    found = records(RATES + "研发投入增长（%）,—,—,>7\n能耗,1,2,—\n")
    assert [found.place(row, "target_value").text() for row in range(2)] == [
        "t.csv:2: 年均/累计: ",
        "t.csv:3: 2025年: ",
    ]
    assert found.place(1, "baseline_value").text() == "t.csv:3: 2020年: "
    assert found.place(1, "target_year").text() == "t.csv:3: 2025年: "


def test_a_bad_number_is_reported_with_its_row_and_heading(run, plan):
    text = "title\nkey,domain,name,unit,measure,2020 actual,2025 target\ngreen,d,Green,%,share,46,4 8\n"
    result = run("check", *plan(text, "key,2020\ngreen,46\n"))
    assert result.exit_code == 2
    assert "targets.csv:3: 2025 target: '4 8' has a space between its digits" in result.stderr


def test_a_plan_table_is_judged(assessed):
    text = "指标,领域,单位,类型,2020年,2025年\n绿化覆盖率,生态,%,占比,40,50\n"
    row = assessed(text, "指标,2022年\n绿化覆盖率,44\n")["绿化覆盖率"]
    # 4 of 10 points after 2 of 5 years.
    assert (float(row["progress"]), float(row["elapsed"]), row["target_year"]) == (0.4, 0.4, "2025")


def test_a_file_of_targets_is_read_as_before():
    text = "key,domain,unit,measure,target_year,target_value,2020,2021\ngdp,d,%,share,2025,3,1,2\n"
    assert columns(text, "target_year", "target_value") == [("2025", "3")]


def test_the_actual_of_the_targets_year_is_no_baseline():
    text = "key,unit,2022 actual,2023 target,2023 actual\ngdp,%,1,3,2\n"
    assert columns(text, *YEARS) == [("2022", "1", "2023", "3")]
    assert columns("key,unit,2023 target,2023 actual\ngdp,%,3,2\n", *YEARS) == [("", "", "2023", "3")]


def test_a_unit_in_a_title_is_that_of_rows_without_one():
    text = "主要指标 单位：亿元\n指标,2020年,2025年\n地区生产总值,1,2\n失业率（%）,3,4\n"
    assert columns(text, "key", "unit") == [("地区生产总值", "亿元"), ("失业率", "%")]


def test_columns_of_growth_alone_are_no_plan():
    assert "target_year: this column is missing" in problems("指标,单位,年均增速,累计\ngdp,%,1,2\n")[0]

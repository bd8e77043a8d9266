"""A second row below the header, of headings or units; and notes below a table whose first line is its header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import rows_of

from lixia_cli.files.problems import InputError
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.read.csv_records import read_csv
from lixia_cli.read.layouts.context import Context, Targets
from lixia_cli.read.notes_below import notes_at_end
from lixia_cli.read.records import Records

KNOWN = Targets(frozenset({"gdp", "green"}), frozenset(), frozenset({"亿元", "%"}))


def records(text: str, columns=ACTUAL_COLUMNS) -> Records:
    return read_csv(text.encode(), "a.csv", columns, context=Context(columns, KNOWN))


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        records(text)
    return [problem.text(str) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "header",
    [
        "指标,2023年,,2024年,\n,目标值,完成值,目标值,完成值",
        ",2023年,,2024年,\n指标,目标值,完成值,目标值,完成值",
        "指标,2023年,2023年,2024年,2024年\n指标,目标值,完成值,目标值,完成值",
        "Indicator,2023,,2024,\n,Target,Actual,Target,Actual",
        "指标,2023年,,2024年,\n,规划目标,实际完成值,规划目标,实际完成值",
    ],
)
def test_years_over_words(header):
    found = records(f"{header}\ngdp,120,118,130,128\ngreen,45,44,46,x\n")
    assert found.texts("value").tolist() == ["118", "128", "44", "x"]
    assert [text[:4] for text in found.texts("period")] == ["2023", "2024"] * 2
    assert found.place(3, "value").text().startswith("a.csv:4: 2024")


@pytest.mark.parametrize(
    "header",
    [
        "指标,2023年,,2024年,\n,总量,增速（%）,总量,增速（%）",
        "指标,2023年,,2024年,\n,绝对数,比上年增长（%）,绝对数,比上年增长（%）",
        "指标,2023年,,2024年,\n,绝对值（亿元）,位次,绝对值（亿元）,位次",
    ],
)
def test_levels_beside_growth_and_ranks(header):
    """As in yearbooks and communiqués: growth and ranks are not used."""
    found = records(f"{header}\ngdp,118,8.1,128,3\n").table.frame()
    assert found["value"].tolist() == ["118", "128"]
    one_year = [",".join(line.split(",")[:3]) for line in header.splitlines()]
    found = records("\n".join([*one_year, "gdp,118,8.1"]) + "\n").table.frame()
    assert found["value"].tolist() == ["118"]


def test_words_over_years():
    found = records("指标,目标值,,完成值,\n,2023年,2024年,2023年,2024年\ngdp,120,130,118,128\n").table.frame()
    assert found.to_dict("list") == {"key": ["gdp"] * 2, "period": ["2023年", "2024年"], "value": ["118", "128"]}


def test_targets_below_years():
    found = records(
        "指标,单位,2020年,2025年,\n,,实际值,目标值,完成率\ngdp,亿元,100,150,98\n", TARGET_COLUMNS
    ).table.frame()
    assert found.iloc[0].to_dict() == {
        "key": "gdp",
        "unit": "亿元",
        "baseline_year": "2020",
        "baseline_value": "100",
        "target_year": "2025",
        "target_value": "150",
        "further 2025年 完成率": "98",  # kept as it is, like every column of targets that lixia does not know
    }


def test_parts_of_years_below_years():
    found = records("指标,2023年,,2024年,\n,一季度,上半年,一季度,上半年\ngreen,1,2,3,4\n").table.frame()
    assert found["period"].tolist() == ["2023年一季度", "2023年上半年", "2024年一季度", "2024年上半年"]


def test_headings_that_cannot_be_put_together_are_refused():
    text = "指标,2023年,,2024年,\n,目标值,完成值,完成值,第3期\ngdp,1,2,3,4\n"
    (problem,) = problems(text)
    assert problem.startswith("a.csv:2: 2024年: '第3期' below '2024年': two rows of headings are read only where years")


def test_units_in_brackets_below_headings():
    found = records("指标,2023年,2024年\n,（亿元）,（亿元）\ngdp,118,128\n").table.frame()
    assert found["unit"].tolist() == ["亿元"] * 2
    found = records("年份,gdp,green\n,(万元),[%]\n2023,118,44\n").table.frame()
    assert found["key"].tolist() == ["gdp（万元）", "green（%）"]


def test_a_row_of_figures_is_no_row_of_headings():
    assert records("指标,2023年,2024年\ngdp,数值,2022\n").table.frame()["value"].tolist() == ["数值", "2022"]
    found = records("指标,2023年,2024年\ngdp,2021,2022\n").table.frame()
    assert found["value"].tolist() == ["2021", "2022"]


def test_units_below_names_of_indicators():
    found = records("年份,gdp,green\n单位,万元,%\n2022,1,2\n")
    assert found.texts("key").tolist() == ["gdp（万元）", "green（%）"]
    assert "a.csv: row 2 is read as the units of the columns: 万元, %" in map(str, found.notes)


def test_units_below_periods_are_those_of_the_column():
    assert records("指标,2021年,2022年\n,亿元,万元\ngdp,1,2\n").texts("unit").tolist() == ["亿元", "万元"]


def test_another_unit_than_that_of_the_heading_is_refused():
    assert problems("年份,gdp（亿元）,green\n,万元,%\n2022,1,2\n") == [
        "a.csv:2: gdp（亿元）: the unit '万元' stands below 'gdp（亿元）', which names no column or another unit"
    ]


NOTES = [
    "注：按可比价格",
    "注：按可比价格,,",
    '"数据来源：统计局, 2023",,',
    "Source: World Bank, 2022",
    "* 初步数",
    "\nLast Updated: 01/01/2024",
    ",,\n更新于2024年,,",
]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_notes_below_a_table_are_passed_over(note, end):
    text = f"key,period,value\ngdp,2022,1\ngreen,2022,2\n{note}\n".replace("\n", end)
    found = records(text)
    assert found.texts("value").tolist() == ["1", "2"]
    line = text.count(end)
    assert f"notes below it: 1 ({line})" in str(found.notes[-1])
    assert found.understood.passed_over[0][0].line == line


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ("*gdp,2022,1\n", ["1"]),  # a row with a figure is no note, whatever its key
        ("来源：x,2022,1\n", ["1"]),
        ('gdp,2022,1,"see\n注：x"\n', ["1"]),  # within quotes
        ('gdp,2022,1,"see\n注：x\nmore"\n', ["1"]),
    ],
)
def test_what_is_no_note_stays(rows, values):
    header = "key,period,value,note\n" if '"' in rows else "key,period,value\n"
    assert records(header + rows).texts("value").tolist() == values


@pytest.mark.parametrize("last", ["green", "green,2022", "green,,"])
def test_a_row_that_was_cut_off_is_no_note(last):
    text = f"key,period,value\ngdp,2022,1\n{last}\n"
    if last == "green,,":
        assert records(text).texts("key").tolist() == ["gdp", "green"]  # and has no period, which check reports
    else:
        assert problems(text)[0].startswith("a.csv:3: ")


def test_a_note_between_rows_is_a_short_row():
    assert problems("key,period,value\ngdp,2021,1\n注：x\ngdp,2022,2\n") == [
        "a.csv:3: 1 fields where the header has 3; empty ones at the end need their comma too"
    ]


def test_a_unit_in_a_note_is_that_of_the_table():
    assert records("key,period,value\ngdp,2022,1\n注：单位：万元\n").texts("unit").tolist() == ["万元"]


@given(
    st.lists(st.lists(st.text("ab1 ", max_size=3), min_size=3, max_size=3), max_size=6),
    st.lists(st.sampled_from(["注：x", "Source: y,,", ",,", ""]), max_size=4),
)
def test_no_row_with_two_texts_is_taken_for_a_note(rows, below):
    """Whatever stands at the end, the table goes at least to the last row that has a text behind its first cell."""
    lines = [",".join(cells) for cells in rows] + below
    text = "\n".join(lines) + "\n"
    tail = notes_at_end(text, 0, ",", 3)
    kept = text[: tail.end].split("\n")
    last = max((number for number, cells in enumerate(rows, 1) if any(cell.strip() for cell in cells[1:])), default=0)
    assert len(kept) - 1 >= last
    assert [note for _, note in tail.notes] == [
        " ".join(cell.strip() for cell in line.split(",") if cell.strip())
        for line in text[tail.end :].split("\n")
        if line.strip(", ")
    ]


@pytest.mark.parametrize(
    ("text", "line", "columns"),
    [
        ("2023年主要指标完成情况,,,\n指标,单位,绝对数,比上年±%\ngdp,亿元,118,8.1\n", 2, ["period"]),
        ("2026年10月主要经济指标\n\n指标名称,计量单位,本月,本年累计,同比\ngdp,亿元,1,2,3\n", 3, ["period", "value"]),
        ("2026年零售额,,\n指标,1-2月,1-3月\ngdp,1,2\n", 2, ["period", "value"]),
        ("指标,单位,增速\ngdp,亿元,1\n", 1, ["period", "value"]),
    ],
)
def test_what_a_header_below_titles_lacks_is_said_at_its_line(text, line, columns):
    with pytest.raises(InputError) as caught:
        records(text)
    places = [problem.place for problem in caught.value.problems]
    assert [(place.line, place.column) for place in places] == [(line, column) for column in columns]


@pytest.mark.parametrize("figures", ["11,12", "01,10", "10,12.2 f"])
def test_figures_below_years_are_no_months(run, plan, figures):
    targets = "key,unit,baseline_year,baseline_value,target_year,target_value\nx,kt,2020,5,2030,20\n"
    result = run("report", "--format", "csv", *plan(targets, f"key,2021,2022\nx,{figures}\n"))
    assert rows_of(result.stdout)["x"]["latest_value"] == {"11,12": "12.0"}.get(figures, "10.0")


@pytest.mark.parametrize(
    "header",
    [
        "指标,2023年,2023年增速（%）,2023年同比",
        "指标,2023年绝对额,2023年增幅,2023年占比,2023年排名",
        "指标,2023年,比上年±%,占GDP比重,全市位次",
    ],
)
def test_rates_and_ranks_beside_a_period_are_headings_too(header):
    found = records(f"{header}\ngdp,118{',8.1' * (header.count(',') - 1)}\n").table.frame()
    assert (found["value"].tolist(), found["period"].tolist()) == (["118"], ["2023年"])


@pytest.mark.parametrize("header", ["绝对数", "绝对值（亿元）", "总量"])
def test_levels_beside_years_are_values(header):
    found = records(f"指标,年份,{header},比上年增长（%）\ngdp,2023,118,8.1\n").table.frame()
    assert found["value"].tolist() == ["118"]

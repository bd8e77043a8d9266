"""Actuals in a table with one column per period, as statistics offices export them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.files.problems import InputError
from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.read.csv_records import read_csv
from lixia_cli.read.notation import Notation
from lixia_cli.read.records import Records

NO_KEY_BESIDE = (
    "this column is missing beside those of periods (2020 … 2021); head the one with the names of indicators key, or "
    "say in lixia.toml which it is, or what it is in all rows (docs/settings.md)"
)
NO_KEY = (
    "this column is missing; add it (key of the target), or say in lixia.toml what its header is, or what it is in "
    "all rows (docs/settings.md)"
)


def records(text: str, encoding: str = "utf-8") -> Records:
    return read_csv(text.encode(encoding), "a.csv", ACTUAL_COLUMNS)


def rows(text: str) -> list[tuple[str, ...]]:
    return list(records(text).table.frame().itertuples(index=False, name=None))


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        records(text)
    return [problem.text(str) for problem in caught.value.problems]


def test_each_cell_is_an_observation_and_empty_cells_are_none():
    assert rows("key,2020,2021年,FY2022,2022Q1\ngdp,1,,3,4\npm,5,6,,\n") == [
        ("gdp", "2020", "1"),
        ("gdp", "FY2022", "3"),
        ("gdp", "2022Q1", "4"),
        ("pm", "2020", "5"),
        ("pm", "2021年", "6"),
    ]


def test_other_columns_hold_for_the_whole_row():
    found = records("指标,地区,单位,2020年,2021年,备注\ngdp,历下区,万元,1,2,按新口径\n").table.frame()
    assert found.to_dict("list") == {
        "key": ["gdp", "gdp"],
        "region": ["历下区", "历下区"],
        "period": ["2020年", "2021年"],
        "value": ["1", "2"],
        "unit": ["万元", "万元"],
        "note": ["按新口径", "按新口径"],
    }


def test_a_place_is_the_row_and_the_heading_of_the_cell():
    found = records("指标,2020年,2021年\ngdp,1,2\npm,3,x\n")
    assert [found.place(3, name).text() for name in ("value", "key", "unit")] == [
        "a.csv:3: 2021年: ",
        "a.csv:3: 指标: ",
        "a.csv:3: unit: ",
    ]


def test_words_beside_a_period():
    found = records("key,2021 actual,2022年（预计）,2025年目标,2020年基期值\ngdp,1,2,3,4\n")
    assert found.texts("value").tolist() == ["1", "2"]
    assert found.texts("status").tolist() == ["final", "preliminary"]
    assert [str(note) for note in found.notes] == [
        "a.csv: columns read as periods of actuals: 2 (2021 actual … 2022年（预计）)",
        "a.csv: columns not used: 2025年目标, 2020年基期值",
    ]


def test_a_unit_beside_the_period():
    assert records("key,2021（万元）\ngdp,1\n").texts("unit").tolist() == ["万元"]
    assert problems("key,unit,2021（万元）\ngdp,亿元,1\n") == [
        "a.csv:1: 2021（万元）: '亿元' where the heading '2021（万元）' says '万元'; keep the right one"
    ]


def test_titles_and_notes_are_passed_over():
    text = "表1 主要指标\n单位：亿元\n\n指标,2020年,2021年\ngdp,1,2\n注：①按新口径。\n数据来源：统计局, 2022\n"
    found = records(text)
    assert found.texts("value").tolist() == ["1", "2"]
    assert found.texts("unit").tolist() == ["亿元", "亿元"]
    assert [str(note) for note in found.notes][1:] == [
        "a.csv: unit is '亿元' for the whole table, as a title or note says",
        "a.csv: lines passed over as titles above the table or notes below it: 4 (1, 2, 6, 7)",
    ]
    assert found.place(0, "value").line == 5


def test_a_text_behind_a_blank_line_is_a_note_and_one_without_is_a_short_row():
    assert rows("key,2020,2021\ngdp,1,2\n\nRevised in May.\n") == [("gdp", "2020", "1"), ("gdp", "2021", "2")]
    assert problems("key,2020,2021\ngdp,1,2\nRevised in May.\n") == [
        "a.csv:3: 1 fields where the header has 3; empty ones at the end need their comma too"
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("gdp,1", "2 fields where the header has 3; empty ones at the end need their comma too"),
        ("gdp,1,208,5", "4 fields where the header has 3; quote cells that contain a comma"),
    ],
)
def test_rows_of_the_table_must_fit_its_header(row, expected):
    assert problems(f"Title\nkey,2020,2021\n{row}\n") == [f"a.csv:3: {expected}"]


def test_what_a_title_says_of_the_whole_table():
    text = "数据库：分省年度数据\n指标：地区生产总值(亿元)\n地区,2021年,2020年\n北京市,2,1\n"
    assert records(text, "gb18030").table.frame().to_dict("list") == {
        "key": ["地区生产总值(亿元)"] * 2,
        "region": ["北京市"] * 2,
        "period": ["2021年", "2020年"],
        "value": ["2", "1"],
        "unit": ["亿元"] * 2,
    }


def test_merged_cells_left_of_the_keys_are_filled_down():
    found = records("地区,指标,2020\n历下区,gdp,1\n,pm,2\n市中区,gdp,3\n")
    assert found.texts("region").tolist() == ["历下区", "历下区", "市中区"]
    assert "a.csv: 地区: empty cells read like the one above them, as if merged: 1" in map(str, found.notes)


def test_the_names_of_rows_may_have_no_heading():
    assert rows(",2020,2021\ngdp,1,2\n") == [("gdp", "2020", "1"), ("gdp", "2021", "2")]


def test_semicolons_between_columns():
    assert records("key;2020;2021\ngdp;1,5;2\n").notation is Notation.UNKNOWN


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "key,2010-11",
            "2010-11: '2010-11' may be month 11 of 2010, or fiscal year 2010/11; write 2010M11 or FY2011",
        ),
        ("key,2020,2020年", "2020年: stands for the same period as '2020'; keep one of the columns"),
        ("key,key,2020", "key: stands for key twice; keep one of the columns"),
        ("2020,2021", f"key: {NO_KEY_BESIDE}"),
    ],
)
def test_headings_that_are_refused(header, expected):
    cells = "x" + ",1" * header.count(",")
    assert problems(f"{header}\n{cells}\n")[0] == f"a.csv:1: {expected}"


def test_a_file_with_a_column_of_periods_is_read_as_before():
    found = records("key,period,value,2020\ngdp,2022,1,7\n")
    assert found.texts("value").tolist() == ["1"]
    assert [str(note) for note in found.notes] == ["a.csv: columns not used: 2020"]


def test_a_bad_number_is_reported_with_its_row_and_heading(run, plan):
    targets = """\
        key,domain,name,unit,measure,baseline_year,target_year,target_value
        green,d,Green,%,share,2020,2025,48
    """
    result = run("check", *plan(targets, "Table 1\nkey,2020,2021\ngreen,46,4 7\n"))
    assert result.exit_code == 2
    assert "actuals.csv:3: 2021: '4 7' has a space between its digits" in result.stderr


def test_a_column_in_the_future_is_refused_unless_it_says_what_it_is(run, plan):
    targets = "key,domain,name,unit,measure,target_year,target_value\ngreen,d,Green,%,share,2199,48\n"
    result = run("check", *plan(targets, "key,2020,2198\ngreen,46,47\n"))
    assert result.exit_code == 2
    assert "actuals.csv:1: 2198: is in the future, so it may be a target" in result.stderr
    for heading in ("2198 target", "2198 estimate"):
        assert run("check", *plan(targets, f"key,2020,{heading}\ngreen,46,47\n")).exit_code == 0
    assert run("check", *plan(targets, "key,2020,2198\ngreen,46,\n")).exit_code == 0


def test_the_future_begins_after_lixia_today(run, plan, monkeypatch):
    targets = "key,domain,name,unit,measure,target_year,target_value\ngreen,d,Green,%,share,2199,48\n"
    monkeypatch.setenv("LIXIA_TODAY", "2019-12-31")
    assert "2020: is in the future" in run("check", *plan(targets, "key,2019,2020\ngreen,46,47\n")).stderr
    monkeypatch.setenv("LIXIA_TODAY", "2020-01-01")
    assert run("check", *plan(targets, "key,2019,2020\ngreen,46,47\n")).exit_code == 0


@pytest.mark.parametrize(
    ("title", "note", "unit"),
    [
        ("主要指标（单位：万元）", "", "万元"),
        ("表1 主要指标 计量单位：万元", "", "万元"),
        ("Unit: million USD", "", "million USD"),
        ("主要指标", "注：单位：万元。", "万元"),
        ("填报单位：统计局", "", ""),
        ("单位：万元", "注：单位：亿元", "万元、亿元"),
    ],
)
def test_a_unit_that_a_title_or_note_names(title, note, unit):
    found = records(f"{title}\nkey,2020\ngdp,1\n{note}\n").table.frame()
    assert found.reindex(columns=["unit"], fill_value="")["unit"].tolist() == [unit]


def test_a_unit_of_a_row_counts_for_more_than_that_of_the_table():
    assert records("单位：万元\nkey,2020\ngdp,1\n失业率（%）,5\n").texts("unit").tolist() == ["万元", ""]


def test_one_row_per_figure_below_titles():
    found = records("表1\n单位：万元\n地区,指标,年份,数值\n历下区,gdp,2020,1\n,pm,2020,2\n注：初步数。\n")
    assert found.table.frame().to_numpy().tolist() == [
        ["gdp", "历下区", "2020", "1", "万元"],
        ["pm", "历下区", "2020", "2", "万元"],
    ]
    assert found.place(1, "value").text() == "a.csv:5: 数值: "


def test_titles_of_two_cells_with_a_blank_line_below():
    text = '"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-12-16",\n\n'
    assert rows(text + '"region","key","1960","1961"\n"CHN","GDP","1","2"\n') == [
        ("GDP", "CHN", "1960", "1"),
        ("GDP", "CHN", "1961", "2"),
    ]
    # Right above the header they may be headings over several columns.
    (problem,) = problems("x,实际,,目标\nkey,2020,2021,2022\ngdp,1,2,3\n")
    assert problem.startswith("a.csv:1: has several texts above row 2, which looks like the header; ")


def test_figures_without_a_heading_are_refused():
    assert problems("key,2020,,2021\ngdp,1,9,2\n") == [
        "a.csv:2: a text below no heading; give its column a heading, or take it out"
    ]
    assert rows(",key,2020,,2021\n0,gdp,1,,2\n") == [("gdp", "2020", "1"), ("gdp", "2021", "2")]


numbers = st.decimals(-9999, 9999, places=2).map(str)
tables = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=4),
    st.lists(st.none() | numbers, min_size=3, max_size=3),
    min_size=1,
    max_size=5,
)


@given(tables, st.permutations([2020, 2021, 2022]), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_every_cell_is_read_once_whatever_is_around_the_table(table, years, separator, decorated):
    lines = [separator.join(["key", *(f"{year}年" for year in years), "note"])]
    lines += [separator.join([key, *(number or "" for number in row), "n"]) for key, row in table.items()]
    if decorated:
        lines = ["Table 1", "", *lines, "", "Source: an office"]
    found = records("\n".join(lines) + "\n")
    expected = {
        (key, f"{year}年"): number
        for key, row in table.items()
        for year, number in zip(years, row, strict=True)
        if number
    }
    read = {(key, period): value for key, period, value in found.table.frame()[["key", "period", "value"]].to_numpy()}
    assert (read, len(found)) == (expected, len(expected))
    for row, (key, period) in enumerate(read):
        place = found.place(row, "value")
        assert (lines[place.line - 1].split(separator)[0], place.column) == (key, period)

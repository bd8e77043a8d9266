"""Titles and notes that say of figures what no cell does: parts of years, and scales in words that are not read."""

from __future__ import annotations

import pytest
from support import rows_of

TARGETS = (
    "key,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    "revenue,USD billion,flow,2020,100,2030,200\nshare,%,share,2020,40,2030,60\n"
)
WIDE, LONG = "key,2023,2024\nrevenue,120,130\n", "key,year,value\nrevenue,2023,120\nrevenue,2024,130\n"


@pytest.fixture
def report(run, plan):
    """Report as csv: report(text of the actuals)."""
    return lambda text: run("report", "--format", "csv", *plan(TARGETS, text))


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("For the six months ended 30 June", "six months ended"),
        ("Nine months to September 2024", "Nine months to"),
        ("3 months ended March 31, 2024 and 2023", "3 months ended"),
        ("Half-year results", "Half-year"),
        ("Second half", "Second half"),
        ("H1 2024", "H1"),
        ("3Q 2024", "3Q"),
        ("Progress to end-September", "to end-September"),
        ("January 2020 to June 2024", "January 2020 to June"),
        ("Results Q1–Q3 2024", "Q1–Q3"),
        ("January–June", "January–June"),
        ("Jan. to Nov. 2024", "Jan. to Nov."),
        ("Third quarter 2024 report", "Third quarter"),
        ("Year-to-date", "Year-to-date"),
        ("As at 30 June", "As at 30 June"),
        ("2024年1-9月主要经济指标", "1-9月"),
        ("2024年上半年", "上半年"),
        ("前三季度完成情况", "前三季度"),
        ("截至2024年6月末", "截至2024年6月"),
        ("2024年上半年主要指标（7月20日发布）", "上半年"),
        ("January–June 2024, revised", "January–June"),
    ],
)
@pytest.mark.parametrize("text", [WIDE, LONG])
def test_a_title_on_a_part_of_a_year_above_whole_years_is_refused(report, title, part, text):
    result = report(f'"{title}"\n{text}')
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"actuals.csv:1: speaks of a part of a year ({part}), but the figures stand below whole years" in (
        result.stderr
    )


@pytest.mark.parametrize(
    "title",
    [
        "Year ended 31 December",
        "Twelve months to March 2024",
        "January to December",
        "July–June",
        "July 2023 to June 2024",
        "Years to 30 June",
        "Q1 to Q4",
        "1-12月",
        "一季度至四季度",
        "As at 31 December",
        "Annual report",
        "Last updated: Q3 2024",
        "Data retrieved January-June 2024",
        "Report of the third quarter 2025",
        "As of June 30, 2024",
        "Mid-year population",
        "Table Q1: shares",
        "H2 consumption",
        "Sales of 3M",
        "Second half of the 14th plan",
        "Mayor to market",
    ],
)
def test_other_titles_are_not(report, title):
    assert rows_of(report(f'"{title}"\n{WIDE}').stdout)["revenue"]["latest_value"] == "130.0"


def test_nor_is_one_above_the_parts_themselves(report):
    text = "Results for H1 2023 and H1 2024\nkey,2023H1,2024H1\nshare,45,50\n"
    assert rows_of(report(text).stdout)["share"]["latest_period"] == "2024H1"
    text = "January to June\nkey,year,month,value\nshare,2024,6,50\n"
    assert rows_of(report(text).stdout)["share"]["latest_period"] == "2024-06"


@pytest.mark.parametrize("text", [WIDE, LONG])
@pytest.mark.parametrize(
    ("note", "refused"),
    [
        ("Note: 2024 figures are for January to September", True),
        ("Note: data are year to date", True),
        ("注：2024年为1-9月数据", True),
        ("* January–September", True),
        ("① 截至9月末", True),
        ("1) to September", True),
        ("Note: surveyed in January-March", False),
        ("Source: Statistics Office, Q3", False),
        ("Source: data portal, first quarter 2024", False),
        ("数据来源：2024年三季度公报", False),
        ("* H2: hydrogen", False),
    ],
)
def test_notes_on_the_figures(report, text, note, refused):
    result = report(f"{text}\n{note}\n")
    assert (result.exit_code == 2) is refused
    assert ("speaks of a part of a year" in result.stderr) is refused


@pytest.mark.parametrize(
    "title",
    [
        "[Millions of dollars] Seasonally adjusted at annual rates",
        "USD million unless otherwise stated",
        "Revenue, USD million",
        "Revenue (USD million, current prices)",
        "Revenue (USD million) 2020-2024",
        "In USD m",
        "USD, mln",
        "millions d'euros",
        "Angaben in Mio. EUR",
        "in Tsd. EUR",
        "$ in MM",
        "USD 10^6",
        "x 1,000,000 USD",
        "Unit - USD million",
        "Scale: millions",
        "Revenue – thousands",
        "numbers in 1,000",
        "(x1000)",
    ],
)
def test_a_title_with_a_scale_that_is_not_read_is_refused(report, title):
    # The figures would be billions of dollars, as those of the target.
    result = report(f'"{title}"\n{WIDE}')
    assert (result.exit_code, result.stdout) == (2, "")
    assert "actuals.csv:1: speaks of " in result.stderr
    assert "which may hold for all figures or for some" in result.stderr


@pytest.mark.parametrize(
    "title",
    [
        "[Billions of dollars] Seasonally adjusted",
        "Revenue, US$ billion",
        "Budget of USD 5 million",
        "Programme of 2 million euros",
        "Million Trees initiative",
        "Survey: 1000 households",
        "Map 1:1000",
        "A city of millions",
        "Percent",
    ],
)
def test_titles_that_change_nothing(report, title):
    assert rows_of(report(f'"{title}"\n{WIDE}').stdout)["revenue"]["latest_value"] == "130.0"


@pytest.mark.parametrize(
    "title", ["(USD m)", "[USD million]", "USD (millions)", "(in millions of US dollars)", "US$ m"]
)
def test_a_title_of_nothing_but_a_unit_in_brackets(report, title):
    # 130 million are 0.13 billion.
    assert rows_of(report(f'"{title}"\n{WIDE}').stdout)["revenue"]["latest_value"] == "0.13"


def test_a_column_of_units_counts_for_more(report):
    text = '"Revenue, USD million"\nkey,unit,2023,2024\nrevenue,USD billion,120,130\n'
    assert rows_of(report(text).stdout)["revenue"]["latest_value"] == "130.0"


@pytest.mark.parametrize(
    ("column", "header"),
    [
        ("value", "Amount in thousands"),
        ("value", "USD_thousand"),
        ("value", "revenue_mn"),
        ("value", "Value USDk"),
        ("key", "(USD thousands)"),
        ("key", "KPI (USD thousand)"),
    ],
)
def test_headers_of_settings_with_a_scale_are_refused(run, plan, tmp_path, column, header):
    others = {"key": "key", "value": "value"} | {column: header}
    settings = tmp_path / "names.toml"
    settings.write_text(f"[columns.actuals]\n{column} = '{header}'\n")
    files = plan(TARGETS, f"{others['key']},year,{others['value']}\nrevenue,2023,120\n")
    result = run("--config", str(settings), "report", "--format", "csv", *files)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"columns.actuals.{column}: names a header that speaks of " in result.stderr
    settings.write_text(settings.read_text() + "[defaults.actuals]\nunit = 'USD million'\n")
    files = plan(
        TARGETS.replace("share,%", "share,USD million"), f"{others['key']},year,{others['value']}\nrevenue,2023,120\n"
    )
    result = run("--config", str(settings), "report", "--format", "csv", *files)
    assert rows_of(result.stdout)["revenue"]["latest_value"] == "0.12"


def test_a_note_on_a_part_that_has_its_own_column_is_of_that(run, plan):
    targets = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,亿元,flow,2024,280,2026,330\n"
    actuals = "指标,2025年,2026年1-10月\nx,300,251\n注：2026年1-10月数据为快报数。\n"
    assert run("report", *plan(targets, actuals)).exit_code == 0
    assert run("report", *plan(targets, actuals.replace(",2026年1-10月\n", ",2026年\n"))).exit_code == 2


@pytest.mark.parametrize(
    "remark",
    [
        "YTD",
        "Jan-Sep only",
        "to September",
        "截至9月末",
        "1-9月累计数",
        "H1",
        "six months to June",
        "As at 30 June",
        "Q1-Q3 data",
    ],
)
@pytest.mark.parametrize("header", ["note", "Comments", "备注"])
def test_remarks_on_parts_of_years(report, remark, header):
    result = report(f"key,year,value,{header}\nrevenue,2023,120,\nrevenue,2024,130,{remark}\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"actuals.csv:3: {header}: '{remark}' is a part of the year, but the figure stands for the whole" in (
        result.stderr
    )
    result = report(f"key,period,value,{header}\nshare,2023,50,\nshare,2024-09,55,{remark}\n")
    assert rows_of(result.stdout)["share"]["latest_period"] == "2024-09"


@pytest.mark.parametrize("remark", ["Forecast", "budget", "目标值", "预测"])
def test_remarks_on_figures_that_are_no_observations(report, remark):
    result = report(f"key,year,value,note\nrevenue,2023,120,\nrevenue,2024,130,{remark}\n")
    assert f"actuals.csv:3: note: '{remark}' says that the figure is no observation" in result.stderr


@pytest.mark.parametrize(
    "remark",
    [
        "Updated in Q3 2024",
        "Excludes strikes in Q1",
        "break in series from H1",
        "revised in June",
        "Budget law",
        "12个月",
    ],
)
def test_other_remarks_are_kept(report, remark):
    result = report(f"key,year,value,note\nrevenue,2023,120,\nrevenue,2024,130,{remark}\n")
    assert rows_of(result.stdout)["revenue"]["latest_value"] == "130.0"

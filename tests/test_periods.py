"""Periods as people write them, and what may be two of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.no_period import why_no_period
from lixia_cli.model.periods import Period, parse_period


@pytest.mark.parametrize(
    ("canonical", "time", "spellings"),
    [
        ("2022", 2022, "2022|2022年|2022年末|2022年底|2022年度|2022年全年|2022.0|2022.00|２０２２|２０２２年"),
        ("2022H1", 2021.5, "2022H1|2022年上半年|2022年上半年末|2022上半年|2022-H1|H1 2022|2022h1"),
        ("2022Q3", 2021.75, "2022Q3|2022年前三季度|2022年三季度末|截至2022年第三季度末|2022-Q3|2022/Q3|Q3 2022"),
        ("2022Q1", 2021.25, "2022Q1|2022年一季度|2022年第一季度"),
        (
            "2022-06",
            2021.5,
            "2022-06|2022/06|2022/6|2022.06|2022M06|2022-M06|202206|2022年6月|2022年6月末|2022年前6个月",
        ),
        (
            "2022-06",
            2021.5,
            "2022年1-6月|2022年1—6月|2022年1–6月|2022年1～6月|2022年1至6月|2022年1月-6月|2022年1-6月份",
        ),
        ("2022-06", 2021.5, "2022 年 1 - 6 月|2022年度1-6月|2022 年 6 月末"),
        ("2022-06", 2021.5, "2022-06-30|2022/6/30|2022.06.30|2022年6月30日|2022-06-30 00:00:00|2022-06-30T00:00"),
        ("2022-06", 2021.5, "June 2022|Jun 2022|Jun. 2022|2022 June|２０２２年１－６月"),
        ("2022-06", 2021.5, "30/06/2022|6/30/2022|30.06.2022|30 June 2022|June 30, 2022|30th Jun 2022|Jun 30 2022"),
        ("2022", 2022, "2022 [YR2022]"),
        ("2022-11", 2021 + 11 / 12, "2022年1-11月|2022-11|November 2022"),
        ("2022-12", 2022, "2022-12|2022-12-31|2022年1-12月"),
        ("2024-02", 2023 + 2 / 12, "2024-02-29"),
    ],
)
def test_spellings_of_a_period(canonical, time, spellings):
    for text in spellings.split("|"):
        period = parse_period(text)
        assert period is not None, text
        assert (period.text, period.time) == (canonical, pytest.approx(time)), text


@pytest.mark.parametrize(
    ("text", "year"),
    [
        *(("FY2023", 2023), ("FY 2023", 2023), ("FY23", 2023), ("FY99", 1999), ("2023财年", 2023), ("2022/23", 2023)),
        *(("2022-23", 2023), ("2022–23", 2023), ("2022/2023", 2023), ("FY2010-11", 2011), ("1999-00", 2000)),
        *(("FY2022-2023", 2023), ("FY25/26", 2026), ("FY25-26", 2026), ("FY 25/26", 2026), ("FY2025-26", 2026)),
        *(("FY99/00", 2000), ("FY70/71", 1971), ("FY10-11", 2011)),
    ],
)
def test_a_fiscal_year_stands_at_its_end_and_keeps_its_label(text, year):
    assert parse_period(text) == Period(year, 12, text)


@pytest.mark.parametrize("text", ["2008-09", "2009-10", "2010-11", "2011-12", "2010/11", "2000-01", "201112"])
def test_a_month_that_may_be_a_fiscal_year_is_refused_with_both(text):
    year, month = text[:4], text[-2:]
    assert parse_period(text) is None
    assert why_no_period(text).text(str) == (
        f"'{text}' may be month {month} of {year}, or fiscal year {year}/{month}; "
        f"write {year}M{month} or FY{int(year) + 1}"
    )
    month_alone, fiscal = parse_period(f"{year}M{month}"), parse_period(f"FY{int(year) + 1}")
    assert month_alone is not None
    assert fiscal is not None
    assert (month_alone.year, month_alone.months, fiscal.year) == (int(year), int(month), int(year) + 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2022-06-15", "is not the last day of a month"),
        ("2022-01-01", "is a first day; write the period that begins with it (2022, 2022Q1, 2022-01)"),
        ("2022-02-29", "is not the last day of a month"),
        *(("1/6/2022", "is not the last day of a month"), ("30/02/2022", "is not the last day of a month")),
        *(("FY24 Q1", "is a part of a fiscal year"), ("Q3 2024-25", "is a part of a fiscal year")),
        *(("FY24/26", "is not a period"), ("25/26", "write FY25/26 or"), ("2025 [YR2024]", "is not a period")),
        ("2022-2023学年", "may stand for the year in which it begins or ends; write 2022 or 2023"),
        ("2022.6", "may be a month or a part of a year"),
        ("2022.5", "may be a month or a part of a year"),
        ("2022-2023", "may be several years or a fiscal year"),
        ("2021-2025", "is several years together; write the figure of each year in a row of its own"),
        ("2021—2023年累计", "is several years together; write the figure of each year in a row of its own"),
        ("2021年至2022年", "is several years together; write the figure of each year in a row of its own"),
        ("1-6月", "names no year"),
        ("6月", "names no year"),
        ("Q2", "names no year"),
    ],
)
def test_refusals_say_why(text, reason):
    assert parse_period(text) is None
    assert reason in why_no_period(text).text(str)


NO_PERIODS = [
    *("", "22", "2022H2", "2022Q5", "2022-13", "2022-6", "H1", "2022 final", "3022", "2022年4-6月", "2022年下半年"),
    *("2022①", "2022²", "202²", "2022(p)", "2022*", "①2022", "2022-0⑥", "Jun-22", "Jun 22", "2022-24", "٢٠٢٢", "2022p"),
]


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_is_no_period(text):
    assert parse_period(text) is None
    assert why_no_period(text).text(str)


@given(st.integers(1000, 2999), st.integers(1, 12))
def test_later_months_are_later(year, month):
    period = parse_period(f"{year}M{month:02d}")
    assert period is not None
    assert period.time == pytest.approx(year - 1 + month / 12)
    dashed = parse_period(f"{year}-{month:02d}")
    assert dashed == period or (dashed is None and month == (year + 1) % 100)


@given(st.text(st.sampled_from("0123456789年月末HQFY/-.—①² 上半"), max_size=10))
def test_any_text_is_a_period_or_refused_with_a_reason(text):
    period = parse_period(text)
    if period is None:
        assert why_no_period(text).text(str)
    else:
        assert 1 <= period.months <= 12
        assert str(period.year) in text or str(period.year)[2:] in text


@pytest.mark.parametrize(
    ("text", "canonical", "said"),
    [
        ("民國112年", "2023", ""),
        ("中華民國112年", "2023", ""),
        ("令和5年", "2023", ""),
        ("令和元年", "2019", ""),
        ("平成30年", "2018", ""),
        ("二〇二三年", "2023", ""),
        ("二零二三年上半年", "2023H1", ""),
        ("2023년", "2023", ""),
        ("2023년 3분기", "2023Q3", ""),
        ("2023년 6월", "2023-06", ""),
        ("CY2023", "2023", ""),
        ("end of 2023", "2023", ""),
        ("year-end 2023", "2023", ""),
        ("至2023年底", "2023", ""),
        ("Q1-Q3 2023", "2023Q3", "year_to_date"),
        ("2023 Q1–Q3", "2023Q3", "year_to_date"),
        ("2023/12/31 0:00", "2023-12", ""),
        ("2023-12-31T00:00:00Z", "2023-12", ""),
        ("20231231", "2023-12", ""),
        ("2023 年 12 月 31 日", "2023-12", ""),
    ],
)
def test_periods_as_programs_and_neighbours_write_them(text, canonical, said):
    period = parse_period(text)
    assert (period.text, period.said) == (canonical, said)


@pytest.mark.parametrize(
    "text", ["112年", "R5", "平成32年", "令和0年", "二三年", "20230101", "20231301", "Q2-Q3 2023", "99991231x"]
)
def test_what_may_be_another_year_is_none(text):
    assert parse_period(text) is None


def test_a_japanese_fiscal_year_is_refused_with_both_its_years():
    assert str(why_no_period("令和5年度")) == (
        "'令和5年度' is April 2023 to March 2024; write FY2024, or 2023 if it is to stand there"
    )


@pytest.mark.parametrize(
    "text",
    [
        "到2025年",
        "至2025年底",
        "2025年底前",
        "2025年12月31日前",
        "2025年末之前",
        "by 2025",
        "By end 2025",
        "by the end of 2025",
        "end of 2025",
    ],
)
def test_deadlines_with_words(run, plan, text):
    targets = f"key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,件,stock,2020,10,{text},20\n"
    result = run(
        "report", "--format", "csv", "--columns", "target_year", *plan(targets, "key,period,value\nx,2022,12\n")
    )
    assert result.stdout == "target_year\n2025\n"


def test_restated_years_are_years(run, plan):
    targets = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,t,stock,2020,10,2025,5\n"
    result = run("report", "--format", "csv", *plan(targets, "key,2021 (restated),2022 restated\nx,9,8\n"))
    assert ",2022,8.0," in result.stdout
    both = run("report", *plan(targets, "key,2021,2021 (restated)\nx,9,8\n"))
    assert "2021 (restated): stands for the same period as '2021'; keep one of the columns" in both.stderr


@pytest.mark.parametrize(
    "text",
    [
        "2023 YTD",
        "YTD 2023",
        "2023年累计",
        "2023年至今",
        "2023 (to date)",
        "2023 year to date",
        "FY2023 YTD",
        "2022-23 YTD",
    ],
)
def test_the_year_so_far_names_no_part_of_it(text):
    """It was the whole year, so that nine months missed the target of a year."""
    assert parse_period(text) is None
    assert "may be the whole year or a part of it; write" in str(why_no_period(text))


@pytest.mark.parametrize(
    ("text", "canonical", "said"),
    [
        ("2023年（1-9月）", "2023-09", "year_to_date"),
        ("2023 (Jan-Sep)", "2023-09", "year_to_date"),
        ("2023年（截至9月）", "2023-09", "year_to_date"),
        ("2023年（前三季度）", "2023Q3", "year_to_date"),
        ("2023 (Q1-Q3)", "2023Q3", "year_to_date"),
        ("2023 (H1)", "2023H1", ""),
        ("2023年12月累计", "2023-12", "year_to_date"),
    ],
)
def test_a_part_of_the_year_in_brackets(text, canonical, said):
    period = parse_period(text)
    assert (period.text, period.said) == (canonical, said)


@pytest.mark.parametrize(
    "text", ["2023 (1)", "2023 (p)", "2023 (12)", "2023年（全年）", "2023 (2022)", "2023 (target)"]
)
def test_other_brackets_are_no_part_of_a_year(text):
    assert parse_period(text) is None


def test_a_column_of_the_year_so_far_is_refused(run, plan):
    targets = "key,unit,measure,target_year,target_value\nx,件,flow,2023,40\n"
    stderr = run("report", *plan(targets, "key,2022,2023 YTD\nx,35,15\n")).stderr
    assert "actuals.csv:1: 2023 YTD: '2023 YTD' may be the whole year or a part of it" in stderr


@pytest.mark.parametrize("code", ["2022年1 2月", "110105", "210102", "202213", "2022060", "300006"])
def test_digits_apart_and_codes_of_six_digits_are_no_months(code):
    assert parse_period(code) is None

"""Units and periods as people write them: read, or refused at their place."""

from __future__ import annotations

import pytest

TARGETS = """\
key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value
firms,economy,Firms,家,stock,2020,1500,2025,2500
share,economy,Share,%,share,2020,40,2025,60
"""


# Units.
@pytest.mark.parametrize(
    ("unit", "value", "own", "expected"),
    [
        ("million USD", "60", "USD million", 60),
        ("million USD", "0.06", "USD bn", 60),
        ("million USD", "60000", "k USD", 60),
        ("USD", "1.5 million", "", 1_500_000),
        ("people", "12k", "", 12_000),
        ("家", "1.5M", "", 1_500_000),
        ("亿元", "25000", "万元", 2.5),
        ("个百分点", "5", "pp", 5),
        ("人", "12.3万", "", 123_000),
        ("人", "12.3万人", "", 123_000),
        ("家", "450家", "", 450),
        ("m²", "5m²", "", 5),
    ],
)
def test_scale_words_before_and_behind_the_unit(assessed, unit, value, own, expected):
    targets = f"""\
key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value
k,d,K,{unit},stock,2020,1,2025,9
"""
    row = assessed(targets, f"key,period,value,unit\nk,2022,{value},{own}\n")["k"]
    assert float(row["latest_value"]) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("unit", "value", "own"),
    [
        ("million USD", "60", "USD t"),
        ("kWh", "5", "MWh"),
        ("km", "5k", ""),
        ("MW", "5M", ""),
        ("℃", "5K", ""),
        ("m", "5m²", ""),
        ("亿元", "5万元", ""),
        ("万元", "5万", ""),
        ("%", "5万", ""),
        ("%", "5‰", ""),
        ("人", "5家", ""),
    ],
)
def test_units_that_do_not_fit_are_refused(refused, unit, value, own):
    targets = f"""\
key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value
k,d,K,{unit},stock,2020,1,2025,9
"""
    assert len(refused(targets, f"key,period,value,unit\nk,2022,{value},{own}\n")) == 1


def test_units_that_are_the_same_do_not_need_to_be_named(assessed):
    targets = """\
key,plan,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value
k,a,d,K,million USD,stock,2020,1,2025,9
k,b,d,K,USD million,stock,2020,1,2025,9
"""
    assert assessed(targets, "key,period,value\nk,2022,5\n")["k"]["latest_value"] == "5.0"


def test_minus_zero_is_zero(assessed):
    assert assessed(TARGETS, "key,period,value\nshare,2022,-0\n")["share"]["latest_value"] == "0.0"


# Periods.
def test_fiscal_years_are_judged_at_their_end_and_shown_as_written(assessed):
    row = assessed(TARGETS, "key,period,value\nfirms,2021/22,1700\nfirms,2022/23,1800\n")["firms"]
    assert (row["latest_period"], row["latest_value"]) == ("2022/23", "1800.0")
    assert float(row["elapsed"]) == pytest.approx(0.6)  # 2023 of 2020-2025


def test_a_fiscal_year_and_the_year_it_ends_in_are_one_period(refused):
    (line,) = refused(TARGETS, "key,period,value\nfirms,2022/23,1800\nfirms,2023,1900\n")
    assert "1900 where line 2 has 1800 for the same period" in line


def test_months_that_may_be_fiscal_years_are_refused(refused, run, plan):
    lines = refused(TARGETS, "key,period,value\nfirms,2008-09,1\nfirms,2009-10,2\nfirms,2022,2\n")
    assert [line.split(" may be ")[0] for line in lines] == [
        "actuals.csv:2: period: '2008-09'",
        "actuals.csv:3: period: '2009-10'",
    ]
    result = run("report", "--as-of", "2010-11", *plan(TARGETS, "key,period,value\n"))
    assert (result.exit_code, "write 2010M11 or FY2011" in result.stderr) == (2, True)


@pytest.mark.parametrize("period", ["2022.0", "2022年末", "2022年度", "2022-12-31"])
def test_spellings_of_a_year_are_the_year(assessed, period):
    row = assessed(TARGETS, f"key,period,value\nshare,{period},46\n")["share"]
    assert float(row["elapsed"]) == pytest.approx(0.4)


def test_a_long_dash_between_months(assessed):
    targets = """\
指标,领域,单位,类型,基期年,基期值,目标年,目标值
固定资产投资,经济,亿元,流量,2025,300,2026,420
"""
    row = assessed(targets, "指标,年份,数值\n固定资产投资,2026年1—6月,189\n")["固定资产投资"]
    assert (row["latest_period"], row["latest_value"]) == ("2026-06", "189.0")

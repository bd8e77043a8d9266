"""Every worked example of the method, through the whole program. The expected numbers were worked out by hand."""

from __future__ import annotations

import pytest
from support import rows_of

approx = pytest.approx

TARGETS = """
key,domain,name_zh,unit,measure,direction,qualifier,path,baseline_year,baseline_value,target_year,target_value,period_start
finance,economy,金融业增加值占全市比重,%,share,,,,2020,43.8,2025,50,
green,ecology,绿化覆盖率,%,share,,,,2020,46.5,2025,48,
investment,economy,实际使用外资,亿美元,cumulative,,over,,,,2025,33,2021
energy,ecology,单位GDP能耗累计下降,%,cumulative,at_most,,compound,,,2025,-17,2021
growth,economy,地区生产总值年均增速,%,growth,,,,,,2025,7,2021
gdp,economy,地区生产总值,亿元,flow,,over,,2020,1910,2025,2500,
"""
ACTUALS = """
key,period,value,status
finance,2022,46.0,preliminary
green,2022,47.2,
investment,2022,6.36,
energy,2021,1.51,
energy,2022,-2.20,
energy,2023,-4.18,
growth,2021,5,
growth,2022,6,
gdp,2023,2446.9,preliminary
"""


@pytest.fixture
def rows(assessed):
    return assessed(TARGETS, ACTUALS)


def number(text: str) -> float:
    return float(text)


def test_finance_share(rows):
    row = rows["finance"]
    assert number(row["percent_of_target"]) == 92
    assert number(row["progress"]) == approx(2.2 / 6.2)  # 35.48 %
    assert number(row["elapsed"]) == 0.4
    assert number(row["lead_pp"]) == approx(-4.516, abs=0.001)
    assert number(row["pace"]) == approx(0.8871, abs=0.0001)
    assert (row["status"], row["light"]) == ("slightly_behind", "yellow")
    assert number(row["step_achieved"]) == approx(1.10)
    assert number(row["step_required"]) == approx(1.24)
    assert number(row["step_needed"]) == approx(4 / 3)
    assert number(row["cagr_achieved"]) == approx(0.02481, abs=0.00001)
    assert number(row["cagr_required"]) == approx(0.02683, abs=0.00001)
    assert number(row["cagr_needed"]) == approx(0.02818, abs=0.00001)
    # The same CAGRs give Eurostat's R.
    assert number(row["cagr_achieved"]) / number(row["cagr_required"]) == approx(0.9245, abs=0.0001)
    assert row["flags"].split() == ["provisional", "preliminary", "due", "assumed"]


def test_green_coverage(rows):
    row = rows["green"]
    assert number(row["percent_of_target"]) == approx(98.33, abs=0.01)
    assert number(row["progress"]) == approx(0.7 / 1.5)  # 46.67 %
    assert number(row["pace"]) == approx(1.167, abs=0.001)
    assert number(row["step_needed"]) == approx(0.8 / 3)  # 0.2667 percentage points a year
    assert number(row["projected"]) == 48.25
    assert number(row["gap"]) == 0.8
    assert row["status"] == "ahead"


def test_foreign_investment_without_one_year(rows):
    row = rows["investment"]
    assert number(row["latest_value"]) == 6.36
    assert number(row["percent_of_target"]) == approx(19.27, abs=0.01)
    assert row["status"] == "incomplete"
    assert "lower_bound" in row["flags"].split()
    assert "no figure for 2021" in row["note"]


def test_energy_per_unit_of_gdp(rows):
    """Published by a provincial bureau: 1.0151 x 0.978 x 0.9582 = 0.9513 of the base, against 0.83."""
    row = rows["energy"]
    assert number(row["latest_value"]) == approx(-4.87, abs=0.005)
    assert number(row["progress"]) == approx(0.268, abs=0.0005)
    assert number(row["gap"]) == approx(-12.75, abs=0.005)
    assert number(row["cagr_needed"]) == approx(-0.0659, abs=0.00005)
    assert row["path"] == "compound"


def test_energy_given_as_one_change_against_the_base(assessed):
    row = assessed(
        """
        key,domain,name_en,unit,measure,direction,path,baseline_year,target_year,target_value
        energy,ecology,Energy per unit of GDP,%,change,at_most,compound,2020,2025,-17
        """,
        "key,period,value\nenergy,2023,-4.87\n",
    )["energy"]
    assert number(row["progress"]) == approx(0.268, abs=0.0005)
    assert number(row["gap"]) == approx(-12.75, abs=0.005)
    assert number(row["cagr_needed"]) == approx(-0.0659, abs=0.00005)


def test_growth_of_seven_percent_a_year(rows):
    row = rows["growth"]
    assert number(row["cagr_needed"]) == approx(0.0801, abs=0.00005)
    assert number(row["latest_value"]) == approx(5.4988, abs=0.0001)  # sqrt(1.05 x 1.06)
    # ln(1.05 x 1.06) / (5 ln 1.07) = 0.107059 / 0.338293
    assert number(row["progress"]) == approx(0.31647, abs=0.00001)
    assert row["status"] == "slightly_behind"


def test_gdp_on_the_compound_path(rows):
    row = rows["gdp"]
    # ln(2446.9 / 1910) / ln(2500 / 1910) = 0.247720 / 0.269186
    assert number(row["progress"]) == approx(0.92025, abs=0.00002)
    assert number(row["elapsed"]) == 0.6
    assert number(row["pace"]) == approx(1.53374, abs=0.00003)
    # (2446.9 / 1910)^(1/3), (2500 / 1910)^(1/5), (2500 / 2446.9)^(1/2), each less 1
    assert number(row["cagr_achieved"]) == approx(0.08608, abs=0.00001)
    assert number(row["cagr_required"]) == approx(0.05531, abs=0.00001)
    assert number(row["cagr_needed"]) == approx(0.01079, abs=0.00001)
    assert row["status"] == "ahead"
    assert "due" in row["flags"].split()


def test_bundled_gdp_is_that_example(run):
    row = rows_of(run("report", "--format", "csv").stdout)["gdp"]
    assert (row["baseline_value"], row["latest_period"], row["latest_value"]) == ("1910.0", "2023", "2446.9")
    assert number(row["progress"]) == approx(0.92025, abs=0.00002)
    assert row["flags"].split() == ["provisional", "preliminary", "due"]

"""Columns that say of what a figure is, under headers that are known or not: parts, currencies, forecasts."""

from __future__ import annotations

import pandas as pd
import pytest
from support import rows_of

from lixia_cli import InputError, assess

TARGETS = (
    "key,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    "revenue,USD million,flow,2020,100,2030,200\nshare,%,share,2020,40,2030,60\n"
)


@pytest.fixture
def report(run, plan):
    """Report on figures of 2022, 2023 and 2024, with the texts of one more column: report(header, *texts)."""

    def call(header: str, *texts: str, key: str = "revenue"):
        rows = zip((2022, 2023, 2024), (110, 120, 130), texts, strict=True)
        text = f"key,year,value,{header}\n" + "".join(f"{key},{year},{value},{each}\n" for year, value, each in rows)
        return run("report", "--format", "csv", *plan(TARGETS, text))

    return call


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("Fund", ("All", "All", "General fund")),
        ("Class", ("Total", "Total", "A")),
        ("Concept", ("Level", "Level", "Growth rate")),
        ("范围", ("全市", "全市", "市区")),
    ],
)
def test_totals_beside_parts_below_an_unknown_header_are_refused(report, header, texts):
    result = report(header, *texts)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"actuals.csv:1: {header}: has '" in result.stderr
    assert "for one indicator, but is not read; head it breakdown" in result.stderr


@pytest.mark.parametrize("texts", [("All", "All", "All"), ("North", "South", "East"), ("T", "F", "T"), ("", "", "All")])
def test_other_texts_are_not(report, texts):
    assert rows_of(report("Class", *texts).stdout)["revenue"]["latest_value"] == "130.0"


@pytest.mark.parametrize("header", ["owner", "责任单位"])
def test_owners_are_no_parts(report, header):
    assert rows_of(report(header, "全市", "发改委", "全市").stdout)["revenue"]["latest_value"] == "130.0"


def test_they_are_after_many_rows_of_another_indicator(run, plan):
    others = "".join(f"other,{1900 + row % 100},{row // 100},\n" for row in range(100))
    text = f"key,year,value,Fund\n{others}revenue,2022,110,All\nrevenue,2023,120,A\n"
    result = run("report", "--format", "csv", *plan(TARGETS, text))
    assert "Fund: has 'All' and 'A' for one indicator" in result.stderr


def test_totals_and_parts_of_different_indicators_are_not_mixed(run, plan):
    text = "key,year,value,Unit of staff\nrevenue,2022,110,Total\nshare,2022,50,Sales\n"
    result = run("report", "--format", "csv", *plan(TARGETS, text))
    assert rows_of(result.stdout)["revenue"]["latest_value"] == "110.0"


@pytest.mark.parametrize(
    "header", ["Segment", "Product", "Sector", "Ethnicity", "Dim2", "Category", "Subcategory", "Partner"]
)
def test_known_headers_of_breakdowns(report, header):
    # The total of 2022 and 2023 counts, the part of 2024 does not.
    result = report(header, "Total", "Total", "Europe")
    assert rows_of(result.stdout)["revenue"]["latest_period"] == "2023"
    assert f"{header}: figures of parts left out, as there is a total: 1" in result.stderr


@pytest.mark.parametrize(
    ("header", "texts"),
    [("Element", ("Production", "Production", "Import quantity")), ("Flow", ("Exports", "Exports", "Imports"))],
)
def test_parts_without_a_total_are_refused(report, header, texts):
    result = report(header, *texts)
    assert result.exit_code == 2
    assert f"actuals.csv:4: {header}: '{texts[2]}' beside '{texts[0]}' for the same indicator, and no total" in (
        result.stderr
    )


@pytest.mark.parametrize(
    ("header", "texts", "other"),
    [
        ("Currency", ("EUR", "EUR", "EUR"), "EUR"),
        ("Currency", ("USD", "USD", "€"), "€"),
        ("币种", ("美元", "人民币", "美元"), "人民币"),
    ],
)
def test_another_currency_than_that_of_the_target_is_refused(report, header, texts, other):
    result = report(header, *texts)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{header}: has a currency ({other}) that is not that of the targets, and is not read" in result.stderr
    assert report(header, *texts, key="share").exit_code == 0


@pytest.mark.parametrize("texts", [("USD", "USD", "USD"), ("美元", "US$", "USD"), ("$", "$", "$")])
def test_the_same_currency_changes_nothing(report, texts):
    assert rows_of(report("Currency", *texts).stdout)["revenue"]["latest_value"] == "130.0"


@pytest.mark.parametrize("header", ["Forecast", "is_forecast", "Projection", "是否预测"])
@pytest.mark.parametrize(("no", "yes"), [("no", "yes"), ("FALSE", "TRUE"), ("0", "1"), ("", "Y")])
def test_marked_forecasts_are_refused(report, header, no, yes):
    assert f"{header}: marks figures that are no observations ({yes})" in report(header, no, no, yes).stderr
    assert rows_of(report(header, no, no, no).stdout)["revenue"]["latest_value"] == "130.0"


@pytest.mark.parametrize("header", ["Forecast", "Budget", "预测"])
def test_forecasts_beside_figures_are_other_numbers(report, header):
    assert rows_of(report(header, "1", "2.5", "0").stdout)["revenue"]["latest_value"] == "130.0"


@pytest.mark.parametrize(
    "text", ["Annually", "yearly", "ANNUAL", "Biennial", "Every 2 years", "年度", "每年", "A - Annual"]
)
def test_frequencies_of_years_change_nothing(report, text):
    assert rows_of(report("Frequency", text, text, text).stdout)["revenue"]["latest_value"] == "130.0"


@pytest.mark.parametrize(
    ("header", "texts", "part"),
    [
        ("Freq", ("A", "A", "Half-yearly"), "Half-yearly"),
        ("Months", ("12", "12", "6"), "6"),
        ("Period type", ("Year", "Year", "Half-year"), "Half-year"),
        ("Frequency", ("A", "A", "Q"), "Q"),
        ("Basis of figures", ("Annual", "Annual", "YTD"), "YTD"),
        ("报告类型", ("年报", "年报", "半年报"), "半年报"),
    ],
)
def test_parts_of_years_in_words(report, header, texts, part):
    assert f"actuals.csv:1: {header}: has parts of years ({part})" in report(header, *texts).stderr
    assert report(header, texts[0], texts[0], texts[0]).exit_code == 0


@pytest.mark.parametrize("word", ["Quarterly", "Monthly", "季度"])
def test_how_often_an_indicator_is_published_is_not_refused(report, word):
    assert rows_of(report("Reported", word, word, word).stdout)["revenue"]["latest_value"] == "130.0"


def test_frames():
    targets = pd.DataFrame([["a", "USD", 2020, 10, 2025, 20]]).set_axis(
        ["key", "unit", "baseline_year", "baseline_value", "target_year", "target_value"], axis="columns"
    )
    actuals = pd.DataFrame({"key": ["a", "a"], "period": [2021, 2022], "value": [11.0, 12.0], "Fund": ["All", "A"]})
    with pytest.raises(InputError, match="Fund: has 'All' and 'A' for one indicator"):
        assess(targets, actuals)


def test_booleans_of_an_engine(run, plan, tmp_path):
    parquet, arrow = pytest.importorskip("pyarrow.parquet"), pytest.importorskip("pyarrow")
    path = tmp_path / "actuals.parquet"
    columns = {"key": ["revenue"] * 2, "year": [2022, 2023], "value": [110.0, 120.0], "is_forecast": [False, True]}
    parquet.write_table(arrow.table(columns), path)
    targets = plan(TARGETS, "")[1]
    result = run("report", "--targets", targets, "--actuals", str(path))
    assert "actuals.parquet: is_forecast: marks figures that are no observations (yes)" in result.stderr


def test_measures_of_the_oecd_are_not_mixed(run, plan):
    header = "LOCATION,INDICATOR,SUBJECT,MEASURE,FREQUENCY,TIME,Value\n"
    text = header + "AUS,revenue,TOT,MLN_USD,A,2021,110\nAUS,revenue,TOT,USD_CAP,A,2022,60000\n"
    result = run("report", "--format", "csv", *plan(TARGETS, text))
    assert "MEASURE: 'USD_CAP' beside 'MLN_USD' for the same indicator" in result.stderr
    text = header + "AUS,share,TOT,PC,A,2021,45\nAUS,share,MEN,PC,A,2022,50\n"
    result = run("report", "--format", "csv", *plan(TARGETS, text))
    assert "SUBJECT: has 'TOT' and 'MEN' for one indicator, but is not read" in result.stderr
    text = header + "AUS,revenue,TOT,MLN_USD,A,2021,110\nAUS,share,TOT,PC,A,2022,50\n"
    result = run("report", "--format", "csv", *plan(TARGETS, text))
    assert rows_of(result.stdout)["share"]["latest_value"] == "50.0"

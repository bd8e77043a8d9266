"""Tables as the World Bank, the OECD, the WHO and Our World in Data give them."""

from __future__ import annotations

import pytest
from support import rows_of

TARGETS = (
    "key,region,unit,measure,baseline_year,target_year,target_value\nSP.DYN.LE00.IN,{region},years,stock,2015,2030,80\n"
)
DATABANK = """\
Country Name,Country Code,Series Name,Series Code,2015 [YR2015],2020 [YR2020],2021 [YR2021],2022 [YR2022]
Ghana,GHA,Life expectancy at birth,SP.DYN.LE00.IN,70,..,72,73
Kenya,KEN,Life expectancy at birth,SP.DYN.LE00.IN,66,67,68,..
,,,,,,,
,,,,,,,
Data from database: World Development Indicators,,,,,,,
Last Updated: 10/24/2025,,,,,,,
"""
CLASSIC = """\
"Data Source","World Development Indicators",

"Last Updated Date","2025-10-07",

"Country Name","Country Code","Indicator Name","Indicator Code","1960","2015","2021","2022","2023","2024",
"Ghana","GHA","Life expectancy","SP.DYN.LE00.IN","45","70","72","73","","",
"Kenya","KEN","Life expectancy","SP.DYN.LE00.IN","47","66","68","","","",
"""
LONG = """\
Country Name,Country Code,Series Name,Series Code,Time,Time Code,Value
Ghana,GHA,Life expectancy,SP.DYN.LE00.IN,2015,YR2015,70
Ghana,GHA,Life expectancy,SP.DYN.LE00.IN,2022 [YR2022],YR2022,73
Kenya,KEN,Life expectancy,SP.DYN.LE00.IN,2015,YR2015,66
Kenya,KEN,Life expectancy,SP.DYN.LE00.IN,2021,YR2021,68
Kenya,KEN,Life expectancy,SP.DYN.LE00.IN,2022,YR2022,..
"""


@pytest.mark.parametrize("table", [DATABANK, CLASSIC, LONG])
@pytest.mark.parametrize(
    ("region", "expected"),
    [("Ghana", ("70.0", "2022", "73.0")), ("Kenya", ("66.0", "2021", "68.0")), ("KEN", ("66.0", "2021", "68.0"))],
)
def test_the_world_bank_names_countries_and_their_codes(assessed, table, region, expected):
    row = assessed(TARGETS.format(region=region), table)["SP.DYN.LE00.IN"]
    assert (row["baseline_value"], row["latest_period"], row["latest_value"]) == expected


def test_a_country_without_a_target_is_not_read_as_the_only_region(run, plan):
    kenya = "\n".join(line for line in DATABANK.split("\n") if "Ghana" not in line)
    result = run("report", "--all", "--format", "csv", *plan(TARGETS.format(region="Ghana"), kenya))
    assert rows_of(result.stdout)["SP.DYN.LE00.IN"]["status"] == "no_data"
    assert "3 of 3 observations belong to no target" in result.stderr


def test_codes_of_regions_are_said(run, plan):
    stderr = run("check", *plan(TARGETS.format(region="GHA"), DATABANK)).stderr
    assert "regions are read from Country Code, as the targets name these codes, not from Country Name" in stderr


@pytest.mark.parametrize("region", ["Ghana", "GHA"])
def test_our_world_in_data(assessed, region):
    actuals = "Entity,Code,Year,SP.DYN.LE00.IN\nGhana,GHA,2015,70\nGhana,GHA,2021,72\nKenya,KEN,2022,65\n"
    row = assessed(TARGETS.format(region=region), actuals)["SP.DYN.LE00.IN"]
    assert (row["baseline_value"], row["latest_period"], row["latest_value"]) == ("70.0", "2021", "72.0")


@pytest.mark.parametrize("region", ["Ghana", "GHA"])
def test_the_observatory_of_the_who(assessed, region):
    """With the intervals of confidence that stand behind its values."""
    actuals = (
        "IndicatorCode,Indicator,Location,SpatialDimValueCode,Period type,Period,FactValueNumeric,Value\n"
        "SP.DYN.LE00.IN,Life expectancy,Ghana,GHA,Year,2015,65.21,65.2 [64.1-66.3]\n"
        "SP.DYN.LE00.IN,Life expectancy,Ghana,GHA,Year,2019,66.34,66.3 [65.1–67.3]\n"
    )
    row = assessed(TARGETS.format(region=region), actuals)["SP.DYN.LE00.IN"]
    assert (row["baseline_value"], row["latest_period"], row["latest_value"]) == ("65.2", "2019", "66.3")


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("65.2 [60.1-64.0]", "has an interval behind it that does not contain the number"),
        ("65 [1-2]", "'65 [1-2]' is not a number"),
        ("[45]", "'[45]' may be a footnote mark or the number 45; write 45, or 〔45〕"),
        ("【10】", "may be a footnote mark or the number 10"),
    ],
)
def test_what_stands_in_brackets_may_be_something_else(run, plan, cell, problem):
    result = run("report", *plan(TARGETS.format(region=""), f"key,period,value\nSP.DYN.LE00.IN,2020,{cell}\n"))
    assert (result.exit_code, problem in result.stderr) == (2, True)


def test_words_behind_the_codes_of_sdmx(assessed):
    """As OECD's explorer writes them; those of periods and values are empty."""
    actuals = (
        "STRUCTURE,REF_AREA,Reference area,INDICATOR,Indicator,UNIT_MEASURE,Unit of measure,TIME_PERIOD,Time period,"
        "OBS_VALUE,Observation value,OBS_STATUS,Observation status,UNIT_MULT,Unit multiplier\n"
        "DATAFLOW,GHA,Ghana,SP.DYN.LE00.IN,Life expectancy,years,Years,2015,,70,,A,Normal value,0,Units\n"
        "DATAFLOW,GHA,Ghana,SP.DYN.LE00.IN,Life expectancy,years,Years,2022,,73,,E,Estimated value,0,Units\n"
    )
    row = assessed(TARGETS.format(region="GHA"), actuals)["SP.DYN.LE00.IN"]
    assert (row["latest_period"], row["latest_value"], row["latest_status"]) == ("2022", "73.0", "preliminary")


def test_a_missing_key_says_what_a_file_of_one_indicator_needs(run, plan):
    actuals = "geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nGHA,2015,70,\n"
    stderr = run("report", *plan(TARGETS.format(region="GHA"), actuals)).stderr
    assert "key: this column is missing; add it (key of the target), or say in lixia.toml what its header is" in stderr


@pytest.mark.parametrize(
    ("heading", "problem"),
    [
        ("Q1 FY24", "'Q1 FY24' is a part of a fiscal year, whose months are not known; write the calendar period"),
        ("FY2024-25 Q2", "is a part of a fiscal year"),
    ],
)
def test_parts_of_fiscal_years_as_headings(run, plan, heading, problem):
    """Beside headings that can be read they would else be columns not used."""
    result = run("report", *plan(TARGETS.format(region=""), f"key,FY2023,{heading}\nSP.DYN.LE00.IN,70,71\n"))
    assert (result.exit_code, problem in result.stderr) == (2, True)


def test_headings_of_months_without_a_year_are_named(run, plan):
    actuals = "key,1-2月,1-3月\nSP.DYN.LE00.IN,70,71\n"
    stderr = run("report", *plan(TARGETS.format(region=""), actuals)).stderr
    assert "period: this column is missing, and the heading '1-2月' names no year" in stderr


OUTLOOK = (
    "WEO Country Code\tISO\tWEO Subject Code\tCountry\tSubject Descriptor\tUnits\tScale\t"
    "2015\t2021\t2022\t2023\t2025\t2030\tEstimates Start After\n"
    "652\tGHA\tNGDPD\tGhana\tGDP, current prices\tUSD\tBillions\t49.4\t1,079.0\t73.8\tn/a\t100\t110\t{last}\n"
    "\nInternational Monetary Fund, World Economic Outlook Database, April 2024\n"
)


@pytest.mark.parametrize(
    ("last", "today", "expected"),
    [
        ("2021", "2024-05-01", ("2022", "73.8", "preliminary")),
        ("2022", "2024-05-01", ("2022", "73.8", "final")),
        ("n/a", "2024-05-01", ("2022", "73.8", "preliminary")),
        ("2021", "2026-05-01", ("2025", "100.0", "preliminary")),
    ],
)
def test_the_outlook_of_the_imf(run, plan, monkeypatch, last, today, expected):
    """Years that are not over are forecasts, and those behind the last actual year estimates."""
    monkeypatch.setenv("LIXIA_TODAY", today)
    targets = (
        "key,region,unit,measure,baseline_year,target_year,target_value\nNGDPD,GHA,USD billion,flow,2015,2030,200\n"
    )
    result = run("report", "--format", "csv", *plan(targets, OUTLOOK.format(last=last)))
    row = rows_of(result.stdout)["NGDPD"]
    assert (row["latest_period"], row["latest_value"], row["latest_status"]) == expected
    assert row["baseline_value"] == "49.4"
    assert "columns left out, as forecasts are no observations" in result.stderr


def test_what_is_no_last_year_is_refused(run, plan):
    result = run("report", *plan(TARGETS.format(region=""), OUTLOOK.format(last="soon")))
    assert (result.exit_code, "Estimates Start After: 'soon' is not a year" in result.stderr) == (2, True)


def test_a_column_called_scale_that_has_something_else_is_not_used(run, plan):
    actuals = "key,year,value,scale\nSP.DYN.LE00.IN,2022,73,large\n"
    result = run("report", *plan(TARGETS.format(region=""), actuals))
    assert (result.exit_code, "columns not used: scale" in result.stderr) == (0, True)


CITIES = "key,City,2020,2023\nparks,Jinan,30,40\nschools,Qingdao,50,60\n"
OF_CITIES = "key,region,unit,measure,baseline_year,target_year,target_value\n"


def test_places_are_regions_where_targets_name_any(run, plan):
    targets = f"{OF_CITIES}parks,Jinan,n,stock,2020,2025,50\nschools,Jinan,n,stock,2020,2025,50\n"
    result = run("report", "--all", "--format", "csv", *plan(targets, CITIES))
    rows = rows_of(result.stdout)
    assert rows["parks"]["latest_value"] == "40.0"
    assert rows["schools"]["status"] == "no_data"


def test_places_are_named_where_targets_name_no_region(run, plan, tmp_path):
    targets = f"{OF_CITIES}parks,,n,stock,2020,2025,50\nschools,,n,stock,2020,2025,50\n"
    result = run("report", "--format", "csv", *plan(targets, CITIES))
    assert rows_of(result.stdout)["schools"]["latest_value"] == "60.0"
    assert "City: figures count as those of the targets, though they are of Jinan, Qingdao" in result.stderr
    both = tmp_path / "both.csv"
    both.write_text("key,City,unit,2020,2023,2025 target\nparks,Jinan,n,30,40,50\nschools,Qingdao,n,50,60,70\n")
    rows = rows_of(run("report", "--format", "csv", "--targets", both, "--actuals", both).stdout)
    assert {key: (row["latest_value"], row["City"]) for key, row in rows.items()} == {
        "parks": ("40.0", "Jinan"),
        "schools": ("60.0", "Qingdao"),
    }


def test_figures_of_several_places_are_not_those_of_one_target(refused, assessed):
    targets = f"{OF_CITIES}parks,,n,stock,2020,2025,50\n"
    actuals = "key,街道,year,value\nparks,解放路街道,2022,30\nparks,千佛山街道,2023,40\n"
    (problem,) = refused(targets, actuals)
    assert problem.startswith(
        "actuals.csv:3: 街道: '千佛山街道' beside '解放路街道' for the same indicator, and no total"
    )
    total = f"{actuals}parks,全区,2022,90\n"
    assert assessed(targets, total)["parks"]["latest_value"] == "90.0"


@pytest.mark.parametrize("header", ["observation_date", "REF_DATE", "Fiscal year", "统计时间"])
def test_other_headers_of_periods(assessed, header):
    row = assessed(TARGETS.format(region=""), f"{header},SP.DYN.LE00.IN\n2015,70\n2022,73\n")["SP.DYN.LE00.IN"]
    assert (row["baseline_value"], row["latest_value"]) == ("70.0", "73.0")


def test_dates_at_the_start_of_what_they_stand_for_are_refused(run, plan):
    """The Federal Reserve's: 2022-01-01 is January, a quarter or a year."""
    result = run("report", *plan(TARGETS.format(region=""), "observation_date,SP.DYN.LE00.IN\n2022-01-01,73\n"))
    assert result.exit_code == 2
    assert "'2022-01-01' is a first day; write the period that begins with it" in result.stderr

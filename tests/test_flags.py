"""Flags of statistics offices beside observations: behind the number, and in columns of SDMX-CSV."""

from __future__ import annotations

import pandas as pd
import pytest
from support import rows_of

import lixia_cli

TARGETS = "key,region,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,DE,%,share,2015,10,2030,9\n"
SDMX = "key,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"


@pytest.fixture
def reported(run, plan):
    """Report of one target: its row, and what standard error says."""

    def call(actuals: str, targets: str = TARGETS):
        files = plan(targets, actuals)
        result = run("report", "--format", "csv", *files)
        return rows_of(result.stdout).get("x", {}), result.stderr

    return call


@pytest.mark.parametrize(
    ("cell", "value", "status"),
    [
        ("12.2 p", "12.2", "preliminary"),
        ("12.2 e", "12.2", "preliminary"),
        ("12.2 s", "12.2", "preliminary"),
        ("12.2 i", "12.2", "preliminary"),
        ("12.2 ep", "12.2", "preliminary"),
        ("12.2 bep", "12.2", "preliminary"),
        ("12.2 b", "12.2", "final"),
        ("12.2  bu", "12.2", "final"),
        ("12.2 d", "12.2", "final"),
        ("12.2 u", "12.2", "final"),
        ("12.2 r", "12.2", "final"),
        ("12.2 n", "12.2", "final"),
    ],
)
def test_flags_behind_a_number(reported, cell, value, status):
    row, _ = reported(f"key,geo,2015,2021,2022\nx,DE,10,11 p,{cell}\n")
    assert (row["latest_period"], row["latest_value"], row["latest_status"]) == ("2022", value, status)


@pytest.mark.parametrize(
    "cell", [":", ": c", ":c", ": bu", ":  z", "[x]", "[c]", "[z]", "NaN", ".", "..", "(NA)", "n.a."]
)
def test_what_stands_where_there_is_no_number(reported, cell):
    row, _ = reported(f"key,geo,2015,2021,2022\nx,DE,10,11.0 b,{cell}\n")
    assert (row["latest_period"], row["latest_value"]) == ("2021", "11.0")


def test_figures_that_may_not_be_comparable_are_counted_and_named(reported, run, plan):
    _, stderr = reported("key,geo,2015,2020,2021,2022\nx,DE,10,10.2 d,11 b,12.2 bu\n")
    assert (
        "figures that may not be comparable with the target or with those of other periods: 3 "
        "(b: break in time series; d: definition differs)"
    ) in stderr
    assert "figures of low reliability: 1 (u: low reliability)" in stderr
    assert "numbers with footnote marks: 3, such as 10.2 d" in stderr


def test_a_forecast_is_no_observation(reported):
    row, stderr = reported("key,geo,2015,2021,2022\nx,DE,10,11,12.2 f\n")
    assert (row["latest_period"], row["latest_value"]) == ("2021", "11.0")
    assert "forecasts left out, as they are no observations: 1" in stderr


@pytest.mark.parametrize(
    ("unit", "cell", "problem"),
    [
        ("EUR", "17.3 b", "'17.3 b' may be 17.3 billion, or 17.3 with Eurostat's flag b (break in time series)"),
        ("people", "17.3 b", "may be 17.3 billion"),
        ("hours", "5 d", "'5 d' may be 5 days, or 5 with Eurostat's flag d (definition differs)"),
        ("天", "5 s", "'5 s' may be 5 seconds"),
        ("%", "25 bp", "'25 bp' may be 25 basis points"),
        ("%", "17.3b", "'17.3b' is not a number"),
        ("%", "17.3 c", "'17.3 c' is not a number"),
        ("cm", "5 in", "'5 in' is not a number"),
        ("%", "5 eb", "'5 eb' is not a number"),
    ],
)
def test_letters_that_may_be_a_unit_are_refused(run, plan, unit, cell, problem):
    targets = TARGETS.replace("%", unit)
    result = run("report", *plan(targets, f"key,geo,2015,2022\nx,DE,10,{cell}\n"))
    assert result.exit_code == 2
    assert problem in result.stderr


@pytest.mark.parametrize("unit", ["EUR million", "kg/ha"])
def test_a_break_is_no_billion_where_the_unit_cannot_take_it(reported, unit):
    row, _ = reported("key,geo,2015,2022\nx,DE,10,17.3 b\n", TARGETS.replace("%", unit))
    assert row["latest_value"] == "17.3"


def test_a_unit_behind_a_number_is_still_one(reported):
    row, stderr = reported("key,geo,2015,2022\nx,DE,10,5 d\n", TARGETS.replace("%", "d"))
    assert row["latest_value"] == "5.0"
    assert "comparable" not in stderr


@pytest.mark.parametrize(
    ("flag", "status"),
    [
        *((flag, "preliminary") for flag in ("p", "e", "s", "S", "bp", "b, e", "P", "i")),
        *((flag, "final") for flag in ("", "a", "b", "du", "r", "n")),
    ],
)
def test_obs_flag(reported, flag, status):
    flag = f'"{flag}"'
    row, _ = reported(f"{SDMX}x,DE,2015,10,,\nx,DE,2022,12.2,{flag},\n")
    assert (row["latest_value"], row["latest_status"]) == ("12.2", status)


@pytest.mark.parametrize(
    ("code", "status"),
    [*((code, "final") for code in "ABDUGRSN"), *((code, "preliminary") for code in "PEIV")],
)
def test_obs_status(reported, code, status):
    row, _ = reported(f"key,geo,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nx,DE,2015,10,A\nx,DE,2022,12.2,{code}\n")
    assert (row["latest_value"], row["latest_status"]) == ("12.2", status)


def test_a_strike_and_an_estimate_of_eurostat_are_told_apart(reported):
    _, strike = reported("key,geo,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nx,DE,2022,12.2,S\n")
    assert "(S: strike or other special events)" in strike
    row, _ = reported("key,geo,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nx,DE,2022,12.2,s\n")
    assert row["latest_status"] == "preliminary"


@pytest.mark.parametrize("flag", ["c", "z", "m", "M", "L"])
def test_a_flag_that_says_why_there_is_no_value(reported, run, plan, flag):
    for empty in ("", ":", "NaN"):
        row, _ = reported(f"{SDMX}x,DE,2021,11,,\nx,DE,2022,{empty},{flag},\n")
        assert row["latest_period"] == "2021"
    result = run("report", *plan(TARGETS, f"{SDMX}x,DE,2021,11,,\nx,DE,2022,12,{flag},\n"))
    assert result.exit_code == 2
    assert f"3: OBS_FLAG: '{flag}' says that there is no value, but the row has one" in result.stderr


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("x,DE,2022,12,y,", "2: OBS_FLAG: 'y' is no flag of Eurostat or SDMX"),
        ("x,DE,2022,12,prov,", "2: OBS_FLAG: 'prov' is no flag"),
    ],
)
def test_what_is_no_flag_is_refused(run, plan, rows, problem):
    result = run("report", *plan(TARGETS, f"{SDMX}{rows}\n"))
    assert (result.exit_code, problem in result.stderr) == (2, True)


def test_a_flag_that_contradicts_the_status_is_refused(run, plan):
    actuals = "key,geo,year,value,status,OBS_FLAG\nx,DE,2022,12,final,p\n"
    result = run("report", *plan(TARGETS, actuals))
    assert "2: OBS_FLAG: 'p' is a flag of estimates, but the status is 'final'" in result.stderr


def test_a_forecast_in_a_column_is_left_out(reported):
    row, stderr = reported(f"{SDMX}x,DE,2021,11,,\nx,DE,2022,12,f,\nx,DE,2023,13,f,\n")
    assert row["latest_period"] == "2021"
    assert "OBS_FLAG: forecasts left out, as they are no observations: 2" in stderr


def test_a_status_called_f_may_be_final_or_a_forecast(run, plan):
    result = run("report", *plan(TARGETS, "key,geo,year,value,status\nx,DE,2022,12,F\n"))
    assert (result.exit_code, "status: 'F' is not known" in result.stderr) == (2, True)


def test_a_column_called_flag_that_has_something_else_is_not_used(reported):
    row, stderr = reported("key,geo,year,value,Flag\nx,DE,2022,12.2,yes\nx,DE,2021,11,b\n")
    assert (row["latest_value"], row["latest_status"]) == ("12.2", "final")
    assert "columns not used: Flag" in stderr
    row, _ = reported("key,geo,year,value,flags\nx,DE,2022,12.2,ep\nx,DE,2021,11,b\n")
    assert row["latest_status"] == "preliminary"


def test_confidential_figures_are_counted(reported):
    row, stderr = reported(f"{SDMX}x,DE,2021,11,,F\nx,DE,2022,12.2,,C\nx,DE,2023,,,C\n")
    assert row["latest_value"] == "12.2"
    assert "CONF_STATUS: figures marked as confidential or not for publication: 1; they count" in stderr


def test_flags_stay_in_the_note_of_the_observation(tmp_path):
    frame = pd.DataFrame(
        {"key": ["x", "x"], "geo": "DE", "TIME_PERIOD": [2021, 2022], "OBS_VALUE": [11.0, 12.2], "OBS_FLAG": ["", "bu"]}
    ).assign(note=["", "by letter"])
    (tmp_path / "t.csv").write_text(TARGETS)
    with pytest.warns(lixia_cli.LixiaWarning, match="comparable|reliability"):
        plan = lixia_cli.read_plan(tmp_path / "t.csv", frame)
    assert plan.actuals["note"].tolist() == ["", "by letter; OBS_FLAG: bu"]


def test_many_rows_with_flags_are_read_like_few(reported):
    years = "".join(f"y{number},DE,2021,{number},b,\n" for number in range(60_000))
    row, stderr = reported(f"{SDMX}{years}x,DE,2022,12.2,p,\nx,DE,2023,13,f,\n")
    assert (row["latest_period"], row["latest_value"], row["latest_status"]) == ("2022", "12.2", "preliminary")
    assert "other periods: 60000 (b: break in time series)" in stderr
    assert "left out, as they are no observations: 1" in stderr


@pytest.mark.parametrize(
    ("nature", "status"), [("E", "preliminary"), ("M", "preliminary"), ("C", "final"), ("CA", "final")]
)
def test_the_natures_of_the_sdg_database(reported, nature, status):
    header = "SeriesCode,GeoAreaName,TimePeriod,Value,Nature,Units\n"
    row, _ = reported(f"{header}x,DE,2015,10,G,PERCENT\nx,DE,2022,12.2,{nature},PERCENT\nx,DE,2030,13,F,PERCENT\n")
    assert (row["latest_period"], row["latest_value"], row["latest_status"]) == ("2022", "12.2", status)


def test_a_column_called_nature_that_has_something_else_is_not_used(reported):
    row, stderr = reported("key,geo,year,value,nature\nx,DE,2022,12.2,binding\n")
    assert (row["latest_status"], "columns not used: nature" in stderr) == ("final", True)


@pytest.mark.parametrize("heading", ["2022E", "2022p", "2022 (E)"])
def test_a_letter_behind_a_year_makes_a_column_of_estimates(reported, heading):
    row, stderr = reported(f"key,geo,2015A,{heading},2023F\nx,DE,10,12.2,13\n")
    assert (row["latest_period"], row["latest_status"]) == ("2022", "preliminary")
    assert "columns not used: 2023F" in stderr


@pytest.mark.parametrize("target", [":tbd", ": ?"])
def test_what_is_no_flag_behind_a_colon_is_no_missing_value(run, plan, target):
    result = run("report", *plan(TARGETS, f"key,geo,year,value\nx,DE,2022,{target}\n"))
    assert (result.exit_code, f"'{target}' is not a number" in result.stderr) == (2, True)

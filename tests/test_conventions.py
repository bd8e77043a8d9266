"""What settings, headings and SDMX say of the headers, words and gaps of files."""

from __future__ import annotations

import io
import json

import pandas as pd
import pytest
from support import dedent, rows_of

from lixia_cli import InputError, assess

TARGETS = "key,unit,measure,target_year,target_value\nx,%,share,2025,50\n"
ACTUALS = "key,period,value\nx,2022,44\n"


@pytest.fixture
def with_settings(run, plan, tmp_path):
    """with_settings(toml, targets, actuals, *options) → the result of a report as csv."""

    def call(settings, targets=TARGETS, actuals=ACTUALS, *options):
        (tmp_path / "mine.toml").write_text(dedent(settings), encoding="utf-8")
        files = plan(targets, actuals)
        return run("--config", tmp_path / "mine.toml", "report", "--all", "--format", "csv", *files, *options)

    return call


@pytest.fixture
def row(with_settings):
    """row(toml, targets, actuals) → the row of x in the report."""

    def call(*arguments):
        result = with_settings(*arguments)
        assert result.exit_code == 0, result.stderr
        return rows_of(result.stdout)["x"]

    return call


def test_a_header_of_the_settings_stands_for_the_column_alone(row):
    # Without the setting the two columns would be an error, as either may be the target.
    targets = "key,unit,measure,target_year,target,target_value\nx,%,share,2025,60,50\n"
    assert row('[columns.targets]\ntarget_value = "Target"', targets)["target_value"] == "60.0"
    assert row('[columns.targets]\ntarget_value = "target_value"', targets)["target_value"] == "50.0"


def test_a_header_may_be_the_name_of_another_column(row):
    actuals = "key,period,value,status\nx,2022,44,45\n"
    assert row('[columns.actuals]\nvalue = "status"', TARGETS, actuals)["latest_value"] == "45.0"


def test_words_of_the_settings_come_before_known_ones(row):
    targets = "key,unit,measure,direction,target_year,target_value\nx,%,share,UP ,2025,50\n"
    assert row("", targets)["direction"] == "at_least"
    assert row('[values.direction]\nup = "at_most"', targets)["direction"] == "at_most"


def test_words_for_texts(row):
    targets = "key,unit,measure,target_year,target_value\nx,Percent!,share,2025,50\n"
    actuals = "key,period,value,unit\nX-1,2022,44,Percent!\n"
    read = row('[values.unit]\n"Percent!" = "%"\n[values.key]\nX-1 = "x"', targets, actuals)
    assert (read["unit"], read["latest_value"]) == ("%", "44.0")


def test_defaults_fill_gaps_and_nothing_else(with_settings):
    targets = "key,unit,measure,target_year,target_value\nx,%,share,,50\ny,%,share,2030,50\n"
    result = with_settings('[defaults.targets]\ntarget_year = 2025\nplan = "P"', targets)
    rows = rows_of(result.stdout)
    assert [(rows[key]["target_year"], rows[key]["plan"]) for key in "xy"] == [("2025", "P"), ("2030", "P")]


def test_a_default_for_a_column_that_is_needed(row):
    assert row('[defaults.actuals]\nkey = "x"', TARGETS, "period,value\n2022,44\n")["latest_value"] == "44.0"


@pytest.mark.parametrize(
    ("separator", "options"), [(",", ()), (";", ()), (";", ("--decimal", ",")), (";", ("--decimal", "."))]
)
def test_a_number_as_default_means_the_same_in_every_notation(with_settings, separator, options):
    targets = "key,unit,measure,target_year\nx,%,share,2025\n".replace(",", separator)
    result = with_settings("[defaults.targets]\ntarget_value = 1.234", targets, ACTUALS, *options)
    assert rows_of(result.stdout)["x"]["target_value"] == "1.234"


def test_the_bundled_plan_is_read_without_them(run, tmp_path):
    (tmp_path / "mine.toml").write_text('[defaults.actuals]\nregion = "nowhere"\n[columns.targets]\nkey = "ID"\n')
    assert (
        run("--config", tmp_path / "mine.toml", "report", "--format", "csv").stdout
        == run("report", "--format", "csv").stdout
    )


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ('[columns.target]\nkey = "x"', "columns.target: is not known; is it 'targets'?"),
        ('[columns.targets]\nkeys = "x"', "columns.targets.keys: is not known; is it 'key'?"),
        ("[columns.targets]\nkey = 5", "columns.targets.key: must be a header of the file, as text"),
        (
            '[columns.targets]\nkey = "A b"\nunit = "a_B"',
            "columns.targets.unit: 'a_B' is the header of key already",
        ),
        ('[values]\ndirection = "up"', "values.direction: must be a table: [values.direction]"),
        ('[values.value]\nx = "y"', "values.value: is not known; use one of: key, plan, region, domain"),
        (
            '[values.direction]\nUp = "best"',
            "values.direction.Up: 'best' is not known; use one of: at_least, at_most, within",
        ),
        ('[values.direction]\nUp = "at_least"\nUP = "at_most"', "values.direction.UP: 'UP' means at_least already"),
        ("[values.direction]\nUp = 1", "values.direction.Up: must be a text"),
        ("[defaults.targets]\ntarget_year = 25", "defaults.targets.target_year: '25' is not a year"),
        ('[defaults.targets]\nmeasure = "speed"', "defaults.targets.measure: 'speed' is not known; use one of: flow"),
        ('[defaults.targets]\ntarget_value = "1,5"', "defaults.targets.target_value: '1,5' is not a number"),
        ("[defaults.targets]\nunit = []", "defaults.targets.unit: must be a text or a number"),
        ("[defaults.targets]\nunit = true", "defaults.targets.unit: must be a text or a number"),
        ('[defaults.actuals]\nperiod = "soon"', "defaults.actuals.period: 'soon' is not a period"),
        ("[defaults.actuals]\nvalue = 0", "defaults.actuals.value: can't have a default"),
        ('[columns.actuals]\nperiod = "When"', "columns.actuals.period: 'When' is no header of"),
        ('[columns.targets]\nnote = "Why"', "columns.targets.note: 'Why' is no header of"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_key(with_settings, settings, problem):
    result = with_settings(settings)
    assert result.exit_code == 2
    assert f"mine.toml: {problem}" in result.stderr
    assert result.stdout == ""


def test_a_header_that_is_not_there_is_the_only_problem_of_its_column(with_settings):
    stderr = with_settings('[columns.actuals]\nperiod = "When"').stderr
    assert "actuals.csv, which has: key, period, value" in stderr
    assert "1 problem;" in stderr


def test_the_same_in_python():
    targets = pd.read_csv(io.StringIO("ID,Trend,Goal\nx,Down,55\n"))
    actuals = pd.DataFrame({"ID": ["x"], "Result": [58.5]})
    row = assess(
        targets,
        actuals,
        columns={"targets": {"direction": "Trend", "target_value": "Goal"}, "actuals": {"value": "Result"}},
        values={"direction": {"Down": "at_most"}},
        defaults={"targets": {"unit": "dB", "target_year": 2025}, "actuals": {"period": 2022}},
    ).iloc[0]
    assert (row["direction"], row["latest_value"], row["target_value"]) == ("at_most", 58.5, 55)
    with pytest.raises(InputError, match=r"columns\.targets\.keys: is not known; is it 'key'\?"):
        assess(targets, actuals, columns={"targets": {"keys": "ID"}})


def test_check_says_which_settings_were_used(run, plan, tmp_path):
    (tmp_path / "mine.toml").write_text(
        "[columns.targets]\ntarget_value = 'Goal'\n[values.status]\nSure = 'final'\n[defaults.actuals]\nperiod = 2022\n"
    )
    files = plan("key,unit,measure,target_year,Goal\nx,%,share,2025,50\n", "key,value,status\nx,44,sure\n")
    shown = run("--config", tmp_path / "mine.toml", "check", *files).stdout
    targets, actuals = shown.split("Actuals:")
    assert "Settings" in targets
    assert "columns.targets.target_value = Goal" in targets
    assert "values.status.Sure = final, defaults.actuals.period = 2022" in actuals
    found = json.loads(run("--config", tmp_path / "mine.toml", "check", "--format", "json", *files).stdout)
    assert found["files"][0]["settings"] == [{"key": "columns.targets.target_value", "value": "Goal"}]


SDMX = "REF_AREA,INDICATOR,UNIT_MEASURE,UNIT_MULT,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
MONEY = "key,region,unit,measure,target_year,target_value\nx,XY,USD billion,flow,2025,2\n"


@pytest.mark.parametrize(("power", "value"), [("0", "1500000000"), ("3", "1500000"), ("6", "1500"), ("9", "1.5")])
def test_multipliers_of_sdmx_scale_the_value(row, power, value):
    assert row("", MONEY, f"{SDMX}XY,x,USD,{power},2022,{value},A\n")["latest_value"] == "1.5"


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("XY,x,USD,2,2022,15,A", "unit_mult: '2' is not read as a power of ten"),
        ("XY,x,,6,2022,15,A", "unit_mult: says the scale of the value (6), but no unit is given"),
        ("XY,x,USD,9,2022,1.5,M", "OBS_STATUS: 'M' says that there is no value, but the row has one"),
        ("XY,x,USD,9,2022,1.5,Y", "OBS_STATUS: 'Y' is not known"),
    ],
)
def test_what_sdmx_says_is_refused_where_it_is_not_understood(with_settings, cells, problem):
    result = with_settings("", MONEY, f"{SDMX}{cells}\n")
    assert result.exit_code == 2
    assert problem.lower() in result.stderr.lower()


@pytest.mark.parametrize("value", ["", "NaN"])
def test_a_missing_observation_of_sdmx_is_none(row, value):
    read = row("", MONEY, f"{SDMX}XY,x,USD,9,2021,1.5,A\nXY,x,USD,9,2022,{value},M\n")
    assert (read["latest_period"], read["latest_value"]) == ("2021", "1.5")


@pytest.mark.parametrize(
    ("header", "cells", "value"),
    [
        ("数值（亿元）", "1.5", "1.5"),
        ("value (万元)", "15000", "1.5"),
        ("value [亿元],unit", "1.5,", "1.5"),
        ("value (亿元),unit", "1.5,亿元", "1.5"),
        ("完成值（亿元）", "1.5", "1.5"),
    ],
)
def test_a_unit_behind_a_header_is_that_of_the_rows(row, header, cells, value):
    targets = "key,unit,measure,target_year,target_value\nx,亿元,flow,2025,2\n"
    assert row("", targets, f"key,period,{header}\nx,2022,{cells}\n")["latest_value"] == value


def test_a_unit_behind_a_header_of_the_settings_counts_too(row):
    targets = "key,unit,measure,target_year,target_value\nx,USD billion,flow,2025,2\n"
    settings = '[columns.actuals]\nvalue = "Result (USD million)"'
    assert row(settings, targets, "key,period,Result (USD million)\nx,2022,1500\n")["latest_value"] == "1.5"


@pytest.mark.parametrize(("power", "value"), [("Units", "1500000000"), ("Millions", "1500")])
def test_multipliers_in_words(row, power, value):
    actuals = f"key,region,unit,PowerCode,period,value\nx,XY,USD,{power},2022,{value}\n"
    assert row("", MONEY, actuals)["latest_value"] == "1.5"


def test_units_that_contradict_each_other_are_refused(with_settings):
    targets = "key,unit,measure,target_year,target_value\nx,亿元,flow,2025,2\n"
    stderr = with_settings("", targets, "key,period,value (亿元),unit\nx,2022,1,万元\n").stderr
    assert "actuals.csv:2: unit: '万元' where the heading 'value (亿元)' says '亿元'; keep the right one" in stderr
    targets = "key,measure,baseline_year,baseline_value (万元),target_year,target_value (亿元)\nx,flow,2020,1,2025,2\n"
    assert "the units of 'target_value (亿元)' and 'baseline_value (万元)' differ" in with_settings("", targets).stderr


def test_targets_with_the_unit_behind_a_header_need_no_column_of_units(row):
    targets = "key,measure,target_year,目标值（亿元）\nx,flow,2025,2\n"
    read = row("", targets, "key,period,value\nx,2022,1.5\n")
    assert (read["unit"], read["target_value"]) == ("亿元", "2.0")


WIDE = "指标：地区生产总值(亿元)\n地区,2021年,2022年\n甲市,100,110\n"
OF_CITY = "key,region,unit,measure,baseline_year,target_year,target_value\nx,甲市,万元,flow,2020,2025,2000000\n"


def test_a_default_key_leaves_the_unit_of_the_title(row):
    # 110 亿元 are 1,100,000 万元.
    read = row('[defaults.actuals]\nkey = "x"', OF_CITY, WIDE)
    assert (read["latest_period"], read["latest_value"]) == ("2022", "1100000.0")


def test_a_default_unit_that_contradicts_a_title_is_refused(with_settings):
    result = with_settings('[defaults.actuals]\nkey = "x"\nunit = "万元"', OF_CITY, WIDE)
    assert result.exit_code == 2
    assert "a title says that the unit is '亿元', the settings say '万元'; keep the right one" in result.stderr


@pytest.mark.parametrize("options", [(), ("--decimal", ","), ("--decimal", ".")])
def test_a_number_as_default_means_the_same_in_a_wide_table(with_settings, options):
    table = "key;unit;measure;2020 actual;2025 target\nx;%;share;1;2\n"
    result = with_settings("[defaults.targets]\ntarget_high = 7.125\ndirection = 'within'", table, ACTUALS, *options)
    assert rows_of(result.stdout)["x"]["target_high"] == "7.125"


def test_what_settings_change_is_said_in_one_line(with_settings):
    settings = """
        [columns.actuals]
        value = "Val"
        [values.key]
        X1 = "x"
        Y = "y"
        [defaults.actuals]
        period = 2022
        status = "preliminary"
    """
    result = with_settings(settings, TARGETS, "key,Val,status\nX1,44,final\n")
    said = [line for line in result.stderr.splitlines() if "mine.toml" in line]
    assert len(said) == 1
    # Not Y, which the file has not, nor the status, which it gives everywhere.
    named = "columns.actuals.value = Val, values.key.X1 = x, defaults.actuals.period = 2022"
    assert said[0].endswith(f"mine.toml says: 3 ({named})")

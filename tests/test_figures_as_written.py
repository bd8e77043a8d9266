"""Figures in files as people write them: read, kept with their marks, or refused at their place."""

from __future__ import annotations

import json
import warnings

import pandas as pd
import pytest
from support import rows_of

from lixia_cli.api import InputError, LixiaWarning, read_plan
from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.read.frames import from_frame
from lixia_cli.read.notation import Notation

TARGETS = """\
key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value
firms,economy,Firms,家,stock,2020,1500,2025,2500
share,economy,Share,%,share,2020,40,2025,60
"""


def test_a_footnote_mark_is_kept_in_the_note_and_counted(run, plan):
    actuals = "key,period,value,note\nfirms,2022,1910²,\nshare,2022,46.5¹%,of towns\nshare,2021,44,\n"
    options = plan(TARGETS, actuals)
    result = run("report", "--format", "json", *options)
    values = {row["key"]: row["latest_value"] for row in json.loads(result.stdout)["indicators"]}
    assert values == {"firms": 1910, "share": 46.5}
    assert result.stderr.count("numbers with footnote marks: 2, such as 1910²") == 1
    (shown,) = json.loads(run("show", "share", "--format", "json", *options).stdout)["indicators"]
    assert [row["note"] for row in shown["observations"]] == ["", "of towns; value: 46.5¹%"]


def test_a_mark_in_a_target_is_kept_in_its_note(run, plan):
    options = plan(TARGETS.replace("2500", "2500①"), "key,period,value\n")
    (shown,) = json.loads(run("show", "firms", "--format", "json", *options).stdout)["indicators"]
    assert (shown["promise"]["target_value"], shown["promise"]["note"]) == (2500, "target_value: 2500①")


def test_a_provisional_mark_makes_the_status_preliminary(assessed):
    row = assessed(TARGETS, "key,period,value\nshare,2022,46.5(p)\nfirms,2022,1600 r\n")
    assert (row["share"]["latest_status"], row["firms"]["latest_status"]) == ("preliminary", "final")


def test_a_provisional_mark_on_a_final_figure_is_refused(refused):
    assert refused(TARGETS, "key,period,value,status\nshare,2022,46.5(p),final\n") == [
        "actuals.csv:2: status: is final, but the number is marked as preliminary; keep the one that is right"
    ]


@pytest.mark.parametrize("cell", ["10⁵", "①46", "²", '"0,250"', "(5)", "#REF!", "46.5x", "2.5e-400", "12½", "5-"])
def test_what_may_be_another_number_is_refused_at_its_place(refused, cell):
    (line,) = refused(TARGETS, f"key,period,value\nshare,2022,{cell}\n")
    assert line.startswith(f"actuals.csv:2: value: '{cell.strip(chr(34))}' ")


@pytest.mark.parametrize("number", ["1e400", "9" * 400, "1e309", "-1e400"])
def test_a_number_beyond_all_bounds_is_one_line(refused, number):
    for name in ("baseline_year", "target_year", "target_value", "baseline_value"):
        row = {"key": "k", "domain": "d", "name_en": "K", "unit": "x", "measure": "stock", "baseline_year": "2020"}
        row |= {"baseline_value": "1", "target_year": "2025", "target_value": "1", name: number}
        line = refused(",".join(row) + "\n" + ",".join(row.values()) + "\n", "key,period,value\n")[0]
        assert line.startswith(f"targets.csv:2: {name}: '{number}' is ")


def test_rates_compounded_beyond_all_bounds_warn_of_nothing(judge):
    # Warnings are errors in these tests.
    row = judge("growth,,,,,,,2025,9e99,,2021", dict.fromkeys(("2021", "2022", "2023", "2024", "2025"), "9e99,,"))
    assert row["progress"] == ""


@pytest.mark.parametrize("year", ["2025①", "2025(p)", "202²", "25"])
def test_a_year_with_a_mark_is_refused(refused, year):
    (line,) = refused(TARGETS.replace("2025,60", f"{year},60"), "key,period,value\n")
    assert line == f"targets.csv:3: target_year: '{year}' is not a year; write it like 2025"


# Notation.
def test_a_decimal_comma_between_semicolons_is_read_with_a_note(run, plan):
    result = run("report", "--format", "json", *plan(TARGETS, "key;period;value\nshare;2022;47,2\nshare;2021;46\n"))
    assert [row["latest_value"] for row in json.loads(result.stdout)["indicators"]][-1] == 47.2
    assert "value: numbers with a decimal comma: 1, such as 47,2" in result.stderr


@pytest.mark.parametrize("value", ["1.234", "1,234"])
def test_three_digits_behind_a_sign_between_semicolons_are_refused(refused, value):
    (line,) = refused(TARGETS, f"key;period;value\nfirms;2022;{value}\n")
    assert line.startswith(f"actuals.csv:2: value: '{value}' may be ")


@pytest.mark.parametrize(
    ("sign", "value", "read"),
    [(",", "1.234", 1234), (",", "1.234,5", 1234.5), (",", "47,2", 47.2), (".", "1.234", 1.234), (".", "1,234", 1234)],
)
@pytest.mark.parametrize("separator", [";", "\t"])
def test_the_decimal_sign_can_be_named(run, plan, tmp_path, separator, sign, value, read):
    options = plan(TARGETS, f"key{separator}period{separator}value\nfirms{separator}2022{separator}{value}\n")
    (tmp_path / "lixia.toml").write_text(f'decimal = "{sign}"\n', encoding="utf-8")
    for given in (["--decimal", sign], ["--config", tmp_path / "lixia.toml"]):
        command = [*given, "report"] if given[0] == "--config" else ["report", *given]
        result = run(*command, "--format", "json", *options)
        assert json.loads(result.stdout)["indicators"][0]["latest_value"] == read
        assert "decimal comma" not in result.stderr


def test_the_decimal_sign_can_be_named_in_python(plan):
    options = plan(TARGETS, "key;period;value\nfirms;2022;1.234\n")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LixiaWarning)
        assert read_plan(options[1], options[3], decimal=",").actuals["value"].tolist() == [1234]
        with pytest.raises(InputError):
            read_plan(options[1], options[3])
        with pytest.raises(ValueError, match="decimal must be"):
            read_plan(options[1], options[3], decimal=";")


def test_a_number_in_the_other_notation_is_refused(run, plan):
    result = run("check", "--decimal", ",", *plan(TARGETS, "key;period;value\nshare;2022;46.5\n"))
    assert "actuals.csv:2: value: '46.5' may be 46.5 or 465;" in result.stderr


def test_the_decimal_sign_says_nothing_about_frames_and_the_bundled_plan(run):
    frame = from_frame(pd.DataFrame({"key": ["a"], "period": [2022], "value": [1.234]}), "a", ACTUAL_COLUMNS)
    assert frame.in_notation(Notation.COMMA).notation is Notation.POINT
    assert run("check", "--decimal", ",").exit_code == 0


# Percent.
def test_the_full_width_percent_sign_is_the_same_unit(assessed):
    targets = """\
key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,period_start
green,ecology,Green,％,share,2020,46.5％,2025,48%,
rate,economy,Growth,％,growth,,,2025,7,2021
"""
    rows = assessed(targets, "key,period,value,unit\ngreen,2022,47.2％,%\nrate,2021,5,percent\n")
    assert [(row["unit"], row["latest_value"]) for row in rows.values()] == [("%", "47.2"), ("%", "5.0")]


def test_a_plus_sign_and_percent_is_a_change_of_the_baseline(run, plan):
    targets = TARGETS.replace("2025,2500", "2025,＋43％")
    result = run("show", "share", *plan(targets, "key,period,value\nshare,2022,52\n"))
    assert "target values read as changes of the baseline (relative = percent): 1, such as ＋43％" in result.stderr


@pytest.mark.parametrize(
    "target",
    [
        *("-10%", "−10％", "Reduce by 10%", "10% reduction", "cut 10 per cent", "10 percent less", "Decrease of 10%"),
        *(
            "Reduce by 10% from 2020 levels by 2025",
            "-10% vs 2020",
            "10% below 2020",
            "10% reduction by 2025 from baseline",
        ),
    ],
)
def test_a_minus_sign_and_percent_is_a_cut_of_a_level_in_another_unit(run, plan, target):
    result = run(
        "report", "--format", "csv", *plan(TARGETS.replace("2500", target), "key,period,value\nfirms,2022,1400\n")
    )
    row = rows_of(result.stdout)["firms"]
    # 1500 × (1 − 10 / 100)
    assert (float(row["target_value"]), row["direction"]) == (pytest.approx(1350), "at_most")
    assert "(relative = percent): 1, such as" in result.stderr


def test_a_percentage_below_zero_may_be_a_level(assessed):
    targets = TARGETS.replace("2020,40,2025,60", "2020,-4%,2025,-3%")
    assert assessed(targets, "key,period,value\nshare,2022,-3.5\n")["share"]["target_value"] == "-3.0"


@pytest.mark.parametrize(
    ("ends", "message"),
    [
        ("+10%,70", "target_high: '70' is a level, '+10%' a change of the baseline; write both the same way"),
        ("55,+20%", "target_high: '+20%' may be a level, or that much above the baseline;"),
        ("55,+20", "target_high: '+20' may be a level, or that much above the baseline;"),
    ],
)
def test_both_ends_of_a_range_are_levels_or_changes(refused, ends, message):
    targets = TARGETS.replace("target_value\n", "target_value,target_high\n").replace("2500\n", "2500,\n")
    assert any(message in line for line in refused(targets.replace("60\n", ends + "\n"), "key,period,value\n"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2025,60", "2025,-10%", "'-10%' may be a level, or that much below the baseline;"),
        ("2025,60", "2025,+10%", "'+10%' may be a percentage of the baseline, or that many points above it;"),
        ("2025,60", "2025,increase by 10%", "'increase by 10%' is a change; write the number with its sign"),
        ("2025,60", "2025,+10", "'+10' may be a level, or that much above the baseline;"),
        ("2020,40,2025,60", ",,2025,+10%", "is empty; '+10%' is a change of the baseline"),
    ],
)
def test_an_increase_of_nothing_known_is_refused(refused, old, new, message):
    assert any(message in line for line in refused(TARGETS.replace(old, new), "key,period,value\n"))


def test_an_observed_level_with_a_plus_sign_is_refused(refused):
    (line,) = refused(TARGETS, "key,period,value\nshare,2022,+46%\nshare,2021,+45\n")
    assert line.startswith("actuals.csv:2: value: '+46%' may be a level, or a change in percent;")


def test_a_rate_keeps_its_sign(judge):
    row = judge("growth,,,,,,,2025,+7%,,2021", {"2021": "+5%,,"})
    assert (row["target_value"], row["latest_value"]) == ("7.0", "5.0")

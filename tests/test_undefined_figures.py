"""Undefined figures are empty, and notes give only the reasons that apply."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from support import TARGET_HEADER

from lixia_cli.model import formulas
from lixia_cli.model.table import Table
from lixia_cli.model.thresholds import Thresholds

NAN = np.array([np.nan])
ONE, FIVE = np.array([1.0]), np.array([5.0])


def test_what_is_not_known_is_not_one_to_the_power_of_it():
    assert np.isnan(formulas.project_compound(FIVE, NAN, np.array([0.0]))).all()  # NaN^0 would be 1
    assert np.isnan(formulas.along_compound(FIVE, FIVE, NAN)).all()  # 1^NaN would be 1
    assert np.isnan(formulas.cagr(FIVE, FIVE, NAN)).all()
    assert formulas.cagr(FIVE, FIVE, ONE).tolist() == [0]


def test_a_value_of_zero_or_below_forms_no_ratio(judge):
    row = judge("flow,at_least,,,,2020,100,2025,200,,", {"2022": -5}, unit="亿元")
    assert (row["path"], float(row["progress"])) == ("linear", -1.05)  # (-5 - 100) / (200 - 100)
    assert "linear path instead of compound" in row["note"]


def test_a_part_of_a_year_is_on_a_line_whatever_the_path(judge):
    row = judge("flow,at_least,,,compound,2021,100,2022,110,,", {"2022H1": 40}, "--as-of", "2022H1", unit="亿元")
    assert (row["path"], row["cagr_needed"], row["cagr_achieved"]) == ("linear", "", "")
    assert "counted from zero: no CAGR" in row["note"]
    assert "instead of compound" not in row["note"]


@pytest.mark.parametrize(
    ("target", "values"),
    [
        ("share,at_least,,,,2020,40,2025,50,,", {"2021": 51, "2022": 49, "2023": 52}),
        ("share,at_least,,,,2020,55,2025,50,,", {"2022": 52}),
        ("stock,within,,,,2020,9,2025,3,4,", {"2022": 4}),
        ("cumulative,at_most,,,,,,2025,100,,2021", {"2021": 10}),
    ],
)
def test_what_is_met_was_not_lost(judge, target, values):
    note = judge(target, values)["note"]
    assert not any(words in note for words in ("lost", "does not", "past the range", "cannot fall"))


@pytest.mark.parametrize(
    ("target", "values", "words"),
    [
        ("share,at_least,,,,2020,40,2025,50,,", {"2021": 51, "2022": 49}, "met in between and lost"),
        (
            "share,at_least,,,,2020,55,2025,50,,",
            {"2022": 49},
            "the baseline met the target, the latest figure does not",
        ),
        ("share,within,,,,2020,2,2025,3,6,", {"2022": 7}, "past the range"),
        ("stock,at_most,,,,,,2025,100,,", {"2022": 101}, ""),  # a limit that was never kept
        ("cumulative,at_most,,,,,,2025,100,,2021", {"2021": 101}, "a total above its ceiling cannot fall"),
    ],
)
def test_a_note_names_the_reason_that_applies(judge, target, values, words):
    note = judge(target, values)["note"]
    every = ("lost", "does not", "past the range", "cannot fall")
    assert words in note
    assert sum(word in note for word in every) == bool(words)


def test_no_ratio_is_blamed_on_zero_where_there_is_none(judge):
    row = judge("growth,within,,,,2020,,2025,5,7,", {"2022": 5})  # 2021 is missing
    assert "zero" not in row["note"]
    assert "zero" in judge("flow,at_least,,,,2020,0,2025,10,,", {"2022": 4}, unit="亿元")["note"]


def thresholds(direction: str, qualifier: str, low: float, high: float = np.nan) -> Thresholds:
    """The thresholds of one target."""
    cells = {"direction": direction, "qualifier": qualifier, "target_value": low, "target_high": high}
    return Thresholds.of(Table.of(pd.DataFrame([cells])))


def meets(target: Thresholds, value: float) -> bool:
    """Whether an exact value meets the target."""
    return bool(target.met_by(np.array([value]), np.array([""], dtype=object))[0])


def test_the_ends_of_a_range_belong_to_it():
    for qualifier in ("at_least", "over"):
        target = thresholds("within", qualifier, 3, 6)
        assert [meets(target, value) for value in (2.99, 3, 6, 6.01)] == [False, True, True, False]
    assert target.sign(np.array([6.0])).tolist() == [1]
    assert target.sign(np.array([6.01])).tolist() == [-1]


def test_about_a_number_is_five_percent_around_it():
    target = thresholds("within", "about", 50)
    assert [meets(target, value) for value in (47.49, 47.5, 52.5, 52.51)] == [False, True, True, False]


@pytest.mark.parametrize("year", ["2025%", "2025万", "2025.5", "2025①"])
def test_a_year_is_a_plain_number(run, plan, year):
    files = plan(
        TARGET_HEADER + f"x,economy,X,%,share,at_least,,,,2020,40,{year},50,,\n", "key,period,value\nx,2022,44\n"
    )
    result = run("report", "--lang", "en", *files)
    assert result.exit_code == 2
    assert "target_year" in result.stderr


def test_an_every_year_target_without_data_has_no_years(run, plan):
    files = plan(
        TARGET_HEADER + "x,economy,X,条,each_year,at_least,,,,,,2025,20,,2021\n", "key,period,value\ny,2022,1\n"
    )
    text = run("report", "--all", "--lang", "en", "--format", "markdown", *files).stdout
    assert "nan" not in text
    assert "years" not in next(line for line in text.splitlines() if line.startswith("| X |"))

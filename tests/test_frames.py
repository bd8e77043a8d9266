"""pandas frames as input: every type of cell is read as a file would spell it, and problems name the row."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest

from lixia_cli.check.plan import check_plan
from lixia_cli.files.problems import InputError
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.read.frames import from_frame

ACTUALS = pd.DataFrame({"key": ["x", "x"], "period": [2022, 2023], "value": [1.5, np.nan]}, index=["a", "b"])
TARGETS = pd.DataFrame(
    {"key": ["x"], "domain": "d", "name": "X", "unit": "%", "measure": "share", "target_year": 2025, "target_value": 9}
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (2022.0, "2022"),
        (np.float64(46.5), "46.5"),
        (np.int64(-3), "-3"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e22, "1e+22"),
        (True, "yes"),
        (None, ""),
        (np.nan, ""),
        (pd.NaT, ""),
        (pd.NA, ""),
        ("NA", "NA"),
        ("  46 ", "  46 "),
        (pd.Period("2022", "Y"), "2022"),
        (pd.Period("2022Q3", "Q"), "2022Q3"),
        (pd.Period("2022-06", "M"), "2022-06"),
        (pd.Period("2022Q3", "Q-MAR"), "2022Q3 (Q-MAR)"),
        (pd.Timestamp("2022-06-30"), "2022-06-30"),
        (datetime.date(2022, 6, 30), "2022-06-30"),
    ],
)
def test_cells(cell, text):
    column = pd.Series([cell, "x"], dtype=object)
    frame = pd.DataFrame({"key": column, "period": column, "value": column})
    assert from_frame(frame, "actuals", ACTUAL_COLUMNS).frame["value"].tolist() == [text, "x"]


def test_a_column_with_a_gap_keeps_its_years_whole():
    records = from_frame(ACTUALS.assign(period=[2022, None]), "actuals", ACTUAL_COLUMNS)
    assert records.frame["period"].tolist() == ["2022", ""]


def test_headers_are_matched_as_in_files():
    records = from_frame(ACTUALS.rename(columns={"key": "指标"}).assign(colour="red"), "actuals", ACTUAL_COLUMNS)
    assert records.headers == {"key": "指标", "period": "period", "value": "value"}
    assert [note.text(str) for note in records.notes] == ["actuals: columns not used: colour"]


def problems(targets: pd.DataFrame, actuals: pd.DataFrame) -> list[str]:
    with pytest.raises(InputError) as caught:
        check_plan(from_frame(targets, "targets", TARGET_COLUMNS), from_frame(actuals, "actuals", ACTUAL_COLUMNS))
    return [problem.text(str) for problem in caught.value.problems]


def test_problems_name_the_label_of_the_row():
    actuals = ACTUALS.assign(value=["1", "many"])
    assert problems(TARGETS, actuals) == ["actuals[b]: value: 'many' is not a number; write it like 1910 or 46.5"]


def test_other_rows_are_named_by_their_label_too():
    actuals = ACTUALS.assign(period=2022, value=[1, 2])
    assert problems(TARGETS, actuals) == [
        "actuals[b]: value: 2 where row a has 1 for the same period, both final; keep the right one"
    ]


def test_a_missing_column_is_named():
    assert problems(TARGETS.drop(columns="unit"), ACTUALS) == [
        "targets: unit: this column is missing; add it (unit as printed)"
    ]

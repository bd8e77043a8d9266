"""pandas frames as input: every type of cell is read as a file would spell it, and problems name the row."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd
import pytest

from lixia_cli import assess
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
    assert from_frame(frame, "actuals", ACTUAL_COLUMNS).texts("value").tolist() == [text, "x"]


def test_a_column_with_a_gap_keeps_its_years_whole():
    records = from_frame(ACTUALS.assign(period=[2022, None]), "actuals", ACTUAL_COLUMNS)
    assert records.texts("period").tolist() == ["2022", ""]


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


PLAN = TARGETS.assign(region="历下区", baseline_year=2020)
OBSERVED = {"x": {2020: 5, 2021: 6}}
LONG = pd.DataFrame({"key": "x", "period": [2020, 2021], "value": [5.0, 6.0]})
WIDE = {
    "by period": pd.DataFrame({"指标": ["x"], 2020: [5], 2021: [6], "2022": [np.nan]}),
    "pivoted": LONG.pivot_table(index="key", columns="period", values="value"),
    "names in the index": pd.DataFrame({2020: [5], "2021年": [6]}, index=["x"]),
    "by indicator": pd.DataFrame({"x": [5, 6]}, index=pd.PeriodIndex(["2020", "2021"], freq="Y", name="period")),
    "by name": pd.DataFrame({"年份": [2020, 2021], "X": [5, 6]}),
    "by region": LONG.rename(columns={"value": "历下区"}),
    "long, in the index": LONG.set_index(["key", "period"]),
    "two levels": pd.DataFrame(
        [["x", 9, 5, 9, 6]],
        columns=pd.MultiIndex.from_tuples(
            [("指标", ""), ("2020年", "目标值"), ("2020年", "完成值"), ("2021年", "目标值"), ("2021年", "完成值")]
        ),
    ),
}


@pytest.mark.parametrize("layout", WIDE)
@pytest.mark.filterwarnings("ignore::lixia_cli.api.LixiaWarning")
def test_frames_are_read_in_every_layout_of_files(layout):
    row = assess(PLAN, WIDE[layout]).iloc[0]
    assert (row["baseline_value"], row["latest_period"], row["latest_value"]) == (5, "2021", 6)


@pytest.mark.filterwarnings("ignore::lixia_cli.api.LixiaWarning")
def test_a_frame_may_be_the_table_of_a_plan():
    table = pd.DataFrame(
        {"领域": ["d", None], "指标": ["1.x（%）", "2.y（家）"], "2020年": [5, 10], "2025年": [9, "20"]}
    )
    found = assess(table, LONG)
    assert found["key"].tolist() == ["x", "y"]
    assert found["domain"].tolist() == ["d", "d"]
    assert found["target_value"].tolist() == [9, 20]


def test_problems_in_wide_frames_name_the_label_and_the_heading():
    frame = pd.DataFrame({"key": ["x", "x2"], 2020: [5, "many"]}, index=["a", "b"])
    assert problems(TARGETS, frame) == ["actuals[b]: 2020: 'many' is not a number; write it like 1910 or 46.5"]


def test_a_frame_without_any_layout_lacks_columns():
    with pytest.raises(InputError, match="actuals: value: this column is missing"):
        from_frame(pd.DataFrame({"key": ["x"], "period": [2020]}), "actuals", ACTUAL_COLUMNS)


@pytest.mark.parametrize("kind", ["float32", "Float32", "float[pyarrow]", "float16", "float64"])
def test_short_floats_are_the_numbers_that_they_are_printed_as(kind):
    """44.1 of four bytes is 44.09999847 of eight, which would miss a target of 44.1."""
    if "pyarrow" in kind:
        pytest.importorskip("pyarrow")
    frame = pd.DataFrame({"key": "x", "period": [2024, 2025], "value": pd.Series([None, 44.1], dtype=kind)})
    assert from_frame(frame, "actuals", ACTUAL_COLUMNS).texts("value").tolist() == ["", "44.1"]

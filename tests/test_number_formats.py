"""Number formats of workbooks that show another number than the cell has, or none."""

from __future__ import annotations

import datetime

import pytest
from workbooks import Formatted, xlsx

HEADER = "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value"
TARGETS = f"{HEADER}\ngdp,GDP,亿元,flow,2020,100,2025,150"


@pytest.fixture
def judged(run, plan, tmp_path):
    """judged(rows) → what a report says of the actuals in these rows of a sheet, its messages with the cell alone."""

    def call(*rows: list[object], header: tuple[object, ...] = ("key", "period", "value")):
        book = xlsx(tmp_path / "a.xlsx", {"S": [list(header), *rows]})
        result = run("report", "--format", "json", *plan(TARGETS, "")[:2], "--actuals", book)
        return result.exit_code, result.stdout, result.stderr.replace(f"{tmp_path}/", "")

    return call


@pytest.mark.parametrize(
    "code", ["-0", "[Red]-0", '"−"0.0', '"△-"0', '0"000"', '0".5"', '"1"0', '"2."0', ";;;", '"x"', '"-"']
)
def test_other_digits_another_sign_or_no_digits_are_refused(judged, code):
    """118 shown as -118, 118000, 118.5, 1118 or not at all is another number for whoever sees the sheet."""
    exit_code, stdout, stderr = judged(["gdp", 2022, Formatted(118, code)])
    assert (exit_code, stdout) == (2, "")
    assert f"a.xlsx#S!C2: is 118, but its number format ({code}) shows other digits; give it a plain format" in stderr


@pytest.mark.parametrize("code", ["(0)", '"("0")"', "0_);(0)"])
def test_brackets_around_a_number_above_zero_are_what_they_are_in_a_text(judged, code):
    exit_code, _, stderr = judged(["gdp", 2022, Formatted(118, code)])
    if code == "0_);(0)":  # where they are for numbers below zero alone
        assert exit_code == 0
    else:
        assert exit_code == 2
        assert "a.xlsx#S!C2: value: '(118)' may be -118, as accountants write, or a footnote mark" in stderr


@pytest.mark.parametrize("code", ["0_);(0)", "0;-0", "0;[Red]0", '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "@"])
@pytest.mark.parametrize("value", [118, -118, 0])
def test_formats_of_accounts_leave_numbers_as_they_are(judged, code, value):
    exit_code, stdout, stderr = judged(["gdp", 2022, Formatted(value, code)])
    assert exit_code == 0, stderr
    assert f'"latest_value": {float(value)}' in stdout


@pytest.mark.parametrize("code", ["yyyy", 'yyyy"年"', "yyyy-mm", "yyyy-mm-dd"])
def test_a_date_is_no_value(judged, code):
    """A column of amounts may have been given a format of dates: 118 was shown as 1900, and read so."""
    exit_code, stdout, stderr = judged(["gdp", 2022, Formatted(118, code)])
    assert (exit_code, stdout) == (2, "")
    assert stderr.count("a.xlsx#S!C2: ") == 1


def test_years_that_are_dates_are_years(judged):
    """In a column of periods, and as headings."""
    of_2022 = Formatted(datetime.date(2022, 12, 31), "yyyy")
    for exit_code, stdout, stderr in (
        judged(["gdp", of_2022, 118]),
        judged(["gdp", 110, 118], header=("key", Formatted(datetime.date(2021, 1, 1), "yyyy"), of_2022)),
    ):
        assert exit_code == 0, stderr
        assert '"latest_period": "2022"' in stdout
        assert '"latest_value": 118.0' in stdout

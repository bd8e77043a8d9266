"""What is said of a table of actuals that lacks columns: what it lacks in the layout that it has."""

from __future__ import annotations

import pytest

TARGETS = "key,unit,baseline_year,baseline_value,target_year,target_value\nrevenue,USD million,2020,100,2030,200\n"


@pytest.mark.parametrize("header", ["Account,2023,2024", "Line item,2023 Actual,2024 Actual", "($000),FY23,FY24"])
def test_a_column_for_each_period_needs_that_of_keys_alone(run, plan, header):
    result = run("report", *plan(TARGETS, f"{header}\nrevenue,120,130\n"))
    assert result.exit_code == 2
    problems = [line for line in result.stderr.splitlines() if "this column is missing" in line]
    assert len(problems) == 1
    _, *periods = header.split(",")
    assert f"actuals.csv:1: key: this column is missing beside those of periods ({' … '.join(periods)})" in problems[0]


def test_so_does_one_of_several_in_settings(run, plan, tmp_path):
    files = plan(TARGETS, "Account,2023,2024\nrevenue,120,130\n")
    settings = tmp_path / "names.toml"
    settings.write_text("[columns.actuals]\nkey = 'Account'\n")
    result = run("--config", str(settings), "report", "--format", "csv", *files)
    assert (result.exit_code, result.stderr.count("this column is missing")) == (0, 0)


def test_a_table_of_an_engine_is_read_by_rows(run, plan, tmp_path):
    parquet, arrow = pytest.importorskip("pyarrow.parquet"), pytest.importorskip("pyarrow")
    path = tmp_path / "wide.parquet"
    parquet.write_table(arrow.table({"key": ["revenue"], "2023": [120.0], "2024": [130.0]}), path)
    targets, *_ = plan(TARGETS, "")[1:2]
    result = run("report", "--targets", targets, "--actuals", str(path))
    assert result.exit_code == 2
    assert "wide.parquet: has a column for each period (2023 … 2024); here one row for each figure is read" in (
        result.stderr
    )


def test_cells_separated_otherwise_are_said_so(run, plan):
    result = run("report", *plan(TARGETS, "key|period|value\nrevenue|2022|120\n"))
    assert "actuals.csv:1: has its cells separated by |; separate them by commas, semicolons or tabs" in result.stderr
    assert "1 problem" in result.stderr

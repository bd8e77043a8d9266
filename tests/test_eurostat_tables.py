r"""The tab-separated tables of Eurostat: geo\TIME_PERIOD, several dimensions in one cell, flags behind numbers."""

from __future__ import annotations

import pytest
from support import rows_of

TARGETS = (
    "key,region,unit,measure,baseline_year,target_year,target_value\n"
    "rd,DE,%,share,2015,2030,3.5\nrd,FR,%,share,2015,2030,3.5\n"
)
TABLE = (
    "freq,unit,sectperf,geo\\TIME_PERIOD\t2015 \t2020 \t2021 \t2022 \n"
    "A,%,TOTAL,DE\t2.9 b\t3.1 p\t3.1 e\t: \n"
    "A,%,TOTAL,FR\t2.2 \t2.3 bu\t: c\t2.25 bp\n"
)


@pytest.fixture
def reported(run, plan, tmp_path):
    """Rows by region of a report, with settings, and standard error."""

    def call(actuals: str, settings: str, targets: str = TARGETS):
        (tmp_path / "s.toml").write_text(settings, encoding="utf-8")
        result = run("--config", tmp_path / "s.toml", "report", "--format", "csv", *plan(targets, actuals))
        rows = rows_of(result.stdout.replace("key,", "name_of_key,", 1).replace("region,", "key,", 1))
        return rows, result.stderr

    return call


@pytest.mark.parametrize(
    "table", [TABLE, TABLE.replace("sectperf,geo\\TIME_PERIOD", "sectperf\tgeo\\TIME_PERIOD").replace("L,", "L\t")]
)
def test_dimensions_and_flags_are_split(reported, table):
    if table != TABLE:
        table = table.replace("freq,unit,", "freq\tunit\t").replace("A,%,", "A\t%\t")
    rows, stderr = reported(table, '[defaults.actuals]\nkey = "rd"\n')
    found = {region: (row["baseline_value"], row["latest_period"], row["latest_value"]) for region, row in rows.items()}
    assert found == {"DE": ("2.9", "2021", "3.1"), "FR": ("2.2", "2022", "2.25")}
    assert {row["latest_status"] for row in rows.values()} == {"preliminary"}
    assert "2015 … 2022: figures that may not be comparable" in stderr
    assert "3 (b: break in time series)" in stderr


def test_a_break_of_an_amount_of_money_is_no_billion(reported):
    """In a cell of another table 12 b of EUR could be; see test_flags."""
    targets = TARGETS.replace("%", "EUR").replace("share", "flow")
    rows, _ = reported(TABLE.replace("%", "EUR"), '[defaults.actuals]\nkey = "rd"\n', targets)
    assert rows["DE"]["baseline_value"] == "2.9"


def test_a_dimension_may_be_the_key(reported):
    rows, _ = reported(TABLE, '[columns.actuals]\nkey = "sectperf"\n[values.key]\nTOTAL = "rd"\n')
    assert rows["DE"]["latest_value"] == "3.1"


def test_without_a_key_the_problem_says_what_to_do(run, plan):
    result = run("report", *plan(TARGETS, TABLE))
    assert result.exit_code == 2
    assert (
        "actuals.csv:1: key: this column is missing; add it (key of the target), or say in lixia.toml" in result.stderr
    )
    assert "1 problem" in result.stderr


def test_a_bad_number_is_named_with_its_heading(run, plan, tmp_path):
    (tmp_path / "s.toml").write_text('[defaults.actuals]\nkey = "rd"\n')
    result = run("--config", tmp_path / "s.toml", "report", *plan(TARGETS, TABLE.replace("3.1 p", "3.1 y")))
    assert (result.exit_code, "actuals.csv:2: 2020: '3.1 y' is not a number" in result.stderr) == (2, True)

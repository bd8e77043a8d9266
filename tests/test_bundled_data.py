"""The plan that comes with lixia: every row has its source, every join is of the same thing."""

from __future__ import annotations

import csv

import pytest
from support import REPOSITORY, rows_of

from lixia_cli.periods import parse_period
from lixia_cli.units import split_unit


def rows(name: str) -> list[dict[str, str]]:
    with (REPOSITORY / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TARGETS, ACTUALS, SOURCES = rows("targets.csv"), rows("actuals.csv"), rows("sources.csv")


def test_sources_are_named_once_and_used():
    ids = [source["id"] for source in SOURCES]
    assert len(ids) == len(set(ids))
    assert {row["source"] for row in (*TARGETS, *ACTUALS)} == set(ids)
    assert all(source["title"] and source["published"] for source in SOURCES)


@pytest.mark.parametrize("row", [*TARGETS, *ACTUALS], ids=lambda row: row["key"])
def test_every_row_says_where_it_stands(row):
    assert row["source"]
    assert row["locator"]


def test_files_are_written_one_way():
    for name in ("targets.csv", "actuals.csv", "sources.csv"):
        content = (REPOSITORY / "data" / name).read_bytes()
        assert content.decode("utf-8").endswith("\n")
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")
        assert all(cell == cell.strip() for row in rows(name) for cell in row.values())


def test_every_target_has_names_in_both_languages():
    assert all(row["name_zh"] and row["name_en"] for row in TARGETS)


def test_one_key_counts_one_thing():
    """Everything observed under a key, in any region, has the same unit but for its scale."""
    bases: dict[str, set[str]] = {}
    for row in (*TARGETS, *ACTUALS):
        bases.setdefault(row["key"], set()).add(split_unit(row["unit"]).base)
    assert {key: units for key, units in bases.items() if len(units) > 1} == {}


def test_no_baseline_contradicts_an_actual():
    known = {(row["key"], row["region"], row["period"]): row["value"] for row in ACTUALS}
    for row in TARGETS:
        observed = known.get((row["key"], row["region"], row["baseline_year"]))
        assert not (row["baseline_value"] and observed) or float(row["baseline_value"]) == float(observed)


def test_periods_are_written_one_way():
    assert all((period := parse_period(row["period"])) and period.text == row["period"] for row in ACTUALS)


def test_nature_is_never_guessed():
    assert {row["nature"] for row in TARGETS} <= {"", "binding", "expected"}


# What the documents say, and what the report must therefore say.
FINDINGS = {
    # status, latest value, and a flag that must be there
    "gdp": ("ahead", "2446.9", "due"),
    "modern_services_share": ("behind", "64.0", "provisional"),  # 0.1 of 1.1 points in three of five years
    "finance_share_of_city": ("slightly_behind", "46.0", "preliminary"),
    "foreign_investment": ("incomplete", "6.36", "lower_bound"),
    "tourism_spending": ("no_baseline", "152.16", "due"),
    "visitors": ("no_baseline", "1208.82", "due"),
    "tax_buildings_yearly": ("behind", "40.0", "due"),  # 40 in 2020 and in August 2022
    "tax_buildings_monthly": ("behind", "3.0", "due"),
    "green_coverage": ("ahead", "47.2", "due"),
    "renovated_area": ("incomplete", "198.5", "lower_bound"),
    "schools_built": ("on_track", "12.0", "lower_bound"),  # 12 of 30 in one of the two years: 40 % or more
    # 362 in 2020 is all that is known: 151 new ones in 2022 are no level.
    "high_tech_firms": ("no_data", "", "due"),
    # 364 of all levels, 440 of firms above size, 62 certified by the city: other things than what was promised.
    "specialised_firms": ("no_data", "", "due"),
    "industrial_output": ("no_data", "", "due"),
    "headquarters": ("no_data", "", "due"),
    "international_communities": ("no_data", "", "aspiration"),
}


def test_findings(run):
    assessed = rows_of(run("report", "--plan", "fyp14", "--format", "csv", "--all").stdout)
    for key, (status, value, flag) in FINDINGS.items():
        row = assessed[key]
        assert (row["status"], row["latest_value"]) == (status, value), key
        assert flag in row["flags"].split(), key


def test_last_plans_totals_are_no_baselines(run):
    assessed = rows_of(run("report", "--format", "csv", "--all").stdout)
    assert {row["baseline_value"] for row in assessed.values() if row["measure"] == "cumulative"} == {"0.0"}

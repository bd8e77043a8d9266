"""What keeps lixia compare from a difference, a change of lights or a median: each case turns on one side alone."""

from __future__ import annotations

import csv
import io

import pytest

TARGETS = """
    key,region,name_en,unit,measure,baseline_year,baseline_value,period_start,target_year,target_value
    rate,,Growth,%,growth,,,2021,2025,7
    total,,Net jobs,jobs,cumulative,,,2021,2025,400
    firms,,Firms,firms,stock,2020,80,,2025,200
    """
DATES = ("--as-of", "2021", "--as-of", "2023")


@pytest.fixture
def second(run, plan):
    """second(targets, actuals, *options) → the csv rows of the second side, by key."""

    def call(targets, actuals, *options):
        result = run("compare", *plan(targets, actuals), "--format", "csv", *options)
        assert result.exit_code == 0, result.stderr
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        return {row["key"]: row for row in rows if row["compared_with"]}

    return call


@pytest.mark.parametrize(
    ("actuals", "key", "change", "reason"),
    [
        # The average of 2021 and 2023 without 2022 is not known; neither is a total that may have fallen.
        ("rate,2021,5\nrate,2023,6", "rate", "", "years are missing from a sum or average"),
        ("total,2021,-5\ntotal,2023,60", "total", "", "years are missing from a sum or average"),
        ("rate,2021,5\nrate,2022,5\nrate,2023,5", "rate", "0.0", ""),
        # More than 110, or less: the difference is not 10 either way.
        ("firms,2021,100\nfirms,2023,>110", "firms", "", "a figure is published as a bound"),
        ("firms,2021,100\nfirms,2023,<110", "firms", "", "a figure is published as a bound"),
        ("firms,2021,<100\nfirms,2023,110", "firms", "", "a figure is published as a bound"),
        ("firms,2021,100\nfirms,2023,110", "firms", "10.0", ""),
    ],
)
def test_dates(second, actuals, key, change, reason):
    row = second(TARGETS, f"key,period,value\n{actuals}\n", *DATES)[key]
    assert (row["value_change"], row["not_compared"]) == (change, reason)


def test_a_grey_light_neither_agrees_nor_differs(second):
    """A fifteenth of the time is too early for lixia (grey), not for the UN: 41 x 1.025^14 = 57.9 passes 50."""
    targets = TARGETS.splitlines()[1] + "\ngreen,,Green,%,share,2020,40,,2035,50\n"
    for methods in (("lixia", "unsd"), ("unsd", "lixia")):
        options = [part for method in methods for part in ("--method", method)]
        row = second(targets, "key,period,value\ngreen,2021,41\n", *options)["green"]
        assert {row["status"], row["status_before"]} == {"too_early", "on_track"}
        assert row["verdict_change"] == ""


@pytest.mark.parametrize("south", ["stock,2020,30,,2025,60", ""])
def test_levels_of_a_month_in_regions(second, south):
    """A level in June has a difference, 44 - 40, also where one region has no target of its own."""
    targets = TARGETS.splitlines()[1] + "\nfirms,north,Firms,firms,stock,2020,30,,2025,60\n"
    targets += f"firms,south,Firms,firms,{south}\n" if south else ""
    actuals = "key,region,period,value\nfirms,north,2022-06,40\nfirms,south,2022-06,44\n"
    row = second(targets, actuals, "--region", "north", "--region", "south")["firms"]
    assert (row["value_change"], row["not_compared"]) == ("4.0", "")


@pytest.mark.parametrize("lacking", ["north", "south"])
def test_a_region_without_data_needs_no_reason(second, lacking):
    """There is nothing to compare, which `lacking` says; a sum of which nothing is known lacks no single years."""
    header = TARGETS.splitlines()[1]
    targets = f"{header}\n" + "".join(
        f"jobs,{name},Jobs,jobs,cumulative,,,2021,2025,400\n" for name in ("north", "south")
    )
    there = {"north": "south", "south": "north"}[lacking]
    actuals = f"key,region,period,value\njobs,{there},2021,50\njobs,{there},2022,50\n"
    row = second(targets, actuals, "--region", "north", "--region", "south")["jobs"]
    assert (row["value_change"], row["not_compared"], row["lacking"]) == ("", "", "data" if lacking == "south" else "")


def test_a_region_without_data_has_no_rank_and_no_reason(run, plan):
    """Two that are published as bounds have a reason; the third one, of which nothing is known, has none."""
    names = ("north", "south", "west")
    targets = f"{TARGETS.splitlines()[1]}\n" + "".join(
        f"firms,{name},F,firms,stock,2020,80,,2025,200\n" for name in names
    )
    actuals = "key,region,period,value\nfirms,north,2022,>100\nfirms,south,2022,>110\n"
    options = [part for name in names for part in ("--region", name)]
    result = run("compare", *plan(targets, actuals), "--format", "csv", "--all", *options)
    rows = {row["side"]: row for row in csv.DictReader(io.StringIO(result.stdout))}
    reason = "Some of the values are only known as bounds, so not every one has a rank."
    assert [rows[name]["not_compared"] for name in names] == [reason, reason, ""]
    assert [rows[name]["value_rank"] for name in names] == ["", "", ""]

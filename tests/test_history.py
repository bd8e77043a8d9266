"""lixia history: the verdicts as of the end of each year, and what changed."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from pages import page

from lixia_cli.summarise.over_years import CHANGES, HISTORY_COLUMNS

# Of 100 on the way from 100 to 200, the years ask for 20 each. 130 in 2022 is 30 of 40: pace 0.75, and 23.3 a year are
# needed after 15 a year. 190 in 2024 is 90 of 80: pace 1.125.
TARGETS = """
    key,domain,name_zh,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value
    way,economy,公园,Parks,座,stock,at_least,2020,100,2025,200
    later,economy,床位,Beds,张,stock,at_least,2022,100,2027,200
    no_start,ecology,水质,Water,%,share,at_most,,,2025,50
    none,ecology,无,Nothing,%,share,at_least,2020,1,2025,2
"""
ACTUALS = """
    key,period,value
    way,2021,120
    way,2022,130
    way,2024,190
    way,2025,200
    later,2023,110
    no_start,2024H1,40
    no_start,2025,60
"""


@pytest.fixture
def history(run, plan):
    """history(*options, targets=, actuals=) → csv rows."""

    def call(*options, targets=TARGETS, actuals=ACTUALS):
        result = run("history", *plan(targets, actuals), "--format", "csv", *options)
        assert result.exit_code == 0, result.stderr
        return list(csv.DictReader(io.StringIO(result.stdout)))

    return call


def of(rows, key, *names):
    return [tuple(row[name] for name in names) for row in rows if row["key"] == key]


def test_one_verdict_per_year_from_the_first_after_the_baseline_to_the_target_year(history):
    rows = history()
    assert list(rows[0]) == list(HISTORY_COLUMNS)
    assert of(rows, "way", "as_of", "latest_period", "status", "status_before", "change") == [
        ("2021", "2021", "on_track", "", ""),
        ("2022", "2022", "slightly_behind", "on_track", "worse"),
        ("2023", "2022", "slightly_behind", "slightly_behind", "same"),
        ("2024", "2024", "ahead", "slightly_behind", "better"),
        ("2025", "2025", "completed", "ahead", "better"),
    ]
    # 110 is 10 of the 20 that 2023 asks for, and 22.5 a year are needed after 10 a year.
    assert of(rows, "later", "as_of", "status") == [("2023", "behind"), ("2024", "behind"), ("2025", "behind")]
    # Without a baseline from the first observation on.
    assert of(rows, "no_start", "as_of", "status", "change") == [
        ("2024", "within_limit", ""),
        ("2025", "missed", "worse"),
    ]
    assert of(rows, "none", "as_of") == []


def test_each_year_is_a_report_as_of_its_end(history, run, plan):
    rows = history("--all")
    for year in ("2022", "2024"):
        report = run("report", "--all", "--format", "json", *plan(TARGETS, ACTUALS), "--as-of", year)
        there = {row["key"]: row for row in json.loads(report.stdout)["indicators"]}
        for row in rows:
            if row["as_of"] == year:
                assert (row["status"], row["flags"]) == (there[row["key"]]["status"], there[row["key"]]["flags"])


def test_it_ends_at_as_of(history):
    assert [time for (time,) in of(history("--as-of", "2022"), "way", "as_of")] == ["2021", "2022"]
    assert [time for (time,) in of(history("--as-of", "2023Q3"), "way", "as_of")] == ["2021", "2022", "2023Q3"]
    assert [time for (time,) in of(history("--as-of", "2026"), "later", "as_of")] == ["2023", "2024", "2025", "2026"]


def test_missing_verdicts(history):
    targets = "key,unit,measure,baseline_year,target_year,target_value\ntotal,家,cumulative,2020,2025,100\n"
    actuals = "key,period,value\ntotal,2022,10\ntotal,2021,\n"
    assert of(history(targets=targets, actuals=actuals), "total", "as_of", "status", "change") == [
        ("2021", "no_data", ""),
        ("2022", "incomplete", "other"),
    ]
    actuals = "key,period,value\ntotal,2021,20\ntotal,2023,10\n"
    assert of(history(targets=targets, actuals=actuals), "total", "status", "change") == [
        ("on_track", ""),
        ("on_track", "same"),
        ("incomplete", "lost"),
    ]


def test_table_and_words(run, plan):
    files = plan(TARGETS, ACTUALS)
    text = run("history", *files).stdout
    assert re.search(
        r"Parks +On track +Slightly behind +\(Slightly behind\) +Ahead of schedule +Completed +2022 worse, 2024", text
    )
    assert "2022: 1 worse." in text
    assert "2025: 1 better, 1 worse, 1 unchanged." in text
    assert "In brackets: no later figure than a year before." in text
    assert "Not shown for lack of data: 1; --all shows them." in text
    chinese = run("history", *files, "--lang", "zh").stdout
    assert all(
        words in chinese
        for words in ("2022年转差，2024年好转，2025年好转", "历年各类评价项数", "好转1项，转差1项，不变1项")
    )


def test_a_narrow_table_leaves_out_the_oldest_years_and_says_so(run, plan):
    text = run("history", *plan(TARGETS, ACTUALS), "--width", "72").stdout
    assert max(map(len, text.splitlines())) <= 72
    assert "Years left out for width: 2021, 2022" in text
    assert "2021 " not in text.split("Years left out")[0].replace("2021, 2022", "")


@pytest.mark.parametrize(("form", "start"), [("markdown", "# "), ("html", "<!doctype html>"), ("json", "{")])
def test_other_formats(run, plan, form, start):
    result = run("history", *plan(TARGETS, ACTUALS), "--format", form)
    assert (result.exit_code, result.stdout[: len(start)]) == (0, start)
    assert result.stdout.count("lightly") >= 2
    if form == "json":
        about = json.loads(result.stdout)
        assert about["as_of"] == ["2021", "2022", "2023", "2024", "2025"]
        assert list(about["history"][0]) == list(HISTORY_COLUMNS)


def test_texts_of_the_files_cannot_do_anything(run, plan):
    files = plan(TARGETS.replace("Parks", "<script>|x"), ACTUALS)
    assert "<script>" not in run("history", *files, "--format", "html").stdout
    assert r"\<script\>\|x" in run("history", *files, "--format", "markdown").stdout


def test_other_rule_sets_and_vintages(history, tmp_path):
    statuses = [status for (status,) in of(history("--method", "lights"), "way", "status")]
    assert statuses == ["green", "yellow", "yellow", "green", "green"]
    (tmp_path / "sources.csv").write_text("id,published\nlate,2026\n", encoding="utf-8")
    late = "key,period,value,source\nway,2022,130,\nway,2024,190,late\nway,2025,200,\n"
    rows = history("--known-on", "2025", actuals=late)
    assert of(rows, "way", "as_of", "latest_period")[3] == ("2024", "2022")


def test_nothing_observed(run, plan):
    result = run("history", *plan(TARGETS, "key,period,value\n"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no target of this selection has been observed, so there is no history" in result.stderr


def test_nothing_known_on_a_date_says_what_was_left_out(run, plan, tmp_path):
    (tmp_path / "sources.csv").write_text("id,published\nlate,2026\n", encoding="utf-8")
    files = plan(TARGETS, "key,period,value,source\nway,2021,120,late\nway,2022,130,late\n")
    result = run("history", *files, "--known-on", "2025")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "observations left out, published after 2025-12-31: 2" in result.stderr
    assert "no target of this selection has been observed, so there is no history" in result.stderr


def test_the_page_names_every_column_and_code():
    text = page("looking-back.md")
    for name in (*HISTORY_COLUMNS, *CHANGES):
        assert f"`{name}`" in text, name


def test_a_target_due_within_a_year_has_a_verdict_of_that_year(history):
    """Half of the last year counts as that year; the one after it does not.

    In 2023 half of the way is done in two thirds of the time, and twice as much a year is needed from then on.
    """
    targets = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,座,stock,2022,10,2024-06,30\n"
    rows = history(targets=targets, actuals="key,period,value\nx,2023,20\nx,2024-06,30\nx,2025,40\n")
    assert [(row["as_of"], row["status"]) for row in rows] == [("2023", "behind"), ("2024", "completed")]

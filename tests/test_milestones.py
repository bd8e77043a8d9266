"""Milestones as rows of their own, in an explanation and its chart, and what lixia check warns of them."""

from __future__ import annotations

import csv
import io
import json

import pytest

TARGETS = """
key,domain,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,source
x,d,Parks,座,stock,at_least,2020,40,2022,45,plan
x,,,,,,,,2023,50,
x,,,,,,,,2025,60,
y,d,Firms,家,stock,at_least,2020,100,2025,200,
"""
ACTUALS = "key,period,value\nx,2021,44\nx,2022,46\nx,2023,48\ny,2023,150\n"


def test_a_row_for_every_milestone_and_the_target(run, plan):
    result = run("report", "--milestones", "--format", "csv", *plan(TARGETS, ACTUALS))
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    said = [
        (row["target_year"], row["target_value"], row["latest_period"], row["latest_value"], row["status"])
        for row in rows
    ]
    # 48 of 60 in 2023: 8 of 20, where 50 are asked for; 6 a year are needed after 2.67.
    assert said == [
        ("2022", "45.0", "2022", "46.0", "completed"),
        ("2023", "50.0", "2023", "48.0", "missed"),
        ("2025", "60.0", "2023", "48.0", "behind"),
    ]
    assert (rows[2]["planned_progress"], rows[2]["milestones_due"]) == ("0.5", "")


def test_as_of_and_what_is_not_observed(run, plan):
    result = run(
        "report",
        "--milestones",
        "--format",
        "csv",
        "--as-of",
        "2023",
        *plan(TARGETS, ACTUALS.replace("x,2023,48\n", "")),
    )
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["latest_period"], "due" in row["flags"].split()) for row in rows] == [
        ("2022", False),
        ("2022", True),
        ("2022", False),
    ]


@pytest.mark.parametrize("form", ["table", "plain", "csv", "tsv", "json", "jsonl", "markdown", "html", "sentences"])
def test_every_format(run, plan, form):
    result = run("report", "--milestones", "--lang", "en", "--format", form, *plan(TARGETS, ACTUALS))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "45" in result.stdout
    assert "150" not in result.stdout  # y has no milestones


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_files_of_office_programs(run, plan, tmp_path, suffix):
    pytest.importorskip({"xlsx": "openpyxl", "docx": "docx"}[suffix])
    file = tmp_path / f"report.{suffix}"
    result = run("report", "--milestones", "-o", str(file), *plan(TARGETS, ACTUALS))
    assert (result.exit_code, result.stderr, file.stat().st_size > 1000) == (0, "", True)


def test_nothing_to_list(run, plan):
    targets = "\n".join([TARGETS.strip().splitlines()[0], TARGETS.strip().splitlines()[-1]])
    result = run("report", "--milestones", "--lang", "en", *plan(targets, "key,period,value\ny,2023,150\n"))
    assert "no target here has milestones (several target years of one key)" in result.stderr


def test_show_lists_and_draws_them(run, plan):
    text = run("show", "x", "--lang", "en", *plan(TARGETS, ACTUALS)).stdout
    lines = text.split("Milestones\n")[1].splitlines()
    assert [line.split() for line in lines[1:4]] == [
        ["2022", "45", "座", "46", "(2022)", "met", "Completed"],
        ["2023", "50", "座", "48", "(2023)", "missed", "Missed"],
        ["2025", "60", "座", "48", "(2023)", "not", "due", "Behind"],
    ]
    assert "M milestone" in text
    assert "planned_progress = 0.4 / 0.5" in text
    (about,) = json.loads(run("show", "x", "--format", "json", *plan(TARGETS, ACTUALS)).stdout)["indicators"]
    assert about["chart"]["milestones"] == [[2022, 45], [2023, 50]]
    assert [2021, 42.5] in about["chart"]["planned"]
    assert [one["met"] for one in about["milestones"]] == [True, False, None]


def test_an_explanation_without_milestones_says_nothing_of_them(run, plan):
    (about,) = json.loads(run("show", "y", "--format", "json", *plan(TARGETS, ACTUALS)).stdout)["indicators"]
    assert not {"milestones", "revisions"} & about.keys()
    assert "milestones" not in about["chart"]


@pytest.mark.parametrize(
    ("rows", "warning"),
    [
        (
            "2022,70,\nx,,,,,,,,2025,60,",
            "2: target_value: warning: 70 in 2022 is not between the baseline 40 and the target 60 (2025)",
        ),
        (
            "2022,39,\nx,,,,,,,,2025,60,",
            "2: target_value: warning: 39 in 2022 is not between the baseline 40 and the target 60 (2025)",
        ),
        (
            "2022,55,\nx,,,,,,,,2023,50,\nx,,,,,,,,2025,60,",
            "3: target_value: warning: 50 in 2023 turns back from 55 (2022), away from the target 60 (2025)",
        ),
    ],
)
def test_check_warns_of_milestones_aside(run, plan, rows, warning):
    targets = TARGETS.strip().splitlines()[0] + "\nx,d,Parks,座,stock,at_least,2020,40," + rows + "\n"
    result = run("check", "--lang", "en", *plan(targets, "key,period,value\nx,2021,44\n"))
    assert result.exit_code == 0
    assert f"targets.csv:{warning}" in result.stderr


def test_check_has_nothing_against_a_flat_stretch_or_one_row_of_several_wrong_baselines(run, plan):
    targets = TARGETS.replace("2022,45", "2022,40").replace("2023,50", "2023,40")
    assert "warning" not in run("check", "--lang", "en", *plan(targets, ACTUALS)).stderr


def test_a_milestone_may_be_the_target_already(run, plan):
    """60 in 2022, to be kept until 2025."""
    targets = TARGETS.strip().splitlines()[0] + "\nx,d,Parks,座,stock,at_least,2020,40,2022,60,\nx,,,,,,,,2025,60,\n"
    assert "warning" not in run("check", "--lang", "en", *plan(targets, "key,period,value\nx,2021,44\n")).stderr
    wrong = ACTUALS + "x,2020,41\n"  # the baseline is one, however many rows it stands for
    assert run("check", "--lang", "en", *plan(TARGETS, wrong)).stderr.count("the actual of 2020 is 41") == 1


def test_targets_are_counted_once(run, plan):
    files = plan(TARGETS, ACTUALS)
    assert "2 targets and 4 observations, no problem" in run("check", "--lang", "en", *files).stdout
    (row,) = csv.DictReader(io.StringIO(run("list", "plans", "--format", "csv", *files).stdout))
    assert (row["targets"], row["with_data"]) == ("2", "2")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("x,,,,,,,,2023", "x,,,家,,,,,2023"), "3: unit: '家' where line 2 has '座' for the same target"),
        (("x,,,,,,,,2023", "x,,,,,at_most,,,2023"), "3: direction: 'at_most' where line 2 has 'at_least'"),
        (("x,,,,,,,,2023", "x,,,,,,2021,40,2023"), "3: baseline_year: '2021' where line 2 has '2020'"),
        (("x,,,,,,,,2023", "x,,,,,,,41,2023"), "3: baseline_value: '41' where line 2 has '40'"),
        (("x,,,,,,,,2023", "x,,Park,,,,,,2023"), "3: name_en: 'Park' where line 2 has 'Parks'"),
        (("x,,,,,,,,2023", "x,e,,,,,,,2023"), "3: domain: 'e' where line 2 has 'd'"),
    ],
)
def test_rows_of_one_target_agree(run, plan, change, complaint):
    result = run("report", *plan(TARGETS.replace(*change), ACTUALS))
    assert result.exit_code == 2
    assert f"targets.csv:{complaint}" in result.stderr
    assert "1 problem;" in result.stderr


def test_what_one_row_says_holds_for_all(assessed):
    # The last row says it this time, and the others are empty.
    head, first, second, last, other = TARGETS.strip().splitlines()
    moved = [head, "x,,,,,,,,2022,45,plan", second, "x,d,Parks,座,stock,at_least,2020,40,2025,60,", other]
    one, same = (assessed("\n".join(lines), ACTUALS)["x"] for lines in ([head, first, second, last, other], moved))
    assert one == same

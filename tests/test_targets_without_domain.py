"""Targets without a domain beside others that have one: a section of their own, with a name and a total."""

from __future__ import annotations

import json

import pytest

HEADER = "key,region,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
ROWS = "a,{0},economy,A,%,share,2020,40,2095,50\nb,{0},,B,%,share,2020,40,2095,50\nc,{0},,C,%,share,2020,40,2095,50\n"


@pytest.fixture
def files(plan):
    """Write a plan with a target in a domain and two in none, one of which is observed; return its options."""
    return plan(HEADER + ROWS.format(""), "key,period,value\na,2030,45\nb,2030,45\n")


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (
            ("report", "--all"),
            "Domain: none: 1 of 2 targets assessed: 1 ahead of schedule, 1 no data. Too few to sum up",
        ),
        (("report", "--all", "--lang", "zh"), "领域未注明：2项目标中可评价1项：快于序时进度1项，缺数据1项。"),
        (("summary",), "Domain: none: 1 of 2 targets assessed: 1 ahead of schedule, 1 no data. Too few to sum up"),
        (("report", "--all", "--format", "sentences"), "Domain: none: 1 of 2 targets assessed"),
        (("report", "--all", "--format", "html"), "<h2>Domain: none</h2>"),
        (("report", "--all", "--format", "markdown"), "## Domain: none"),
    ],
)
def test_they_have_a_name_and_a_total(run, files, command, line):
    text = run(*command, *files, "--quiet").stdout
    assert line in text
    assert "sum up the plan" not in text  # two of three are enough


def test_codes_stay_empty(run, files):
    report = json.loads(run("report", "--all", "--format", "json", *files, "--quiet").stdout)
    assert [target["domain"] for target in report["indicators"]] == ["economy", "", ""]


def test_overview_of_a_page_counts_them(run, files):
    page = run("report", "--all", "--format", "html", *files, "--quiet").stdout
    assert 'aria-label="Economy: 1 green"' in page
    assert 'aria-label="Domain: none: 1 green, 1 grey"' in page


def test_a_plan_without_domains_has_no_heading(run, plan):
    files = plan(HEADER + ROWS.format("").replace("economy", ""), "key,period,value\na,2030,45\n")
    text = run("report", "--all", *files, "--quiet").stdout
    assert ": none" not in text
    assert text.count("targets assessed") == 1


def test_their_count_is_said_once_in_a_summary(run, plan):
    files = plan(HEADER + ROWS.format("").replace("economy", ""), "key,period,value\na,2030,45\n")
    assert run("summary", *files, "--quiet").stdout.count("targets assessed") == 1


def test_a_region_without_domains_is_no_plan(run, plan):
    rows = ROWS.format("north").replace("economy", "") + ROWS.format("south")
    files = plan(HEADER + rows, "key,region,period,value\na,north,2030,45\n")
    lines = run("summary", *files, "--quiet").stdout.splitlines()
    assert "north · 1 of 3 targets assessed: 1 ahead of schedule, 2 no data. Too few to sum up." in lines
    assert [line for line in lines if line.startswith("south · Domain: none: ")]

"""``lixia list``: what is in the files."""

from __future__ import annotations

import csv
import io

import pytest

from lixia_cli.observe.observe import observe
from lixia_cli.summarise import inventory

TARGETS = """
key,plan,region,domain,name_zh,name_en,unit,measure,target_year,target_value
gdp,five,east,economy,生产总值,GDP,亿元,flow,2025,2500
gdp,one,east,economy,生产总值,GDP,亿元,flow,2022,2200
parks,five,east,ecology,公园,,座,stock,2025,15
gdp,five,west,economy,生产总值,GDP,亿元,flow,2025,900
"""
ACTUALS = """
key,region,period,value,unit
gdp,east,2022,2282.9,
gdp,east,2020,1910,
gdp,east,2022H1,1046,
other,east,2021,5,家
"""


@pytest.fixture
def rows(run, plan):
    def call(*arguments: str) -> list[dict[str, str]]:
        result = run("list", *arguments, "--format", "csv", *plan(TARGETS, ACTUALS))
        assert result.exit_code == 0, result.stderr
        return list(csv.DictReader(io.StringIO(result.stdout)))

    return call


def test_plans_regions_and_domains_are_counted(rows):
    assert [tuple(row.values()) for row in rows()] == [
        ("five", "east", "economy", "1", "1"),
        ("one", "east", "economy", "1", "1"),
        ("five", "east", "ecology", "1", "0"),
        ("five", "west", "economy", "1", "0"),
    ]


def test_keys_come_with_their_observations_and_context_last(rows):
    listed = [(row["key"], row["region"], row["plans"], row["observations"]) for row in rows("keys")]
    assert listed == [
        ("gdp", "east", "five, one", "3"),
        ("parks", "east", "five", "0"),
        ("gdp", "west", "five", "0"),
        ("other", "east", "", "1"),
    ]
    first = rows("keys")[0]
    assert (first["first"], first["last"], first["unit"]) == ("2020", "2022", "亿元")
    assert rows("keys")[-1]["unit"] == "家"


def test_one_plan_alone(rows):
    assert [row["plan"] for row in rows("--plan", "one")] == ["one"]
    assert [row["key"] for row in rows("keys", "--plan", "one")] == ["gdp"]


def test_one_plan_takes_only_its_own_regions(run, plan):
    # parks is a target in east, gdp in west: neither gdp of east nor parks of west belongs to that plan.
    targets = "key,plan,region,domain,name_en,unit,measure,target_year,target_value\n"
    targets += "parks,a,east,ecology,Parks,座,stock,2025,15\ngdp,a,west,economy,GDP,亿元,flow,2025,900\n"
    actuals = "key,region,period,value\nparks,west,2022,9\ngdp,east,2022,800\ngdp,west,2022,700\n"
    text = run("list", "keys", "--plan", "a", "--format", "csv", *plan(targets, actuals)).stdout
    listed = [(row["key"], row["observations"]) for row in csv.DictReader(io.StringIO(text))]
    assert listed == [("parks", "0"), ("gdp", "1")]


def test_an_observation_that_cannot_count_is_no_data(run, plan):
    # Half a year of a five-year plan's flow, and a figure after the target year.
    targets = "key,domain,name_en,unit,measure,baseline_year,target_year,target_value\n"
    targets += "x,economy,X,亿元,flow,2020,2025,9\ny,economy,Y,座,stock,2020,2025,9\n"
    text = run("list", "--format", "csv", *plan(targets, "key,period,value\nx,2022H1,4\ny,2026,9\n")).stdout
    assert text.splitlines()[1].endswith(",economy,2,0")


def test_lists_for_people(run, plan):
    options = plan(TARGETS, ACTUALS)
    english = run("list", *options).stdout.splitlines()
    assert english[0].split() == ["Plan", "Region", "Domain", "Targets", "With", "data"]
    assert english[2].split() == ["five", "east", "Economy", "1", "1"]
    chinese = run("list", "keys", "--lang", "zh", *options).stdout
    assert "生产总值" in chinese
    assert "编码" in chinese
    # A name in one language only is shown in both.
    assert "公园" in run("list", "keys", *options).stdout


def test_wrong_requests(run):
    assert run("list", "planz").exit_code == 2
    result = run("list", "--plan", "fyp15")
    assert (result.exit_code, result.stderr) == (2, "lixia: error: no plan 'fyp15'; is it 'fyp14'?\n")


def test_check_counts_or_complains(run, plan):
    done = run("check", *plan(TARGETS, ACTUALS))
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (
        0,
        "4 targets and 4 observations, no problem, warnings: 1",
    )
    broken = run("check", *plan(TARGETS, ACTUALS.replace("1910", "?")))
    assert (broken.exit_code, broken.stdout) == (2, "")
    assert "actuals.csv:3: value: '?' is not a number" in broken.stderr
    bundled = run("check", "--lang", "zh")
    assert (bundled.stdout.splitlines()[-1], bundled.stderr) == ("156项目标，201条数据，没有问题", "")


def test_check_names_keys_that_may_be_misspelt(run, plan):
    done = run("check", *plan(TARGETS, ACTUALS + "\npark,east,2022,9,座\n"))
    assert done.exit_code == 0
    assert done.stderr.splitlines()[-1].endswith(
        "actuals.csv:7: key: warning: no target has the key 'park' (observations: 1); the nearest is 'parks'"
    )


def test_plans_are_joined_in_batches(rows, monkeypatch):
    at_once = rows()
    observed = []
    monkeypatch.setattr(inventory, "_PAIRS", 1)
    monkeypatch.setattr(inventory, "observe", lambda *frames: observed.append(frames) or observe(*frames))
    assert rows() == at_once
    assert len(observed) == 2  # "five" and "one"


def test_bundled_list(run):
    rows = list(csv.DictReader(io.StringIO(run("list", "--format", "csv").stdout)))
    assert sum(int(row["targets"]) for row in rows) == 156
    assert {row["plan"] for row in rows} == {"fyp14", "annual-2020", "annual-2022", "annual-2023", "cbd-2025"}

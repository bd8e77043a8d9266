"""Keys and regions are compared as a reader would, and what belongs to no target is said."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import rows_of

from lixia_cli.text.comparison import (
    all_comparable,
    all_without_brackets,
    as_spreadsheets_change_it,
    comparable,
    without_brackets,
)

HEADER = "key,region,domain,name_zh,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"


def target(key, unit="亿元", region="", name="", value=60):
    return f'"{key}",{region},e,,"{name or key} ",{unit},stock,2020,40,2025,{value}\n'


@pytest.fixture
def joined(run, plan):
    """joined(targets, actuals) → latest_value by key, and the notes."""

    def call(targets, actuals):
        result = run("report", "--all", "--format", "csv", *plan(HEADER + targets, actuals))
        assert result.exit_code == 0, result.stderr
        return {key: row["latest_value"] for key, row in rows_of(result.stdout).items()}, result.stderr

    return call


@pytest.fixture
def refused(run, plan):
    """refused(targets, actuals) → the problems, without the folder; check and report refuse alike."""

    def call(targets, actuals="key,period,value\n"):
        options = plan(HEADER + targets, actuals)
        result, checked = run("report", *options), run("check", *options)
        assert (result.exit_code, result.stdout, checked.exit_code, checked.stdout) == (2, "", 2, "")
        assert result.stderr == checked.stderr
        return [line[line.rfind("/", 0, line.find(".csv")) + 1 :] for line in result.stderr.splitlines()[:-1]]

    return call


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("gdp", "GDP"),
        ("gdp", "ｇｄｐ"),
        ("café", unicodedata.normalize("NFD", "café")),
        ("每千人口执业（助理）医师数", "每千人口执业(助理)医师数"),
        ("每千人口执业（助理）医师数", "每千人口执业【助理】 医师数"),
        ("地区生产总值", "地区\u200b生产\u3000总值"),
        ("a-b", "A–B"),
        ("“四上”企业", '"四上"企业'),
        ("PM2.5", "PM₂.₅"),
        ("straße", "STRASSE"),
    ],
)
def test_what_reads_the_same_is_joined_and_shown_as_in_the_targets(joined, ours, theirs):
    quoted = ours.replace('"', '""'), theirs.replace('"', '""')
    latest, notes = joined(target(quoted[0]), f'key,period,value\n"{quoted[1]}",2022,48\n')
    assert latest == {ours: "48.0"}
    shown = theirs.replace("\u200b", "")
    assert f"keys read as those of the targets: {shown} → {ours}\n" in notes


@pytest.mark.parametrize(
    ("ours", "theirs"), [("GDP", "GDP①"), ("GDP2", "GDP²"), ("1.1", "1.10"), ("a_b", "ab"), ("增加值", "增加值(现价)")]
)
def test_what_may_be_something_else_is_not_joined(joined, ours, theirs):
    latest, notes = joined(target(ours), f"key,period,value\n{theirs},2022,48\n")
    assert latest == {ours: ""}
    assert f"1 of 1 observations belong to no target ({theirs})" in notes


@pytest.mark.parametrize(
    ("ours", "theirs", "unit", "latest"),
    [
        ("地区生产总值", "地区生产总值（亿元）", "", "48.0"),
        ("地区生产总值", "地区生产总值（万元）", "", "0.0048"),
        ("地区生产总值", "地区生产总值(单位：万元)", "万元", "0.0048"),
        ("地区生产总值（亿元）", "地区生产总值", "", "48.0"),
        ("地区生产总值（亿元）", "地区生产总值 (万元)", "", "0.0048"),
        ("地区生产总值（亿元）", "地区生产总值(亿元)", "万元", None),
        ("地区生产总值", "地区生产总值（亿美元）", "", ""),
    ],
)
def test_a_unit_in_brackets_behind_a_key_is_its_unit(run, plan, ours, theirs, unit, latest):
    options = plan(HEADER + target(ours), f"key,period,value,unit\n{theirs},2022,48,{unit}\n")
    result = run("report", "--all", "--format", "csv", *options)
    if latest is None:
        assert "actuals.csv:2: unit: '万元' where the key says '亿元'; keep the right one" in result.stderr
    else:
        assert rows_of(result.stdout)[ours]["latest_value"] == latest, result.stderr


def test_keys_that_differ_in_their_unit_alone_are_two(joined, refused):
    targets = target("增加值（亿元）") + target("增加值（%）", "%")
    actuals = "key,period,value,unit\n增加值(%),2022,7,\n增加值,2022,90,亿元\n"
    assert joined(targets, actuals)[0] == {"增加值（亿元）": "90.0", "增加值（%）": "7.0"}
    assert refused(targets, "key,period,value\n增加值,2022,7\n") == [
        "actuals.csv:2: key: '增加值' may be any of the keys 增加值（亿元）, 增加值（%）; write the one that is meant"
    ]


def test_the_name_of_one_target_will_do(joined, refused):
    targets = target("green", name="Green cover") + target("gdp", name="GDP of the city")
    latest, notes = joined(targets, "key,period,value\ngreen  COVER,2022,48\ngdp,2022,50\n")
    assert latest == {"green": "48.0", "gdp": "50.0"}
    assert "names of targets read as their keys: green  COVER → green\n" in notes
    both = target("a", name="Parks") + target("b", name="parks")
    assert refused(both, "key,period,value\nParks,2022,48\n") == [
        "actuals.csv:2: key: 'Parks' may be any of the keys a, b; write the one that is meant"
    ]
    # A key comes before a name.
    assert joined(target("x", name="y") + target("y", name="x"), "key,period,value\nx,2022,1\n")[0]["x"] == "1.0"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (
            target("GDP") + target("gdp"),
            "key: 'gdp' reads like 'GDP' in line 2; write both the same way, or name them apart",
        ),
        (
            target("GDP（亿元）") + target("GDP"),
            "key: 'GDP' reads like 'GDP（亿元）' in line 2; write both the same way, or name them apart",
        ),
        (
            target("a", region="North") + target("b", region="north"),
            "region: 'north' reads like 'North' in line 2; write both the same way, or name them apart",
        ),
        (target("a") + target("\u200b", name="x"), "key: contains no visible character; write the key"),
        (
            target("a") + target("  ", name="x"),
            "key: is empty; short id, unique with plan, region, target year and announced",
        ),
        (target("a") + target("GDP(万元)"), "unit: '亿元' where the key says '万元'; keep the right one"),
    ],
)
def test_targets_that_read_the_same_are_refused(refused, rows, problem):
    assert refused(rows)[0] == f"targets.csv:3: {problem}"


def test_plans_that_differ_in_a_space_are_refused(run, plan):
    targets = "plan," + HEADER + "fyp 14," + target("a") + "fyp14," + target("a")
    assert (
        "targets.csv:3: plan: 'fyp14' reads like 'fyp 14' in line 2"
        in run("check", *plan(targets, "key,period,value\n")).stderr
    )


def test_two_spellings_of_one_key_must_not_contradict_each_other(refused):
    assert refused(target("gdp"), "key,period,value\ngdp,2022,48\nGDP,2022,49\n") == [
        "actuals.csv:3: value: 49 where line 2 has 48 for the same period, both final; keep the right one"
    ]


# Regions.
EACH = (
    "is empty, but the actuals of this key are of East, West; name the region, in one row for each that has the target"
)
SOUTH = "'South' has no target with the key 'parks' (observations: 1); targets with this key are of: North"


@pytest.mark.parametrize(
    ("ours", "theirs"), [("NYC", ""), ("", "NYC"), ("NYC", "nyc"), ("", "")], ids=["targets", "actuals", "case", "none"]
)
def test_the_only_region_is_meant(run, plan, ours, theirs):
    options = plan(HEADER + target("a", region=ours), f"key,region,period,value\na,{theirs},2022,48\n")
    row = rows_of(run("report", "--all", "--format", "csv", *options).stdout)["a"]
    assert (row["region"], row["plan"], row["latest_value"]) == (ours or theirs, "", "48.0")


def test_no_region_and_no_plan_are_shown_where_there_are_none(run, plan):
    options = plan(HEADER + target("a"), "key,region,period,value\na,,2022,48\n")
    assert run("report", *options).stderr == ""
    for command in (["report"], ["report", "--format", "markdown"], ["summary"], ["show", "a"], ["list"]):
        text = run(*command, *options).stdout
        assert "lixia ·" not in text
        assert "Plan plan" not in text
    assert "lixia" not in run("list", *options).stdout


@pytest.mark.parametrize(
    ("targets", "actuals", "problem"),
    [
        (
            target("a"),
            "a,East,2022,48\na,West,2022,49\n",
            f"targets.csv:2: region: {EACH}",
        ),
        (
            target("a", region="East") + target("a", region="West"),
            "a,,2022,48\n",
            "actuals.csv:2: region: is empty, but the targets of this key are of East, West; name the region",
        ),
        (
            target("a", region="East"),
            "a,,2021,48\na,East,2022,49\n",
            "actuals.csv:2: region: is empty where line 3 has 'East' for the same key; name the region",
        ),
    ],
)
def test_a_region_that_may_be_two_things_is_refused(refused, targets, actuals, problem):
    assert refused(targets, f"key,region,period,value\n{actuals}") == [problem]


def test_totals_without_a_region_beside_regions(joined):
    # Both files have a figure of everything and one of a part.
    targets = target("a", value=90) + target("b", region="East")
    actuals = "key,region,period,value\na,,2022,80\nb,East,2022,20\nb,West,2022,30\n"
    assert joined(targets + target("b", region="West"), actuals)[0] == {"a": "80.0", "b": "30.0"}


# Observations that belong to no target.
def test_check_names_each_with_the_nearest_target(run, plan):
    targets = target("parks", region="North") + target("007", region="North") + target("MAR1", region="North")
    actuals = "key,region,period,value\npark,North,2021,1\npark,North,2022,2\n7,North,2022,1\n1-Mar,North,2022,1\n"
    actuals += "parks,South,2022,1\nzzz,North,2022,1\n"
    options = plan(HEADER + targets, actuals)
    result = run("check", *options)
    assert result.exit_code == 0
    assert [line.partition("actuals.csv:")[2] for line in result.stderr.splitlines()] == [
        "2: key: warning: no target has the key 'park' (observations: 2); the nearest is 'parks'",
        "4: key: warning: no target has the key '7' (observations: 1); the nearest is '007'",
        "5: key: warning: no target has the key '1-Mar' (observations: 1); the nearest is 'MAR1'",
        f"6: region: warning: {SOUTH}",
        "7: key: warning: no target has the key 'zzz' (observations: 1)",
    ]
    note = "6 of 6 observations belong to no target (park, 7, 1-Mar, parks, zzz); lixia check names the nearest\n"
    for command in (["report"], ["summary"], ["show", "parks"], ["list"]):
        assert run(*command, *options).stderr == f"lixia: note: {note}"
    assert run("report", *options, "--quiet").stderr == ""


def test_the_bundled_context_is_no_news(run):
    assert run("report").stderr == run("check").stderr == ""


# The comparison itself.
@given(st.text(max_size=20))
def test_comparing_twice_changes_nothing(text):
    once = comparable(text)
    assert comparable(once) == once
    assert comparable(f" {text}\u200b") == once
    assert as_spreadsheets_change_it(as_spreadsheets_change_it(once)) == as_spreadsheets_change_it(once)


@given(
    st.lists(
        st.text(max_size=12)
        | st.sampled_from(["", "ＧＤＰ（万元）", "gdp (亿元)", "A [b]", "İ", "ß", "\u0301e", "两\n行"])
    )
)
def test_many_names_are_compared_as_each_of_them(texts):
    assert all_comparable(texts) == [comparable(text) for text in texts]
    assert list(zip(*all_without_brackets(texts), strict=True)) == [without_brackets(text) for text in texts]

"""lixia compare --region: difference, rank and median, and the values of regions without a target."""

from __future__ import annotations

import csv
import io
import re

import pytest

TARGETS = """
    key,region,domain,name_zh,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value
    green,north,ecology,绿化覆盖率,Green coverage,%,share,at_least,2020,40,2025,50
    green,south,ecology,绿化覆盖率,Green coverage,%,share,at_least,2020,42,2025,50
    green,west,ecology,绿化覆盖率,Green coverage,%,share,at_least,2020,38,2025,48
    energy,north,ecology,单位能耗,Energy,吨/万元,share,at_most,2020,0.5,2025,0.4
    energy,south,ecology,单位能耗,Energy,吨/万元,share,at_most,2020,0.6,2025,0.45
    energy,west,ecology,单位能耗,Energy,吨/万元,share,at_most,2020,0.7,2025,0.5
    income,north,livelihood,居民收入,Income,万元,flow,at_least,2020,4,2025,6
    jobs,north,livelihood,新增就业,Jobs,人,cumulative,at_least,2020,,2025,1000
    jobs,south,livelihood,新增就业,Jobs,人,cumulative,at_least,2020,,2025,1200
"""
ACTUALS = """
    key,region,period,value,unit
    green,north,2022,44.5,%
    green,south,2022,44.5,%
    green,west,2022,41,%
    energy,north,2022,0.46,吨/万元
    energy,south,2022,0.55,吨/万元
    energy,west,2022,0.6,吨/万元
    income,north,2022,4.6,万元
    income,south,2022,39000,元
    income,west,2022,300,美元
    jobs,north,2021,200,人
    jobs,north,2022,210,人
    jobs,south,2022,300,人
    jobs,west,2021,150,人
    jobs,west,2022,160,人
"""
THREE = ("--region", "north", "--region", "south", "--region", "west")


@pytest.fixture
def compare(run, plan):
    """compare(*options, targets=, actuals=) → csv rows."""

    def call(*options, targets=TARGETS, actuals=ACTUALS):
        result = run("compare", *plan(targets, actuals), "--format", "csv", *options)
        assert result.exit_code == 0, result.stderr
        return list(csv.DictReader(io.StringIO(result.stdout)))

    return call


def of(rows, key, *names):
    return [tuple(row[name] for name in names) for row in rows if row["key"] == key]


def test_two_regions_differ_by_value_and_verdict(compare):
    rows = compare("--region", "north", "--region", "west")
    # 4.5 of 10 points and 3 of 10 after two of five years.
    assert of(rows, "green", "side", "region", "value_change", "verdict_change", "value_rank") == [
        ("north", "north", "", "", ""),
        ("west", "west", "-3.5", "worse", ""),
    ]


def test_three_regions_have_ranks_and_a_median(compare):
    rows = compare(*THREE)
    # More is better: 44.5 twice, then 41. The median is 44.5.
    assert of(rows, "green", "value_rank", "value_median", "from_median") == [
        ("1", "44.5", "0.0"),
        ("1", "44.5", "0.0"),
        ("3", "44.5", "-3.5"),
    ]
    # Less is better: 0.46, 0.55, 0.6.
    assert of(rows, "energy", "value_rank", "value_median", "from_median") == [
        ("1", "0.55", "-0.09"),
        ("2", "0.55", "0.0"),
        ("3", "0.55", "0.05"),
    ]


def test_a_sum_from_which_years_are_missing_has_no_rank(compare):
    rows = compare(*THREE)
    # 410, at least 300, and 310: whether the second is better than the others is not known.
    assert of(rows, "jobs", "latest_value", "value_rank", "value_median") == [
        ("410.0", "", ""),
        ("300.0", "", ""),
        ("310.0", "", ""),
    ]
    assert {reason for (reason,) in of(rows, "jobs", "not_compared")} == {
        "Some of the values are only known as bounds, so not every one has a rank."
    }
    # At least 500 is more than 410 and 310 in any case.
    rows = compare(*THREE, actuals=ACTUALS.replace("jobs,south,2022,300", "jobs,south,2022,500"))
    assert of(rows, "jobs", "value_rank") == [("2",), ("",), ("3",)]


def test_a_region_without_the_target_shows_its_value(compare):
    rows = compare(*THREE)
    # 150 + 160 of the years that north's target counts, without a verdict.
    names = ("side", "latest_value", "status", "light", "target_value", "lacking", "progress", "flags")
    assert of(rows, "jobs", *names)[-1] == ("west", "310.0", "", "", "", "target", "", "")


def test_units_of_a_region_without_the_target_are_converted_or_kept(compare):
    rows = compare(*THREE)
    assert of(rows, "income", "side", "unit", "latest_value", "lacking") == [
        ("north", "万元", "4.6", ""),
        ("south", "万元", "3.9", "target"),
        ("west", "美元", "300.0", "target"),
    ]
    assert of(rows, "income", "value_change", "value_rank") == [("", ""), ("-0.7", ""), ("", "")]
    assert {reason for (reason,) in of(rows, "income", "not_compared")} == {
        "The targets of these regions differ in unit or kind, so their values are not ranked."
    }


def test_parts_of_a_year_that_may_be_running_totals_are_left_out_where_there_is_no_target(run, plan):
    actuals = ACTUALS.replace("jobs,west,2022,160", "jobs,west,2022-05,60") + "    jobs,west,2022-06,70,人\n"
    result = run("compare", *plan(TARGETS, actuals), *THREE, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert of(rows, "jobs", "latest_period", "latest_value")[-1] == ("2021", "150.0")
    assert "west has no target for some indicators" in result.stderr
    assert "they are left out: 2" in result.stderr


def test_a_region_that_no_target_has_may_be_named_if_it_is_observed(compare, run, plan):
    east = ACTUALS + "    green,east,2022,47,%\n"
    rows = compare("--region", "north", "--region", "east", actuals=east)
    assert of(rows, "green", "side", "latest_value", "status", "value_change") == [
        ("north", "44.5", "ahead", ""),
        ("east", "47.0", "", "2.5"),
    ]
    result = run("compare", "--region", "north", "--region", "Nort", *plan(TARGETS, east))
    assert (result.exit_code, "no region 'Nort' in this plan; is it 'north'?" in result.stderr) == (2, True)
    alone = run("compare", "--region", "east", "--region", "far", *plan(TARGETS, east + "    green,far,2022,4,%\n"))
    assert (alone.exit_code, "none of the sides has a target in this plan" in alone.stderr) == (2, True)


def test_the_neighbouring_district_of_the_bundled_data(run):
    result = run("compare", "--plan", "annual-2020", "--region", "lixia", "--region", "shizhong", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    # data/actuals.csv: 21 flower streets in Shizhong in 2020; Lixia gives no figure for its 13.
    assert of(rows, "flower_streets", "side", "latest_period", "latest_value", "status", "lacking") == [
        ("lixia", "", "", "no_data", "data"),
        ("shizhong", "2020", "21.0", "", "target"),
    ]


def test_figures_of_the_neighbour_without_any_target(run):
    text = run("compare", "--region", "lixia", "--region", "shizhong", "--lang", "zh", "--width", "120").stdout
    # data/actuals.csv: January to November 2020, above 15 expected and 7 in 2023.
    assert re.search(r"规模以上工业增加值 .* 7（2023年）p .* 40.6（2020年1—11月） ", text)
    assert re.search(r"过亿元项目.* 104（2022年） .* 142（2020年） ", text)


def test_figures_without_any_target_stand_at_the_end_as_they_were_published(compare, run, plan):
    more = """    roads,north,2021,100,公里
    roads,north,2022,120,公里
    roads,west,2022,90,公里
    sales,north,2022-05,40,亿元
    sales,west,2022-05,30,亿元
    alone,north,2022,1,个
"""
    rows = compare("--region", "north", "--region", "west", actuals=ACTUALS + more)
    # Roads of 2022 differ by 30; whether sales are those of May or since January nobody said.
    assert of(rows, "roads", "side", "latest_period", "latest_value", "value_change", "status", "lacking") == [
        ("north", "2022", "120.0", "", "", "target"),
        ("west", "2022", "90.0", "-30.0", "", "target"),
    ]
    assert of(rows, "sales", "value_change", "not_compared")[-1] == (
        "",
        "figures of parts of a year may be running totals or not",
    )
    assert of(rows, "alone", "side") == []
    assert [row["key"] for row in rows][-4:] == ["roads", "roads", "sales", "sales"]
    only = compare("--region", "north", "--region", "west", "--domain", "ecology", actuals=ACTUALS + more)
    assert of(only, "roads", "side") == []
    text = run("compare", *plan(TARGETS, ACTUALS + more), *THREE, "-q").stdout
    assert "\nWithout a target\n" in text
    assert "so the values are not ranked. Indicators: roads, sales." in text


def test_of_figures_without_any_target_the_final_one_counts(compare):
    more = """    roads,north,2022,120,公里,final
    roads,north,2022,110,公里,preliminary
    roads,west,2022,90,公里,
"""
    header, *rest = ACTUALS.strip().splitlines()
    actuals = f"{header},status\n" + "".join(f"{line},\n" for line in rest) + more
    rows = compare("--region", "north", "--region", "west", actuals=actuals)
    assert of(rows, "roads", "side", "latest_value", "value_change") == [
        ("north", "120.0", ""),
        ("west", "90.0", "-30.0"),
    ]


def test_names_of_keys_without_a_target(run, plan, tmp_path):
    (tmp_path / "names.csv").write_text("kind,code,name_zh,name_en\nkey,roads,道路,Roads\n", encoding="utf-8")
    more = "    roads,north,2022,120,公里\n    roads,west,2022,90,公里\n"
    sides = ("--region", "north", "--region", "west", "-q")
    assert "\nRoads " in run("compare", *plan(TARGETS, ACTUALS + more), *sides, "--width", "120").stdout
    assert "\n道路" in run("compare", *plan(TARGETS, ACTUALS + more), *sides, "--lang", "zh").stdout


def test_a_domain_that_only_one_region_has(compare, run, plan):
    rows = compare("--region", "north", "--region", "west", "--domain", "livelihood")
    assert {row["key"] for row in rows} == {"income", "jobs"}
    result = run("compare", *plan(TARGETS, ACTUALS), *THREE, "--domain", "livelyhood")
    assert (result.exit_code, "is it 'livelihood'?" in result.stderr) == (2, True)


def test_regions_are_named_by_their_names(run, plan, tmp_path):
    (tmp_path / "names.csv").write_text(
        "kind,code,name_zh,name_en\nregion,north,北区,North District\n", encoding="utf-8"
    )
    files = plan(TARGETS, ACTUALS)
    text = run("compare", *files, "--region", "北区", "--region", "west", "-q", "--width", "120").stdout
    assert "Side by side: North District, west\n" in text
    assert re.search(r"^ +North District -+ +west -+ +Difference -+$", text, re.MULTILINE)
    again = run("compare", *files, "--region", "North District", "--region", "north", "-q")
    assert (again.exit_code, "--region North District and north are the same" in again.stderr) == (2, True)


def test_the_table_says_rank_median_and_why_there_is_none(run, plan):
    text = run("compare", *plan(TARGETS, ACTUALS), *THREE, "--width", "100", "-q").stdout
    lines = [line.split() for line in text.splitlines()]
    assert ["Median", "44.5"] in lines
    assert any(line[:1] == ["west"] and line[-3:] == ["3", "-3.5", "pp"] for line in lines)
    assert "not every one has a rank. Indicators: Jobs." in text
    assert "west has no target for: Income, Jobs." in text
    chinese = run("compare", *plan(TARGETS, ACTUALS), *THREE, "--lang", "zh", "-q").stdout
    assert all(words in chinese for words in ("中位数", "位次", "与中位数之差", "-3.5个百分点", "无目标"))

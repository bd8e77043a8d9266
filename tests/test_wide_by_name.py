"""Actuals with one column per indicator, or per region, named like those of the targets."""

from __future__ import annotations

import pytest
from support import rows_of

TARGETS = """\
    key,region,domain,name_zh,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value
    green,历下区,d,绿化覆盖率,Green coverage,%,share,2020,40,2025,50
    green,市中区,d,绿化覆盖率,Green coverage,%,share,2020,40,2025,50
    gdp,历下区,d,地区生产总值,GDP,亿元,flow,2020,1000,2025,2000
"""


@pytest.fixture
def latest(run, plan):
    """Report on actuals: latest(actuals) → (key, region, latest period, latest value) of each row."""

    def call(actuals: str) -> list[tuple[object, ...]]:
        options = plan(TARGETS, actuals)
        found: list[tuple[object, ...]] = []
        for region in ("历下区", "市中区"):
            result = run("report", "--all", "--format", "csv", "--region", region, *options)
            assert result.exit_code == 0, result.stderr
            rows = rows_of(result.stdout).values()
            found += [
                (row["key"], region, row["latest_period"], float(row["latest_value"]))
                for row in rows
                if row["latest_value"]
            ]
        return found

    return call


@pytest.fixture
def complaint(run, plan):
    def call(actuals: str, targets: str = TARGETS) -> str:
        result = run("check", *plan(targets, actuals))
        assert result.exit_code == 2, result.stdout
        return result.stderr

    return call


def test_columns_named_by_key_or_name(latest):
    actuals = "period,region,green,地区生产总值,other\n2021,历下区,41,,7\n2022,历下区,42,1500,8\n2022,市中区,43,,9\n"
    assert latest(actuals) == [
        ("green", "历下区", "2022", 42),
        ("gdp", "历下区", "2022", 1500),
        ("green", "市中区", "2022", 43),
    ]


def test_a_unit_in_brackets_is_that_of_the_column(latest):
    # 15 000 000 万元 are 1500 亿元.
    assert latest("年份,地区,地区生产总值（万元）\n2022,历下区,15000000\n") == [("gdp", "历下区", "2022", 1500)]


def test_columns_named_by_region(latest):
    assert latest("指标,年份,历下区,市中区,全市\ngreen,2022,42,43,44\ngdp,2022,1500,,\n") == [
        ("green", "历下区", "2022", 42),
        ("gdp", "历下区", "2022", 1500),
        ("green", "市中区", "2022", 43),
    ]


def test_what_is_read_so_is_said(run, plan):
    result = run("check", *plan(TARGETS, "年份,地区,green,other\n2022,历下区,42,1\n"))
    assert "actuals.csv: columns read as indicators: 1 (green)" in result.stderr
    assert "actuals.csv: columns not used: other" in result.stderr
    result = run("check", *plan(TARGETS, "指标,年份,历下区,市中区\ngreen,2022,42,43\n"))
    assert "actuals.csv: columns read as regions: 2 (历下区 … 市中区)" in result.stderr


@pytest.mark.parametrize(
    ("actuals", "place"),
    [
        ("Table 1\n年份,地区,green,GDP\n2021,历下区,41,1\n2022,历下区,42,1 5\n", "actuals.csv:4: GDP: '1 5'"),
        ("指标,年份,历下区,市中区\ngreen,2022,42,4 3\n", "actuals.csv:2: 市中区: '4 3'"),
        ("年份,地区,green\n2022x,历下区,42\n", "actuals.csv:2: 年份: '2022x'"),
    ],
)
def test_problems_name_the_row_and_the_heading(complaint, actuals, place):
    assert place in complaint(actuals)


def test_headings_that_name_no_target_are_no_layout(complaint):
    assert "actuals.csv:1: key: this column is missing" in complaint("年份,地区,forest\n2022,历下区,42\n")


def test_keys_and_regions_of_one_name_are_refused(complaint):
    targets = TARGETS + "    历下区,历下区,d,x,x,%,share,2020,40,2025,50\n"
    actuals = "指标：green\n年份,历下区,市中区\n2022,1,2\n"
    expected = "actuals.csv:2: may be a table with one column per indicator, or with one column per region"
    assert expected in complaint(actuals, targets)


@pytest.mark.parametrize(
    "names", [("product", "city"), ("current value", "product"), ("总量", "增速"), ("202101", "202102")]
)
def test_names_of_indicators_that_head_other_columns_too(run, plan, names):
    targets = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    targets += "".join(f"{name},t,stock,2020,40,2025,50\n" for name in names)
    actuals = f"year,{','.join(names)}\n2021,41,42\n2022,43,44\n"
    result = run("report", "--format", "csv", "--all", *plan(targets, actuals))
    found = rows_of(result.stdout)
    assert [found[name]["latest_value"] for name in names] == ["43.0", "44.0"]

"""Published tables that are read as they are: the plan of a country, and exports of its statistics office.

`tables/national-plan.csv` is 专栏1 of the outline of China's 14th Five-Year Plan, in GB18030 as WPS saves it;
`gdp-of-regions.csv` (GBK) and `national-accounts.csv` are exports from data.stats.gov.cn; `national-actuals.csv` has
figures of the annual statistical communiqués.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from support import rows_of

TABLES = Path(__file__).parent / "tables"


@pytest.fixture(scope="module")
def tables() -> dict[str, str]:
    return {path.stem: str(path) for path in TABLES.iterdir()}


@pytest.fixture
def report(run, tables):
    """Report as csv: report(targets, actuals) → rows by key."""

    def call(targets: str, actuals: str, *options: str):
        files = ("--targets", tables.get(targets, targets), "--actuals", tables.get(actuals, actuals))
        result = run("report", "--all", "--format", "csv", *files, *options)
        assert result.exit_code == 0, result.stderr
        return rows_of(result.stdout)

    return call


def test_every_row_of_the_plan_is_a_target(report):
    rows = report("national-plan", "national-actuals")
    assert len(rows) == 20
    assert list(dict.fromkeys(row["domain"] for row in rows.values())) == [
        "经济发展",
        "创新驱动",
        "民生福祉",
        "绿色生态",
        "安全保障",
    ]
    assert {row["target_year"] for row in rows.values()} == {"2025"}
    assert [row["nature"] for row in rows.values()].count("binding") == 8


@pytest.mark.parametrize(
    ("key", "unit", "measure", "target", "qualifier", "direction"),
    [
        ("常住人口城镇化率", "%", "share", 65, "at_least", "at_least"),
        ("全社会研发经费投入增长", "%", "growth", 7, "over", "at_least"),
        ("城镇调查失业率", "%", "share", 5.5, "over", "at_most"),
        ("每千人口拥有执业（助理）医师数", "人", "stock", 3.2, "at_least", "at_least"),
        ("单位GDP能源消耗降低", "%", "cumulative", 13.5, "at_least", "at_least"),
        ("粮食综合生产能力", "亿吨", "stock", 6.5, "over", "at_least"),
        ("能源综合生产能力", "亿吨标准煤", "stock", 46, "over", "at_least"),
    ],
)
def test_targets_of_the_plan(report, key, unit, measure, target, qualifier, direction):
    row = report("national-plan", "national-actuals")[key]
    assert (row["unit"], row["measure"], float(row["target_value"])) == (unit, measure, target)
    assert (row["qualifier"], row["direction"]) == (qualifier, direction)


def test_life_expectancy_is_to_rise_by_one_year(report):
    # 〔1〕 beside 77.3 years is 78.3 years.
    row = report("national-plan", "national-actuals")["人均预期寿命"]
    assert (float(row["baseline_value"]), float(row["target_value"])) == (77.3, 78.3)


def test_targets_in_words_are_not_judged(report):
    rows = report("national-plan", "national-actuals")
    words = [key for key, row in rows.items() if row["status"] == "not_quantified"]
    assert words == ["国内生产总值（GDP）增长", "全员劳动生产率增长", "居民人均可支配收入增长"]


def test_marks_at_figures_of_the_plan_are_kept(report):
    row = report("national-plan", "national-actuals")["常住人口城镇化率"]
    # (66.16 - 60.6) of (65 - 60.6) points.
    assert float(row["progress"]) == pytest.approx(5.56 / 4.4)


def test_an_export_of_many_regions(report, tmp_path):
    targets = tmp_path / "targets.csv"
    targets.write_text(
        "key,region,domain,unit,measure,baseline_year,target_year,target_value\n"
        "地区生产总值,北京市,经济,万亿元,flow,2020,2025,5\n",
        encoding="utf-8",
    )
    row = report(str(targets), "gdp-of-regions")["地区生产总值"]
    # 38 503.6 and 49 670.2 亿元.
    assert float(row["baseline_value"]) == pytest.approx(3.85036)
    assert (row["latest_period"], float(row["latest_value"])) == ("2024", pytest.approx(4.96702))


def test_an_export_of_many_indicators(report, tmp_path):
    targets = tmp_path / "targets.csv"
    targets.write_text(
        "key,domain,unit,measure,baseline_year,target_year,target_value\n人均国内生产总值,经济,元,flow,2020,2025,100000\n",
        encoding="utf-8",
    )
    row = report(str(targets), "national-accounts")["人均国内生产总值"]
    assert (row["latest_period"], float(row["latest_value"]), float(row["baseline_value"])) == ("2024", 95749, 73338)

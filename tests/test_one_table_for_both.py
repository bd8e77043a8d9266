"""One table with the targets and the actuals, as cities publish their key figures."""

from __future__ import annotations

import pytest
from support import rows_of


@pytest.fixture
def both(run, tmp_path, monkeypatch):
    """Report on one file as targets and actuals: both(text) → click's Result."""
    monkeypatch.chdir(tmp_path)

    def call(text: str, *command: str):
        (tmp_path / "kpi.csv").write_text(text, encoding="utf-8")
        return run(*(command or ("report", "--all", "--format", "csv")), "--targets", "kpi.csv", "--actuals", "kpi.csv")

    return call


KPI = """\
Key figures of the city,,,,,,,,
key,domain,name,unit,measure,2020,2021,2022,2025 target
jobs,work,Jobs,n,stock,100,110,150,200
waste,green,Recycling,%,share,40,,44,50
Source: the city's own figures,,,,,,,,
"""


def test_years_are_actuals_and_the_target_is_the_target(both):
    result = both(KPI)
    assert result.exit_code == 0, result.stderr
    rows = rows_of(result.stdout)
    assert [(row["target_year"], float(row["target_value"]), row["latest_period"]) for row in rows.values()] == [
        ("2025", 200, "2022"),
        ("2025", 50, "2022"),
    ]
    # No column says that it is the baseline.
    assert [row["baseline_year"] for row in rows.values()] == ["", ""]


def test_one_baseline_and_the_words_actual_and_target(both):
    result = both("key,domain,name,unit,measure,2020 actual,2025 target\njobs,work,Jobs,n,stock,150,200\n")
    row = rows_of(result.stdout)["jobs"]
    assert (row["baseline_year"], float(row["baseline_value"]), float(row["target_value"])) == ("2020", 150, 200)


def test_a_target_without_words_is_refused(both):
    result = both("key,domain,name,unit,measure,2020,2025\njobs,work,Jobs,n,stock,150,200\n")
    assert result.exit_code == 2
    assert "kpi.csv:1: 2025: may be an actual or a target, as the file is read as both" in result.stderr


def test_a_bad_number_names_its_own_column(both):
    result = both(KPI.replace("110", "1 10").replace("200", "2 00"), "check")
    assert result.exit_code == 2
    assert "kpi.csv:3: 2021: '1 10' has a space" in result.stderr
    assert "kpi.csv:3: 2025 target: '2 00' has a space" in result.stderr


def test_most_columns_may_be_those_of_targets(both):
    result = both(
        "领域,指标,类型,属性,责任单位,单位,2020年实际,2022年实际,2025年目标\n生态,绿化,占比,约束性,园林局,%,40,44,50\n"
    )
    assert result.exit_code == 0, result.stderr
    row = rows_of(result.stdout)["绿化"]
    assert (row["latest_period"], float(row["latest_value"]), float(row["target_value"])) == ("2022", 44, 50)


@pytest.mark.parametrize(
    "observed", ["2023年1-6月完成", "2023年上半年完成", "2023年6月累计", "2023H1 actual", "2023年6月累计完成数"]
)
def test_figures_of_the_year_so_far_beside_its_target(run, tmp_path, observed):
    """A supervision ledger: the figure of a part of the year is no baseline."""
    path = tmp_path / "ledger.csv"
    path.write_text(f"序号,指标,单位,类型,2023年目标,{observed},完成率\n1,产值,亿元,流量,20,9,45%\n", encoding="utf-8")
    result = run("report", "--targets", str(path), "--actuals", str(path), "--format", "csv")
    row = rows_of(result.stdout)["产值"]
    assert (row["target_year"], row["target_value"], row["latest_value"]) == ("2023", "20.0", "9.0")
    assert (row["baseline_value"], row["progress"], row["elapsed"]) == ("", "0.45", "0.5")


def test_the_year_before_is_the_baseline_all_the_same(run, tmp_path):
    path = tmp_path / "ledger.csv"
    path.write_text("指标,单位,类型,2022年实际,2023年目标,2023年1-6月完成\n产值,亿元,流量,18,20,9\n", encoding="utf-8")
    result = run("report", "--targets", str(path), "--actuals", str(path), "--format", "csv")
    row = rows_of(result.stdout)["产值"]
    assert (row["baseline_year"], row["baseline_value"], row["latest_value"]) == ("2022", "18.0", "9.0")

"""Figures of quarters and months: running totals from January, or those of each part alone, which are added up."""

from __future__ import annotations

import re
import warnings

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import page
from support import rows_of

from lixia_cli.api import InputError, RequestError, assess, read_plan

FLOW = "key,domain,name,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
REVENUE = FLOW + "rev,fin,Revenue,USD,flow,2020,1000,2025,1500\n"
QUARTERS = "key,period,value\nrev,2022Q1,280\nrev,2022Q2,280\nrev,2022Q3,280\nrev,2022Q4,280\n"
OF_ONE_YEAR = FLOW + "rev,fin,Revenue,USD,flow,,,2024,1200\n"
MONTHS = "key,period,value\n" + "".join(f"rev,2024-{month:02d},100\n" for month in range(1, 7))
HOMES = (
    "key,domain,name,unit,measure,baseline_year,target_year,target_value\nhomes,h,Homes,homes,cumulative,2013,2014,80\n"
)
TAXES = (
    "指标,领域,单位,类型,基期年,目标年,目标值\n一般公共预算收入,经济,亿元,流量,2021,2022,240\n",
    "指标,年份,数值\n"
    + "".join(f"一般公共预算收入,2022年{month}月,{value}\n" for month, value in enumerate((20, 21, 19, 20, 22, 21), 1)),
)


@pytest.fixture
def refused(run, plan):
    """Return the lines of standard error of a report that is refused."""

    def call(targets: str, actuals: str, *options: str) -> list[str]:
        result = run("report", *plan(targets, actuals), *options)
        assert (result.exit_code, result.stdout) == (2, "")
        return result.stderr.splitlines()[:-1]

    return call


# Figures of each part alone.
def test_quarters_are_added_up(assessed):
    row = assessed(REVENUE, QUARTERS, "--accumulation", "period")["rev"]
    assert (row["latest_period"], row["latest_value"]) == ("2022", "1120.0")  # 4 * 280


def test_months_of_an_annual_plan_without_a_baseline(assessed):
    row = assessed(OF_ONE_YEAR, MONTHS, "--accumulation", "period")["rev"]
    assert (row["latest_period"], row["latest_value"], row["percent_of_target"]) == ("2024-06", "600.0", "50.0")
    assert (row["elapsed"], row["pace"], row["status"]) == ("0.5", "1.0", "on_track")  # 600 of 1,200 in 6 of 12 months


def test_a_total_of_one_year(assessed):
    actuals = "key,period,value,accumulation\nhomes,2014Q1,28,\nhomes,2014Q2,24,当季\n"
    row = assessed(HOMES, actuals)["homes"]
    assert (row["latest_period"], row["latest_value"], row["progress"]) == ("2014H1", "52.0", "0.65")  # 52 of 80
    targets = "key,unit,measure,period_start,target_year,target_value\nrev,USD,cumulative,2024,2024,1200\n"
    row = assessed(targets, MONTHS, "--accumulation", "当月")["rev"]
    assert (row["latest_value"], row["progress"], row["status"]) == ("600.0", "0.5", "on_track")


def test_months_in_chinese(assessed):
    row = assessed(*TAXES, "--accumulation", "当月")["一般公共预算收入"]
    assert (row["latest_period"], row["latest_value"]) == ("2022-06", "123.0")  # 20 + 21 + 19 + 20 + 22 + 21
    assert row["percent_of_target"] == "51.25"  # 123 of 240


def test_the_gap_ends_the_sum(assessed):
    actuals = MONTHS.replace("rev,2024-04,100\n", "")
    row = assessed(OF_ONE_YEAR, actuals, "--accumulation", "period")["rev"]
    assert (row["latest_period"], row["latest_value"]) == ("2024-03", "300.0")
    assert "2024-06 is not added up: figures of that year before it are missing" in row["note"]


def test_an_incomplete_year_is_missing_from_a_total(assessed):
    targets = "key,unit,measure,period_start,target_year,target_value\nx,t,cumulative,2021,2025,500\n"
    actuals = "key,period,value\nx,2021Q1,10\nx,2021Q2,10\nx,2021Q4,10\nx,2022,50\n"
    row = assessed(targets, actuals, "--accumulation", "period")["x"]
    assert (row["latest_value"], "lower_bound" in row["flags"]) == ("50.0", True)
    assert "no figure for 2021" in row["note"]
    assert "2021Q4 is not added up" in row["note"]


# A quarter, then its months' successors; January to February as Chinese statistics publish it.
@pytest.mark.parametrize(
    ("values", "period", "total"),
    [
        ({"2024Q1": 30, "2024-04": 9, "2024-05": 8}, "2024-05", "47.0"),
        ({"2024年1-2月": 21, "2024-03": 9, "2024Q2": 33}, "2024H1", "63.0"),
        ({"2024H1": 60, "2024Q3": 31, "2024Q4": 32}, "2024", "123.0"),
        ({"2024-01": 10, "2024-02": 9, "2024-03": 9, "2024Q1": 28, "2024Q2": 30}, "2024H1", "58.0"),
    ],
)
def test_parts_of_several_lengths(assessed, values, period, total):
    actuals = "key,period,value\n" + "".join(f"rev,{name},{value}\n" for name, value in values.items())
    row = assessed(OF_ONE_YEAR, actuals, "--accumulation", "period")["rev"]
    assert (row["latest_period"], row["latest_value"]) == (period, total)


def test_the_figure_of_the_year_counts_more_than_its_quarters(run, plan, assessed):
    actuals = QUARTERS + "rev,2022,1130\n"
    row = assessed(REVENUE, actuals, "--accumulation", "period")["rev"]
    assert (row["latest_period"], row["latest_value"]) == ("2022", "1130.0")
    checked = run("check", *plan(REVENUE, actuals), "--accumulation", "period")
    assert checked.exit_code == 0
    assert "the parts up to 2022Q4 add up to 1120, but 1130 is given for them together, which counts" in checked.stderr
    rounded = actuals.replace("2022,1130", "2022,1121")  # up to half of one for each of five figures
    assert "add up" not in run("check", *plan(REVENUE, rounded), "--accumulation", "period").stderr


def test_figures_with_all_digits_of_a_float_add_up(run, plan):
    """The months are thirds and sevenths; what they add up to is a float as well, a bit off their exact sum."""
    months = [100 / 3, 100 / 7, 200 / 7, 200 / 3, 300 / 7, 100 / 3]
    actuals = "key,period,value\n" + "".join(f"rev,2022-0{at},{value!r}\n" for at, value in enumerate(months, 1))
    for total, warned in (("", False), (repr(sum(months)), False), (repr(sum(months) + 1e-6), True)):
        whole = f"rev,2022H1,{total}\n" if total else ""
        checked = run("check", *plan(REVENUE, actuals + whole), "--accumulation", "period")
        assert ("add up to" in checked.stderr) == warned


def test_a_sum_is_as_uncertain_as_its_parts(assessed):
    actuals = "key,period,value,status,bound\nrev,2024-01,10,preliminary,\nrev,2024-01,11,final,\n"
    actuals += "rev,2024-02,12,final,lower\n"
    row = assessed(OF_ONE_YEAR, actuals, "--accumulation", "period")["rev"]
    assert (row["latest_value"], row["latest_status"]) == ("23.0", "final")  # the final 11, not the preliminary 10
    assert {"provisional", "bound_lower"} <= set(row["flags"].split())
    actuals += "rev,2024-03,5,preliminary,\n"
    assert assessed(OF_ONE_YEAR, actuals, "--accumulation", "period")["rev"]["latest_status"] == "preliminary"


# Which of the two it is.
@pytest.mark.parametrize("period", ["2022-12", "2022Q4", "2022Q2", "2022-06", "2022年二季度", "June 2022"])
def test_what_may_be_either_is_refused(refused, period):
    (line,) = refused(REVENUE, f"key,period,value\nrev,{period},280\nrev,2021,1000\n")
    assert line.endswith(
        f"actuals.csv:2: period: {period} of 'rev' may be the running total from January or the figure of that part "
        "alone: say accumulation = year_to_date or period, in a column of that name, by --accumulation or in "
        "lixia.toml (figures: 1)"
    )


@pytest.mark.parametrize(
    "period", ["2022-01", "2022Q1", "2022H1", "2022年1-6月", "2022年前三季度", "2022年6月累计", "9M 2022", "2022Q3 YTD"]
)
def test_what_can_be_one_thing_only_needs_no_word(assessed, period):
    assert assessed(FLOW + "rev,fin,R,USD,flow,2021,1000,2022,1500\n", f"key,period,value\nrev,{period},28\n")


def test_levels_need_no_word(assessed):
    targets = FLOW + "a,d,A,%,share,2020,40,2025,50\nb,d,B,家,stock,2020,40,2025,50\n"
    rows = assessed(targets, "key,period,value\na,2022Q2,43\nb,2022-09,46\nother,2022Q3,5\n")
    assert [row["latest_value"] for row in rows.values()] == ["43.0", "46.0"]


def test_one_line_for_each_key(refused):
    actuals = MONTHS + "".join(f"homes,2014-{month:02d},{month}\n" for month in range(1, 13))
    targets = "key,unit,measure,period_start,target_year,target_value\n"
    targets += "rev,t,cumulative,2024,2024,9\nhomes,h,cumulative,2014,2014,9\n"
    found = [re.findall(r" of '(\w+)' may be .*\(figures: (\d+)\)$", line) for line in refused(targets, actuals)]
    assert found == [[("rev", "5")], [("homes", "11")]]  # all but January


def test_what_falls_is_no_running_total(refused):
    (line,) = refused(*TAXES)
    assert "but a running total does not fall as this one does: say accumulation = period" in line
    (line,) = refused(*TAXES, "--accumulation", "累计")
    assert "actuals.csv:4: 数值: 19 for 2022-03 of '一般公共预算收入' is less than an earlier running total" in line


def test_profits_may_fall(assessed):
    actuals = "key,period,value\nrev,2024Q1,-5\nrev,2024H1,8\nrev,2024Q3,6\n"
    assert assessed(OF_ONE_YEAR, actuals, "--accumulation", "year_to_date")["rev"]["latest_value"] == "6.0"


def test_words_count_more_than_the_option_and_contradict_the_column(assessed, refused):
    words = "key,period,value\nrev,2024年1-6月,600\n"
    assert assessed(OF_ONE_YEAR, words, "--accumulation", "period")["rev"]["latest_value"] == "600.0"
    (line,) = refused(OF_ONE_YEAR, "key,period,value,accumulation\nrev,2024年1-6月,600,当月\n")
    assert "accumulation: 'period', but 2024年1-6月 is 'year_to_date' by its words" in line


def test_the_column_counts_more_than_the_option(assessed):
    actuals = "key,period,value,统计口径\nrev,2024-01,90,累计\nrev,2024-02,200,1-本月\n"
    assert assessed(OF_ONE_YEAR, actuals, "--accumulation", "period")["rev"]["latest_value"] == "200.0"


def test_settings_and_variables_say_it(run, plan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = plan(OF_ONE_YEAR, MONTHS)
    (tmp_path / "lixia.toml").write_text('accumulation = "period"\n', encoding="utf-8")
    assert run("report", *files).exit_code == 0
    (tmp_path / "lixia.toml").write_text('[defaults.actuals]\naccumulation = "当期"\n', encoding="utf-8")
    assert run("check", *files).exit_code == 0
    (tmp_path / "lixia.toml").write_text('accumulation = "sometimes"\n', encoding="utf-8")
    assert "'sometimes' is not known; use one of: year_to_date, period" in run("report", *files).stderr
    (tmp_path / "lixia.toml").unlink()
    monkeypatch.setenv("LIXIA_ACCUMULATION", "当月")
    assert run("report", *files).exit_code == 0


def test_python_says_it():
    targets, actuals = (pd.DataFrame([line.split(",") for line in text.splitlines()]) for text in (OF_ONE_YEAR, MONTHS))
    targets, actuals = (frame.set_axis(frame.iloc[0], axis=1).iloc[1:] for frame in (targets, actuals))
    with pytest.raises(InputError, match="may be the running total"):
        assess(targets, actuals)
    assert list(assess(targets, actuals, accumulation="period")["latest_value"]) == [600]
    read = read_plan(targets, actuals, accumulation="period")
    assert list(assess(read.targets, read.actuals)["latest_value"]) == [600]  # the frame says it now
    with pytest.raises(RequestError, match="use one of: year_to_date, period"):
        assess(targets, actuals, accumulation="never")


def test_the_example_of_the_page(run, plan):
    section = page("files.md").split("## Parts of a year\n")[1].split("\n## ")[0]
    targets, actuals = re.findall(r"```csv\n(.*?)```", section, re.DOTALL)
    (row,) = rows_of(run("report", "--format", "csv", *plan(targets, actuals)).stdout).values()
    (sentence,) = (line for line in section.splitlines() if line.startswith("The report has"))
    assert {name: row[name] for name in re.findall("`([a-z_]+)`", sentence)[:3]} == dict(
        re.findall("`([a-z_]+)` `([^`]+)`", sentence)
    )


# Splitting running totals into the figures of each part changes nothing.
TOTALS = st.lists(st.integers(0, 400), min_size=12, max_size=12)
PLANS = FLOW + "".join(
    f"{key},d,X,亿元,{measure},{baseline}\n"
    for key, measure, baseline in (
        ("five", "flow", "2020,900,2025,1500"),
        ("one", "flow", "2021,,2022,1000"),
        ("total", "cumulative", "2020,,2024,3000"),
    )
)
QUARTER_ENDS = {3: "Q1", 6: "H1", 9: "Q3", 12: ""}


@given(TOTALS, st.integers(1, 12), st.booleans())
def test_splitting_running_totals_changes_nothing(monthly, last, by_quarter):
    step = 3 if by_quarter else 1
    months = [month for month in range(step, 13, step) if month <= max(last, step)]
    so_far = {month: sum(monthly[:month]) for month in months}
    earlier = [(2021, month, 100 * month, 100 * step) for month in range(step, 13, step)]
    every = earlier + [(2022, month, total, total - so_far.get(month - step, 0)) for month, total in so_far.items()]
    running, own = [], []
    for year, month, total, alone in every:
        end = QUARTER_ENDS[month] if by_quarter else "" if month == 12 else f"-{month:02d}"
        name = f"Q{month // 3}" if by_quarter else f"-{month:02d}"
        for key in ("five", "one", "total"):
            running.append({"key": key, "period": f"{year}{end}", "value": total, "accumulation": "year_to_date"})
            own.append({"key": key, "period": f"{year}{name}", "value": alone, "accumulation": "period"})
    targets = pd.DataFrame(
        [dict(zip(PLANS.splitlines()[0].split(","), line.split(","), strict=True)) for line in PLANS.splitlines()[1:]]
    )
    with warnings.catch_warnings(action="ignore"):  # parts of a year that don't count for one of them
        assessed = [assess(targets, pd.DataFrame(rows), as_of="2022") for rows in (running, own)]
    pd.testing.assert_frame_equal(*assessed)

"""Remaining gap when less than a year is: said as such and by the month, never as a yearly rate."""

from __future__ import annotations

import pytest
from support import TARGET_HEADER, explained, written

from lixia_cli.api import LixiaWarning, assess

ANNUAL = (
    TARGET_HEADER
    + "output,economy,Output,亿元,flow,at_least,,,,2021,100,2022,110,,\n"
    + "firms,economy,Firms,家,stock,at_least,,,,2021,100,2022,150,,\n"
    + "cover,ecology,Coverage,%,share,at_least,,,,2021,40,2022,50,,\n"
    + "waste,ecology,Waste,t,stock,at_most,,,,2021,100,2022,40,,\n"
    + "total,economy,Total,亿元,cumulative,at_least,,,,,,2022,100,,2021\n",
    (
        "key,period,value\noutput,2022H1,40\nfirms,2022H1,129\ncover,2022-09,44\nwaste,2022H1,91\n"
        "total,2021,30\ntotal,2022H1,40\n"
    ),
)


@pytest.fixture
def files(plan):
    return plan(*ANNUAL)


def cell(run, files, name: str, *options: str) -> str:
    """The cell of what is needed, in the row of an indicator."""
    table = run("report", "--format", "markdown", "--lang", "en", *files, *options).stdout
    (row,) = (line for line in table.splitlines() if line.startswith(f"| {name} |"))
    return row.split("|")[-3].strip()


def test_the_table_says_what_is_left(run, files):
    assert cell(run, files, "Output") == "still 70, 11.7 a month"  # 110 - 40 in six months
    assert cell(run, files, "Firms") == "still +21, +3.5 a month"  # 150 - 129
    assert cell(run, files, "Coverage") == "still +6 pp, +2 pp a month"  # 50 - 44 in three months
    assert cell(run, files, "Waste") == "still -51, -8.5 a month"
    assert cell(run, files, "Total") == "still 30, 5 a month"  # 100 - 30 - 40


def test_chinese_says_it_as_officials_do(run, files):
    text = run("report", "--format", "markdown", "--lang", "zh", *files).stdout
    assert "尚需70，月均11.7" in text
    assert "尚需+21，月均+3.5" in text


def test_the_summary_says_until_when(run, files):
    text = run("summary", "--lang", "en", "--as-of", "2022Q3", *files).stdout
    assert "still 70 亿元, 11.7 亿元 a month until the end of 2022" in text
    assert " a year from 2022" not in text


def test_show_says_it_by_the_month(run, files):
    text = written(run, "output", *files).partition("\nFrom now on\n")[2].partition("\n\n")[0]
    assert "Remaining gap +70 亿元" in text
    assert "Monthly change needed from now +11.7 亿元" in text
    assert "needed a year" not in text
    assert "a year needed" not in text


def test_whole_years_stay_yearly(run, plan):
    files = plan(
        *(text.replace("2022,1", "2024,1").replace("2022,4", "2024,4").replace("2022,5", "2024,5") for text in ANNUAL)
    )
    assert cell(run, files, "Firms", "--as-of", "2022H1") == "+8.4 (+6.22%)"  # (150 / 129)^(1/2.5) - 1; 21 / 2.5


def test_the_headroom_of_a_running_ceiling(run, plan):
    files = plan(
        TARGET_HEADER
        + "spend,economy,Spending,M,flow,at_most,,,,2021,120,2022,100,,\n"
        + "over,economy,Overspending,M,flow,at_most,,,,2021,120,2022,100,,\n",
        "key,period,value\nspend,2022H1,99\nover,2022H1,101\n",
    )
    assert (cell(run, files, "Spending"), cell(run, files, "Overspending")) == ("headroom 1", "over by 1")
    ahead = written(run, "spend", *files).partition("\nFrom now on\n")[2].partition("\n\n")[0]
    assert "Headroom +1 M" in ahead
    assert "Projection at the target time 198 M" in ahead
    assert "nothing more is needed" not in ahead
    assert "a year" not in written(run, "over", *files).partition("\nFrom now on\n")[2].partition("\n\n")[0]


def test_a_sum_that_lacks_years_has_at_least_that_pace(run, plan):
    files = plan(
        TARGET_HEADER + "x,economy,X,亿元,cumulative,at_least,,,,,,2025,100,,2021\n", "key,period,value\nx,2022,19\n"
    )
    assert "pace = progress / E = 0.19 / 0.4 ≥ 0.475" in written(run, "x", *files)


def test_a_relative_target_is_shown_as_it_is_written(run, plan):
    files = plan(
        "key,domain,name_en,unit,measure,direction,relative,baseline_year,baseline_value,target_year,target_value\n"
        "ghg,ecology,Emissions,t,stock,at_most,percent,2005,1000,2030,-43\n"
        "rate,ecology,Rate,%,share,at_least,difference,2020,50,2025,10\n"
        "none,ecology,None,t,stock,at_most,percent,2020,,2025,-20\n",
        "key,period,value\nghg,2019,1041\nrate,2022,52\nnone,2022,9\n",
    )
    table = run("report", "--format", "markdown", "--lang", "en", *files).stdout
    assert "| -43%: ≤570 (2030) |" in table
    assert "| +10: 60 |" in table
    assert "| -20% |" in table
    shown = written(run, "ghg", *files)
    assert "Target at most 570 t (-43% from the baseline) in 2030\n" in shown
    assert "So far +4.1% from the baseline\n" in shown
    assert "Target -20% from the baseline in 2025\n" in written(run, "none", *files)
    (about,) = explained(run, "ghg", *files)["indicators"]
    assert (about["promise"]["target_value"], about["promise"]["written_value"]) == (570, -43)


# A flow of several years takes whole years only, and so do average rates and what must hold in every year.
def test_later_parts_of_a_year_that_do_not_count_are_said_once(run, plan):
    files = plan(
        "key,domain,name_en,unit,measure,direction,baseline_year,baseline_value,period_start,target_year,target_value\n"
        "gdp,d,GDP,M,flow,,2020,100,,2025,150\n"
        "cap,d,Cap,M,each_year,at_most,,,2021,2025,100\n"
        "parks,d,Parks,n,stock,,2020,40,,2025,60\n",
        "key,period,value\ngdp,2021,110\ngdp,2022H1,60\ncap,2021,90\ncap,2022H1,60\nparks,2022H1,45\n",
    )
    sentence = (
        "lixia: note: targets with figures of parts of a year, which do not count for them: 2, such as 2022H1 of "
        "'gdp'\n"
    )
    for command in (["report"], ["summary"], ["show", "cap"]):
        assert run(*command, *files).stderr.count(sentence) == 1, command
    assert sentence not in run("report", "-q", *files).stderr
    assert sentence not in run("report", "--as-of", "2021", *files).stderr
    with pytest.warns(LixiaWarning, match="2022H1 of 'gdp'"):
        assess(files[1], files[3])


HALF_YEAR = (
    (
        "指标,领域,单位,类型,基期年,目标年,目标值\n"
        "固定资产投资,经济,亿元,流量,2025,2026,420\n"
        "老旧小区改造,民生,个,累计,2025,2026,30\n"
        "规上工业增加值增速,经济,%,增速,2025,2026,6\n"
        "服务业增加值增速,经济,%,增速,2025,2026,5\n"
        "地区生产总值增速,经济,%,占比,,2026,5\n"
    ),
    (
        "指标,年份,数值\n固定资产投资,2026年1-6月,189\n老旧小区改造,2026年1-6月,9\n规上工业增加值增速,2026年1-6月,5.1\n"
        "服务业增加值增速,2026年1-6月,5.3\n地区生产总值增速,2026年1—6月,5.3\n"
    ),
)


# 231 = 420 - 189 in six months, 21 = 30 - 9; 5.1 / 6 = 0.85, 5.3 / 5 = 1.06.
def test_an_annual_plan_at_mid_year(run, plan, assessed):
    text = run("report", "--format", "markdown", "--lang", "zh", *plan(*HALF_YEAR), "--as-of", "2026H1").stdout
    assert "尚需231，月均38.5" in text
    assert "尚需21，月均3.5" in text
    rows = assessed(*HALF_YEAR, "--as-of", "2026H1")
    assert {key: (row["pace"], row["status"]) for key, row in rows.items()} == {
        "固定资产投资": ("0.9", "slightly_behind"),
        "老旧小区改造": ("0.6", "behind"),  # the rest of the year would need more than twice the speed
        "规上工业增加值增速": ("0.85", "slightly_behind"),
        "服务业增加值增速": ("1.06", "ahead"),
        "地区生产总值增速": ("", "on_track"),
    }
    assert not any(row["step_needed"] or row["cagr_needed"] for row in rows.values())


@pytest.mark.parametrize("method", ["lixia", "eurostat", "unsd", "lights", "destatis"])
def test_a_rate_is_not_achieved_before_the_year_ends(assessed, method):
    rows = assessed(*HALF_YEAR, "--method", method)
    assert {rows[key]["status"] for key in ("服务业增加值增速", "地区生产总值增速")} <= {
        *("ahead", "on_track", "significant", "green", "no_baseline", "incomplete")
    }


@pytest.mark.parametrize(
    ("target", "rate", "pace", "status"),
    [
        ("growth,at_least,,,,2025,,2026,6,,", 7, 7 / 6, "ahead"),
        ("growth,at_least,,,,2025,,2026,6,,", 2, 2 / 6, "behind"),
        ("growth,at_least,,,,2025,,2026,6,,", -1, -1 / 6, "reversing"),
        ("growth,at_most,,,,2025,,2026,-2,,", -3, None, "on_track"),  # the side alone decides
        ("growth,at_most,,,,2025,,2026,-2,,", -1, None, "behind"),
        ("growth,at_most,,,,2025,,2026,3,,", 2, None, "within_limit"),
        ("growth,within,,,,2025,,2026,3,6,", 7, None, "over_limit"),
    ],
)
def test_growth_of_the_year_so_far(judge, target, rate, pace, status):
    row = judge(target, {"2026Q1": 99, "2026年1-6月": rate})  # the latest rate is that of all six months
    assert (row["latest_value"], row["status"]) == (f"{rate:.1f}", status)
    assert (float(row["pace"]) if row["pace"] else None) == (pytest.approx(pace) if pace else None)


def test_the_rate_of_the_year_decides(judge):
    assert judge("growth,at_least,,,,2025,,2026,6,,", {"2026H1": 5, "2026": 6})["status"] == "completed"


def test_rates_of_a_quarter_alone_are_refused(run, plan):
    files = plan(HALF_YEAR[0], "指标,年份,数值,统计口径\n服务业增加值增速,2026年二季度,5.3,当季\n")
    result = run("report", *files)
    assert "2026Q2 of '服务业增加值增速' is the rate of that part alone, and rates can't be added up" in result.stderr


@pytest.mark.parametrize(("period", "is_said"), [("2024", False), ("2024-12", False), ("2025-01", True)])
def test_a_whole_year_is_not_less_than_a_year(judge, period, is_said):
    """From the end of 2024 to that of 2025 is a year: (50 - 48) / 1 of it is needed, and said as such."""
    row = judge("share,at_least,,,,2020,40,2025,50,,", {period: 48})
    assert ("less than a year is left" in row["note"], row["step_needed"]) == (is_said, "" if is_said else "2.0")

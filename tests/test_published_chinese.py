"""Progress published in China, and problems of its statistics textbooks; tests/published/README.md has the sources."""

from __future__ import annotations

import math

import pytest

approx = pytest.approx


def energy(judge, task: float, last: int, values: dict[int, float], measure: str = "change", path: str = "compound"):
    """Energy per unit of GDP over five years: a task in percent, and changes against the base (or yearly rates)."""
    start = f"{last - 5},,{last},{task},,{last - 4 if measure == 'cumulative' else ''}"
    observed = {str(year): value for year, value in values.items()}
    return judge(f"{measure},at_most,,,{path},{start}", observed)


# Progress towards a task for energy per unit of GDP is published with the logarithm.
def test_nation_after_four_years_of_the_twelfth_plan(judge):
    """-13.4 % of -16 %: 82.5 %, "caught up with the schedule" (NDRC, press conference of 7 May 2015)."""
    row = energy(judge, -16, 2015, {2014: -13.4})
    assert float(row["progress"]) == approx(0.825, abs=0.0005)
    assert (float(row["elapsed"]), row["status"]) == (0.8, "on_track")


def test_yearly_rates_are_compounded_never_summed(judge):
    """-2.01, -3.6, -3.7, -4.8 % are -13.4 % in all; with -5.6 % -18.25 % (final: 18.2), where the press had 19.71 %."""
    rates = {2011: -2.01, 2012: -3.6, 2013: -3.7, 2014: -4.8}
    after_four = energy(judge, -16, 2015, rates, "cumulative")
    # 0.9799 x 0.964 x 0.963 x 0.952 = 0.866008
    assert float(after_four["latest_value"]) == approx(-13.3992, abs=0.0001)
    after_five = energy(judge, -16, 2015, rates | {2015: -5.6}, "cumulative")
    assert float(after_five["latest_value"]) == approx(-18.2488, abs=0.0001)
    assert after_five["status"] == "completed"


def test_tianjin_a_year_early(judge):
    """-20.07 % of -20 % after four of five years: 100.39 %, "a year early" (NDRC, assessment of 2009)."""
    row = energy(judge, -20, 2010, {2009: -20.07})
    assert float(row["progress"]) == approx(1.0039, abs=0.00005)  # 100.35 % on a straight line
    assert row["status"] == "achieved"


def test_beijing_after_one_year(judge):
    """-6.94 % of -17 %: 38.58 %, "more than fulfilled" (NDRC, assessment of 2011)."""
    # What rounds to 6.94 gives 38.57 to 38.63 %.
    least, most = (energy(judge, -17, 2015, {2011: value})["progress"] for value in (-6.935, -6.945))
    assert float(least) <= 0.3858 <= float(most)
    row = energy(judge, -17, 2015, {2011: -6.94})
    assert float(row["progress"]) == approx(0.3860, abs=0.00005)
    assert (float(row["elapsed"]), row["status"]) == (0.2, "ahead")


def test_qinghai_the_wrong_way(judge):
    """+9.44 % where -10 % was the task: "not fulfilled", the last of all provinces (NDRC, assessment of 2011)."""
    row = energy(judge, -10, 2015, {2011: 9.44})
    assert float(row["progress"]) == approx(math.log(1.0944) / math.log(0.9))  # -85.6 %
    assert (row["status"], row["light"]) == ("reversing", "red")


def test_eleventh_plan_after_four_years(judge):
    """-15.61 % of -20 %; ln(0.8439) / ln(0.8) and 0.8 / 0.8439 - 1, worked out by hand."""
    row = energy(judge, -20, 2010, {2009: -15.61})
    assert float(row["progress"]) == approx(0.76059, abs=0.00001)
    assert float(row["cagr_needed"]) == approx(-0.05202, abs=0.00001)


# The final word on the eleventh plan (NDRC and NBS, 2011 No. 9) counts what was more than asked in a straight line.
@pytest.mark.parametrize(
    ("fall", "percent", "points"), [(-26.59, 132.95, 6.59), (-21.67, 108.35, 1.67), (-21.00, 105, 1)]
)
def test_more_than_asked_for(judge, fall, percent, points):
    row = energy(judge, -20, 2010, {2010: fall}, path="linear")
    assert 100 * float(row["progress"]) == approx(percent)
    assert float(row["gap"]) == approx(points)
    assert row["status"] == "completed"


def test_about_twenty_percent(judge):
    """下降20%左右 was announced as fulfilled at -19.1 %; without 左右 it is not."""
    about = "change,at_most,about,,,2005,,2010,-20,,"
    assert judge(about, {"2010": -19.1})["status"] == "completed"
    assert judge(about.replace("about", "at_least"), {"2010": -19.1})["status"] == "missed"


@pytest.mark.parametrize(("year", "share"), [(2011, 0.2), (2012, 0.4), (2013, 0.6), (2014, 0.8), (2015, 1)])
def test_time_elapsed_is_counted_to_the_end_of_the_year(judge, year, share):
    """The scoring standard of 2011 asks for 20, 40, 60, 80 and 100 % of the task after each of the five years."""
    assert float(energy(judge, -16, 2015, {year: -1})["elapsed"]) == share


# NDRC announcement 2008 No. 55: the tasks of 2007, what came of them, and the grades.
@pytest.mark.parametrize(
    ("task", "fall", "status"),
    [
        (-5.00, -6.04, "completed"),  # Beijing: more than fulfilled
        (-4.00, -4.43, "completed"),  # Hunan: fulfilled
        (-3.50, -3.51, "completed"),  # Fujian: fulfilled
        (-4.40, -4.02, "missed"),  # Hebei: not fulfilled
        (-5.60, -4.52, "missed"),  # Shanxi: not fulfilled
        (-5.26, -4.50, "missed"),  # Inner Mongolia: not fulfilled
        # "Mostly fulfilled" is a score that counts measures taken too; the number itself was reached.
        (-4.00, -4.09, "completed"),  # Heilongjiang
        (-4.00, -4.01, "completed"),  # Jiangxi
    ],
)
def test_tasks_of_one_year(judge, task, fall, status):
    assert judge(f"change,at_most,,,,2006,,2007,{task},,", {"2007": fall})["status"] == status


# Tables at the end of a plan, and evaluations at half time.
@pytest.mark.parametrize(
    ("target", "value", "percent"), [(1000, 1008.5, 100.85), (130000, 130913, 100.70), (72.69, 72.69, 100)]
)
def test_what_was_just_reached_is_completed(judge, target, value, percent):
    """越城年鉴 (2022), p. 30: all three 完成, the revenue exactly on its target."""
    row = judge(f"flow,at_least,,,,2015,,2020,{target},,", {"2020": value})
    assert float(row["percent_of_target"]) == approx(percent, abs=0.005)
    assert row["status"] == "completed"


def test_hubei_at_half_time(judge):
    """湖北日报, 30 November 2018: "beyond the schedule", "has reached the end target" (twice)."""
    homes = judge("cumulative,at_least,,,,,,2020,110,,2016", {"2016": 39.6, "2017": 41.3, "2018H1": 14.5}, unit="万套")
    assert (homes["latest_value"], float(homes["elapsed"])) == ("95.4", 0.5)
    assert float(homes["progress"]) == approx(0.8673, abs=0.00005)
    assert (float(homes["pace"]), homes["status"]) == (approx(1.7345, abs=0.0001), "ahead")
    dust = judge("change,at_most,,,,2015,,2020,-20,,", {"2016": -16.7, "2017": -21.2, "2018H1": -21.2})
    assert dust["status"] == "achieved"
    water = judge("share,at_most,,,,,,2020,6.1,,", {"2016": 4.4, "2017": 4.4, "2018H1": 2.6})
    assert (water["status"], water["light"]) == ("within_limit", "green")


# 计划完成程度, as textbooks ask for it. Levels are indices with 100 in the year before.
@pytest.mark.parametrize(
    ("planned", "actual", "percent"),
    [
        (110, 115, 104.545),  # planned 10 % more, 15 % came of it: 104.5 %
        (110, 112, 101.818),  # 101.82 %
        (108, 110, 101.852),  # 101.85 %, 1.85 % more than planned
        (56, 63, 112.5),  # 水平法: 560 and 630 thousand tons in the last year
        (1000, 1120, 112),  # pieces in a year
    ],
)
def test_percent_of_a_plan(judge, planned, actual, percent):
    row = judge(f"flow,at_least,,,,2000,,2001,{planned},,", {"2001": actual})
    assert float(row["percent_of_target"]) == approx(percent, abs=0.0005)
    assert (row["status"], float(row["gap"])) == ("completed", planned - actual)


def test_percent_of_a_total(judge):
    """累计法: 2240 of 2200 invested in five years is 101.8 %; 2200 by June of the fifth year is half a year early."""
    target = "cumulative,at_least,,,,,,2005,2200,,2001"
    years = {"2001": 400, "2002": 420, "2003": 440, "2004": 460}  # 1720; the split is ours, the totals are the book's
    row = judge(target, years | {"2005": 520}, unit="亿元")
    assert float(row["percent_of_target"]) == approx(101.818, abs=0.0005)
    assert (float(row["progress"]), row["status"]) == (approx(1.01818, abs=0.00001), "completed")
    early = judge(target, years | {"2005H1": 480}, unit="亿元")
    assert (early["latest_value"], float(early["elapsed"]), early["status"]) == ("2200.0", 0.9, "achieved")


def test_percents_are_never_averaged(judge):
    """Plans of 300, 360 and 400, fulfilled by 110, 95 and 120 %: 1152 of 1060 is 108.68 %, not the mean 108.33 %."""
    parts = {"2001": 330, "2002": 342, "2003": 480}
    row = judge("cumulative,at_least,,,,,,2003,1060,,2001", parts, unit="件")
    assert float(row["percent_of_target"]) == approx(108.679, abs=0.0005)


@pytest.mark.parametrize(
    ("planned", "actual", "status"),
    [
        (399, 394.8, "completed"),  # a cost of 420 to fall by 5 %, fallen by 6 %
        (394.8, 388.08, "completed"),  # to fall by 6 %, fallen by 7.6 %
        (90, 92, "missed"),  # 90 % of last year's cost planned, 92 % needed: not fulfilled
    ],
)
def test_costs_that_were_to_fall(judge, planned, actual, status):
    """The books divide here too (98.95, 98.29, 102.22 %); lixia gives no percent of a ceiling, only what is left."""
    row = judge(f"flow,at_most,,,,2000,,2001,{planned},,", {"2001": actual})
    assert (row["status"], row["percent_of_target"]) == (status, "")
    assert float(row["gap"]) == approx(planned - actual)

"""Files as FRED, the Bureau of Labor Statistics, Statistics Canada and business programs write them."""

from __future__ import annotations

import pytest
from support import rows_of

TARGETS = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
RATE = f"{TARGETS}UNRATE,%,share,2020,8,2030,4\nPOP,thousand people,stock,2015,300000,2030,350000\n"


@pytest.fixture
def latest(run, plan):
    """Return period and value of a key after the baseline: latest(actuals, key)."""

    def call(text: str, key: str = "UNRATE", targets: str = RATE, *options: str):
        result = run("report", "--format", "csv", *plan(targets, text), *options)
        assert result.exit_code == 0, result.stderr
        row = rows_of(result.stdout)[key]
        return row["latest_period"], row["latest_value"]

    return call


@pytest.fixture
def problem(run, plan):
    """Return what is said of a file that is refused."""

    def call(text: str, targets: str = RATE):
        result = run("report", "--format", "csv", *plan(targets, text))
        assert (result.exit_code, result.stdout) == (2, "")
        return result.stderr

    return call


# FRED: the first day of each month, quarter or year.
@pytest.mark.parametrize(
    ("dates", "period"),
    [
        (("2023-01-01", "2023-02-01", "2023-03-01"), "2023-03"),
        (("2022-10-01", "2023-01-01", "2023-04-01"), "2023Q2"),
        (("2021-01-01", "2022-01-01", "2023-01-01"), "2023"),
        (("2023-01-01", "2023-02-01", "2023-05-01", "2023-06-01"), "2023-06"),  # March and April are missing
    ],
)
def test_dates_of_fred(latest, dates, period):
    text = "observation_date,UNRATE\n" + "".join(f"{date},{5 + number}\n" for number, date in enumerate(dates))
    assert latest(text) == (period, f"{4 + len(dates)}.0")


def test_each_series_of_fred_has_its_own_periods(latest):
    rows = [("2021-01-01", 6, 310000), ("2021-02-01", 5, ""), ("2021-03-01", 5, ""), ("2022-01-01", "", 320000)]
    text = "observation_date,UNRATE,POP\n" + "".join(f"{date},{rate},{pop}\n" for date, rate, pop in rows)
    text += "2023-01-01,,330000\n"
    assert latest(text) == ("2021-03", "5.0")
    assert latest(text, "POP") == ("2023", "330000.0")


def test_each_series_of_first_days_counts_by_its_own_steps(run, plan):
    """In any order of rows: months of A, quarters of B, years of C."""
    keys = ("A", "B", "C")
    targets = "key,unit,measure,target_year,target_value\n" + "".join(f"{key},%,share,2030,9\n" for key in keys)
    dates = {"A": ("2023-03-01", "2023-01-01", "2023-02-01", "2023-05-01")}
    dates |= {"B": ("2022-10-01", "2023-04-01", "2023-01-01"), "C": ("2021-01-01", "2023-01-01", "2022-01-01")}
    rows = [
        f"{key},{date},{number}\n"
        for number in range(3, -1, -1)
        for key in keys
        for date in dates[key][number : number + 1]
    ]
    result = run("report", "--all", "--format", "csv", *plan(targets, "key,observation_date,value\n" + "".join(rows)))
    found = {key: (row["latest_period"], row["latest_value"]) for key, row in rows_of(result.stdout).items()}
    assert found == {"A": ("2023-05", "3.0"), "B": ("2023Q2", "1.0"), "C": ("2023", "1.0")}
    assert "first days read as the months, quarters or years that begin with them: 10" in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "observation_date,UNRATE\n2022-01-01,5\n2023-01-01,6\n",  # too few to tell
        "observation_date,UNRATE\n2022-01-01,5\n2022-07-01,6\n2023-01-01,6\n",  # halves
        "observation_date,UNRATE\n2022-02-01,5\n2022-05-01,6\n2022-08-01,6\n",  # no quarters
        "date,UNRATE\n2021-01-01,5\n2022-01-01,5\n2023-01-01,6\n",  # may be the level on 1 January
    ],
)
def test_other_first_days_are_refused_with_what_they_may_be(problem, text):
    first = text.splitlines()[1].split(",")[0]
    assert f"'{first}' is a first day; write the period that begins with it (" in problem(text)


def test_what_a_first_day_may_be(problem):
    said = problem("key,date,value\nUNRATE,2022-01-01,5\nUNRATE,2022-05-01,5\nUNRATE,1 July 2022,5\n")
    assert "(2022, 2022Q1, 2022-01), or 2021-12 for a level at its beginning" in said
    assert "(2022-05), or 2022-04 for a level at its beginning" in said
    assert "(2022Q3, 2022-07), or 2022-06 for a level at its beginning" in said


# Period beside Year: the codes of the Bureau of Labor Statistics, and whatever else is a part of a year.
@pytest.mark.parametrize(
    ("part", "period"),
    [
        ("M02", "2023-02"),
        ("M13", "2023"),
        ("Q03", "2023Q3"),
        ("Q05", "2023"),
        ("S01", "2023H1"),
        ("S03", "2023"),
        ("A01", "2023"),
        ("Q3", "2023Q3"),
        ("Feb", "2023-02"),
        ("1-6月", "2023-06"),
        ("Annual", "2023"),
        ("2023-06", "2023-06"),
    ],
)
def test_a_period_beside_a_year_is_a_part_of_it(latest, part, period):
    text = f"Series ID,Year,Period,Label,Value\nUNRATE,2022,M01,2022 Jan,5.5\nUNRATE,2023,{part},x,5.0\n"
    assert latest(text) == (period, "5.0")


@pytest.mark.parametrize("part", ["M00", "M14", "Q06", "6", "W26", "Spring", "2022-06", "S02"])
def test_what_is_no_part_of_its_year_is_refused(problem, part):
    assert "actuals.csv:2: year: '2023" in problem(f"series id,year,period,value\nUNRATE,2023,{part},5\n")


# Statistics Canada.
def test_symbols_of_statistics_canada(latest):
    text = (
        "REF_DATE,GEO,Indicator,UOM,SCALAR_FACTOR,VALUE,STATUS\n2021,Canada,POP,people,thousands,310000,r\n"
        "2022,Canada,POP,people,thousands,320000,\n2023,Canada,POP,people,thousands,,..\n"
        "2024,Canada,POP,people,thousands,,F\n"
    )
    assert latest(text, "POP") == ("2022", "320000.0")


def test_a_symbol_beside_a_figure_is_refused(problem):
    assert "STATUS: 'F' is not known" in problem("key,year,value,STATUS\nUNRATE,2023,5,F\n")


# Exports of business programs.
@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Key,Year,Quarter,Month,Day,Sum of Value\nUNRATE,2022,Qtr 4,December,31,5\n", "2022-12"),
        ("Key,Year,Quarter,Value\nUNRATE,2022,Qtr 3,5\n", "2022Q3"),
        ("Measure Names,Year of Date,Measure Values\nUNRATE,2022,5\n", "2022"),
        ("KPI,Month of Date,Value\nUNRATE,December 2022,5\n", "2022-12"),
        ("Key Result,As of,Current value\nUNRATE,2022-12-31,5\n", "2022-12"),
        ("KPI,2022M9\nUNRATE,5\n", "2022-09"),
        ("key,date,value\nUNRATE,2022-12-31 00:00:00+00:00,5\n", "2022-12"),
        ("key,date,value\nUNRATE,2022-12-31T00:00:00.000+08:00,5\n", "2022-12"),
        ("KPI,2022 (unaudited)\nUNRATE,5\n", "2022"),
    ],
)
def test_exports(latest, text, period):
    assert latest(text) == (period, "5.0")


def test_a_time_of_day_is_no_end_of_a_month(problem):
    assert "is not a period" in problem("key,date,value\nUNRATE,2022-12-31 16:00:00+00:00,5\n")


# Cells.
@pytest.mark.parametrize("unit", ["rank", "位次", "place"])
def test_ordinals_are_ranks(latest, unit):
    targets = f"{TARGETS}r,{unit},rank,2020,20th,2030,10th\n"
    assert latest("key,period,value\nr,2021,22nd\nr,2022,21st\nr,2023,13th\n", "r", targets) == ("2023", "13.0")


def test_ordinals_are_no_other_numbers(problem):
    assert "'3rd' is not a number" in problem("key,period,value\nUNRATE,2022,3rd\n")


@pytest.mark.parametrize("mark", ["Not reported", "suppressed", "unavailable", "<NA>", "(D)", "not applicable"])
def test_more_marks_for_no_value(latest, mark):
    assert latest(f"key,period,value\nUNRATE,2022,5\nUNRATE,2023,{mark}\n") == ("2022", "5.0")

"""Where a reading just counts or just does not: running totals, numbers beyond bounds, names, rounded digits."""

from __future__ import annotations

import pytest
from support import TARGET_HEADER

from lixia_cli.render.numbers import Number, difference_decimals, figure_decimals, share
from lixia_cli.text.comparison import as_spreadsheets_change_it

AMOUNT = TARGET_HEADER + "x,economy,X,{unit},flow,at_least,,,,2023,50000,2024,{target},,\n"


@pytest.fixture
def check(run, plan):
    """check(target, rows, unit=) → exit code and standard error of lixia check with running totals of a year."""

    def call(rows: str, target: str = "60000", unit: str = "万元") -> tuple[int, str]:
        lines = "".join(f"x,{row}\n" for row in rows.split())
        files = plan(AMOUNT.format(unit=unit, target=target), f"key,period,value,unit,status\n{lines}")
        result = run("check", *files, "--accumulation", "year_to_date", "--lang", "en")
        return result.exit_code, result.stderr

    return call


FALLS = "is less than an earlier running total of that year"


def test_running_totals_may_stand_still_in_another_unit(check):
    """0.29 x 100,000,000 is 28,999,999.999999996 in binary, and 2900 x 10,000 is 29,000,000."""
    assert check("2024-06,2900,万元,final 2024-09,0.29,亿元,final") == (0, "")
    code, said = check("2024-06,2900,万元,final 2024-09,0.2899,亿元,final")
    assert (code, FALLS in said) == (2, True)


def test_running_totals_are_compared_in_one_unit(check):
    """5000 万元 is less than 0.6 亿元."""
    assert check("2024-06,5000,万元,final 2024-09,0.6,亿元,final") == (0, "")
    code, said = check("2024-06,0.6,亿元,final 2024-09,5000,万元,final")
    assert (code, FALLS in said) == (2, True)


@pytest.mark.parametrize(
    "june", ["2024-06,60,万元,preliminary 2024-06,50,万元,final", "2024-06,50,万元,final 2024-06,60,万元,preliminary"]
)
def test_of_two_running_totals_for_one_month_the_final_one_counts(check, june):
    assert check(f"{june} 2024-09,55,万元,final")[0] == 0
    assert check(f"{june} 2024-09,49,万元,final")[0] == 2


def test_a_balance_may_fall_within_the_year(check):
    """A deficit of 5 is aimed at; 10 by June and 8 by September may well be right."""
    assert check("2024-06,10,万元,final 2024-09,8,万元,final", target="-5")[0] == 0
    assert check("2024-06,10,万元,final 2024-09,8,万元,final", target="5")[0] == 2


@pytest.mark.parametrize(("first", "refused"), [("2024", True), ("2021", False)])
def test_a_rate_of_a_part_alone_is_of_no_use_in_an_annual_plan(run, plan, first, refused):
    """Whether it is one for a year alone, its first year says where there is no baseline year."""
    target = f"{TARGET_HEADER}x,economy,X,%,growth,at_least,,,,,,2024,6,,{first}\n"
    result = run("check", *plan(target, "key,period,value\nx,2024Q2,5\n"), "--accumulation", "period", "--lang", "en")
    assert ("is the rate of that part alone" in result.stderr, result.exit_code) == (refused, 2 if refused else 0)


@pytest.mark.parametrize(("digits", "code"), [(80, 0), (98, 2)])
def test_a_scale_word_may_make_a_number_too_large(run, plan, digits, code):
    """A number of 98 digits in 亿 has 106, more than any figure has."""
    target = TARGET_HEADER + "x,economy,X,元,stock,at_least,,,,2020,1,2025,50,,\n"
    assert run("check", *plan(target, f"key,period,value\nx,2022,{'9' * digits}亿\n")).exit_code == code


def test_a_part_of_the_baseline_year_is_no_other_baseline(run, plan):
    """The level of June 2020 is not that of the end of 2020."""
    target = TARGET_HEADER + "x,economy,X,家,stock,at_least,,,,2020,50,2025,80,,\n"
    for period, warned in (("2020-06", False), ("2020", True)):
        result = run("check", *plan(target, f"key,period,value\nx,{period},40\nx,2022,60\n"), "--lang", "en")
        assert ("but the actual of 2020 is 40" in result.stderr) is warned


def test_keys_that_only_look_like_numbers_stay_apart():
    """1_0 is no number to a spreadsheet program; and of long codes the last digit counts."""
    assert as_spreadsheets_change_it("1_0") != as_spreadsheets_change_it("10")
    assert as_spreadsheets_change_it("1234567") != as_spreadsheets_change_it("1234568")
    assert as_spreadsheets_change_it("0012.50") == as_spreadsheets_change_it("12.5")


def test_digits_that_are_shown():
    assert (Number(-0.04, 1).text, Number(-0.05, 2).text, Number(-0.04, 1, signed=True).text) == (
        "0.0",
        "-0.05",
        "+0.0",
    )
    assert (share(-1.0, False).text, share(1.0004, False).text) == ("-100.0%", ">100%")
    assert [figure_decimals(data) for data in (4, 5, 8)] == [3, 3, 3]
    assert [difference_decimals(data) for data in (0, 2, 5)] == [1, 2, 5]


def test_a_milestone_is_warned_of_once(run, plan):
    """90 is below the baseline of 100, and less than the 150 before it."""
    header = "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    rows = "".join(f"x,X,km,stock,2020,100,{year},{value}\n" for year, value in ((2022, 150), (2023, 90), (2025, 200)))
    result = run("check", *plan(header + rows, "key,period,value\nx,2021,110\n"), "--lang", "en")
    assert result.stderr.count("warning: 90 in 2023") == 1
    assert "is not between the baseline 100 and the target 200" in result.stderr

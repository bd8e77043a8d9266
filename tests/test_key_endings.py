"""Keys that end with what their figures are, as exports of statistics have them."""

from __future__ import annotations

import pytest
from support import rows_of

HEADER = "key,region,domain,name_zh,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"


SALES = HEADER.replace("baseline_year", "period_start").replace("baseline_value,", "")
SALES += "零售总额,,e,,Sales,亿元,flow,2023,2023,500\n"


def exported(*rows):
    """A monthly export: rows of a key, with figures of January to March."""
    return "指标,2023年1月,2023年2月,2023年3月\n" + "".join(f"{row}\n" for row in rows)


@pytest.mark.parametrize(
    ("rows", "latest"),
    [
        (("零售总额_累计值(亿元),40,75,120",), "120.0"),
        # 40 + 35 + 45
        (("零售总额_当期值(亿元),40,35,45",), "120.0"),
        (
            ("零售总额_当期值（亿元）,40,35,45", "零售总额_累计值（亿元）,40,75,120", "零售总额_同比增长(%),3,4,5"),
            "120.0",
        ),
    ],
)
def test_keys_that_end_with_what_their_figures_are(run, plan, rows, latest):
    result = run("report", "--format", "csv", *plan(SALES, exported(*rows)))
    assert rows_of(result.stdout)["零售总额"]["latest_value"] == latest, result.stderr
    assert "keys read as those of the targets: 零售总额_" in result.stderr


def test_such_an_ending_is_part_of_the_key_where_a_target_has_it(run, plan):
    targets = SALES + "零售总额_累计值,,e,,Running sales,亿元,flow,2023,2023,500\n"
    rows = exported("零售总额_累计值(亿元),40,75,120")
    result = run("report", "--all", "--format", "csv", "--accumulation", "year_to_date", *plan(targets, rows))
    latest = {key: row["latest_value"] for key, row in rows_of(result.stdout).items()}
    assert latest == {"零售总额": "", "零售总额_累计值": "120.0"}


def test_such_an_ending_says_nothing_of_a_whole_year(run, plan):
    """The total of a year with this ending may be that of all years so far."""
    result = run("report", "--all", "--format", "csv", *plan(SALES, "key,period,value\n零售总额_累计值,2023,480\n"))
    assert rows_of(result.stdout)["零售总额"]["latest_value"] == ""
    assert "1 of 1 observations belong to no target" in result.stderr


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("零售总额_当期值,2023年1-3月,45,", "key: '零售总额_当期值', but 2023年1-3月 is 'year_to_date' by its words"),
        ("零售总额_当期值,2023-03,45,累计", "accumulation: 'year_to_date', but 2023-03 is 'period' by its words"),
    ],
)
def test_such_an_ending_may_contradict(run, plan, row, problem):
    result = run("check", *plan(SALES, f"key,period,value,accumulation\n{row}\n"))
    assert (result.exit_code, problem in result.stderr) == (2, True), result.stderr

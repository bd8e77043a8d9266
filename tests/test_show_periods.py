"""The periods of observations in ``lixia show``: never a code in Chinese, and parts of a year told from sums."""

from __future__ import annotations

import pytest
from support import dedent

TARGETS = """
key,name_zh,unit,measure,direction,baseline_year,baseline_value,target_year,target_value
a,甲,亿元,flow,at_least,2020,100,2025,150
"""


@pytest.mark.parametrize(
    ("accumulation", "periods", "expected"),
    [
        ("year_to_date", ("2022", "2023H1", "2023-07"), ["2022年", "2023年上半年", "2023年1—7月"]),
        (
            "period",
            ("2022", "2023Q1", "2023Q2", "2023Q3"),
            ["2022年", "2023年一季度", "2023年二季度（当期）", "2023年三季度（当期）"],
        ),
        ("period", ("2022", "2023-01", "2023-02"), ["2022年", "2023年1月", "2023年2月（当期）"]),
    ],
)
def test_periods_of_observations_are_said_in_chinese(run, plan, accumulation, periods, expected):
    rows = [f"a,{period},{110 + place},{accumulation}" for place, period in enumerate(periods)]
    files = plan(dedent(TARGETS), "\n".join(["key,period,value,accumulation", *rows]) + "\n")
    result = run("show", "a", *files, "--lang", "zh", "-q", "--format", "markdown")
    assert result.exit_code == 0, result.stderr
    cells = [line.strip("| ").split(" | ")[0] for line in result.stdout.splitlines() if "| 实际数 |" in line]
    assert cells == expected

"""Labels like 2010-11, month or fiscal year, in a series of others."""

from __future__ import annotations

import json

import pytest
from support import rows_of

SERIES = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n" + "".join(
    f"{key},economy,N,家,stock,2008,40,2015,60\n" for key in ("jobs", "firms")
)


@pytest.mark.parametrize("sign", ["-", ""])
def test_other_months_of_the_series_make_a_label_a_month(run, plan, sign):
    actuals = "key,period,value\n" + "".join(f"jobs,2010{sign}{month:02d},{month}\n" for month in range(1, 13))
    result = run("report", "--format", "csv", "--all", *plan(SERIES, actuals), "--as-of", "2010M11")
    assert (result.exit_code, rows_of(result.stdout)["jobs"]["latest_period"]) == (0, "2010-11")
    assert (
        "actuals.csv: periods that may be months or fiscal years, read as months like others of their series: 1, "
        f"such as 2010{sign}11" in result.stderr
    )


def test_fiscal_years_of_the_series_make_a_label_a_fiscal_year(run, plan):
    actuals = "key,period,value\njobs,2010-11,41\njobs,2011-12,42\njobs,2012-13,43\n"
    result = run("show", "jobs", "--format", "json", *plan(SERIES, actuals))
    (shown,) = json.loads(result.stdout)["indicators"]
    assert [row["period"] for row in shown["observations"]] == ["2010-11", "2011-12", "2012-13"]
    assert "read as fiscal years like others of their series: 2, such as 2010-11" in result.stderr
    assert json.loads(run("report", "--format", "json", *plan(SERIES, actuals), "--as-of", "2012").stdout)[
        "indicators"
    ][0]["elapsed"] == pytest.approx((2012 - 2008) / (2015 - 2008))  # 2011-12 ends in 2012


@pytest.mark.parametrize(
    "others",
    [
        "firms,2010-10,40\n",  # another series
        "jobs,2010-10,40\njobs,2012-13,43\n",  # months and fiscal years in one series
        "jobs,2022H1,40\njobs,2010M10,40\n",  # written otherwise
    ],
)
def test_a_label_without_one_answer_in_its_series_is_refused(run, plan, others):
    result = run("check", *plan(SERIES, f"key,period,value\njobs,2010-11,41\n{others}"))
    assert (result.exit_code, "'2010-11' may be month 11 of 2010, or fiscal year 2010/11" in result.stderr) == (2, True)

"""Has it been done before: counts of past years, and the range of the projection, worked out by hand."""

from __future__ import annotations

import json
import math
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli import assess
from lixia_cli.model.student import central_probability, t_quantile

approx = pytest.approx
COLUMNS = ("reached_years", "reached_of", "projected_low", "projected_high")

# Quantiles as tables print them (Abramowitz & Stegun, table 26.10, and any textbook since).
PRINTED = {
    0.90: {
        1: 3.078,
        2: 1.886,
        3: 1.638,
        4: 1.533,
        5: 1.476,
        6: 1.440,
        7: 1.415,
        8: 1.397,
        9: 1.383,
        10: 1.372,
        15: 1.341,
        20: 1.325,
        25: 1.316,
        30: 1.310,
        40: 1.303,
        60: 1.296,
        120: 1.289,
    },
    0.975: {1: 12.706, 2: 4.303, 4: 2.776, 5: 2.571, 10: 2.228, 30: 2.042, 60: 2.000, 120: 1.980},
}


@pytest.mark.parametrize(("probability", "degrees"), [(p, df) for p, row in PRINTED.items() for df in row])
def test_quantiles_are_those_of_printed_tables(probability, degrees):
    assert t_quantile(probability, degrees) == approx(PRINTED[probability][degrees], abs=0.00051)


def test_many_degrees_of_freedom_are_nearly_normal():
    assert t_quantile(0.90, 100_000) == approx(1.28155, abs=1e-4)


@given(st.integers(min_value=1, max_value=200), st.floats(min_value=0.5, max_value=0.999))
def test_the_quantile_inverts_the_probability(degrees, probability):
    assert central_probability(t_quantile(probability, degrees), degrees) == approx(2 * probability - 1, abs=1e-9)


def record(row):
    return tuple(float(row[name]) if row[name] else None for name in COLUMNS)


def half(*changes, t, n):
    """Half of the interval of these yearly changes."""
    m, mean = len(changes), sum(changes) / len(changes)
    deviation = math.sqrt(sum((change - mean) ** 2 for change in changes) / (m - 1))
    return t * deviation * math.sqrt(n * (1 + n / m))


# Steps of 10, 5, 7, 9 and 6 up to 137 in 2022; (158 - 137) / 3 = 7 a year is needed: 10, 7 and 9 reach it.
LEVELS = {"2017": 100, "2018": 110, "2019": 115, "2020": 122, "2021": 131, "2022": 137}


def test_steps_of_a_level(judge):
    row = judge("stock,at_least,,,,2020,,2025,158,,", LEVELS, unit="家")
    margin = half(10, 5, 7, 9, 6, t=1.533206, n=3)
    assert record(row) == (3, 5, approx(137 + 3 * 7.4 - margin, rel=1e-6), approx(137 + 3 * 7.4 + margin, rel=1e-6))


def test_less_is_better(judge):
    row = judge("stock,at_most,,,,2020,,2025,-158,,", {year: -value for year, value in LEVELS.items()}, unit="家")
    margin = half(10, 5, 7, 9, 6, t=1.533206, n=3)
    assert record(row) == (3, 5, approx(-137 - 3 * 7.4 - margin, rel=1e-6), approx(-137 - 3 * 7.4 + margin, rel=1e-6))


def test_a_stated_baseline_is_a_value_of_the_series_where_that_year_is_not_observed(judge):
    without = {year: value for year, value in LEVELS.items() if year != "2020"}
    assert record(judge("stock,at_least,,,,2020,122,2025,158,,", without, unit="家"))[:2] == (3, 5)
    # 2020 unknown: neither 2020 nor 2021 has a change. 10, 10, 5 and 6 are left, too few for a range.
    assert record(judge("stock,at_least,,,,2016,90,2025,158,,", without, unit="家")) == (2, 4, None, None)


def test_rates_on_a_compound_path(judge):
    # 10, 20, 5, 15 and 10 %; doubling in five years asks for 14.87 % a year.
    values, level = {"2017": 100}, 100.0
    rates = (0.10, 0.20, 0.05, 0.15, 0.10)
    for year, rate in zip(range(2018, 2023), rates, strict=True):
        level *= 1 + rate
        values[str(year)] = round(level, 8)
    row = judge(f"flow,at_least,,,,2020,,2027,{2 * level:.8f},,", values, unit="亿元")
    logs = [math.log1p(rate) for rate in rates]
    margin, middle = half(*logs, t=1.533206, n=5), math.log(level) + sum(logs)
    assert record(row) == (
        2,
        5,
        approx(math.exp(middle - margin), rel=1e-6),
        approx(math.exp(middle + margin), rel=1e-6),
    )


def test_amounts_of_a_total_also_before_the_plan(judge):
    values = {"2018": 80, "2019": 120, "2020": 100, "2021": 90, "2022": 110}
    row = judge("cumulative,at_least,,,,2020,,2025,500,,", values, unit="家")
    margin = half(80, 120, 100, 90, 110, t=1.533206, n=3)
    assert record(row) == (3, 5, approx(500 - margin, rel=1e-6), approx(500 + margin, rel=1e-6))


def test_years_missing_from_a_sum_leave_nothing_to_say(judge):
    values = {"2017": 80, "2018": 80, "2019": 120, "2020": 100, "2022": 110}
    assert record(judge("cumulative,at_least,,,,2020,,2025,500,,", values, unit="家")) == (None, None, None, None)


def test_average_growth(judge):
    # 8 % a year over 2021-2025, 6 and 7 % so far: 9.52 % a year is needed (1.08^5 / (1.06 × 1.07), the third root).
    values = {"2018": 10, "2019": 9, "2020": 9.6, "2021": 6, "2022": 7}
    row = judge("growth,at_least,,,,2020,,2025,8,,", values)
    assert float(row["cagr_needed"]) == approx((1.08**5 / (1.06 * 1.07)) ** (1 / 3) - 1)
    logs = [math.log1p(value / 100) for value in values.values()]
    margin, middle = half(*logs, t=1.533206, n=3), math.log(1.06 * 1.07) + 3 * sum(logs) / 5
    ends = [100 * (math.exp((middle + side * margin) / 5) - 1) for side in (-1, 1)]
    assert record(row) == (2, 5, approx(ends[0], rel=1e-6), approx(ends[1], rel=1e-6))


def test_compounded_changes(judge):
    values = {"2016": -3, "2017": -4, "2018": -5, "2019": -2, "2020": -3, "2021": 1.51, "2022": -2.2, "2023": -4.18}
    row = judge("cumulative,at_most,,,compound,2020,,2025,-17,,2021", values)
    # -6.59 % a year is needed, which no year reached.
    assert float(row["cagr_needed"]) == approx(-0.0659, abs=1e-4)
    assert record(row)[:2] == (0, 8)
    logs = [math.log1p(value / 100) for value in values.values()]
    middle = math.log(1.0151 * 0.978 * 0.9582) + 2 * sum(logs) / 8
    margin = half(*logs, t=1.414924, n=2)
    assert record(row)[2:] == (
        approx(100 * (math.exp(middle - margin) - 1), rel=1e-6),
        approx(100 * (math.exp(middle + margin) - 1), rel=1e-6),
    )


def test_changes_against_the_baseline_count_from_it_on(judge):
    values = {"2018": 9, "2019": 9, "2020": 9, "2021": 1, "2022": 2, "2023": 4, "2024": 5}
    row = judge("change,at_least,,,,2020,,2027,9.5,,", values)
    # 1, 1, 2 and 1 points: (9.5 - 5) / 3 = 1.5 is needed; four changes, too few for a range.
    assert record(row) == (1, 4, None, None)


@pytest.mark.parametrize(
    ("target", "values"),
    [
        ("stock,at_least,,,,2020,,2025,130,,", LEVELS),  # met
        ("stock,at_least,,,,2020,,2022,158,,", LEVELS),  # the target year has come
        ("stock,at_most,,,,2020,,2025,150,,", LEVELS),  # a limit that is kept
        ("each_year,at_least,,,,2020,,2025,150,,", LEVELS),
        ("stock,at_least,,,,2020,,2025,158,,", {"2019": 115, "2020": 122, "2021": 131, "2022": 137}),  # three changes
        ("stock,at_least,,,,2020,,2025,158,,", {"2010": 1, "2012": 2, "2014": 3, "2016": 4, "2018": 5, "2022": 6}),
    ],
)
def test_nothing_is_counted_where_nothing_is_needed_or_known(judge, target, values):
    assert record(judge(target, values, unit="家"))[:2] == (None, None)


def test_within_the_last_year_nothing_is_counted(judge):
    row = judge("stock,at_least,,,,2020,,2023,158,,", LEVELS | {"2023H1": 140}, unit="家")
    assert record(row)[:2] == (None, None)


def test_later_observations_do_not_count(judge):
    row = judge("stock,at_least,,,,2020,,2025,158,,", LEVELS, "--as-of", "2021", unit="家")
    assert record(row)[:2] == (3, 4)  # (158 - 131) / 4 = 6.75 a year: 10, 7 and 9


@pytest.mark.parametrize(
    ("target", "prospect"),
    [
        ("stock,at_least,,,,2020,,2025,145,,", "likely: "),
        ("stock,at_least,,,,2020,,2025,158,,", "open: "),
        ("stock,at_least,,,,2020,,2025,180,,", "unlikely: "),
        ("stock,at_most,,,,2020,,2025,100,,", "unlikely: "),
        ("stock,within,,,,2020,,2025,140,180,", "likely: "),
        ("stock,within,,,,2020,,2025,158,160,", "open: "),
        ("stock,within,,,,2020,,2025,200,210,", "unlikely: "),
    ],
)
def test_the_range_in_words(run, plan, target, prospect):
    header = "key,domain,name_en,unit,measure,direction,qualifier,aspiration,path,baseline_year,baseline_value,"
    header += "target_year,target_value,target_high,period_start\n"
    actuals = "key,period,value\n" + "".join(f"x,{year},{value}\n" for year, value in LEVELS.items())
    text = run("show", "x", *plan(header + f"x,economy,X,家,{target}\n", actuals)).stdout
    assert re.search(f"If it goes on as in the past +{prospect}", text)
    assert ": range of the projection" in text
    assert "153" not in text.split("Has it been done before?")[1].split("Other rule sets")[0]


def test_show_lists_the_years(run, plan):
    targets = "key,name_en,name_zh,unit,measure,baseline_year,target_year,target_value\nx,X,甲,家,stock,2020,2025,158\n"
    actuals = "key,period,value\n" + "".join(f"x,{year},{value}\n" for year, value in LEVELS.items())
    files = plan(targets, actuals)
    text = run("show", "x", *files).stdout
    assert "What is needed a year was reached in  3 of 5 years" in text
    assert "2018 (+10 家), 2020 (+7 家), 2021 (+9 家)" in text
    chinese = run("show", "x", *files, "--lang", "zh").stdout
    assert all(words in chinese for words in ("历史对照", "5年中有3年", "2018年（+10家）", "尚难判断"))
    (about,) = json.loads(run("show", "x", *files, "--format", "json").stdout)["indicators"]
    assert [(one["year"], one["reached"]) for one in about["record"]["changes"]] == [
        (2018, True),
        (2019, False),
        (2020, True),
        (2021, True),
        (2022, False),
    ]
    never = plan(targets.replace("158", "200"), actuals)
    text = run("show", "x", *never).stdout
    assert "0 of 5 years" in text
    assert "The most so far" in text
    assert "2018 (+10 家)" in text


values = st.lists(st.integers(min_value=1, max_value=10**6), min_size=6, max_size=12)


@pytest.mark.filterwarnings("ignore::lixia_cli.LixiaWarning")
@given(values, st.sampled_from(["stock", "flow", "cumulative", "growth", "rank"]), st.randoms())
def test_counts_and_ranges_are_plausible_and_order_changes_nothing(numbers, measure, chance):
    targets = pd.DataFrame([{"key": "x", "unit": "%", "measure": measure, "baseline_year": 2015}])
    targets = targets.assign(target_year=2030, target_value=numbers[0] * 2)
    rows = [{"key": "x", "period": 2010 + place, "value": number} for place, number in enumerate(numbers)]
    row = assess(targets, pd.DataFrame(rows)).iloc[0]
    if not math.isnan(row["projected_low"]):
        assert row["projected_low"] <= row["projected_high"]
    if not pd.isna(row["reached_of"]):
        assert 0 <= row["reached_years"] <= row["reached_of"] < len(numbers) + 1
    chance.shuffle(rows)
    assert assess(targets, pd.DataFrame(rows)).iloc[0][list(COLUMNS)].equals(row[list(COLUMNS)])


def test_a_change_of_all_there_was_leaves_no_range_and_no_warning(judge):
    # From 1e15 to 1e-9 the rate is -1 in a double: the logarithm of nothing. Warnings are errors in tests.
    values = {"2015": 100, "2016": 1e15, "2017": 1e-9, "2018": 100, "2019": 110, "2020": 120, "2021": 130}
    assert record(judge("flow,at_least,,,,2015,100,2025,200,,", values, unit="亿元"))[2:] == (None, None)

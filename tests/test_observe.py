"""Which observations count for a target, and what of them carries over to its flags."""

from __future__ import annotations

import random

import frames
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_plans import cells_of, plans
from support import dedent, rows_of

from lixia_cli.assess import methods

RULES = methods.load("lixia")


def test_half_a_year_is_not_held_against_a_level_of_several_years(judge):
    row = judge("flow,at_least,,,,2020,100,2025,200,,", {"2024": 190, "2025H1": 90}, unit="亿元")
    assert (row["latest_period"], row["latest_value"]) == ("2024", "190.0")


@pytest.mark.parametrize("spellings", [("2022H1", "2022-06"), ("2022-06", "2022H1"), ("2022Q2", "2022H1", "2022-06")])
def test_one_period_in_several_spellings(assessed, spellings):
    target = "key,domain,name_en,unit,measure,target_year,target_value\nk,d,K,x,stock,2025,20\n"
    results = set()
    for order in (spellings, spellings[::-1]):
        actuals = "key,period,value\n" + "".join(f"k,{period},15\n" for period in order)
        row = assessed(target, actuals)["k"]
        results.add((row["latest_period"], row["latest_value"], row["status"]))
    assert len(results) == 1
    assert {value for _, value, _ in results} == {"15.0"}


def test_a_year_of_nothing_still_makes_a_lower_bound(judge):
    row = judge("cumulative,at_least,,,,,,2025,100,,2021", {"2022": 0, "2023": 10}, unit="亩")
    assert "lower_bound" in row["flags"].split()
    assert (row["latest_value"], row["status"]) == ("10.0", "incomplete")


def test_a_part_of_the_latest_year_is_a_value_of_the_trend(judge):
    # Four values; (43 - 40) / 2.5 a year, carried on for 3.5 years: 47.2, so 2.8 of 7 are missing.
    values = {"2019": 40, "2020": 41, "2021": 42, "2022H1": 43}
    row = judge("share,at_least,,,,,,2025,50,,", values, "--method", "destatis")
    assert (row["status"], float(row["method_value"])) == ("cloud", pytest.approx(0.4))


def test_a_baseline_of_the_targets_is_not_made_uncertain_by_an_observation(judge):
    for target in ("share,at_least,,,,2020,40,2025,50,,", "change,at_least,,,,2020,,2025,5,,"):
        row = judge(target, {"2020": "40,preliminary,", "2022": 3})
        assert "provisional" not in row["flags"].split()
    row = judge("share,at_least,,,,2020,,2025,50,,", {"2020": "40,preliminary,", "2022": 44})
    assert "provisional" in row["flags"].split()


def test_a_year_without_a_figure_decides_an_every_year_target_at_its_end_only(judge):
    target = "each_year,at_least,,,,,,2025,20,,2021"
    assert judge(target, {"2022": 25}, unit="条")["status"] == "on_track"
    assert judge(target.replace("at_least", "at_most"), {"2022": 15}, unit="条")["status"] == "within_limit"
    assert judge(target, {"2021": 25, "2025": 25}, unit="条")["status"] == "incomplete"


@pytest.mark.parametrize(("year", "due"), [(2025, True), (2026, False)])
def test_a_year_is_over_on_its_last_day(year, due):
    assert frames.TODAY.year == 2026
    frame = frames.measured(
        [{"key": "x", "measure": "share", "unit": "%", "target_year": year, "target_value": 50}],
        [{"key": "x", "period": 2024, "value": 44}],
    )
    assert frames.assessed(frame, RULES)["flag_due"].tolist() == [due]


# The order of rows, other keys and the scale of units.
def figures(targets: list[frames.Cells], actuals: list[frames.Cells]) -> dict[object, str]:
    """The csv row of every key, as text."""
    others = [methods.load(name) for name in methods.names() if name != "lixia"]
    frame = frames.assessed(frames.measured(targets, actuals), RULES, others)
    return dict(zip(frame["key"], frame.to_csv(index=False).splitlines()[1:], strict=True))


@given(plans, st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(some, seed):
    targets, actuals = cells_of(some)
    mixed_targets, mixed_actuals = targets[:], actuals[:]
    random.Random(seed).shuffle(mixed_targets)
    random.Random(seed + 1).shuffle(mixed_actuals)
    assert figures(mixed_targets, mixed_actuals) == figures(targets, actuals)


@given(plans)
def test_other_keys_change_nothing(some):
    targets, actuals = cells_of(some)
    together = figures(targets, actuals)
    half = len(targets) // 2
    for part in (targets[:half], targets[half:]):
        keys = {target["key"] for target in part}
        if part:
            alone = figures(part, [actual for actual in actuals if actual["key"] in keys])
            assert alone == {key: row for key, row in together.items() if key in keys}


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.floats(1, 1e6), st.sampled_from(["flow", "stock", "cumulative"]))
def test_the_unit_of_the_observations_changes_nothing(baseline, value, target, measure):
    cells = {"key": "x", "measure": measure, "unit": "亿元", "baseline_year": 2020, "period_start": 2021}
    baseline, value, target = (float(f"{number:.6g}") for number in (baseline, value, target))
    targets = [cells | {"baseline_value": baseline, "target_value": target, "direction": ""}]
    rows = [
        figures(targets, [{"key": "x", "period": year, "value": amount, "unit": unit} for year in (2021, 2022)])
        for unit, amount in (("亿元", value), ("万元", float(f"{value * 10_000:.10g}")))
    ]
    assert rows[0] == rows[1]


def test_the_order_of_a_file_changes_no_csv(run, plan):
    targets = dedent(
        """
        key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,joint
        a,d,A,%,share,2020,40,2025,50,both
        b,d,B,%,share,2020,40,2025,50,both
        """
    )
    actuals = "key,period,value,status\na,2022,44,\na,2022,43,preliminary\na,2021,41,\nb,2022,41,\n"

    def shuffled(text: str) -> str:
        first, *rest = text.strip().splitlines()
        return "\n".join([first, *reversed(rest)]) + "\n"

    def rows(*files: str) -> object:
        result = run("report", "--format", "csv", *plan(*files))
        return dict(rows_of(result.stdout))

    straight, reverse = rows(targets, actuals), rows(targets, shuffled(actuals))
    assert straight == reverse
    for key, row in rows(shuffled(targets), actuals).items():
        note = row.pop("note").replace("b, a", "a, b")
        assert note == straight[key].pop("note")
        assert row == straight[key]


@pytest.mark.parametrize(
    ("target", "values", "left_out"),
    [
        ("flow,at_least,,,,2020,100,2025,200,,", {"2021": 110, "2022H1": 60, "2022年前三季度": 90}, "2022Q3"),
        ("flow,at_least,,,,2020,100,2025,200,,", {"2022H1": 60}, "2022H1"),
        ("growth,at_least,,,,,,2025,7,,2021", {"2021": 7, "2022H1": 6}, "2022H1"),
        # What a whole year has replaced needs no words, and neither does what counts.
        ("flow,at_least,,,,2020,100,2025,200,,", {"2022H1": 60, "2022": 130}, ""),
        ("flow,at_least,,,,2021,100,2022,110,,", {"2022H1": 60}, ""),
        ("stock,at_least,,,,2020,100,2025,200,,", {"2022H1": 120}, ""),
        ("each_year,at_most,,,,,,2025,100,,2021", {"2021": 90, "2022H1": 150}, ""),  # a share of half a year
        ("flow,at_least,,,,2020,100,2025,200,,", {"2020H1": 60, "2022": 130, "2026H1": 120}, ""),
        ("flow,at_least,,,,2020,100,2025,200,,", {"2020H1": 60}, ""),
    ],
)
def test_a_part_of_a_year_is_not_dropped_in_silence(judge, target, values, left_out):
    note = judge(target, values, unit="%")["note"]
    assert ("is left out" in note) == bool(left_out)
    assert left_out in note

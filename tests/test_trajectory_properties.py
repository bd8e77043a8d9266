"""What holds of every trajectory, on generated plans, beside an arithmetic of its own for one target at a time."""

from __future__ import annotations

import itertools
import math
import random

import frames
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lixia_cli.assess import methods
from lixia_cli.model.assessed_columns import FIGURES

RULES = methods.load("lixia")
COMPARED = (*FIGURES, "planned_progress", "status", "path", "flags")
values = st.integers(1, 400).map(lambda number: number / 2)
paths = st.sampled_from(["linear", "compound"])
points = st.dictionaries(st.integers(2021, 2029), values, min_size=1, max_size=4)


def judged(targets, actuals):
    return frames.assessed(frames.measured(targets, actuals), RULES).set_index("key")


def target(path, baseline, year, value, **more):
    return {
        "key": "x",
        "measure": "stock",
        "path": path,
        "baseline_year": 2020,
        "baseline_value": baseline,
        "target_year": year,
        "target_value": value,
    } | more


def same(one, other, names=COMPARED):
    for name in names:
        a, b = one[name], other[name]
        if isinstance(a, float):
            assert a == pytest.approx(b, rel=1e-9, abs=1e-9, nan_ok=True), name
        else:
            assert a == b, name


def along(path, nodes, time):
    """The value of a trajectory at a time, as one would do it on paper."""
    for (begin, low), (end, high) in itertools.pairwise(nodes):
        if begin <= time <= end:
            share = (time - begin) / (end - begin)
            return low * (high / low) ** share if path == "compound" else low + (high - low) * share
    raise AssertionError(time)


@given(paths, values, values, st.sets(st.integers(2021, 2029), min_size=1), st.integers(2021, 2030), values)
def test_milestones_on_the_path_change_no_figure(path, baseline, goal, years, time, value):
    whole = target(path, baseline, 2030, goal)
    nodes = [(2020, baseline), (2030, goal)]
    between = [target(path, "", year, repr(along(path, nodes, year)), baseline_year="") for year in years]
    actual = [{"key": "x", "period": time, "value": value}]
    same(judged([whole, *between], actual).loc["x"], judged([whole], actual).loc["x"])


@given(paths, values, points, values, st.integers(2021, 2030), values)
def test_figures_are_those_of_paper(path, baseline, between, goal, time, value):
    assume(goal != baseline)
    rows = [target(path, baseline, year, number) for year, number in between.items()]
    row = judged([*rows, target(path, baseline, 2030, goal)], [{"key": "x", "period": time, "value": value}]).loc["x"]
    nodes = [(2020, baseline), *sorted(between.items()), (2030, goal)]
    expected = along(path, nodes, time)
    assert row["expected_now"] == pytest.approx(expected, rel=1e-9)
    if goal < baseline:  # direction is given as at_least, so this is a level to keep
        return
    scale = math.log if path == "compound" else float
    planned, progress = (
        (scale(number) - scale(baseline)) / (scale(goal) - scale(baseline)) for number in (expected, value)
    )
    assert row["planned_progress"] == pytest.approx(planned, rel=1e-9, abs=1e-9)
    assert row["lead_pp"] == pytest.approx(100 * (progress - planned), rel=1e-9, abs=1e-7)
    if planned > 1e-9:
        assert row["pace"] == pytest.approx(progress / planned, rel=1e-9, abs=1e-9)
    elif planned < -1e-9:
        assert math.isnan(row["pace"])
    ahead = row["years_ahead"]
    if not math.isnan(ahead) and 2020 <= time + ahead <= 2030:
        assert along(path, nodes, time + ahead) == pytest.approx(value, rel=1e-6)
    assert row["milestones_due"] == sum(year <= time for year in between)
    assert row["milestones_met"] == sum(year == time and value >= number for year, number in between.items())


@given(paths, values, points, values, st.data())
def test_a_milestone_met_exactly_is_on_track(path, baseline, between, goal, data):
    assume(goal > baseline)
    rows = [target(path, baseline, year, number) for year, number in between.items()]
    year = data.draw(st.sampled_from(sorted(between)))
    actual = [{"key": "x", "period": year, "value": between[year]}]
    row = judged([*rows, target(path, baseline, 2030, goal)], actual).loc["x"]
    assert row["planned_progress"] == pytest.approx(row["progress"], abs=1e-12)
    assert (row["lead_pp"], row["years_ahead"], row["gap"] > 0) == (0, 0, not row["met"])
    if row["status"] not in ("achieved", "completed", "reversing"):
        assert row["status"] == "on_track"


@given(paths, values, points, values, st.integers(2021, 2030), values, st.integers())
def test_the_order_of_rows_changes_nothing(path, baseline, between, goal, time, value, seed):
    rows = [target(path, "", year, number, baseline_year="") for year, number in between.items()]
    rows.append(target(path, baseline, 2030, goal))
    actual = [{"key": "x", "period": time, "value": value}]
    shuffled = random.Random(seed).sample(rows, len(rows))
    names = (*COMPARED, "next_due", "next_due_value", "milestones_due", "milestones_met", "target_year")
    same(judged(rows, actual).loc["x"], judged(shuffled, actual).loc["x"], names)


@given(st.lists(st.tuples(paths, values, points, values, values), min_size=2, max_size=4), st.integers(2021, 2030))
def test_indicators_have_nothing_to_do_with_each_other(some, time):
    rows, actual = [], []
    for number, (path, baseline, between, goal, value) in enumerate(some):
        own = {"key": f"k{number}"}
        rows += [target(path, baseline, year, at) | own for year, at in (between | {2030: goal}).items()]
        actual.append({"key": f"k{number}", "period": time, "value": value})
    together = judged(random.Random(0).sample(rows, len(rows)), actual)
    for number in range(len(some)):
        key = f"k{number}"
        alone = judged([row for row in rows if row["key"] == key], [one for one in actual if one["key"] == key])
        same(together.loc[key], alone.loc[key], (*COMPARED, "next_due", "next_due_value", "milestones_met"))


@given(points, values, st.integers(2021, 2030), values)
def test_totals_are_straight_in_the_sum(between, goal, time, value):
    rows = [
        target("", "", year, number, measure="cumulative", period_start=2021)
        for year, number in (between | {2030: goal}).items()
    ]
    actual = [{"key": "x", "period": year, "value": value} for year in range(2021, time + 1)]
    row = judged(rows, actual).loc["x"]
    nodes = [(2020, 0), *sorted(between.items()), (2030, goal)]
    assert row["expected_now"] == pytest.approx(along("linear", nodes, time), rel=1e-9, abs=1e-9)
    assert row["progress"] == pytest.approx(value * (time - 2020) / goal)
    met = sum(year <= time and value * (year - 2020) >= number for year, number in between.items())
    assert row["milestones_met"] == met

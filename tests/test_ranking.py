"""Which values of regions have an order, and which place each has whatever the bounds stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.summarise.regions import ranking


def record(value, period="2022", **other):
    return {
        "unit": "%", "measure": "share", "direction": "at_least", "latest_period": period, "latest_value": value,
        "lower_bound": False, "flag_bound_lower": False, "flag_bound_upper": False, "period_start": float("nan"),
        "baseline_year": 2020, **other,
    }  # fmt: skip


BOUNDS = "only known as bounds"


@pytest.mark.parametrize(
    ("records", "places", "median", "obstacle"),
    [
        ([record(1), record(3), record(2)], [3, 1, 2], 2, ""),
        ([record(1), record(float("nan"), ""), record(2)], [2, None, 1], None, ""),
        ([record(1), record(float("nan"), ""), record(float("nan"), "")], [None] * 3, None, ""),
        ([record(1), record(2, "2021"), record(3)], [None] * 3, None, "of different periods"),
        ([record(1, "2022Q3"), record(2, "2022-09"), record(3, "2022Q3")], [3, 2, 1], 2, ""),
        ([record(1, "2022"), record(2, "FY2022"), record(3)], [None] * 3, None, "of different periods"),
        ([record(1), record(2, unit="‰"), record(3)], [None] * 3, None, "differ in unit or kind"),
        ([record(1), record(2, direction="at_most"), record(3)], [None] * 3, None, "differ in unit or kind"),
        ([record(value, direction="within") for value in (1, 2, 3)], [None] * 3, None, "A range"),
        # Nearly 4 may be more or less than 3; it is certainly less than 5.
        ([record(3), record(4, flag_bound_upper=True), record(5)], [None, None, 1], None, BOUNDS),
        # More than 4 is more than 3; whether it is more than 5 is not known.
        ([record(3), record(4, flag_bound_lower=True), record(5)], [3, None, None], None, BOUNDS),
        # More than 4 is more than 4, but a bound that equals a value does not say so here.
        ([record(4), record(4, flag_bound_lower=True)], [None, None], None, BOUNDS),
        (
            [record(1, measure="change"), record(2, measure="change", baseline_year=2019)],
            [None] * 2,
            None,
            "counted from different years",
        ),
    ],
)
def test_only_values_of_one_kind_and_period_have_an_order(records, places, median, obstacle):
    found = ranking(records)
    assert (list(found.places), found.median) == (places, median)
    assert obstacle in found.obstacle
    assert bool(found.obstacle) == bool(obstacle)


BOUND = st.sampled_from(["", "lower", "upper"])
FIGURES = st.lists(st.tuples(st.integers(0, 5), BOUND), min_size=2, max_size=5)


@given(FIGURES, st.booleans(), st.data())
def test_a_rank_holds_whatever_the_bounds_stand_for(figures, fewer_is_better, data):
    records = [
        record(
            value,
            flag_bound_lower=bound == "lower",
            flag_bound_upper=bound == "upper",
            direction="at_most" if fewer_is_better else "at_least",
        )
        for value, bound in figures
    ]
    beyond = {"": st.just(0), "lower": st.integers(0, 6), "upper": st.integers(-6, 0)}
    true = [value + data.draw(beyond[bound]) for value, bound in figures]
    for place, value, (_, bound) in zip(ranking(records).places, true, figures, strict=True):
        if place is not None:
            assert bound == ""
            assert place == 1 + sum(other < value if fewer_is_better else other > value for other in true)

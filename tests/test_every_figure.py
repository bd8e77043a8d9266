"""Every figure at once, from one side, from the other, and compounded; the path of each measure."""

from __future__ import annotations

import pytest

from lixia_cli.model.assessed_columns import FIGURES

approx = pytest.approx
TARGET = "share,at_least,,,,2020,40,2025,50,,"


# Every figure at once, from one side, from the other, and compounded.
def figures(row: dict[str, str]) -> dict[str, float | None]:
    return {name: float(row[name]) if row[name] else None for name in FIGURES}


def test_every_figure_of_a_share(judge):
    assert figures(judge(TARGET, {"2022": 43})) == {
        "percent_of_target": 86,
        "progress": 0.3,
        "elapsed": 0.4,
        "lead_pp": -10,
        "pace": 0.75,
        "cagr_required": approx(0.0456396, abs=1e-7),  # 1.25^(1/5)
        "cagr_achieved": approx(0.0368221, abs=1e-7),  # 1.075^(1/2)
        "cagr_needed": approx(0.0515595, abs=1e-7),  # (50/43)^(1/3)
        "step_required": 2,
        "step_achieved": 1.5,
        "step_needed": approx(7 / 3),
        "speed_up": approx(14 / 9),
        "expected_now": 44,
        "projected": 47.5,
        "years_ahead": -0.5,
        "gap": 7,
    }


def test_every_figure_of_a_ceiling(judge):
    assert figures(judge("stock,at_most,,,,2020,60,2025,50,,", {"2022": 57}, unit="家")) == {
        "percent_of_target": None,
        "progress": 0.3,
        "elapsed": 0.4,
        "lead_pp": -10,
        "pace": 0.75,
        "cagr_required": approx(-0.0358075, abs=1e-7),  # (5/6)^(1/5)
        "cagr_achieved": approx(-0.0253206, abs=1e-7),  # 0.95^(1/2)
        "cagr_needed": approx(-0.0427360, abs=1e-7),  # (50/57)^(1/3)
        "step_required": -2,
        "step_achieved": -1.5,
        "step_needed": approx(-7 / 3),
        "speed_up": approx(14 / 9),
        "expected_now": 56,
        "projected": 52.5,
        "years_ahead": -0.5,
        "gap": -7,
    }


def test_every_figure_of_a_flow(judge):
    # 10 % a year asked for, 5 % achieved: 2 ln 1.05 of 5 ln 1.1.
    assert figures(judge("flow,at_least,,,,2020,100,2025,161.051,,", {"2022": 110.25}, unit="亿元")) == {
        "percent_of_target": approx(68.4566, abs=1e-4),
        "progress": approx(0.2047637, abs=1e-7),
        "elapsed": 0.4,
        "lead_pp": approx(-19.52363, abs=1e-5),
        "pace": approx(0.5119093, abs=1e-7),
        "cagr_required": approx(0.1),
        "cagr_achieved": approx(0.05),
        "cagr_needed": approx(0.1346492, abs=1e-7),  # (161.051 / 110.25)^(1/3)
        "step_required": approx(12.2102),
        "step_achieved": 5.125,
        "step_needed": approx(50.801 / 3),
        "speed_up": approx(2.589119, abs=1e-6),  # ln 1.1346492 / ln 1.05
        "expected_now": approx(121),
        "projected": approx(127.628156, abs=1e-6),  # 110.25 x 1.05^3
        "years_ahead": approx(-0.976181, abs=1e-6),
        "gap": approx(50.801),
    }


def test_percent_of_target_needs_a_target_above_zero(judge):
    for target, value in ((0, 5), (-5, -3), (50, -1)):
        row = judge(f"stock,at_least,,,,2020,-10,2025,{target},,", {"2022": value}, unit="家")
        assert row["percent_of_target"] == ""
        assert "percent of target is only defined for at-least targets above zero" in row["note"]
    assert judge("stock,at_least,,,,2020,-10,2025,50,,", {"2022": 0}, unit="家")["percent_of_target"] == "0.0"


def test_nothing_grows_from_to_or_through_zero(judge):
    # From 0, through 0, to 0, and at 0 on the way down: which of the rates required, achieved, needed there are.
    for direction, baseline, value, target, defined in (
        ("at_least", 0, 4, 10, (False, False, True)),
        ("at_least", -10, 4, 10, (False, False, True)),
        ("at_most", 100, 70, 0, (False, True, False)),
        ("at_least", 100, 0, 200, (True, False, False)),
    ):
        row = judge(f"stock,{direction},,,,2020,{baseline},2025,{target},,", {"2022": value}, unit="家")
        assert tuple(row[f"cagr_{name}"] != "" for name in ("required", "achieved", "needed")) == defined
        assert "no CAGR from or to values of zero or below" in row["note"]


@pytest.mark.parametrize(
    ("measure", "path"),
    [
        ("flow", "compound"),
        ("stock", "linear"),
        ("share", "linear"),
        ("change", "linear"),
        ("cumulative", "linear"),
        ("growth", "compound"),
        ("each_year", ""),
    ],
)
def test_the_path_of_each_measure(judge, measure, path):
    baseline = "40" if measure in ("flow", "stock", "share") else ""
    row = judge(f"{measure},at_least,,,,2020,{baseline},2025,50,,2021", {"2021": 42})
    assert row["path"] == path

"""The bands of Eurostat and the UN at their edges, upwards, downwards and below zero."""

from __future__ import annotations

import pytest

approx = pytest.approx


def quantity(row: dict[str, str]) -> float | None:
    return float(row["method_value"]) if row["method_value"] else None


# Eurostat. 100 → 161.051 in five years is 10 % a year; 9.5 % a year is at 119.9025 after two years, 6 % at 112.36.
@pytest.mark.parametrize(
    ("value", "ratio", "status", "light"),
    [
        (121, 1, "significant", "green"),
        (119.9025, 0.95, "significant", "green"),
        (119.9024, 0.949995, "moderate", "yellow"),
        (112.36, 0.60, "moderate", "yellow"),
        (112.3599, 0.599995, "insufficient", "red"),
        (100, 0, "insufficient", "red"),
        (99.9999, -0.000005, "moving_away", "red"),
        (161.051, 2.690587, "achieved", "green"),  # the root of 1.61051 is 26.90587 % a year
    ],
)
def test_eurostat_bands(judge, value, ratio, status, light):
    row = judge("stock,at_least,,,,2020,100,2025,161.051,,", {"2022": value}, "--method", "eurostat")
    assert (quantity(row), row["status"], row["light"]) == (approx(ratio, abs=2e-6), status, light)


# 100 → 59.049 is -10 % a year; -9.5 % is at 81.9025 after two years, -6 % at 88.36. Negative throughout, less is more.
@pytest.mark.parametrize(
    ("value", "status"),
    [
        (81.9025, "significant"),
        (81.9026, "moderate"),
        (88.36, "moderate"),
        (88.3601, "insufficient"),
        (100, "insufficient"),
        (100.0001, "moving_away"),
        (59.049, "achieved"),
    ],
)
def test_eurostat_the_other_way(judge, value, status):
    down = judge("stock,at_most,,,,2020,100,2025,59.049,,", {"2022": value}, "--method", "eurostat")
    up = judge("stock,at_least,,,,2020,-100,2025,-59.049,,", {"2022": -value}, "--method", "eurostat")
    assert down["status"] == up["status"] == status
    assert down["method_value"] == up["method_value"]
    assert "judged by the steps" not in up["note"]


def test_eurostat_negative_throughout_and_further_down(judge):
    # From -100 to at most -161.051: -119.9025 is 95 % of the way's rate, -99 the wrong way.
    target = "stock,at_most,,,,2020,-100,2025,-161.051,,"
    assert judge(target, {"2022": -119.9025}, "--method", "eurostat")["status"] == "significant"
    assert judge(target, {"2022": -99}, "--method", "eurostat")["status"] == "moving_away"


# UN: 100 → 119 in two years is 119² / 100 = 141.61 after four; 41.61 is 95 % of 43.8. 110 leads to 121, 102 to 104.04.
@pytest.mark.parametrize(
    ("target", "value", "share", "status", "light"),
    [
        (143.8, 119, 0.95, "on_track", "green"),
        (143.8, 118.9999, 0.949995, "moderate", "yellow"),
        (142, 110, 0.50, "moderate", "yellow"),
        (142.0001, 110, 0.499999, "marginal", "red"),
        (310, 110, 0.10, "marginal", "red"),
        (310.001, 110, 0.0999995, "stagnation", "red"),
        (310, 100, 0, "stagnation", "red"),
        (310, 99.9999, -0.00000095, "regression", "red"),
        (119, 119, 41.61 / 19, "achieved", "green"),
    ],
)
def test_unsd_bands(judge, target, value, share, status, light):
    row = judge(f"stock,at_least,,,,2020,100,2024,{target},,", {"2022": value}, "--method", "unsd")
    assert (quantity(row), row["status"], row["light"]) == (approx(share, abs=1e-6), status, light)


# Downwards: 90 leads to 81, 98 to 96.04.
@pytest.mark.parametrize(
    ("target", "value", "status"),
    [
        (80, 90, "on_track"),  # 19 of 20
        (79.9999, 90, "moderate"),
        (62, 90, "moderate"),  # 19 of 38
        (61.9999, 90, "marginal"),
        (60.4, 98, "marginal"),  # 3.96 of 39.6
        (60.3999, 98, "stagnation"),
        (60, 100, "stagnation"),
        (60, 100.0001, "regression"),
        (60, 60, "achieved"),
    ],
)
def test_unsd_the_other_way(judge, target, value, status):
    assert judge(f"stock,at_most,,,,2020,100,2024,{target},,", {"2022": value}, "--method", "unsd")["status"] == status

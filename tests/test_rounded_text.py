"""Digits of a whole column of numbers are those of each, which Python rounds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.render import rounded_text
from lixia_cli.render.rounded_text import all_digits_shown

HALVES = st.builds(lambda whole, parts: whole / parts, st.integers(0, 10**7), st.sampled_from([2, 8, 20, 200, 2000]))
DECIMALS = st.builds(lambda digits, places: float(f"{digits}e-{places}"), st.integers(0, 10**13), st.integers(0, 9))
NUMBERS = st.one_of(st.floats(0), HALVES, DECIMALS, st.integers(-9, 14).map(lambda power: 10.0**power))
EDGES = [0.0, 0.5, 1.5, 2.5, 0.125, 0.05, 0.15, 9.5, 99.95, 999.5, 999.95, 999.99995, 1000.0, 1e6, 999999.5, 1e11]
EDGES += [1e12, 1e15, 1e16, 1e300, 5e-324, math.inf, math.nan, 0.0001, math.nextafter(0.0001, 0), 1234567.125, 0.00005]


def plain(number: float, decimals: int, grouped: bool) -> str:
    """The number as `format` rounds it."""
    return f"{number:{',' if grouped else ''}.{decimals}f}"


@pytest.fixture(autouse=True)
def _by_columns(monkeypatch):
    monkeypatch.setattr(rounded_text, "LEAST", 0)


@given(st.lists(NUMBERS, max_size=30), st.integers(0, 6), st.booleans())
def test_any_column_is_rounded_as_format_does(numbers, decimals, grouped):
    shown = all_digits_shown(np.array(numbers, dtype=np.float64), decimals, grouped, trimmed=False)
    assert shown == [plain(number, decimals, grouped) for number in numbers]


@pytest.mark.parametrize("decimals", range(6))
@pytest.mark.parametrize("number", EDGES)
def test_edges_alone_and_beside_others(number, decimals):
    for grouped in (False, True):
        for beside in ([], [12.5, 1234567.0]):
            shown = all_digits_shown(np.array([number, *beside]), decimals, grouped, trimmed=False)
            assert shown == [plain(one, decimals, grouped) for one in (number, *beside)]


@given(st.lists(NUMBERS, max_size=30), st.integers(1, 6), st.booleans())
def test_zeros_at_the_end_are_left_out(numbers, decimals, grouped):
    numbers = [number for number in numbers if number >= 10**-decimals or number == 0]
    shown = all_digits_shown(np.array(numbers, dtype=np.float64), decimals, grouped, trimmed=True)
    assert shown == [plain(number, decimals, grouped).rstrip("0").rstrip(".") for number in numbers]


def test_small_numbers_keep_two_digits():
    numbers = np.array([0.00012345, 0.0996, 0.00999, 5.0, 0.0])
    assert all_digits_shown(numbers, 1, grouped=True, trimmed=True) == ["0.00012", "0.1", "0.01", "5", "0"]

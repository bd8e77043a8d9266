"""The German weather symbols: what counts as a value of the series, and every symbol; worked out beside each case."""

from __future__ import annotations

import pytest

approx = pytest.approx
TOO_FEW = "destatis: fewer than four values"
TARGET = "share,at_least,,,,2020,40,2025,50,,"


@pytest.fixture
def weather(judge):
    """weather(target, values) → miss and symbol."""

    def call(target: str, values: dict[object, object], *options: str, unit: str = "%") -> tuple[float | None, str]:
        row = judge(
            target, {str(year): value for year, value in values.items()}, *options, "--method", "destatis", unit=unit
        )
        assert (TOO_FEW in row["note"]) == (row["status"] == "incomplete")
        assert row["method_value"] or row["note"]
        return (float(row["method_value"]) if row["method_value"] else None), row["status"]

    return call


# Six values up to 100 in 2022, three years to go: a first value of 5 is 19 a year, 57 to come, and so on.
# The office itself says less than 5 % and at least 5 %; the rule set here has its edge inside.
@pytest.mark.parametrize(
    ("first", "target", "miss", "symbol"),
    [
        (5, 160, 0.05, "sun"),  # 157 of 160, 60 away
        (5, 160.01, 3.01 / 60.01, "partly_cloudy"),
        (20, 160, 0.20, "partly_cloudy"),  # 16 a year: 148
        (20.01, 160, 12.006 / 60, "cloud"),
        (99.99, 160, 59.994 / 60, "cloud"),
        (100, 160, 1, "storm"),  # no change
        (100.01, 160, 60.006 / 60, "storm"),  # the wrong way
        (-500, 160, -5, "sun"),  # 120 a year: 460
        (5, 100, None, "sun"),  # met
        (500, 99, None, "sun"),  # met on the way down: what is met is met
    ],
)
def test_symbols_upwards(weather, first, target, miss, symbol):
    values = {2017: first, 2018: 30, 2019: 40, 2020: 70, 2021: 90, 2022: 100}
    expected = None if miss is None else approx(miss, abs=1e-9)
    assert weather(f"stock,at_least,,,,,,2025,{target},,", values) == (expected, symbol)


@pytest.mark.parametrize(
    ("first", "miss", "symbol"),
    [
        (195, 0.05, "sun"),  # 19 a year down to 43, 40 asked for
        (194.9, 3.06 / 60, "partly_cloudy"),
        (180, 0.20, "partly_cloudy"),
        (179.9, 12.06 / 60, "cloud"),
        (100, 1, "storm"),
        (99, 63 / 60 - 2.4 / 60, "storm"),  # 0.2 a year up: 100.6
    ],
)
def test_symbols_downwards(weather, first, miss, symbol):
    values = {2017: first, 2018: 120, 2019: 140, 2020: 170, 2021: 190, 2022: 100}
    assert weather("stock,at_most,,,,,,2025,40,,", values) == (approx(miss, abs=1e-9), symbol)


def test_three_values_are_too_few(weather):
    assert weather(TARGET, {2021: 42, 2022: 44}) == (None, "incomplete")  # with the baseline that the target states
    assert weather(TARGET, {2021: 42, 2022: 44, 2023: 46}) == (0, "sun")  # 2 a year, 50 in 2025
    assert weather(TARGET, {2021: 42, 2022: 51}) == (None, "sun")  # met needs no trend


def test_values_before_the_baseline_count(weather):
    # 37, 38.5, 40 (the baseline), 43 is 2 a year: 51 in 2025.
    assert weather(TARGET, {2018: 37, 2019: 38.5, 2021: 43}) == (approx(-1 / 7), "sun")


def test_a_baseline_that_was_observed_too_counts_once(weather):
    assert weather(TARGET, {2020: 40, 2021: 42, 2022: 44}) == (None, "incomplete")


def test_six_values_are_enough_whatever_the_years_between(weather):
    # 10 in 2010 to 34 in 2022 is 2 a year: 40 in 2025. The 1000 of 2005 is a seventh value.
    values = {2005: 1000, 2010: 10, 2014: 18, 2018: 26, 2019: 28, 2020: 30, 2022: 34}
    assert weather("stock,at_least,,,,,,2025,40,,", values) == (0, "sun")
    # Five values where only five are known: 9 years for 16.
    del values[2005], values[2010]
    assert weather("stock,at_least,,,,,,2025,40,,", values) == (0, "sun")


def test_as_of_cuts_the_trend(weather):
    values = {2018: 34, 2019: 36, 2021: 39, 2022: 60}
    # 34, 36, 40, 39 is 5/3 a year: 39 + 20/3 = 45.667, 4.333 of 11 left.
    assert weather(TARGET, values, "--as-of", "2021") == (approx(13 / 33), "cloud")
    assert weather(TARGET, values) == (None, "sun")


def test_a_part_of_the_year_only_at_the_end(weather):
    # Six values from 2017 to 2022H1: (43 - 34) / 4.5 = 2 a year, 50 in 2025. 2021H1 would push 2017 out of them.
    values = {2017: 34, 2018: 41, 2019: 38, "2021H1": 99, 2021: 42, "2022H1": 43}
    assert weather(TARGET, values) == (0, "sun")


def test_totals_carry_on_what_the_last_five_years_added(weather):
    # 140 so far, 10 a year of late: 170 of 200, 30 of 60 left. All seven years together would make it 20 a year.
    values = {2016: 90, 2017: 0, 2018: 10, 2019: 10, 2020: 10, 2021: 10, 2022: 10}
    assert weather("cumulative,at_least,,,,,,2025,200,,2016", values, unit="亩") == (0.5, "cloud")
    # From zero to 60 in three years are four values: 100 in 2025.
    assert weather("cumulative,at_least,,,,,,2025,100,,2021", {2021: 10, 2022: 30, 2023: 20}, unit="亩") == (0, "sun")
    assert weather("cumulative,at_least,,,,,,2025,100,,2021", {2021: 20, 2022: 20}, unit="亩") == (None, "incomplete")
    missing = {2021: 20, 2023: 20, 2024: 20}
    assert weather("cumulative,at_least,,,,,,2025,100,,2021", missing, unit="亩") == (None, "incomplete")


def test_rates_are_carried_on_as_an_index(weather):
    # 1.05 x 1.06 x 1.07 = 1.190910, 0.0636367 a year: 1.3181833 of 1.4025517, which was 0.2116417 away.
    expected = approx(0.0843684 / 0.2116417, abs=1e-6)
    assert weather("growth,at_least,,,,,,2025,7,,2021", {2021: 5, 2022: 6, 2023: 7}) == (expected, "cloud")


def test_changes_against_the_base(weather):
    # 0, -2, -4, -6 %: -2 a year, -10 of -17 to come, 7 of 11 left; the same on an index.
    for path in ("", "compound"):
        found = weather(f"change,at_most,,,{path},2020,,2025,-17,,", {2021: -2, 2022: -4, 2023: -6})
        assert found == (approx(7 / 11), "cloud")


# At least 20 every year: neither projected nor asked about earlier years.
@pytest.mark.parametrize(
    ("values", "symbol"),
    [
        ((10, 15, 18, 20), "sun"),  # met, rising
        ((20, 25, 10, 20), "sun"),  # met, no change from first to last
        ((30, 25, 25, 20), "partly_cloudy"),  # met, falling
        ((10, 25, 25, 19.9), "cloud"),  # not met, rising
        ((19, 25, 25, 19), "storm"),  # not met, no change
        ((30, 25, 25, 19), "storm"),  # not met, falling
    ],
)
def test_every_year(weather, values, symbol):
    target = "each_year,at_least,,,,,,2025,20,,2019"
    assert weather(target, dict(zip((2019, 2020, 2021, 2022), values, strict=True)), unit="条") == (None, symbol)


def test_every_year_needs_four_values_too(weather):
    assert weather("each_year,at_least,,,,,,2025,20,,2019", {2019: 20, 2020: 21, 2021: 22}) == (None, "incomplete")


def test_the_target_year_itself(weather):
    # Nothing is left to come: what is missing is missed whole.
    assert weather(TARGET, {2022: 44, 2023: 46, 2025: 49}) == (1, "cloud")
    assert weather(TARGET, {2022: 38, 2023: 37, 2025: 36}) == (1, "storm")
    assert weather(TARGET, {2025: 50}) == (None, "sun")


def test_exactly_on_a_target_to_be_exceeded(weather):
    """Nothing lies between 50 and 50, so there is no share of it: what counts is whether it goes on."""
    target = "share,at_least,over,,,2020,40,2025,50,,"
    assert weather(target, {2021: 44, 2022: 47, 2023: 50}) == (None, "sun")
    assert weather(target, {2018: 50, 2019: 45, 2022: 50}) == (None, "storm")  # no change from first to last
    assert weather(target, {2018: 60, 2019: 55, 2022: 50}) == (None, "storm")
    assert weather(target, {2021: 44, 2022: 47, 2025: 50}) == (None, "cloud")  # too late to go on
    ceiling = "share,at_most,over,,,2020,60,2025,50,,"
    assert weather(ceiling, {2021: 56, 2022: 53, 2023: 50}) == (None, "sun")


def test_nearly_the_target_is_not_yet_the_target(judge):
    # 近50 is below 50, and rising.
    values = {"2021": 44, "2022": 47, "2023": "50,,upper"}
    row = judge(TARGET, values, "--method", "destatis")
    assert (row["status"], row["method_value"]) == ("sun", "")
    assert "the value equals the target without meeting it" in row["note"]


def test_a_change_begins_with_nothing_whatever_its_first_year_says(weather):
    """Changes since 2020: 0, 1, 2 and 3, so 1 a year and 5 of 6 in 2025; the 3 of 2020 is against an earlier year."""
    changes = {2021: 1, 2022: 2, 2023: 3}
    target = "change,at_least,,,,2020,,2025,6,,"
    assert weather(target, {2020: 3, **changes}) == weather(target, changes) == (approx(1 / 3), "cloud")

"""Bands and special cases of every rule set; each expectation is worked out beside it."""

from __future__ import annotations

import pytest
from frames import TODAY
from support import rows_of

from lixia_cli.assess import methods
from lixia_cli.assess.assess import as_rows, ask, assess
from lixia_cli.loading import load_plan
from lixia_cli.model.periods import parse_period
from lixia_cli.render.delimited import delimited
from lixia_cli.stages import How, assess_plan

approx = pytest.approx

FIVE = ("lixia", "eurostat", "unsd", "destatis", "lights")


@pytest.fixture
def verdicts(judge, tmp_path):
    """verdicts(target, values) → the row of that one target under each rule set.

    The files that `judge` writes for the first are read once for the others: the stages before the verdict know none.
    """

    def call(target: str, values: dict[str, object], as_of: str = "", unit: str = "%") -> dict[str, dict[str, str]]:
        period = parse_period(as_of) if as_of else None
        first, *others = FIVE
        options = ("--as-of", as_of) if as_of else ()
        rows = {first: judge(target, values, "--method", first, *options, unit=unit)}
        plan = load_plan(str(tmp_path / "targets.csv"), (str(tmp_path / "actuals.csv"),))
        known = assess_plan(plan, how=How(as_of=period, today=TODAY))
        for name in others:
            rules = methods.load(name)
            opinions = ask(known.measured, rules, [methods.load(other) for other in FIVE if other != name])
            text = delimited(as_rows(assess(known.measured, opinions, period, TODAY)), ",", excel=False)
            rows |= {name: rows_of(text.decode())["x"]}
        return rows

    return call


def test_verdicts_are_those_of_the_command(verdicts, judge):
    what = "share,at_least,,,,2020,40,2025,50,,", {"2022": 44}
    assert verdicts(*what, as_of="2022") == {name: judge(*what, "--method", name, "--as-of", "2022") for name in FIVE}


def statuses(rows: dict[str, dict[str, str]]) -> list[str]:
    return [rows[name]["status"] for name in FIVE]


def quantity(row: dict[str, str]) -> float | None:
    return float(row["method_value"]) if row["method_value"] else None


def test_there_are_five():
    assert sorted(methods.names()) == sorted(FIVE)


def test_no_growth_from_or_through_zero_but_steps(verdicts):
    # 0 → 10 in five years: 4 after two is 2 a year of 2. -10 → 10: -4 is 3 a year of 4, so 5 in 2025, 15 of 20.
    from_zero = verdicts("stock,at_least,,,,2020,0,2025,10,,", {"2022": 4})
    through = verdicts("stock,at_least,,,,2020,-10,2025,10,,", {"2022": -4})
    for name in ("eurostat", "unsd"):
        assert [quantity(rows[name]) for rows in (from_zero, through)] == [1, 0.75]
        assert f"{name}: no CAGR, so " in from_zero[name]["note"]
        assert f"{name}: no CAGR, so " in through[name]["note"]
    assert statuses(from_zero) == ["on_track", "significant", "on_track", "incomplete", "green"]
    assert statuses(through) == ["slightly_behind", "moderate", "moderate", "incomplete", "yellow"]
    # To zero: 100 → 70 in two years is 15 a year of 20. Growth to zero is not defined, growth so far is: 70 x 0.7^1.5 =
    # 40.9963 to come, 59.0037 of 100.
    to_zero = verdicts("stock,at_most,,,,2020,100,2025,0,,", {"2022": 70})
    shares = [quantity(to_zero[name]) for name in ("lixia", "eurostat", "unsd")]
    assert shares == [0.75, 0.75, approx(0.590037, abs=1e-6)]


def test_met_beats_all(verdicts):
    # Met, though far below the 300 of the start.
    worse = verdicts("share,at_least,,,,2020,300,2025,50,,", {"2022": 60})
    assert statuses(worse) == ["achieved", "achieved", "achieved", "sun", "green"]
    assert quantity(worse["eurostat"]) < 0
    assert {row["light"] for row in worse.values()} == {"green"}
    final = verdicts("share,at_least,,,,2020,40,2025,50,,", {"2025": 50})
    assert statuses(final) == ["completed", "achieved", "achieved", "sun", "green"]


def test_not_met_in_the_target_year(verdicts):
    # 145 of 200 from 100: 7.71 % a year of 14.87, 45 % of the way, 55 points short.
    rows = verdicts("stock,at_least,,,,2020,100,2025,200,,", {"2025": 145})
    assert statuses(rows) == ["missed", "insufficient", "marginal", "incomplete", "red"]
    assert [quantity(rows[name]) for name in ("eurostat", "unsd", "lights")] == [approx(0.518792, abs=1e-6), 0.45, -55]


def test_met_at_the_baseline_and_lost(verdicts):
    # 95 → 89 for a target of 90: -2.15 % a year against 0.90, and 89² / 95 = 83.379 to come, 11.621 down for 5.
    rows = verdicts("share,at_least,,,,2019,95,2025,90,,", {"2022": 89})
    assert statuses(rows) == ["reversing", "moving_away", "regression", "incomplete", "red"]
    assert quantity(rows["eurostat"]) == approx(-2.398032, abs=1e-6)
    assert quantity(rows["unsd"]) == approx(-2.324211, abs=1e-6)
    # A ceiling kept at the start and broken since.
    rows = verdicts("share,at_most,,,,2019,3,2025,3.5,,", {"2022": 3.6})
    assert statuses(rows) == ["over_limit", "moving_away", "regression", "incomplete", "red"]


def test_met_on_the_way_and_lost(verdicts):
    """Only lixia's rules look at what was in between; the others ask where the latest value stands."""
    # 40 → 48 in three years of five: 0.8 of the way, R 0.062659 / 0.045640, 48 x 1.2^(2/3) = 54.20.
    rows = verdicts("share,at_least,,,,2020,40,2025,50,,", {"2021": 51, "2022": 50, "2023": 48})
    # The German symbols: 40, 51, 50, 48 is 8/3 a year, 48 + 16/3 is beyond 50.
    assert statuses(rows) == ["reversing", "significant", "on_track", "sun", "green"]


def test_no_baseline(verdicts):
    rows = verdicts("stock,at_least,,,,2020,,2025,2500,,", {"2022": 1208.82})
    assert statuses(rows) == ["no_baseline", "no_baseline", "no_baseline", "incomplete", "no_baseline"]
    assert {row["method_value"] for row in rows.values()} == {""}
    rows = verdicts("stock,at_least,,,,2020,,2025,2500,,", {"2022": 2500})
    assert statuses(rows) == ["achieved", "achieved", "achieved", "sun", "green"]


def test_no_data(verdicts):
    rows = verdicts("stock,at_least,,,,2020,362,2025,600,,", {"2020": 362})
    assert set(statuses(rows)) == {"no_data"}
    assert {row["light"] for row in rows.values()} == {"grey"}


def test_limits(verdicts):
    target = "share,at_most,,,,,,2025,3.5,,"
    assert statuses(verdicts(target, {"2023": 2.9})) == ["within_limit", "achieved", "achieved", "sun", "green"]
    over = verdicts(target, {"2023": 3.6})
    assert statuses(over) == ["over_limit", "no_baseline", "no_baseline", "incomplete", "no_baseline"]
    assert all("a limit without a path" in row["note"] for row in over.values())


def test_each_year(verdicts):
    target = "each_year,at_least,,,,,,2025,20,,2021"
    kept = verdicts(target, {"2021": 25, "2022": 20}, unit="条")
    assert statuses(kept) == ["on_track", "achieved", "achieved", "incomplete", "green"]
    broken = verdicts(target, {"2021": 25, "2022": 15}, unit="条")
    assert statuses(broken) == ["behind", "no_baseline", "no_baseline", "incomplete", "no_baseline"]
    assert quantity(broken["lixia"]) == 0.5


def test_totals_that_lack_a_year(verdicts):
    target = "cumulative,at_least,,,,,,2025,100,,2021"
    # 30 after four of five years; 2021 and 2023 could have brought more: 7.5 a year of 20.
    short = verdicts(target, {"2022": 10, "2024": 20}, unit="亩")
    assert set(statuses(short)) == {"incomplete"}
    assert quantity(short["eurostat"]) == 0.375
    # 40 after two years is on schedule whatever 2021 was, 37 (92.5 %) is not certain.
    sure = verdicts(target, {"2022": 40}, unit="亩")
    assert statuses(sure) == ["on_track", "significant", "on_track", "incomplete", "green"]
    assert set(statuses(verdicts(target, {"2022": 37}, unit="亩"))) == {"incomplete"}
    met = verdicts(target, {"2022": 100}, unit="亩")
    assert statuses(met) == ["achieved", "achieved", "achieved", "sun", "green"]


def test_average_growth(verdicts):
    # 5.4988 % a year of 7; 1.113^(5/2) is 30.690 % more, where 40.255 % were asked for.
    rows = verdicts("growth,at_least,,,,,,2025,7,,2021", {"2021": 5, "2022": 6})
    assert statuses(rows) == ["slightly_behind", "moderate", "moderate", "incomplete", "yellow"]
    assert quantity(rows["eurostat"]) == approx(0.785545, abs=1e-6)
    assert quantity(rows["unsd"]) == approx(0.762353, abs=1e-6)


def test_rates_that_add_up_to_a_fall(verdicts):
    # The index is at 0.951270 after three years, 0.83 in five: -1.651 % a year of -3.658; 0.920110 to come, 0.079890
    # of 0.17.
    values = {"2021": 1.51, "2022": -2.20, "2023": -4.18}
    rows = verdicts("cumulative,at_most,,,compound,,,2025,-17,,2021", values)
    assert quantity(rows["eurostat"]) == approx(0.451462, abs=1e-6)
    assert quantity(rows["unsd"]) == approx(0.469941, abs=1e-6)
    # Four values, so there is a mean: -0.016243 a year, 0.918784 to come, 0.088784 of 0.121270 left.
    assert quantity(rows["destatis"]) == approx(0.732114, abs=1e-6)
    assert statuses(rows) == ["behind", "insufficient", "marginal", "cloud", "red"]


def test_ranges(verdicts):
    target = "share,within,,,,2020,{},2025,3,6,"
    # From 2 towards 3: 2.4 is 9.545 % a year of 8.447; 2.4 x 1.2^1.5 = 3.154882.
    rows = verdicts(target.format(2), {"2022": 2.4})
    assert statuses(rows) == ["on_track", "significant", "on_track", "incomplete", "green"]
    assert quantity(rows["eurostat"]) == approx(1.129905, abs=1e-6)
    assert quantity(rows["unsd"]) == approx(1.154882, abs=1e-6)
    # From 8 towards 6: 7 is -6.459 % a year of -5.591.
    rows = verdicts(target.format(8), {"2022": 7})
    assert statuses(rows) == ["ahead", "significant", "on_track", "incomplete", "green"]
    assert quantity(rows["eurostat"]) == approx(1.155120, abs=1e-6)
    # Inside, and from below past it.
    assert statuses(verdicts(target.format(2), {"2022": 5})) == ["achieved", "achieved", "achieved", "sun", "green"]
    past = verdicts(target.format(2), {"2022": 7})
    assert statuses(past) == ["reversing", "moving_away", "regression", "incomplete", "red"]


def test_a_part_of_the_year(verdicts):
    # 60 of 100 after three quarters is 80 a year; by steps, for it starts from nothing.
    rows = verdicts("flow,at_least,,,,2021,90,2022,100,,", {"2022年前三季度": 60}, "2022Q3", unit="亿元")
    assert [quantity(rows[name]) for name in FIVE] == [0.8, 0.8, 0.8, None, -15]
    assert statuses(rows) == ["behind", "moderate", "moderate", "incomplete", "yellow"]


def test_only_lixia_waits_for_a_tenth_of_the_time(verdicts):
    # 1.01^4 - 1 = 4.060 % a year of 12.246 after a quarter of a year.
    rows = verdicts("stock,at_least,,,,2019,100,2025,200,,", {"2020-03": 101}, unit="家")
    assert rows["lixia"]["status"] == "too_early"
    assert (quantity(rows["eurostat"]), rows["eurostat"]["status"]) == (approx(0.331564, abs=1e-6), "insufficient")
    assert statuses(rows)[3:] == ["incomplete", "yellow"]  # 1 % of the way after 4.17 % of the time
    known = {name: {status.code for status in methods.load(name).every_status()} for name in FIVE}
    assert [name for name in FIVE if "too_early" in known[name]] == ["lixia"]


def test_an_aspiration_is_red_for_none(verdicts):
    rows = verdicts("share,at_least,,yes,,2020,40,2025,50,,", {"2018": 45, "2019": 44, "2021": 39, "2022": 38})
    assert statuses(rows) == ["reversing", "moving_away", "regression", "storm", "red"]
    assert {row["light"] for row in rows.values()} == {"yellow"}

"""Verdicts that statistics offices have published: the same inputs, the whole program, the same verdict."""

from __future__ import annotations

import csv

import pytest
from support import REPOSITORY, TARGET_HEADER

approx = pytest.approx

OBSERVED = "key,period,value\n"
AS_EUROSTAT = {
    "target_achieved": "achieved",
    "substantial_progress": "significant",
    "significant_progress": "significant",
    "moderate_progress": "moderate",
    "limited_progress": "insufficient",
    "deterioration": "moving_away",
    # Eustat divides what does not progress in two: no change, and change the wrong way.
    "moderate_deterioration": "insufficient",
    "significant_deterioration": "moving_away",
}
AS_UNSD = {
    "alcanzado": {"achieved", "on_track"},
    "progreso": {"moderate", "marginal"},
    "retroceso": {"stagnation", "regression"},
}


def published(name: str) -> list[dict[str, str]]:
    with (REPOSITORY / "tests" / "published" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plan_of(rows: list[dict[str, str]]) -> tuple[str, str]:
    """Targets and actuals with the keys r0, r1 … in the order of the rows."""
    targets, actuals = TARGET_HEADER.replace("\n", ",joint\n"), OBSERVED
    for number, row in enumerate(rows):
        baseline = f"{row['baseline_year']},{row['baseline_value']}"
        target = f"{row['target_year']},{row['target_value']}"
        joint = row.get("joint", "")
        targets += f"r{number},world,X,index,stock,{row['direction']},,,,{baseline},{target},,,{joint}\n"
        actuals += f"r{number},{row['latest_year']},{row['latest_value']}\n"
    return targets, actuals


def digits(text: str) -> float:
    """Half a unit of the last digit of a published number."""
    return 0.5 * 10.0 ** -len(text.partition(".")[2])


def differences(rows: list[dict[str, str]], judged: dict[str, dict[str, str]]) -> list[str]:
    """The rows of growth ratios that lixia judges otherwise than the publisher."""
    found = []
    for number, row in enumerate(rows):
        own = judged[f"r{number}"]
        ratio = own["method_value"] and float(own["method_value"]) == approx(
            float(row["ratio"]), rel=1e-9, abs=digits(row["ratio"])
        )
        if not ratio or own["status"] != AS_EUROSTAT[row["status"]]:
            found.append(f"{row['indicator']}: {own['method_value']} {own['status']}")
    return found


# A ceiling that the baseline kept is a limit, with no way towards it: lixia gives the same verdict, but no ratio.
STATCAN_DIFFERS = ["3-13-1:  moving_away"]


def test_statistics_canada(assessed):
    rows = published("statcan.csv")
    judged = assessed(*plan_of(rows), "--method", "eurostat")
    assert len(judged) == len(rows) == 39
    assert differences(rows, judged) == STATCAN_DIFFERS


def test_no_value_stands_for_zero(assessed):
    """Statistics Canada enters 0.1 for targets of zero; lixia takes zero, from and to which nothing grows."""
    rows = [row | {"target_value": "0"} for row in published("statcan.csv") if row["target_value"] == "0.1"]
    assert [row["indicator"] for row in rows] == ["3-12-1", "6-1-1"]
    judged = assessed(*plan_of(rows), "--method", "eurostat")
    # (231.9 - 184.4) / 8 against -184.4 / 15: published as deterioration too.
    assert float(judged["r0"]["method_value"]) == approx(-0.482986, abs=1e-6)
    assert judged["r0"]["status"] == "moving_away"
    # (29 - 103) / 8 against -103 / 15: 9.25 / 6.866667. Published as limited progress, 0.3957.
    assert float(judged["r1"]["method_value"]) == approx(1.347087, abs=1e-6)
    assert judged["r1"]["status"] == "significant"
    assert all("eurostat: no CAGR, so judged by the steps a year" in row["note"] for row in judged.values())


def test_another_rule_set_would_say_another_thing(assessed):
    rows = [row for row in published("statcan.csv") if row["indicator"] in ("1-1-1", "12-1-1")]
    judged = assessed(*plan_of(rows), "--method", "lixia")
    # 4.1 of 7.25 points of poverty in 8 of 15 years: 0.565517 / 0.533333.
    assert (float(judged["r0"]["pace"]), judged["r0"]["status"]) == (approx(1.060345, abs=1e-6), "ahead")
    # 9.16 of 59.63 points in 10 of 15 years: 0.153614 / 0.666667. Eurostat's rule says significant progress.
    assert (float(judged["r1"]["pace"]), judged["r1"]["status"]) == (approx(0.230421, abs=1e-6), "behind")
    assert all("method_dependent" in row["flags"].split() for row in judged.values())


def test_basque_country_by_growth(assessed):
    rows = published("eustat_ratio.csv")
    assert differences(rows, assessed(*plan_of(rows), "--method", "eurostat")) == []


# (y (y/y0)^(n/(t-t0)) - y0) / (T - y0), by hand: 3.5 (2.8/3.5)^(15/9) = 2.412967, less 3.5, over -1.75, and so on.
PROJECTED = (0.621162, 1.263889, 0.521833, 1.331985, 0.512524, None)


def test_basque_country_by_projection(assessed):
    rows = published("eustat_projection.csv")
    judged = list(assessed(*plan_of(rows), "--method", "unsd").values())
    assert [
        row["key"] for row, given in zip(judged, rows, strict=True) if row["status"] not in AS_UNSD[given["class"]]
    ] == []
    for row, share in zip(judged, PROJECTED, strict=True):
        assert share is None or float(row["method_value"]) == approx(share, abs=1e-6)
    # Employment alone is on track; together with the gap between the sexes it is not.
    assert [row["status"] for row in judged] == ["moderate", "on_track", "moderate", "moderate", "moderate", "achieved"]
    assert "on its own: on_track" in judged[3]["note"]
    assert "met_at_baseline" not in judged[0]["flags"]


def weather_plan(rows: list[dict[str, str]], **changed: str) -> tuple[str, str]:
    """Each verdict as a target of its own, on the values up to its year."""
    series: dict[str, list[tuple[str, str]]] = {}
    for value in published("destatis_series.csv"):
        series.setdefault(value["series"], []).append((value["year"], value["value"]))
    targets, actuals = TARGET_HEADER, OBSERVED
    for number, row in enumerate(rows):
        row |= changed
        measure = {"target_year": "share", "every_year": "each_year"}[row["asks"]]
        targets += (
            f"r{number},world,X,index,{measure},{row['direction']},,,,,,{row['target_year']},{row['target_value']},,\n"
        )
        actuals += "".join(
            f"r{number},{year},{value}\n" for year, value in series[row["series"]] if year <= row["latest_year"]
        )
    return targets, actuals


# Met in 2013 to 2015, then lost, and on the mean of five years on the way back: the office treats a target once reached
# as one to keep, and says cloud. lixia looks at the trend alone, which leads to 9.292 and 9.954 of at most 10: sun.
DESTATIS_DIFFERS = ["4-1-a.1 10 2016: sun, not cloud", "4-1-a.1 10 2017: sun, not cloud"]


def weather(rows: list[dict[str, str]], judged: dict[str, dict[str, str]]) -> list[str]:
    return [
        f"{row['series']} {row['target_value']} {row['latest_year']}: {own}, not {row['symbol']}"
        for number, row in enumerate(rows)
        if (own := judged[f"r{number}"]["status"]) != row["symbol"]
    ]


def test_german_weather_symbols(assessed):
    rows = published("destatis.csv")
    judged = assessed(*weather_plan(rows), "--method", "destatis")
    assert len(judged) == len(rows) == 225
    assert weather(rows, judged) == DESTATIS_DIFFERS
    miss = {
        (row["series"], row["target_value"], row["latest_year"]): judged[f"r{number}"]["method_value"]
        for number, row in enumerate(rows)
    }
    # (T - (y + change n)) / (T - y), change = (last - first) / 5 of the six values.
    # The pairs stand on both sides of 5 and 20 %.
    for key, expected in {
        ("11-1-a.1", "30", "2020"): 0.041 / 24.051,  # change -12.005 / 5, 54.051 - 24.01 = 30.041
        ("7-2-a.1", "18", "2018"): 0,  # 16.8 + 2 x 0.6 is 18 exactly
        ("3-2-a.1", "55", "2015"): 1.26 / 27.36,  # change -1.74: 82.36 - 15 x 1.74 = 56.26
        ("3-2-a.1", "55", "2016"): 1.456 / 24.92,  # change -1.676: 79.92 - 14 x 1.676 = 56.456
        ("7-1-ab.2", "70", "2021"): 2.848 / 16.33,  # change -1.498: 86.33 - 9 x 1.498 = 72.848
        ("7-2-b.1", "80", "2019"): 5.98 / 38.1,  # change 2.92: 41.9 + 11 x 2.92 = 74.02
        ("7-2-b.1", "80", "2020"): 7.2 / 34.8,  # change 2.76: 45.2 + 10 x 2.76 = 72.8
        ("2-1-b.1", "30", "2021"): 15.1524
        / 20.313,  # change 2.867 / 5: 9.687 + 9 x 0.5734 = 14.8476, published as 14,9
        ("12-2.1", "5000", "2021"): 2319.4 / 2710,  # change 43.4: 2290 + 9 x 43.4 = 2680.6
        ("7-1-ab.2", "80", "2020"): 1,  # the target year has come, all of it is left
    }.items():
        assert float(miss[key]) == approx(expected, abs=1e-9), key
    assert miss["8-5-ab.1", "78", "2021"] == ""  # met: 79.6


def test_what_is_asked_every_year_is_not_projected(assessed):
    """Research spending must reach 3.5 % (3 %) of GDP every year; projected instead, five symbols would be others."""
    rows = [row for row in published("destatis.csv") if row["series"] == "9-1-a.1"]
    judged = assessed(*weather_plan(rows, asks="target_year"), "--method", "destatis")
    years = (("3.5", 2018), ("3.5", 2019), ("3", 2014), ("3", 2015), ("3", 2016))
    assert weather(rows, judged) == [f"9-1-a.1 {target} {year}: sun, not cloud" for target, year in years]


# Yinchuan (2025) and Tianjin (2022): on schedule or ahead is green, up to 30 points behind yellow, further behind red.
@pytest.mark.parametrize(
    ("value", "lead", "status"),
    [
        (40, 0, "green"),  # 40 of 100 after 40 % of the time
        (39.99, -0.01, "yellow"),
        (30, -10, "yellow"),
        (10, -30, "yellow"),
        (9.99, -30.01, "red"),
        (-1, -41, "red"),
    ],
)
def test_traffic_lights(judge, value, lead, status):
    row = judge("share,at_least,,,,2020,0,2025,100,,", {"2022": value}, "--method", "lights")
    assert (float(row["method_value"]), row["status"], row["light"]) == (lead, status, status)
    assert row["method_value"] == row["lead_pp"]

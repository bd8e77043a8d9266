"""How well the counts and ranges of the past held on published series: the two tables of docs/methods.md.

`python -m pytest tests/test_track_record_held.py --golden` writes them anew.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict

import pandas as pd
import pytest
from pages import page
from support import REPOSITORY

from lixia_cli import assess

BEGIN, END = "<!-- held -->\n\n", "\n<!-- end -->"
HORIZONS = (1, 2, 3, 5)
SHARES = ((0, 0, "none"), (0, 1 / 3, "up to a third"), (1 / 3, 2 / 3, "up to two thirds"), (2 / 3, 1, "more"))


def series() -> dict[str, dict[int, float]]:
    found = defaultdict(dict)
    table = pd.read_csv(REPOSITORY / "tests/published/destatis_series.csv", dtype={"series": str})
    for name, year, value in table.itertuples(index=False):
        found[name][year] = value
    return found


def directions() -> dict[str, str]:
    table = pd.read_csv(REPOSITORY / "tests/published/destatis.csv", dtype={"series": str})
    return dict(zip(table["series"], table["direction"], strict=True))


def past(values: dict[int, float], now: int) -> list[float]:
    """The changes between years that follow each other, up to now."""
    return [values[year] - values[year - 1] for year in sorted(values) if year <= now and year - 1 in values]


def cases() -> pd.DataFrame:
    """Every series cut after every year from which at least five changes are known, with what came later.

    `needed` is each of its changes in the direction wanted, in turn: a target is set that needs just that every year.
    """
    wanted, rows = directions(), []
    for name, values in series().items():
        for now in values:
            changes = past(values, now)
            for years in HORIZONS:
                if len(changes) >= 5 and now + years in values:
                    ahead = {change for change in changes if (change > 0) == (wanted[name] == "at_least") and change}
                    rows += [(name, now, years, needed, values[now + years]) for needed in (None, *sorted(ahead))]
    return pd.DataFrame(rows, columns=["series", "now", "years", "needed", "later"])


@pytest.fixture(scope="module")
def judged():
    """The cases with what lixia says of them: one target each, whose actuals end at its `now`."""
    found, known = cases(), series()
    keys = [f"case{number}" for number in range(len(found))]
    base = [known[name][now] for name, now in zip(found["series"], found["now"], strict=True)]
    step = found["needed"].astype(float).fillna(1.0)
    targets = pd.DataFrame(
        {
            "key": keys,
            "unit": "%",
            "measure": "share",
            "direction": ["at_least" if change > 0 else "at_most" for change in step],
            "baseline_year": found["now"] - 1,
            "target_year": found["now"] + found["years"],
            "target_value": base + step * found["years"],
        }
    )
    actuals = pd.DataFrame(
        [
            (key, year, value)
            for key, name, now in zip(keys, found["series"], found["now"], strict=True)
            for year, value in known[name].items()
            if year <= now
        ],
        columns=["key", "period", "value"],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assessed = assess(targets, actuals)
    names = ["reached_years", "reached_of", "projected_low", "projected_high"]
    return found.assign(base=base, **{name: assessed[name].astype(float).to_numpy() for name in names})


def ranges(judged: pd.DataFrame) -> list[str]:
    """How many later values lie within the range, by the number of years ahead."""
    lines = ["| years ahead | ranges | later value within | share |", "|---|---|---|---|"]
    single = judged[judged["needed"].isna()]
    for years in HORIZONS:
        rows = single[single["years"] == years]
        inside = ((rows["later"] >= rows["projected_low"]) & (rows["later"] <= rows["projected_high"])).sum()
        lines.append(f"| {years} | {len(rows)} | {inside} | {100 * inside / len(rows):.0f} % |")
    return lines


def counts(judged: pd.DataFrame) -> list[str]:
    """How often a change needed every year was kept up on average, by how often it had been reached before."""
    title = " | ".join(f"{years} ahead" for years in HORIZONS)
    lines = [f"| reached before, in years | {title} |", "|---" * (len(HORIZONS) + 1) + "|"]
    some = judged[judged["needed"].notna()]
    share = some["reached_years"] / some["reached_of"]
    sign = (some["needed"] > 0) * 2 - 1
    kept = sign * ((some["later"] - some["base"]) / some["years"] - some["needed"]) >= -1e-9
    for low, high, words in SHARES:
        within = (share == 0) if high == 0 else (share > low) & (share <= high)
        if not within.any():
            continue
        cells = []
        for years in HORIZONS:
            chosen = within & (some["years"] == years)
            cells.append(f"{100 * kept[chosen].mean():.0f} % of {chosen.sum()}" if chosen.any() else "-")
        lines.append(f"| {words} | {' | '.join(cells)} |")
    return lines


def test_the_tables_of_the_page(judged, request):
    text = "\n".join([*ranges(judged), "", *counts(judged)]) + "\n"
    whole = page("methods.md")
    if request.config.getoption("--golden"):
        replaced = re.sub(f"{BEGIN}.*?{END}", lambda _: BEGIN + text + END, whole, flags=re.DOTALL)
        (REPOSITORY / "docs/methods.md").write_text(replaced, encoding="utf-8")
    assert BEGIN + text + END in page("methods.md")


def test_the_ranges_are_those_of_the_formula(judged):
    """The first case, worked out with the quantile of a printed table: t(0.90; 4) = 1.533."""
    row = judged[judged["needed"].isna()].iloc[0]
    changes = past(series()[row["series"]], row["now"])
    m = len(changes)
    mean = sum(changes) / m
    deviation = (sum((change - mean) ** 2 for change in changes) / (m - 1)) ** 0.5
    quantile = {5: 1.533, 6: 1.476, 7: 1.440, 8: 1.415}[m]
    half = quantile * deviation * (row["years"] * (1 + row["years"] / m)) ** 0.5
    middle = row["base"] + mean * row["years"]
    assert row["projected_low"] == pytest.approx(middle - half, rel=1e-3)
    assert row["projected_high"] == pytest.approx(middle + half, rel=1e-3)

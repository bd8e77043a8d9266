"""The numbers of a chart as a table, for those who can't see it or want to compute with them."""

from __future__ import annotations

from typing import NamedTuple

from lixia_cli.render.charts.chart import Chart
from lixia_cli.render.charts.describe import KINDS, time_text
from lixia_cli.render.numbers import number
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_

ACTUAL, STATE = "actual", "state"
ACTUALS = ("final", "preliminary", "lower", "upper", "both")
"""The kinds of observations."""
_TITLES = {ACTUAL: N_("Actual"), STATE: N_("State")}
_COLUMNS = (
    ACTUAL,
    STATE,
    "baseline",
    "planned",
    "limit",
    "milestone",
    "needed",
    "original",
    "target",
    "range",
    "projection",
    "interval",
)


class Figure(NamedTuple):
    """A cell: its text, and the number behind it in full precision; None for words and for an empty cell."""

    text: str
    value: float | None = None


class Numbers(NamedTuple):
    """A table with a row for every time in the chart."""

    titles: tuple[str, ...]
    """The first is that of the period."""
    rows: tuple[tuple[Figure, ...], ...]
    times: tuple[float, ...]
    """The time of each row."""
    kinds: tuple[str, ...]
    """What the columns behind the first hold: ACTUAL, STATE, or a kind of mark or line."""


def numbers(chart: Chart, translate: Translate) -> Numbers:
    """Return the numbers of a chart in order of time; columns without any are left out."""
    cells: dict[float, dict[str, Figure]] = {}
    periods: dict[float, str] = {}
    for mark in chart.marks:
        row = cells.setdefault(mark.time, {})
        if mark.kind in ACTUALS:
            row[STATE] = Figure(chart.names[mark.kind])
            periods[mark.time] = mark.when
        else:
            periods.setdefault(mark.time, mark.when)
        row[ACTUAL if mark.kind in ACTUALS else mark.kind] = Figure(mark.text, mark.value)
    for band in chart.bands:
        values = {"low": number(band.low), "high": number(band.high)}
        for time in {band.start, band.end}:
            cells.setdefault(time, {})[band.kind] = Figure(translate("{low} to {high}").format(**values))
            periods.setdefault(time, time_text(time, translate))
    for line in chart.lines:
        if line.kind == "interval":
            (time, low), (_, high) = line.points
            values = {
                "low": number(low, decimals=chart.decimals),
                "high": number(high, decimals=chart.decimals),
            }
            cells.setdefault(time, {})[line.kind] = Figure(translate("{low} to {high}").format(**values))
        elif line.kind in _COLUMNS:
            for time, value in line.points:
                cells.setdefault(time, {})[line.kind] = Figure(number(value, decimals=chart.decimals), value)
                periods.setdefault(time, time_text(time, translate))
    used = [name for name in _COLUMNS if any(name in row for row in cells.values())]
    titles = (translate("Period"), *(_title(name, translate) for name in used))
    rows = [(Figure(periods[time]), *(cells[time].get(name, Figure("")) for name in used)) for time in sorted(cells)]
    return Numbers(titles, tuple(rows), tuple(sorted(cells)), tuple(used))


def _title(name: str, translate: Translate) -> str:
    text = translate(_TITLES[name]) if name in _TITLES else translate(KINDS[name])
    return text[:1].upper() + text[1:]

"""Describe the chart of an indicator: from the explanation of `explain` to marks, lines and bands with their words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lixia_cli.model.periods import parse_period
from lixia_cli.render.charts.chart import Band, Chart, Line, Mark
from lixia_cli.render.charts.scale import month_label
from lixia_cli.render.names import indicator_name
from lixia_cli.render.numbers import figure_decimals, number
from lixia_cli.render.period_text import due_text, span_text
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain

Explanation = Mapping[str, Any]

KINDS = {
    "baseline": N_("baseline"),
    "final": N_("actual"),
    "preliminary": N_("preliminary actual"),
    "lower": N_("actual, at least this much"),
    "upper": N_("actual, at most this much"),
    "both": N_("actual, a sum of figures published as bounds"),
    "milestone": N_("milestone"),
    "original": N_("original target"),
    "target": N_("target"),
    "range": N_("range asked for"),
    "planned": N_("planned path"),
    "limit": N_("level to keep"),
    "needed": N_("path needed from now"),
    "projection": N_("projection"),
    "interval": N_("range of the projection"),
    "assumed": N_("assumed path"),
}
"""The name of every kind of mark, line and band, in the order of the legend."""
_SIGNS = {("at_least", "over"): ">", ("at_most", "at_least"): "≤", ("at_most", "over"): "<"}
_BOUNDS = {"lower": ">", "upper": "<"}
INDEX_DECIMALS = 4
_FAR = 0.5
"""A projection is drawn up to this share of the other values' range beyond them."""


def describe(about: Explanation, language: str, translate: Translate) -> Chart | None:
    """Return the chart of an explained indicator; None where there are no two times to draw."""
    chart = _Describer(about, language, translate).chart(indicator_name(about, language))
    return chart if len(set(chart.times)) > 1 else None


class _Describer:
    """Describe the chart of one explanation."""

    def __init__(self, about: Explanation, language: str, translate: Translate) -> None:
        self.about, self.language, self.say = about, language, translate
        self.series = about["chart"]
        self.indexed = bool(about["indexed"])
        self.decimals = INDEX_DECIMALS if self.indexed else figure_decimals(about["data_decimals"])
        """Of values that are computed, the same as in tables."""

    def chart(self, title: str) -> Chart:
        targets = (*self._milestones(), *self._originals(), *self._target())
        marks = [*self._baseline(), *self._observations(), *targets, *self._projection()]
        lines, bands = list(self._lines()), list(self._bands())
        occurring = [*(mark.kind for mark in marks), *(line.kind for line in lines), *(band.kind for band in bands)]
        names = {kind: self.say(name) for kind, name in KINDS.items() if kind in occurring}
        return Chart(
            title, self._summary(marks), self._unit(), tuple(lines), tuple(marks), tuple(bands), names, self.decimals
        )

    def _unit(self) -> str:
        if not self.indexed:
            return plain(self.about["unit"])
        start = self.about["baseline"]["year"]
        return self.say("index, {year} = 1").format(year=start) if start else self.say("index")

    def _lines(self) -> Iterator[Line]:
        observed, planned, needed = (_points(self.series[name]) for name in ("observed", "planned", "needed"))
        if len(observed) > 1:
            yield Line("observed", observed, "")
        if planned:
            kind = "limit" if len({value for _, value in planned}) == 1 else "planned"
            yield Line(kind, planned, self.say(KINDS[kind]))
        if needed:
            yield Line("needed", needed, self.say(KINDS["needed"]))
        if assumed := _points(self.series.get("assumed", ())):
            yield Line("assumed", assumed, self.say(KINDS["assumed"]))
        if interval := _points(self.series.get("interval", ())):
            yield Line("interval", interval, self.say(KINDS["interval"]))

    def _bands(self) -> Iterator[Band]:
        low, high = self.about["promise"]["target_value"], self.about["promise"]["target_high"]
        ends = self.series["planned"]
        if low is None or high is None or self.indexed or not ends:
            return
        # A range to keep is asked for all the time, one to reach at its end.
        first = ends[0][0] if self.about["direction"] == "within" else ends[-1][0]
        yield Band("range", float(first), float(ends[-1][0]), float(low), float(high), self.say(KINDS["range"]))

    def _baseline(self) -> Iterator[Mark]:
        year, value = self.about["baseline"]["year"], 1.0 if self.indexed else self.about["baseline"]["value"]
        path = self.series["planned"]
        if year is None or value is None or not path or path[0] != [float(year), value]:
            return
        label = self.say("baseline {value}").format(value=number(value))
        yield Mark("baseline", float(year), value, number(value), time_text(year, self.say), label)

    def _observations(self) -> Iterator[Mark]:
        points = list(zip(self.series["observed"], self.series["states"], strict=True))
        now, start = self.about["symbols"].get("t"), self.about["baseline"]["year"]
        for (time, value), state in points:
            if not state["period"] or not math.isfinite(value):
                continue  # the start of the path, which was not observed
            kind = state["bound"] or state["status"]
            judged = time == (points[-1][0][0] if now is None else now)
            text = _BOUNDS.get(state["bound"], "") + number(value)
            yield self._observation(kind, time, value, text, state["period"], judged and time != start)
        if now is not None and now not in [point[0] for point, _ in points]:
            yield from self._partial(now)

    def _partial(self, now: float) -> Iterator[Mark]:
        """Yield the figure judged that is no point of the series: a sum from which years are missing."""
        value = self.about["symbols"].get("y")
        if value is not None and math.isfinite(value) and not self.indexed:
            sign = "≥" if self.about["lower_bound"] else ""
            period = next(
                (one["period"] for one in self.about["observations"] if one["latest"]), time_text(now, self.say)
            )
            kind = "lower" if sign else "preliminary"
            yield self._observation(kind, now, value, sign + number(value), period, True)

    def _observation(self, kind: str, time: float, value: float, text: str, period: str, latest: bool) -> Mark:
        when = span_text(period, self.say)
        label = self.say("{value} ({period})").format(value=text, period=when) if latest else ""
        return Mark(kind, float(time), float(value), text, when, label, latest)

    def _milestones(self) -> Iterator[Mark]:
        for time, value in self.series.get("milestones", ()):
            text = number(value)
            yield Mark("milestone", float(time), float(value), text, time_text(time, self.say), text)

    def _originals(self) -> Iterator[Mark]:
        """Yield the target as it was first announced, where it was revised to another value or date."""
        versions = self.about.get("revisions")
        if versions is None or self.indexed:
            return
        first, value = versions["original"], versions["original"]["target_value"]
        period = parse_period(first["period"])
        now = (self.about["promise"]["target_period"], self.about["promise"]["target_value"])
        if value is not None and period is not None and (first["period"], value) != now:
            text = self._sign() + number(value)
            label = self.say("original target {value}").format(value=text)
            yield Mark("original", period.time, value, text, due_text(first["period"], self.say), label)

    def _target(self) -> Iterator[Mark]:
        for time, value in self.series["target"]:
            if math.isfinite(value):
                text = self._sign() + number(value)
                label = self.say("target {value}").format(value=text)
                yield Mark("target", float(time), float(value), text, self._due(), label)

    def _projection(self) -> Iterator[Mark]:
        """Yield where the change so far leads by the target time, unless that is far outside of everything else."""
        figures = {figure["name"]: figure["value"] for figure in self.about["figures"]}
        value, target = figures.get("projected"), self.series["target"]
        if value is None or self.indexed or not target or not self.series["needed"] or not math.isfinite(value):
            return
        known = [point[1] for name in ("observed", "planned", "needed") for point in self.series[name]]
        if min(known) - _FAR * (max(known) - min(known)) <= value <= max(known) + _FAR * (max(known) - min(known)):
            time = float(target[0][0])
            text = ("≥" if self.about["lower_bound"] else "") + number(value, decimals=self.decimals)
            label = self.say("projection {value}").format(value=text)
            yield Mark("projection", time, value, text, self._due(), label)

    def _sign(self) -> str:
        if self.about["qualifier"] == "about":
            return "~"
        return _SIGNS.get((self.about["direction"], self.about["qualifier"]), "")

    def _due(self) -> str:
        period = self.about["promise"]["target_period"]
        return span_text(period, self.say) if period.isdigit() else due_text(period, self.say)

    def _summary(self, marks: Sequence[Mark]) -> str:
        """Return sentences on the observations, the baseline and the target."""
        say, sentences = self.say, []
        observed = [mark for mark in marks if mark.kind in ("final", "preliminary", *_BOUNDS, "both")]
        unit = self._unit()
        if len(observed) > 1:
            ends = {"first": self._in_words(observed[0]), "last": self._in_words(observed[-1]), "unit": unit}
            sentences.append(say("Actuals from {first} to {last} ({unit}).").format(**ends))
        elif observed:
            sentences.append(say("One actual: {last} ({unit}).").format(last=self._in_words(observed[0]), unit=unit))
        else:
            sentences.append(say("No actual is drawn."))
        for mark in marks:
            if mark.kind == "baseline":
                sentences.append(say("Baseline {value} in {year}.").format(value=mark.text, year=mark.when))
            if mark.kind == "target":
                sentences.append(say("Target {value} in {year}.").format(value=mark.text, year=mark.when))
        return ("" if self.language == "zh" else " ").join(sentences)

    def _in_words(self, mark: Mark) -> str:
        return self.say("{value} ({period})").format(value=mark.text, period=mark.when)


def time_text(time: float, translate: Translate) -> str:
    """Return the year that ends at a time, else the month."""
    return span_text(str(int(time)), translate) if float(time).is_integer() else month_label(time, translate)


def _points(series: Sequence[Sequence[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(time), float(value)) for time, value in series if math.isfinite(value))

"""The words and numbers that people read, cell by cell; how they are laid out is decided elsewhere."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import FLAGS, flag_column, flags_of
from lixia_cli.model.measures import LEVELS, MEASURES
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain

BAR_CELLS = 10
NOTHING = "-"

DOMAINS = {"economy": N_("Economy"), "ecology": N_("Ecology"), "livelihood": N_("Livelihood")}
"""Headings of the domains of the bundled plan; another plan's domains are shown as they are."""


@dataclass(frozen=True)
class Heading:
    """A column of the table for people."""

    name: str
    title: str
    right: bool = False
    wraps: bool = False
    """Its words may go on in the next line; numbers never do."""


HEADINGS = (
    Heading("indicator", N_("Indicator"), wraps=True),
    Heading("unit", N_("Unit")),
    Heading("baseline", N_("Baseline"), right=True),
    Heading("latest", N_("Latest"), right=True),
    Heading("target", N_("Target"), right=True),
    Heading("percent", N_("Of target"), right=True),
    Heading("bar", N_("Bar")),
    Heading("progress", N_("Progress / elapsed"), right=True),
    Heading("needed", N_("Needed per year"), right=True),
    Heading("verdict", N_("Verdict"), wraps=True),
)


@dataclass(frozen=True)
class Row:
    """One indicator, ready to be read."""

    cells: tuple[str, ...]
    """One text per heading."""
    with_unit: str
    """The indicator and its unit, for a table without a column of units."""
    light: str


@dataclass(frozen=True)
class Sheet:
    """What a table says, before anything is laid out."""

    titles: tuple[str, ...]
    """One per heading; a year that most targets share stands here rather than in every cell."""
    rows: list[Row]


def sheet(assessed: pd.DataFrame, rules: RuleSet, language: str, translate: Translate) -> Sheet:
    """The titles and cells of the assessed frame, in the order of HEADINGS."""
    years = {name: _most_common(assessed[f"{name}_year"]) for name in ("baseline", "target")}
    write = _Writer(rules, language, translate, years, _widest_marks(assessed))
    titles = [
        f"{translate(heading.title)} ({year})" if (year := years.get(heading.name)) else translate(heading.title)
        for heading in HEADINGS
    ]
    return Sheet(tuple(titles), [write.row(record) for record in assessed.to_dict("records")])


def _most_common(years: pd.Series) -> int:
    """The year that most rows share, 0 without any."""
    counts = years.dropna().value_counts()
    return int(counts.index[0]) if len(counts) else 0


def _widest_marks(assessed: pd.DataFrame) -> int:
    """The number of marks beside the latest figure where there are most of them."""
    marked = assessed[[flag_column(code) for code, flag in FLAGS.items() if flag.mark]]
    return int(marked.sum(axis="columns").max()) if len(assessed) else 0


def domain_title(domain: str, translate: Translate) -> str:
    """The heading of a domain."""
    return translate(DOMAINS[domain]) if domain in DOMAINS else plain(domain)


def status_label(code: str, rules: RuleSet, language: str) -> str:
    """The word for a status."""
    return rules.status(code).label.said_in(language)


def marks(record: Mapping[Any, Any]) -> str:
    """The one-letter marks of the flags of a row that have one."""
    return "".join(FLAGS[flag].mark for flag in flags_of(record))


def number(value: float, signed: bool = False, decimals: int = 4) -> str:
    """A value as published, with thousands grouped: at most so many decimals, but never a zero for what is none.

    >>> number(2446.9), number(6.0), number(-0.25, signed=True), number(0.00001)
    ('2,446.9', '6', '-0.25', '0.00001')
    """
    if value and abs(value) < 10**-decimals:
        text = np.format_float_positional(value, precision=2, fractional=False, trim="-", sign=signed)
        return text.replace("+-", "-")
    text = f"{value:+,.{decimals}f}" if signed else f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float, met: bool) -> str:
    """A share as percent with one decimal; never 100.0 % for something not met.

    >>> percent(0.9204, False), percent(0.9999, False), percent(1.0, True)
    ('92.0%', '<100%', '100.0%')
    """
    shown = f"{100 * share:.1f}%"
    return "<100%" if not met and shown == "100.0%" else shown


def bar(progress: float, elapsed: float, met: bool) -> str:
    """A bar of ten cells, ``#`` for progress, with ``|`` where the time has got to.

    >>> bar(0.355, 0.4, met=False)
    '###.|......'
    """
    if math.isnan(progress) or math.isnan(elapsed):
        return ""
    filled = max(0, min(math.floor(progress * BAR_CELLS + 1e-9), BAR_CELLS if met else BAR_CELLS - 1))
    cells = "#" * filled + "." * (BAR_CELLS - filled)
    mark = max(0, min(round(elapsed * BAR_CELLS), BAR_CELLS))
    return f"{cells[:mark]}|{cells[mark:]}"


def indicator_name(record: Mapping[Any, Any], language: str) -> str:
    """The name in the language if there is one, else in the other."""
    first, second = ("name_zh", "name_en") if language == "zh" else ("name_en", "name_zh")
    return plain(record[first] or record[second])


def _at_least(record: Mapping[Any, Any]) -> str:
    """What stands before a sum from which years are missing."""
    return "≥" if record["lower_bound"] else ""


def progress_text(record: Mapping[Any, Any]) -> str:
    """How much of the way from the baseline is done."""
    share = record["progress"]
    return NOTHING if math.isnan(share) else _at_least(record) + percent(share, record["met"])


def elapsed_text(record: Mapping[Any, Any]) -> str:
    """How much of the time is gone."""
    return NOTHING if math.isnan(record["elapsed"]) else f"{100 * record['elapsed']:.1f}%"


def needed(record: Mapping[Any, Any], translate: Translate, unit: str = "") -> str:
    """By measure: a growth rate, percentage points or units a year; headroom for a limit; years held.

    In a table a number of units stands without the `unit`, which has a column there.
    """
    status, main_rate = record["status"], MEASURES[record["measure"]].main_rate
    if main_rate == "years met" and not math.isnan(record["years_observed"]):
        held = f"{record['years_met']:.0f}/{record['years_observed']:.0f}"
        return translate("{held} years").format(held=held)
    if status in ("within_limit", "over_limit"):
        template = translate("headroom {gap}") if status == "within_limit" else translate("over by {gap}")
        return template.format(gap=number(abs(record["gap"])))
    if record["met"] or not record["latest_period"]:
        return NOTHING
    rate, units = record["cagr_needed"], record["step_needed"]
    growth = "" if math.isnan(rate) else f"{number(100 * rate, signed=True, decimals=2)}%"
    steps = "" if math.isnan(units) else number(units, signed=main_rate != "units", decimals=2)
    if steps and main_rate == "points" and record["unit"] in ("%", "％"):
        return translate("{steps} pp").format(steps=steps)
    steps += f" {unit}" if steps and unit else ""
    if steps and main_rate == "points":
        return steps
    if steps and main_rate == "units":
        # What is needed is at most this where the sum is at least that.
        return f"≤{steps}" if record["lower_bound"] else steps
    if steps and growth and main_rate == "growth and units":
        return f"{growth} ({steps})"
    return growth or steps or NOTHING


class _Writer:
    """Writes the cells of one row after the other in one language."""

    def __init__(
        self, rules: RuleSet, language: str, translate: Translate, years: dict[str, int], marks_width: int
    ) -> None:
        self.years = years
        self.marks_width = marks_width
        self.labels = {status.code: status_label(status.code, rules, language) for status in rules.every_status()}
        self.language = language
        self.say = translate

    def row(self, record: dict[Any, Any]) -> Row:
        at_least = _at_least(record)
        share, passed = progress_text(record), elapsed_text(record)
        of_target = record["percent_of_target"]
        name, unit = indicator_name(record, self.language), plain(record["unit"])
        cells = (
            name,
            unit,
            self._baseline(record),
            self._latest(record, at_least),
            self._target(record),
            NOTHING if math.isnan(of_target) else at_least + percent(of_target / 100, record["latest_met"]),
            bar(record["progress"], record["elapsed"], record["met"]),
            NOTHING if share == passed == NOTHING else f"{share} / {passed}",
            needed(record, self.say),
            self._verdict(record),
        )
        return Row(cells, f"{name} ({unit})", record["light"])

    def _year(self, name: str, year: int) -> str:
        """A year in brackets, unless it is the one in the title."""
        return "" if year == self.years[name] else f" ({year})"

    def _verdict(self, record: dict[Any, Any]) -> str:
        label = self.labels[record["status"]]
        return f"{label} ({FLAGS['provisional'].mark})" if record[flag_column("provisional")] else label

    def _baseline(self, record: dict[Any, Any]) -> str:
        if record["measure"] not in LEVELS or math.isnan(record["baseline_value"]):
            return NOTHING
        return number(record["baseline_value"]) + self._year("baseline", record["baseline_year"])

    def _latest(self, record: dict[Any, Any], at_least: str) -> str:
        if not record["latest_period"]:
            return NOTHING
        bounds = {"bound_lower": ">", "bound_upper": "<"}
        sign = at_least or next((sign for flag, sign in bounds.items() if record[flag_column(flag)]), "")
        value = NOTHING if math.isnan(record["latest_value"]) else sign + number(record["latest_value"])
        return f"{value} ({record['latest_period']}) {marks(record):{self.marks_width}}"

    def _target(self, record: dict[Any, Any]) -> str:
        low, high = record["target_value"], record["target_high"]
        value = number(low) if math.isnan(high) else f"{number(low)}-{number(high)}"
        if record["qualifier"] == "about":
            sign = "~"
        elif record["direction"] == "at_most":
            sign = "<" if record["qualifier"] == "over" else "≤"
        else:
            sign = ">" if record["qualifier"] == "over" else ""
        return f"{sign}{value}" + self._year("target", record["target_year"])

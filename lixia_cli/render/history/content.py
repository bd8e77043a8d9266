"""The content of a history: tables of one verdict per year, counts of each verdict, and what changed, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lixia_cli.model.records import cells_of, records_of
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.model.table import Table
from lixia_cli.render.cells import NOTHING
from lixia_cli.render.column import NO_SHARED_YEARS, Column, Wording
from lixia_cli.render.names import indicator_name, verdict_labels
from lixia_cli.render.opening import opening
from lixia_cli.render.period_text import in_brackets, span_text
from lixia_cli.render.report import Report
from lixia_cli.render.sections import sections
from lixia_cli.render.sentences import basis, hidden
from lixia_cli.render.view.columns import chosen_for_tables
from lixia_cli.summarise.over_years import BETTER, FIRST, LOST, OTHER, OWN_TITLES, SAME, WORSE, OverYears
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_

WORDS = {
    BETTER: N_("{year} better"),
    WORSE: N_("{year} worse"),
    FIRST: N_("{year} first assessed"),
    LOST: N_("{year} no longer assessed"),
    OTHER: N_("{year} another verdict"),
}
COUNTS = {
    BETTER: N_("{count} better"),
    WORSE: N_("{count} worse"),
    FIRST: N_("{count} assessed for the first time"),
    LOST: N_("{count} no longer assessed"),
    SAME: N_("{count} unchanged"),
    OTHER: N_("{count} with another verdict"),
}

Verdict = Mapping[str, Any]
"""A verdict of a year: its columns _OF_VERDICTS, and its `label` for people."""
_OF_VERDICTS = (*TARGET_ID, "as_of", "latest_period", "status", "light", "change")


@dataclass(frozen=True)
class YearTable:
    """One table: name, further cells, a verdict per year and what changed, for each indicator."""

    title: str
    """Its heading; empty for none."""
    first: str
    """The title of its first column."""
    rows: tuple[tuple[str, ...], ...]
    """Name, further cells, verdicts, changes."""
    lights: tuple[tuple[str, ...], ...]
    """The light of each verdict; empty where there is none."""


@dataclass(frozen=True)
class History:
    """A history as texts."""

    title: str
    lines: tuple[str, ...]
    """Below the title: the as-of date and the conditions."""
    further: tuple[str, ...]
    """Titles of the columns that somebody has chosen, between the names and the years."""
    years: tuple[str, ...]
    """Titles of the years."""
    changes: tuple[str, ...]
    """Title of the changes; empty where somebody has left them out."""
    tables: tuple[YearTable, ...]
    counts: YearTable
    """How often each verdict was reached each year: a name and a number per year."""
    sentences: tuple[str, ...]
    """What changed in each year, and what the table is based on."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the titles of the columns behind the names."""
        return (*self.further, *self.years, *self.changes)


def history_of(report: Report, years: OverYears) -> History:
    """Return the content of a history.

    `report` is that of the last year, of which it takes title, sections and the data it is based on; `years` are the
    verdicts of the same targets.
    """
    translate = report.translate
    labels = tuple(span_text(as_of, translate) for as_of in years.as_of)
    names = dict(zip(years.as_of, labels, strict=True))
    verdicts = _verdicts(years, report)
    by_target: dict[tuple[str, ...], list[Verdict]] = {}
    for verdict in verdicts:
        by_target.setdefault(_target_of(verdict), []).append(verdict)
    further = chosen_for_tables(("indicator",), report.columns.apart_from(OWN_TITLES))[1:]
    changes = () if "change" in report.columns.without else (translate(OWN_TITLES["change"]),)
    tables = tuple(
        _table(section.title, report.shown.rows(np.array(section.rows)), by_target, years, names, further, report)
        for section in sections(report)
        if section.rows
    )
    begin = opening(report)
    nothing = begin.total if not len(report.everything) else ""
    return History(
        title=begin.title,
        lines=tuple(line for line in (begin.as_of, begin.selection, nothing) if line),
        further=tuple(translate(column.title) for column in further),
        years=labels,
        changes=changes,
        tables=tables if changes else tuple(replace(one, rows=tuple(row[:-1] for row in one.rows)) for one in tables),
        counts=_counts(verdicts, years, report),
        sentences=(
            *_changed(verdicts, names, translate),
            *([translate("In brackets: no later figure than a year before.")] if verdicts else []),
            *basis(report.rules, report.provenance, report.language, translate),
            *hidden(report.provenance, translate),
        ),
    )


def _verdicts(years: OverYears, report: Report) -> list[Verdict]:
    """Return every verdict of every year, by target and time."""
    labels = cells_of(verdict_labels(years.rows, report.rules, report.language))
    records = records_of(years.rows.select(_OF_VERDICTS))
    return [{**record, "label": label} for record, label in zip(records, labels, strict=True)]


def _target_of(record: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(record[name] for name in TARGET_ID)


def _table(
    title: str,
    shown: Table,
    by_target: Mapping[tuple[str, ...], Sequence[Verdict]],
    years: OverYears,
    names: dict[str, str],
    further: Sequence[Column],
    report: Report,
) -> YearTable:
    rows, lights = [], []
    wording = Wording(report.language, report.translate, report.rules, NO_SHARED_YEARS, report.names)
    for record in records_of(shown):
        verdicts: dict[str, tuple[str, str]] = {}
        changes, before = [], ""
        for year in by_target.get(_target_of(record), ()):
            stale = year["latest_period"] == before != ""
            label = in_brackets("", year["label"], report.translate).strip() if stale else year["label"]
            verdicts[year["as_of"]] = (label, year["light"])
            before = year["latest_period"]
            if year["change"] in WORDS:
                changes.append(report.translate(WORDS[year["change"]]).format(year=names[year["as_of"]]))
        cells = [verdicts.get(as_of, (NOTHING, "")) for as_of in years.as_of]
        name = indicator_name(record, report.language)
        more = (column.cell(record, wording).text for column in further)
        rows.append((name, *more, *(text for text, _ in cells), report.translate(", ").join(changes) or NOTHING))
        lights.append(tuple(light for _, light in cells))
    return YearTable(title, report.translate("Indicator"), tuple(rows), tuple(lights))


def _counts(verdicts: Sequence[Verdict], years: OverYears, report: Report) -> YearTable:
    """Return how many targets had each verdict each year, the best verdicts first."""
    counted = Counter((verdict["label"], verdict["as_of"]) for verdict in verdicts)
    order = {status.code: number for number, status in enumerate(report.rules.every_status())}
    first: dict[str, Verdict] = {}
    for verdict in verdicts:
        first.setdefault(verdict["label"], verdict)
    ordered = sorted(first.values(), key=lambda verdict: order[verdict["status"]])
    cells = tuple(
        (verdict["label"], *(str(counted[verdict["label"], time] or NOTHING) for time in years.as_of))
        for verdict in ordered
    )
    lights = tuple((verdict["light"],) * len(years.as_of) for verdict in ordered)
    return YearTable(report.translate("Targets by verdict"), report.translate("Verdict"), cells, lights)


def _changed(verdicts: Sequence[Verdict], names: Mapping[str, str], translate: Translate) -> list[str]:
    """Return one sentence per year on how many verdicts changed, and how."""
    counted = Counter((verdict["as_of"], verdict["change"]) for verdict in verdicts)
    sentences = []
    for as_of, name in names.items():
        counts = {code: counted[as_of, code] for code in COUNTS}
        parts = [translate(COUNTS[code]).format(count=count) for code, count in counts.items() if count]
        if parts:
            text = translate(", ").join(parts) + translate(".")
            sentences.append(translate("{name}: {text}").format(name=name, text=text))
    return sentences

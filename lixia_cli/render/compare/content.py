"""The content of a comparison: cells of every indicator, those that the sides share and those of each side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import codes_of, first_rows
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.model.table import Table
from lixia_cli.render.column import Column
from lixia_cli.render.compare.cells import UNDER_A_TITLE, USUAL, Entry, SideCells, apart_columns, apart_title, entry_of
from lixia_cli.render.compare.words import (
    heading,
    lacking_targets,
    not_compared,
    side_label,
    verdict_counts,
)
from lixia_cli.render.opening import opening
from lixia_cli.render.report import Report
from lixia_cli.render.sections import sections
from lixia_cli.render.sentences import bar_key, basis, footer, roll_up
from lixia_cli.summarise.side_by_side import DATES, METHODS, REGIONS, SideBySide
from lixia_cli.text.messages import N_


@dataclass(frozen=True)
class Columns:
    """Some columns and their titles."""

    columns: tuple[Column, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """A comparison as texts and cells."""

    title: str
    lines: tuple[str, ...]
    """Below the title: the sides, their totals, and how many verdicts differ."""
    shared: Columns
    own: Columns
    """The columns of each side."""
    apart: Columns
    """The columns in which sides are compared: of the value and the verdict, or rank and distance from the median."""
    apart_title: str
    """What stands above those of two sides."""
    apart_titles: tuple[str, ...]
    """Their titles below it."""
    labels: tuple[str, ...]
    """What the sides are called."""
    parts: tuple[tuple[str, tuple[Entry, ...]], ...]
    """Sections, each with its heading, empty for none."""
    sentences: tuple[str, ...]
    """What is lacking or not compared, and what the comparison is based on."""
    bars: tuple[str, ...]
    """What the bars mean, for a table that has some."""
    chosen: bool
    """Somebody has chosen the columns, so that all of them are wanted."""
    ranked: bool
    """Regions have ranks and a median."""
    titles: Mapping[str, str]
    """The titles of the first column, of that of the sides, and of the row of medians."""


def comparison_of(report: Report, shown: SideBySide, kept: SideBySide, usual: Sequence[str] = USUAL) -> Comparison:
    """Return the content of a comparison; `usual` are its columns where nobody has chosen others.

    `shown` has the indicators to show, `kept` those that the totals count. `report` has a row for each of them, see
    `SideBySide.of_indicators`; of it are taken title, sections and columns, and the data it is based on.
    """
    labels, translate = report.labels, report.translate
    names = tuple(side_label(shown.varied, side, labels) for side in shown.sides)
    ranked = bool(shown.varied == REGIONS and len(names) > 2)
    cells = SideCells(report, shown, usual)
    entries = [entry_of(cells, shown, ranked, position) for position in range(shown.count)]
    of_targets = _of_targets(report)
    targeted = shown.targeted()
    own = [entry for entry, is_target in zip(entries, targeted, strict=True) if is_target]
    alone = tuple(entry for entry, is_target in zip(entries, targeted, strict=True) if not is_target)
    parts = [(section.title, tuple(own[row] for row in section.rows)) for section in sections(of_targets)]
    parts = [(title, those) for title, those in (*parts, (translate("Without a target"), alone)) if those]
    begin = opening(of_targets)
    apart = apart_columns(shown.varied, ranked)
    return Comparison(
        title=begin.title,
        lines=tuple(
            filter(
                None,
                (
                    heading(shown, labels),
                    begin.as_of if shown.varied != DATES else "",
                    begin.selection,
                    *(_totals(kept, names, report) if kept.count else (begin.total,)),
                    *verdict_counts(kept, names, labels),
                ),
            )
        ),
        shared=Columns(cells.shared, cells.titles(cells.shared)),
        own=Columns(cells.own, cells.titles(cells.own)),
        apart=Columns(apart, tuple(translate(column.title) for column in apart)),
        apart_title=apart_title(shown.varied, report),
        apart_titles=tuple(translate(UNDER_A_TITLE[column.name]) for column in apart if not ranked),
        labels=names,
        parts=tuple(parts),
        sentences=(
            *not_compared(shown, ranked, labels),
            *lacking_targets(kept, names, labels),
            *_basis(shown, report),
        ),
        bars=tuple(bar_key(any(column.name == "bar" for column in (*cells.own, *cells.shared)), False, translate)),
        chosen=bool(report.columns.only or report.columns.more),
        ranked=ranked,
        titles={
            "indicator": translate("Indicator"),
            "side": translate(_SIDE_TITLES[shown.varied]),
            "median": translate("Median"),
        },
    )


def _of_targets(report: Report) -> Report:
    """Return the report without the indicators that have no target on any side."""
    shown, everything = (rows.rows(rows.texts("status") != "") for rows in (report.shown, report.everything))
    return replace(report, shown=shown, everything=everything)


_SIDE_TITLES = {DATES: N_("As of"), REGIONS: N_("Region"), "plan": N_("Plan"), METHODS: N_("Rule set")}


def _totals(kept: SideBySide, names: Sequence[str], report: Report) -> list[str]:
    """Return a total line for each side, or that it has no target."""
    translate, lines = report.translate, []
    for position, name in enumerate(names):
        rows = kept.of_side(position)
        targets = rows.rows(rows.texts("status") != "")
        if not len(targets):
            lines.append(translate("{side}: no targets here.").format(side=name))
        else:
            lines.append(roll_up(targets, kept.sides[position].rules, report.labels, name, ""))
    return lines


def _basis(shown: SideBySide, report: Report) -> list[str]:
    """Return the footer of a report on all sides, in which each target counts once, with every rule set."""
    footnotes = footer(
        _once(shown.rows), report.rules, report.provenance, (), report.language, report.translate, bar=False
    )
    if shown.varied != METHODS:
        return footnotes
    rule_sets = [
        basis(side.rules, report.provenance, report.language, report.translate, commands=False)[1]
        for side in shown.sides
    ]
    return [footnotes[0], *rule_sets, *footnotes[2:]]


def _once(rows: Table) -> Table:
    """Return each target once, with every flag that it has on one side."""
    rows = rows.rows((rows.texts("status") != "") | (rows.texts("latest_period") != ""))
    target = codes_of(*map(rows.texts, TARGET_ID))
    once = rows.rows(first_rows(target))
    flags = [name for name in rows if not isinstance(rows[name], Coded) and rows[name].dtype == np.bool_]
    return once.with_columns({name: np.bincount(target, rows.bools(name), len(once)) > 0 for name in flags})

"""The sections of a report: one for each domain of each region, or for each value of the column that a view names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from lixia_cli.assess.views import Values
from lixia_cli.model.further import PREFIX
from lixia_cli.model.grouping import codes_of, first_rows
from lixia_cli.model.table import Table
from lixia_cli.model.titles import TITLES
from lixia_cli.render.ledger import LIGHTS
from lixia_cli.render.names import Labels
from lixia_cli.render.report import Report
from lixia_cli.render.sentences import total_of
from lixia_cli.render.tally import Tally, tallies
from lixia_cli.text.i18n import Translate


@dataclass(frozen=True)
class Section:
    """One domain, or value of another column, of one region."""

    title: str
    """Its heading, the prefix in front; empty for targets without a domain in the only region."""
    prefix: str
    """The region, where there are several; else empty."""
    region: str
    """The code of its region."""
    rows: tuple[int, ...]
    """The positions of its rows among those shown."""
    counted: str
    """The line that counts all its targets, also those not shown."""

    @property
    def total(self) -> str:
        """Return its total line; empty where the only section has no heading, for that of the report says the same."""
        return self.counted if self.title else ""


def sections(report: Report) -> list[Section]:
    """Return the sections of a report, region by region, each with the positions of its rows in `report.shown`."""
    labels, everything, column = report.labels, report.everything, report.by or "domain"
    groups = _positions(everything, column, report)
    positions = groups if report.shown is everything else _positions(report.shown, column, report)
    counts = dict(zip(groups, _tallies(report, groups.values()), strict=True))
    in_region = Counter(region for region, _ in groups)
    regions = {region: order for order, region in enumerate(in_region)}
    places = _places(report, column)
    found = []
    for region, value in sorted(groups, key=lambda pair: (regions[pair[0]], places[pair[1]])):
        prefix = region_prefix(region, len(regions), labels) if column != "region" else ""
        name = value_name(column, value, report)
        if not name and in_region[region] > 1:
            name = nothing_in(column, report.translate)
        # Without a domain the region alone is the heading.
        title = prefix + name if name else labels.of("region", region) if prefix else ""
        rows = tuple(positions.get((region, value), ()))
        of = "domain" if name and not report.by else "plan" if len(groups) == 1 else ""
        line = total_of(counts[region, value], labels, name, of)
        found.append(Section(title, prefix, region, rows, line))
    return found


def _tallies(report: Report, groups: Collection[Sequence[int]]) -> list[Tally]:
    """Count the targets at the positions of each group, all groups at once."""
    group = np.zeros(len(report.everything), dtype=np.int64)
    for number, rows in enumerate(groups):
        group[rows] = number
    return tallies(report.everything, report.rules, report.language, group, len(groups))


def _places(report: Report, column: str) -> dict[str, int]:
    """Return the place of each value among the sections of a region: domains in order of appearance."""
    if not report.by:
        return dict.fromkeys(report.everything.texts(column).unique(), 0)
    order = Values(report.everything, report.rules, report.names).groups(column)
    return {value: place for place, value in enumerate(order)}


def value_name(column: str, value: str, report: Report) -> str:
    """Return what a value of a column is called; an empty domain has no name."""
    labels, translate = report.labels, report.translate
    if column == "domain":
        return labels.domain(value)
    if not value:
        return nothing_in(column, translate)
    if column == "status":
        return report.rules.status(value).label.text(report.language)
    if column == "light":
        return translate(LIGHTS[value])
    if column in _CODES:
        return translate(value)
    return labels.of(column.removeprefix(PREFIX), value)


def nothing_in(column: str, translate: Translate) -> str:
    """Return what the targets are called that have nothing in a column."""
    title = column.removeprefix(PREFIX) if column.startswith(PREFIX) else translate(TITLES[column])
    return translate("{title}: none").format(title=title)


_CODES = ("measure", "direction", "qualifier", "nature", "path", "latest_status")


def region_prefix(region: str, regions: int, labels: Labels) -> str:
    """Return the prefix of a title or name: the region, if there are several; empty for targets without a region."""
    name = labels.of("region", region)
    return f"{name} · " if regions > 1 and name else ""


def _positions(rows: Table, column: str, report: Report) -> dict[tuple[str, str], list[int]]:
    """Return the positions of the rows of each region and value of a column, in order of appearance."""
    regions, values = rows.texts("region"), Values(rows, report.rules, report.names).texts(column)
    codes = codes_of(regions, values)
    order, counts = np.argsort(codes, kind="stable").tolist(), np.bincount(codes)
    ends = np.cumsum(counts)
    return {
        (regions[row], values[row]): order[end - count : end]
        for row, count, end in zip(first_rows(codes).tolist(), counts.tolist(), ends.tolist(), strict=True)
    }

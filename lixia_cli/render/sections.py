"""The sections of a report: one for each domain of each region, in order of appearance."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lixia_cli.render.names import Labels
from lixia_cli.render.report import Report
from lixia_cli.render.sentences import roll_up


@dataclass(frozen=True)
class Section:
    """One domain of one region."""

    title: str
    """Its heading, the prefix in front; empty for targets without a domain, in the only region."""
    prefix: str
    """The region, where there are several; else empty."""
    targets: pd.DataFrame
    """All its targets, also those not shown; the total line counts them."""
    rows: tuple[int, ...]
    """The positions of its rows in the shown frame."""
    total: str
    """Its total line; empty where the only section has no heading, for the total of the report says the same."""


def sections(report: Report) -> list[Section]:
    """Return the sections of a report, region by region, each with the positions of its rows in `report.shown`."""
    labels, everything = report.labels, report.everything
    positions, totals = _positions(report.shown), _positions(everything)
    regions = {region: order for order, region in enumerate(dict.fromkeys(region for region, _ in totals))}
    found = []
    for region, domain in sorted(totals, key=lambda pair: regions[pair[0]]):
        prefix = region_prefix(region, len(regions), labels)
        name = labels.domain(domain)
        # Without a domain the region alone is the heading.
        title = prefix + name if domain else labels.of("region", region) if prefix else ""
        rows = tuple(positions.get((region, domain), ()))
        targets = everything.iloc[totals[region, domain]]
        total = roll_up(targets, report.rules, labels, name) if title else ""
        found.append(Section(title, prefix, targets, rows, total))
    return found


def region_prefix(region: str, regions: int, labels: Labels) -> str:
    """Return the prefix of a title or name: the region, if there are several; empty for targets without a region."""
    name = labels.of("region", region)
    return f"{name} · " if regions > 1 and name else ""


def _positions(frame: pd.DataFrame) -> dict[tuple[str, str], list[int]]:
    """Return the positions of the rows of each region and domain, in order of appearance."""
    positions: dict[tuple[str, str], list[int]] = {}
    for position, pair in enumerate(zip(frame["region"], frame["domain"], strict=True)):
        positions.setdefault(pair, []).append(position)
    return positions

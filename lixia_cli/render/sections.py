"""The parts of a report: one for each domain of each region, in order of appearance."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lixia_cli.render.cells import domain_title
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import plain


@dataclass(frozen=True)
class Place:
    """A domain in a region."""

    title: str
    """Its heading, the prefix in front."""
    prefix: str
    """The region, where there are several; else empty."""
    targets: pd.DataFrame
    """Every target there is, which the roll-up counts."""
    rows: list[int]
    """Which rows of the shown frame are here."""


def places(assessed: pd.DataFrame, everything: pd.DataFrame, translate: Translate) -> list[Place]:
    """The places of `everything`, region by region, with the rows of `assessed`, the shown frame, in each."""
    shown, there = _positions(assessed), _positions(everything)
    regions = {region: order for order, region in enumerate(dict.fromkeys(region for region, _ in there))}
    found = []
    for region, domain in sorted(there, key=lambda pair: regions[pair[0]]):
        prefix = f"{plain(region)} · " if len(regions) > 1 else ""
        title = prefix + domain_title(domain, translate)
        found.append(Place(title, prefix, everything.iloc[there[region, domain]], shown.get((region, domain), [])))
    return found


def _positions(frame: pd.DataFrame) -> dict[tuple[str, str], list[int]]:
    """Where in the frame the rows of each region and domain are, in order of appearance."""
    positions: dict[tuple[str, str], list[int]] = {}
    for position, pair in enumerate(zip(frame["region"], frame["domain"], strict=True)):
        positions.setdefault(pair, []).append(position)
    return positions

"""The places of a report, each a domain of a region: which there are, and which rows belong to them."""

from __future__ import annotations

import pandas as pd


def places(frame: pd.DataFrame) -> list[tuple[str, str]]:
    """Regions and domains in order of appearance, region by region."""
    pairs = frame[["region", "domain"]].drop_duplicates().itertuples(index=False, name=None)
    regions = list(dict.fromkeys(frame["region"]))
    return sorted(((str(region), str(domain)) for region, domain in pairs), key=lambda place: regions.index(place[0]))


def inside(frame: pd.DataFrame, region: str, domain: str) -> pd.Series:
    """Which rows belong to the domain of the region."""
    return (frame["region"] == region) & (frame["domain"] == domain)

"""Scope: which targets a run is about, so that an engine need not send the rows of all others. Needs no pandas."""

from __future__ import annotations

from typing import NamedTuple

from lixia_cli.model.periods import Period
from lixia_cli.read.source import LIMIT


class Rows(NamedTuple):
    """How many rows are kept in memory."""

    most: int = 20_000_000
    """All of a table at once, if there are no more."""
    part: int = 1_000_000
    """About so many of the others at a time, where targets can be judged part by part."""
    bytes: int = LIMIT
    """All of a csv file at once, if it is no larger."""


USUAL_ROWS = Rows()


class Scope(NamedTuple):
    """What a run selects, as far as it is known before anything is read. Files are read as a whole in any case."""

    plan: str | None = None
    """None for the first of the file."""
    region: str | None = None
    domains: tuple[str, ...] = ()
    as_of: Period | None = None
    figures_only: bool = False
    """Only the figures that count are wanted, not what they replaced."""
    every_plan: bool = False
    """Without the name of a plan all of them are meant."""
    further_regions: tuple[str, ...] = ()
    """Regions whose observations are all wanted, although no target may be of them or of their keys."""
    rows: Rows = USUAL_ROWS
    in_parts: bool = False
    """Targets can be judged part by part."""

"""Vintages: what was known on a day, by the dates on which the sources of the observations were published."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

import numpy as np

from lixia_cli.model.dates import in_words, last_day
from lixia_cli.model.table import Table
from lixia_cli.text.messages import N_, Message

NAMED = 5
"""How many missing sources a note names."""
_ALWAYS = 0
"""The ordinal of a day before all others."""


@dataclass(frozen=True)
class Vintage:
    """The day on which figures must have been known, and the sources that say when they were published."""

    day: datetime.date
    sources: Table = field(repr=False)
    """The table of `check_sources`, whose dates of publication were checked for the sources of the observations."""


@dataclass(frozen=True)
class Known:
    """The observations that were known on the day of a vintage, and what is to be said of the others."""

    actuals: Table
    """The rows of `check_actuals` that were known."""
    left_out: int
    """Number of observations published later."""
    undated: int
    """Number of observations without a source or whose source has no date; they count as known."""
    missing: tuple[str, ...]
    """Ids of sources that the file of sources lacks; their observations count as known."""

    def notes(self, vintage: Vintage) -> tuple[Message, ...]:
        """Return one sentence for each kind."""
        found = []
        if self.left_out:
            values = {"count": self.left_out, "day": in_words(vintage.day)}
            found.append(Message("observations left out, published after {day}: {count}", values))
        if self.undated:
            template = N_("observations without a date of publication, which count as known: {count}")
            found.append(Message(template, {"count": self.undated}))
        if self.missing:
            names = ", ".join(self.missing[:NAMED]) + (" …" if len(self.missing) > NAMED else "")
            template = N_("not among the sources, so that their observations count as known: {names}")
            found.append(Message(template, {"names": names}))
        return tuple(found)


def known_on(actuals: Table, vintage: Vintage) -> Known:
    """Keep the observations whose source was published up to the day of the vintage.

    `actuals` are those of `check_actuals`. A month, quarter or year of publication counts from its end. Observations
    without a source, or with one that has no date or is not in the file, were always known. Call it before two
    observations of one period are compared: a final one published later must not hide the preliminary one.
    """
    named = actuals.texts("source")
    published = dict(zip(*(vintage.sources.texts(name).texts() for name in ("id", "published")), strict=True))
    days = named.read(lambda name: _ordinal(published.get(name, "")), np.int64)
    unknown = named.holds(lambda name: name not in published) & (named != "")
    later = days > vintage.day.toordinal()
    missing = tuple(named[unknown].unique())
    return Known(actuals.rows(~later), int(later.sum()), int(((days == _ALWAYS) & ~unknown).sum()), missing)


def _ordinal(published: str) -> int:
    """Return the day of publication as an ordinal; _ALWAYS without a date."""
    day = last_day(published) if published else None
    return _ALWAYS if day is None else day.toordinal()

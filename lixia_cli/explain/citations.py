"""The sources behind the rows of a report, for the list at its end."""

from __future__ import annotations

from lixia_cli.model.records import records_of
from lixia_cli.model.table import Table
from lixia_cli.observe.series import observations

_PARTS = ("title", "publisher", "published", "url")
"""What a reader needs to find it; its note is in `lixia show`."""


def citations(measured: Table, actuals: Table, sources: Table) -> list[list[str]]:
    """Return the parts of each source of some targets and of the observations that belong to them, without empty ones.

    `measured` holds rows of the table of `measure`; `actuals` are cut at the as-of date, `sources` are those of
    `load_sources`. First the sources of targets, then those of observations, each once; an id that `sources` does not
    have is itself its only part.
    """
    seen = observations(measured, actuals)
    cited = dict.fromkeys([*measured.texts("source").unique(), *seen.texts("source").unique()])
    parts = {row["id"]: [str(row[part]) for part in _PARTS if row.get(part)] for row in records_of(sources)}
    return [parts.get(name) or [name] for name in cited if name]

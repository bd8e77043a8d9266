"""The sources behind the rows of a report, for the list at its end."""

from __future__ import annotations

import pandas as pd

from lixia_cli.observe.series import observations

_PARTS = ("title", "publisher", "published", "url")
"""What a reader needs to find it; its note is in `lixia show`."""


def citations(measured: pd.DataFrame, actuals: pd.DataFrame, sources: pd.DataFrame) -> list[list[str]]:
    """Return the parts of each source of some targets and of the observations that belong to them, without empty ones.

    `measured` holds rows of the frame of `measure`; `actuals`, cut at the as-of date, and `sources` are frames of
    `check`. First the sources of targets, then those of observations, each once; an id that `sources` does not have is
    itself its only part.
    """
    cited = dict.fromkeys([*measured["source"], *observations(measured, actuals)["source"]])
    parts = {row["id"]: [str(row[part]) for part in _PARTS if row.get(part)] for row in sources.to_dict("records")}
    return [parts.get(name) or [name] for name in cited if name]

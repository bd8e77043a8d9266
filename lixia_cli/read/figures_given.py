"""Which rows of actuals have a figure, and how to take it out of those whose figure is no observation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import where
from lixia_cli.model.missing import is_missing
from lixia_cli.read.records import Records


def has_figure(records: Records) -> Bools:
    """Return where there is a value."""
    floats, odd = records.floats("value"), records.odd.get("value")
    if floats is None:
        return ~records.table.texts("value").holds(_is_nothing)
    given = ~np.isnan(floats)
    return given | ~odd.holds(_is_nothing) if odd is not None else given


def _is_nothing(text: str) -> bool:
    return is_missing(text) or text.strip().upper() == "NAN"


def without_value(records: Records, rows: Bools) -> Records:
    """Return the records with an empty value in some rows."""
    floats, odd = records.floats("value"), records.odd.get("value")
    if floats is None:
        return records.with_table(records.table.with_columns({"value": where(rows, "", records.table.texts("value"))}))
    if odd is not None:
        records = replace(records, odd={**records.odd, "value": where(rows, "", odd)})
    return records.with_table(records.table.with_columns({"value": np.where(rows, np.nan, floats)}))

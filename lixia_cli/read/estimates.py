"""From when on figures are estimates, as the IMF says it in a column of its own: Estimates Start After."""

from __future__ import annotations

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.grouping import per_pair
from lixia_cli.model.missing import is_missing
from lixia_cli.model.periods import parse_period
from lixia_cli.read.columns_beside import LAST_ACTUAL
from lixia_cli.read.records import Records
from lixia_cli.text.messages import Message


def read_estimates(records: Records) -> Records:
    """Return records of actuals without the column of last actual years; figures behind these are preliminary.

    Where it is empty nothing is known of the figures: all of them are preliminary. Raises InputError for other texts.
    """
    name = LAST_ACTUAL.name
    if name not in records.table or "period" not in records.table:
        return records
    years = records.table.texts(name).map(str.strip)
    problems = [
        Problem(
            records.place(int(row), name), Message("'{text}' is not a year; write it like 2025", {"text": years[row]})
        )
        for row in np.flatnonzero(years.holds(lambda text: not is_missing(text) and parse_period(text) is None))
    ]
    if problems:
        raise InputError(problems)
    table = records.table.without(name)
    estimated = per_pair(records.table.texts("period"), years, _is_behind) != ""
    status = table.texts("status") if "status" in table else Coded.full(len(table), "")
    changed = {"status": where(estimated & (status == ""), "preliminary", status)}
    return records.with_table(table.with_columns(changed), {"status": records.headers[name]})


def _is_behind(text: str, year: str) -> str:
    """Return a word where a period is later than a year, or the year is not known."""
    period, last = parse_period(text), parse_period(year)
    return "estimate" if period is not None and (last is None or period.time > last.time) else ""

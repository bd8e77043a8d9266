"""Months and quarters in a column of their own, beside that of the years."""

from __future__ import annotations

from functools import partial

import numpy as np

from lixia_cli.model.grouping import per_pair
from lixia_cli.read.conventions import PARTS
from lixia_cli.read.records import Records
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

JOINED = N_("{file}: {column} read as part of the period: {count}")
_YEAR = Pattern(r"(?P<year>[12][0-9]{3})\s*年?")
_MONTH = Pattern(r"0?(?P<number>[1-9]|1[0-2])(?:月|月份)?")
_QUARTER = Pattern(r"[Qq]?(?P<number>[1-4])")


def join_parts(records: Records) -> Records:
    """Return records of actuals without columns of months and quarters, which become part of the period: 2022-06.

    A period that is more than a year stays as it is. Adds a note on what was joined.
    """
    for part in PARTS:
        if part.name not in records.table:
            continue
        table, header = records.table.without(part.name), records.headers[part.name]
        if "period" in table:
            periods, parts = (records.table.texts(name) for name in ("period", part.name))
            joined = per_pair(periods, parts, partial(_joined, part.name))
            count = int(np.count_nonzero(joined != periods))
            if count:
                values = {"file": records.label, "column": header, "count": count}
                note = Message(JOINED, values)
                records = records.with_notes(note)
            table = table.with_columns({"period": joined})
        records = records.with_table(table)
    return records


def _joined(name: str, year: str, part: str) -> str:
    """Return a period for a year and a month or quarter; a year as written where that is no such thing."""
    found = _YEAR.fullmatch(plain_forms(year).strip())
    part = plain_forms(part).strip()
    if found is None or not part:
        return year
    number = (_MONTH if name == "month" else _QUARTER).fullmatch(part)
    if number is None:
        return f"{found['year']}年{part}"
    return f"{found['year']}-{int(number['number']):02d}" if name == "month" else f"{found['year']}Q{number['number']}"

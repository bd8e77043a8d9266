"""Dates of FRED, which heads them observation_date and writes the first day of a month, quarter or year."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.periods import dates_of
from lixia_cli.read.records import Records
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message

_HEADER = same_word("observation_date")
_LEAST = 3
"""Dates of a series from which on it shows how far they are apart."""
_FORMS = {1: "{year}-{month:02d}", 3: "{year}Q{quarter}", 12: "{year}"}
"""Periods by their months."""


def read_first_days(records: Records) -> Records:
    """Return records of actuals with the periods that begin with their dates, with a note.

    Each series shows by the months between its dates what they stand for. Where one has fewer than three, other
    intervals, or a date that is no first day, all of them stay as they are, and `check` refuses them.
    """
    if not {"period", "key"} <= set(records.table) or same_word(records.headers["period"]) != _HEADER:
        return records
    texts = records.table.texts("period").map(str.strip)
    months = np.array([_month(text) for text in texts.distinct.tolist()], dtype=np.int64).take(texts.codes)
    names = [records.table.texts(name) for name in ("key", "region") if name in records.table]
    series = codes_of(*names)
    spans = _spans(months, series) if len(months) and months.min() >= 0 else None
    if spans is None:
        return records
    pairs, codes = np.unique(np.column_stack((months, spans)), axis=0, return_inverse=True)
    periods = np.array([_period(*pair) for pair in pairs.tolist()], dtype=object)
    note = Message(_READ, {"file": records.label, "column": records.headers["period"], "count": len(codes)})
    table = records.table.with_columns({"period": Coded(codes, periods)})
    return records.with_table(table).with_notes(note)


_READ = N_("{file}: {column}: first days read as the months, quarters or years that begin with them: {count}")


def _month(text: str) -> int:
    """Return the month of a first day, counted from the year 0; -1 for any other text."""
    dates = dates_of(text)
    return dates[0][0] * 12 + dates[0][1] - 1 if [day for _, _, day in dates] == [1] else -1


def _spans(months: Ints, series: Ints) -> Ints | None:
    """Return of each row how many months its series counts by: 1, 3 or 12; None where one can't be told."""
    order = np.lexsort((months, series))
    month, number = months[order], series[order]
    starts = np.flatnonzero(np.append(True, number[1:] != number[:-1]))
    steps = np.diff(month, prepend=month[0])
    steps[starts] = 0
    span = np.gcd.reduceat(steps, starts)
    least = np.minimum.reduceat(np.where(steps > 0, steps, max(_FORMS) + 1), starts)
    dates = 1 + np.add.reduceat((steps > 0).astype(np.int64), starts)
    can_be_told = (dates >= _LEAST) & np.isin(span, list(_FORMS)) & (span == least)
    can_be_told &= month[starts] % np.maximum(span, 1) == 0
    if not can_be_told.all():
        return None
    spans = np.empty_like(months)
    spans[order] = span.repeat(np.diff(np.append(starts, len(months))))
    return spans


def _period(month: int, span: int) -> str:
    year, month = divmod(month, 12)
    return _FORMS[span].format(year=year, month=month + 1, quarter=month // 3 + 1)

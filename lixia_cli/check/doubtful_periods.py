"""Decide labels like 2010-11, month or fiscal year, by the other labels of their series."""

from __future__ import annotations

from enum import IntFlag

import numpy as np

from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.coded import Coded, Codes
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.periods import Period, month_or_fiscal_year, two_part_label
from lixia_cli.text.messages import N_, Message


class _Evidence(IntFlag):
    """What the labels of a series that can be one thing only are."""

    MONTH = 1
    FISCAL_YEAR = 2


NOTES = {
    _Evidence.MONTH: N_(
        "{file}: periods that may be months or fiscal years, read as months like others of their series: "
        "{count}, such as {example}"
    ),
    _Evidence.FISCAL_YEAR: N_(
        "{file}: periods that may be months or fiscal years, read as fiscal years like others of their series: "
        "{count}, such as {example}"
    ),
}


def settle(sheet: TypedColumns, texts: Coded, read: list[Period | None]) -> tuple[Codes, list[Period | None]]:
    """Read the labels of `texts` that may be a month or a fiscal year as the rest of their series are written.

    `read` has the period of each distinct text, None if it can't be read. Returns the position of each row's period
    among them, and the periods, with those of the labels that could be settled added; a note says how many. A series
    has one key and region. A label stays unread in a series without others like it (2010-10, or 2012-13), or with both.
    """
    codes = texts.codes
    doubts = [
        month_or_fiscal_year(text) if period is None else None
        for text, period in zip(texts.distinct, read, strict=True)
    ]
    doubtful = np.array([doubt is not None for doubt in doubts], dtype=np.bool_)[codes]
    if not doubtful.any():
        return codes, read
    series = codes_of(sheet.text("key"), sheet.text("region"))
    evidence = np.array([_evidence(str(text), period) for text, period in zip(texts.distinct, read, strict=True)])
    found = np.zeros(series.max() + 1, dtype=np.int8)
    for kind in _Evidence:
        found[series[(evidence == kind)[codes]]] |= kind
    codes, read = codes.astype(np.int32), list(read)
    for number, kind in enumerate((_Evidence.MONTH, _Evidence.FISCAL_YEAR)):
        rows = np.flatnonzero(doubtful)
        rows = rows[found[series[rows]] == kind]
        if len(rows):
            settled = np.unique(codes[rows])
            place = np.zeros(len(texts.distinct), dtype=np.int32)
            place[settled] = np.arange(len(read), len(read) + len(settled))
            read += [doubt[number] for code in settled if (doubt := doubts[code]) is not None]
            codes[rows] = place[codes[rows]]
            values = {"file": sheet.records.label, "count": len(rows), "example": texts[rows[0]]}
            sheet.problems.notes.append(Message(NOTES[kind], values))
    return codes, read


def _evidence(text: str, period: Period | None) -> int:
    if period is None or not two_part_label(text):
        return 0
    return _Evidence.MONTH if period.months < 12 or period.text[-3:] == "-12" else _Evidence.FISCAL_YEAR

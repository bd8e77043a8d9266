"""Decide labels like 2010-11, month or fiscal year, by the other labels of their series."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntFlag
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.coded import Coded, Codes
from lixia_cli.model.doubtful_labels import month_or_fiscal_year, two_part_label
from lixia_cli.model.grouping import numbers_of_rows
from lixia_cli.model.periods import Period, parse_period
from lixia_cli.model.runs import Runs
from lixia_cli.text.messages import N_, Message


class _Evidence(IntFlag):
    """What labels of a series are: those that can be one thing only, or may be either."""

    MONTH = 1
    FISCAL_YEAR = 2
    DOUBT = 4


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


class _Labels(NamedTuple):
    """What is known of each distinct label."""

    read: list[Period | None]
    """None if it can't be read."""
    doubts: list[tuple[Period, Period] | None]
    """The month and the fiscal year that it may be."""
    evidence: npt.NDArray[np.int8]

    @classmethod
    def of(cls, texts: Iterable[str]) -> _Labels:
        """Read labels."""
        labels = list(texts)
        read = [parse_period(text) for text in labels]
        pairs = list(zip(labels, read, strict=True))
        doubts = [month_or_fiscal_year(text) if period is None else None for text, period in pairs]
        if not any(doubts):
            return cls(read, doubts, np.zeros(len(labels), dtype=np.int8))
        evidence = [_Evidence.DOUBT if doubt else _evidence(*pair) for doubt, pair in zip(doubts, pairs, strict=True)]
        return cls(read, doubts, np.array(evidence, dtype=np.int8))


def settle(sheet: TypedColumns, texts: Coded) -> tuple[Codes, list[Period | None]]:
    """Read the labels of `texts`, those that may be a month or a fiscal year as the rest of their series are written.

    Returns the position of each row's period among the periods, and these, None for what can't be read: those of the
    distinct texts first. A note says how many labels were settled. A series has one key and region. A label stays
    unread in a series without others like it (2010-10, or 2012-13), or with both.
    """
    labels = sheet.once("periods", [texts.distinct], lambda: _Labels.of(texts.distinct))
    codes, read = texts.codes, list(labels.read)
    if not labels.evidence.any():
        return codes, read
    evidence = labels.evidence.take(codes)
    rows = np.flatnonzero(evidence == _Evidence.DOUBT)
    if not len(rows):
        return codes, read
    found = _evidence_of_series(sheet, evidence).take(rows)
    for number, kind in enumerate((_Evidence.MONTH, _Evidence.FISCAL_YEAR)):
        own = rows[found == kind | _Evidence.DOUBT]
        if not len(own):
            continue
        settled = np.flatnonzero(np.bincount(codes[own]))
        place = np.arange(len(labels.read))
        if len(own) < len(rows):  # the same text may be something else in another row
            place[settled] = np.arange(len(read), len(read) + len(settled))
            read += [None] * len(settled)
            codes = codes.astype(np.int32, copy=codes is texts.codes)
            codes[own] = place[codes[own]]
        for code in settled:
            doubt = labels.doubts[code]
            read[place[code]] = doubt and doubt[number]
        values = {"file": sheet.records.label, "count": len(own), "example": texts[own[0]]}
        sheet.problems.notes.append(Message(NOTES[kind], values))
    return codes, read


def _evidence_of_series(sheet: TypedColumns, evidence: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
    """Return for each row what there is in all rows of its series."""
    key, region = sheet.text("key"), sheet.text("region")
    runs = Runs(key.codes, region.codes)
    series, count = numbers_of_rows(runs.texts(key), runs.texts(region))
    found = np.zeros(count, dtype=np.int8)
    np.bitwise_or.at(found, series, runs.reduced(np.bitwise_or, evidence))
    return runs.rows_of(found.take(series))


def _evidence(text: str, period: Period | None) -> int:
    if period is None or not two_part_label(text):
        return 0
    return _Evidence.MONTH if period.months < 12 or period.text[-3:] == "-12" else _Evidence.FISCAL_YEAR

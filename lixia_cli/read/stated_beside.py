"""What beside figures says that they are preliminary: remarks (快报数) and notes (2024年数据为初步核算数)."""

from __future__ import annotations

import re

import numpy as np

from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.grouping import per_pair
from lixia_cli.model.periods import parse_period
from lixia_cli.model.words import PRELIMINARY
from lixia_cli.read.layouts.understood import LONG
from lixia_cli.read.records import Records
from lixia_cli.text.folding import in_simplified, plain_forms
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

_WORDS = "|".join(map(re.escape, PRELIMINARY))
_YEARS = r"(?P<years>[12][0-9]{3}年?(?:(?:、|和|及|,| and )[12][0-9]{3}年?)*)"
_SAYS = Pattern(
    rf"(?:本表|表中)?{_YEARS}(?:的?(?:数据|数字|数值|数))?(?:均?为|均?系|都?是)(?:{_WORDS})(?:数据|数字|数值|数)?"
    rf"|(?:(?:data|figures|values) for )?(?P<years_>{_YEARS[len('(?P<years>') : -1]})"
    rf"(?: data| figures| values)? (?:are|is) (?:{_WORDS})",
    re.IGNORECASE,
)
_LONGEST = 100
"""Characters of a remark that says it of years."""
_OPENING = Pattern(r"^(?:(?:注|备注|说明|note|notes)\s*[0-9]?\s*[:：]|[0-9]{1,2}[.、)]|[①-⑳*])\s*", re.IGNORECASE)
REMARKS = N_(
    "{file}: {column}: remarks that say that a figure is preliminary, read as status: {count}, such as {example}"
)
NOTES = N_("{file}: figures of {years} are read as preliminary, as a note says: {count}")


def read_stated_beside(records: Records) -> Records:
    """Return records of actuals with the status ``preliminary`` that remarks and notes say, where the row says none.

    A remark must be nothing but a word of the column status, in a table with a row for each figure, or say it of years,
    as a note must, not of some indicators. Adds a note for each.
    """
    return _by_notes(_by_remarks(records))


def _by_remarks(records: Records) -> Records:
    if not {"note", "period"} <= set(records.table):
        return records
    layout = LONG if records.understood is None else records.understood.layout
    notes = records.table.texts("note")
    rows = notes.is_in(PRELIMINARY if layout == LONG else ())
    if notes.holds(_may_say_years).any():
        rows = rows | (per_pair(notes, records.table.texts("period"), _said_of) != "")
    if not rows.any():
        return records
    values = {"column": records.headers["note"], "example": notes[int(np.argmax(rows))]}
    return _preliminary(records, rows, REMARKS, values)


def _may_say_years(text: str) -> bool:
    return len(text) < _LONGEST and any(word in text for word in ("为", "為", "系", "是", " are ", " is "))


def _said_of(note: str, period: str) -> str:
    """Return a word where a note says that figures of the year of a period are preliminary."""
    found = parse_period(period.strip()) if _may_say_years(note) else None
    return "preliminary" if found is not None and found.year in preliminary_years(note) else ""


def _by_notes(records: Records) -> Records:
    if records.understood is None or not records.understood.passed_over or "period" not in records.table:
        return records
    years = sorted({year for _, text in records.understood.passed_over for year in preliminary_years(text)})
    if not years:
        return records

    def is_of_them(text: str) -> bool:
        period = parse_period(text.strip())
        return period is not None and period.year in years

    values = {"years": ", ".join(map(str, years))}
    return _preliminary(records, records.table.texts("period").holds(is_of_them), NOTES, values)


def preliminary_years(note: str) -> set[int]:
    """Return the years whose figures a note says are preliminary.

    >>> sorted(preliminary_years("注：2023年、2024年数据为初步核算数。"))
    [2023, 2024]
    >>> preliminary_years("2024 figures are provisional.")
    {2024}
    >>> preliminary_years("2024年地区生产总值为初步核算数"), preliminary_years("2024年为普查年份")
    (set(), set())
    """
    found = set[int]()
    for sentence in re.split("[。；;]", in_simplified(plain_forms(note))):
        plain = sentence.strip()
        while (opening := _OPENING.match(plain)) is not None:
            plain = plain[opening.end() :]
        says = _SAYS.fullmatch(plain.rstrip("."))
        found |= {int(year) for year in re.findall("[12][0-9]{3}", says["years"] or says["years_"])} if says else set()
    return found


def _preliminary(records: Records, rows: Bools, template: str, values: dict[str, str]) -> Records:
    """Return the records with the status ``preliminary`` in some rows where there is none, and a note."""
    given = records.table.texts("status").map(str.strip) if "status" in records.table else Coded.full(len(records), "")
    filled = rows & (given == "")
    if not filled.any():
        return records
    note = Message(template, {"file": records.label, **values, "count": int(filled.sum())})
    columns = {"status": where(filled, "preliminary", given)}
    return records.with_table(records.table.with_columns(columns), {"status": "status"}).with_notes(note)

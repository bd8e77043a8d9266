"""Remarks that say of a figure of a year that it is that of a part of it (YTD, 1-9月), or no observation (forecast)."""

from __future__ import annotations

import re

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Bools
from lixia_cli.model.periods import parse_period
from lixia_cli.read.kinds_of_rows import says_no_actual
from lixia_cli.read.layouts.understood import LONG
from lixia_cli.read.lines_beside import part_of_a_year_in
from lixia_cli.read.records import Records
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

_LONGEST = 60
"""Characters of a remark that is nothing else."""
_NOTHING_ELSE = Pattern(
    r"(?:(?:only|data|figures?|values?|actuals?|results?|of|for|from|the|as|at|on|to|through|until|up|end(?:ed|ing)?|date"
    r"|cumulative|total|year|months?|period|ytd|half|quarters?|first|second|third|fourth|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|q[1-4]|h[12]|[0-9]+(?:st|nd|rd"
    r"|th|m|q|h)?)(?![a-z])|[数据值累计实际完成为年仅末底止截至今初本月日上下半前第一二三四五六七八九十个季度共份期]"
    r"|[\s（）()、，,。.~：:\u2013\u2014-])+",
    re.IGNORECASE,
)
"""Remarks of words for parts of years and what may stand around them: Jan-Sep only, six months to June, 1-9月累计数."""


def refuse_remarks(records: Records) -> Records:
    """Return records of actuals. Raises InputError for remarks that are nothing but a part of a year, beside a year.

    So are those that are nothing but a word for a target or forecast, in a table with a row for each figure.
    """
    if not {"note", "period", "value"} <= set(records.table):
        return records
    notes = records.table.texts("note")
    parts, others = notes.holds(_is_part_alone), notes.holds(says_no_actual)
    problems = list[Problem]()
    if parts.any():
        years = records.table.texts("period").holds(_is_year)
        problems += _problems(records, parts & years, _PART)
    if others.any() and (records.understood is None or records.understood.layout == LONG):
        problems += _problems(records, others, _NO_ACTUAL)
    if problems:
        raise InputError(problems)
    return records


def _problems(records: Records, rows: Bools, template: str) -> list[Problem]:
    notes = records.table.texts("note")
    return [
        Problem(records.place(row, "note"), Message(template, {"text": notes[row].strip()}))
        for row in np.flatnonzero(rows).tolist()
    ]


def _is_part_alone(text: str) -> bool:
    plain = plain_forms(text)
    return 0 < len(plain) < _LONGEST and _NOTHING_ELSE.fullmatch(plain) is not None and part_of_a_year_in(plain) != ""


def _is_year(text: str) -> bool:
    period = parse_period(text.strip())
    return period is not None and period.text == str(period.year)


_PART = N_(
    "'{text}' is a part of the year, but the figure stands for the whole; write it into the period, as in 2024-09"
)
_NO_ACTUAL = N_("'{text}' says that the figure is no observation; remove the row")

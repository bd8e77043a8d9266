"""Columns that break an indicator down, by sex, age or kind of figure: the total counts, parts are never mixed."""

from __future__ import annotations

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.totals import is_total
from lixia_cli.read.columns_beside import BREAKDOWNS, PLACE, ROW_KINDS
from lixia_cli.read.figures_given import has_figure, without_value
from lixia_cli.read.layouts.context import Targets
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_, Message, Some

_NAMED = 5
"""Parts that a note names at most."""


def read_breakdowns(records: Records, known: Targets) -> Records:
    """Return records of actuals without the columns of sex, age and the like, for targets that are `known`.

    Those that `kinds_of_rows` leaves tell growth from levels, say, and are treated likewise; so are places that
    `regions_given` leaves. Where an indicator has a
    row for its total, the rows of its parts are left out, with a note; where it has one part alone, that counts, and is
    named. Raises InputError for an indicator with several parts and no total: its figures would be of one part in one
    year and of another in the next.
    """
    for column in (*BREAKDOWNS, *ROW_KINDS, PLACE):
        if column.name in records.table and {"key", "value"} <= set(records.table):
            records = _without_parts(records, column.name, known)
    return records


def _without_parts(records: Records, name: str, known: Targets) -> Records:
    parts, header = records.table.texts(name).map(str.strip), records.headers[name]
    keys = records.table.texts("key")
    regions = records.table.texts("region") if "region" in records.table else Coded.full(len(records), "")
    series = codes_of(keys, regions)
    counted = has_figure(records) & keys.holds(known.has_key)
    total = parts.holds(is_total)
    has_total = np.zeros(series.max(initial=-1) + 1, dtype=np.bool_)
    has_total[series[total & counted]] = True
    left_out = counted & ~total & has_total[series]
    _refuse_several(records, name, parts, series, counted & ~has_total[series])
    alone = parts[counted & ~total & ~left_out].unique()
    if not (alone or left_out.any()):
        return records.not_using(name)
    records = records.understood_as(name, "breakdown")
    values: dict[str, object] = {"file": records.label, "header": header}
    if left_out.any():
        counted_out = Message(PARTS_LEFT_OUT, values | {"count": int(left_out.sum())})
        records = without_value(records, left_out).with_notes(counted_out)
    if alone:
        records = records.with_notes(Message(PART_ALONE, values | {"parts": Some(tuple(alone), _NAMED)}))
    return records


PARTS_LEFT_OUT = N_("{file}: {header}: figures of parts left out, as there is a total: {count}")
PART_ALONE = N_("{file}: {header}: figures count as those of the targets, though they are of {parts}")


def _refuse_several(records: Records, name: str, parts: Coded, series: np.ndarray, counted: Bools) -> None:
    """Report the first row of another part in each series."""
    rows = np.flatnonzero(counted)
    first = np.full(series.max(initial=-1) + 1, -1)
    first[series[rows[::-1]]] = rows[::-1]
    part = codes_of(parts)
    differ = rows[part[rows] != part[first[series[rows]]]]
    differ = differ[np.unique(series[differ], return_index=True)[1]]
    template = N_("'{text}' beside '{other}' for the same indicator, and no total; keep the rows of one of them")
    problems = [
        Problem(
            records.place(row, name), Message(template, {"text": parts[row], "other": parts[int(first[series[row]])]})
        )
        for row in differ.tolist()
    ]
    if problems:
        raise InputError(problems)

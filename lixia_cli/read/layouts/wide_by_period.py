"""Wide by period: a row for each indicator or region, a column for each period.

    指标,单位,2020年,2021年
    地区生产总值,亿元,1910,2120.5

is two observations, of 2020 and 2021. Columns that are no period, such as unit or source, hold for the whole row.
Empty cells are no observations. Words beside a period may say that it is an actual (2020年实际) or a preliminary one
(2023年预计); a column of targets (2025 target) or of a baseline is not read as actuals.
"""

from __future__ import annotations

import datetime

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Ints
from lixia_cli.model.no_period import why_no_period
from lixia_cli.model.periods import Period, parse_period
from lixia_cli.model.stated_periods import split_status, status_of
from lixia_cli.read.columns_beside import FLAG, LAST_ACTUAL
from lixia_cli.read.eurostat import flags_of, is_eurostat
from lixia_cli.read.headers import why_missing
from lixia_cli.read.layouts.build import Cells, make_records
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.headings import Heading
from lixia_cli.read.layouts.shared import repeated, said_by_titles
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.layouts.wide import cells_with_text, span_of, texts_of
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_, Message

NAME = "wide by period"
OBSERVED = ("", "actual", "preliminary")
"""Roles of columns whose cells are observations."""


def fits(table: Table, context: Context) -> bool:
    """Whether actuals are wanted, some headers are periods, and no column of periods or values is there beside them."""
    if not context.of_actuals or not _observed(table) or {"period", "value"} & set(table.names):
        return False
    key = {"key"} & {*table.names, *context.defaults, *said_by_titles(table)}
    return bool(key) or _has_unnamed_key(table) or is_eurostat(table.headers)


def read(table: Table, context: Context) -> Records:
    """Read each cell of a period as an observation.

    Raises InputError for headings that may be two periods, for two columns of one period, and without a key.
    """
    if not ({"key"} & {*table.names, *context.defaults, *said_by_titles(table)} or _has_unnamed_key(table)):
        (key,) = (column for column in context.columns if column.name == "key")
        raise InputError([Problem(table.header_place()._replace(column="key"), why_missing(key, ()))])
    observed, forecasts = _observed(table), list[int]()
    if LAST_ACTUAL.name in table.names:
        forecasts = [position for position, heading in observed.items() if _is_unfinished(heading, context.today)]
        observed = {position: heading for position, heading in observed.items() if position not in forecasts}
    _check_periods(table, observed, context.today)
    rows, positions = cells_with_text(table, list(observed))
    declared = table.declared()
    if _has_unnamed_key(table) and "key" not in (*declared, *context.defaults):
        declared["key"] = 0
    columns, notes = repeated(table, context, rows, declared)
    span = span_of(table, list(observed))
    columns["period"] = Cells(texts_of([observed[at].period for at in positions]), positions, span)
    columns["value"] = Cells(table.cells[rows, positions], positions, span)
    if is_eurostat(table.headers):
        numbers, flags = flags_of(columns["value"].texts)
        columns["value"] = columns["value"]._replace(texts=numbers)
        columns[FLAG.name] = Cells(flags, positions, span)
    columns |= _as_headings_say(table, observed, columns, positions)
    meanings = [(table.headers[position], name) for name, position in declared.items()]
    meanings += [(table.headers[position], f"value {heading.period}") for position, heading in observed.items()]
    values = {"file": table.grid.label, "count": len(observed), "columns": span}
    if forecasts:
        said = {"file": table.grid.label, "header": span_of(table, forecasts), "count": len(forecasts)}
        notes.append(Message(_FORECASTS, said))
    notes.insert(0, Message("{file}: columns read as periods of actuals: {count} ({columns})", values))
    return make_records(NAME, table, context, rows, columns, meanings, notes)


def _observed(table: Table) -> dict[int, Heading]:
    """Return the headings of the columns that hold observations, by position."""
    found = enumerate(table.headings)
    return {position: heading for position, heading in found if heading is not None and heading.role in OBSERVED}


def _has_unnamed_key(table: Table) -> bool:
    """Whether the first column has no heading, as the names of rows often have none."""
    return not table.headers[0].strip() and "key" not in table.names


def _check_periods(table: Table, observed: dict[int, Heading], today: datetime.date) -> None:
    """Raise InputError for headings that may be two periods, are in the future, or of the same period and role."""
    problems = list[Problem]()
    seen = dict[tuple[float, int, bool], int]()
    for position, heading in observed.items():
        period = parse_period(heading.period)
        place = table.header_place(position)
        if period is None:
            problems.append(Problem(place, why_no_period(heading.period)))
            continue
        if not heading.role and _is_future(period, today) and (table.cells[:, position] != "").any():
            problems.append(Problem(place, Message(_FUTURE)))
        other = seen.setdefault((period.time, period.span, heading.role == "preliminary"), position)
        if other != position:
            template = N_("stands for the same period as '{other}'; keep one of the columns")
            problems.append(Problem(place, Message(template, {"other": table.headers[other]})))
    if problems:
        raise InputError(problems)


def _is_future(period: Period, today: datetime.date) -> bool:
    """Whether a period is of a later year; a fiscal year may be named after the year that it ends in."""
    fiscal = not period.text[:4].isdigit() or "/" in period.text or period.text[4:].startswith("-")
    return period.year > today.year + int(fiscal)


def _is_unfinished(heading: Heading, today: datetime.date) -> bool:
    """Whether the year of a heading is not over: what a table of forecasts has for it is one."""
    period = parse_period(heading.period)
    return period is not None and period.year >= today.year


_FORECASTS = N_("{file}: {header}: columns left out, as forecasts are no observations: {count}")
_FUTURE = N_(
    "is in the future, so it may be a target; write 2030年目标 for a target and 2030年预计 for an estimate "
    "(2030 target, 2030 estimate)"
)


def _status(table: Table, position: int, heading: Heading) -> str:
    """Return the status that a heading says its figures have; empty for 2022年 and 2022年末数, which say none."""
    return "preliminary" if heading.role == "preliminary" else split_status(table.headers[position]).status


def _as_headings_say(
    table: Table, observed: dict[int, Heading], columns: dict[str, Cells], positions: Ints
) -> dict[str, Cells]:
    """Return the columns unit and status, filled in from headings like 2022年（亿元） and 2023年预计.

    Raises InputError where a cell contradicts the heading.
    """
    said = {
        "unit": texts_of([observed[at].unit for at in positions]),
        "status": texts_of([_status(table, at, observed[at]) for at in positions]),
    }
    filled = {}
    for name, texts in said.items():
        if not (texts != "").any():
            continue
        if name not in columns:
            filled[name] = Cells(texts, positions, name)
            continue
        given = columns[name].texts
        meant = given if name == "unit" else texts_of([status_of(text) or text for text in given])
        wrong = np.flatnonzero((texts != "") & (given != "") & (meant != texts))
        if len(wrong):
            at = int(wrong[0])
            template = N_("'{text}' where the heading '{heading}' says '{said}'; keep the right one")
            status = Message(texts[at]) if name == "status" else texts[at]
            values = {"text": given[at], "heading": table.headers[positions[at]], "said": status}
            raise InputError([Problem(table.header_place(int(positions[wrong[0]])), Message(template, values))])
        filled[name] = columns[name]._replace(texts=np.where(given == "", texts, given))
    return filled

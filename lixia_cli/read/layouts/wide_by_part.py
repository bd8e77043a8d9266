"""Wide by part of the year: a row for each indicator and year, a column for each month or quarter.

    指标,年份,1月,2月,3月           key,year,Q1,Q2,Q3,Q4
    产值,2023,10,12,9              homes,2023,28,24,31,37

are three observations and four. The headings name no year; that is in a column of the row. Other columns, such as
totals, are not read, but for declared ones such as region and note, which hold for the whole row.
"""

from __future__ import annotations

from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.shared import said_by_titles
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.layouts.wide import unpivot
from lixia_cli.read.parts_of_years import is_part
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_

NAME = "wide by part of the year"
_SEVERAL = 2
"""Columns of parts of a year: a single one may be something else."""


def fits(table: Table, context: Context) -> bool:
    """Whether actuals are wanted, there are keys and years, no values, and several headings are parts of a year."""
    if not context.of_actuals or "period" not in table.names or {"value", "month", "quarter"} & set(table.names):
        return False
    key = {"key"} & {*table.names, *context.defaults, *said_by_titles(table)}
    return bool(key) and len(_parts(table)) >= _SEVERAL


def read(table: Table, context: Context) -> Records:
    """Read each cell below a part of the year as an observation; `join_parts` puts it behind the year."""
    template = N_("{file}: columns read as parts of the year: {count} ({columns})")
    return unpivot(table, context, NAME, "month", _parts(table), template)


def _parts(table: Table) -> list[int]:
    return [position for position in table.unknown() if is_part(table.headers[position])]

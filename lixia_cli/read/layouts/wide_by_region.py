"""Wide by region: a row for each indicator and period, a column for each region.

    指标,年份,历下区,市中区
    绿化覆盖率,2021,46.9,44.1

is two observations. The headings are regions of targets. Other columns are not read, but for declared ones such as unit
and note, which hold for the whole row.
"""

from __future__ import annotations

from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.shared import said_by_titles
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.layouts.wide import unpivot
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_

NAME = "wide by region"


def fits(table: Table, context: Context) -> bool:
    """Whether actuals are wanted, keys and periods are there, no regions or values, and headings name regions."""
    if not context.of_actuals or "period" not in table.names or {"region", "value"} & set(table.names):
        return False
    key = {"key"} & {*table.names, *context.defaults, *said_by_titles(table)}
    return bool(key and _regions(table, context))


def read(table: Table, context: Context) -> Records:
    """Read each cell below the name of a region as an observation."""
    template = N_("{file}: columns read as regions: {count} ({columns})")
    return unpivot(table, context, NAME, "region", _regions(table, context), template)


def _regions(table: Table, context: Context) -> list[int]:
    return [position for position in table.unknown() if context.targets.has_region(table.headers[position])]

"""Wide by indicator: a row for each period, and region, a column for each indicator.

    年份,地区生产总值(亿元),绿化覆盖率
    2021,2120.5,46.9

is two observations. The headings are keys or names of targets, a unit in brackets may be behind them. Other columns are
not read, but for declared ones such as region and note, which hold for the whole row.
"""

from __future__ import annotations

from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.layouts.wide import unpivot
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_

NAME = "wide by indicator"


def fits(table: Table, context: Context) -> bool:
    """Whether actuals are wanted, there is a column of periods, none of keys or values, and headings name targets."""
    if not context.of_actuals or "period" not in table.names or {"key", "value"} & set(table.names):
        return False
    return bool(_indicators(table, context))


def read(table: Table, context: Context) -> Records:
    """Read each cell below the name of an indicator as an observation."""
    template = N_("{file}: columns read as indicators: {count} ({columns})")
    return unpivot(table, context, NAME, "key", _indicators(table, context), template)


def _indicators(table: Table, context: Context) -> list[int]:
    return [position for position in table.unknown() if context.targets.has_key(table.headers[position])]

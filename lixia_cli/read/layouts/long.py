"""Long: a column for each declared one, a row for each target or observation; here below titles, or in a worksheet."""

from __future__ import annotations

import numpy as np

from lixia_cli.read.layouts.build import make_records
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.shared import repeated, said_by_titles
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.layouts.understood import LONG
from lixia_cli.read.records import Records

NAME = LONG


def fits(table: Table, context: Context) -> bool:
    """Whether every column that is needed has a header, or a title says what is in it."""
    given = {*table.names, *said_by_titles(table)}
    return all(name in given for name in context.needed)


def read(table: Table, context: Context) -> Records:
    """Read the declared columns as they are."""
    rows = np.arange(len(table.rows))
    declared = table.declared()
    columns, notes = repeated(table, context, rows, declared)
    meanings = [(table.headers[position], name) for name, position in declared.items()]
    return make_records(NAME, table, context, rows, columns, meanings, notes)

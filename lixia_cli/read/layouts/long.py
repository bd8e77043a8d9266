"""Long: a column for each declared one, a row for each target or observation; here below titles, or in a worksheet.

Targets may lack a column of units where each name has one in brackets behind it: 产值（亿元）, Revenue (USD million).
"""

from __future__ import annotations

import numpy as np

from lixia_cli.model.units import unit_in_brackets
from lixia_cli.read.layouts.build import Cells, make_records
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.shared import repeated, said_by_titles
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.layouts.understood import LONG
from lixia_cli.read.layouts.wide import texts_of
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_, Message

NAME = LONG
_NAMING = ("key", "name_zh", "name_en")


def fits(table: Table, context: Context) -> bool:
    """Whether every column that is needed has a header, or a title or the names of all rows say what is in it."""
    given = {*table.names, *said_by_titles(table)}
    missing = [name for name in context.needed if name not in given]
    return not missing or (missing == ["unit"] and context.of_targets and _named_with_units(table) is not None)


def read(table: Table, context: Context) -> Records:
    """Read the declared columns as they are."""
    rows = np.arange(len(table.rows))
    declared = table.declared()
    columns, notes = repeated(table, context, rows, declared)
    meanings = [(table.headers[position], name) for name, position in declared.items()]
    name = None if "unit" in columns or not context.of_targets else _named_with_units(table)
    if name is not None:
        split = [unit_in_brackets(text) for text in columns[name].texts]
        columns["unit"] = Cells(texts_of([unit for _, unit in split]), columns[name].positions, columns[name].header)
        columns[name] = columns[name]._replace(texts=texts_of([text for text, _ in split]))
        values = {"file": table.grid.label, "column": columns[name].header, "count": len(split)}
        notes.append(
            Message(N_("{file}: {column}: units are read from the brackets behind the names: {count}"), values)
        )
    return make_records(NAME, table, context, rows, columns, meanings, notes)


def _named_with_units(table: Table) -> str | None:
    """Return the first column of names in which every row ends in a unit in brackets; None without one."""
    for name in _NAMING:
        position = table.position(name)
        if position is not None:
            names = table.cells[:, position]
            if len(names) and all(unit_in_brackets(text)[1] for text in names):
                return name
    return None

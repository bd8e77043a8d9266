"""What the wide layouts share: each cell of some columns becomes an observation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.read.layouts.build import Cells, make_records
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.shared import repeated
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.layouts.units_of_rows import units_of_rows
from lixia_cli.read.records import Records
from lixia_cli.text.messages import Message


def cells_with_text(table: Table, columns: Sequence[int]) -> tuple[Ints, Ints]:
    """Return the row and the column of every cell in some columns of a table that is not empty, row by row."""
    table.refuse_merged(columns)
    rows, chosen = np.nonzero(table.cells[:, list(columns)] != "")
    return rows, np.array(columns, dtype=np.int64)[chosen]


def span_of(table: Table, positions: Sequence[int]) -> str:
    """Name columns by the first and the last of their headings."""
    first, last = (table.headers[position].strip() for position in (positions[0], positions[-1]))
    return f"{first} … {last}" if positions[1:] else first


def texts_of(texts: Sequence[str]) -> Texts:
    """Return texts as an array."""
    array = np.full(len(texts), "", dtype=object)
    array[:] = texts
    return array


def unpivot(table: Table, context: Context, layout: str, named: str, positions: Sequence[int], note: str) -> Records:
    """Read each cell in some columns as an observation whose declared column `named` is the heading of its column.

    `note` is the template of the note on these columns.
    """
    rows, columns_of = cells_with_text(table, positions)
    declared = table.declared()
    columns, notes = repeated(table, context, rows, declared)
    span = span_of(table, positions)
    columns[named] = Cells(texts_of([table.headers[at].strip() for at in columns_of]), columns_of, span)
    columns["value"] = Cells(table.cells[rows, columns_of], columns_of, span)
    if named == "key" and "unit" in columns and "unit" not in declared:
        unit = str(next(iter(columns["unit"].texts), ""))
        columns["unit"] = columns["unit"]._replace(texts=units_of_rows(unit, columns["key"], rows, table, context))
    meanings = [(table.headers[position], name) for name, position in declared.items()]
    meanings += [(table.headers[position], f"value {table.headers[position]}") for position in positions]
    notes.insert(0, Message(note, {"file": table.grid.label, "count": len(positions), "columns": span}))
    return make_records(layout, table, context, rows, columns, meanings, notes)

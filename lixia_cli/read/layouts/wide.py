"""What the wide layouts share: cells that become observations, and columns that hold for a whole row or table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.units import unit_in_brackets
from lixia_cli.read.layouts.build import Cells, column_of, constant, make_records
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.records import Records
from lixia_cli.text.messages import Message


def cells_with_text(table: Table, columns: Sequence[int]) -> tuple[Ints, Ints]:
    """Return the row and the column of every cell in some columns of a table that is not empty, row by row."""
    rows, chosen = np.nonzero(table.cells[:, list(columns)] != "")
    return rows, np.array(columns, dtype=np.int64)[chosen]


def span_of(table: Table, positions: Sequence[int]) -> str:
    """Name columns by the first and the last of their headings."""
    first, last = table.headers[positions[0]], table.headers[positions[-1]]
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
    meanings = [(table.headers[position], name) for name, position in declared.items()]
    meanings += [(table.headers[position], f"value {table.headers[position]}") for position in positions]
    notes.insert(0, Message(note, {"file": table.grid.label, "count": len(positions), "columns": span}))
    return make_records(layout, table, context, rows, columns, meanings, notes)


def repeated(
    table: Table, context: Context, rows: Ints, declared: Mapping[str, int]
) -> tuple[dict[str, Cells], list[Message]]:
    """Return the columns that hold for whole rows, for observations out of these rows, and notes on them.

    Merged cells left of the keys are filled down. What a title says, and the defaults of the context, hold for the
    whole table where it has no such column.
    """
    columns, notes = {}, list[Message]()
    for name, position in declared.items():
        column = column_of(table, position, rows)
        texts, count = fill_down(table, position, declared.get("key", 0))
        if count:
            column = column._replace(texts=texts[rows])
            notes.append(filled_down(table, table.headers[position], count))
        columns[name] = column
    said = said_by_titles(table)
    key, unit = unit_in_brackets(said.get("key", ""))
    if key and "unit" not in said and unit:
        said["unit"] = unit
    for name, text in said.items():
        if name not in columns and name not in context.defaults:
            columns[name] = constant(text, len(rows))
            values = {"file": table.grid.label, "column": name, "text": text}
            notes.append(Message("{file}: {column} is '{text}' for the whole table, as a title says", values))
    for name, text in context.defaults.items():
        if name not in columns:
            columns[name] = constant(text, len(rows))
    return columns, notes


_IN_TITLE = {
    "key": re.compile(r"(?:指标名称|指标|Indicator)\s*[:：]\s*(?P<text>.+)", re.IGNORECASE),
    "region": re.compile(r"(?:地区|区域|Region)\s*[:：]\s*(?P<text>.+)", re.IGNORECASE),
    "unit": re.compile(r"[(（]?\s*(?:计量单位|单位|Unit)\s*[:：]\s*(?P<text>[^)）]+?)\s*[)）]?", re.IGNORECASE),
}
"""What titles may say of the whole table: 指标：地区生产总值(亿元), 单位：亿元."""


def said_by_titles(table: Table) -> dict[str, str]:
    """Return what the titles of a table say of all its rows: declared column → text."""
    said = {}
    for title in table.title_texts():
        for name, form in _IN_TITLE.items():
            found = form.fullmatch(title)
            if found and name not in said:
                said[name] = found["text"].strip()
    return said


def fill_down(table: Table, position: int, before: int) -> tuple[Texts, int]:
    """Return a column of a table with its empty cells filled from above, and how many there were.

    Only a column to the left of column `before`, that of the keys, is filled: the cells of a block are merged there.
    """
    texts = table.cells[:, position].copy()
    empty = np.flatnonzero(texts == "")
    if position >= before or not len(empty):
        return texts, 0
    count = 0
    for row in empty:
        if row and texts[row - 1]:
            texts[row] = texts[row - 1]
            count += 1
    return texts, count


def filled_down(table: Table, header: str, count: int) -> Message:
    """Say that empty cells of a column were read as merged with the one above."""
    values = {"file": table.grid.label, "column": header, "count": count}
    return Message("{file}: {column}: empty cells read like the one above them, as if merged: {count}", values)

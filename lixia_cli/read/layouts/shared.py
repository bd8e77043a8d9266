"""What all layouts share: columns that hold for whole rows, and what titles say of a whole table."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.units import split_unit, unit_in_brackets
from lixia_cli.read.layouts.build import Cells, column_of, constant
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.layouts.title_units import SEVERAL, unit_of_titles
from lixia_cli.read.layouts.units_of_rows import units_of_rows
from lixia_cli.text.messages import N_, Message

MERGED = ("plan", "region", "domain", "key", "unit", "source")
"""Columns whose empty cells left of the keys are parts of merged ones."""


def repeated(
    table: Table, context: Context, rows: Ints, declared: Mapping[str, int]
) -> tuple[dict[str, Cells], list[Message]]:
    """Return the columns that hold for whole rows, for records out of these rows, and notes on them.

    Merged cells left of the keys are filled down. What a title says, and the defaults of the context, hold for the
    whole table where it has no such column.
    """
    columns, notes = {}, list[Message]()
    key = next((declared[name] for name in ("key", "name_zh", "name_en") if name in declared), 0)
    for name, position in declared.items():
        column = column_of(table, position, rows)
        texts, count = _fill_down(table, position) if position < key and name in MERGED else (column.texts, 0)
        if count:
            column = column._replace(texts=texts[rows])
            values = {"file": table.grid.label, "column": column.header, "count": count}
            notes.append(
                Message("{file}: {column}: empty cells read like the one above them, as if merged: {count}", values)
            )
        columns[name] = column
    said = _said(table, context)
    if "unit" in said and "unit" in columns and context.of_actuals:
        notes += _fill_units(table, context, rows, columns, said["unit"])
    for name, text in said.items():
        if name == "unit" and name not in columns:
            _check_default_unit(table, text, context.defaults.get(name, text))
        if name not in columns and name not in context.defaults:
            columns[name] = constant(text, len(rows))
            keys = columns.get(next((key for key in _NAMING if key in declared), ""))
            if name == "unit" and keys is not None:
                columns[name] = columns[name]._replace(texts=units_of_rows(text, keys, rows, table, context))
            template = _SEVERAL_UNITS if name == "unit" and SEVERAL in text else _WHOLE_TABLE
            notes.append(Message(template, {"file": table.grid.label, "column": name, "text": text}))
    for name, text in context.defaults.items():
        if name not in columns:
            columns[name] = constant(text, len(rows))
    return columns, notes


def _fill_units(table: Table, context: Context, rows: Ints, columns: dict[str, Cells], text: str) -> list[Message]:
    """Fill empty cells of the column of units of actuals with what a title says; returns a note on them."""
    given, keys = columns["unit"], columns.get("key")
    empty = given.texts == ""
    if keys is None or not empty.any():
        return []
    texts = given.texts.copy()
    some = Cells(keys.texts[empty], keys.positions[empty], keys.header)
    texts[empty] = units_of_rows(text, some, rows[empty], table, context)
    columns["unit"] = given._replace(texts=texts)
    values = {"file": table.grid.label, "column": given.header, "text": text, "count": int(empty.sum())}
    return [Message(_FILLED, values)]


_FILLED = N_("{file}: {column}: empty cells read as {text}, as a title or note says: {count}")
_NAMING = ("key", "name_zh", "name_en")
_WHOLE_TABLE = N_("{file}: {column} is '{text}' for the whole table, as a title or note says")
_SEVERAL_UNITS = N_("{file}: of the units {text}, as a title or note says, each row has that of its target")


def _check_default_unit(table: Table, said: str, default: str) -> None:
    """Raise InputError where the settings say another unit than a title."""
    if split_unit(said) != split_unit(default):
        template = N_("a title says that the unit is '{said}', the settings say '{text}'; keep the right one")
        raise InputError([Problem(table.header_place(), Message(template, {"said": said, "text": default}))])


def _fill_down(table: Table, position: int) -> tuple[Texts, int]:
    """Return a column of a table with its empty cells filled from above, and how many there were."""
    texts = table.cells[:, position].copy()
    count = 0
    for row in np.flatnonzero(texts == ""):
        if row and texts[row - 1]:
            texts[row] = texts[row - 1]
            count += 1
    return texts, count


_IN_TITLE = {
    "key": re.compile(r"(?:指标名称|指标|Indicator)\s*[:：]\s*(?P<text>.+)", re.IGNORECASE),
    "region": re.compile(r"(?:地区|区域|Region)\s*[:：]\s*(?P<text>.+)", re.IGNORECASE),
}
"""What a title may be: 指标：地区生产总值(亿元), 地区：北京市."""


def said_by_titles(table: Table, known: Collection[str] = ()) -> dict[str, str]:
    """Return what the titles and notes of a table say of all its rows: declared column → text.

    A unit may be several, see `unit_of_titles`; `known` are those of targets.
    """
    said = {}
    for title in table.title_texts():
        for name, form in _IN_TITLE.items():
            found = form.fullmatch(title)
            if found and name not in said:
                said[name] = found["text"].strip()
    unit = unit_of_titles(table.title_texts(), table.remark_texts(), known)
    return said | {"unit": unit} if unit else said


def _said(table: Table, context: Context) -> dict[str, str]:
    """Return what titles say for the columns wanted; the unit behind 指标：地区生产总值(亿元) too."""
    said = said_by_titles(table, context.targets.units)
    _, unit = unit_in_brackets(said.get("key", ""))
    if unit:
        said.setdefault("unit", unit)
    wanted = {column.name for column in context.columns}
    return {name: text for name, text in said.items() if name in wanted}

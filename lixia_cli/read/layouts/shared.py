"""What all layouts share: columns that hold for whole rows, and what titles say of a whole table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.grouping import per_distinct
from lixia_cli.model.units import is_money, looks_like_unit, scale_word, split_unit, unit_in_brackets
from lixia_cli.read.layouts.build import Cells, column_of, constant
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.table import Table
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
    for name, text in _said(table, context).items():
        if name == "unit" and name not in columns:
            _check_default_unit(table, text, context.defaults.get(name, text))
        if name not in columns and name not in context.defaults:
            columns[name] = constant(text, len(rows))
            if name == "unit":
                keys = next((columns[key].texts for key in ("key", "name_zh", "name_en") if key in declared), None)
                columns[name] = unit_of_table(columns[name], keys)
            values = {"file": table.grid.label, "column": name, "text": text}
            notes.append(Message("{file}: {column} is '{text}' for the whole table, as a title or note says", values))
    for name, text in context.defaults.items():
        if name not in columns:
            columns[name] = constant(text, len(rows))
    return columns, notes


def _check_default_unit(table: Table, said: str, default: str) -> None:
    """Raise InputError where the settings say another unit than a title."""
    if split_unit(said) != split_unit(default):
        template = N_("a title says that the unit is '{said}', the settings say '{text}'; keep the right one")
        raise InputError([Problem(table.header_place(), Message(template, {"said": said, "text": default}))])


def unit_of_table(unit: Cells, keys: Texts | None) -> Cells:
    """Return the unit that a title names for the whole table, empty where a key has a unit in brackets of its own."""
    if keys is None:
        return unit
    own = per_distinct(keys, lambda key: unit_in_brackets(str(key))[1])
    return unit._replace(texts=np.where(own != "", "", unit.texts))


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
_UNIT = re.compile(
    r"(?P<whose>填报|报送|发布|编制|制表|责任|牵头|主管|公布|统计|调查)?单位\s*[:：]\s*(?P<chinese>[^\s)）\]】,，;；。]+)"
    r"|\b[Uu]nits?\s*[:：]\s*(?P<english>[^)\];,.]+)"
)
"""A unit within a title or note: （单位：亿元）, Unit: million USD. 填报单位 is an office."""


def said_by_titles(table: Table) -> dict[str, str]:
    """Return what the titles and notes of a table say of all its rows: declared column → text."""
    said = {}
    for title in table.title_texts():
        for name, form in _IN_TITLE.items():
            found = form.fullmatch(title)
            if found and name not in said:
                said[name] = found["text"].strip()
    unit = unit_said((*table.title_texts(), *table.remark_texts())) or _unit_of_titles(table.title_texts())
    return said | {"unit": unit} if unit else said


_WITHOUT_COLON = re.compile(r"单位\s*为?\s*(?P<unit>[^\s:：)）\]】,，;；。]+)")
_IN_WORDS = re.compile(
    r"(?:(?<![A-Za-z])(?P<money>US\$|[$€£¥]|(?-i:[A-Z]{3}))\s+)?\bin\s+(?P<scale>thousands?|millions?|billions?)(?P<of>\s+of\s+[^\s)\],;.]+)?",
    re.IGNORECASE,
)
_AS_COUNTED = re.compile(r"以(?P<unit>[^以\s]+?)(?:计|为单位)")


def _unit_of_titles(titles: Sequence[str]) -> str:
    """Return the unit that titles give less plainly: 主要指标（万元）, 单位 万元, USD millions, ($ in thousands).

    Only amounts of money and units with a scale word, which would be a thousand times too large or small without it.
    """
    found = dict.fromkeys(unit for title in titles for unit in _units_in(title))
    return ", ".join(found)


def _units_in(title: str) -> list[str]:
    brackets = re.findall(r"[(（\[【]", title)
    candidates = [title, unit_in_brackets(title)[1] if len(brackets) == 1 else ""]
    candidates += [found["unit"] for form in (_WITHOUT_COLON, _AS_COUNTED) for found in form.finditer(title)]
    words = [
        " ".join(filter(None, (found["money"], found["scale"] + (found["of"] or ""))))
        for found in _IN_WORDS.finditer(title)
    ]
    return words or [unit for unit in candidates if unit and _matters(unit)]


def _matters(unit: str) -> bool:
    """Whether it matters for the size of figures that a text is their unit."""
    return looks_like_unit(unit) and (is_money(unit) or split_unit(unit).scale > 1 or scale_word(unit) > 1)


def unit_said(texts: Sequence[str]) -> str:
    """Return the unit that titles or notes name for a whole table; empty where they name none.

    Several are joined: that is no unit that any target has, so it is refused by whoever compares them.
    """
    units = [found for text in texts for found in _UNIT.finditer(text)]
    of_values = dict.fromkeys((found["chinese"] or found["english"]).strip() for found in units if not found["whose"])
    return ", ".join(of_values)


def _said(table: Table, context: Context) -> dict[str, str]:
    """Return what titles say for the columns wanted; the unit behind 指标：地区生产总值(亿元) too."""
    said = said_by_titles(table)
    _, unit = unit_in_brackets(said.get("key", ""))
    if unit:
        said.setdefault("unit", unit)
    wanted = {column.name for column in context.columns}
    return {name: text for name, text in said.items() if name in wanted}

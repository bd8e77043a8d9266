"""Plan table: the main indicators of a plan (专栏 主要指标), with the figures of its first and last year in columns.

    类别,指标,2020年,2025年,年均/累计,属性
    民生福祉,1.劳动年龄人口平均受教育年限（年）,10.8,11.3,—,约束性
    绿色生态,2.单位GDP能源消耗降低（%）,—,—,〔13.5〕,约束性

is a target of 11.3 in 2025 from a baseline of 10.8 in 2020, and a total of 13.5 over the plan. Words say which column
is the baseline and which the target (2020年实际, 2025年目标, 2025 target); of two years without words the first is the
baseline. Where the target is empty, the column of growth and totals has it: a number in 〔〕 or [] is a total, another
one an average growth per year. Numbers before a name (1., （2）, ③) are no part of it; a unit in brackets behind it is
its unit. A row with one text alone is the heading of a block.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.periods import parse_period
from lixia_cli.model.units import unit_in_brackets
from lixia_cli.read.layouts.build import Cells, column_of, make_records
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.numbering import without_number
from lixia_cli.read.layouts.plan_cells import Figures, figures
from lixia_cli.read.layouts.plan_columns import PlanColumns, figure_columns, plan_columns
from lixia_cli.read.layouts.plan_units import with_units_of_headings
from lixia_cli.read.layouts.shared import repeated
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.layouts.wide import span_of
from lixia_cli.read.records import Records
from lixia_cli.text.messages import Message

NAME = "plan table"
KEYS = ("key", "name_zh", "name_en")
"""Columns that may name the indicators, the first that is there."""
DECIDED = ("target_value", "target_year", "baseline_year", "baseline_value")
"""Columns with which a file has a row for each target, or names its target otherwise."""


def fits(table: Table, context: Context) -> bool:
    """Whether targets are wanted, the indicators are named, and their figures stand in columns of periods."""
    if context.of_actuals or set(DECIDED[:2]) & set(table.names) or _named_by(table) is None:
        return False
    roles, rates = figure_columns(table)
    years = [*roles[""], *roles["baseline"], *roles["actual"]]
    return bool(roles["target"]) or (bool(years) and len(years) + len(rates) > 1)


def _named_by(table: Table) -> str | None:
    return next((name for name in KEYS if name in table.names), None)


def read(table: Table, context: Context) -> Records:
    """Read each cell of a target, or of a growth or total in its place, as a target.

    Raises InputError for headings with more than one meaning.
    """
    columns = plan_columns(table, context)
    named_by = _named_by(table) or ""
    key_position = table.declared()[named_by]
    blocks, targets_at = _blocks(table, key_position)
    rows = np.repeat(targets_at, len(columns.targets))
    due = np.tile(np.array(list(columns.targets), dtype=np.int64), len(targets_at))
    result, notes = repeated(table, context, rows, table.declared())
    names, units = _names_and_units(table, result, named_by, notes)
    units = with_units_of_headings(table, columns, rows, due, units)
    found = figures(table, columns, rows, due, names, units)
    notes += found.notes(table)
    names, units = found.names_of_growth(names, units)
    result["unit"] = result.get("unit", result[named_by])._replace(texts=units)
    result[named_by] = result[named_by]._replace(texts=names)
    result.setdefault("key", result[named_by])
    if "domain" not in result and blocks:
        texts = np.array([blocks.get(int(row), "") for row in rows], dtype=object)
        result["domain"] = Cells(texts, np.full(len(rows), -1), "domain")
    result |= _years(table, columns, rows, due)
    result |= _figures(result, found, due, span_of(table, list(columns.targets)))
    return make_records(NAME, table, context, rows, result, _meanings(table, columns), notes)


def _blocks(table: Table, key: int) -> tuple[dict[int, str], Ints]:
    """Return the heading of the block that each row is in, and the rows that are targets.

    A heading is alone in its row, in the column of the names or left of it.
    """
    blocks, targets, current = {}, [], ""
    for row, cells in enumerate(table.cells):
        filled = np.flatnonzero(cells != "")
        if len(filled) == 1 and filled[0] <= key and len(cells) > 1:
            current = without_number(str(cells[filled[0]]))
        else:
            targets.append(row)
            if current:
                blocks[row] = current
    return blocks, np.array(targets, dtype=np.int64)


def _names_and_units(
    table: Table, result: Mapping[str, Cells], named_by: str, notes: list[Message]
) -> tuple[Texts, Texts]:
    """Return the names of the indicators without numbers before them, and their units, out of brackets if need be."""
    written = result[named_by].texts
    names = np.array([without_number(str(text)) for text in written], dtype=object)
    numbered = int((names != written).sum())
    if numbered:
        values = {"file": table.grid.label, "column": result[named_by].header, "count": numbered}
        notes.append(Message("{file}: {column}: numbers before names left out: {count}", values))
    units = result["unit"].texts if "unit" in result else np.full(len(names), "", dtype=object)
    split = [(name, unit) if unit else unit_in_brackets(name) for name, unit in zip(names, units, strict=True)]
    parts = np.full((2, len(names)), "", dtype=object)
    for record, pair in enumerate(split):
        parts[:, record] = pair
    return parts[0], parts[1]


def _years(table: Table, columns: PlanColumns, rows: Ints, due: Ints) -> dict[str, Cells]:
    """Return the columns of the years, out of the headings."""
    years = {position: _year(period) for position, period in columns.targets.items()}
    texts = np.array([years[at] for at in due], dtype=object)
    result = {"target_year": Cells(texts, due, "target_year")}
    if columns.baseline is not None:
        heading = table.headings[columns.baseline]
        text = _year(heading.period) if heading else ""
        positions = np.full(len(rows), columns.baseline)
        result["baseline_year"] = Cells(np.full(len(rows), text, dtype=object), positions, "baseline_year")
        result["baseline_value"] = column_of(table, columns.baseline, rows)
    return result


def _year(text: str) -> str:
    period = parse_period(text)
    return str(period.year) if period and period.months == 12 else text


def _figures(result: Mapping[str, Cells], found: Figures, due: Ints, header: str) -> dict[str, Cells]:
    """Return the columns of the target itself: its value, its measure where the table tells it, and further words.

    `header` is that of the values in messages on all of them.
    """
    changed = {"target_value": Cells(found.value, found.position, header)}
    for name, texts in (("measure", found.measure), ("relative", found.relative)):
        if name in result:
            given = result[name].texts
            changed[name] = result[name]._replace(texts=np.where(given == "", texts, given))
        elif (texts != "").any():
            changed[name] = Cells(texts, found.position, name)
    if (found.words != "").any():
        changed["note"] = _added(result, found.words, due)
    return changed


def _added(result: Mapping[str, Cells], words: Texts, due: Ints) -> Cells:
    """Return the column note with further words of the target behind what it has."""
    if "note" not in result:
        return Cells(words, due, "note")
    notes = result["note"].texts
    gap = np.where((notes != "") & (words != ""), "; ", "")
    return result["note"]._replace(texts=notes + gap + words)


def _meanings(table: Table, columns: PlanColumns) -> list[tuple[str, str]]:
    """Return what each header stands for."""
    meanings = [(table.headers[position], name) for name, position in table.declared().items()]
    if columns.baseline is not None:
        meanings.append((table.headers[columns.baseline], "baseline_value"))
    meanings += [(table.headers[position], f"target_value {period}") for position, period in columns.targets.items()]
    meanings += [(table.headers[each.position], "target_value (growth, cumulative)") for each in columns.rates]
    return meanings

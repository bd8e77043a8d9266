"""Make records from the cells of a table, with the location of every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lixia_cli.files.problems import Place
from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.table import Table as Columns
from lixia_cli.model.units import unit_in_brackets
from lixia_cli.read.columns_beside import PARTS
from lixia_cli.read.further import further_positions, notes_on_further
from lixia_cli.read.headers import columns_not_used
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.layouts.understood import Understood
from lixia_cli.read.records import Records
from lixia_cli.read.unread import SAMPLE, Unread, are_units_said
from lixia_cli.text.messages import N_, Message

NAMED = 5
"""How many rows or columns a note names at most."""


_Lines = Sequence[tuple[Place, str]]


class Cells(NamedTuple):
    """One declared column of the records."""

    texts: Texts
    positions: Ints
    """Per record the position of its cell in the table; -1 where it has none, as for what a title says."""
    header: str
    """How messages about the whole column call it."""


@dataclass(frozen=True)
class _CellPlaces:
    """The locations of cells, which may be in other columns of the table in each record."""

    table: Table
    rows: Ints
    positions: Mapping[str, Ints]

    def place(self, row: int, column: str) -> Place:
        """Return the location of a cell; for a column that the table lacks, its row and the name."""
        at = int(self.rows[row])
        position = int(self.positions[column][row]) if column in self.positions else -1
        if position >= 0:
            return self.table.place(at, position)
        place = self.table.place(at)
        return Place(place.file, place.line, column, place.cell)


def column_of(table: Table, position: int, rows: Ints) -> Cells:
    """Return a column of the table as it is, for records that stem from these rows."""
    return Cells(table.cells[rows, position], np.full(len(rows), position), table.headers[position])


def constant(text: str, count: int, header: str = "") -> Cells:
    """Return a column with the same text in every record and no cell of its own."""
    return Cells(np.full(count, text, dtype=object), np.full(count, -1), header or text)


def make_records(
    layout: str,
    table: Table,
    context: Context,
    rows: Ints,
    columns: Mapping[str, Cells],
    meanings: Sequence[tuple[str, str]],
    notes: Sequence[Message] = (),
) -> Records:
    """Make records: one for each element of `rows`, the positions of rows of the table, with these columns.

    `meanings` says what each header that is used stands for, and `notes` what else was not read literally.
    """
    declared = [column.name for column in context.columns if column.name in columns]
    used = {header for header, _ in meanings}
    others = [position for position, header in enumerate(table.headers) if header.strip() and header not in used]
    further = further_positions(table.headers, others, context)
    columns = {**columns, **{name: column_of(table, position, rows) for name, position in further.items()}}
    names = [*declared, *further]
    unused = [table.headers[position] for position in others if position not in further.values()]
    grid = table.grid
    every = [*grid.notes, *table.notes, *notes]
    if unused:
        every.append(columns_not_used(grid.label, unused))
    every += notes_on_further(grid.label, table.headers, further)
    passed_over = (*table.titles, *table.remarks)
    if passed_over:
        numbers = [grid.numbers[row] for row in passed_over]
        every.append(said_passed_over(grid.label, numbers, bool(grid.separator)))
    texts = tuple((grid.place(row), " ".join(cell for cell in grid.rows[row] if cell.strip())) for row in passed_over)
    if context.of_actuals:
        lines = (texts[: len(table.titles)], texts[len(table.titles) :])
        _unread(table, others, lines, columns).check(context, _are_units_said(table, context, columns))
    kept = tuple(table.headers[position] for position in further.values())
    return Records(
        grid.label,
        Columns({name: columns[name].texts for name in names}, len(rows)),
        {name: columns[name].header for name in names},
        _CellPlaces(table, rows, {name: columns[name].positions for name in names}),
        grid.notation,
        tuple(every),
        grid.typed,
        Understood(layout, table.header_place(), tuple(meanings), texts, tuple(unused), grid.separator, kept=kept),
    )


def _unread(table: Table, others: Sequence[int], lines: tuple[_Lines, _Lines], read: Mapping[str, Cells]) -> Unread:
    """Return what is beside the columns of a table that are read; `others` are the positions of those that are not.

    `lines` are the titles above the table and the notes below it, `read` the columns that are read.
    """
    below = [position for position in others if table.headings[position] is None]
    cells = table.cells[:SAMPLE]
    columns, remarks = (
        [(table.header_place(at), [*cells[:, at]]) for at in positions]
        for positions in (below, [at for name, at in table.declared().items() if name == "note"])
    )
    period = table.position("period")
    titles, notes = lines
    every = set[str]()
    if any(lines) and "period" in read and not any(part.name in read for part in PARTS):
        every = set(read["period"].texts)
    named = [at for at in map(table.position, ("key", "region")) if at is not None]
    series = [tuple(row) for row in cells[:, named]]
    return Unread(columns, remarks, () if period is None else [*cells[:, period]], notes, titles, every, series)


def _are_units_said(table: Table, context: Context, columns: Mapping[str, Cells]) -> bool:
    """Whether there is a unit for all figures, behind every key at least."""
    headings = [table.headers[position] for position in table.declared().values()]
    keys = set(columns["key"].texts) if "key" in columns else set[str]()
    named = bool(keys) and all(unit_in_brackets(key)[1] for key in keys)
    return named or are_units_said(context, columns, headings)


def said_passed_over(file: str, numbers: Sequence[int], of_text: bool = True) -> Message:
    """Say which lines of a text, or rows of a worksheet, were passed over as titles or notes."""
    template = (
        N_("{file}: lines passed over as titles above the table or notes below it: {count} ({rows})")
        if of_text
        else N_("{file}: rows passed over as titles above the table or notes below it: {count} ({rows})")
    )
    named = ", ".join(map(str, numbers[:NAMED])) + (", …" if len(numbers) > NAMED else "")
    return Message(template, {"file": file, "count": len(numbers), "rows": named})

"""The names in a table of targets, for shell completion: a look at it without pandas, and without any check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lixia_cli.model.units import unit_in_brackets
from lixia_cli.read.grid import Grid, filled
from lixia_cli.read.headers import name_columns
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.header_rows import read_header_rows
from lixia_cli.read.layouts.numbering import without_number
from lixia_cli.read.notes_below import begins_like_note

_NAMING = ("key", "name_zh", "name_en")


def has_names(grid: Grid, context: Context) -> bool:
    """Whether a grid has a header that names the indicators."""
    header = read_header_rows(grid, context)
    return header is not None and bool(set(_NAMING) & set(name_columns(header.texts, context.columns)))


def names_of_rows(grid: Grid, context: Context) -> Iterator[Mapping[str, str]]:
    """Yield the declared cells of each row below the header, with the key that its target gets.

    In the table of a plan, which has no column of target years, that is the name without its number and unit.
    """
    header = read_header_rows(grid, context)
    if header is None:
        return
    names = name_columns(header.texts, context.columns)
    named_by = next((name for name in _NAMING if name in names), None)
    if named_by is None:
        return
    plan_table = "target_year" not in names and "target_year" not in context.defaults
    for row in grid.rows[header.last + 1 :]:
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name}
        if len(filled(row)) < 2 or begins_like_note(row) or not cells.get(named_by):
            continue
        if plan_table:
            cells[named_by] = unit_in_brackets(without_number(cells[named_by]))[0]
        yield {"key": cells[named_by]} | cells

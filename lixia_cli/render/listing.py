"""Plain lists: a table as aligned columns, or as csv."""

from __future__ import annotations

from lixia_cli.model.coded import Coded
from lixia_cli.model.records import cells_of
from lixia_cli.model.table import Table
from lixia_cli.render.delimited import delimited
from lixia_cli.render.terminal.grid import natural_columns, row_lines, rule
from lixia_cli.text.width import plain


def render(table: Table, titles: dict[str, str]) -> str:
    """Return the columns named by `titles`, in that order; numbers to the right."""
    cells = [[plain(str(cell)) for cell in cells_of(table[name])] for name in titles]
    rows = [tuple(titles.values()), *zip(*cells, strict=True)]
    numeric = (position for position, name in enumerate(titles) if not isinstance(table[name], Coded))
    columns = natural_columns(rows, frozenset(numeric))
    lines = [line.rstrip() for row in rows for line in row_lines(row, columns)]
    return "\n".join([lines[0], rule(columns), *lines[1:]]) + "\n"


def render_csv(table: Table) -> bytes:
    """Return every column under its own name, UTF-8 with line feeds."""
    return delimited(table, ",", excel=False)

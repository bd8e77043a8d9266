"""Why a grid has no table: what its header lacks, which may be below titles, or what stands above it."""

from __future__ import annotations

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.read.grid import Grid, filled
from lixia_cli.read.headers import match_headers
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.header_rows import HEADER_WITHIN, find_header
from lixia_cli.read.layouts.table import only_titles
from lixia_cli.text.messages import N_, Message


def refuse_header_below(grid: Grid, context: Context) -> None:
    """Raise InputError for the columns that a header below titles lacks, and for rows above it that are no titles.

    The header is what `find_header` takes for one, else the first row with several texts. One in the first row is left
    to whoever reads that row.
    """
    rows = range(min(len(grid.rows), HEADER_WITHIN))
    first = next((row for row in rows if len(filled(grid.rows[row])) > 1), None)
    header = find_header(grid.rows, context)
    if header is not None and not only_titles(grid, header):
        values = {"row": grid.numbers[header]}
        raise InputError([Problem(grid.place(first or 0), Message(_NO_TITLE, values))])
    header = first if header is None else header
    if header:
        match_headers(grid.rows[header], context.columns, grid.place(header))


_NO_TITLE = N_(
    "has several texts above row {row}, which looks like the header; write a title into one cell, and headings into "
    "one row"
)

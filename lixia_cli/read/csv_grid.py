"""The text of a CSV file → a grid."""

from __future__ import annotations

import contextlib
import csv
import itertools
from collections.abc import Sequence

from lixia_cli.read.csv_text import SEPARATORS, cell_limit, records, split_lines
from lixia_cli.read.eurostat import with_dimensions
from lixia_cli.read.grid import Grid
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.header_rows import HEADER_WITHIN, find_header, header_cells
from lixia_cli.read.notation import notation_between
from lixia_cli.text.messages import Message


def csv_grid(text: str, file: str, context: Context, notes: Sequence[Message] = ()) -> Grid | None:
    """Split the text of a CSV file into the cells of a grid; None without a header in its first rows.

    The separator is the one under which most cells of a header are names of columns, targets or periods. Raises
    InputError for quotes that don't match and for cells beyond the limit.
    """
    separator = _separator(text, context)
    if not separator:
        return None
    rows, numbers = list[list[str]](), list[int]()
    expected = 1
    with cell_limit():
        for line, following, cells in records(lambda: split_lines(text), separator, file):
            if line > expected:  # blank lines
                rows.append([])
                numbers.append(expected)
            rows.append(cells)
            numbers.append(line)
            expected = following
    return Grid(file, with_dimensions(rows), numbers, separator, notation_between(separator), notes=tuple(notes))


def first_rows(text: str, file: str, separator: str) -> Grid:
    """Return the rows at the start of a text without a header as a grid, up to the first that can't be split."""
    rows, numbers = list[list[str]](), list[int]()
    with cell_limit(), contextlib.suppress(csv.Error):
        reader = csv.reader(split_lines(text), delimiter=separator)
        for cells in itertools.islice(reader, HEADER_WITHIN):
            rows.append(cells)
            numbers.append(reader.line_num - sum(cell.count("\n") for cell in cells))
    return Grid(file, rows, numbers, separator)


def _separator(text: str, context: Context) -> str:
    """Return the separator under which a header has most names and periods; empty where there is no header."""
    found = {}
    with cell_limit():
        for separator in SEPARATORS:
            rows = list[list[str]]()
            try:
                rows += itertools.islice(csv.reader(split_lines(text), delimiter=separator), HEADER_WITHIN)
            except csv.Error:
                continue
            header = find_header(rows, context)
            if header is not None:
                found[separator] = header_cells(rows[header], context)
    return max(found, key=lambda separator: found[separator], default="")

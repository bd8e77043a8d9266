"""Merged cells of worksheets: figures in them, and texts that they hide."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.read.grid import Grid
from lixia_cli.text.messages import N_, Message


def refuse_figures(grid: Grid, rows: Collection[int], headers: Sequence[str], columns: Collection[int]) -> None:
    """Raise InputError for figures in cells of some columns that are merged with others of them.

    Such a figure may hold for each of the cells, or for all of them together. `rows` are those of a table in the grid,
    and `headers` those of its columns.
    """
    template = N_("'{text}' is in merged cells; write it into each cell that it holds for")
    problems, below = list[Problem](), set(rows) if grid.merged else set[int]()
    for (row, column), (last_row, last_column) in grid.merged:
        if row not in below or column not in columns:
            continue
        text = grid.rows[row][column].strip()
        across = any(column < other <= last_column for other in columns)
        if re.search("[0-9]", text) and (across or not below.isdisjoint(range(row + 1, last_row + 1))):
            place = grid.place(row, column, headers[column])
            problems.append(Problem(place, Message(template, {"text": text})))
    if problems:
        raise InputError(problems)


def refuse_hidden(grid: Grid, rows: Collection[int]) -> None:
    """Raise InputError for texts in some rows that nobody sees, as merged cells lie over them: programs keep them."""
    template = N_("'{text}' is hidden below merged cells that show '{shown}'; unmerge them, or delete it")
    problems, seen = list[Problem](), set(rows) if grid.merged else set[int]()
    for first, last in grid.merged:
        shown = grid.rows[first[0]][first[1]].strip()
        for row in seen.intersection(range(first[0], last[0] + 1)):
            cells = grid.rows[row]
            for column in range(first[1], min(last[1] + 1, len(cells))):
                text = cells[column].strip()
                if (row, column) != first and text not in ("", shown):
                    problems.append(Problem(grid.place(row, column), Message(template, {"text": text, "shown": shown})))
    if problems:
        raise InputError(problems)

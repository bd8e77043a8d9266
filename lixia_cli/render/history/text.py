"""Lay out a history for a terminal: every year a column, the oldest left out where there is no space."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from lixia_cli.render.document import Paint
from lixia_cli.render.history.content import History, YearTable
from lixia_cli.render.terminal.grid import GAP, GridColumn, rule
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import pad, plain, text_width, wrap

NAMES, CHANGES = (40, 14), (30, 12)
"""Widest and narrowest column of names, and of changes, in cells."""


def as_text(history: History, width: int | None, paint: Paint, translate: Translate) -> str:
    """Return the history in lines of `width` cells, or as long as needed for None."""
    tables = (*history.tables, history.counts)
    columns, left_out = _fit([("", *history.headings), *(row for table in tables for row in table.rows)], width)
    lines = [paint(line, "title") for line in _wrapped(history.title, width)]
    lines += [line for text in history.lines for line in _wrapped(text, width)]
    for table in tables:
        lines.append("")
        lines += [paint(line, "title") for line in _wrapped(table.title, width)] if table.title else []
        shown = columns[:-1] if table is history.counts else columns
        lines += _lines(table, history.headings, shown, left_out, paint)
    lines.append("")
    sentences = list(history.sentences)
    if left_out:
        template = translate("Years left out for width: {years}; a wider terminal or --width shows them.")
        sentences.append(template.format(years=translate(", ").join(history.headings[:left_out])))
    lines += [line for text in sentences for line in _wrapped(text, width)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _wrapped(text: str, width: int | None) -> list[str]:
    return wrap(plain(text), width) if width else [plain(text)]


def _fit(rows: Sequence[Sequence[str]], width: int | None) -> tuple[list[GridColumn], int]:
    """Return the columns that are shown, and how many years are left out, the oldest first."""
    natural = [max(text_width(plain(cell)) for cell in cells) for cells in zip(*rows, strict=True)]
    if width is None:
        return [GridColumn(cells, wraps=True) for cells in natural], 0
    first, last = (min(natural[place], most) for place, (most, _) in ((0, NAMES), (-1, CHANGES)))
    years = natural[1:-1]
    left_out = 0
    while len(years) > 1 and first + last + sum(years) + GAP * (len(years) + 1) > width:
        years, left_out = years[1:], left_out + 1
    spare = first + last + sum(years) + GAP * (len(years) + 1) - width
    if spare > 0:
        smaller = max(min(first, NAMES[1]), first - spare)
        spare -= first - smaller
        first, last = smaller, max(min(last, CHANGES[1]), last - spare)
    return [GridColumn(cells, wraps=True) for cells in (first, *years, last)], left_out


def _lines(
    table: YearTable, headings: Sequence[str], columns: Sequence[GridColumn], left_out: int, paint: Paint
) -> list[str]:
    """Return header, rule and rows; each verdict in the colour of its light."""

    def shown(row: Sequence[str]) -> list[str]:
        return [plain(cell) for cell in (row[0], *row[1 + left_out :])][: len(columns)]

    lines = [paint(line, "title") for line in _row(shown((table.first, *headings)), columns, (), paint)]
    lines.append(rule(columns))
    for row, lights in zip(table.rows, table.lights, strict=True):
        lines += _row(shown(row), columns, ("", *lights[left_out:], ""), paint)
    return lines


def _row(cells: Sequence[str], columns: Sequence[GridColumn], lights: Sequence[str], paint: Paint) -> list[str]:
    """Return the lines of one row; `lights` are those of its cells, if they have any."""
    parts = [column.lines(cell) for cell, column in zip(cells, columns, strict=True)]
    lines = []
    for pieces in zip_longest(*parts, fillvalue=""):
        padded = [pad(piece, column.width) for piece, column in zip(pieces, columns, strict=True)]
        of_cells = (*lights, *[""] * len(padded))
        coloured = [paint(text, light) if light else text for text, light in zip(padded, of_cells, strict=False)]
        lines.append((" " * GAP).join(coloured))
    return lines

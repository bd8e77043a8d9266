"""Lay out a history for a terminal: every year a column, the oldest left out where there is no space."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from lixia_cli.render.document import Paint
from lixia_cli.render.history.content import History, YearTable
from lixia_cli.render.terminal.grid import GAP, GridColumn, rule
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import pad, plain, text_width, wrap

NAMES, CHANGES, FURTHER = (40, 20, 14), (30, 12, 12), (24, 14, 8)
"""Widest, wanted and narrowest width in cells of the names, the changes and each further column.

Years are left out before they get less than wanted.
"""


def as_text(history: History, width: int | None, paint: Paint, translate: Translate) -> str:
    """Return the history in lines of `width` cells, or as long as needed for None."""
    further = len(history.further)
    columns, left_out = _fit(history, width)
    lines = [paint(line, "title") for line in _wrapped(history.title, width)]
    lines += [line for text in history.lines for line in _wrapped(text, width)]
    for table in filter(lambda table: table.rows, (*history.tables, history.counts)):
        is_count = table is history.counts
        headings = history.years if is_count else history.headings
        before = 1 if is_count else 1 + further
        shown = [columns[0], *columns[1 + further :][: len(history.years) - left_out]] if is_count else columns
        lines.append("")
        lines += [paint(line, "title") for line in _wrapped(table.title, width)] if table.title else []
        lines += _lines(table, headings, shown, (before, left_out), paint)
    lines.append("")
    sentences = list(history.sentences)
    if left_out:
        template = translate("Years left out for width: {years}; a wider terminal or --width shows them.")
        sentences.append(template.format(years=translate(", ").join(history.years[:left_out])))
    lines += [line for text in sentences for line in _wrapped(text, width)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _wrapped(text: str, width: int | None) -> list[str]:
    return wrap(plain(text), width) if width else [plain(text)]


def _fit(history: History, width: int | None) -> tuple[list[GridColumn], int]:
    """Return the columns that are shown, and how many years are left out, the oldest first.

    The oldest years go, all but the last, until what wraps gets its wanted width; what is left makes it wider.
    """
    further, years = len(history.further), len(history.years)
    rows = [("", *history.headings), *(row for table in history.tables for row in table.rows)]
    natural = [max(text_width(plain(cell)) for cell in cells) for cells in zip(*rows, strict=True)]
    of_counts = zip(*(("", *history.years), *history.counts.rows), strict=True)
    counts = [max(text_width(plain(cell)) for cell in cells) for cells in of_counts]
    natural[0] = max(natural[0], counts[0])
    by_year = [max(pair) for pair in zip(natural[1 + further : 1 + further + years], counts[1:], strict=True)]
    if width is None:
        return [
            GridColumn(cells, wraps=True)
            for cells in (*natural[: 1 + further], *by_year, *natural[1 + further + years :])
        ], 0
    bounds = [NAMES, *[FURTHER] * further, *[CHANGES] * len(history.changes)]
    places = [*range(1 + further), *range(1 + further + years, len(natural))]
    flexible = [min(natural[place], most) for place, (most, _, _) in zip(places, bounds, strict=True)]
    wanted = [min(cells, less) for cells, (_, less, _) in zip(flexible, bounds, strict=True)]
    left_out = 0
    while years - left_out > 1 and _total([*wanted, *by_year[left_out:]]) > width:
        left_out += 1
    for least in (1, 2):
        for place in reversed(range(len(flexible))):
            excess = max(0, _total([*flexible, *by_year[left_out:]]) - width)
            flexible[place] -= max(0, min(excess, flexible[place] - bounds[place][least]))
    widths = (*flexible[: 1 + further], *by_year[left_out:], *flexible[1 + further :])
    return [GridColumn(cells, wraps=True) for cells in widths], left_out


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _lines(
    table: YearTable,
    headings: Sequence[str],
    columns: Sequence[GridColumn],
    places: tuple[int, int],
    paint: Paint,
) -> list[str]:
    """Return header, rule and rows; each verdict in the colour of its light.

    `places` are the number of cells before the years, and of the years that are left out.
    """
    before, left_out = places

    def shown(row: Sequence[str]) -> list[str]:
        return [plain(cell) for cell in (*row[:before], *row[before + left_out :])]

    lines = [paint(line, "title") for line in _row(shown((table.first, *headings)), columns, (), paint)]
    lines.append(rule(columns))
    for row, lights in zip(table.rows, table.lights, strict=True):
        lines += _row(shown(row), columns, (*[""] * before, *lights[left_out:]), paint)
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

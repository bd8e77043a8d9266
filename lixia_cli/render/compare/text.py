"""Lay out a comparison for a terminal: the sides beside each other where they fit, else a line for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from lixia_cli.render.cell_column import in_rows
from lixia_cli.render.cells import NOTHING
from lixia_cli.render.column import Column
from lixia_cli.render.compare.cells import Entry
from lixia_cli.render.compare.content import Comparison
from lixia_cli.render.compare.layouts import SIDE, WANTED, Layout, Line, below, beside, best_layout
from lixia_cli.render.compare.short_labels import short_labels
from lixia_cli.render.document import Paint
from lixia_cli.render.sentences import left_out_for_width
from lixia_cli.render.table import Table
from lixia_cli.render.terminal.grid import GAP, rule
from lixia_cli.render.terminal.layout import FittedColumn, fit, name_with_unit
from lixia_cli.render.terminal.page import title_lines
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import pad, plain, text_width, wrap

_INDENT = 2


def as_text(comparison: Comparison, width: int | None, paint: Paint, translate: Translate) -> str:
    """Return the comparison in lines of `width` cells, or as long as needed for None.

    In lines of a width the tables name the sides by what they do not share; above them stand their whole names.
    """
    if width is not None:
        comparison = replace(comparison, labels=short_labels(comparison.labels, WANTED))
    layout, columns, stacked = _chosen(comparison, width)
    lines = [paint(line, "title") for line in _wrapped(comparison.title, width)]
    lines += [line for text in comparison.lines for line in _wrapped(text, width)]
    row = 0
    for (title, those), (_, entries) in zip(layout.parts, comparison.parts, strict=True):
        lines.append("")
        lines += [paint(line, "title") for line in _wrapped(title, width)] if title else []
        lines += _head(layout, columns, paint)
        named = iter(entries)
        for line in those:
            if stacked and line.first:
                lines += [paint(text, "title") for text in _named(next(named), comparison, width)]
            lines += _row(line, row, columns, layout, paint)
            row += 1
    lines.append("")
    missing = _missing(comparison, columns, stacked)
    bars = () if any(column.name == "bar" for column in missing) else comparison.bars
    sentences = [*comparison.sentences, *bars, *left_out_for_width(missing, translate)]
    lines += [line for text in sentences for line in _wrapped(text, width)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _missing(comparison: Comparison, columns: Sequence[FittedColumn], stacked: bool) -> list[Column]:
    """Return the columns that are left out; of those beside each other the names end with the number of the side."""
    names = {fitted.column.name for fitted in columns}
    shown = names | {name.rpartition("-")[0] for name in names}
    every = comparison.own.columns if stacked else (*comparison.shared.columns, *comparison.own.columns)
    return [column for column in every if column.name not in shown]


def _chosen(comparison: Comparison, width: int | None) -> tuple[Layout, list[FittedColumn], bool]:
    """Return a layout with its columns as drawn, and whether each side has a line of its own."""
    if width is None:
        layout = best_layout(comparison)
        stacked = any(column.name == SIDE for column in layout.columns)
        layout = below(comparison, named=False) if stacked else layout
        return layout, fit(_table(layout), None), stacked
    for without in [] if comparison.ranked else _fewer(comparison):
        layout = beside(comparison, without)
        columns = fit(_table(layout, fixed=True), width)
        if _fits(columns, width):
            return layout, columns, False
    layout = below(comparison, named=False)
    return layout, fit(_table(layout), width - _INDENT), True


def _fewer(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """Yield names of columns that may be left out: none, then the least important ones one after the other.

    Of columns that somebody has chosen none is left out before the sides stand below each other.
    """
    if comparison.chosen:
        yield ()
        return
    every = (*comparison.shared.columns, *comparison.own.columns)
    droppable = sorted(
        (column for column in every if column.importance is not None), key=lambda column: column.importance or 0
    )
    for count in range(len(droppable) + 1):
        yield tuple(column.name for column in droppable[:count])


def _fits(columns: Sequence[FittedColumn], width: int) -> bool:
    """Return whether the columns fit without words in narrower ones than they want."""
    total = sum(fitted.width for fitted in columns) + GAP * (len(columns) - 1)
    return total <= width and all(
        fitted.width >= min(fitted.natural, fitted.column.wanted) for fitted in columns if fitted.column.wraps
    )


def _table(layout: Layout, fixed: bool = False) -> Table:
    """Return all lines as one table, so that its parts have the same widths; `fixed`: no column may be left out."""
    lines = [line for _, those in layout.parts for line in those]
    columns = tuple(replace(column, importance=None) if fixed else column for column in layout.columns)
    cells = tuple(in_rows([line.cells[place] for line in lines]) for place in range(len(columns)))
    return Table(columns, tuple(map(plain, layout.titles)), cells, ("",) * len(lines))


def _named(entry: Entry, comparison: Comparison, width: int | None) -> list[str]:
    """Return the lines above those of the sides: the indicator with its unit, and what the sides share."""
    name, told = entry.name, []
    for column, title, cell in zip(comparison.shared.columns, comparison.shared.titles, entry.shared, strict=True):
        if column.name == "unit":
            name = name_with_unit(name, cell.text)
        elif cell.text not in ("", NOTHING):
            told.append(f"{title} {cell.text}")
    return _wrapped("  ".join((name, *told)), width)


def _head(layout: Layout, columns: Sequence[FittedColumn], paint: Paint) -> list[str]:
    """Return the lines of groups and titles, and a rule."""
    grid = [fitted.grid for fitted in columns]
    titles = [
        (" " * GAP).join(pad(text, column.width, column.right) for text, column in zip(line, grid, strict=True))
        for line in zip(*title_lines(columns), strict=True)
    ]
    indent = " " * _INDENT if _is_stacked(columns) else ""
    lines = [*_groups(layout, columns), *titles]
    return [*(paint(f"{indent}{line}", "title") for line in lines), indent + rule(grid)]


def _groups(layout: Layout, columns: Sequence[FittedColumn]) -> list[str]:
    """Return the lines of what stands above several columns, filled up to their width with a rule."""
    if not any(layout.groups):
        return []
    spans = []
    for label, those in groupby(zip(layout.groups, columns, strict=True), key=lambda pair: pair[0]):
        widths = [fitted.width for _, fitted in those]
        spans.append((label, sum(widths) + GAP * (len(widths) - 1)))
    wrapped = [_group(label, width) for label, width in spans]
    height = max(map(len, wrapped))
    by_line = zip(*([""] * (height - len(lines)) + lines for lines in wrapped), strict=True)
    return [
        (" " * GAP).join(pad(text, width) for text, (_, width) in zip(line, spans, strict=True)) for line in by_line
    ]


def _group(label: str, width: int) -> list[str]:
    if not label:
        return [""]
    *lines, last = wrap(plain(label), width)
    left = width - text_width(last) - 1
    return [*lines, f"{last} {'-' * left}" if left > 0 else last]


def _row(line: Line, row: int, columns: Sequence[FittedColumn], layout: Layout, paint: Paint) -> list[str]:
    """Return the lines of one row of the table, verdicts in the colour of their light."""
    lights = dict(zip((column.name for column in layout.columns), line.lights, strict=True))
    parts = [fitted.grid.lines(fitted.texts[row]) for fitted in columns]
    indent = " " * _INDENT if _is_stacked(columns) else ""
    lines = []
    for pieces in zip_longest(*parts, fillvalue=""):
        cells = []
        for piece, fitted in zip(pieces, columns, strict=True):
            text, light = pad(piece, fitted.width, fitted.column.right), lights[fitted.column.name]
            cells.append(paint(text, light) if light and piece else text)
        lines.append(indent + (" " * GAP).join(cells))
    return lines


def _is_stacked(columns: Sequence[FittedColumn]) -> bool:
    return any(fitted.column.name == SIDE for fitted in columns)


def _wrapped(text: str, width: int | None) -> list[str]:
    return wrap(plain(text), width) if width else [plain(text)]

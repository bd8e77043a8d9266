"""The rows of the tables of a page, as pieces by columns."""

from __future__ import annotations

import re
from itertools import chain

from lixia_cli.render.cell_column import CellColumn
from lixia_cli.render.charts.sparkline import sparklines
from lixia_cli.render.distinct import Distinct, distinct
from lixia_cli.render.float_text import texts
from lixia_cli.render.foreign import foreign
from lixia_cli.render.markup import needs_no_escape, replaced
from lixia_cli.render.pages.bars import progress_bars
from lixia_cli.render.pieces import Piece
from lixia_cli.render.report import Report
from lixia_cli.render.table import Table
from lixia_cli.render.xml_text import xml_text

NOT_SORTED = ("trend", "bar", "needed")
"""Columns that no order suits: drawings, and rates next to amounts."""
_SPECIAL = re.compile("[&<>\"']")


def row_pieces(content: Table, report: Report) -> list[Piece]:
    """Return the rows of all tables; the class of a row is its light."""
    first, *others = (_cells(content, position, report) for position in range(len(content.columns)))
    drawn: list[Piece] = []
    if report.trends is not None and has_trends(report):
        drawn = ['<td class="trend">', *sparklines(report.trends, report.translate), "</td>"]
    begin: list[Piece] = ['<tr class="', distinct(report.shown["light"]), '">']
    return [*begin, *first, *drawn, *chain.from_iterable(others), "</tr>"]


def _cells(content: Table, position: int, report: Report) -> list[Piece]:
    """Return the cell of each row in a column, with the text of the table, and a drawn bar instead of characters."""
    column, cells = content.columns[position], content.cells[position]
    name = column.name
    if name == "bar":
        bars = progress_bars(cells.bars, report.translate)
        return ['<td class="bar">', Distinct(bars.codes[cells.codes], bars.values), "</td>"]
    shown = _with_marks(cells, content.marks_width)
    if name in ("indicator", "unit"):
        begin = '<th scope="row" class="indicator"' if name == "indicator" else '<td class="unit"'
        return [begin, _tags(cells, report.language), ">", *shown, "</th>" if name == "indicator" else "</td>"]
    return [f'<td class="{name}"', *_sorts(content, position, report), ">", *shown, "</td>"]


def _with_marks(cells: CellColumn, width: int) -> list[Piece]:
    """Return the content of the cells, marks behind it.

    Marks have a fixed width after the figure, so that the figures of a column line up.
    """
    is_html = needs_no_escape(cells.characters)
    shown = Distinct(cells.codes, cells.texts if is_html else list(map(text_of, cells.texts)))
    if not width or cells.marks.values == [None]:
        return [shown]
    spans = [
        "" if marks is None else f'{gap}<span class="marks">{text_of(f"{marks:{width}}")}</span>'
        for gap, marks in cells.behind.values
    ]
    return [shown, Distinct(cells.behind.codes[cells.codes], spans)]


def _sorts(content: Table, position: int, report: Report) -> list[Piece]:
    """Return the attribute of each cell of a column that says by which number it is sorted.

    It is empty where there is no number in a column of numbers, and not there for what is sorted by its text.
    """
    column, cells = content.columns[position], content.cells[position]
    if column.name == "verdict":  # from best to worst
        ranks = {status.code: f' data-value="{rank}"' for rank, status in enumerate(report.rules.every_status())}
        statuses = distinct(report.shown.texts("status"))
        return [Distinct(statuses.codes, [ranks[code] for code in statuses.values])]
    if column.name in NOT_SORTED:
        return []
    values, codes = cells.values, cells.codes
    if column.name == "progress" and content.has_bar:
        bars = content.cells[[one.name for one in content.columns].index("bar")]
        values, codes = bars.bars.progress, bars.codes
    if column.right:
        return [' data-value="', values[codes], '"']
    return [Distinct(codes, [f' data-value="{text}"' if text else "" for text in texts(values)])]


def _tags(cells: CellColumn, language: str) -> Piece:
    """Return `language_tag` of the text of each cell."""
    if cells.characters.isascii():
        return ""
    return Distinct(cells.codes, [language_tag(text, language) for text in cells.texts])


def text_of(text: str) -> str:
    """Escape text for html."""
    if text.isprintable() and not _SPECIAL.search(text):  # as most are
        return text
    return replaced(xml_text(text))


def language_tag(text: str, language: str) -> str:
    """Return the lang attribute of Chinese text on an English page, for screen readers and the choice of glyphs."""
    tag = foreign(text, language)
    return f' lang="{tag}"' if tag else ""


def has_trends(report: Report) -> bool:
    """Return whether a small drawing stands in each row."""
    return report.trends is not None and len(report.trends.target) > 0

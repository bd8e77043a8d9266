"""html: the report as one self-contained page for a browser, a mail or paper.

It fetches nothing. Its only script sorts tables by their titles; a policy in the page allows this script and the style
sheet by their hashes, and nothing else. Without scripts everything is there but sorting.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from lixia_cli.files.packaged import packaged_text
from lixia_cli.model.records import cells_of
from lixia_cli.render.cell_column import CellColumn
from lixia_cli.render.cells import gap_before_marks
from lixia_cli.render.charts.sparkline import sparklines
from lixia_cli.render.column import Column
from lixia_cli.render.distinct import Distinct, distinct, numbered_values
from lixia_cli.render.float_text import texts
from lixia_cli.render.foreign import foreign
from lixia_cli.render.markup import element
from lixia_cli.render.opening import opening
from lixia_cli.render.pages.bars import progress_bars
from lixia_cli.render.pages.overview import Group, lights_table
from lixia_cli.render.pieces import Piece, rows_of
from lixia_cli.render.report import Report
from lixia_cli.render.sections import Section, nothing_in, sections, value_name
from lixia_cli.render.sentences import footer
from lixia_cli.render.table import Table, table
from lixia_cli.render.terminal.grid import GAP
from lixia_cli.render.xml_text import xml_text
from lixia_cli.text.width import widest

if TYPE_CHECKING:
    from lixia_cli.files.replace import Content

LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
WIDEST = {"indicator": 30, "unit": 16, "verdict": 18}
"""Maximum width, in terminal cells, that a column with wrapping words is given."""
TREND = 12
"""Width, in terminal cells, of the column with small drawings."""
NOT_SORTED = ("trend", "bar", "needed")
"""Columns that no order suits: drawings, and rates next to amounts."""
_SPECIAL = re.compile("[&<>\"']")


def render(report: Report) -> Content:
    """Return the report as a page in UTF-8, without external resources; it is also well-formed XML."""
    content = table(report)
    script_line = f"<script>{script()}</script>"
    page = [_head(report, content), ["<body>"], _main(report, content), _footer(report, content)]
    lines = chain(*page, [script_line, "</body>", "</html>"])
    return list(_pieces(lines))


def _pieces(lines: Iterable[str | memoryview]) -> Iterator[bytes | memoryview]:
    """Yield lines of text, several at once, and many rows as they are: they are in memory once."""
    few: list[str] = []
    for line in lines:
        if isinstance(line, str):
            few.append(f"{line}\n")
        else:
            yield "".join(few).encode()
            few = []
            yield line
    yield "".join(few).encode()


def stylesheet() -> str:
    """Return the style sheet: tables on wide screens and paper, one card per indicator on narrow screens."""
    return packaged_text(__package__, "report.css")


def script() -> str:
    """Return the script that sorts a table by a column."""
    return packaged_text(__package__, "report.js")


def _head(report: Report, content: Table) -> Iterator[str]:
    yield "<!doctype html>"
    yield f'<html lang="{LANGUAGE_TAGS[report.language]}">'
    yield "<head>"
    yield '<meta charset="utf-8"/>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
    style = f"\n{stylesheet()}\n{_columns_style(content, report)}"
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script())}; base-uri 'none'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>'
    yield f"<title>{_text(opening(report).title)}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"


def _hash(text: str) -> str:
    """Return the name of an inline text in a policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _main(report: Report, content: Table) -> Iterator[str | memoryview]:
    """Yield the title and the total, the contents, and for each domain a section with its table and total line."""
    begin, found = opening(report), sections(report)
    order = np.array([row for section in found for row in section.rows], dtype=np.int64)
    rows_of_sections = rows_of(_rows(content, report), order, (len(section.rows) for section in found))
    yield "<main>"
    yield f"<h1>{_text(begin.title)}</h1>"
    yield from (f"<p>{_text(line)}</p>" for line in begin.lines())
    yield from _overview(report)
    yield from _contents(found, report)
    for number, (section, rows) in enumerate(zip(found, rows_of_sections, strict=True), 1):
        yield f'<section id="section{number}">'
        if section.title:
            yield f"<h2{_tag(section.title, report.language)}>{_text(section.title)}</h2>"
        if rows:
            yield from _table(section, content, rows, report)
        if section.total:
            yield f"<p>{_text(section.total)}</p>"
        yield "</section>"
    yield "</main>"


def _overview(report: Report) -> Iterator[str]:
    """Yield bars of the lights of each domain and owner, where there are several."""
    everything = report.everything
    for column in ("domain", "owner"):
        groups = []
        values = everything.texts(column)
        for code in values.unique():
            name = value_name(column, code, report) or nothing_in(column, report.translate)
            heading = element("span", {"lang": foreign(name, report.language)}, name)
            lights = cells_of(everything.texts("light")[values == code])
            groups.append(Group(name, heading, lights))
        if len(groups) > 1:
            yield lights_table(column, groups, report.translate)


def _contents(found: Sequence[Section], report: Report) -> Iterator[str]:
    """Yield links to the sections, where there are several."""
    if len(found) < 2:
        return
    label = report.translate("Contents")
    yield f'<nav aria-label="{_text(label)}">'
    yield "<ul>"
    for number, section in enumerate(found, 1):
        if section.title:
            tag = _tag(section.title, report.language)
            yield f'<li><a href="#section{number}"{tag}>{_text(section.title)}</a></li>'
    yield "</ul>"
    yield "</nav>"


def _footer(report: Report, content: Table) -> Iterator[str]:
    yield "<footer>"
    yield "<ul>"
    for sentence in footer(
        report.shown,
        report.rules,
        report.provenance,
        (),
        report.language,
        report.translate,
        drawn=True,
        bar=content.has_bar,
    ):
        yield f"<li>{_text(sentence)}</li>"
    yield "</ul>"
    yield "</footer>"


def _text(text: str) -> str:
    """Escape text for html."""
    if text.isprintable() and not _SPECIAL.search(text):  # as most are
        return text
    return escape(xml_text(text))


def _has_trends(report: Report) -> bool:
    """Return whether a small drawing stands in each row."""
    return report.trends is not None and len(report.trends.target) > 0


def _all_texts(texts: Sequence[str]) -> list[str]:
    """Escape texts for html."""
    every = "".join(texts)
    return list(texts) if every.isprintable() and not _SPECIAL.search(every) else list(map(_text, texts))


def _tag(text: str, language: str) -> str:
    """Return the lang attribute of Chinese text on an English page, for screen readers and the choice of glyphs."""
    tag = foreign(text, language)
    return f' lang="{tag}"' if tag else ""


def _tags(cells: CellColumn, language: str) -> Piece:
    """Return `_tag` of the text of each cell."""
    if "".join(cells.texts).isascii():
        return ""
    return Distinct(cells.codes, [_tag(text, language) for text in cells.texts])


def _table(section: Section, content: Table, rows: Sequence[memoryview], report: Report) -> Iterator[str | memoryview]:
    """Yield the lines of the table of one section with these rows."""
    sorts = ["" if column.name in NOT_SORTED else ' data-sorts=""' for column in content.columns]
    titles = (
        f'<th scope="col" class="{column.name}"{sort}>{_text(title)}</th>'
        for column, title, sort in zip(content.columns, content.titles, sorts, strict=True)
    )
    trend = report.translate("Trend")
    drawn = f'<th scope="col" class="trend">{_text(trend)}</th>' if _has_trends(report) else ""
    first, *others = titles
    yield "<table>"
    if section.title:
        yield f"<caption{_tag(section.title, report.language)}>{_text(section.title)}</caption>"
    yield f"<thead><tr>{first}{drawn}{''.join(others)}</tr></thead>"
    yield "<tbody>"
    yield from rows
    yield "</tbody>"
    yield "</table>"


def _rows(content: Table, report: Report) -> list[Piece]:
    """Return the rows of all tables; the class of a row is its light."""
    first, *others = (_cells(content, position, report) for position in range(len(content.columns)))
    drawn: list[Piece] = []
    if report.trends is not None and _has_trends(report):
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
    shown = Distinct(cells.codes, _all_texts(cells.texts))
    if not width or cells.marks.values == [None]:
        return [shown]
    behind = numbered_values(zip(map(gap_before_marks, cells.texts), cells.marks.rows(), strict=True))
    spans = [
        "" if marks is None else f'{gap}<span class="marks">{_text(f"{marks:{width}}")}</span>'
        for gap, marks in behind.values
    ]
    return [shown, Distinct(behind.codes[cells.codes], spans)]


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
        values, codes = np.array([bar.progress if bar else np.nan for bar in bars.bars]), bars.codes
    if column.right:
        return [' data-value="', values[codes], '"']
    return [Distinct(codes, [f' data-value="{text}"' if text else "" for text in texts(values)])]


def _columns_style(content: Table, report: Report) -> str:
    """Return the CSS of each column: its title (shown on cards, which have no header), width and alignment.

    The widths are the same in every table of a report, so that the tables line up.
    """
    wanted = [
        _wanted(column, title, texts.values)
        for column, title, texts in zip(content.columns, content.titles, content.texts, strict=True)
    ]
    drawn = TREND if _has_trends(report) else 0
    rules = []
    if drawn:
        trend, share = report.translate("Trend"), f"{100 * drawn / (sum(wanted) + drawn):.1f}%"
        rules.append(f'.trend {{ --title: "{trend}"; --width: {share}; }}\n')
    for column, title, width in zip(content.columns, content.titles, wanted, strict=True):
        side = " --side: right; --space: nowrap;" if column.right else ""
        share = f"{100 * width / (sum(wanted) + drawn):.1f}%"
        rules.append(f'.{column.name} {{ --title: "{title}"; --width: {share};{side} }}\n')
    return "".join(rules)


def _wanted(column: Column, title: str, texts: Sequence[str]) -> int:
    """Return the width of a column in terminal cells, as an estimate of the width that it needs on the page."""
    wide = widest([*title.split(), *texts])
    return GAP + min(wide, WIDEST.get(column.name, wide))

"""html: the report as one self-contained page for a browser, a mail or paper.

It fetches nothing. Its only script sorts tables by their titles; a policy in the page allows this script and the style
sheet by their hashes, and nothing else. Without scripts everything is there but sorting.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from lixia_cli.files.packaged import packaged_text
from lixia_cli.model.records import cells_of
from lixia_cli.render.column import Column
from lixia_cli.render.foreign import foreign
from lixia_cli.render.markup import element
from lixia_cli.render.opening import Opening, opening
from lixia_cli.render.pages.overview import Group, lights_table
from lixia_cli.render.pages.table_rows import NOT_SORTED, has_trends, language_tag, row_pieces, text_of
from lixia_cli.render.pieces import rows_of
from lixia_cli.render.report import Report
from lixia_cli.render.sections import Section, nothing_in, sections, value_name
from lixia_cli.render.sentences import footer
from lixia_cli.render.table import Table, table
from lixia_cli.render.terminal.grid import GAP
from lixia_cli.text.width import widest

if TYPE_CHECKING:
    from lixia_cli.files.replace import Content

LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
WIDEST = {"indicator": 30, "unit": 16, "verdict": 18}
"""Maximum width, in terminal cells, that a column with wrapping words is given."""
TREND = 12
"""Width, in terminal cells, of the column with small drawings."""


def render(report: Report) -> Content:
    """Return the report as a page in UTF-8, without external resources; it is also well-formed XML."""
    content = table(report)
    script_line = f"<script>{script()}</script>"
    begin = opening(report)
    page = [_head(report, content, begin), ["<body>"], _main(report, content, begin), _footer(report, content)]
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


def _head(report: Report, content: Table, begin: Opening) -> Iterator[str]:
    yield "<!doctype html>"
    yield f'<html lang="{LANGUAGE_TAGS[report.language]}">'
    yield "<head>"
    yield '<meta charset="utf-8"/>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
    style = f"\n{stylesheet()}\n{_columns_style(content, report)}"
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script())}; base-uri 'none'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>'
    yield f"<title>{text_of(begin.title)}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"


def _hash(text: str) -> str:
    """Return the name of an inline text in a policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _main(report: Report, content: Table, begin: Opening) -> Iterator[str | memoryview]:
    """Yield the title and the total, the contents, and for each domain a section with its table and total line."""
    found = sections(report)
    order = np.array([row for section in found for row in section.rows], dtype=np.int64)
    rows_of_sections = rows_of(row_pieces(content, report), order, (len(section.rows) for section in found))
    yield "<main>"
    yield f"<h1>{text_of(begin.title)}</h1>"
    yield from (f"<p>{text_of(line)}</p>" for line in begin.lines())
    yield from _overview(report)
    yield from _contents(found, report)
    for number, (section, rows) in enumerate(zip(found, rows_of_sections, strict=True), 1):
        yield f'<section id="section{number}">'
        if section.title:
            yield f"<h2{language_tag(section.title, report.language)}>{text_of(section.title)}</h2>"
        if rows:
            yield from _table(section, content, rows, report)
        if section.total:
            yield f"<p>{text_of(section.total)}</p>"
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
    yield f'<nav aria-label="{text_of(label)}">'
    yield "<ul>"
    for number, section in enumerate(found, 1):
        if section.title:
            tag = language_tag(section.title, report.language)
            yield f'<li><a href="#section{number}"{tag}>{text_of(section.title)}</a></li>'
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
        yield f"<li>{text_of(sentence)}</li>"
    yield "</ul>"
    yield "</footer>"


def _table(section: Section, content: Table, rows: Sequence[memoryview], report: Report) -> Iterator[str | memoryview]:
    """Yield the lines of the table of one section with these rows."""
    sorts = ["" if column.name in NOT_SORTED else ' data-sorts=""' for column in content.columns]
    titles = (
        f'<th scope="col" class="{column.name}"{sort}>{text_of(title)}</th>'
        for column, title, sort in zip(content.columns, content.titles, sorts, strict=True)
    )
    trend = report.translate("Trend")
    drawn = f'<th scope="col" class="trend">{text_of(trend)}</th>' if has_trends(report) else ""
    first, *others = titles
    yield "<table>"
    if section.title:
        yield f"<caption{language_tag(section.title, report.language)}>{text_of(section.title)}</caption>"
    yield f"<thead><tr>{first}{drawn}{''.join(others)}</tr></thead>"
    yield "<tbody>"
    yield from rows
    yield "</tbody>"
    yield "</table>"


def _columns_style(content: Table, report: Report) -> str:
    """Return the CSS of each column: its title (shown on cards, which have no header), width and alignment.

    The widths are the same in every table of a report, so that the tables line up.
    """
    wanted = [
        _wanted(column, title, texts.values)
        for column, title, texts in zip(content.columns, content.titles, content.texts, strict=True)
    ]
    drawn = TREND if has_trends(report) else 0
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

"""Write a comparison as csv, tsv, json, jsonl, Markdown, a page or a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

import numpy as np

from lixia_cli.assess.assess import as_rows
from lixia_cli.model.records import cells_of
from lixia_cli.model.table import Table
from lixia_cli.render.cells import Cell, gap_before_marks
from lixia_cli.render.column import Column
from lixia_cli.render.compare.content import Comparison
from lixia_cli.render.compare.layouts import Layout, Line, best_layout
from lixia_cli.render.delimited import delimited
from lixia_cli.render.document import Block, Grid, Heading, Paragraph, as_markdown
from lixia_cli.render.foreign import foreign
from lixia_cli.render.formats.json import basis, encoded, records
from lixia_cli.render.markup import Markup, element
from lixia_cli.render.pages.page import page
from lixia_cli.render.report import Report
from lixia_cli.render.view.chosen import chosen_for_csv
from lixia_cli.summarise.side_by_side import SIDE, SideBySide, with_what_differs


def rows_of(report: Report, compared: SideBySide) -> Table:
    """Return the rows of csv and json: SIDE, the columns of a report or those chosen, COMPARED_COLUMNS."""
    columns = as_rows(compared.rows)
    return with_what_differs(compared.rows, columns.select(chosen_for_csv(list(columns), report.columns)))


def as_delimited(report: Report, compared: SideBySide, separator: str) -> bytes:
    """Return the rows of `rows_of`, in UTF-8 with line feeds, or as a spreadsheet program takes them."""
    return delimited(rows_of(report, compared), separator, report.excel)


def as_json(report: Report, shown: SideBySide, kept: SideBySide) -> bytes:
    """Return one object: the basis, the sides with their totals, and the rows of `rows_of`."""
    provenance = report.provenance
    return encoded(
        {
            **basis(provenance, provenance.as_of or None),
            "through": provenance.through or None,
            "compared": shown.varied,
            "sides": [_side(kept, position) for position in range(len(kept.sides))],
            "indicators": list(records(rows_of(report, shown))),
        }
    )


def _side(kept: SideBySide, position: int) -> Mapping[str, object]:
    side, rows = kept.sides[position], kept.of_side(position)
    targets = rows.rows(rows.texts("status") != "")
    return {
        SIDE: side.code,
        "method": side.rules.name,
        "targets": len(targets),
        "assessed": int(np.count_nonzero(targets.texts("light") != "grey")),
        "statuses": dict(Counter(cells_of(targets["status"]))),
    }


def as_json_lines(report: Report, compared: SideBySide) -> bytes:
    """Return one object per row of `rows_of`."""
    return b"".join(encoded(row, indent=None) for row in records(rows_of(report, compared)))


def as_markdown_text(comparison: Comparison) -> bytes:
    """Return the comparison as Markdown in UTF-8, what stands above several columns before the title of each."""
    layout = best_layout(comparison)
    titles = [
        f"{group}: {title}" if group else title for group, title in zip(layout.groups, layout.titles, strict=True)
    ]
    right = frozenset(place for place, column in enumerate(layout.columns) if column.right)
    blocks: list[Block] = [Heading(comparison.title, level=1), *map(Paragraph, comparison.lines)]
    for title, lines in layout.parts:
        blocks += [Heading(title)] if title else []
        blocks.append(Grid(tuple(titles), tuple(_texts(line) for line in lines), right=right))
    blocks += map(Paragraph, (*comparison.sentences, *comparison.bars))
    return as_markdown(blocks).encode("utf-8", "replace")


def _texts(line: Line) -> tuple[str, ...]:
    return tuple(_text(cell) for cell in line.cells)


def _text(cell: Cell) -> str:
    return f"{cell.text}{gap_before_marks(cell.text)}{cell.marks}" if cell.marks else cell.text


def as_page(comparison: Comparison, language: str) -> bytes:
    """Return the comparison as one html page in UTF-8, without scripts or external resources."""
    layout = best_layout(comparison)
    main = element(
        "main",
        {},
        element("h1", {"lang": foreign(comparison.title, language)}, comparison.title),
        (element("p", {"lang": foreign(text, language)}, text) for text in comparison.lines),
        _tables(layout, comparison, language),
        element(
            "footer",
            {},
            element("ul", {}, (element("li", {}, text) for text in (*comparison.sentences, *comparison.bars))),
        ),
    )
    return page(comparison.title, main, language)


def _tables(layout: Layout, comparison: Comparison, language: str) -> Iterator[Markup]:
    for title, lines in layout.parts:
        name = title or comparison.title
        table = element(
            "table",
            {"class": "beside"},
            element("thead", {}, _heads(layout)),
            element("tbody", {}, _body(layout, lines)),
        )
        scroll = element("div", {"class": "scroll", "tabindex": 0, "role": "group", "aria-label": name}, table)
        heading = element("h2", {"lang": foreign(title, language)}, title) if title else None
        yield element("section", {}, heading, scroll)


def _heads(layout: Layout) -> Iterator[Markup]:
    """Yield the row of what stands above several columns, if anything does, and that of the titles."""
    if any(layout.groups):
        groups = [(label, len(list(those))) for label, those in groupby(layout.groups)]
        yield element(
            "tr",
            {},
            (
                element("th", {"scope": "colgroup", "colspan": span, "class": "side"}, label)
                if label
                else element("td", {"colspan": span})
                for label, span in groups
            ),
        )
    begins = _begins(layout)
    yield element(
        "tr",
        {},
        (
            element("th", {"scope": "col", "class": _class(column, "", begin)}, title)
            for column, title, begin in zip(layout.columns, layout.titles, begins, strict=True)
        ),
    )


def _body(layout: Layout, lines: tuple[Line, ...]) -> Iterator[Markup]:
    begins = _begins(layout)
    for line in lines:
        cells = []
        for place, (cell, column, light, begin) in enumerate(
            zip(line.cells, layout.columns, line.lights, begins, strict=True)
        ):
            attributes = {"class": _class(column, light, begin)}
            if place == 0:
                cells.append(element("th", {"scope": "row", **attributes}, cell.text))
            else:
                cells.append(element("td", attributes, _text(cell)))
        yield element("tr", {"class": "first" if line.first else None}, cells)


def _begins(layout: Layout) -> list[bool]:
    """Return for each column whether a group begins with it."""
    return [
        place > 0 and group != "" and layout.groups[place - 1] != group for place, group in enumerate(layout.groups)
    ]


def _class(column: Column, light: str, begins: bool) -> str | None:
    kinds = (("number", column.right), ("words", column.wraps), (light, light), ("begins", begins))
    names = [name for name, holds in kinds if holds]
    return " ".join(names) or None

"""xlsx: a workbook to sort, filter and compute with. The tables of the report, and all the figures behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import FLAGS
from lixia_cli.model.assessed_columns import WHOLE_NUMBERS
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Column as TableColumn
from lixia_cli.model.table import Table as Rows
from lixia_cli.read.grid import column_letters
from lixia_cli.render.column import Column
from lixia_cli.render.distinct import distinct
from lixia_cli.render.excel.charts import add_charts
from lixia_cli.render.excel.row_lines import SheetCells
from lixia_cli.render.excel.sheet_cells import InRows, sheet_cells
from lixia_cli.render.excel.workbook import (
    SheetColumn,
    Workbook,
    alignment,
    finite,
    lines_of,
    lines_of_all,
    width_of_all,
)
from lixia_cli.render.float_text import longest
from lixia_cli.render.ledger import LIGHTS
from lixia_cli.render.opening import opening
from lixia_cli.render.report import Report
from lixia_cli.render.sections import Section, sections
from lixia_cli.render.sentences import footer
from lixia_cli.render.table import Cells, Table, table

COLUMNS = (
    "indicator",
    "unit",
    "nature",
    "baseline",
    "latest_value",
    "period",
    "marks",
    "target",
    "percent",
    "bar",
    "progress_alone",
    "elapsed",
    "needed",
    "verdict",
)
"""The columns of a sheet: one value per column, so that it can be sorted and computed with."""
EVERY = ("region", "domain", *(name for name in COLUMNS if name not in ("bar", "needed", "verdict")))
EVERY += ("lead", "needed", "verdict", "owner")
"""The columns of the first sheet, on all indicators: region and domain too, and figures instead of the bar."""
FIGURES = "figures"
"""The sheet with the columns of csv; its name is never translated, since other programs refer to it."""
RESERVED = ("History", FIGURES)
"""Names that the sheet of a domain must not have; the first is reserved by spreadsheet programs."""
WRAPPED, WIDEST = 48, 80
"""Maximum width of a column with wrapping words, and of any column."""
_WRAPPED = {"indicator": WRAPPED}
WRAPPED_IN_EVERY = {"indicator": 36, "unit": 16}
"""The same for columns of the first sheet, which has more of them."""


def render(report: Report) -> bytes:
    """Return the report as a workbook: all indicators, about data and rules, a sheet for each domain, and the figures.

    Raises
    ------
    RequestError where XlsxWriter is not installed, and for more than a workbook can hold.

    """
    rules, language, translate = report.rules, report.language, report.translate
    cells = Cells(report.shown)
    content = table(report, COLUMNS, ("marks", "verdict"), cells)
    found = sections(report)
    begin = opening(report)
    workbook = Workbook(begin.title, RESERVED)
    summed_up = [*begin.lines(), *(f"{section.prefix}{section.total}" for section in found if section.total)]
    _every(workbook, report, found, begin.total, cells)
    basis = footer(report.shown, rules, report.provenance, (), language, translate, bar=content.has_bar)
    workbook.prose(translate("About"), [*summed_up, "", *basis])
    columns = _sheet_columns(content, _WRAPPED)
    for section in found:
        title = section.title or translate("Targets")
        page = workbook.table(title, columns)
        _rows(workbook, page, content, section.rows, report, _WRAPPED)
        workbook.text(page, len(section.rows) + 2, 0, section.total, italic=True, indent=1)
    add_charts(workbook, report.charts, translate)
    add_figures(workbook, report.rows())
    return workbook.render()


def _sheet_columns(content: Table, wrapped: Mapping[str, int]) -> list[SheetColumn]:
    """Return the columns of the table, as wide as their cells; those `wrapped` at most as wide as is said there."""
    return [
        SheetColumn(
            title,
            min(column_width(cells.texts, column.wraps), wrapped.get(column.name, WIDEST)),
            column.right,
        )
        for column, title, cells in zip(content.columns, content.titles, content.cells, strict=True)
    ]


def column_width(texts: Sequence[str], wraps: bool) -> float:
    """Return the width that a column needs for its texts."""
    return min(width_of_all(texts), WRAPPED if wraps else WIDEST)


def _every(workbook: Workbook, report: Report, found: Sequence[Section], total: str, cells: Cells) -> None:
    """Write the first sheet: every indicator shown, with filters, and a total row below that no filter hides."""
    several = len(report.everything.texts("region").unique()) > 1
    names = [name for name in EVERY if name != "region" or several]
    content = table(replace(report, by="", columns=report.columns.added()), names, cells=cells)
    names = [column.name for column in content.columns]
    indicator = names.index("indicator")
    page = workbook.table(
        report.translate("All targets"), _sheet_columns(content, WRAPPED_IN_EVERY), frozen=indicator + 1
    )
    rows = [row for section in found for row in section.rows]
    _rows(workbook, page, content, rows, report, WRAPPED_IN_EVERY)
    below = len(rows) + 1
    style = {"bold": True, "top": 1, "bg_color": "#F2F2F2", "valign": "vcenter"}
    for position in range(len(names)):
        workbook.blank(page, below, position, **style)
    count = report.translate("Total: {count}").format(count=len(rows))
    workbook.text(page, below, indicator, count, **alignment(False), **style)
    lights = _lights(report, [content.lights[row] for row in rows])
    workbook.text(page, below, names.index("verdict"), lights, text_wrap=True, **alignment(False), **style)
    workbook.height(
        page,
        below,
        lines_of(lights, column_width(content.cells[names.index("verdict")].texts, True)),
    )
    workbook.text(page, below + 2, indicator, total, italic=True, indent=1)


def _lights(report: Report, lights: Sequence[str]) -> str:
    """Return how many rows have each light, in words."""
    counts = {light: lights.count(light) for light in LIGHTS if light in lights}
    say = report.translate
    template = say("{light} {count}")
    return say(", ").join(template.format(light=say(LIGHTS[light]), count=count) for light, count in counts.items())


def _rows(
    workbook: Workbook, page: Any, content: Table, rows: Sequence[int], report: Report, wrapped: Mapping[str, int]
) -> None:
    """Write rows of a table below the titles of a sheet, with filters and with verdicts coloured by light."""
    names = [column.name for column in content.columns]
    columns = [InRows.of(cells, np.asarray(rows, dtype=np.int64)) for cells in content.cells]
    lines = np.ones(len(rows), dtype=np.int64)
    for name, width in wrapped.items():
        if name in names:
            lines = np.maximum(lines, lines_of_all(columns[names.index(name)].texts(), width))
    workbook.rows(page, sheet_cells(workbook, page, content.columns, columns, wrapped), lines)
    workbook.filtered(page, len(rows), len(names))
    colours = _colours(content.columns, report.rules, report.language)
    workbook.colour(page, len(rows), names.index("verdict"), colours)


def _colours(columns: tuple[Column, ...], rules: RuleSet, language: str) -> dict[str, str]:
    """Return formulas, written for the first row of a table, that give the light of its verdict."""
    letters = {column.name: column_letters(position) for position, column in enumerate(columns)}
    verdict, its_marks = f"${letters['verdict']}2", f"${letters['marks']}2"
    tests: dict[str, list[str]] = {}
    for status in rules.every_status():
        for label in dict.fromkeys(label.text(language) for label in status.labels()):
            # The word may be followed by a mark in brackets.
            opened = label + ("（" if language == "zh" else " (")
            tests.setdefault(status.light, []).append(
                f'LEFT({verdict}&"{opened[len(label) :]}",{len(opened)})="{opened}"'
            )
    failed = f"OR({','.join(tests.get('red', ['FALSE']))})"
    # An aspiration that was not reached is not a failure.
    aspired = f'=AND({failed},ISNUMBER(FIND("{FLAGS["aspiration"].mark}",{its_marks})))'
    return {aspired: "yellow"} | {f"=OR({','.join(found)})": light for light, found in tests.items()}


def add_figures(workbook: Workbook, rows: Rows) -> None:
    """Write the sheet for other programs: the columns of csv, numbers as numbers and texts as texts."""
    described = [
        SheetColumn(name, _width_of_figures(rows[name], name in WHOLE_NUMBERS), not isinstance(rows[name], Coded))
        for name in rows
    ]
    page = workbook.table(FIGURES, described, reserved=True)
    workbook.rows(page, [_figures(workbook, page, rows[name]) for name in rows], np.ones(len(rows), dtype=np.int64))
    workbook.filtered(page, len(rows), len(described))


def _figures(workbook: Workbook, page: Any, cells: TableColumn) -> SheetCells:
    """Return the cells of a column of csv."""
    kinds = np.zeros(len(cells), dtype=np.int64)
    if not isinstance(cells, Coded):
        return SheetCells(finite(cells.astype(np.float64)), kinds, [workbook.kind(text=False)])
    column = distinct(cells)
    times = np.bincount(column.codes, minlength=len(column.values)).tolist()
    numbers = np.array([*workbook.numbers_of_texts(page, column.values, times), np.nan])
    return SheetCells(numbers[column.codes], kinds, [workbook.kind(text=True, **alignment(right=False))])


def _width_of_figures(cells: TableColumn, whole: bool) -> float:
    """Return the width that a column of csv needs, whose numbers may be `whole`."""
    if not isinstance(cells, Coded) and cells.dtype == np.float64 and not whole:
        return min(longest(cells), WIDEST)
    return column_width(["" if value is None else str(value) for value in distinct(cells, whole).values], wraps=False)

"""xlsx: a workbook to sort, filter and compute with. The tables of the report, and all the figures behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import FLAGS
from lixia_cli.render.cells import Cell
from lixia_cli.render.column import Column
from lixia_cli.render.excel.charts import add_charts
from lixia_cli.render.excel.number_formats import cell_value, number_format
from lixia_cli.render.excel.workbook import SheetColumn, Workbook, alignment, lines_of, width_of
from lixia_cli.render.ledger import LIGHTS
from lixia_cli.render.opening import opening
from lixia_cli.render.report import Report
from lixia_cli.render.sections import Section, sections
from lixia_cli.render.sentences import footer
from lixia_cli.render.table import Table, table

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
BAR_FONT = "Courier New"


def render(report: Report) -> bytes:
    """Return the report as a workbook: all indicators, about data and rules, a sheet for each domain, and the figures.

    Raises
    ------
    RequestError where XlsxWriter is not installed, and for more than a workbook can hold.

    """
    rules, language, translate = report.rules, report.language, report.translate
    content = table(report, COLUMNS, kept=("marks", "verdict"))
    found = sections(report)
    begin = opening(report)
    workbook = Workbook(begin.title, RESERVED)
    summed_up = [*begin.lines(), *(f"{section.prefix}{section.total}" for section in found if section.total)]
    _every(workbook, report, found, begin.total)
    basis = footer(report.shown, rules, report.provenance, (), language, translate, bar=content.has_bar)
    workbook.prose(translate("About"), [*summed_up, "", *basis])
    columns = _sheet_columns(content)
    for section in found:
        title = section.title or translate("Targets")
        page = workbook.table(title, columns)
        _rows(workbook, page, content, section.rows, report)
        workbook.text(page, len(section.rows) + 2, 0, section.total, italic=True, indent=1)
    add_charts(workbook, report.charts, translate)
    add_figures(workbook, report.rows())
    return workbook.render()


def _sheet_columns(content: Table) -> list[SheetColumn]:
    """Return the columns of the table, as wide as their cells."""
    return [
        SheetColumn(title, column_width([cell.text for cell in cells.values], column.wraps), column.right)
        for column, title, cells in zip(content.columns, content.titles, content.cells, strict=True)
    ]


def column_width(texts: list[str], wraps: bool) -> float:
    """Return the width that a column needs for its texts."""
    return min(max(map(width_of, texts), default=0), WRAPPED if wraps else WIDEST)


def _every(workbook: Workbook, report: Report, found: Sequence[Section], total: str) -> None:
    """Write the first sheet: every indicator shown, with filters, and a total row below that no filter hides."""
    several = report.everything["region"].nunique() > 1
    names = [name for name in EVERY if name != "region" or several]
    content = table(replace(report, by="", columns=report.columns.added()), names)
    names = [column.name for column in content.columns]
    indicator = names.index("indicator")
    page = workbook.table(report.translate("All targets"), _sheet_columns(content), frozen=indicator + 1)
    rows = [row for section in found for row in section.rows]
    _rows(workbook, page, content, rows, report)
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
        lines_of(lights, column_width([cell.text for cell in content.cells[names.index("verdict")].values], True)),
    )
    workbook.text(page, below + 2, indicator, total, italic=True, indent=1)


def _lights(report: Report, lights: Sequence[str]) -> str:
    """Return how many rows have each light, in words."""
    counts = {light: lights.count(light) for light in LIGHTS if light in lights}
    say = report.translate
    template = say("{light} {count}")
    return say(", ").join(template.format(light=say(LIGHTS[light]), count=count) for light, count in counts.items())


def _rows(workbook: Workbook, page: Any, content: Table, rows: Sequence[int], report: Report) -> None:
    """Write rows of a table below the titles of a sheet, with filters and with verdicts coloured by light."""
    names = [column.name for column in content.columns]
    for line_number, row in enumerate(rows, 1):
        cells = content.rows[row]
        workbook.height(page, line_number, lines_of(cells[names.index("indicator")].text, WRAPPED))
        for position, cell in enumerate(cells):
            write_cell(workbook, page, line_number, position, content.columns[position], cell)
    workbook.filtered(page, len(rows), len(names))
    colours = _colours(content.columns, report.rules, report.language)
    workbook.colour(page, len(rows), names.index("verdict"), colours)


def write_cell(workbook: Workbook, page: Any, row: int, position: int, column: Column, cell: Cell) -> None:
    """Write one cell of a table: a number where it shows one, else its text."""
    style = alignment(column.right) | {"valign": "vcenter"}
    value = None if cell.number is None else cell_value(cell.number)
    if cell.number is not None and value is not None:
        shown_as = number_format(cell.number)
        if workbook.can_use(shown_as):
            workbook.number(page, row, position, value, num_format=shown_as, **style)
            return
    if column.name == "bar":
        style["font_name"] = BAR_FONT
    if column.name == "indicator":
        style["text_wrap"] = True
    workbook.text(page, row, position, cell.text, **style)


def _colours(columns: tuple[Column, ...], rules: RuleSet, language: str) -> dict[str, str]:
    """Return formulas, written for the first row of a table, that give the light of its verdict."""
    letters = {column.name: chr(ord("A") + position) for position, column in enumerate(columns)}
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


def add_figures(workbook: Workbook, assessed: pd.DataFrame) -> None:
    """Write the sheet for other programs: the columns of csv, numbers as numbers and texts as texts."""
    rows = assessed
    numeric = {name: pd.api.types.is_numeric_dtype(rows[name]) for name in rows}
    texts = {name: rows[name].map(_figure_text).tolist() for name in rows}
    columns = [SheetColumn(str(name), column_width(texts[name], wraps=False), numeric[name]) for name in rows]
    page = workbook.table(FIGURES, columns, reserved=True)
    for position, name in enumerate(rows):
        for row, (value, text) in enumerate(zip(rows[name].tolist(), texts[name], strict=True), 1):
            if numeric[name] and not pd.isna(value):
                workbook.number(page, row, position, value)
            else:
                workbook.text(page, row, position, text, **alignment(numeric[name]))
    workbook.filtered(page, len(assessed), len(columns))


def _figure_text(value: Any) -> str:
    """Return a figure as in csv; None if it is unknown."""
    return "" if pd.isna(value) else str(value)

"""xlsx: a workbook to sort, filter and compute with. The tables of the report, and all the figures behind them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lixia_cli.assess.assess import as_rows
from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import FLAGS
from lixia_cli.render.cells import Cell
from lixia_cli.render.column import Column
from lixia_cli.render.excel.number_formats import cell_value, number_format
from lixia_cli.render.excel.workbook import SheetColumn, Workbook, alignment, lines_of, width_of
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
FIGURES = "figures"
"""The sheet with the columns of csv; its name is never translated, since other programs refer to it."""
RESERVED = ("History", FIGURES)
"""Names that the sheet of a domain must not have; the first is reserved by spreadsheet programs."""
WRAPPED, WIDEST = 48, 80
"""Maximum width of a column with wrapping words, and of any column."""
BAR_FONT = "Courier New"


def render(report: Report) -> bytes:
    """Return the report as a workbook: a sheet about data and rules, one per domain, and the figures in full precision.

    Raises
    ------
    RequestError where XlsxWriter is not installed, and for more than a workbook can hold.

    """
    rules, language, translate = report.rules, report.language, report.translate
    content = table(report, COLUMNS)
    found = sections(report)
    begin = opening(report)
    workbook = Workbook(begin.title, RESERVED)
    summed_up = [*begin.lines(), *(f"{section.prefix}{section.total}" for section in found if section.total)]
    basis = footer(report.shown, rules, report.provenance, (), language, translate)
    workbook.prose(translate("About"), [*summed_up, "", *basis])
    columns = _sheet_columns(content)
    colours = _colours(content.columns, rules, language)
    for section in found:
        title = section.title or translate("Targets")
        _table(workbook, title, columns, content, section, colours, section.total)
    _figures(workbook, report.shown)
    return workbook.render()


def _sheet_columns(content: Table) -> list[SheetColumn]:
    """Return the columns of the table, as wide as their cells."""
    by_column = list(zip(*content.rows, strict=True)) or [()] * len(content.columns)
    return [
        SheetColumn(title, _width([cell.text for cell in cells], column.wraps), column.right)
        for column, title, cells in zip(content.columns, content.titles, by_column, strict=True)
    ]


def _width(texts: list[str], wraps: bool) -> float:
    """Return the width that a column needs for its texts."""
    return min(max(map(width_of, texts), default=0), WRAPPED if wraps else WIDEST)


def _table(
    workbook: Workbook,
    title: str,
    columns: list[SheetColumn],
    content: Table,
    section: Section,
    colours: dict[str, str],
    roll_up_line: str,
) -> None:
    """Write one sheet: the table of a section with filter and colours, and its total line below."""
    page = workbook.table(title, columns)
    names = [column.name for column in content.columns]
    for line_number, row in enumerate(section.rows, 1):
        cells = content.rows[row]
        workbook.height(page, line_number, lines_of(cells[names.index("indicator")].text, WRAPPED))
        for position, cell in enumerate(cells):
            _write(workbook, page, line_number, position, content.columns[position], cell)
    workbook.filtered(page, len(section.rows), len(columns))
    workbook.colour(page, len(section.rows), names.index("verdict"), colours)
    workbook.text(page, len(section.rows) + 2, 0, roll_up_line, italic=True, indent=1)


def _write(workbook: Workbook, page: Any, row: int, position: int, column: Column, cell: Cell) -> None:
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
            tests.setdefault(status.light, []).append(f'LEFT({verdict}&" (",{len(label) + 2})="{label} ("')
    failed = f"OR({','.join(tests.get('red', ['FALSE']))})"
    # An aspiration that was not reached is not a failure.
    aspired = f'=AND({failed},ISNUMBER(FIND("{FLAGS["aspiration"].mark}",{its_marks})))'
    return {aspired: "yellow"} | {f"=OR({','.join(found)})": light for light, found in tests.items()}


def _figures(workbook: Workbook, assessed: pd.DataFrame) -> None:
    """Write the sheet for other programs: the columns of csv, numbers as numbers and texts as texts."""
    rows = as_rows(assessed)
    numeric = {name: pd.api.types.is_numeric_dtype(rows[name]) for name in rows}
    texts = {name: rows[name].map(_figure_text).tolist() for name in rows}
    columns = [SheetColumn(str(name), _width(texts[name], wraps=False), numeric[name]) for name in rows]
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

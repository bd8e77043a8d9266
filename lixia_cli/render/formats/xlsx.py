"""xlsx: a workbook to sort, filter and compute with. The tables of the report, and all the figures behind them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import FLAGS
from lixia_cli.model.schema import ASSESSED_COLUMNS
from lixia_cli.render.cells import HEADINGS, NOTHING, Heading, Row, marks, sheet, status_label
from lixia_cli.render.excel.spreadsheet import as_number
from lixia_cli.render.excel.workbook import Workbook, lines_of, side, width_of
from lixia_cli.render.report import Report
from lixia_cli.render.sections import places
from lixia_cli.render.sentences import footer, heading, roll_up
from lixia_cli.text.i18n import Translate

FIGURES = "figures"
"""The sheet with the columns of the csv; never translated, for other programs look for it."""
RESERVED = ("History", FIGURES)
"""Names that the sheet of a domain can't have: the first is one that spreadsheet programs keep for themselves."""
WRAPPED, WIDEST = 48, 80
"""The widest that a column is whose words go on in the next line, and the widest of all."""
BAR_FONT = "Courier New"

_EXACT = {
    "baseline": "baseline_value",
    "latest": "latest_value",
    "target": "target_value",
    "progress": "progress",
    "elapsed": "elapsed",
}
"""The figure that a column of the table shows rounded."""


def render(report: Report) -> bytes:
    """The report as a workbook: what it rests on, one sheet per domain, and the figures at full precision.

    Raises
    ------
    RequestError where XlsxWriter is not installed, and for more than a workbook can hold.

    """
    assessed, everything, facts = report.shown, report.everything, report.facts
    rules, language, translate = report.rules, report.language, report.translate
    workbook = Workbook(heading(everything, translate), RESERVED)
    there_are = places(assessed, everything, translate)
    roll_ups = [roll_up(place.targets, rules, language, translate) for place in there_are]
    summed_up = [f"{place.prefix}{line}" for place, line in zip(there_are, roll_ups, strict=True)]
    workbook.prose(translate("About"), [*summed_up, "", *footer(assessed, rules, facts, (), language, translate)])
    content = sheet(assessed, rules, language, translate)
    columns = _columns(content.titles, translate)
    records = assessed.to_dict("records")
    rows = [_texts(row, record) for row, record in zip(content.rows, records, strict=True)]
    widths = [_width(column, [row[column.name] for row in rows]) for column in columns]
    colours = _colours(columns, rules, language)
    verdict = [column.name for column in columns].index("verdict")
    for place, line in zip(there_are, roll_ups, strict=True):
        page = workbook.table(place.title, columns, widths)
        for line_number, row in enumerate(place.rows, 1):
            workbook.height(page, line_number, lines_of(rows[row]["indicator"], WRAPPED))
            for position, column in enumerate(columns):
                _write(workbook, page, line_number, position, column, rows[row][column.name], records[row])
        workbook.filtered(page, len(place.rows), len(columns))
        workbook.colour(page, len(place.rows), verdict, colours)
        workbook.text(page, len(place.rows) + 2, 0, line, italic=True, indent=1)
    _figures(workbook, assessed)
    return workbook.done()


def _columns(titles: tuple[str, ...], translate: Translate) -> list[Heading]:
    """The columns of the table, but a column for each thing: a cell of two numbers can't be sorted or computed with."""
    columns = []
    for column, title in zip(HEADINGS, titles, strict=True):
        if column.name == "progress":
            columns.append(replace(column, title=translate("Progress")))
            columns.append(Heading("elapsed", translate("Time elapsed"), right=True))
        else:
            columns.append(replace(column, title=title))
        if column.name == "latest":
            columns.append(Heading("period", translate("Period")))
            columns.append(Heading("marks", translate("Marks")))
    return columns


def _texts(row: Row, record: dict[Any, Any]) -> dict[str, str]:
    """The words of a row by column; what stands in one cell elsewhere is taken apart."""
    texts = {column.name: cell for column, cell in zip(HEADINGS, row.cells, strict=True)}
    progress, _, elapsed = texts["progress"].partition(" / ")
    apart = {"progress": progress, "elapsed": elapsed or NOTHING, "period": "", "marks": ""}
    if record["latest_period"]:
        apart["latest"] = texts["latest"].partition(f" ({record['latest_period']})")[0]
        apart |= {"period": record["latest_period"], "marks": marks(record)}
    return texts | apart


def _width(column: Heading, texts: list[str]) -> float:
    """How wide a column must be for its texts."""
    return min(max(map(width_of, texts), default=0), WRAPPED if column.wraps else WIDEST)


def _write(
    workbook: Workbook, page: Any, row: int, position: int, column: Heading, text: str, record: dict[Any, Any]
) -> None:
    """Write one cell of a table: a number where it shows one, else its words."""
    style = side(column) | {"valign": "vcenter"}
    if column.right:
        number = as_number(text, _exact(column.name, text, record))
        if number is not None and workbook.has_room_for(number.number_format):
            workbook.number(page, row, position, number.value, num_format=number.number_format, **style)
            return
    if column.name == "bar":
        style["font_name"] = BAR_FONT
    if column.name == "indicator":
        style["text_wrap"] = True
    workbook.text(page, row, position, text, **style)


def _exact(name: str, text: str, record: dict[Any, Any]) -> float:
    """The unrounded figure behind a cell, a percentage as a fraction."""
    if name == "percent":
        return float(record["percent_of_target"]) / 100
    if name == "needed":
        if record["status"] in ("within_limit", "over_limit"):
            return abs(float(record["gap"]))
        return float(record["cagr_needed" if "%" in text else "step_needed"])
    return float(record[_EXACT[name]])


def _colours(columns: list[Heading], rules: RuleSet, language: str) -> dict[str, str]:
    """Formulas on the first row of a table that say which light its verdict has."""
    letters = {column.name: chr(ord("A") + position) for position, column in enumerate(columns)}
    verdict, its_marks = f"${letters['verdict']}2", f"${letters['marks']}2"
    tests: dict[str, list[str]] = {}
    for status in rules.every_status():
        label = status_label(status.code, rules, language)
        # Behind the word there may be a mark in brackets.
        tests.setdefault(status.light, []).append(f'LEFT({verdict}&" (",{len(label) + 2})="{label} ("')
    failed = f"OR({','.join(tests.get('red', ['FALSE']))})"
    # What was only aspired to is no failure.
    aspired = f'=AND({failed},ISNUMBER(FIND("{FLAGS["aspiration"].mark}",{its_marks})))'
    return {aspired: "yellow"} | {f"=OR({','.join(found)})": light for light, found in tests.items()}


def _figures(workbook: Workbook, assessed: pd.DataFrame) -> None:
    """The sheet that other programs read: what the csv carries, numbers as numbers and texts as texts."""
    columns = [Heading(name, name, pd.api.types.is_numeric_dtype(assessed[name])) for name in ASSESSED_COLUMNS]
    widths = [_width(column, assessed[column.name].map(_figure_text).tolist()) for column in columns]
    page = workbook.table(FIGURES, columns, widths, reserved=True)
    for position, column in enumerate(columns):
        for row, value in enumerate(assessed[column.name].tolist(), 1):
            if column.right and not pd.isna(value):
                workbook.number(page, row, position, value)
            else:
                workbook.text(page, row, position, _figure_text(value), **side(column))
    workbook.filtered(page, len(assessed), len(columns))


def _figure_text(value: Any) -> str:
    """A figure as in the csv: nothing where it is not known."""
    return "" if pd.isna(value) else str(value)

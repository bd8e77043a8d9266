"""Write a comparison as a workbook: all indicators, about data and rules, and the rows of csv."""

from __future__ import annotations

from lixia_cli.render.compare.content import comparison_of
from lixia_cli.render.compare.formats import rows_of
from lixia_cli.render.compare.layouts import SIDE, best_layout
from lixia_cli.render.excel.sheet_cells import write_cell
from lixia_cli.render.excel.workbook import COLOURS, SheetColumn, Workbook, alignment, lines_of
from lixia_cli.render.formats.xlsx import RESERVED, WRAPPED, add_figures, column_width
from lixia_cli.render.report import Report
from lixia_cli.summarise.side_by_side import SideBySide

COLUMNS = (
    *("indicator", "unit", "nature", "target", "latest_value", "period", "marks"),
    *("progress_alone", "elapsed", "verdict"),
)
"""The columns of a sheet: one value per column, so that it can be sorted and computed with."""


def as_workbook(report: Report, shown: SideBySide, kept: SideBySide) -> bytes:
    """Return the workbook; its first sheet can be filtered, so every line has the name of its indicator.

    Raises RequestError where XlsxWriter is not installed, and for more than a workbook can hold.
    """
    comparison = comparison_of(report, shown, kept, COLUMNS)
    layout = best_layout(comparison)
    workbook = Workbook(comparison.title, RESERVED)
    lines = [(title, line) for title, those in layout.parts for line in those]
    has_sections = any(title for title, _ in layout.parts)
    texts = [[line.cells[place].text for _, line in lines] for place in range(len(layout.columns))]
    columns = [
        SheetColumn(f"{group} {title}".strip(), column_width(cells, column.wraps), column.right)
        for group, title, column, cells in zip(layout.groups, layout.titles, layout.columns, texts, strict=True)
    ]
    if has_sections:
        section = report.translate("Section")
        columns.append(SheetColumn(section, column_width([title for title, _ in lines], wraps=True), right=False))
    page = workbook.table(report.translate("Side by side"), columns)
    shared = [column.name for column in layout.columns].index(SIDE) if _has_side(layout.columns) else 0
    named = lines[0][1] if lines else None
    for row, (title, line) in enumerate(lines, 1):
        named = line if line.first else named
        workbook.height(page, row, lines_of((named or line).cells[0].text, WRAPPED))
        for place, (column, light) in enumerate(zip(layout.columns, line.lights, strict=True)):
            cell = (named or line).cells[place] if place < shared else line.cells[place]
            if light:
                letters, ground = COLOURS[light]
                style = {"font_color": letters, "bg_color": ground, "valign": "vcenter"}
                workbook.text(page, row, place, cell.text, **alignment(False), **style)
            else:
                write_cell(workbook, page, row, place, column, cell)
        if has_sections:
            workbook.text(page, row, len(columns) - 1, title, valign="vcenter", **alignment(False))
    workbook.filtered(page, len(lines), len(columns))
    workbook.prose(report.translate("About"), [*comparison.lines, "", *comparison.sentences, *comparison.bars])
    add_figures(workbook, rows_of(report, shown))
    return workbook.render()


def _has_side(columns: tuple[object, ...]) -> bool:
    return any(getattr(column, "name", "") == SIDE for column in columns)

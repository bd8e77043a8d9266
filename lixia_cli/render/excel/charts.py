"""Charts of a workbook that its user can change, each beside the table of its numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from lixia_cli.render.charts.chart import Chart
from lixia_cli.render.charts.numbers import STATE, Numbers, numbers
from lixia_cli.render.charts.scale import value_ticks
from lixia_cli.render.charts.svg import COLOURS
from lixia_cli.render.excel.workbook import Workbook
from lixia_cli.text.i18n import Translate

HEIGHT = 19
"""Rows of a sheet that a chart takes."""
_WIDTHS = (8, 22, 14)
"""Widths of the columns: time, period, numbers."""
_BLUE = COLOURS["observed"]


def _line(kind: str, dash: str, width: float = 1.75) -> Mapping[str, Any]:
    return {"line": {"color": COLOURS[kind], "dash_type": dash, "width": width}, "marker": {"type": "none"}}


def _mark(kind: str, shape: str, size: int, filled: bool = True) -> Mapping[str, Any]:
    fill = {"color": COLOURS[kind]} if filled else {"none": True}
    marker = {"type": shape, "size": size, "border": {"color": COLOURS[kind]}, "fill": fill}
    return {"line": {"none": True}, "marker": marker}


_STYLES: Mapping[str, Mapping[str, Any]] = {
    "planned": _line("planned", "dash"),
    "limit": _line("limit", "dash"),
    "needed": _line("needed", "round_dot", 2.5),
    "actual": {
        "line": {"color": _BLUE, "width": 2.25},
        "marker": {"type": "circle", "size": 6, "border": {"color": _BLUE}, "fill": {"color": _BLUE}},
    },
    "baseline": _mark("baseline", "square", 10, filled=False),
    "milestone": _mark("milestone", "diamond", 8, filled=False),
    "original": _mark("original", "diamond", 10, filled=False),
    "target": _mark("target", "diamond", 10),
    "projection": _mark("projection", "plus", 8),
}
"""How each kind is drawn, those behind first; what is not here is in the table alone."""


def add_charts(workbook: Workbook, charts: Sequence[Chart], translate: Translate) -> None:
    """Add a sheet with the charts, one below the other; none without charts."""
    if not charts:
        return
    page = workbook.sheet(translate("Charts"))
    for column, width in enumerate((*_WIDTHS, *[_WIDTHS[-1]] * 8)):
        page.set_column(column, column, width)
    row = 0
    for chart in charts:
        found = numbers(chart, translate)
        _table(workbook, page, row, chart, found, translate)
        _chart(workbook, page, row, chart, found)
        row += max(HEIGHT, len(found.rows) + 2) + 2


def _table(workbook: Workbook, page: Any, top: int, chart: Chart, found: Numbers, translate: Translate) -> None:
    """Write the numbers of a chart, below its title and unit."""
    unit = translate(" ({unit})").format(unit=chart.unit) if chart.unit else ""
    workbook.text(page, top, 0, chart.title + unit, bold=True)
    for column, title in enumerate((translate("Time"), *found.titles)):
        side = "left" if column == 1 or found.kinds[column - 2 : column - 1] == (STATE,) else "right"
        workbook.text(page, top + 1, column, title, bold=True, text_wrap=True, valign="top", bottom=1, align=side)
    for row, (time, (period, *cells)) in enumerate(zip(found.times, found.rows, strict=True), top + 2):
        workbook.number(page, row, 0, time)
        workbook.text(page, row, 1, period.text)
        for column, cell in enumerate(cells, 2):
            if cell.value is None:
                workbook.text(page, row, column, cell.text)
            else:
                workbook.number(page, row, column, cell.value, num_format="#,##0.####")


def _chart(workbook: Workbook, page: Any, top: int, chart: Chart, found: Numbers) -> None:
    """Put a chart beside its table. Names are cells, for a text might be taken for a formula."""
    name, last = page.get_name(), top + 1 + len(found.rows)
    drawn = workbook.scatter_chart()
    for kind, style in _STYLES.items():
        if kind in found.kinds and kind != STATE:
            column = 2 + found.kinds.index(kind)
            drawn.add_series(
                {
                    "name": [name, top + 1, column],
                    "categories": [name, top + 2, 0, last, 0],
                    "values": [name, top + 2, column, last, column],
                    **style,
                }
            )
    drawn.set_title({"name": [name, top, 0], "name_font": {"size": 11}})
    first, end = math.floor(min(chart.times)), math.ceil(max(chart.times))
    unit = max(1, math.ceil((end - first) / 10))
    drawn.set_x_axis({"min": first, "max": end, "major_unit": unit, "num_format": "0"})
    ticks = value_ticks(chart.values)
    axis = {"min": ticks[0][0], "max": ticks[-1][0], "major_unit": ticks[1][0] - ticks[0][0], "num_format": "#,##0.##"}
    drawn.set_y_axis({**axis, "major_gridlines": {"visible": True, "line": {"color": "#d8dee4"}}})
    drawn.show_blanks_as("span")
    drawn.set_legend({"position": "bottom"})
    drawn.set_size({"width": 720, "height": 20 * HEIGHT - 10})
    place = {"description": chart.summary, "object_position": 3}
    page.insert_chart(top, 3 + len(found.kinds), drawn, place)

"""Charts that office programs draw and their users can change, each beside the table of its numbers."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from lixia_cli.render.charts.chart import Chart, Mark
from lixia_cli.render.charts.numbers import ACTUAL, ACTUALS, STATE, Numbers, numbers
from lixia_cli.render.charts.scale import value_ticks
from lixia_cli.render.charts.svg import COLOURS
from lixia_cli.render.excel.number_formats import number_format
from lixia_cli.render.excel.workbook import Workbook
from lixia_cli.render.numbers import rounded
from lixia_cli.render.xml_text import xml_text
from lixia_cli.text.i18n import Translate

HEIGHT = 19
"""Rows of a sheet that a chart takes."""
_WIDTHS = (8, 22, 14)
"""Widths of the columns: time, period, numbers."""
_BLUE = COLOURS["observed"]
_PALE, _PALE_BLUE = "#c3c9d0", "#a8c8e8"
"""Of marks that are hollow in our own drawings: not every office program draws the border of a mark."""
_CLOSE = 0.15
"""Labels are above and below if their values are closer than this share of the axis, else beside their marks."""
_COMPUTED = ("planned", "limit", "needed", "projection")
"""What is written with the decimals of computed values."""
_TICKS = {"major_tick_mark": "outside", "minor_tick_mark": "none"}
_LABELLED = ("target", "projection")


def _line(kind: str, dash: str, width: float = 1.75) -> Mapping[str, Any]:
    return {"line": {"color": COLOURS[kind], "dash_type": dash, "width": width}, "marker": {"type": "none"}}


def _mark(kind: str, shape: str, size: int, filled: bool = True) -> Mapping[str, Any]:
    fill = {"color": COLOURS[kind] if filled else _PALE}
    marker = {"type": shape, "size": size, "border": {"color": COLOURS[kind]}, "fill": fill}
    return {"line": {"none": True}, "marker": marker}


_STYLES: Mapping[str, Mapping[str, Any]] = {
    "planned": _line("planned", "dash"),
    "limit": _line("limit", "dash"),
    "needed": _line("needed", "round_dot", 2.5),
    "baseline": _mark("baseline", "square", 11, filled=False),
    "actual": {
        "line": {"color": _BLUE, "width": 2.25},
        "marker": {"type": "circle", "size": 6, "border": {"color": _BLUE}, "fill": {"color": _BLUE}},
    },
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
    page, row = _page(workbook, translate), 0
    for chart in charts:
        found = numbers(chart, translate)
        add_table(workbook, page, row, chart, found, translate)
        drawn = new_chart(workbook, page, row, chart, found)
        drawn.set_title({"name": [page.get_name(), row, 0], "name_font": {"size": 11}})
        drawn.set_size({"width": 720, "height": 20 * HEIGHT - 10})
        place = {"description": xml_text(chart.summary), "object_position": 3}
        page.insert_chart(row, 3 + len(found.kinds), drawn, place)
        row += max(HEIGHT, len(found.rows) + 2) + 2


def chart_parts(chart: Chart, translate: Translate) -> tuple[bytes, bytes]:
    """Return a chart for documents of other programs: the xml that XlsxWriter draws it with, and its numbers.

    The numbers are a workbook, which a word processor opens for those who want to change them.
    """
    found = numbers(chart, translate)
    books = []
    for drawn in (True, False):
        workbook = Workbook(chart.title, ())
        page = _page(workbook, translate)
        add_table(workbook, page, 0, chart, found, translate)
        if drawn:
            page.insert_chart(0, 0, new_chart(workbook, page, 0, chart, found))
        books.append(workbook.render())
    with zipfile.ZipFile(io.BytesIO(books[0])) as archive:
        return archive.read("xl/charts/chart1.xml"), books[1]


def _page(workbook: Workbook, translate: Translate) -> Any:
    page = workbook.sheet(translate("Charts"))
    for column, width in enumerate((*_WIDTHS, *[_WIDTHS[-1]] * 8)):
        page.set_column(column, column, width)
    return page


def add_table(workbook: Workbook, page: Any, top: int, chart: Chart, found: Numbers, translate: Translate) -> None:
    """Write the numbers of a chart, below its title and unit."""
    workbook.text(page, top, 0, titled(chart, translate), bold=True)
    for column, title in enumerate((translate("Time"), *found.titles)):
        side = "left" if column == 1 or found.kinds[column - 2 : column - 1] == (STATE,) else "right"
        workbook.text(page, top + 1, column, title, bold=True, text_wrap=True, valign="top", bottom=1, align=side)
    for row, (time, (period, *cells)) in enumerate(zip(found.times, found.rows, strict=True), top + 2):
        workbook.number(page, row, 0, time)
        workbook.text(page, row, 1, period.text)
        for column, (kind, cell) in enumerate(zip(found.kinds, cells, strict=True), 2):
            if cell.value is None:
                workbook.text(page, row, column, cell.text)
            else:
                workbook.number(page, row, column, cell.value, num_format=_format(chart, kind, cell.value))


def titled(chart: Chart, translate: Translate) -> str:
    """Return the title of a chart with its unit."""
    return chart.title + (translate(" ({unit})").format(unit=chart.unit) if chart.unit else "")


def new_chart(workbook: Workbook, page: Any, top: int, chart: Chart, found: Numbers) -> Any:
    """Return a chart of the table at a row of a sheet. Names are cells, for a text might be taken for a formula."""
    name, last = page.get_name(), top + 1 + len(found.rows)
    drawn = workbook.scatter_chart()
    for kind, style in _STYLES.items():
        if kind in found.kinds:
            column = 2 + found.kinds.index(kind)
            drawn.add_series(
                {
                    "name": [name, top + 1, column],
                    "categories": [name, top + 2, 0, last, 0],
                    "values": [name, top + 2, column, last, column],
                    **style,
                    **(_observed(chart, found) if kind == ACTUAL else _labelled(chart, kind)),
                    **_spread(chart, kind, found.times),
                }
            )
    first, end = math.floor(min(chart.times)), math.ceil(max(chart.times))
    unit = max(1, math.ceil((end - first) / 10))
    # Room for the labels behind the last year; years stay at the bottom where values are negative.
    years = {"min": first, "max": end + unit / 2, "major_unit": unit, "num_format": "0", "label_position": "low"}
    drawn.set_x_axis({**years, **_TICKS})
    ticks = value_ticks(chart.values)
    steps = ticks[1][0] - ticks[0][0]
    shown_as = number_format(rounded(steps))
    axis = {"min": ticks[0][0], "max": ticks[-1][0], "major_unit": steps, "num_format": shown_as}
    drawn.set_y_axis({**axis, **_TICKS, "major_gridlines": {"visible": True, "line": {"color": "#d8dee4"}}})
    drawn.show_blanks_as("span")
    drawn.set_legend({"position": "bottom"})
    return drawn


def _labelled(chart: Chart, kind: str) -> Mapping[str, Any]:
    """Return the label of the one value of a kind; those of target and projection are on different sides."""
    values = {mark.kind: mark.value for mark in chart.marks if mark.kind in _LABELLED}
    if kind not in values:
        return {}
    low, high = min(values.values()), max(values.values())
    side = "right"
    if len(values) > 1 and high - low < _CLOSE * (max(chart.values) - min(chart.values)):
        target_above = values["target"] >= values["projection"]
        side = "above" if (kind == "target") == target_above else "below"
    return {"data_labels": _values(side, _format(chart, kind, values[kind]))}


def _spread(chart: Chart, kind: str, times: Sequence[float]) -> Mapping[str, Any]:
    """Return an upright bar through the target or the projection: the range asked for, or that of the projection."""
    ends: list[tuple[float, float]] = []
    if kind == "target":
        ends = [(band.low, band.high) for band in chart.bands]
    elif kind == "projection":
        ends = [(line.points[0][1], line.points[-1][1]) for line in chart.lines if line.kind == "interval"]
    values = [(mark.time, mark.value) for mark in chart.marks if mark.kind == kind]
    if not ends or not values:
        return {}
    (low, high), (time, value) = ends[0], values[-1]
    if not low <= value <= high:
        return {}  # the table has it
    bars = {"plus_values": high - value, "minus_values": value - low}
    by_point = {name: [size if one == time else 0 for one in times] for name, size in bars.items()}
    line = {"color": COLOURS[kind], "dash_type": "dash", "width": 1.25}
    return {"y_error_bars": {"type": "custom", **by_point, "line": line}}


def _observed(chart: Chart, found: Numbers) -> Mapping[str, Any]:
    """Return the points of the observations: pale unless final, with a label at the latest."""
    marks: Mapping[float, Mark] = {mark.time: mark for mark in chart.marks if mark.kind in ACTUALS}
    pale = {"fill": {"color": _PALE_BLUE}, "border": {"color": _BLUE}}
    final = [time not in marks or marks[time].kind == "final" for time in found.times]
    points = {} if all(final) else {"points": [None if filled else pale for filled in final]}
    latest = [mark for mark in marks.values() if mark.latest]
    if not latest:
        return points
    ends = [mark.value for mark in chart.marks if mark.kind == "target"]
    side = "above" if ends and ends[-1] < latest[0].value else "below"  # where the path needed from now is not
    said = _values(side, _format(chart, ACTUAL, latest[0].value))
    return {**points, "data_labels": {**said, "custom": [_label(marks.get(time)) for time in found.times]}}


def _values(side: str, shown_as: str) -> Mapping[str, Any]:
    return {"value": True, "position": side, "num_format": shown_as}


def _label(mark: Mark | None) -> Mapping[str, Any] | None:
    """Return the label of an observation: its number if it is the latest, with the sign of a bound; else none."""
    if mark is None or not mark.latest:
        return {"delete": True}
    return None if mark.kind in ("final", "preliminary") else {"value": mark.text}


def _format(chart: Chart, kind: str, value: float) -> str:
    return number_format(rounded(value, decimals=chart.decimals) if kind in _COMPUTED else rounded(value))

"""The chart of an indicator in a page: drawn for wide and for narrow screens, with its numbers as a table."""

from __future__ import annotations

from lixia_cli.render.charts.chart import Chart
from lixia_cli.render.charts.numbers import Figure, numbers
from lixia_cli.render.charts.svg import NARROW, WIDE, drawing
from lixia_cli.render.markup import Markup, element
from lixia_cli.text.i18n import Translate

LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


def figure(chart: Chart, language: str, translate: Translate, name: str = "chart") -> Markup:
    """Return the chart with its table; `name` is the start of its ids, which are unique in a page."""
    tag = LANGUAGE_TAGS[language]
    return element(
        "figure",
        {"class": "chart-figure"},
        element("div", {"class": "wide"}, drawing(chart, translate, tag, WIDE, f"{name}-wide")),
        element("div", {"class": "narrow"}, drawing(chart, translate, tag, NARROW, f"{name}-narrow")),
        element(
            "details",
            {},
            element("summary", {}, translate("Numbers of the chart ({unit})").format(unit=chart.unit or "-")),
            _table(chart, translate),
        ),
    )


def _table(chart: Chart, translate: Translate) -> Markup:
    found = numbers(chart, translate)
    head = [
        element("th", {"scope": "col", "class": "number" if place else None}, title)
        for place, title in enumerate(found.titles)
    ]
    rows = [
        element("tr", {}, element("th", {"scope": "row"}, period.text), (_cell(cell) for cell in cells))
        for period, *cells in found.rows
    ]
    table = element(
        "table", {"class": "numbers"}, element("thead", {}, element("tr", {}, head)), element("tbody", {}, rows)
    )
    name = translate("Numbers of the chart ({unit})").format(unit=chart.unit or "-")
    return element("div", {"class": "scroll", "tabindex": 0, "role": "group", "aria-label": name}, table)


def _cell(cell: Figure) -> Markup:
    if cell.value is None:
        return element("td", {"class": "number"}, cell.text)
    return element("td", {"class": "number"}, element("data", {"value": repr(cell.value)}, cell.text))

"""Tables of indicators and of groups of them: read without a script, sorted and filtered with one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lixia_cli.render.cells import NOTHING, Bars, Cell
from lixia_cli.render.column import Column
from lixia_cli.render.foreign import foreign
from lixia_cli.render.markup import Attributes, Markup, element, joined
from lixia_cli.render.pages.bars import progress_bars
from lixia_cli.render.pages.overview import LIGHTS, Group, column_title, group_title, lights_table
from lixia_cli.render.site.layout import Place, Site, verdict
from lixia_cli.text.messages import N_

_SCRIPT_WORDS = {
    "data-filter": N_("Filter by name"),
    "data-light": N_("Verdict"),
    "data-all": N_("all"),
    "data-shown": N_("{shown} of {count} shown"),
    "data-sort-by": N_("Sort by {column}"),
}
"""What the script says, in attributes of the table."""


def indicators(site: Site, place: Place, rows: Sequence[int], caption: str, leave_out: str = "") -> Markup:
    """Return the table of these rows, in this order; `leave_out` is a column of groups that are all the same."""
    words, say = site.words, site.words.say
    groups = _columns_of_groups(site, leave_out)
    titles = [
        element("th", {"scope": "col", "class": "number" if column.right else column.name}, title)
        for column, title in zip(words.table.columns, words.table.titles, strict=True)
    ]
    titles += [element("th", {"scope": "col"}, column_title(column, say)) for column in groups]
    body = [_row(site, place, row, groups) for row in rows]
    spoken: Attributes = {name: say(text) for name, text in _SCRIPT_WORDS.items()}
    lights: Attributes = {f"data-{light}": say(name) for light, name in LIGHTS.items()}
    table = element(
        "table",
        {"class": "indicators sortable", **spoken, **lights},
        element("caption", {}, caption),
        element("thead", {}, element("tr", {}, titles)),
        element("tbody", {}, body),
    )
    scrolled = element("div", {"class": "scroll", "tabindex": 0, "role": "group", "aria-label": caption}, table)
    return joined([scrolled, element("ul", {"class": "key"}, (element("li", {}, line) for line in words.key))])


def _columns_of_groups(site: Site, leave_out: str) -> list[str]:
    """Return the columns of groups that a list has behind its own."""
    own = {column.name for column in site.words.table.columns}
    kinds = ("region", site.content.by or "domain")
    return [one for one in dict.fromkeys(kinds) if one not in {leave_out, *own} and one in site.addresses.groups]


def _row(site: Site, place: Place, row: int, groups: Iterable[str]) -> Markup:
    words, table = site.words, site.words.table
    record = site.content.records[row]
    named = [_named(site, place, column, str(record[column])) for column in groups]
    described = zip(table.columns, table.titles, table.rows[row], strict=True)
    cells = [_cell(site, column, title, cell, row) for column, title, cell in described]
    name = words.name(record)
    link = element(
        "a", {"href": place.page(site.addresses.indicator(row)), "lang": foreign(name, words.language)}, name
    )
    head = element("th", {"scope": "row", "class": "indicator"}, link)
    return element("tr", {"data-row-light": table.lights[row]}, head, cells[1:], named)


def _named(site: Site, place: Place, column: str, value: str) -> Markup:
    if not value:
        return element("td")
    name = site.words.group(column, value)
    link = {"href": place.page(site.addresses.group(column, value)), "lang": foreign(name, site.words.language)}
    return element("td", {}, element("a", link, name))


def _cell(site: Site, column: Column, title: str, cell: Cell, row: int) -> Markup:
    """Return a cell; numbers and verdicts say what they are sorted by."""
    if column.name == "bar":
        return element("td", {"class": "bar"}, progress_bars(Bars.of([cell.bar]), site.words.say).rows())
    if column.name == "verdict":
        record = site.content.records[row]
        rank = site.words.ranks.get(str(record["status"]), math.inf)
        return element(
            "td", {"class": "verdict-cell", "data-sort": rank}, verdict(site.words.table.lights[row], cell.text)
        )
    marks = element("span", {"class": "marks"}, " ", cell.marks) if cell.marks else None
    style = "number" if column.right else column.name
    tag = foreign(cell.text, site.words.language)
    # On narrow screens each indicator is a card, on which a figure needs its title.
    named = title if column.right and cell.text != NOTHING else None
    return element("td", {"class": style, "data-sort": cell.value, "data-title": named, "lang": tag}, cell.text, marks)


def lights(site: Site, place: Place, column: str) -> Markup | None:
    """Return the table of the groups of a column, with links to their pages; None without groups."""
    say, lights_of = site.words.say, site.words.table.lights
    groups = []
    for value, rows in site.content.groups(column).items():
        name = site.words.group(column, value)
        link: Attributes = {"href": place.page(site.addresses.group(column, value))}
        heading = element("a", {**link, "lang": foreign(name, site.words.language)}, name)
        groups.append(Group(name, heading, [lights_of[row] for row in rows]))
    if not groups:
        return None
    attributes: Attributes = {
        "class": "scroll",
        "tabindex": 0,
        "role": "group",
        "aria-label": group_title(column, say),
    }
    return element("div", attributes, lights_table(column, groups, say))


def worst_first(site: Site, rows: Iterable[int]) -> list[int]:
    """Return the rows by their status from worst to best, then by how far they are behind; those not assessed last.

    Where a view has an order of its own they stay in it.
    """
    if site.content.ordered:
        return sorted(rows)
    records = site.content.records
    return sorted(rows, key=lambda row: _badness(records[row], site.words.ranks))


def _badness(record: Mapping[Any, Any], ranks: Mapping[str, int]) -> tuple[float, float]:
    lead = float(record["lead_pp"])
    unassessed = record["light"] == "grey"
    return (math.inf if unassessed else -ranks.get(str(record["status"]), 0), math.inf if math.isnan(lead) else lead)

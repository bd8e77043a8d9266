"""The pages of a domain, an owner or a region, and the one of all indicators."""

from __future__ import annotations

import numpy as np

from lixia_cli.render.markup import element
from lixia_cli.render.sentences import roll_up
from lixia_cli.render.site.layout import Site
from lixia_cli.render.site.listing import indicators, worst_first


def group_page(site: Site, column: str, value: str, rows: list[int]) -> bytes:
    """Return the page of one group: its total and its indicators, the worst first."""
    words = site.words
    name = words.group(column, value)
    total = roll_up(
        site.content.assessed.rows(np.array(rows)),
        site.content.rules,
        words.labels,
        name,
        "domain" if column == "domain" else "",
    )
    place = site.place(site.addresses.group(column, value))
    return site.page(
        place,
        name,
        element("h1", {}, name),
        element("p", {"class": "lead"}, total),
        indicators(site, place, worst_first(site, rows), name, leave_out=column),
    )


def every_indicator(site: Site) -> bytes:
    """Return the page with every indicator, in the order of the plan."""
    say, place = site.words.say, site.place("indicators/index.html")
    title = say("All indicators")
    return site.page(
        place,
        title,
        element("h1", {}, title),
        element("p", {"class": "lead"}, site.words.opening.total),
        indicators(site, place, range(len(site.content.records)), title),
    )

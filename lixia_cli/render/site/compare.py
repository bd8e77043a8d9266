"""Pages that compare the regions of a plan: verdicts at a glance, and one page for each indicator that several have."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from lixia_cli.render.foreign import foreign
from lixia_cli.render.markup import Child, Markup, element
from lixia_cli.render.numbers import difference_decimals, number
from lixia_cli.render.site.layout import Place, Site, verdict
from lixia_cli.summarise.regions import ranking
from lixia_cli.text.messages import N_


def compare_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every page; none without indicators that several regions have."""
    if not site.addresses.compared:
        return
    rows_of: dict[str, list[int]] = {key: [] for key in site.addresses.compared}
    for row, record in enumerate(site.content.records):
        if record["key"] in rows_of:
            rows_of[str(record["key"])].append(row)
    yield "compare/index.html", _overview(site, rows_of)
    for key, rows in rows_of.items():
        yield site.addresses.compare(key), _one(site, key, rows)


def _overview(site: Site, rows_of: dict[str, list[int]]) -> bytes:
    """Return the page with a row for each indicator and a column for each region."""
    say, place = site.words.say, site.place("compare/index.html")
    title = say("Compare regions")
    regions = list(site.content.groups("region"))
    rows = []
    for key, found in rows_of.items():
        by_region = {str(site.content.records[row]["region"]): row for row in found}
        name = site.words.name(site.content.records[found[0]])
        link = element(
            "a", {"href": place.page(site.addresses.compare(key)), "lang": foreign(name, site.words.language)}, name
        )
        cells = [_verdict(site, place, by_region.get(region)) for region in regions]
        rows.append([link, *cells])
    heads = [say("Indicator"), *(site.words.group("region", region) for region in regions)]
    lead = say("Every indicator for which several regions have a target.")
    return site.page(
        place, title, element("h1", {}, title), element("p", {"class": "lead"}, lead), _table(site, title, heads, rows)
    )


def _verdict(site: Site, place: Place, row: int | None) -> Child:
    if row is None:
        return ""
    label = verdict(site.words.table.lights[row], site.words.verdicts[row])
    return element("a", {"href": place.page(site.addresses.indicator(row)), "class": "plain"}, label)


def _one(site: Site, key: str, rows: Sequence[int]) -> bytes:
    """Return the page of one indicator: its regions by rank of their latest values, and the median."""
    words, say, place = site.words, site.words.say, site.place(site.addresses.compare(key))
    records = [site.content.records[row] for row in rows]
    name = words.name(records[0])
    values, places, middle, obstacle = ranking(records)
    decimals = difference_decimals(max(int(record["data_decimals"]) for record in records))
    order = sorted(range(len(rows)), key=lambda at: (places[at] is None, places[at] or 0))
    body = []
    for at in order:
        cells = {
            column.name: cell for column, cell in zip(words.usual.columns, words.usual.rows[rows[at]], strict=True)
        }
        region = words.group("region", str(records[at]["region"]))
        apart = math.nan if middle is None else values[at] - middle
        body.append(
            [
                element(
                    "a",
                    {"href": place.page(site.addresses.indicator(rows[at])), "lang": foreign(region, words.language)},
                    region,
                ),
                "" if places[at] is None else str(places[at]),
                cells["latest"].text,
                *(() if middle is None else ("" if math.isnan(apart) else number(apart, apart != 0, decimals),)),
                cells["target"].text,
                cells["progress"].text,
                verdict(words.table.lights[rows[at]], cells["verdict"].text),
            ]
        )
    heads = [
        say("Region"),
        say("Rank"),
        say("Latest"),
        *(() if middle is None else (say("From the median"),)),
        say("Target"),
        say("Progress / elapsed"),
        say("Verdict"),
    ]
    lead = say(obstacle or N_("Ranked by the latest value."))
    if middle is not None:
        lead = say("Ranked by the latest value; the median is {value}.").format(value=number(middle, decimals=decimals))
    return site.page(
        place,
        name,
        element("h1", {"lang": foreign(name, words.language)}, name),
        element("p", {"class": "lead"}, lead),
        _table(site, name, heads, body, right=range(1, len(heads) - 1)),
    )


def _table(
    site: Site, caption: str, heads: Sequence[str], rows: Sequence[Sequence[Child]], right: Sequence[int] = ()
) -> Markup:
    titles = [
        element(
            "th",
            {"scope": "col", "class": "number" if at in right else None, "lang": foreign(head, site.words.language)},
            head,
        )
        for at, head in enumerate(heads)
    ]
    body = [
        element(
            "tr",
            {},
            element("th", {"scope": "row"}, first),
            (element("td", {"class": "number" if at in right else None}, cell) for at, cell in enumerate(rest, 1)),
        )
        for first, *rest in rows
    ]
    table = element(
        "table", {"class": "compare"}, element("thead", {}, element("tr", {}, titles)), element("tbody", {}, body)
    )
    return element("div", {"class": "scroll", "tabindex": 0, "role": "group", "aria-label": caption}, table)

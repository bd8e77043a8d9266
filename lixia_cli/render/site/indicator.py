"""The page of an indicator: verdict, chart, everything that `lixia show` says, and the verdicts by year."""

from __future__ import annotations

from collections.abc import Iterator

from lixia_cli.explain.explain import Explanation
from lixia_cli.render.charts.describe import describe
from lixia_cli.render.document import Paragraph
from lixia_cli.render.explanation import blocks
from lixia_cli.render.foreign import foreign
from lixia_cli.render.markup import Markup, element
from lixia_cli.render.pages.blocks import as_html
from lixia_cli.render.pages.explained import split_opening
from lixia_cli.render.pages.figure import figure
from lixia_cli.render.site.layout import Place, Site, verdict


def indicator_page(site: Site, row: int, about: Explanation) -> bytes:
    """Return the page of the indicator of a row, of which `about` is the explanation in the language of the site."""
    words, say = site.words, site.words.say
    place = site.place(site.addresses.indicator(row))
    opening, rest = split_opening(blocks(about, words.language, say, None, drawn=False))
    title = words.name(site.content.records[row])
    chart = describe(about, words.language, say)
    identity = [block for block in opening if isinstance(block, Paragraph)]
    return site.page(
        place,
        title,
        element("h1", {"lang": foreign(title, words.language)}, title),
        as_html(identity, words.language),
        element("p", {"class": "headline"}, verdict(words.table.lights[row], words.verdicts[row])),
        None if chart is None else figure(chart, words.language, say),
        as_html(rest, words.language),
        _history(site, row),
        _data(site, place, row),
        _elsewhere(site, place, row),
    )


def _history(site: Site, row: int) -> Iterator[Markup]:
    """Yield the verdicts as of the end of each year, from what was observed up to then."""
    say, years = site.words.say, site.words.years
    if not years:
        return
    rows = [
        element("tr", {}, element("th", {"scope": "row"}, year), element("td", {}, verdict(*verdicts[row])))
        for year, verdicts in years.items()
    ]
    head = (element("th", {"scope": "col"}, title) for title in (say("As of"), say("Verdict")))
    table = element("table", {}, element("thead", {}, element("tr", {}, head)), element("tbody", {}, rows))
    yield element("section", {}, element("h2", {}, say("Verdicts by year")), table)


def _data(site: Site, place: Place, row: int) -> Markup:
    say = site.words.say
    links = [
        (".csv", say("figures and verdict (csv)")),
        (".json", say("everything on this page (json)")),
    ]
    items = [
        element("li", {}, element("a", {"href": place.file(site.addresses.data(row, suffix))}, text))
        for suffix, text in links
    ]
    return element("section", {}, element("h2", {}, say("Data")), element("ul", {}, items))


def _elsewhere(site: Site, place: Place, row: int) -> Markup | None:
    """Return links to the groups of the indicator and to the same indicator of other regions."""
    words, record = site.words, site.content.records[row]
    links = []
    for column in site.addresses.groups:
        value = str(record[column])
        if value:
            name = words.group(column, value)
            address = place.page(site.addresses.group(column, value))
            links.append(element("a", {"href": address, "lang": foreign(name, words.language)}, name))
    if record["key"] in site.addresses.compared:
        address = place.page(site.addresses.compare(str(record["key"])))
        links.append(element("a", {"href": address}, words.say("Compare regions")))
    if not links:
        return None
    items = [element("li", {}, link) for link in links]
    return element("nav", {"class": "elsewhere", "aria-label": words.say("See also")}, element("ul", {}, items))

"""The start page: the plan in one sentence, lights by group, what changed, and what is behind."""

from __future__ import annotations

from collections.abc import Iterator

from lixia_cli.render.markup import Markup, element
from lixia_cli.render.pages.overview import group_title
from lixia_cli.render.site.layout import Place, Site
from lixia_cli.render.site.listing import indicators, lights, worst_first

MOST = 30
"""How many of the indicators that are behind the start page lists, and how many changes."""


def start_page(site: Site, place: Place) -> bytes:
    """Return the start page at a place."""
    words, say = site.words, site.words.say
    opening = words.opening
    return site.page(
        place,
        opening.title,
        element("h1", {}, opening.title),
        (element("p", {"class": "lead"}, line) for line in opening.lines()),
        _behind(site, place),
        element("section", {}, element("h2", {}, say("Changed verdicts")), _changes(site, place)),
        _groups(site, place),
    )


def _behind(site: Site, place: Place) -> Iterator[Markup]:
    """Yield the indicators with a red or yellow light, the worst first unless a view orders them."""
    say, lights_of = site.words.say, site.words.table.lights
    title = say("What is behind") if site.content.ordered else say("What is behind, the worst first")
    behind = worst_first(site, [row for row, light in enumerate(lights_of) if light in ("red", "yellow")])
    yield element("h2", {}, title)
    if not behind:
        yield element("p", {}, say("Nothing that can be assessed is behind."))
    else:
        yield indicators(site, place, behind[:MOST], title)
    text = say("All {count} indicators").format(count=len(lights_of))
    yield element("p", {}, element("a", {"href": place.page("indicators/index.html")}, text))


def _groups(site: Site, place: Place) -> Iterator[Markup]:
    for column in site.content.grouped:
        table = lights(site, place, column)
        if table is not None:
            yield element("section", {}, element("h2", {}, group_title(column, site.words.say)), table)


def _changes(site: Site, place: Place) -> Iterator[Markup]:
    """Yield a sentence on the last build, and the changed verdicts so far, the latest first."""
    content, say = site.content, site.words.say
    new = [change for change in content.changes if change.date == content.today]
    if not content.built_before:
        yield element("p", {}, say("This is the first build; later ones say here which verdicts have changed."))
    elif not new:
        sentence = say("No verdict has changed since the build of {date}.")
        yield element("p", {}, sentence.format(date=content.built_before))
    items = [_change(site, place, number) for number in range(min(len(content.changes), MOST))]
    if items:
        yield element("ul", {"class": "changes"}, items)


def _change(site: Site, place: Place, number: int) -> Markup:
    change, words = site.content.changes[number], site.words
    row = site.content.rows_by_id.get((change.region, change.key))
    name = change.key if row is None else words.name(site.content.records[row])
    link = name if row is None else element("a", {"href": place.page(site.addresses.indicator(row))}, name)
    values = {"before": words.status(change.before), "after": words.status(change.after)}
    date = element("time", {"datetime": change.date}, change.date)
    return element("li", {}, date, " ", link, words.say(": {before} → {after}").format(**values))

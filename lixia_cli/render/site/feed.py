"""The feed of changed verdicts (Atom, RFC 4287)."""

from __future__ import annotations

import uuid

from lixia_cli.render.markup import Markup, element
from lixia_cli.render.site.content import Change
from lixia_cli.render.site.layout import Site

MOST = 100
"""Entries of the feed."""
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:lixia:site")


def feed(site: Site, at_root: bool) -> bytes:
    """Return the feed; addresses are relative to it, for nobody knows where the site will be."""
    content, words = site.content, site.words
    home = f"{words.language}/index.html" if at_root else "index.html"
    latest = content.changes[0].date if content.changes else content.today
    entries = [_entry(site, change, at_root) for change in content.changes[:MOST]]
    page = element(
        "feed",
        {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": words.tag},
        element("id", {}, _id(*_plans(site), words.language)),
        element("title", {}, words.say("{title}: changed verdicts").format(title=words.opening.title)),
        element("updated", {}, _moment(latest)),
        element("author", {}, element("name", {}, "lixia")),
        element("link", {"rel": "alternate", "type": "text/html", "href": home}),
        element("link", {"rel": "self", "type": "application/atom+xml", "href": "feed.xml"}),
        entries,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{page}\n'.encode("utf-8", "replace")


def _entry(site: Site, change: Change, at_root: bool) -> Markup:
    words = site.words
    row = site.content.rows_by_id.get((change.region, change.key))
    name = change.key if row is None else words.name(site.content.records[row])
    before, after = words.status(change.before), words.status(change.after)
    periods = " → ".join(period for period in dict.fromkeys((change.period_before, change.period)) if period)
    summary = f"{before} → {after}" + (words.say(" ({period})").format(period=periods) if periods else "")
    prefix = f"{words.language}/" if at_root else ""
    path = "index.html" if row is None else site.addresses.indicator(row)
    return element(
        "entry",
        {},
        element("id", {}, _id(*_plans(site), *map(str, vars(change).values()))),
        element("title", {}, words.say("{name}: {text}").format(name=name, text=f"{before} → {after}")),
        element("updated", {}, _moment(change.date)),
        element("link", {"rel": "alternate", "type": "text/html", "href": prefix + path}),
        element("summary", {}, summary),
    )


def _plans(site: Site) -> list[str]:
    return site.content.assessed.texts("plan").unique()


def _id(*parts: str) -> str:
    return uuid.uuid5(_SPACE, "\0".join(parts).encode("utf-8", "replace").decode()).urn


def _moment(date: str) -> str:
    return f"{date}T00:00:00Z"

"""All files of a site, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lixia_cli.explain.explain import Explanation
from lixia_cli.files.packaged import packaged_text
from lixia_cli.render.names import with_names
from lixia_cli.render.pages.page import stylesheet
from lixia_cli.render.site.addresses import Addresses
from lixia_cli.render.site.compare import compare_pages
from lixia_cli.render.site.content import Content
from lixia_cli.render.site.data import data_files, data_page
from lixia_cli.render.site.feed import feed
from lixia_cli.render.site.groups import every_indicator, group_page
from lixia_cli.render.site.indicator import indicator_page
from lixia_cli.render.site.layout import Site
from lixia_cli.render.site.methods_page import methods_page
from lixia_cli.render.site.start import start_page
from lixia_cli.render.site.words import Words
from lixia_cli.text.i18n import LANGUAGES, translator

Explain = Callable[[str], Sequence[Explanation]]
"""Take a language and return the explanations of all rows in it."""


def files(content: Content, explain: Explain, language: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file; the start page at the root is in `language`."""
    addresses = Addresses(content)
    for name in ("site.css", "site.js", "icon.svg"):
        style = f"{stylesheet()}\n" if name == "site.css" else ""
        yield f"assets/{name}", (style + packaged_text(__package__, name)).encode()
    for other in LANGUAGES:
        site = Site(content, addresses, Words(other, translator(other) if other != "en" else str, content))
        explanations = explain(other)
        if other == "en":
            yield from data_files(site, explanations)
        for path, page in _pages(site, explanations):
            yield f"{other}/{path}", page
        if other == language:
            yield "index.html", start_page(site, site.place("index.html", at_root=True))
            yield "feed.xml", feed(site, at_root=True)


def _pages(site: Site, explanations: Sequence[Explanation]) -> Iterator[tuple[str, bytes]]:
    """Yield every file of one language."""
    yield "index.html", start_page(site, site.place("index.html"))
    yield "indicators/index.html", every_indicator(site)
    yield "methods.html", methods_page(site)
    yield "data.html", data_page(site)
    yield "feed.xml", feed(site, at_root=False)
    for column in site.content.grouped:
        for value, rows in site.content.groups(column).items():
            yield site.addresses.group(column, value), group_page(site, column, value, rows)
    yield from compare_pages(site)
    for row, about in enumerate(explanations):
        yield site.addresses.indicator(row), indicator_page(site, row, with_names(about, site.words.labels))

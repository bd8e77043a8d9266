"""The frame of every page: head with the policy of its content, navigation, switch of languages, foot."""

from __future__ import annotations

from dataclasses import dataclass

from lixia_cli import __version__
from lixia_cli.render.markup import Attributes, Child, Markup, element
from lixia_cli.render.pages.figure import LANGUAGE_TAGS
from lixia_cli.render.pages.overview import SHAPES
from lixia_cli.render.site.addresses import Addresses
from lixia_cli.render.site.content import Content
from lixia_cli.render.site.words import Words
from lixia_cli.text.messages import N_

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""Nothing but the files of the site, no script or style inside of a page, no form that sends anything."""
OTHER = {"zh": ("en", "English"), "en": ("zh", "中文")}
_NAVIGATION = {"index.html": N_("Overview"), "indicators/index.html": N_("All indicators")}
_COMPARE = {"compare/index.html": N_("Compare regions")}
_METHODS = {"methods.html": N_("Methods"), "data.html": N_("Data")}


@dataclass(frozen=True)
class Place:
    """Where a page is, and how it names others."""

    path: str
    """Its file inside of the folder of its language."""
    language: str
    up: str
    """The way from its folder to the root of the site; empty for the page that is there."""

    def page(self, path: str) -> str:
        """Return the address of another page of the same language."""
        return f"{self.up}{self.language}/{path}"

    def file(self, path: str) -> str:
        """Return the address of a file that is named from the root of the site."""
        return f"{self.up}{path}"


@dataclass(frozen=True)
class Site:
    """Content, addresses and words: what a page of one language is made from."""

    content: Content
    addresses: Addresses
    words: Words

    def place(self, path: str, at_root: bool = False) -> Place:
        """Return the place of a page of this language."""
        return Place(path, self.words.language, "" if at_root else "../" * (path.count("/") + 1))

    def page(self, place: Place, title: str, *children: Child) -> bytes:
        """Return a page with a title and the content of its main part."""
        words = self.words
        body = element(
            "body",
            {},
            element("a", {"class": "skip", "href": "#content"}, words.say("Skip to the content")),
            self._header(place),
            element("main", {"id": "content"}, *children),
            self._footer(place),
        )
        page = element("html", {"lang": words.tag}, self._head(place, title), body)
        return f"<!doctype html>\n{page}\n".encode("utf-8", "replace")

    def _head(self, place: Place, title: str) -> Markup:
        other, _ = OTHER[self.words.language]
        full = title if title == self.words.opening.title else f"{title} · {self.words.opening.title}"
        links: list[Attributes] = [
            {"rel": "stylesheet", "href": place.file("assets/site.css")},
            {"rel": "icon", "href": place.file("assets/icon.svg"), "type": "image/svg+xml"},
            {"rel": "alternate", "hreflang": LANGUAGE_TAGS[other], "href": place.file(f"{other}/{place.path}")},
            {"rel": "alternate", "type": "application/atom+xml", "href": place.page("feed.xml")},
        ]
        if not place.up:
            links.append({"rel": "canonical", "href": place.page(place.path)})
        return element(
            "head",
            {},
            element("meta", {"charset": "utf-8"}),
            element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
            element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            element("meta", {"name": "referrer", "content": "no-referrer"}),
            element("meta", {"name": "generator", "content": f"lixia {__version__}"}),
            element("title", {}, full),
            (element("link", link) for link in links),
            element("script", {"src": place.file("assets/site.js"), "defer": True}),
        )

    def _header(self, place: Place) -> Markup:
        say = self.words.say
        other, name = OTHER[self.words.language]
        pages = _NAVIGATION | (_COMPARE if self.addresses.compared else {}) | _METHODS
        links = [
            element(
                "li",
                {},
                element(
                    "a",
                    {"href": place.page(page), "aria-current": "page" if page == place.path else None},
                    say(title),
                ),
            )
            for page, title in pages.items()
        ]
        tag = LANGUAGE_TAGS[other]
        switch: Attributes = {"href": place.file(f"{other}/{place.path}"), "lang": tag, "hreflang": tag}
        return element(
            "header",
            {},
            element(
                "div",
                {"class": "frame"},
                element("nav", {"aria-label": say("Pages")}, element("ul", {}, links)),
                element("a", {"class": "switch", **switch}, name),
            ),
        )

    def _footer(self, place: Place) -> Markup:
        content, words = self.content, self.words
        methods = element("a", {"href": place.page("methods.html")}, words.say("How it is computed and judged"))
        built = words.say("Built on {date} by lixia {version}.").format(date=content.today, version=__version__)
        feed = element("a", {"href": place.page("feed.xml")}, words.say("Feed of changed verdicts (Atom)"))
        return element(
            "footer",
            {},
            element(
                "div",
                {"class": "frame"},
                element("p", {}, words.basis[0], " ", methods),
                element("p", {}, built, " ", feed),
            ),
        )


def verdict(light: str, label: str) -> Markup:
    """Return a verdict: a shape in the colour of its light, and its word."""
    shape = element("span", {"class": "shape", "aria-hidden": "true"}, SHAPES[light])
    return element("span", {"class": f"verdict {light}"}, shape, " ", label)

"""A self-contained html page around some content."""

from __future__ import annotations

from lixia_cli.files.packaged import packaged_text
from lixia_cli.render.markup import Markup, element
from lixia_cli.render.pages.figure import LANGUAGE_TAGS

STYLES = ("page.css", "chart.css")


def stylesheet() -> str:
    """Return the style of pages: its files one after the other."""
    return "\n".join(packaged_text(__package__, name) for name in STYLES)


def page(title: str, content: Markup, language: str) -> bytes:
    """Return a page in UTF-8 with this title and body, without scripts or external resources."""
    head = element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("title", {}, title),
        Markup(f"<style>\n{stylesheet()}</style>"),
    )
    whole = element("html", {"lang": LANGUAGE_TAGS[language]}, head, element("body", {}, content))
    return f"<!doctype html>\n{whole}\n".encode("utf-8", "replace")

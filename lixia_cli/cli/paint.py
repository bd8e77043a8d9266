"""Colour the lines of a document on a terminal, by title and light."""

from __future__ import annotations

from collections.abc import Callable

import click

_STYLES = {"title": {"bold": True}, "green": {"fg": "green"}, "yellow": {"fg": "yellow"}}
_STYLES |= {"red": {"fg": "red", "bold": True}, "grey": {"fg": "bright_black"}}


def paint(color: bool) -> Callable[[str, str], str]:
    """Return the function that colours a text by its kind, a title or a light; without `color` it changes nothing."""
    return _painted if color else lambda text, _: text


def _painted(text: str, kind: str) -> str:
    return click.style(text, **_STYLES[kind])  # type: ignore[arg-type]  # two keywords of style

"""Texts in another language than that of their page."""

from __future__ import annotations

from lixia_cli.text.patterns import Pattern

_CHINESE = Pattern("[\u3400-\u9fff]")


def foreign(text: str, language: str) -> str | None:
    """Return the language tag of Chinese text on an English page, for screen readers and glyphs; else None."""
    return "zh-CN" if language != "zh" and not text.isascii() and _CHINESE.search(text) else None

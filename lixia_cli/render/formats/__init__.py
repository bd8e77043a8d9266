"""The formats of a report: what each is called, the suffix that stands for it, and the module that writes it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lixia_cli.render.report import Report


class Format(NamedTuple):
    """One format."""

    suffix: str
    """Of file names that stand for it; the first format with a suffix has it."""
    module: str
    function: str = "render"


FORMATS = {
    "table": Format(".txt", "table"),
    "plain": Format(".txt", "table", "render_plain"),
    "csv": Format(".csv", "delimited", "render_csv"),
    "tsv": Format(".tsv", "delimited", "render_tsv"),
    "json": Format(".json", "json"),
    "jsonl": Format(".jsonl", "json", "render_lines"),
    "markdown": Format(".md", "markdown"),
    "html": Format(".html", "html"),
    "xlsx": Format(".xlsx", "xlsx"),
}
SUFFIXES = {name: form.suffix for name, form in FORMATS.items()}


def render(report: Report, name: str) -> str | bytes:
    """The report in a format: text for people's terminals, bytes for everything else.

    Only the module that writes the format is loaded.
    """
    form = FORMATS[name]
    module = importlib.import_module(f"{__name__}.{form.module}")
    content: str | bytes = getattr(module, form.function)(report)
    return content

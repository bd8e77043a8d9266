"""The formats of a report: what each is called, the suffix that stands for it, and the module that writes it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from lixia_cli.render.report import Report


class Renderer(Protocol):
    """What the function of every format is."""

    def __call__(self, report: Report) -> str | bytes:
        """The report: text for people's terminals, bytes for everything else."""


class Format(NamedTuple):
    """One format."""

    suffix: str
    """Of file names that stand for it; the first format with a suffix has it."""
    module: str
    function: str = "render"
    binary: bool = False
    """Nothing that a person can read on a terminal."""
    excel: bool = False
    """It can be written for Excel."""


FORMATS = {
    "table": Format(".txt", "table"),
    "plain": Format(".txt", "table", "render_plain"),
    "csv": Format(".csv", "csv", "render_csv", excel=True),
    "tsv": Format(".tsv", "csv", "render_tsv", excel=True),
    "json": Format(".json", "json"),
    "jsonl": Format(".jsonl", "json", "render_lines"),
    "markdown": Format(".md", "markdown"),
    "html": Format(".html", "html"),
    "xlsx": Format(".xlsx", "xlsx", binary=True),
}
SUFFIXES = {name: form.suffix for name, form in FORMATS.items()}


def renderer(name: str) -> Renderer:
    """The function that writes a format. Only the module of that format is loaded."""
    form = FORMATS[name]
    module = importlib.import_module(f"{__name__}.{form.module}")
    function: Renderer = getattr(module, form.function)
    return function


def render(report: Report, name: str) -> str | bytes:
    """The report in a format: text for people's terminals, bytes for everything else."""
    return renderer(name)(report)

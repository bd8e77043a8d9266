"""The formats of a report: name, file suffix, and the module that writes it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lixia_cli.files.replace import Content
    from lixia_cli.render.report import Report

    Renderer = Callable[[Report], str | Content]
    """Makes a report: text for terminals, bytes for everything else."""
    RowsRenderer = Callable[[Report, bool], Iterator[bytes | bytearray]]
    """Yields the rows of a report that holds some of them, behind what comes before the first if they are that."""


class Format(NamedTuple):
    """One format."""

    suffix: str
    """Suffix of file names that selects the format; of several formats, it selects the first."""
    module: str
    function: str = "render"
    binary: bool = False
    """Whether the output cannot be shown on a terminal."""
    excel: bool = False
    """Whether ``--excel`` applies."""
    cites: bool = False
    """Whether it lists the sources of its figures."""
    draws: bool = False
    """Whether it draws the trends of its rows."""
    charts: bool = False
    """Whether it has charts of what is behind."""
    rows: str = ""
    """The function that writes some of the rows, where the whole is nothing but the rows below each other."""


FORMATS = {
    "table": Format(".txt", "table"),
    "plain": Format(".txt", "table", "render_plain"),
    "csv": Format(".csv", "csv", "render_csv", excel=True, rows="csv_rows"),
    "tsv": Format(".tsv", "csv", "render_tsv", excel=True, rows="tsv_rows"),
    "json": Format(".json", "json"),
    "jsonl": Format(".jsonl", "json", "render_lines", rows="json_lines"),
    "markdown": Format(".md", "markdown"),
    "sentences": Format(".txt", "sentences"),
    "html": Format(".html", "html", draws=True),
    "xlsx": Format(".xlsx", "xlsx", binary=True, charts=True),
    "docx": Format(".docx", "docx", binary=True, cites=True, charts=True),
}
SUFFIXES = {name: form.suffix for name, form in FORMATS.items()}


def renderer(name: str) -> Renderer:
    """Return the function that writes a format, loading its module only."""
    form = FORMATS[name]
    function: Renderer = getattr(_module(form), form.function)
    return function


def render(report: Report, name: str) -> str | Content:
    """Return the report in a format: text for terminals, bytes for everything else."""
    return renderer(name)(report)


def rows_renderer(name: str) -> RowsRenderer:
    """Return the function that writes some of the rows in a format that has one; see `Format.rows`."""
    form = FORMATS[name]
    function: RowsRenderer = getattr(_module(form), form.rows)
    return function


def _module(form: Format) -> ModuleType:
    return importlib.import_module(f"{__name__}.{form.module}")

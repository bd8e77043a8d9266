"""Complete half-written arguments in a shell with names from the files and rule sets, without loading pandas."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from lixia_cli.cli.base import ENCODING
from lixia_cli.files.problems import InputError, Place
from lixia_cli.text.i18n import choose
from lixia_cli.text.messages import RequestError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from lixia_cli.model.schema import Column


def complete_keys(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the keys of the chosen plan, each with its name."""
    from click.shell_completion import CompletionItem

    names = ("name_zh", "name_en") if choose("", os.environ) == "zh" else ("name_en", "name_zh")
    rows = [row for row in _targets(context) if row["plan"] == (context.params.get("plan") or row["first_plan"])]
    found = {row["key"]: row[names[0]] or row[names[1]] for row in rows}
    return [CompletionItem(key, help=name) for key, name in found.items() if key.startswith(incomplete)]


def complete_cells(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the values in the targets' column of the parameter: plans, regions, domains."""
    column = {"domains": "domain"}.get(str(parameter.name), str(parameter.name))
    found = dict.fromkeys(row[column] for row in _targets(context))
    return [name for name in found if name and name.startswith(incomplete)]


def complete_methods(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of the rule sets."""
    from lixia_cli.assess import methods
    from lixia_cli.cli.rule_sets import own_rule_sets

    names = [*methods.names(), *own_rule_sets(context)]
    return [name for name in names if name.startswith(incomplete)]


def complete_statuses(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the statuses of the chosen rule set; after a comma, those for the next name."""
    from click.shell_completion import CompletionItem

    from lixia_cli.assess import methods
    from lixia_cli.cli.rule_sets import own_rule_sets

    given = context.params.get("method") or methods.DEFAULT
    name = given if isinstance(given, str) else given[0]
    own = own_rule_sets(context)
    if name not in own and name not in methods.names():
        return []
    before, comma, last = incomplete.rpartition(",")
    language = choose("", os.environ)
    return [
        CompletionItem(before + comma + status.code, help=status.label.text(language))
        for status in (own[name] if name in own else methods.load(name)).every_status()
        if status.code.startswith(last)
    ]


def complete_encodings(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the most common encodings; others are accepted too."""
    from lixia_cli.read.encodings import SUGGESTED

    return [name for name in SUGGESTED if name.startswith(incomplete.lower())]


def _declared(path: str) -> tuple[Sequence[Column], Mapping[str, str]]:
    """Return the columns of targets and their defaults, as the settings say for a file that is not bundled."""
    from lixia_cli.cli.settings_file import conventions, read_settings
    from lixia_cli.files.bundled import is_bundled
    from lixia_cli.read.conventions import NO_CONVENTIONS

    known = NO_CONVENTIONS if is_bundled(path) else conventions(read_settings(None, os.environ))
    return known.declared("targets"), known.defaults.get("targets", {})


def _targets(context: click.Context) -> Iterator[dict[str, str]]:
    """Yield the rows of the targets with the columns' own names, and the plan of the first row.

    Ends where the file can't be read further. Standard input and what may never end is left alone.
    """
    from lixia_cli.files.bundled import bundled
    from lixia_cli.read.source import split_sheet

    with contextlib.suppress(OSError, InputError, RequestError):
        path, sheet = split_sheet(context.params.get("targets") or bundled("targets.csv"))
        if not os.path.isfile(path):
            return
        columns, defaults = _declared(path)
        empty = {column.name: column.default for column in columns} | dict(defaults)
        first_plan = None
        for cells in _rows(path, sheet, columns, context.meta.get(ENCODING)):
            if any(cells.values()):
                target = empty | {name: cell for name, cell in cells.items() if cell}
                first_plan = first_plan or target["plan"]
                yield target | {"first_plan": first_plan}


def _rows(path: str, sheet: str | None, columns: Sequence[Column], encoding: str | None) -> Iterator[Mapping[str, str]]:
    """Yield the cells of each row of a file of targets, or of a sheet, by declared column."""
    from lixia_cli.model.schema import TARGET_COLUMNS
    from lixia_cli.read.csv_grid import csv_grid
    from lixia_cli.read.csv_text import cell_limit, read_header, records, split_lines
    from lixia_cli.read.encodings import decode
    from lixia_cli.read.headers import match_headers, names_needed
    from lixia_cli.read.layouts.context import Context
    from lixia_cli.read.layouts.names import has_names, names_of_rows
    from lixia_cli.read.source import WORKBOOK, read_bytes

    content = read_bytes(path)
    if content.startswith(WORKBOOK):
        from lixia_cli.read.workbooks.workbook import read_workbook

        grid = read_workbook(content, path, sheet, Context(columns), has_names)
        yield from names_of_rows(grid, Context(columns))
        return
    text = decode(content, path, encoding).text
    header = read_header(text, path, TARGET_COLUMNS)
    if not names_needed(header.cells, columns):
        table = csv_grid(text, path, Context(columns))
        yield from names_of_rows(table, Context(columns)) if table else ()
        return
    positions, _ = match_headers(header.cells, columns, Place(path))
    with cell_limit():
        for _, _, row in itertools.islice(records(lambda: split_lines(text), header.separator, path), 1, None):
            yield {name: row[position].strip() for name, position in positions.items() if position < len(row)}

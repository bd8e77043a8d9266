"""What a shell offers for an argument half written: names out of the files and rule sets, without loading pandas."""

from __future__ import annotations

import contextlib
import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from lixia_cli.assess import methods
from lixia_cli.files.bundled import bundled
from lixia_cli.files.problems import STANDARD_INPUT
from lixia_cli.model.schema import TARGET_COLUMNS
from lixia_cli.text.i18n import choose
from lixia_cli.text.messages import RequestError


def complete_keys(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Keys of the plan asked for, each with its name."""
    names = ("name_zh", "name_en") if choose((), os.environ) == "zh" else ("name_en", "name_zh")
    rows = [row for row in _targets(context) if row["plan"] == (context.params.get("plan") or row["first_plan"])]
    found = {row["key"]: row[names[0]] or row[names[1]] for row in rows}
    return [CompletionItem(key, help=name) for key, name in found.items() if key.startswith(incomplete)]


def complete_cells(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What stands in the targets' column of the parameter: plans, regions, domains."""
    column = {"domains": "domain"}.get(str(parameter.name), str(parameter.name))
    found = dict.fromkeys(row[column] for row in _targets(context))
    return [CompletionItem(name) for name in found if name and name.startswith(incomplete)]


def complete_methods(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the rule sets."""
    return [CompletionItem(name) for name in methods.names() if name.startswith(incomplete)]


def complete_statuses(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The statuses of the rule set asked for; behind a comma the next one."""
    name = context.params.get("method") or methods.DEFAULT
    if name not in methods.names():
        return []
    before, comma, last = incomplete.rpartition(",")
    language = choose((), os.environ)
    return [
        CompletionItem(before + comma + status.code, help=status.label.said_in(language))
        for status in methods.load(name).every_status()
        if status.code.startswith(last)
    ]


def _targets(context: click.Context) -> Iterator[dict[str, str]]:
    """The rows of the targets with the columns' own names, and the plan of the first row; none if it can't be read."""
    with contextlib.suppress(OSError, UnicodeDecodeError, csv.Error, RequestError, StopIteration):
        path = context.params.get("targets") or bundled("targets.csv")
        if path == STANDARD_INPUT:
            return
        text = _decoded(Path(path).read_bytes())
        separator = max(",\t;", key=text.partition("\n")[0].count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        known = {alias: column.name for column in TARGET_COLUMNS for alias in (column.name, *column.aliases)}
        header = [known.get(name.strip(), name) for name in next(rows)]
        empty = {column.name: column.default for column in TARGET_COLUMNS}
        first_plan = None
        for row in rows:
            cells = empty | {name: cell.strip() for name, cell in zip(header, row, strict=False) if cell.strip()}
            first_plan = first_plan or cells["plan"]
            yield cells | {"first_plan": first_plan}


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")

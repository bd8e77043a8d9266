"""From the file options to checked frames: shared by every command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from lixia_cli import exits
from lixia_cli.bundled import bundled
from lixia_cli.commands.help import Function, Option
from lixia_cli.language import Translate
from lixia_cli.problems import STANDARD_INPUT, InputError, Message, Problem, RequestError

if TYPE_CHECKING:
    import pandas as pd


def _be_quiet(context: click.Context, _: click.Parameter, quiet: bool) -> None:
    """The callback of ``--quiet``."""
    context.meta[exits.QUIET] = quiet


def file_options(command: Function) -> Function:
    """Add ``--targets``, ``--actuals`` and ``--quiet`` to a command."""
    command = click.option(
        "-q",
        "--quiet",
        cls=Option,
        is_flag=True,
        expose_value=False,
        callback=_be_quiet,
        help="No notes on standard error, errors only.",
    )(command)
    command = click.option("--actuals", cls=Option, metavar="FILE", help="What happened (CSV); - is standard input.")(
        command
    )
    return click.option("--targets", cls=Option, metavar="FILE", help="What was promised (CSV); - is standard input.")(
        command
    )


class Files(NamedTuple):
    """The two files of a plan."""

    targets: str
    actuals: str
    bundled: bool


def find_files(targets: str | None, actuals: str | None) -> Files:
    """The files named on the command line, or those of the bundled plan.

    Raises RequestError for one without the other, and for both from standard input.
    """
    if (targets is None) != (actuals is None):
        missing = "--actuals" if actuals is None else "--targets"
        raise RequestError(Message("--targets and --actuals go together; {missing} is missing", {"missing": missing}))
    if targets == actuals == STANDARD_INPUT:
        raise RequestError(Message("only one of --targets and --actuals can be standard input"))
    if targets is None or actuals is None:
        return Files(bundled("targets.csv"), bundled("actuals.csv"), True)
    return Files(targets, actuals, False)


def load(files: Files, translate: Translate) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read and check both files; returns the typed targets and actuals. Raises InputError with all their problems."""
    from lixia_cli.check import check_plan
    from lixia_cli.columns import ACTUAL_COLUMNS, TARGET_COLUMNS
    from lixia_cli.read import read_table

    tables, problems, count = [], list[Problem](), 0
    for source, columns in ((files.targets, TARGET_COLUMNS), (files.actuals, ACTUAL_COLUMNS)):
        try:
            tables.append(read_table(source, columns))
        except InputError as error:
            problems += error.problems
            count += error.count
    if problems:
        raise InputError(problems, count)
    for table in tables:
        for message in table.notes:
            exits.note(message, translate)
    targets, actuals = check_plan(*tables)
    return targets, actuals


def find_sources(path: str | None, files: Files) -> str | None:
    """sources.csv: the file named, else the one beside the targets, None without any."""
    beside = Path(files.targets).parent / "sources.csv"
    if path is None and files.targets != STANDARD_INPUT and beside.is_file():
        return str(beside)
    return path


def load_sources(path: str | None, translate: Translate) -> pd.DataFrame:
    """Read and check sources.csv as `find_sources` found it; an empty frame for None.

    Raises InputError with its problems.
    """
    from lixia_cli.check.sources import check_sources
    from lixia_cli.columns import SOURCE_COLUMNS
    from lixia_cli.read import parse_table, read_table

    if path is None:
        return check_sources(parse_table(b"id\n", "", SOURCE_COLUMNS))
    table = read_table(path, SOURCE_COLUMNS)
    for message in table.notes:
        exits.note(message, translate)
    return check_sources(table)

"""From the file options to checked frames: shared by every command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from lixia_cli.cli import diagnostics as exits
from lixia_cli.cli.base import Function, Option
from lixia_cli.files.bundled import bundled
from lixia_cli.files.problems import STANDARD_INPUT, InputError, Problem
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_, Message, RequestError

if TYPE_CHECKING:
    import pandas as pd

    from lixia_cli.read.records import Records


def _be_quiet(context: click.Context, _: click.Parameter, quiet: bool) -> None:
    """The callback of ``--quiet``."""
    context.meta[exits.QUIET] = quiet


def _show_tracebacks(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """The callback of ``--debug``."""
    context.meta[exits.DEBUG] = wanted


def file_options(command: Function) -> Function:
    """Add what every command has to one: ``--targets``, ``--actuals``, ``--quiet`` and ``--debug``."""
    command = click.option(
        "--debug",
        cls=Option,
        is_flag=True,
        expose_value=False,
        callback=_show_tracebacks,
        help=N_("Show where an error comes from."),
    )(command)
    command = click.option(
        "-q",
        "--quiet",
        cls=Option,
        is_flag=True,
        expose_value=False,
        callback=_be_quiet,
        help=N_("No notes on standard error, errors only."),
    )(command)
    command = click.option(
        "--actuals", cls=Option, metavar="FILE", help=N_("What happened (CSV); - is standard input.")
    )(command)
    return click.option(
        "--targets", cls=Option, metavar="FILE", help=N_("What was promised (CSV); - is standard input.")
    )(command)


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


def read_plan(files: Files, translate: Translate) -> tuple[Records, Records]:
    """Read both files; returns the records of targets and actuals. Raises InputError with what is wrong with them."""
    from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
    from lixia_cli.read.read import read

    inputs, problems, count = [], list[Problem](), 0
    for source, columns in ((files.targets, TARGET_COLUMNS), (files.actuals, ACTUAL_COLUMNS)):
        try:
            inputs.append(read(source, columns))
        except InputError as error:
            problems += error.problems
            count += error.count
    if problems:
        raise InputError(problems, count)
    for records in inputs:
        for message in records.notes:
            exits.note(message, translate)
    return inputs[0], inputs[1]


def load(files: Files, translate: Translate) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read and check both files; returns the typed targets and actuals. Raises InputError with all their problems."""
    from lixia_cli.check.plan import check_plan

    plan = check_plan(*read_plan(files, translate))
    for message in plan.notes:
        exits.note(message, translate)
    return plan.targets, plan.actuals


def find_sources(path: str | None, files: Files) -> str:
    """The file of sources: the one named, else sources.csv beside the targets; empty without any."""
    if path is not None or files.targets == STANDARD_INPUT:
        return path or ""
    beside = Path(files.targets).parent / "sources.csv"
    return str(beside) if beside.is_file() else ""


def load_sources(path: str, translate: Translate) -> pd.DataFrame:
    """Read and check a file of sources; an empty frame for an empty name. Raises InputError with its problems."""
    from lixia_cli.check.sources import check_sources
    from lixia_cli.model.schema import SOURCE_COLUMNS
    from lixia_cli.read.csv_records import read_csv
    from lixia_cli.read.read import read

    if not path:
        return check_sources(read_csv(b"id\n", "", SOURCE_COLUMNS))
    records = read(path, SOURCE_COLUMNS)
    for message in records.notes:
        exits.note(message, translate)
    return check_sources(records)


def sources_option(command: Function) -> Function:
    """Add ``--sources`` to a command."""
    return click.option(
        "--sources", cls=Option, metavar="FILE", help=N_("Where figures come from [sources.csv beside the targets].")
    )(command)

"""The input options of every command, and reading the files that they name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from lixia_cli.cli import diagnostics
from lixia_cli.cli.base import CONVENTIONS, ENCODING, Function, Option
from lixia_cli.cli.completion import complete_encodings
from lixia_cli.cli.environment import today
from lixia_cli.cli.parameters import Accumulation, FileName
from lixia_cli.cli.progress import reading
from lixia_cli.files.bundled import bundled, is_bundled
from lixia_cli.files.problems import STANDARD_INPUT, file_label
from lixia_cli.read.scope import Scope
from lixia_cli.read.source import split_sheet
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_, Message, RequestError

if TYPE_CHECKING:
    from lixia_cli.loading import Plan
    from lixia_cli.model.table import Table
    from lixia_cli.read.conventions import Conventions
    from lixia_cli.read.records import Records


DECIMAL = "lixia.decimal"
"""Key in the meta of a command's context: the decimal sign of its files."""


ACCUMULATION = "lixia.accumulation"
"""The same of what figures of parts of a year are."""


def _be_quiet(context: click.Context, _: click.Parameter, quiet: bool) -> None:
    """Handle ``--quiet``."""
    context.meta[diagnostics.QUIET] = quiet


def _show_tracebacks(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Handle ``--debug``."""
    context.meta[diagnostics.DEBUG] = wanted


def _name_decimal_sign(context: click.Context, _: click.Parameter, sign: str | None) -> None:
    """Handle ``--decimal``."""
    context.meta[DECIMAL] = sign


def _decimal() -> str | None:
    """Return the value of ``--decimal``."""
    context = click.get_current_context(silent=True)
    return None if context is None else context.meta.get(DECIMAL)


def _name_accumulation(context: click.Context, _: click.Parameter, code: str | None) -> None:
    """Handle ``--accumulation``."""
    context.meta[ACCUMULATION] = code


def accumulation_of(file: str) -> str:
    """Return what figures of parts of a year are, of ``--accumulation`` or the settings; the bundled files say it."""
    from lixia_cli.loading import usual_accumulation

    context = click.get_current_context(silent=True)
    given = None if context is None or is_bundled(file) else context.meta.get(ACCUMULATION)
    return usual_accumulation(given, conventions_for(file))


def conventions_for(file: str) -> Conventions:
    """Return the conventions of the settings; the bundled files have their own."""
    context = click.get_current_context(silent=True)
    from lixia_cli.read.conventions import NO_CONVENTIONS

    given = None if context is None or is_bundled(file) else context.meta.get(CONVENTIONS)
    return NO_CONVENTIONS if given is None else given


def _name_encoding(context: click.Context, _: click.Parameter, name: str | None) -> None:
    """Handle ``--encoding``."""
    if name is not None:
        from lixia_cli.read.encodings import checked

        context.meta[ENCODING] = name if context.resilient_parsing else checked(name)


def encoding_of(file: str) -> str | None:
    """Return the value of ``--encoding``; None for the bundled files."""
    context = click.get_current_context(silent=True)
    return None if context is None or is_bundled(file) else context.meta.get(ENCODING)


def file_conventions(command: Function) -> Function:
    """Add the options on how files are read and what is said of it: ``--encoding``, …, ``--quiet``, ``--debug``."""
    command = click.option(
        "--debug",
        cls=Option,
        is_flag=True,
        expose_value=False,
        callback=_show_tracebacks,
        help=N_("Show the traceback of an error."),
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
        "--decimal",
        cls=Option,
        type=click.Choice([".", ","]),
        expose_value=False,
        callback=_name_decimal_sign,
        help=N_("Decimal sign of the numbers in the files [. unless semicolons separate columns]."),
    )(command)
    command = click.option(
        "--accumulation",
        cls=Option,
        type=Accumulation(),
        expose_value=False,
        callback=_name_accumulation,
        help=N_(
            "What actuals of parts of a year are: year_to_date (totals from January) or period (of that part alone)."
        ),
    )(command)
    return click.option(
        "--encoding",
        cls=Option,
        metavar="NAME",
        expose_value=False,
        callback=_name_encoding,
        shell_complete=complete_encodings,
        help=N_("Encoding of the files [UTF-8, or GB18030 where that gives Chinese]."),
    )(command)


def file_names(command: Function) -> Function:
    """Add ``--targets`` and ``--actuals``."""
    command = click.option(
        "--actuals",
        cls=Option,
        type=FileName(),
        multiple=True,
        help=N_("File or database of actuals, repeatable; - reads standard input."),
    )(command)
    return click.option(
        "--targets",
        cls=Option,
        type=FileName(),
        help=N_("File of targets, csv or a workbook; - reads standard input [the bundled plan]."),
    )(command)


class Files(NamedTuple):
    """The files of a plan."""

    targets: str
    actuals: tuple[str, ...]
    """Several are read as one table; without any, nothing has been observed yet."""
    bundled: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Return all of them."""
        return (self.targets, *self.actuals)


def find_files(targets: str | None, actuals: Sequence[str]) -> Files:
    """Return the files named on the command line, or those of the bundled plan.

    Raises RequestError for actuals without targets, and for more than one from standard input.
    """
    if targets is None and actuals:
        raise RequestError(Message("--actuals needs --targets FILE, to which its figures belong"))
    if [targets, *actuals].count(STANDARD_INPUT) > 1:
        raise RequestError(Message("only one of --targets and --actuals can be standard input"))
    if targets is None:
        return Files(bundled("targets.csv"), (bundled("actuals.csv"),), True)
    return Files(targets, tuple(actuals), False)


def read_records(files: Files, translate: Translate, scope: Scope | None = None) -> tuple[Records, Records]:
    """Read both files; returns the records of targets and actuals, unchecked. Raises InputError if they can't be.

    `scope` is what is selected of them, for databases.
    """
    from lixia_cli.cli.memory import keep_freed_memory
    from lixia_cli.loading import ReadAs, load_records

    keep_freed_memory()
    with reading(files.names, translate):
        decimal = None if files.bundled else _decimal()
        read_as = ReadAs(encoding_of(files.targets), decimal, conventions_for(files.targets))
        records = load_records(files.targets, files.actuals, read_as, today(os.environ), scope)
    if files.bundled and os.path.isfile("targets.csv"):
        diagnostics.note(
            Message("this is the plan that comes with lixia; --targets targets.csv reads the file in this folder"),
            translate,
        )
    if not files.actuals:
        template = N_("no --actuals, so no target has data; if {file} holds figures too, name it there as well")
        diagnostics.note(Message(template, {"file": file_label(files.targets)}), translate)
    return records


def load_plan(files: Files, translate: Translate, scope: Scope | None = None) -> Plan:
    """Read and check both files and print the notes on them. Raises InputError with all their problems."""
    return check_plan(read_records(files, translate, scope), files, translate)


def check_plan(inputs: tuple[Records, Records], files: Files, translate: Translate) -> Plan:
    """Check the files of a plan, and print the notes on them. Raises InputError with all their problems."""
    from lixia_cli.loading import check_records

    say(translate, *(message for records in inputs for message in records.notes))
    plan = check_records(*inputs, accumulation_of(files.targets), today(os.environ))
    # The bundled actuals contain many figures without a target on purpose, as context (docs/data.md).
    say(translate, *plan.notes, *(() if files.bundled else plan.doubts))
    return plan


def say(translate: Translate, *notes: Message) -> None:
    """Print notes."""
    for message in notes:
        diagnostics.note(message, translate)


def find_sources(path: str | None, files: Files) -> str:
    """Return the file of sources: the one named, else sources.csv beside the targets; empty without any."""
    file, _ = split_sheet(files.targets)
    if path is not None or file == STANDARD_INPUT:
        return path or ""
    return beside(file, "sources.csv")


def beside(file: str, name: str) -> str:
    """Return the path of a file of this name in the folder of another file; empty if there is none."""
    path = os.path.join(os.path.dirname(file), name)
    return path if os.path.isfile(path) else ""


def read_sources(path: str, translate: Translate, dated: Iterable[str] = ()) -> Table:
    """Read and check a file of sources; an empty table for an empty name. Raises InputError with its problems.

    `dated` are the ids of sources whose date of publication is needed.
    """
    from lixia_cli.loading import load_sources

    with reading((path,), translate):
        sources, notes = load_sources(path, encoding_of(path), conventions_for(path), dated=dated)
    for message in notes:
        diagnostics.note(message, translate)
    return sources


def sources_option(command: Function) -> Function:
    """Add ``--sources`` to a command."""
    return click.option(
        "--sources",
        cls=Option,
        type=FileName(),
        help=N_("File of sources [sources.csv beside the targets]."),
    )(command)

"""The options that select targets, the period and the rule set, shared by every view of a plan."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from lixia_cli.cli.base import Function, Option
from lixia_cli.cli.completion import complete_cells, complete_methods, complete_statuses
from lixia_cli.cli.diagnostics import ExitCode
from lixia_cli.cli.input_options import (
    Files,
    file_conventions,
    file_names,
    find_files,
    find_sources,
    sources_option,
)
from lixia_cli.cli.names_option import find_names, names_option, read_names
from lixia_cli.cli.rule_sets import Method
from lixia_cli.model.choices import CURRENT, RULE_SET, VERSIONS
from lixia_cli.model.no_period import doubt_about_period
from lixia_cli.model.periods import Period, parse_period
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_, Message, RequestError

if TYPE_CHECKING:
    from lixia_cli.model.names import Names


def read_period(_: click.Context, option: click.Parameter, text: str | None) -> Period | None:
    """Handle an option whose value is a period, such as ``--as-of``."""
    name = max(option.opts, key=len)
    period = parse_period(text) if text else None
    if text and period is None:
        doubt = doubt_about_period(text)
        if doubt:
            raise RequestError(Message("{name}: {reason}", {"name": name, "reason": doubt}))
        template = N_("{name}: '{text}' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06")
        raise RequestError(Message(template, {"name": name, "text": text}))
    return period


def read_periods(context: click.Context, option: click.Parameter, texts: tuple[str, ...]) -> tuple[Period, ...]:
    """Handle a repeatable option whose values are periods."""
    return tuple(filter(None, (read_period(context, option, text) for text in texts)))


def read_date(_: click.Context, option: click.Parameter, text: str | None) -> datetime.date | None:
    """Handle an option whose value is a date, such as ``--known-on``; a month or year is its last day."""
    if not text:
        return None
    from lixia_cli.model.dates import last_day, why_no_day

    day = last_day(text)
    if day is None:
        values = {"name": max(option.opts, key=len), "reason": why_no_day(text)}
        raise RequestError(Message("{name}: {reason}", values))
    return day


class Selection(NamedTuple):
    """The values of `plan_options`."""

    targets: str | None
    actuals: tuple[str, ...]
    plan: str | None
    region: str | None
    domains: tuple[str, ...]
    as_of: Period | None
    known_on: datetime.date | None
    sources: str | None
    targets_of: str
    method: str
    names: str | None = None

    def find_files(self) -> Files:
        """Return the files of the plan, see `input_options.find_files`."""
        return find_files(self.targets, self.actuals)

    def find_sources(self, files: Files) -> str:
        """Return the file of sources, see `input_options.find_sources`."""
        return find_sources(self.sources, files)

    def files_read(self, files: Files) -> tuple[str, ...]:
        """Return every file that a command reads for these values; empty texts stand for files that are not there."""
        return (*files.names, self.find_sources(files), find_names(self.names, files))

    def read_names(self, files: Files, translate: Translate) -> Names:
        """Read the names of codes, see `names_option.read_names`."""
        return read_names(self.names, files, translate)


def plan_options(command: Function) -> Function:
    """Add the options of a `Selection` to a command, which receives it as its argument `selection`."""

    @functools.wraps(command)
    def packed(*arguments: Any, **options: Any) -> Any:
        selection = Selection(**{name: options.pop(name) for name in Selection._fields})
        return command(*arguments, selection=selection, **options)

    return add_options(packed, _described(several=False))  # type: ignore[return-value]  # the options instead


def plan_options_of_sides(command: Function) -> Function:
    """Add the same options to a command; those of REPEATED may be repeated, and it receives their values as tuples."""
    return add_options(command, _described(several=True))


REPEATED = ("as_of", "region", "plan", "method")
"""The options whose values may stand beside each other, in the order in which messages name them."""


def add_options(command: Function, described: Sequence[Callable[[Function], Function]]) -> Function:
    """Add options to a command, so that its help lists them in this order."""
    for add in reversed(described):
        command = add(command)
    return command


class _OneText(click.ParamType[str]):
    """A text whose spaces belong to it, also in an environment variable."""

    name = "text"

    def split_envvar_value(self, rv: str) -> list[str]:
        """Take the variable as one value."""
        return [rv]


def _described(several: bool) -> list[Callable[[Function], Function]]:
    """Return the options of a `Selection`; `several`: those of REPEATED may be repeated."""
    return [
        file_names,
        click.option(
            "--plan",
            cls=Option,
            type=_OneText(),
            metavar="PLAN",
            multiple=several,
            shell_complete=complete_cells,
            help=N_("Only this plan [the first in the file]; repeat it to compare plans.")
            if several
            else N_("Only this plan [the first in the file]."),
        ),
        click.option(
            "--region",
            cls=Option,
            type=_OneText(),
            metavar="REGION",
            multiple=several,
            shell_complete=complete_cells,
            help=N_("Only this region; repeat it to compare regions.") if several else N_("Only this region."),
        ),
        click.option(
            "--domain",
            "domains",
            cls=Option,
            metavar="DOMAIN",
            multiple=True,
            shell_complete=complete_cells,
            help=N_("Only this domain; repeatable."),
        ),
        click.option(
            "--as-of",
            cls=Option,
            type=_OneText(),
            metavar="PERIOD",
            multiple=several,
            callback=read_periods if several else read_period,
            help=N_("Ignore what was observed later, e.g. than 2022 or 2022-06; repeat it to compare dates.")
            if several
            else N_("Ignore what was observed later, e.g. than 2022 or 2022-06."),
        ),
        click.option(
            "--known-on",
            cls=Option,
            metavar="DATE",
            callback=read_date,
            help=N_("Ignore what was published later, by the file of sources."),
        ),
        sources_option,
        click.option(
            "--targets-of",
            cls=Option,
            type=click.Choice(VERSIONS),
            default=CURRENT,
            metavar="VERSION",
            help=N_("Judge revised targets by their current or original values [current]."),
        ),
        click.option(
            "--method",
            cls=Option,
            type=Method(),
            metavar="METHOD",
            multiple=several,
            shell_complete=complete_methods,
            default=(RULE_SET,) if several else RULE_SET,
            help=N_("Rule set [lixia]; repeat it to compare rule sets, which lixia list methods lists.")
            if several
            else N_("Rule set [lixia]; lixia list methods lists them."),
        ),
        names_option,
        file_conventions,
    ]


def split_statuses(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Handle ``--fail-on``: split names at commas; the option may be repeated."""
    return tuple(name.strip() for text in texts for name in text.split(",") if name.strip())


def fail_on_option(command: Function) -> Function:
    """Add ``--fail-on`` to a command, which gets the names as its argument `fail_on`."""
    return click.option(
        "--fail-on",
        cls=Option,
        metavar="STATUS,...",
        multiple=True,
        callback=split_statuses,
        shell_complete=complete_statuses,
        help=N_("Exit with 1 if a target has one of these verdicts, or lights (red)."),
    )(command)


def all_option(command: Function) -> Function:
    """Add ``--all`` to a command, which receives it as its argument `everything`."""
    return click.option("--all", "everything", cls=Option, is_flag=True, help=N_("Also show targets without data."))(
        command
    )


def title_option(command: Function) -> Function:
    """Add ``--title`` to a command."""
    return click.option(
        "--title", cls=Option, metavar="TITLE", default="", help=N_("Title of the output [plan and region].")
    )(command)


def exit_if(matched: bool) -> None:
    """End the run with the exit code of ``--fail-on`` if it found something; call it when all is written."""
    if matched:
        raise click.exceptions.Exit(ExitCode.MATCHED)

"""Which targets, seen when, judged how: the options every view of a plan shares, and the way from them to verdicts."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from lixia_cli.assess import methods
from lixia_cli.cli.base import Function, Option
from lixia_cli.cli.completion import complete_cells, complete_methods, complete_statuses
from lixia_cli.cli.diagnostics import ExitCode
from lixia_cli.cli.input_options import Files, file_options, find_files, load
from lixia_cli.files.problems import file_label
from lixia_cli.model.periods import Period, parse_period
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_, Message, RequestError
from lixia_cli.text.suggestions import one_of

if TYPE_CHECKING:
    import pandas as pd

    from lixia_cli.assess.methods import RuleSet
    from lixia_cli.render.report import Provenance


class Method(click.ParamType[str]):
    """The name of a rule set; which there are is only looked up when one is given or asked for."""

    name = "method"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name if there is such a rule set; raises RequestError with what there is."""
        return one_of("method", value, methods.names())


def read_as_of(_: click.Context, __: click.Parameter, text: str | None) -> Period | None:
    """The callback of ``--as-of``."""
    period = parse_period(text) if text else None
    if text and period is None:
        template = N_("--as-of: '{text}' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06")
        raise RequestError(Message(template, {"text": text}))
    return period


class Request(NamedTuple):
    """What the options ask for."""

    targets: str | None
    actuals: str | None
    plan: str | None
    region: str | None
    domains: tuple[str, ...]
    as_of: Period | None
    method: str

    def find_files(self) -> Files:
        """The files of the plan, see `inputs.find_files`."""
        return find_files(self.targets, self.actuals)


def plan_options(command: Function) -> Function:
    """Add the options of a `Request` to a command, which gets it as its argument `request`."""

    @functools.wraps(command)
    def packed(*arguments: Any, **options: Any) -> Any:
        request = Request(**{name: options.pop(name) for name in Request._fields})
        return command(*arguments, request=request, **options)

    described = [
        click.option(
            "--plan",
            cls=Option,
            metavar="PLAN",
            shell_complete=complete_cells,
            help=N_("Which plan [the first in the file]."),
        ),
        click.option(
            "--region", cls=Option, metavar="REGION", shell_complete=complete_cells, help=N_("Only this region.")
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
            "--as-of", cls=Option, metavar="PERIOD", callback=read_as_of, help=N_("Ignore later observations.")
        ),
        click.option(
            "--method",
            cls=Option,
            type=Method(),
            metavar="METHOD",
            shell_complete=complete_methods,
            default=methods.DEFAULT,
            help=N_("Rules of the verdict [lixia]; lixia list methods names them."),
        ),
        file_options,
    ]
    for add in reversed(described):
        packed = add(packed)
    return packed  # type: ignore[return-value]  # it takes the options instead of the request


def split_statuses(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The callback of ``--fail-on``: names with commas between them, and the option may be repeated."""
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


def exit_if(matched: bool) -> None:
    """End the run with the exit code of ``--fail-on`` if it found something; call it when all is written."""
    if matched:
        raise click.exceptions.Exit(ExitCode.MATCHED)


class Assessment(NamedTuple):
    """A plan with its verdicts; `measured` and `assessed` have one row per target, in the same order."""

    rules: RuleSet
    others: list[RuleSet]
    targets: pd.DataFrame
    """All that are in the file, of every plan."""
    actuals: pd.DataFrame
    measured: pd.DataFrame
    assessed: pd.DataFrame


def assess_plan(request: Request, files: Files, translate: Translate) -> Assessment:
    """Read, check, observe, measure and assess what is asked for. Raises InputError or RequestError."""
    from lixia_cli.assess.assess import assess
    from lixia_cli.assess.selection import choose_targets
    from lixia_cli.measure.measure import measure
    from lixia_cli.observe.observe import observe
    from lixia_cli.render.names import domain_title

    promised, happened = load(files, translate)
    chosen = choose_targets(
        promised, request.plan, request.region, request.domains, lambda domain: domain_title(domain, translate)
    )
    every = {name: methods.load(name) for name in methods.names()}
    measured = measure(observe(chosen, happened, request.as_of))
    rules = every[request.method]
    others = [other for other in every.values() if other is not rules]
    assessed = assess(measured, rules, others, request.as_of, datetime.date.today())
    return Assessment(rules, others, promised, happened, measured, assessed)


def provenance_of(request: Request, files: Files, plan: Assessment, hidden: int = 0) -> Provenance:
    """What a report or a summary rests on; `hidden` counts the targets it leaves out for want of data."""
    from lixia_cli.observe.observe import last_period
    from lixia_cli.render.report import Provenance

    return Provenance(
        targets=file_label(files.targets),
        actuals=file_label(files.actuals),
        bundled=files.bundled,
        as_of=request.as_of.text if request.as_of else "",
        hidden=hidden,
        through=last_period(plan.measured),
    )

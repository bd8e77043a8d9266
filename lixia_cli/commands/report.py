"""``lixia report``: the tables, one per domain."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import click

from lixia_cli import language as languages
from lixia_cli import output
from lixia_cli.commands.help import Command, Option, language_option
from lixia_cli.commands.inputs import file_options, find_files, load
from lixia_cli.periods import Period, parse_period
from lixia_cli.problems import Message, RequestError, file_label

FORMATS = ("table", "csv", "xlsx")
FORMATS_BY_SUFFIX = {".txt": "table", ".csv": "csv", ".xlsx": "xlsx"}
_NARROWEST = 20


def read_as_of(_: click.Context, __: click.Parameter, text: str | None) -> Period | None:
    """The callback of ``--as-of``."""
    period = parse_period(text) if text else None
    if text and period is None:
        template = "--as-of: '{text}' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06"
        raise RequestError(Message(template, {"text": text}))
    return period


def choose_format(chosen: str | None, path: str | None) -> str:
    """The format asked for, else the one that the suffix of the file stands for, else table."""
    if chosen is not None:
        return chosen
    suffix = Path(path).suffix.lower() if path else ""
    if suffix and suffix not in FORMATS_BY_SUFFIX:
        template = "-o: no format has the suffix '{suffix}'; use {known}, or --format"
        raise RequestError(Message(template, {"suffix": suffix, "known": ", ".join(FORMATS_BY_SUFFIX)}))
    return FORMATS_BY_SUFFIX.get(suffix, "table")


def _same_file(path: str, other: str) -> bool:
    return os.path.exists(path) and os.path.exists(other) and os.path.samefile(path, other)


@click.command(cls=Command, short_help="The tables of a plan, one per domain.")
@click.option("--plan", cls=Option, metavar="PLAN", help="Which plan [the first in the file].")
@click.option("--region", cls=Option, metavar="REGION", help="Only this region.")
@click.option("--domain", "domains", cls=Option, metavar="DOMAIN", multiple=True, help="Only this domain; repeatable.")
@click.option(
    "--status",
    "statuses",
    cls=Option,
    metavar="STATUS",
    multiple=True,
    help="Only this verdict, e.g. behind; repeatable.",
)
@click.option("--as-of", cls=Option, metavar="PERIOD", callback=read_as_of, help="Ignore later observations.")
@click.option("--all", "everything", cls=Option, is_flag=True, help="Also show targets without data.")
@language_option
@click.option("--format", "chosen_format", cls=Option, type=click.Choice(FORMATS), help="Output format [table].")
@click.option("-o", "--output", "path", cls=Option, metavar="FILE", help="Write to FILE; its suffix sets the format.")
@click.option("--width", cls=Option, type=click.IntRange(min=_NARROWEST), help="Cells in a line [the terminal's].")
@click.option("--color/--no-color", cls=Option, default=None, help="Colours [on a terminal].")
@file_options
@click.option("--debug", cls=Option, is_flag=True, expose_value=False, help="Show where an error comes from.")
@click.pass_obj
def report(
    language: str,
    plan: str | None,
    region: str | None,
    domains: tuple[str, ...],
    statuses: tuple[str, ...],
    as_of: Period | None,
    everything: bool,
    chosen_format: str | None,
    path: str | None,
    width: int | None,
    color: bool | None,
    targets: str | None,
    actuals: str | None,
) -> None:
    """Show every target of a plan: how far it has come, against time elapsed, and what is needed per year."""
    files = find_files(targets, actuals)
    form = choose_format(chosen_format, path)
    if path is not None and any(_same_file(path, name) for name in files[:2]):
        raise RequestError(Message("-o: {path} is an input; name another file", {"path": path}))
    if form == "xlsx" and output.to_terminal(path):
        raise RequestError(Message("a workbook can't be shown on a terminal; name a file: -o FILE.xlsx"))
    translate = languages.translator(language)

    from lixia_cli import methods
    from lixia_cli.assess import assess
    from lixia_cli.observe import last_period, observe
    from lixia_cli.render.cells import domain_title
    from lixia_cli.selection import choose_rows, choose_targets

    promised, happened = load(files, translate)
    chosen = choose_targets(promised, plan, region, domains, lambda domain: domain_title(domain, translate))
    rules = methods.load(methods.DEFAULT)
    observed = observe(chosen, happened, as_of)
    assessed = assess(observed, rules, as_of, datetime.date.today())
    shown = choose_rows(assessed, rules, statuses, everything)

    if form == "csv":
        from lixia_cli.render import csv

        output.write(csv.render(shown), path)
        return
    from lixia_cli.render import table
    from lixia_cli.render.words import Facts

    facts = Facts(
        targets=file_label(files.targets),
        actuals=file_label(files.actuals),
        bundled=files.bundled,
        as_of=as_of.text if as_of else "",
        hidden=0 if statuses else len(assessed) - len(shown),
        through=last_period(observed),
    )
    if form == "xlsx":
        from lixia_cli.render import xlsx

        output.write(xlsx.render(shown, assessed, rules, facts, language, translate), path)
        return
    screen = table.Screen(output.terminal_width(width, path), output.wants_color(color, path, os.environ))
    output.write(table.render(shown, assessed, rules, facts, screen, language, translate), path, screen.color)

"""``lixia report``: the tables, one per domain."""

from __future__ import annotations

import click

from lixia_cli import language as languages
from lixia_cli.commands.destination import Destination, output_options
from lixia_cli.commands.help import Command, Option, language_option
from lixia_cli.commands.plan import Request, assess_plan, plan_options
from lixia_cli.problems import file_label

FORMATS = {"table": ".txt", "csv": ".csv", "html": ".html", "xlsx": ".xlsx"}


@click.command(cls=Command, short_help="The tables of a plan, one per domain.")
@plan_options
@click.option(
    "--status",
    "statuses",
    cls=Option,
    metavar="STATUS",
    multiple=True,
    help="Only this verdict, e.g. behind; repeatable.",
)
@click.option("--all", "everything", cls=Option, is_flag=True, help="Also show targets without data.")
@language_option
@output_options(FORMATS)
@click.pass_obj
def report(
    language: str,
    request: Request,
    statuses: tuple[str, ...],
    everything: bool,
    destination: Destination,
) -> None:
    """Show every target of a plan: how far it has come, against time elapsed, and what is needed per year."""
    files = request.find_files()
    destination.refuse(files[:2])
    translate = languages.translator(language)

    from lixia_cli.observe import last_period
    from lixia_cli.selection import choose_rows

    plan = assess_plan(request, files, translate)
    rules, assessed = plan.rules, plan.assessed
    shown = choose_rows(assessed, rules, statuses, everything)

    if destination.form == "csv":
        from lixia_cli.render import csv

        destination.write(csv.render(shown))
        return
    from lixia_cli.render import table
    from lixia_cli.render.words import Facts

    facts = Facts(
        targets=file_label(files.targets),
        actuals=file_label(files.actuals),
        bundled=files.bundled,
        as_of=request.as_of.text if request.as_of else "",
        hidden=0 if statuses else len(assessed) - len(shown),
        through=last_period(plan.measured),
    )
    if destination.form == "html":
        from lixia_cli.render import html

        destination.write(html.render(shown, assessed, rules, facts, language, translate))
        return
    if destination.form == "xlsx":
        from lixia_cli.render import xlsx

        destination.refuse_terminal()
        destination.write(xlsx.render(shown, assessed, rules, facts, language, translate))
        return
    screen = table.Screen(destination.width, destination.color)
    destination.write(table.render(shown, assessed, rules, facts, screen, language, translate))

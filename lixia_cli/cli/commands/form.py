"""``lixia form``: workbooks to be filled in with the values that are missing."""

from __future__ import annotations

from pathlib import Path

import click

from lixia_cli.cli import diagnostics
from lixia_cli.cli.base import Command, Option, language_option
from lixia_cli.cli.completion import complete_cells
from lixia_cli.cli.input_options import file_conventions, file_names, find_files, load_plan
from lixia_cli.cli.output_options import folder_option
from lixia_cli.cli.plan_options import read_period
from lixia_cli.files import write as output
from lixia_cli.model.periods import Period, parse_period
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_, Message, RequestError

BY = ("owner", "domain", "region", "nature")


@click.command(
    cls=Command,
    help=N_(
        "Write a workbook with a row for each target that is not observed in a period, or one for each owner "
        "(--by owner), to be filled in and read as actuals: lixia report --actuals actuals.csv --actuals "
        "FORM.xlsx.\n\nThe period is the last one that is observed, or that of --period. Nothing is written over."
    ),
    epilog=N_("Examples:\n  lixia form --missing --by owner -o forms\n  lixia form --missing --period 2026 -o forms"),
)
@file_names
@click.option(
    "--missing",
    cls=Option,
    is_flag=True,
    required=True,
    expose_value=False,
    help=N_("Rows for what is missing."),
)
@click.option(
    "--by",
    cls=Option,
    type=click.Choice(BY),
    metavar="COLUMN",
    help=N_("A workbook for each owner, domain, region or nature."),
)
@click.option(
    "--period", cls=Option, metavar="PERIOD", callback=read_period, help=N_("Period [the last one observed].")
)
@click.option(
    "--plan",
    cls=Option,
    metavar="PLAN",
    shell_complete=complete_cells,
    help=N_("Only this plan [the first in the file]."),
)
@folder_option
@language_option
@file_conventions
@click.pass_obj
def form(
    language: str,
    by: str | None,
    period: Period | None,
    plan: str | None,
    folder: str,
    targets: str | None,
    actuals: tuple[str, ...],
) -> None:
    """Write forms, see the help of the command."""
    translate = languages.translator(language)
    read = load_plan(find_files(targets, actuals), translate)

    from lixia_cli.assess.selection import choose_targets
    from lixia_cli.files.create import create_files
    from lixia_cli.render.excel.form import forms
    from lixia_cli.summarise.missing import last_period, without_observation

    chosen = choose_targets(read.targets, plan, None, ())
    wanted = period or last_period(chosen, read.actuals)
    if wanted is None:
        raise RequestError(Message("nothing is observed yet; name the period with --period"))
    rows = without_observation(chosen, read.actuals, wanted)
    if not len(rows):
        diagnostics.note(Message("nothing is missing for {period}", {"period": wanted.text}), translate)
        return
    # A month such as 2010-11 might be read as a fiscal year.
    label = wanted.text if parse_period(wanted.text) == wanted else f"{wanted.year}M{wanted.months:02d}"
    files = forms(rows, label, by or "", language, translate)
    create_files(Path(folder), files)
    output.write("".join(f"{Path(folder, name)}\n" for name in files), None)

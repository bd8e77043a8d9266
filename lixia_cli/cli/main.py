"""The command line: parse options, call the steps, write once, set the exit code."""

from __future__ import annotations

import click

from lixia_cli.cli.application import Application, print_version
from lixia_cli.cli.base import Option, language_option
from lixia_cli.cli.lazy_commands import Commands
from lixia_cli.cli.parameters import FileName
from lixia_cli.text.messages import N_

SHORT_HELPS = {
    "report": N_("Report on a plan: one table per domain."),
    "show": N_("Explain one indicator: every formula with its numbers."),
    "summary": N_("Summarise a plan in a few lines, with changed verdicts."),
    "history": N_("Show the verdicts year by year, and what changed."),
    "compare": N_("Show dates, regions, plans or rule sets side by side."),
    "check": N_("Check the files and list every problem."),
    "list": N_("List plans, domains, regions, keys and rule sets."),
    "new": N_("Write an example of a plan to start from."),
    "form": N_("Write workbooks for the values that are missing."),
    "site": N_("Write the plan as a site: a folder of pages."),
}
"""The commands, each in a module of its name, and what the help of all of them says of it."""


@click.group(
    cls=Application,
    name="lixia",
    commands=Commands(SHORT_HELPS),
    help=N_("Check the progress of a plan: figures, needs per year and verdicts from targets and actuals."),
    epilog=N_(
        "Examples:\n  lixia report --domain ecology\n  lixia report --format csv --all > progress.csv\n\n"
        "Manual, in docs/ of the repository:\n  files.md       input files\n"
        "  methods.md     figures and verdicts\n  automation.md  unattended runs"
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    cls=Option,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help=N_("Show the version and exit."),
)
@click.option(
    "--config",
    cls=Option,
    type=FileName(),
    is_eager=True,
    expose_value=False,
    help=N_("Settings [lixia.toml]."),
)
@language_option
def lixia() -> None:
    """The group behind the ``lixia`` command."""

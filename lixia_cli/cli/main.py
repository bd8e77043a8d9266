"""The command line: parse options, call the steps, write once, set the exit code."""

from __future__ import annotations

import click

from lixia_cli.cli.application import Application, print_version
from lixia_cli.cli.base import Option, language_option
from lixia_cli.cli.commands.check import check_command
from lixia_cli.cli.commands.compare import compare
from lixia_cli.cli.commands.form import form
from lixia_cli.cli.commands.history import history
from lixia_cli.cli.commands.list import list_command
from lixia_cli.cli.commands.new import new
from lixia_cli.cli.commands.report import report
from lixia_cli.cli.commands.show import show
from lixia_cli.cli.commands.site import site
from lixia_cli.cli.commands.summary import summary
from lixia_cli.cli.parameters import FileName
from lixia_cli.text.messages import N_


@click.group(
    cls=Application,
    name="lixia",
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


lixia.add_command(report)
lixia.add_command(show)
lixia.add_command(summary)
lixia.add_command(history)
lixia.add_command(compare)
lixia.add_command(check_command)
lixia.add_command(list_command)
lixia.add_command(new)
lixia.add_command(form)
lixia.add_command(site)

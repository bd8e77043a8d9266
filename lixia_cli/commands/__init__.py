"""The command line: parse options, call the steps, write once, set the exit code."""

from __future__ import annotations

from lixia_cli.commands.application import Application
from lixia_cli.commands.report import report

lixia = Application(
    name="lixia",
    help="How far a plan has come, figure by figure, and what must happen every year from now on.",
    epilog="Examples:\n\n  lixia report --domain ecology\n\n  lixia report --format csv --all > progress.csv",
    commands=[report],
)
"""The group behind the ``lixia`` command."""

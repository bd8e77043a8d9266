"""``lixia check``: whether the files of a plan can be used."""

from __future__ import annotations

import click

from lixia_cli import exits, output
from lixia_cli import language as languages
from lixia_cli.commands.help import Command, language_option
from lixia_cli.commands.inputs import file_options, find_files, load
from lixia_cli.problems import Message


@click.command("check", cls=Command, short_help="Whether the files can be used; every problem in them.")
@language_option
@file_options
@click.pass_obj
def check_command(language: str, targets: str | None, actuals: str | None) -> None:
    """Check the files of a plan: list every problem and exit with 2, or say how much is in them.

    Observations whose key resembles that of a target without any are named as well: they may be misspelt.
    """
    translate = languages.translator(language)
    promised, happened = load(find_files(targets, actuals), translate)

    from lixia_cli.inventory import near_misses

    for key, close in near_misses(promised, happened):
        exits.note(Message("no target has the key '{key}'; is it '{close}'?", {"key": key, "close": close}), translate)
    counted = translate("{targets} targets and {actuals} observations, no problem")
    output.write(counted.format(targets=len(promised), actuals=len(happened)) + "\n", None)

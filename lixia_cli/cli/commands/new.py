"""``lixia new``: an example of a plan to start from."""

from __future__ import annotations

from pathlib import Path

import click

from lixia_cli.cli.base import Command, Option, language_option
from lixia_cli.cli.parameters import FolderName
from lixia_cli.files import write as output
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_

FORMATS = ("csv", "xlsx")


@click.command(
    cls=Command,
    help=N_(
        "Write an example of a plan into a folder: targets and actuals as csv, names for their codes in both "
        "languages, settings that name the files, and a page that explains every column; or a workbook with three "
        "sheets. lixia report, run in that folder, reports on it.\n\n"
        "The language of the files is that of the run (--lang). Nothing is written over."
    ),
    epilog=N_("Examples:\n  lixia new my-plan\n  lixia new my-plan --lang zh"),
)
@click.argument("folder", metavar="DIR", type=FolderName())
@language_option
@click.option(
    "--format",
    "form",
    cls=Option,
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    metavar="FORMAT",
    help=N_("Format of the tables [csv], or xlsx."),
)
@click.pass_obj
def new(language: str, folder: str, form: str) -> None:
    """Write an example of a plan, see the help of the command."""
    from lixia_cli.files.create import create_files

    translate = languages.translator(language)
    if form == "xlsx":
        from lixia_cli.render.excel.starter import workbook_files

        files = workbook_files(language, translate)
    else:
        from lixia_cli.render.starter import csv_files

        files = csv_files(language, translate)
    create_files(Path(folder), files)
    output.write("".join(f"{Path(folder, name)}\n" for name in files), None)

"""``lixia check``: list every problem in the files of a plan."""

from __future__ import annotations

import click

from lixia_cli.cli import diagnostics as exits
from lixia_cli.cli.base import Command, language_option
from lixia_cli.cli.input_options import file_options, find_files, find_sources, read_plan, read_sources, sources_option
from lixia_cli.files import write as output
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_


@click.command(
    "check",
    cls=Command,
    short_help=N_("Check the files and list every problem."),
    help=N_(
        "Check the files of a plan: list every problem and exit with 2, or print how much they contain.\n\n"
        "If there is a file of sources, it must contain every source that the others name. Observations "
        "that belong to no target are listed with the nearest target, and so are implausible figures."
    ),
)
@language_option
@file_options
@sources_option
@click.pass_obj
def check_command(language: str, targets: str | None, actuals: tuple[str, ...], sources: str | None) -> None:
    """Check the files of a plan, see the help of the command."""
    translate = languages.translator(language)
    files = find_files(targets, actuals)
    tables = read_plan(files, translate)

    from lixia_cli.check.plan import check_plan
    from lixia_cli.check.sources import check_references
    from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS

    plan = check_plan(*tables)
    for message in plan.notes:
        exits.note(message, translate)
    file = find_sources(sources, files)
    if file:
        columns = (TARGET_COLUMNS, ACTUAL_COLUMNS)
        check_references(list(zip(tables, columns, strict=True)), read_sources(file, translate), file)

    if not files.bundled:
        for problem in (*plan.warnings.findings(), *plan.unmatched.findings(tables[1])):
            exits.warn(problem, translate)
    doubtful = 0 if files.bundled else plan.warnings.count + len(plan.unmatched.series)
    counted = translate("{targets} targets and {actuals} observations, no problem")
    if doubtful:
        counted = translate("{targets} targets and {actuals} observations, no problem, warnings: {warnings}")
    values = {"targets": len(plan.targets), "actuals": len(plan.actuals), "warnings": doubtful}
    output.write(counted.format(**values) + "\n", None)

"""``lixia compare``: dates, regions, plans or rule sets side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lixia_cli.cli.assess_sides import assess_sides
from lixia_cli.cli.base import Command, Option, language_option
from lixia_cli.cli.completion import complete_statuses
from lixia_cli.cli.output_options import Destination, excel_option, output_options, refuse_excel
from lixia_cli.cli.paint import paint
from lixia_cli.cli.plan_options import all_option, exit_if, fail_on_option, title_option
from lixia_cli.cli.sides import Sides, side_options
from lixia_cli.cli.view_options import view_options
from lixia_cli.text import i18n as languages
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_

if TYPE_CHECKING:
    from lixia_cli.render.report import Report
    from lixia_cli.render.view.view import Asked
    from lixia_cli.summarise.side_by_side import SideBySide

FORMATS = {
    "table": ".txt",
    "plain": ".txt",
    "csv": ".csv",
    "tsv": ".tsv",
    "json": ".json",
    "jsonl": ".jsonl",
    "markdown": ".md",
    "html": ".html",
    "xlsx": ".xlsx",
}


@click.command(
    cls=Command,
    help=N_(
        "Show two or more dates, regions, plans or rule sets side by side, and how values and verdicts differ: repeat "
        "exactly one of --as-of, --region, --plan and --method. Three regions and more are ranked."
    ),
    epilog=N_(
        "Examples:\n  lixia compare --as-of 2022 --as-of 2023\n  lixia compare --region lixia --region jinan_cbd\n"
        "  lixia compare --method lixia --method lights --format csv"
    ),
)
@side_options
@view_options
@click.option(
    "--status",
    "statuses",
    cls=Option,
    metavar="STATUS",
    multiple=True,
    shell_complete=complete_statuses,
    help=N_("Only targets with this verdict on one of the sides; repeatable."),
)
@all_option
@fail_on_option
@title_option
@language_option
@output_options(FORMATS)
@excel_option
@click.pass_obj
def compare(
    language: str,
    sides: Sides,
    asked: Asked,
    statuses: tuple[str, ...],
    everything: bool,
    fail_on: tuple[str, ...],
    title: str,
    destination: Destination,
    excel: bool,
) -> None:
    """Show sides beside each other; see the help of the command."""
    selection = sides.selections[0]
    files = selection.find_files()
    destination.refuse_overwriting(*selection.files_read(files))
    refuse_excel(excel, destination.form in ("csv", "tsv"))
    if destination.form == "xlsx":
        destination.refuse_terminal(".xlsx")
    translate = languages.translator(language)

    from lixia_cli.render.report import Report, Screen

    names = selection.read_names(files, translate)
    found = assess_sides(sides, files, translate, names, asked)
    shown = found.shown(statuses, everything or not files.actuals)
    matched = found.any_of(fail_on)
    report = Report(
        found.indicators.rows(shown),
        found.indicators.rows(found.kept),
        found.compared.sides[-1].rules,
        found.provenance(hidden=0 if statuses else len(found.kept) - len(shown)),
        language,
        translate,
        Screen(destination.width, destination.color),
        excel,
        names,
        title,
        by=found.view.by,
        columns=found.view.columns,
        selection=found.view.selection,
    )
    sides_shown, sides_kept = (found.compared.only(rows.tolist()) for rows in (shown, found.kept))
    destination.write(_rendered(report, sides_shown, sides_kept, destination, translate))
    exit_if(matched)


def _rendered(
    report: Report, shown: SideBySide, kept: SideBySide, destination: Destination, translate: Translate
) -> str | bytes:
    """Return the comparison in the format of the destination; `kept` are the indicators that the totals count."""
    from lixia_cli.render.compare import formats, text, workbook
    from lixia_cli.render.compare.content import comparison_of

    if destination.form in ("csv", "tsv"):
        return formats.as_delimited(report, shown, "," if destination.form == "csv" else "\t")
    if destination.form == "json":
        return formats.as_json(report, shown, kept)
    if destination.form == "jsonl":
        return formats.as_json_lines(report, shown)
    if destination.form == "xlsx":
        return workbook.as_workbook(report, shown, kept)
    comparison = comparison_of(report, shown, kept)
    if destination.form == "markdown":
        return formats.as_markdown_text(comparison)
    if destination.form == "html":
        return formats.as_page(comparison, report.language)
    width = None if destination.form == "plain" else destination.width
    coloured = paint(destination.color and destination.form == "table")
    return text.as_text(comparison, width, coloured, translate)

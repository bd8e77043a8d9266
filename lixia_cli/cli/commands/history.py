"""``lixia history``: the verdicts over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lixia_cli.cli.assessing import assessor, provenance_of, say_notes
from lixia_cli.cli.base import Command, language_option
from lixia_cli.cli.output_options import Destination, output_options
from lixia_cli.cli.paint import paint
from lixia_cli.cli.plan_options import Selection, all_option, plan_options, title_option
from lixia_cli.cli.view_options import view_options
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_

if TYPE_CHECKING:
    from lixia_cli.render.view.view import Asked

FORMATS = {
    "table": ".txt",
    "plain": ".txt",
    "csv": ".csv",
    "tsv": ".tsv",
    "json": ".json",
    "markdown": ".md",
    "html": ".html",
}


@click.command(
    cls=Command,
    help=N_(
        "Show the verdict on every target as of the end of each year, from the first year after its baseline to the "
        "last one observed, or to --as-of, and what changed from year to year."
    ),
)
@plan_options
@view_options
@all_option
@title_option
@language_option
@output_options(FORMATS)
@click.pass_obj
def history(
    language: str, selection: Selection, asked: Asked, everything: bool, title: str, destination: Destination
) -> None:
    """Show the verdicts over the years; see the help of the command."""
    files = selection.find_files()
    destination.refuse_overwriting(*selection.files_read(files))
    translate = languages.translator(language)

    from lixia_cli.assess.selection import choose_rows
    from lixia_cli.comparing import assess_over_years
    from lixia_cli.render.history import formats, text
    from lixia_cli.render.history.content import history_of
    from lixia_cli.render.report import Report, Screen
    from lixia_cli.render.view.view import View
    from lixia_cli.summarise.over_years import OWN_TITLES

    names = selection.read_names(files, translate)
    assess = assessor(selection, files, translate, names, by=asked.by)
    last = assess.as_of(selection.as_of)
    say_notes(last, files, translate)
    years = assess_over_years(assess.as_of, last, selection.as_of)
    assessed = last.judged
    view = View(asked, assessed, last.plan.headers, names, OWN_TITLES)
    assessed = assessed.rows(view.chosen(assessed, last.rules))
    shown = assessed.rows(choose_rows(assessed, last.rules, (), everything))
    shown = shown.rows(view.order(shown, last.rules))
    provenance = provenance_of(files, last, hidden=len(assessed) - len(shown))
    report = Report(
        shown,
        assessed,
        last.rules,
        provenance,
        language,
        translate,
        Screen(destination.width, destination.color),
        names=names,
        title=title,
        by=view.by,
        columns=view.columns,
        selection=view.selection,
    )
    years = years.of(report.in_order())
    if destination.form in ("csv", "tsv"):
        destination.write(formats.as_csv(report, years, "," if destination.form == "csv" else "\t"))
    elif destination.form == "json":
        destination.write(formats.as_json(report, years))
    elif destination.form == "markdown":
        destination.write(formats.as_markdown_text(history_of(report, years)))
    elif destination.form == "html":
        destination.write(formats.as_page(history_of(report, years), language))
    else:
        width = None if destination.form == "plain" else destination.width
        coloured = paint(destination.color and destination.form == "table")
        destination.write(text.as_text(history_of(report, years), width, coloured, translate))

"""``lixia report``: the tables, one per domain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from lixia_cli.cli.assessing import assess_selection, provenance_of
from lixia_cli.cli.base import Command, Option, language_option
from lixia_cli.cli.completion import complete_statuses
from lixia_cli.cli.diagnostics import note
from lixia_cli.cli.input_options import read_sources
from lixia_cli.cli.output_options import Destination, output_options
from lixia_cli.cli.plan_options import Selection, exit_if, fail_on_option, plan_options, title_option
from lixia_cli.cli.view_options import view_options
from lixia_cli.render import formats
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_, Message, RequestError

if TYPE_CHECKING:
    from lixia_cli.render.charts.chart import Chart
    from lixia_cli.render.report import Report
    from lixia_cli.render.view.view import Asked
    from lixia_cli.stages import Assessment

MOST_CHARTS = 20
"""How many charts a report has at most."""


@click.command(
    cls=Command,
    help=N_("Show every target of a plan: progress against time elapsed, what is needed per year, and the verdict."),
)
@plan_options
@view_options
@click.option(
    "--status",
    "statuses",
    cls=Option,
    metavar="STATUS",
    multiple=True,
    shell_complete=complete_statuses,
    help=N_("Only this verdict, e.g. behind; repeatable."),
)
@click.option(
    "--milestones",
    cls=Option,
    is_flag=True,
    help=N_("One row per milestone, with the value then and whether it was met, and for the target behind it."),
)
@click.option("--all", "everything", cls=Option, is_flag=True, help=N_("Also show targets without data."))
@fail_on_option
@title_option
@language_option
@output_options(formats.SUFFIXES)
@click.option("--excel", cls=Option, is_flag=True, help=N_("csv for Excel and WPS: byte order mark, CRLF, safe texts."))
@click.pass_obj
def report(
    language: str,
    selection: Selection,
    asked: Asked,
    statuses: tuple[str, ...],
    milestones: bool,
    everything: bool,
    fail_on: tuple[str, ...],
    title: str,
    destination: Destination,
    excel: bool,
) -> None:
    """Show the tables of a plan; see the help of the command."""
    files = selection.find_files()
    destination.refuse_overwriting(*selection.files_read(files))
    # An environment variable or setting applies only to the formats that have it.
    said = click.get_current_context().get_parameter_source("excel") == click.core.ParameterSource.COMMANDLINE
    chosen = formats.FORMATS[destination.form]
    if excel and said and not chosen.excel:
        raise RequestError(Message("--excel goes with --format csv or tsv"))
    if chosen.binary:
        destination.refuse_terminal(chosen.suffix)
    translate = languages.translator(language)

    from lixia_cli.assess.selection import any_of, choose_rows
    from lixia_cli.render.report import Report, Screen
    from lixia_cli.render.view.view import View
    from lixia_cli.stages import assess_milestones

    names = selection.read_names(files, translate)
    assessment = assess_selection(selection, files, translate, names, asked.by, figures_only=True)
    rules = assessment.rules
    if milestones:
        assessed = assess_milestones(assessment)
    else:
        assessed = assessment.judged if chosen.coded else assessment.assessed
    if milestones and not len(assessed):
        note(Message("no target here has milestones (several target years of one key)"), translate)
    view = View(asked, assessed, assessment.plan.headers, names)
    assessed = view.rows(assessed, rules)
    shown = choose_rows(assessed, rules, statuses, everything or milestones or not files.actuals)
    shown = view.ordered(shown, rules)
    matched = any_of(assessed, rules, fail_on)

    provenance = provenance_of(files, assessment, hidden=0 if statuses else len(assessed) - len(shown))
    screen = Screen(destination.width, destination.color)
    contents = Report(
        shown,
        assessed,
        rules,
        provenance,
        language,
        translate,
        screen,
        excel,
        names,
        title,
        by=view.by,
        columns=view.columns,
        selection=view.selection,
    )
    if chosen.cites:
        from lixia_cli.explain.citations import citations

        sources = read_sources(selection.find_sources(files), translate)
        measured = assessment.milestones if milestones else assessment.measured
        cited = citations(measured.loc[shown.index], assessment.actuals, sources)
        contents = replace(contents, citations=cited)
    if chosen.draws and not milestones:
        from lixia_cli.explain.trends import trends

        contents = replace(contents, trends=trends(assessment.measured.loc[shown.index], assessment.actuals))
    if chosen.charts and not milestones:
        contents = replace(contents, charts=_charts(assessment, contents))
    destination.write(formats.render(contents, destination.form))
    exit_if(matched)


def _charts(assessment: Assessment, report: Report) -> list[Chart]:
    """Return the charts of the targets of a report that are behind, the worst first, at most MOST_CHARTS of them."""
    from lixia_cli.loading import load_sources
    from lixia_cli.render.charts.describe import describe
    from lixia_cli.render.names import with_names
    from lixia_cli.stages import explain_some
    from lixia_cli.summarise.highlights import worst

    rows = worst(report.shown, report.rules, MOST_CHARTS).index.tolist()
    no_sources, _ = load_sources("")
    explained = explain_some(assessment, rows, no_sources, report.language)
    drawn = (describe(with_names(about, report.labels), report.language, report.translate) for about in explained)
    return [chart for chart in drawn if chart is not None]

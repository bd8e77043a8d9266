"""``lixia report``: the tables, one per domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from lixia_cli.cli.assessing import assess_selection, assess_selection_in_blocks, provenance_of, say_left_out
from lixia_cli.cli.base import Command, Option, language_option
from lixia_cli.cli.completion import complete_statuses
from lixia_cli.cli.diagnostics import note
from lixia_cli.cli.input_options import read_sources
from lixia_cli.cli.output_options import Destination, excel_option, output_options, refuse_excel
from lixia_cli.cli.plan_options import Selection, all_option, exit_if, fail_on_option, plan_options, title_option
from lixia_cli.cli.view_options import view_options
from lixia_cli.render import formats
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_, Message

if TYPE_CHECKING:
    from lixia_cli.cli.input_options import Files
    from lixia_cli.model.arrays import Ints
    from lixia_cli.model.names import Names
    from lixia_cli.model.table import Table
    from lixia_cli.render.charts.chart import Chart
    from lixia_cli.render.formats import Format
    from lixia_cli.render.report import Report
    from lixia_cli.render.view.view import Asked
    from lixia_cli.stages import Assessment
    from lixia_cli.text.i18n import Translate

BLOCK = 32_768
"""How many targets are assessed and written at a time, where that can be done."""
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
@all_option
@fail_on_option
@title_option
@language_option
@output_options(formats.SUFFIXES)
@excel_option
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
    chosen = formats.FORMATS[destination.form]
    refuse_excel(excel, chosen.excel)
    if chosen.binary:
        destination.refuse_terminal(chosen.suffix)
    translate = languages.translator(language)

    wanted = Wanted(
        selection, files, selection.read_names(files, translate), language, translate, asked, statuses,
        milestones, everything, fail_on, title, destination, excel,
    )  # fmt: skip
    write = _write_in_blocks if wanted.in_blocks() else _write_whole
    exit_if(write(wanted))


class Wanted(NamedTuple):
    """The values of the options of a report, and what they name."""

    selection: Selection
    files: Files
    names: Names
    language: str
    translate: Translate
    asked: Asked
    statuses: tuple[str, ...]
    milestones: bool
    everything: bool
    fail_on: tuple[str, ...]
    title: str
    destination: Destination
    excel: bool

    @property
    def form(self) -> Format:
        """Return the format."""
        return formats.FORMATS[self.destination.form]

    def in_blocks(self) -> bool:
        """Return whether no row depends on the others: neither which are shown, nor their order."""
        asks_for_all = self.milestones or self.asked.where or self.asked.by or self.asked.sort
        return bool(self.form.rows) and not asks_for_all

    def everything_shown(self) -> bool:
        """Return whether targets without data are shown too."""
        return self.everything or self.milestones or not self.files.actuals


def _write_whole(wanted: Wanted) -> bool:
    """Write the report of all targets at once; returns whether a target matches ``--fail-on``."""
    from dataclasses import replace

    from lixia_cli.stages import assess_milestones

    form, selection, files, translate = wanted.form, wanted.selection, wanted.files, wanted.translate
    assessment = assess_selection(selection, files, translate, wanted.names, wanted.asked.by, figures_only=True)
    assessed = assess_milestones(assessment) if wanted.milestones else assessment.judged
    if wanted.milestones and not len(assessed):
        note(Message("no target here has milestones (several target years of one key)"), translate)
    contents, shown, matched = _report(wanted, assessment, assessed)
    if form.cites:
        from lixia_cli.explain.citations import citations

        sources = read_sources(selection.find_sources(files), translate)
        measured = assessment.milestones if wanted.milestones else assessment.measured
        cited = citations(measured.rows(shown), assessment.actuals, sources)
        contents = replace(contents, citations=cited)
    if form.draws and not wanted.milestones:
        from lixia_cli.explain.trends import trends

        contents = replace(contents, trends=trends(assessment.measured.rows(shown), assessment.actuals))
    if form.charts and not wanted.milestones:
        contents = replace(contents, charts=_charts(assessment, contents, shown))
    wanted.destination.write(formats.render(contents, wanted.destination.form))
    return matched


def _write_in_blocks(wanted: Wanted) -> bool:
    """Write the report of a block of targets after the other, all or nothing; returns what `_write_whole` does."""
    from dataclasses import replace

    from lixia_cli.model.once import Once
    from lixia_cli.observe.observe import LeftOut

    rows = formats.rows_renderer(wanted.destination.form)
    matched, left_out, on_vintage, once = False, LeftOut(), tuple[Message, ...](), Once()
    parts = assess_selection_in_blocks(wanted.selection, wanted.files, wanted.translate, wanted.names, BLOCK)
    with wanted.destination.spool() as spool:
        for number, assessment in enumerate(parts):
            contents, _, found = _report(wanted, assessment, assessment.judged)
            for piece in rows(replace(contents, once=once), number == 0):
                spool.add(piece)
            matched, left_out = matched or found, left_out.and_also(assessment.left_out())
            on_vintage = assessment.notes_on_vintage()
            del assessment, contents  # the next one may be of other observations
        say_left_out(on_vintage, left_out.notes(), wanted.files, wanted.translate)
        wanted.destination.write(spool)
    return matched


def _report(wanted: Wanted, assessment: Assessment, assessed: Table) -> tuple[Report, Ints, bool]:
    """Return the report on a table of `assess`, which of them it shows, and whether one matches ``--fail-on``."""
    import numpy as np

    from lixia_cli.assess.selection import any_of, choose_rows
    from lixia_cli.render.report import Report, Screen
    from lixia_cli.render.view.view import View

    rules, statuses = assessment.rules, wanted.statuses
    view = View(wanted.asked, assessed, assessment.plan.headers, wanted.names)
    kept = np.flatnonzero(view.chosen(assessed, rules))
    everything = assessed.rows(kept)
    shown = kept[choose_rows(everything, rules, statuses, wanted.everything_shown())]
    shown = shown[view.order(assessed.rows(shown), rules)]
    provenance = provenance_of(wanted.files, assessment, hidden=0 if statuses else len(kept) - len(shown))
    contents = Report(
        assessed.rows(shown),
        everything,
        rules,
        provenance,
        wanted.language,
        wanted.translate,
        Screen(wanted.destination.width, wanted.destination.color),
        wanted.excel,
        wanted.names,
        wanted.title,
        by=view.by,
        columns=view.columns,
        selection=view.selection,
    )
    return contents, shown, any_of(everything, rules, wanted.fail_on)


def _charts(assessment: Assessment, report: Report, shown: Ints) -> list[Chart]:
    """Return the charts of the targets of a report that are behind, the worst first, at most MOST_CHARTS of them."""
    from lixia_cli.loading import load_sources
    from lixia_cli.render.charts.describe import describe
    from lixia_cli.render.names import with_names
    from lixia_cli.stages import explain_some
    from lixia_cli.summarise.highlights import worst

    rows = shown[worst(report.shown, report.rules, MOST_CHARTS)].tolist()
    no_sources, _ = load_sources("")
    explained = explain_some(assessment, rows, no_sources, report.language)
    drawn = (describe(with_names(about, report.labels), report.language, report.translate) for about in explained)
    return [chart for chart in drawn if chart is not None]

"""``lixia summary``: a plan in a few lines, and the changes since the last run."""

from __future__ import annotations

import contextlib
import datetime
from typing import TYPE_CHECKING

import click

from lixia_cli.cli import diagnostics
from lixia_cli.cli.assessing import assess_selection, provenance_of
from lixia_cli.cli.base import Command, Option, language_option
from lixia_cli.cli.output_options import Destination, text_options
from lixia_cli.cli.parameters import FileName
from lixia_cli.cli.plan_options import Selection, exit_if, fail_on_option, plan_options, title_option
from lixia_cli.cli.view_options import view_options
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_, Message, RequestError

if TYPE_CHECKING:
    from lixia_cli.render.view.view import Asked


@click.command(
    cls=Command,
    help=N_(
        "Summarise a plan in a few lines for mail or chat: counts per domain, what is furthest behind, what makes "
        "good progress, what has most still to do and, with --state, which verdicts have changed since the last run."
    ),
)
@plan_options
@view_options
@click.option(
    "--state",
    "state_file",
    cls=Option,
    type=FileName(written=True),
    help=N_("Store the verdicts in this file; report changes."),
)
@click.option("--changed-only", cls=Option, is_flag=True, help=N_("Print nothing unless a verdict has changed."))
@click.option(
    "--changed",
    cls=Option,
    type=click.Choice(["verdicts", "figures"]),
    default="verdicts",
    metavar="WHAT",
    help=N_("What counts as changed: verdicts, or new figures too."),
)
@click.option("--subject", cls=Option, is_flag=True, help=N_("Begin with the headers of a mail: subject and date."))
@fail_on_option
@title_option
@language_option
@text_options
@click.pass_obj
def summary(
    language: str,
    selection: Selection,
    asked: Asked,
    state_file: str | None,
    changed_only: bool,
    changed: str,
    subject: bool,
    fail_on: tuple[str, ...],
    title: str,
    destination: Destination,
) -> None:
    """Summarise a plan in a few lines; see the help of the command."""
    files = selection.find_files()
    if changed_only and state_file is None:
        raise RequestError(Message("--changed-only needs --state FILE, to compare with the last run"))
    if changed == "figures" and state_file is None:
        raise RequestError(Message("--changed figures needs --state FILE, to compare with the last run"))
    destination.refuse_overwriting(*selection.files_read(files), state_file)
    translate = languages.translator(language)
    if changed_only:
        diagnostics.be_quiet()  # a note on the input is no change

    from lixia_cli.assess.selection import any_of
    from lixia_cli.cli import state
    from lixia_cli.render.mail import mail_headers
    from lixia_cli.render.report import Report, Screen
    from lixia_cli.render.summary import Summary, render, render_changes
    from lixia_cli.render.view.view import View
    from lixia_cli.summarise import changes

    names = selection.read_names(files, translate)
    assessment = assess_selection(selection, files, translate, names, asked.by, figures_only=True)
    rules, every = assessment.rules, assessment.judged
    view = View(asked, every, assessment.plan.headers, names)
    kept = view.chosen(every, rules)
    assessed = every.rows(kept)
    matched = any_of(assessed, rules, fail_on)
    provenance = provenance_of(files, assessment)
    with contextlib.nullcontext() if state_file is None else state.locked(state_file, translate) as state_path:
        earlier = None if state_path is None else state.read(state_path)
        other_method = earlier.method if earlier is not None and earlier.method != rules.name else ""
        if other_method:
            earlier = None
        targets = assessment.plan.targets
        found = (
            None
            if earlier is None
            else changes.compare(earlier, assessed, targets, selection.region, selection.domains)
        )
        screen = Screen(destination.width, color=False)
        about = Report(
            assessed,
            assessed,
            rules,
            provenance,
            language,
            translate,
            screen,
            names=names,
            title=title,
            by=view.by,
            columns=view.columns,
            selection=view.selection,
        )
        order = view.order(assessed, rules) if asked.sort else None
        contents = Summary(about, found, other_method, figures=changed == "figures", order=order)
        head = mail_headers(contents, datetime.datetime.now().astimezone()) if subject else ""
        if not changed_only or found is None:
            destination.write(head + render(contents))
        elif contents.something_changed():
            destination.write(head + render_changes(contents))
        if state_path is not None:
            state.write(changes.updated_state(earlier, found, assessed, rules.name, provenance.as_of), state_path)
    exit_if(matched)

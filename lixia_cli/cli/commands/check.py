"""``lixia check``: how the files of a plan are read, and every problem in them."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from lixia_cli.cli import diagnostics
from lixia_cli.cli.base import Command, Option, language_option
from lixia_cli.cli.environment import today
from lixia_cli.cli.input_options import (
    Files,
    accumulation_of,
    conventions_for,
    encoding_of,
    file_conventions,
    file_names,
    find_files,
    find_sources,
    read_records,
    sources_option,
)
from lixia_cli.cli.progress import reading
from lixia_cli.files import write as output
from lixia_cli.files.problems import LISTED, InputError, Problem
from lixia_cli.text import i18n as languages
from lixia_cli.text.messages import N_, Message

if TYPE_CHECKING:
    from lixia_cli.summarise.findings import Findings

FORMATS = ("text", "json", "github")


@click.command(
    "check",
    cls=Command,
    help=N_(
        "Check the files of a plan: list every problem and exit with 2, or print how they are read and how much "
        "they contain.\n\n"
        "If there is a file of sources, it must contain every source that the others name; show, site and Word "
        "documents cite it. Observations that belong to no target are listed with the nearest target, and so are "
        "figures that are hard to believe."
    ),
)
@file_names
@sources_option
@language_option
@click.option(
    "--format",
    "form",
    cls=Option,
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    metavar="FORMAT",
    help=N_("Output format [text], json, or github (annotations of a workflow)."),
)
@file_conventions
@click.pass_obj
def check_command(language: str, targets: str | None, actuals: tuple[str, ...], sources: str | None, form: str) -> None:
    """Check the files of a plan, see the help of the command."""
    translate = languages.translator(language)
    files = find_files(targets, actuals)
    findings = _check(files, sources, translate)
    found = InputError(list(findings.problems), findings.problem_count, LISTED if form == "text" else 0)
    if form == "text":
        for message in findings.notes:
            diagnostics.note(message, translate)
        for problem in (*findings.warnings, *findings.unmatched):
            diagnostics.warn(problem, translate)
        if more := findings.more_warnings():
            diagnostics.note(more, translate)
        if findings.problem_count:
            raise found
        from lixia_cli.render.findings import text

        output.write(text.render(findings, translate, output.terminal_width(None, None)), None)
        return
    if form == "json":
        from lixia_cli.render.findings import json

        output.write(json.render(findings), None)
    else:
        from lixia_cli.render.findings import annotations

        output.write(annotations.render(findings, translate), None)
    if findings.problem_count:
        raise found


class _Problems:
    """The problems of all inputs, the first LISTED of them."""

    def __init__(self) -> None:
        self.first: list[Problem] = []
        self.count = 0

    @contextlib.contextmanager
    def collecting(self) -> Iterator[None]:
        """Keep the problems for which the block ends."""
        try:
            yield
        except InputError as error:
            self.first = [*self.first, *error.problems][:LISTED]
            self.count += error.count


def _check(files: Files, sources: str | None, translate: languages.Translate) -> Findings:
    """Read and check all files, as far as problems in one of them allow."""
    from lixia_cli.check.plan import CheckedPlan, check_plan
    from lixia_cli.check.sources import check_references, undated
    from lixia_cli.loading import load_sources
    from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
    from lixia_cli.observe.observe import observe
    from lixia_cli.observe.revisions import in_force
    from lixia_cli.observe.trajectory import fold
    from lixia_cli.read.records import Records
    from lixia_cli.summarise.assumptions import assumptions
    from lixia_cli.summarise.findings import Findings

    problems = _Problems()
    tables, plan, notes = list[Records](), list[CheckedPlan](), list[Message]()
    with problems.collecting():
        tables += read_records(files, translate)
        notes += [note for records in tables for note in records.notes]
        plan.append(check_plan(tables[0], tables[1], LISTED, accumulation_of(files.targets), today(os.environ)))
        notes += plan[0].notes
    of_plan = problems.count
    if file := find_sources(sources, files):
        with problems.collecting(), reading((file,), translate):
            known, of_sources = load_sources(file, encoding_of(file), conventions_for(file), LISTED)
            notes += [*of_sources, *undated(known.texts("published").texts(), file)]
            if tables:
                columns = (TARGET_COLUMNS, ACTUAL_COLUMNS)
                check_references(list(zip(tables, columns, strict=True)), known.texts("id").unique(), file, LISTED)
    if problems.count > of_plan == 0:
        notes.append(
            Message(
                "only {file} has problems; report runs without it, but not for Word or with --known-on",
                {"file": file},
            )
        )
    inputs = tuple(
        (role, part)
        for role, records in zip(("targets", "actuals"), tables, strict=False)
        for part in records.parts or (records,)
    )
    if problems.count:
        return Findings(inputs, notes=tuple(notes), problems=tuple(problems.first), problem_count=problems.count)
    checked = plan[0]
    doubts: dict[str, Any] = {}
    if not files.bundled:  # much of what the bundled actuals hold is context on purpose (docs/data.md)
        doubts = {
            "unmatched": tuple(itertools.islice(checked.unmatched.findings(tables[1]), LISTED)),
            "warnings": tuple(checked.warnings.findings(LISTED)),
            "warning_count": len(checked.unmatched.series) + checked.warnings.count,
        }
    observed = observe(fold(in_force(checked.targets)), checked.actuals)
    assumed = tuple((tables[0].place(one.row, one.column), one) for one in assumptions(observed))
    return Findings(inputs, len(observed), len(checked.actuals), tuple(notes), assumed, **doubts)

"""Read the files that options name and assess the targets that they select."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from lixia_cli.cli.diagnostics import note
from lixia_cli.cli.environment import today
from lixia_cli.cli.input_options import Files, accumulation_of, check_plan, load_plan, read_records, read_sources, say
from lixia_cli.cli.plan_options import Selection
from lixia_cli.cli.rule_sets import own_rule_sets
from lixia_cli.files.problems import file_label
from lixia_cli.model.names import NO_NAMES, Names
from lixia_cli.model.periods import Period
from lixia_cli.read.scope import USUAL_ROWS, Rows, Scope
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_, Message, RequestError

if TYPE_CHECKING:
    from lixia_cli.assess.methods import RuleSet
    from lixia_cli.loading import Plan
    from lixia_cli.model.arrays import Bools
    from lixia_cli.model.coded import Coded
    from lixia_cli.model.table import Table
    from lixia_cli.observe.vintage import Vintage
    from lixia_cli.read.records import Records
    from lixia_cli.render.report import Provenance
    from lixia_cli.stages import Assessment, How

BESIDE = "sources.csv"
"""The file of sources beside the targets, for messages."""
NAMED_PLANS = 5
"""How many other plans of a file a note names."""


def assess_selection(
    selection: Selection,
    files: Files,
    translate: Translate,
    names: Names = NO_NAMES,
    by: str = "",
    figures_only: bool = False,
) -> Assessment:
    """Read the files and assess the selected targets, which may be named by code or by one of `names`.

    `by` is the column of a view that has a table for each of its values. With `figures_only` databases need not send
    preliminary figures that final ones have replaced. Raises InputError or RequestError.
    """
    only = figures_only and selection.known_on is None
    assessment = assessor(selection, files, translate, names, selection.as_of, only, by).as_of(selection.as_of)
    say_notes(assessment, files, translate)
    return assessment


def say_notes(assessment: Assessment, files: Files, translate: Translate) -> None:
    """Print what an assessment leaves out."""
    say_left_out(assessment.notes_on_vintage(), assessment.notes(), files, translate)


def say_left_out(
    on_vintage: Iterable[Message], left_out: Iterable[Message], files: Files, translate: Translate
) -> None:
    """Print what is left out by a vintage, and else; the bundled plan leaves figures out on purpose (docs/data.md)."""
    for message in (*on_vintage, *(() if files.bundled else left_out)):
        note(message, translate)


def assess_selection_in_blocks(
    selection: Selection, files: Files, translate: Translate, names: Names, size: int, rows: Rows = USUAL_ROWS
) -> Iterator[Assessment]:
    """Do the same as `assess_selection` for about `size` targets at a time, but print nothing of what is left out.

    `rows` says how many rows of a database are kept in memory.
    """
    undated = selection.known_on is None
    scope = _scope_of([named(selection, names)], selection.as_of, undated, False)
    records = read_records(files, translate, scope._replace(rows=rows, in_parts=undated))
    if records[1].are_in_parts:
        return _in_parts(records, selection, files, translate, names, size)
    plan = check_plan(records, files, translate)
    return _assessor_of(plan, selection, files, translate, names).in_blocks(size)


def _in_parts(
    records: tuple[Records, Records],
    selection: Selection,
    files: Files,
    translate: Translate,
    names: Names,
    size: int,
) -> Iterator[Assessment]:
    """Assess the selected targets part by part, and print the notes on the plan at the end."""
    own = own_rule_sets(click.get_current_context())
    plans: Coded | None = None
    selected: Table | None = None
    for plan, rows in _checked_in_parts(records, files, translate):
        assessor = Assessor(plan, selection, names, own, None, False)
        if selected is None:
            plans, selected = plan.targets.texts("plan"), assessor.selected()
        of_part = selected.rows(rows[selected.ints("row")])
        if len(of_part) or not len(selected):
            yield from assessor.in_blocks(size, of_part)
        del plan, assessor  # before the next part is read
    if plans is not None:
        _note_plans(plans, selection, files, translate)


def _checked_in_parts(
    records: tuple[Records, Records], files: Files, translate: Translate
) -> Iterator[tuple[Plan, Bools]]:
    """Check a plan part by part, see `PlanInParts`; at the end print the notes on it.

    Raises InputError with the problems of all parts then.
    """
    from lixia_cli.loading import PlanInParts

    plan = PlanInParts(*records, accumulation_of(files.targets), today(os.environ))
    yield from plan
    say(translate, *plan.notes_on_reading)
    if error := plan.error():
        raise error
    say(translate, *plan.notes, *plan.doubts)


class Assessor(NamedTuple):
    """The files of a plan, read and checked, and how their targets are to be assessed."""

    plan: Plan
    selection: Selection
    names: Names
    own: Mapping[str, RuleSet]
    vintage: Vintage | None
    every_plan: bool
    """Tables by plan show all of them, unless one is named."""

    def as_of(self, as_of: Period | None) -> Assessment:
        """Assess the selected targets as of a period. Raises RequestError for what does not exist."""
        return self.of(self.selection._replace(as_of=as_of))

    def of(self, selection: Selection) -> Assessment:
        """Assess the targets of another selection from the same files. Raises RequestError for what does not exist."""
        from lixia_cli.stages import assess_plan

        chosen = named(selection, self.names)
        return assess_plan(self.plan, chosen.plan, chosen.region, chosen.domains, self._how(selection), self.every_plan)

    def of_targets(self, targets: Table, selection: Selection) -> Assessment:
        """Assess rows of the plan's targets as a selection says, whatever plan, region and domains it names."""
        from lixia_cli.stages import assess_targets

        return assess_targets(self.plan, targets, self._how(selection))

    def in_blocks(self, size: int, some: Table | None = None) -> Iterator[Assessment]:
        """Assess about `size` of the selected targets at a time, or of some of them.

        Raises RequestError for what does not exist.
        """
        from lixia_cli.stages import assess_in_blocks

        targets = self.selected() if some is None else some
        return assess_in_blocks(self.plan, targets, size, self._how(self.selection))

    def selected(self) -> Table:
        """Return the selected targets. Raises RequestError for what does not exist."""
        from lixia_cli.stages import select

        chosen = named(self.selection, self.names)
        return select(self.plan, chosen.plan, chosen.region, chosen.domains, self.every_plan)

    def _how(self, selection: Selection) -> How:
        from lixia_cli.stages import How

        day = today(os.environ)
        return How(selection.as_of, selection.method, day, self.own, self.vintage, selection.targets_of)


def named(selection: Selection, names: Names) -> Selection:
    """Return a selection with codes of plan, region and domains, which it may give by name."""
    plan, region = (
        None if text is None else names.code(kind, text)
        for kind, text in (("plan", selection.plan), ("region", selection.region))
    )
    domains = tuple(names.code("domain", text) for text in selection.domains)
    return selection._replace(plan=plan, region=region, domains=domains)


def assessor(
    selection: Selection,
    files: Files,
    translate: Translate,
    names: Names = NO_NAMES,
    up_to: Period | None = None,
    figures_only: bool = False,
    by: str = "",
    beside: Sequence[Selection] = (),
) -> Assessor:
    """Read the files once, and return what assesses the selected targets as of a period.

    Databases need not send what is later than `up_to`, nor with `figures_only` what was replaced, nor what belongs to
    none of the targets selected here or in `beside`. Raises InputError, and RequestError then or when it is called.
    """
    every_plan = _is_plan(by)
    scope = _scope_of([named(one, names) for one in beside or (selection,)], up_to, figures_only, every_plan)
    plan = load_plan(files, translate, scope)
    return _assessor_of(plan, selection, files, translate, names, every_plan)


def _assessor_of(
    plan: Plan, selection: Selection, files: Files, translate: Translate, names: Names, every_plan: bool = False
) -> Assessor:
    """Return what assesses a plan that was read. Raises RequestError."""
    if not every_plan:
        _note_plans(plan.targets.texts("plan"), selection, files, translate)
    own = own_rule_sets(click.get_current_context())
    return Assessor(plan, selection, names, own, _vintage(selection, files, plan.actuals, translate), every_plan)


def _note_plans(plans: Coded, selection: Selection, files: Files, translate: Translate) -> None:
    """Print which plans there are beside the first one, if that is chosen because none is named."""
    if selection.plan is None and not files.bundled:
        _note_other_plans(plans, translate)


def _scope_of(selections: Sequence[Selection], up_to: Period | None, figures_only: bool, every_plan: bool) -> Scope:
    """Return what is read for several selections: for all plans and regions where they differ in them."""
    plans, regions = ({getattr(one, name) for one in selections} for name in ("plan", "region"))
    first = selections[0]
    return Scope(
        first.plan if len(plans) == 1 else None,
        first.region if len(regions) == 1 else None,
        first.domains,
        up_to,
        figures_only,
        every_plan or len(plans) > 1,
        tuple(regions) if len(regions) > 1 else (),
    )


def _is_plan(by: str) -> bool:
    """Return whether a column of a view is that of the plans, so that all of them are meant."""
    from lixia_cli.render.view.vocabulary import Vocabulary

    with contextlib.suppress(RequestError):
        return bool(by) and Vocabulary((), {}).cells(by, "--by") == "plan"
    return False  # a column of the file


def _vintage(selection: Selection, files: Files, actuals: Table, translate: Translate) -> Vintage | None:
    """Return what ``--known-on`` asks for. Raises RequestError where no file says when figures were published."""
    if selection.known_on is None:
        return None
    from lixia_cli.observe.vintage import Vintage

    file = selection.find_sources(files)
    if not file:
        template = N_("--known-on needs a file that says when figures were published: --sources FILE, or {beside}")
        raise RequestError(Message(template, {"beside": BESIDE}))
    return Vintage(selection.known_on, read_sources(file, translate, actuals.texts("source").unique()))


def _note_other_plans(plans: Coded, translate: Translate) -> None:
    """Print which plans a file has beside its first one, which is shown."""
    first, *others = plans.unique()
    if others:
        named = ", ".join(others[:NAMED_PLANS]) + (" …" if len(others) > NAMED_PLANS else "")
        values = {"first": first or "''", "others": named}
        note(Message("shown is the plan {first}; the targets have others too (--plan): {others}", values), translate)


def provenance_of(files: Files, assessment: Assessment, hidden: int = 0) -> Provenance:
    """Return the data that a report is based on; `hidden` is the number of targets left out for lack of data."""
    from lixia_cli.observe.observe import last_period
    from lixia_cli.render.report import Provenance

    return Provenance(
        targets=file_label(files.targets),
        actuals=", ".join(map(file_label, files.actuals)),
        bundled=files.bundled,
        as_of=assessment.as_of.text if assessment.as_of else "",
        hidden=hidden,
        through=last_period(assessment.measured),
        known_on=assessment.vintage.day.isoformat() if assessment.vintage else "",
    )

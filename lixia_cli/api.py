"""The pipeline as functions for Python users: read a plan, assess it, compare its sides, explain its verdicts.

Each checks its arguments, calls the functions of `stages` or `comparing` and issues its notes as warnings.
"""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from lixia_cli.arguments import AsOf, Tables, conventions_given, listed, period_given, read_given, sides_given
from lixia_cli.assess import methods
from lixia_cli.assess.assess import as_frame, as_rows
from lixia_cli.check.assumed import as_given
from lixia_cli.comparing import assess_over_years, compare_sides
from lixia_cli.explain.explain import Explanation
from lixia_cli.explain.what_if import what_if as carried_on
from lixia_cli.files.problems import InputError
from lixia_cli.loading import ReadAs, load_plan
from lixia_cli.model.assumptions import parse_assumptions
from lixia_cli.model.choices import CURRENT
from lixia_cli.model.further import further_columns
from lixia_cli.model.periods import Period
from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.read.inputs import Source, Sources
from lixia_cli.stages import Assessment, explain_key
from lixia_cli.summarise.over_years import as_rows as rows_over_years
from lixia_cli.summarise.side_by_side import with_what_differs
from lixia_cli.text.i18n import LANGUAGES
from lixia_cli.text.messages import Message, RequestError

__all__ = ["InputError", "LixiaWarning", "Plan", "RequestError", "assess", "compare", "explain", "history", "read_plan"]


class LixiaWarning(UserWarning):
    """Input was read in a way that is not literal; the message says how."""


@dataclass(frozen=True)
class Plan:
    """The targets and actuals of a plan as frames, checked."""

    targets: pd.DataFrame
    """One row per value of a target, of every plan in the file."""
    actuals: pd.DataFrame
    """One row per observation."""
    notes: tuple[Message, ...] = ()
    """How the input was read where that was not literal; `str` gives the sentence."""
    doubts: tuple[Message, ...] = ()
    """What ``lixia check`` lists one by one, counted: observations that belong to no target, say."""


def read_plan(
    targets: Source,
    actuals: Sources,
    *,
    encoding: str | None = None,
    decimal: str | None = None,
    columns: Tables | None = None,
    values: Tables | None = None,
    defaults: Tables | None = None,
    accumulation: str | None = None,
) -> Plan:
    """Read and check targets and actuals, each a file or a frame; of actuals several may be given, as one table.

    `encoding` is that of the files, where it can't be seen; `decimal`, ``.`` or ``,``, the sign before their decimals;
    `columns`, `values` and `defaults` the tables of that name in lixia.toml (docs/settings.md), as dictionaries:
    ``columns={"targets": {"key": "ID"}}``, ``values={"direction": {"Up": "at_least"}}``; `accumulation` what figures of
    parts of a year are where they don't say it, ``year_to_date`` or ``period`` (docs/files.md).

    The frames returned have the columns of docs/files.md, typed, and can be given to `assess` and `explain`. Warns with
    LixiaWarning where a reading is not literal. Raises InputError with every problem in both of them.
    """
    read_as = ReadAs(encoding, decimal, conventions_given(columns, values, defaults), accumulation)
    plan = load_plan(targets, actuals, read_as)
    observed = [column.name for column in ACTUAL_COLUMNS if column.name in plan.actuals]
    known = as_given(plan.targets)
    typed, observations = (table.frame() for table in (known, plan.actuals.select(observed)))
    given = Plan(typed.rename(columns=further_columns(known)), observations, plan.notes, plan.doubts)
    _warn((*plan.notes, *plan.doubts))
    return given


def assess(
    targets: Source,
    actuals: Sources,
    *,
    plan: str | None = None,
    region: str | None = None,
    domains: str | Sequence[str] = (),
    as_of: AsOf | None = None,
    known_on: str | datetime.date | None = None,
    targets_of: str = CURRENT,
    method: str = methods.DEFAULT,
    today: datetime.date | None = None,
    encoding: str | None = None,
    decimal: str | None = None,
    columns: Tables | None = None,
    values: Tables | None = None,
    defaults: Tables | None = None,
    accumulation: str | None = None,
    rule_sets: Tables | None = None,
    sources: Source | None = None,
) -> pd.DataFrame:
    """Assess every target of a plan; returns one row per target with the columns of ``lixia report --format csv``.

    `plan` is the first of the file unless named; `region` and `domains` select targets; observations later than `as_of`
    do not count, nor those whose source was published after `known_on` (a date, or text: a month or year is its last
    day) by the file of `sources`; `targets_of` (``current`` or ``original``) says by which values revised targets are
    judged; `method` names a rule set; `today` decides which target years are over (the flag ``due``) and which
    revisions are in force where there is no `as_of`; `encoding` is that of the files, where it can't be seen, `decimal`
    (``.`` or ``,``) the sign before their decimals; `columns`, `values`, `defaults` and `accumulation` are those of
    `read_plan`;
    `rule_sets` is the table `method` of lixia.toml, as dictionaries, with rule sets that `method` may name. What is not
    known is NaN, and `note` says why.

    Warns with LixiaWarning where a reading is not literal. Raises InputError with every problem in the input, and
    RequestError for a plan, region, domain, period or method that does not exist.
    """
    read_as = ReadAs(encoding, decimal, conventions_given(columns, values, defaults), accumulation)
    given = read_given(targets, actuals, sources, read_as, today, known_on, targets_of, rule_sets)
    assessment = given.assess(plan, region, listed(domains), period_given(as_of), method)
    rows = as_frame(as_rows(assessment.judged))
    _warn(given.notes((*assessment.notes_on_vintage(), *assessment.notes())))
    return rows


def history(
    targets: Source,
    actuals: Sources,
    *,
    plan: str | None = None,
    region: str | None = None,
    domains: str | Sequence[str] = (),
    as_of: AsOf | None = None,
    known_on: str | datetime.date | None = None,
    targets_of: str = CURRENT,
    method: str = methods.DEFAULT,
    today: datetime.date | None = None,
    encoding: str | None = None,
    decimal: str | None = None,
    columns: Tables | None = None,
    values: Tables | None = None,
    defaults: Tables | None = None,
    accumulation: str | None = None,
    rule_sets: Tables | None = None,
    sources: Source | None = None,
) -> pd.DataFrame:
    """Assess every target as of the end of each year; returns the rows of ``lixia history --all --format csv``.

    The years are those from the first one after a baseline to the last one observed, or to `as_of`; there is one row
    per target and year, with the verdict of the year before and what changed. The arguments, the warnings and the
    errors are those of `assess`; RequestError too where nothing has been observed.
    """
    read_as = ReadAs(encoding, decimal, conventions_given(columns, values, defaults), accumulation)
    given = read_given(targets, actuals, sources, read_as, today, known_on, targets_of, rule_sets)

    def assess_as_of(end: Period | None) -> Assessment:
        return given.assess(plan, region, listed(domains), end, method)

    end = period_given(as_of)
    last = assess_as_of(end)
    # What is left out may be why nothing is observed.
    _warn(given.notes((*last.notes_on_vintage(), *last.notes())))
    return as_frame(rows_over_years(assess_over_years(assess_as_of, last, end).rows))


def compare(
    targets: Source,
    actuals: Sources,
    *,
    plan: str | Sequence[str] | None = None,
    region: str | Sequence[str] | None = None,
    domains: str | Sequence[str] = (),
    as_of: AsOf | Sequence[AsOf] | None = None,
    known_on: str | datetime.date | None = None,
    targets_of: str = CURRENT,
    method: str | Sequence[str] = methods.DEFAULT,
    today: datetime.date | None = None,
    encoding: str | None = None,
    decimal: str | None = None,
    columns: Tables | None = None,
    values: Tables | None = None,
    defaults: Tables | None = None,
    accumulation: str | None = None,
    rule_sets: Tables | None = None,
    sources: Source | None = None,
) -> pd.DataFrame:
    """Assess two or more sides of a plan; returns the rows of ``lixia compare --all --format csv``, one per side.

    Exactly one of `plan`, `region`, `as_of` and `method` is a list, of what stands side by side. A region may also have
    values without a target of its own. The other arguments, the warnings and the errors are those of `assess`.
    """
    varied, sides = sides_given(as_of, region, plan, method)
    read_as = ReadAs(encoding, decimal, conventions_given(columns, values, defaults), accumulation)
    given = read_given(targets, actuals, sources, read_as, today, known_on, targets_of, rule_sets)
    found = compare_sides(
        given.plan,
        varied,
        sides,
        lambda rows, side: given.assess_targets(rows, side.as_of, side.method),
        listed(domains),
    )
    rows = as_frame(with_what_differs(found.compared.rows, as_rows(found.compared.rows)))
    _warn(given.notes(tuple(found.notes())))
    return rows


def explain(
    targets: Source,
    actuals: Sources,
    key: str | None = None,
    *,
    sources: Source | None = None,
    plan: str | None = None,
    region: str | None = None,
    domains: str | Sequence[str] = (),
    as_of: AsOf | None = None,
    known_on: str | datetime.date | None = None,
    targets_of: str = CURRENT,
    method: str = methods.DEFAULT,
    today: datetime.date | None = None,
    language: str = "en",
    encoding: str | None = None,
    decimal: str | None = None,
    columns: Tables | None = None,
    values: Tables | None = None,
    defaults: Tables | None = None,
    accumulation: str | None = None,
    rule_sets: Tables | None = None,
    what_if: str | Sequence[str] = (),
) -> list[Explanation]:
    """Explain the verdict on one indicator, or on all: the dictionaries that ``lixia show --format json`` prints.

    `key` is the key or the name of an indicator, which may have a target in several regions; `sources` a file of
    sources; `language` (``en`` or ``zh``) that of sentences and labels; `what_if` are changes a year that are
    assumed, as ``--if`` takes them (``"5%"``). The other arguments, the warnings and the
    errors are those of `assess`.
    """
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
    read_as = ReadAs(encoding, decimal, conventions_given(columns, values, defaults), accumulation)
    given = read_given(targets, actuals, sources, read_as, today, known_on, targets_of, rule_sets)
    assessment = given.assess(plan, region, listed(domains), period_given(as_of), method)
    explanations = explain_key(assessment, key, given.sources, language)
    if assumptions := parse_assumptions(listed(what_if)):
        explanations = [carried_on(about, assumptions) for about in explanations]
    _warn(given.notes((*assessment.notes_on_vintage(), *assessment.notes())))
    return explanations


def _warn(notes: Iterable[Message]) -> None:
    """Issue the notes as warnings of the line that called the public function."""
    for note in notes:
        warnings.warn(str(note), LixiaWarning, stacklevel=3)

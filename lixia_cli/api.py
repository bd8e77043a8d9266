"""The pipeline as functions for Python users: read a plan, assess it, explain its verdicts.

Each checks its arguments, calls the functions of `stages` and issues its notes as warnings.
"""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from lixia_cli import loading
from lixia_cli.assess import methods
from lixia_cli.assess.assess import as_rows
from lixia_cli.assess.own_rule_sets import own_rule_sets
from lixia_cli.check.assumed import as_given
from lixia_cli.explain.explain import Explanation
from lixia_cli.explain.what_if import what_if as carried_on
from lixia_cli.files.problems import InputError
from lixia_cli.model.assumptions import parse_assumptions
from lixia_cli.model.choices import CURRENT, VERSIONS
from lixia_cli.model.coded import with_plain_texts
from lixia_cli.model.dates import last_day, why_no_day
from lixia_cli.model.further import further_columns
from lixia_cli.model.periods import Period, doubt_about_period, parse_period
from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.model.text_storage import texts_of_python
from lixia_cli.observe.vintage import Vintage
from lixia_cli.read.conventions import Conventions, conventions_of
from lixia_cli.read.inputs import Source, Sources
from lixia_cli.stages import assess_plan, explain_key
from lixia_cli.text.i18n import LANGUAGES
from lixia_cli.text.messages import N_, Message, RequestError

__all__ = ["InputError", "LixiaWarning", "Plan", "RequestError", "assess", "explain", "read_plan"]

Tables = Mapping[str, Mapping[str, object]]
"""A table of lixia.toml that has tables in it, as dictionaries."""
AsOf = str | int | Period
"""A period: ``"2022"``, ``2022``, ``"2022H1"``."""


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
    conventions = _conventions(columns, values, defaults)
    with texts_of_python():
        plan = loading.load_plan(targets, actuals, encoding, decimal, conventions, None, accumulation)
        observed = [column.name for column in ACTUAL_COLUMNS if column.name in plan.actuals]
        known = as_given(plan.targets)
        typed, observations = (with_plain_texts(table.frame()) for table in (known, plan.actuals.select(observed)))
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
    conventions, own = _conventions(columns, values, defaults), own_rule_sets(rule_sets or {})
    with texts_of_python():
        loaded = loading.load_plan(targets, actuals, encoding, decimal, conventions, today, accumulation)
        known, notes = _sources(sources, encoding, conventions, loaded, known_on)
        vintage = _vintage(known_on, sources, known)
        how = _period(as_of), method, today, own, vintage, _version(targets_of)
        assessment = assess_plan(loaded, plan, region, _listed(domains), *how)
        rows = as_rows(assessment.assessed)
    _warn((*loaded.notes, *loaded.doubts, *assessment.notes_on_vintage(), *assessment.notes(), *notes))
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
    conventions, own = _conventions(columns, values, defaults), own_rule_sets(rule_sets or {})
    with texts_of_python():
        loaded = loading.load_plan(targets, actuals, encoding, decimal, conventions, today, accumulation)
        known, notes = _sources(sources, encoding, conventions, loaded, known_on)
        vintage = _vintage(known_on, sources, known)
        how = _period(as_of), method, today, own, vintage, _version(targets_of)
        assessment = assess_plan(loaded, plan, region, _listed(domains), *how)
        explanations = explain_key(assessment, key, known, language)
    if assumptions := parse_assumptions(_listed(what_if)):
        explanations = [carried_on(about, assumptions) for about in explanations]
    _warn((*loaded.notes, *loaded.doubts, *assessment.notes_on_vintage(), *assessment.notes(), *notes))
    return explanations


def _sources(
    sources: Source | None,
    encoding: str | None,
    conventions: Conventions,
    plan: loading.Plan,
    known_on: str | datetime.date | None,
) -> tuple[pd.DataFrame, tuple[Message, ...]]:
    """Return the frame of the sources and its notes; with `known_on`, their dates of publication are checked."""
    dated = () if known_on is None else plan.actuals.texts("source").unique()
    return loading.load_sources("" if sources is None else sources, encoding, conventions, dated=dated)


def _vintage(known_on: str | datetime.date | None, given: Source | None, sources: pd.DataFrame) -> Vintage | None:
    """Return the vintage of a day. Raises RequestError for a text that is none, and where no sources are given."""
    if known_on is None:
        return None
    if given is None:
        raise RequestError(Message("known_on needs sources, which say when figures were published"))
    day = known_on if isinstance(known_on, datetime.date) else last_day(known_on)
    if day is None:
        raise RequestError(Message("{name}: {reason}", {"name": "known_on", "reason": why_no_day(str(known_on))}))
    return Vintage(day, sources)


def _conventions(columns: Tables | None, values: Tables | None, defaults: Tables | None) -> Conventions:
    return conventions_of({"columns": columns, "values": values, "defaults": defaults})


def _version(targets_of: str) -> str:
    """Return `targets_of`. Raises RequestError for what is none of VERSIONS."""
    if targets_of not in VERSIONS:
        values = {"name": targets_of, "allowed": ", ".join(VERSIONS)}
        raise RequestError(Message("targets_of: '{name}' is not known; use one of: {allowed}", values))
    return targets_of


def _listed(names: str | Sequence[str]) -> Sequence[str]:
    return (names,) if isinstance(names, str) else tuple(names)


def _period(as_of: AsOf | None) -> Period | None:
    """Return the period that `as_of` names. Raises RequestError if it names none."""
    if as_of is None or isinstance(as_of, Period):
        return as_of
    period = parse_period(str(as_of))
    if period is None:
        doubt = doubt_about_period(str(as_of))
        if doubt:
            raise RequestError(Message("{name}: {reason}", {"name": "as_of", "reason": doubt}))
        template = N_("{name}: '{text}' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06")
        raise RequestError(Message(template, {"name": "as_of", "text": as_of}))
    return period


def _warn(notes: Sequence[Message]) -> None:
    """Issue the notes as warnings of the line that called the public function."""
    for note in notes:
        warnings.warn(str(note), LixiaWarning, stacklevel=3)

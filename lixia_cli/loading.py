"""Read and check the files of a plan: its targets, actuals, sources and names."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lixia_cli.check.plan import check_plan
from lixia_cli.files.problems import SHOWN
from lixia_cli.model.schema import SOURCE_COLUMNS
from lixia_cli.model.table import Table
from lixia_cli.model.words import accumulation_of
from lixia_cli.read.conventions import NO_CONVENTIONS, Conventions
from lixia_cli.read.csv_records import read_csv
from lixia_cli.read.inputs import Source, Sources, read_inputs, read_listed
from lixia_cli.read.notation import DECIMAL_SIGNS
from lixia_cli.read.records import Records
from lixia_cli.read.scope import Scope
from lixia_cli.text.messages import Message

if TYPE_CHECKING:
    pass


@dataclass(frozen=True)
class Plan:
    """The targets and actuals of a file each, checked."""

    targets: Table
    """One row per value of a target, of every plan in the file: the table of `check_targets`."""
    actuals: Table
    """One row per observation: the table of `check_actuals`."""
    notes: tuple[Message, ...] = ()
    """How the input was read where that was not literal; `str` gives the sentence."""
    doubts: tuple[Message, ...] = ()
    """What ``lixia check`` lists one by one, counted: observations that belong to no target, say."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """The headers of the targets by declared column, as written."""


def load_records(
    targets: Source,
    actuals: Sources,
    encoding: str | None = None,
    decimal: str | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    today: datetime.date | None = None,
    scope: Scope | None = None,
) -> tuple[Records, Records]:
    """Read the files of a plan, unchecked. Raises InputError with what is wrong with any of them."""
    if decimal is not None and decimal not in DECIMAL_SIGNS:
        raise ValueError(f"decimal must be '.' or ',', not {decimal!r}")
    return read_inputs(targets, actuals, encoding, DECIMAL_SIGNS.get(decimal or ""), conventions, today, scope)


def load_plan(
    targets: Source,
    actuals: Sources,
    encoding: str | None = None,
    decimal: str | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    today: datetime.date | None = None,
    accumulation: str | None = None,
) -> Plan:
    """Read and check the files of a plan. Raises InputError with every problem in both of them.

    `accumulation` is what figures of parts of a year are where the file does not say it.
    """
    records = load_records(targets, actuals, encoding, decimal, conventions, today)
    plan = check_records(*records, usual_accumulation(accumulation, conventions), today)
    return replace(plan, notes=(*records[0].notes, *records[1].notes, *plan.notes))


def usual_accumulation(given: str | None, conventions: Conventions) -> str:
    """Return the code of ``--accumulation``, else that of the setting defaults.actuals; empty without either."""
    if given is None:
        return conventions.defaults.get("actuals", {}).get("accumulation", "")
    return accumulation_of(given)


def check_records(
    targets: Records, actuals: Records, accumulation: str = "", today: datetime.date | None = None
) -> Plan:
    """Check what `load_records` has read; the notes are those of checking. Raises InputError with every problem."""
    plan = check_plan(targets, actuals, accumulation=accumulation, today=today)
    return Plan(plan.targets, plan.actuals, plan.notes, plan.doubts(), targets.headers)


def load_sources(
    source: Source,
    encoding: str | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    limit: int = SHOWN,
    dated: Iterable[str] = (),
) -> tuple[Table, tuple[Message, ...]]:
    """Read and check a file of sources; returns its table and notes, an empty table for an empty name.

    Raises InputError with its problems, at most `limit` of them; `dated` are the ids of sources whose date of
    publication is needed.
    """
    from lixia_cli.check.sources import check_sources

    if isinstance(source, str) and not source:
        return check_sources(read_csv(b"id\n", "", SOURCE_COLUMNS)), ()
    records = read_listed(source, "sources", encoding, conventions)
    return check_sources(records, limit, dated), records.notes

"""Read and check the files of a plan: its targets, actuals, sources and names."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from lixia_cli.check.plan import check_plan
from lixia_cli.files.problems import SHOWN, InputError, in_order_of_lines
from lixia_cli.model.arrays import Bools
from lixia_cli.model.schema import SOURCE_COLUMNS
from lixia_cli.model.table import Table
from lixia_cli.model.words import accumulation_of
from lixia_cli.read.conventions import NO_CONVENTIONS, Conventions
from lixia_cli.read.csv_records import read_csv
from lixia_cli.read.inputs import Source, Sources, read_inputs, read_listed
from lixia_cli.read.kinds_of_rows import said_once
from lixia_cli.read.notation import DECIMAL_SIGNS
from lixia_cli.read.records import Records
from lixia_cli.read.scope import Scope
from lixia_cli.text.messages import Message

if TYPE_CHECKING:
    from lixia_cli.read.parts.reading import Part


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


class ReadAs(NamedTuple):
    """How files are read where they do not say it themselves."""

    encoding: str | None = None
    decimal: str | None = None
    """The sign before decimals, ``.`` or ``,``."""
    conventions: Conventions = NO_CONVENTIONS
    """What their headers, words and gaps mean."""
    accumulation: str | None = None
    """What figures of parts of a year are, ``year_to_date`` or ``period``."""


AS_WRITTEN = ReadAs()


def load_records(
    targets: Source,
    actuals: Sources,
    read_as: ReadAs = AS_WRITTEN,
    today: datetime.date | None = None,
    scope: Scope | None = None,
) -> tuple[Records, Records]:
    """Read the files of a plan, unchecked. Raises InputError with what is wrong with any of them."""
    encoding, decimal, conventions, _ = read_as
    if decimal is not None and decimal not in DECIMAL_SIGNS:
        raise ValueError(f"decimal must be '.' or ',', not {decimal!r}")
    return read_inputs(targets, actuals, encoding, DECIMAL_SIGNS.get(decimal or ""), conventions, today, scope)


def load_plan(
    targets: Source, actuals: Sources, read_as: ReadAs = AS_WRITTEN, today: datetime.date | None = None
) -> Plan:
    """Read and check the files of a plan. Raises InputError with every problem in both of them."""
    records = load_records(targets, actuals, read_as, today)
    plan = check_records(*records, usual_accumulation(read_as.accumulation, read_as.conventions), today)
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


class PlanInParts:
    """A plan with more actuals than fit into memory, which are read and checked part by part."""

    def __init__(
        self, targets: Records, actuals: Records, accumulation: str = "", today: datetime.date | None = None
    ) -> None:
        """Take what `load_records` has read, actuals that are in parts."""
        from lixia_cli.check.parts import CheckedInParts
        from lixia_cli.read.parts.reading import Reading

        self._targets = targets
        self._actuals = actuals
        self._reading = Reading(targets, actuals)
        self._checked = CheckedInParts(targets, accumulation, self._reading.refused, today)
        self._contradictions: list[InputError] = []

    def __iter__(self) -> Iterator[tuple[Plan, Bools]]:
        """Yield the plan with the actuals of one part after the other, as long as there is no problem.

        Beside it stands of every row of the file of targets whether it belongs to the part; each does to one. Problems
        are in `error`, which is complete at the end, as notes and doubts are. Raises InputError for what the engine
        reports, and for what can't be told without all parts at once.
        """
        for part in self._reading:
            if part.problems is not None:
                self._contradictions.append(part.problems)
            plan, rows = self._plan(part), part.targets
            del part  # what was read, while the plan is judged
            if plan is not None:
                yield plan, rows
            del plan

    def _plan(self, part: Part) -> Plan | None:
        """Return the plan with the actuals of a part, None once there is a problem."""
        if part.records is None or self._contradictions:
            return None
        tables = self._checked.check(part.records, part.targets)
        return tables and Plan(*tables, headers=self._targets.headers)

    def error(self) -> InputError | None:
        """Return the error with the problems of all parts, if there are any."""
        if self._contradictions:
            problems = [problem for error in self._contradictions for problem in error.problems]
            files = [source.label for source in self._actuals.sources]
            once = said_once(in_order_of_lines(problems, files))
            count = sum(error.count for error in self._contradictions)
            return InputError(once, count - len(problems) + len(once))
        return self._checked.error()

    @property
    def notes_on_reading(self) -> tuple[Message, ...]:
        """Return how the files were read where that was not literal; nothing where what they say is a contradiction."""
        return () if self._contradictions else (*self._targets.notes, *self._reading.notes)

    @property
    def notes(self) -> tuple[Message, ...]:
        """Return those of checking, see `Plan`."""
        return self._checked.notes

    @property
    def doubts(self) -> tuple[Message, ...]:
        """Return those of all parts, see `Plan`."""
        return self._checked.doubts


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

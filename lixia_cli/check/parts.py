"""Check actuals part by part: the problems and notes of all parts are those of the whole."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lixia_cli.check.actuals import check_actuals
from lixia_cli.check.doubtful_periods import NOTES
from lixia_cli.check.marks import MARKED
from lixia_cli.check.match import BY_NAME, REGIONS_RESPELT, RESPELT
from lixia_cli.check.plausibility import Warnings, find_warnings
from lixia_cli.check.problems import Problems
from lixia_cli.check.regions import FILLED, check_missing, fill_regions
from lixia_cli.check.series import Series
from lixia_cli.check.targets import check_targets
from lixia_cli.check.typed_columns import DECIMAL_COMMAS, LIKELY_POINTS, TypedColumns
from lixia_cli.check.unmatched import unmatched
from lixia_cli.check.words_to_codes import WORDED
from lixia_cli.files.problems import SHOWN, InputError, Problem, in_order_of_lines
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.flags import CARE, FORECASTS
from lixia_cli.model.grouping import codes_of, first_rows
from lixia_cli.model.once import Once
from lixia_cli.model.schema import ACTUAL_COLUMNS, SERIES_ID, TARGET_COLUMNS
from lixia_cli.model.table import Table, positions
from lixia_cli.read.records import Records
from lixia_cli.text.added_up import added_up
from lixia_cli.text.messages import Message

_ORDER = (
    *(FILLED, *NOTES.values(), RESPELT, BY_NAME, REGIONS_RESPELT),
    *(LIKELY_POINTS, DECIMAL_COMMAS, *CARE, FORECASTS, WORDED, MARKED),
)
"""Notes that can be added up, in the order of `check_actuals`."""
Refused = Callable[[Message], InputError]
"""Makes an error of the reason why a table must be checked as a whole."""


class _First(NamedTuple):
    """The targets, as they were checked with the first part."""

    table: Table
    series: Ints
    """Of each target, the number of its key and region."""
    counts: Ints
    """How many targets each of these numbers has."""
    named: Records
    """One row with each region as it is written."""
    regions: list[str]
    """Those of these rows, as they were read."""
    problems: Problems
    once: Once
    """What is known of `named`."""

    @classmethod
    def of(cls, targets: Records, table: Table, regions: Coded, problems: Problems) -> _First:
        """Take the records of targets, the table made of them, what their regions were read as, and their problems."""
        written = targets.table.select([name for name in targets.table if name == "region"])
        rows = first_rows(codes_of(written.texts("region") if "region" in written else regions))
        series = codes_of(*(table.texts(name) for name in SERIES_ID))
        named = targets.with_table(written.rows(rows))
        return cls(table, series, np.bincount(series), named, regions[rows].texts().tolist(), problems, Once())


class CheckedInParts:
    """Checks targets with one part of the actuals after the other, and collects what is found."""

    def __init__(
        self,
        targets: Records,
        accumulation: str,
        refused: Refused,
        today: datetime.date | None = None,
        limit: int = SHOWN,
    ) -> None:
        """Take the arguments of `check_plan`, and what makes an error of why something must be checked as a whole."""
        self._targets = targets
        self._accumulation = accumulation
        self._today = today or datetime.date.today()
        self._refused = refused
        self._limit = limit
        self._first: _First | None = None
        self._once = Once()
        """What is known of the texts of all parts."""
        self._notes: list[Message] = []
        self._doubts: list[Message] = []
        self._problems: list[Problem] = []
        self._count = 0
        self._files = list[str]()
        """The sources of the actuals, as messages name them."""
        self._per_key: dict[tuple[str, object], Message] = {}
        self._kinds: dict[str, str] = {}
        """By template of a message on a key: its kind."""

    def check(self, actuals: Records, rows: Bools) -> tuple[Table, Table] | None:
        """Check a part; return the tables of targets and actuals, or None once there is a problem.

        `rows` says of each row of the file of targets whether it belongs to this part. Raises InputError where a part
        can't be checked without the others.
        """
        self._files = [source.label for source in actuals.sources]
        targets, sheet = TypedColumns(self._targets, TARGET_COLUMNS), TypedColumns(actuals, ACTUAL_COLUMNS, self._once)
        if self._first is None:
            regions = fill_regions(targets, sheet)
            table = check_targets(targets, regions.targets)
            self._first = _First.of(self._targets, table, regions.targets, targets.problems)
        else:
            regions = fill_regions(TypedColumns(self._first.named, TARGET_COLUMNS, self._first.once), sheet)
            if regions.targets.texts().tolist() != self._first.regions:
                raise self._refused(Message("the table names several regions, but some targets name none"))
        table = self._first.table
        own = table.rows(rows)
        found, series = check_actuals(sheet, regions.actuals, own, self._accumulation, table)
        before = targets.problems.count
        check_missing(targets, sheet, table, found)
        if targets.problems.count > before:
            raise self._refused(Message("the table names several regions, but some targets name none"))
        self._check_apart(found, series, self._first, rows)
        self._collect(sheet.problems)
        if self._count or self._first.problems.count:
            return None
        warnings = find_warnings(own, found, series, Warnings(Problems(self._targets), Problems(actuals)), self._today)
        doubts = unmatched(own, found, series).note(), warnings.note()
        self._doubts = added_up(self._doubts, doubts, [doubt.template for doubt in doubts])
        return table, found

    def _check_apart(self, actuals: Table, series: Series, targets: _First, of_part: Bools) -> None:
        """Raise InputError where an observation belongs to a target of another part."""
        own = targets.series[of_part]
        here = np.bincount(own, minlength=len(targets.counts))
        apart = np.flatnonzero(series.having(here[own] < targets.counts[own]))
        strange = series.strange()
        if len(strange):
            elsewhere = positions(actuals.rows(strange), targets.table, SERIES_ID) >= 0
            apart = np.append(apart, strange[elsewhere])
        if len(apart):
            key = actuals.texts("key")[int(apart.min())]
            raise self._refused(Message("write the key '{key}' as the targets do", {"key": key}))

    def _collect(self, found: Problems) -> None:
        """Add the problems and notes of a part."""
        unknown = [note for note in found.notes if note.template not in _ORDER]
        if unknown:
            reason = Message("what is said of all rows can't be said part by part ({note})", {"note": unknown[0]})
            raise self._refused(reason)
        self._notes = added_up(self._notes, found.notes, _ORDER)
        self._count += found.count
        self._problems += found.first(self._limit)
        for kind, message in found.per_key:
            self._kinds[message.template] = kind
            same = (kind, message.values["key"])
            if same in self._per_key:
                self._count -= 1
            self._per_key[same] = _of_one_key(kind, self._per_key.get(same), message)

    def error(self) -> InputError | None:
        """Return the error with the problems of all parts, if there are any."""
        own = self._first.problems if self._first else Problems(self._targets)
        if not (own.count or self._count):
            return None
        return InputError([*own.first(self._limit), *self._listed()[: self._limit]], own.count + self._count)

    def _listed(self) -> list[Problem]:
        """Return the first problems of the actuals, each on a key once."""
        listed: dict[object, Problem] = {}
        for number, problem in enumerate(in_order_of_lines(self._problems, self._files)):
            kind = self._kinds.get(problem.message.template)
            if kind is None:
                listed[number] = problem
            else:
                same = (kind, problem.message.values["key"])
                listed.setdefault(same, problem._replace(message=_of_row(self._per_key[same], problem.message)))
        return list(listed.values())

    @property
    def notes(self) -> tuple[Message, ...]:
        """Return how both files were read where that was not literal."""
        return (*(self._first.problems.notes if self._first else ()), *self._notes)

    @property
    def doubts(self) -> tuple[Message, ...]:
        """Return one sentence per kind of remark that ``lixia check`` lists one by one."""
        return tuple(doubt for doubt in self._doubts if doubt.values["count"])


def _of_row(of_key: Message, of_row: Message) -> Message:
    """Return what is said of a key with what one of its rows has."""
    values = {**of_key.values, **of_row.values}
    return Message(of_key.template, values | {name: of_key.values[name] for name in of_key.values if name == "count"})


def _of_one_key(kind: str, first: Message | None, second: Message) -> Message:
    """Return what is said of a key by what is said of its figures in two parts; more than the usual counts for all."""
    if first is None:
        return second
    template = first.template if second.template == kind else second.template
    more = Message(
        template, {**first.values, **{name: second.values[name] for name in second.values if name == "count"}}
    )
    return added_up([Message(template, first.values)], [more])[0]

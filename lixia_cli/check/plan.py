"""Check both files of a plan: text → typed tables, and every problem with file, line and column."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from lixia_cli.check.actuals import check_actuals
from lixia_cli.check.plausibility import Warnings, find_warnings
from lixia_cli.check.problems import Problems
from lixia_cli.check.regions import check_missing, fill_regions
from lixia_cli.check.series import Series
from lixia_cli.check.targets import check_targets
from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.check.unmatched import Unmatched, unmatched
from lixia_cli.files.problems import SHOWN, InputError
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.model.table import Table
from lixia_cli.read.records import Records
from lixia_cli.text.messages import Message


class CheckedPlan(NamedTuple):
    """The typed tables of a plan, and the notes on how it was read."""

    targets: Table
    actuals: Table
    notes: tuple[Message, ...]
    """Readings that are not literal, one sentence per kind and file."""
    unmatched: Unmatched
    """The observations that belong to no target."""
    warnings: Warnings
    """Figures that are hard to believe."""

    def doubts(self) -> tuple[Message, ...]:
        """Return one sentence per kind of remark that ``lixia check`` lists one by one."""
        counted = [found.note() for found in (self.unmatched, self.warnings) if found.count]
        return tuple(counted)


def check_plan(
    targets: Records,
    actuals: Records,
    limit: int = SHOWN,
    accumulation: str = "",
    today: datetime.date | None = None,
) -> CheckedPlan:
    """Check both files; return the typed tables of `check_targets` and `check_actuals`, with notes.

    `accumulation` is what figures of parts of a year are (``year_to_date``, ``period``) where the file does not say it.
    `today` is what a period that has not begun is told by. Raises InputError with the problems of both files, those of
    the targets first; at most `limit` of each.
    """
    target_table, actual_table, series, notes = _typed(targets, actuals, limit, accumulation)
    found, day = Warnings(Problems(targets), Problems(actuals)), today or datetime.date.today()
    warnings = find_warnings(target_table, actual_table, series, found, day)
    strange = unmatched(target_table, actual_table, series)
    return CheckedPlan(target_table, actual_table, notes, strange, warnings)


def _typed(
    targets: Records, actuals: Records, limit: int, accumulation: str
) -> tuple[Table, Table, Series, tuple[Message, ...]]:
    """Return both typed tables, the series of their rows, and notes.

    The columns in between take as much memory again, and are gone then.
    """
    target_sheet, actual_sheet = TypedColumns(targets, TARGET_COLUMNS), TypedColumns(actuals, ACTUAL_COLUMNS)
    regions = fill_regions(target_sheet, actual_sheet)
    target_table = check_targets(target_sheet, regions.targets)
    actual_table, series = check_actuals(actual_sheet, regions.actuals, target_table, accumulation)
    check_missing(target_sheet, actual_sheet, target_table, actual_table)
    problems = [sheet.problems for sheet in (target_sheet, actual_sheet)]
    if any(found.count for found in problems):
        raise InputError(
            [problem for found in problems for problem in found.first(limit)], sum(found.count for found in problems)
        )
    return target_table, actual_table, series, (*problems[0].notes, *problems[1].notes)

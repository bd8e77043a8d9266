"""Targets given as actuals and actuals as targets: what tells it, and what is said."""

from __future__ import annotations

from lixia_cli.files.problems import Place, Problem
from lixia_cli.model.periods import parse_period
from lixia_cli.read.layouts.headings import read_heading
from lixia_cli.read.layouts.plan_columns import rates_of
from lixia_cli.read.layouts.understood import LONG
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_, Message


def said_swapped(targets: Records, actuals: Records) -> Problem:
    """Say that files, which can't be read as they are given, were read the other way round."""
    template = N_("has the targets, and {actuals} the actuals; are --targets and --actuals swapped?")
    return Problem(Place(targets.label), Message(template, {"actuals": actuals.label}))


def is_of_targets(records: Records) -> bool:
    """Return whether the words of a file that can be read as targets say that it has some: not two years alone."""
    understood = records.understood
    if understood is None or understood.layout == LONG:
        return True
    return any(_of_target(header) or rates_of(header) is not None for header in _headers_of_targets(records))


def _headers_of_targets(records: Records) -> list[str]:
    """Return the headers of the columns that are read as values of targets."""
    columns = records.understood.columns if records.understood else ()
    return [header for header, meaning in columns if meaning.startswith("target_value")]


def may_be_swapped(targets: Records, actuals: Records) -> Problem | None:
    """Return the problem where what is read as targets may be actuals of two years, and the actuals a plan's table.

    Two columns of years without a word may be either. They are actuals more likely than not if the other file has a
    target for a later year, or figures of earlier and later years, or targets, and none between the two.
    """
    if is_of_targets(targets) or actuals.understood is None or actuals.understood.layout != "wide by period":
        return None
    first, last = _times(targets, "baseline_year"), _times(targets, "target_year")
    if not first or not last:
        return None
    begin, end = min(first), max(last)
    observed = _times(actuals, "period")
    headings = [heading for header in actuals.understood.unused if (heading := _of_target(header))]
    aimed_at = [period.time for heading in headings if (period := parse_period(heading))]
    between = any(begin < time <= end for time in observed)
    around = any(time <= begin for time in observed) and any(time > end for time in observed)
    if not any(time > end for time in aimed_at) and (between or not (aimed_at or around)):
        return None
    named = (targets.headers["baseline_value"], *_headers_of_targets(targets))
    values = {"targets": targets.label, "first": named[0], "last": named[-1]}
    return Problem(Place(actuals.label), Message(_MAY_BE, values))


_MAY_BE = N_(
    "may be the targets, and {targets} the actuals of '{first}' and '{last}'; if --targets and --actuals are not "
    "swapped, write in {targets} which year has the targets (2025年目标, 2025 target)"
)


def _of_target(header: str) -> str:
    """Return the period of a heading that speaks of a target; empty for any other."""
    heading = read_heading(header)
    return heading.period if heading is not None and heading.role == "target" else ""


def _times(records: Records, column: str) -> list[float]:
    """Return the times of the periods in a column, as far as they can be read."""
    return [period.time for text in records.distinct(column) if (period := parse_period(text.strip()))]

"""Check the rows of one target: several target years are a trajectory, several announcements are revisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.announcements import Announcements
from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.grouping import codes_of, first_of, numbers_of
from lixia_cli.model.schema import TARGET_COLUMNS, TARGET_ID
from lixia_cli.text.messages import N_, Message

Columns = dict[str, Any]

OF_ONE_VALUE = (
    "target_year",
    "target_value",
    "target_high",
    "target_text",
    "announced",
    "qualifier",
    "aspiration",
    "source",
    "locator",
    "note",
)
"""What rows of one target may differ in; all the rest must agree."""
SHARED = tuple(column.name for column in TARGET_COLUMNS if column.name not in (*TARGET_ID, *OF_ONE_VALUE))


def share_cells(sheet: TypedColumns, indicator: Ints) -> None:
    """Fill the empty cells of SHARED columns from other rows of the same target; `indicator` numbers the rows by it."""
    if not _several(indicator):
        return
    for name in filter(sheet.has, SHARED):
        sheet.take(name, _first_where(indicator, sheet.given(name), kept=True))


def check_shared(sheet: TypedColumns, columns: Columns, indicator: Ints) -> None:
    """Fill SHARED columns from other rows of the same target once more, now that words have been read; report others.

    `columns` are those of `check_targets`. Whether a value is relative is part of each number, and must simply agree.
    """
    if not _several(indicator):
        return
    for name in SHARED:
        values = columns[name]
        is_text = isinstance(values, Coded)
        known = values != "" if is_text else ~np.isnan(values)
        if name == "relative":
            known = np.ones(len(values), dtype=np.bool_)
        if name == "measure":  # what is assumed follows from the unit and the name, which must agree
            known = known & (columns["measure_assumed"] == "")
        first = _first_where(indicator, known)
        other = values[first]
        differs = known & (values != other)
        choose = where if is_text else np.where
        columns[name] = choose(known & ~differs, values, other)  # one problem each: what follows takes the first
        sheet.problems.add(differs, name, _disagreement(sheet, values, first))


def _in_row(sheet: TypedColumns, template: str, first: Ints) -> Callable[[int], Message]:
    return lambda row: Message(template, {"row": sheet.row_name(int(first[row]))})


def _disagreement(sheet: TypedColumns, values: Coded | Floats, first: Ints) -> Callable[[int], Message]:
    template = N_(
        "'{text}' where {row} has '{other}' for the same target; its rows must agree in this (empty: the same), "
        "or be targets of their own (key, plan)"
    )

    def describe(row: int) -> Message:
        texts = {"text": _bare(values[row]), "other": _bare(values[first[row]])}
        return Message(template, texts | {"row": sheet.row_name(int(first[row]))})

    return describe


def check_announcements(sheet: TypedColumns, columns: Columns, indicator: Ints) -> None:
    """Report rows of one target and year without an order: none or the same announcement, or dates that overlap.

    And targets of a later year that may replace or follow the last one so far.
    """
    if not _several(indicator):
        return
    due, begin, end = (columns[name] for name in ("target_time", "announced_begin", "announced_end"))
    said = Announcements(indicator, due, begin, end)
    rows = np.arange(len(sheet))
    first = first_of(codes_of(indicator, *map(numbers_of, (due, begin, end))))
    again = N_(
        "the same plan, region, key and target year are also in {row}; keep one of them, "
        "or give each the date on which it was 'announced'"
    )
    same_day = N_(
        "the same plan, region, key, target year and date of announcement are also in {row}; keep one of them"
    )
    repeated = (first < rows) & ~np.isnan(due)
    dated = ~np.isnan(end)
    for holds, template in ((repeated & ~dated, again), (repeated & dated, same_day)):
        sheet.problems.add(holds, "key", _in_row(sheet, template, first))
    if np.isnan(end).all():
        return
    before = _overlapped(said, repeated)
    unclear = N_("'{text}' may be before or after '{other}' in {row}; give the day or the month of both")
    announced = columns["announced"]
    sheet.problems.add(
        before >= 0,
        "announced",
        lambda row: Message(
            unclear,
            {
                "text": announced[row],
                "other": announced[before[row]],
                "row": sheet.row_name(int(before[row])),
            },
        ),
    )
    last = said.last_due_before()
    restated = _has_row(indicator, said.when, due, last)
    follows_or_replaces = N_(
        "{year}, announced in {announced}, may replace the target of {last} or follow it; add a row for {last} "
        "announced then, with its value if it still holds and without one if it does not"
    )
    sheet.problems.add(
        said.moves_the_end() & ~restated,
        "target_year",
        lambda row: Message(
            follows_or_replaces,
            {
                "year": columns["target_period"][row],
                "last": columns["target_period"][np.flatnonzero((indicator == indicator[row]) & (due == last[row]))[0]],
                "announced": announced[row],
            },
        ),
    )


def withdrawn(columns: Columns) -> Bools:
    """Return which rows take back a value: announced later than another of that year, without a value and words."""
    end = columns["announced_end"]
    empty: Bools = np.isnan(columns["target_value"]) & (columns["target_text"] == "") & ~np.isnan(end)
    if not empty.any():
        return empty
    year = codes_of(*(columns[name] for name in TARGET_ID), numbers_of(columns["target_time"]))
    when = np.where(np.isnan(end), -np.inf, end)
    earliest = np.full(len(end), np.inf)
    np.minimum.at(earliest, year, when)
    return np.asarray(empty & (when > earliest[year]), dtype=np.bool_)


def _several(indicator: Ints) -> bool:
    """Return whether an indicator has several rows; they are numbered from 0 on."""
    return int(indicator.max(initial=-1)) < len(indicator) - 1


def _first_where(indicator: Ints, known: Bools, kept: bool = False) -> Ints:
    """Return for every row the first row of its indicator for which `known` holds, itself where there is none.

    With `kept`, a row for which it holds stays as it is.
    """
    rows, none = np.arange(len(indicator)), len(indicator)
    first = np.full(none, none, dtype=np.int64)
    np.minimum.at(first, indicator[known], rows[known])
    found = first[indicator]
    return np.where((found == none) | (known & kept), rows, found)


def _overlapped(said: Announcements, ignored: Bools) -> Ints:
    """Return for each row the row of the same target and year whose announcement overlaps with its own; else -1."""
    order = np.lexsort((said.begin, said.when, said.due, said.indicator))
    order = order[~np.isnan(said.end[order]) & ~ignored[order]]
    one, next_one = order[:-1], order[1:]
    same = (said.indicator[one] == said.indicator[next_one]) & (said.due[one] == said.due[next_one])
    overlap = same & (said.begin[next_one] < said.end[one])
    found = np.full(len(said.due), -1, dtype=np.int64)
    found[next_one[overlap]] = one[overlap]
    return found


def _has_row(indicator: Ints, when: np.ndarray, due: np.ndarray, wanted: np.ndarray) -> Bools:
    """Return for each row whether its indicator has a row of the same announcement that is due at `wanted`."""
    count = len(indicator)
    codes = codes_of(np.tile(indicator, 2), numbers_of(np.tile(when, 2)), numbers_of(np.append(due, wanted)))
    there = np.zeros(codes.max(initial=-1) + 1, dtype=np.bool_)
    there[codes[:count]] = True
    return np.asarray(there[codes[count:]], dtype=np.bool_)


def _bare(cell: object) -> object:
    """Return a number as text for a message: 2025 rather than 2025.0."""
    return f"{cell:.10g}" if isinstance(cell, float | np.floating) else cell

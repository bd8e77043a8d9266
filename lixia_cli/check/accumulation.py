"""Decide what a figure of a part of a year is: the running total from January, or that of the part alone."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from lixia_cli.check.figures import in_what_it_counts
from lixia_cli.check.problems import Problems
from lixia_cli.check.series import Series
from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.arrays import Bools, Floats
from lixia_cli.model.coded import where
from lixia_cli.model.grouping import codes_of, sorted_rows
from lixia_cli.model.parts_of_a_year import MONTHS
from lixia_cli.model.repeated import hold_together, replaced
from lixia_cli.model.table import Table
from lixia_cli.text.messages import N_, Message

Columns = dict[str, Any]

YEAR_TO_DATE, PERIOD = "year_to_date", "period"


class Kinds(NamedTuple):
    """What the targets of each observation make of it, one element per observation."""

    amounts: Bools
    """It adds up within the year."""
    rates: Bools
    """It is a yearly rate that is compounded."""
    annual_rates: Bools
    """It is a yearly rate, and a target is for one year alone, so that the rate of the year so far counts."""
    each_year: Bools
    """It must hold in every year."""
    negative: Bools
    """A target is negative, as a deficit is."""


def for_one_year(targets: Table) -> Bools:
    """Return which targets of the table of `check_targets` are for one year alone: an annual plan."""
    baseline, first, due = (targets.floats(name) for name in ("baseline_year", "period_start", "target_time"))
    return np.asarray(due - np.where(np.isnan(first), baseline, first - 1) <= 1, dtype=np.bool_)


def read_accumulation(sheet: TypedColumns, columns: Columns, series: Series, kinds: Kinds, usual: str) -> Columns:
    """Return the columns `accumulation` and `span`, and the others of periods; reports what is not known.

    And what can't be right.

    `columns` has key, region, period, year, months, value, unit and status, and of the periods `span`, `said` and
    `written`. The words of the period come first, then the cell of the column accumulation, then `usual`, that of all
    files. `accumulation` is ``year_to_date``, ``period``, or empty where it does not matter; `span` the months that the
    figure covers up to the end of its period: all since January for a running total, and for what is a level.
    `series` are those of the rows.
    """
    given, said, written = sheet.choice("accumulation"), columns["said"], columns["written"]
    contradiction = (said != "") & (given != "") & (said != given)
    template = N_("'{given}', but {period} is '{said}' by its words; keep the one that is right")
    sheet.problems.add(
        contradiction,
        "accumulation",
        lambda row: Message(template, {"given": given[row], "said": said[row], "period": written[row]}),
    )
    known = where(said != "", said, given)
    of_period = columns["span"], columns["months"]
    of_a_part = hold_together(of_period, lambda span, months: (span < MONTHS) | (months < MONTHS))
    if not of_a_part.any() or not ((kinds.amounts | kinds.rates | kinds.each_year) & of_a_part).any():
        return {"accumulation": known, "span": columns["months"]}
    counts = kinds.amounts | kinds.rates
    own = hold_together(of_period, lambda span, months: span < months)
    part = own & ~np.isnan(columns["value"])
    resolved = where((known == "") & part & (counts | kinds.each_year), usual, known)
    so_far = (resolved == YEAR_TO_DATE) | ~(counts | kinds.each_year)
    unknown = counts & part & (resolved == "") & ~contradiction
    running = kinds.amounts & ~kinds.negative & (so_far | ~own) & ~contradiction & ~unknown
    falls = _falls(columns, series, unknown | running)
    _report_unknown(sheet, columns, unknown, falls & unknown)
    _report_own_rates(sheet.problems, columns, kinds.annual_rates & part & (resolved == PERIOD))
    falling = falls & running
    if falling.any():
        _report_falling(sheet.problems, columns, falling & _all_positive(columns, series))
    of_periods = {name: columns[name] for name in ("year", "months", "time", "span")}
    return {"accumulation": resolved, **replaced(of_periods, "span", columns["months"], so_far)}


def _report_unknown(sheet: TypedColumns, columns: Columns, rows: Bools, falls: Bools) -> None:
    """Report a line for each key with figures that may be either."""
    if not rows.any():
        return
    keys, periods = columns["key"], columns["written"]
    codes = codes_of(keys)
    count = np.bincount(codes, rows.astype(np.float64))
    falling = np.bincount(codes, falls.astype(np.float64)) > 0
    unknown = N_(
        "{period} of '{key}' may be the running total from January or the figure of that part alone: say "
        "accumulation = year_to_date or period, in a column of that name, by --accumulation or in lixia.toml "
        "(figures: {count})"
    )
    no_total = N_(
        "{period} of '{key}' may be the running total from January or the figure of that part alone, but a running "
        "total does not fall as this one does: say accumulation = period, in a column of that name, by "
        "--accumulation or in lixia.toml, or mend it and say year_to_date (figures: {count})"
    )

    def describe(row: int) -> Message:
        values = {"period": periods[row], "key": keys[row], "count": int(count[codes[row]])}
        return Message(no_total, values) if falling[codes[row]] else Message(unknown, values)

    sheet.problems.add_per_key(unknown, keys, rows, "period", describe)


def _report_own_rates(problems: Problems, columns: Columns, rows: Bools) -> None:
    """Report a line for each key with rates of a part alone where the rate of the year so far is needed."""
    template = N_(
        "{period} of '{key}' is the rate of that part alone, and rates can't be added up; give the rate of the year "
        "so far (accumulation = year_to_date)"
    )
    problems.add_per_key(
        template,
        columns["key"],
        rows,
        "period",
        lambda row: Message(template, {"period": columns["period"][row], "key": columns["key"][row]}),
    )


def _report_falling(problems: Problems, columns: Columns, rows: Bools) -> None:
    """Report a line for each key whose running totals fall within a year."""
    template = N_(
        "{value} for {period} of '{key}' is less than an earlier running total of that year; are these the figures of "
        "each part alone (accumulation = period)?"
    )

    def describe(row: int) -> Message:
        value = f"{columns['value'][row]:.10g}"
        return Message(template, {"value": value, "period": columns["period"][row], "key": columns["key"][row]})

    problems.add_per_key(template, columns["key"], rows, "value", describe)


def _falls(columns: Columns, series: Series, wanted: Bools) -> Bools:
    """Return which figures are less than the one before in their year, each taken as a running total.

    Of a preliminary and a final figure for one period the final one is compared. Only `wanted` rows need be right.
    """
    falls = np.zeros(len(wanted), dtype=np.bool_)
    # No figure comes before that of January.
    if not (wanted & columns["months"].holds(lambda months: months > 1)).any():
        return falls
    number, value = series.actuals, in_what_it_counts(columns["value"], columns["unit"], series.runs)
    known = ~np.isnan(value) & (columns["period"] != "")
    if series.in_order and known.all():
        year = columns["year"].column()
        falls[1:] = (number[1:] == number[:-1]) & (year[1:] == year[:-1]) & _is_less(value)
        return falls
    rows = np.flatnonzero(known)
    if not series.in_order:
        place = number[rows].astype(np.int64) * len(columns["when"].distinct) + columns["when"].codes[rows]
        final = columns["status"][rows] == "final"
        rows = rows[sorted_rows(place * 2 + final)]
    number, value = number.take(rows), value.take(rows)
    year, months = (columns[name].take(rows).column() for name in ("year", "months"))
    same_year = (number[1:] == number[:-1]) & (year[1:] == year[:-1])
    if not series.each_once:
        last = np.append(~same_year | (months[1:] != months[:-1]), np.ones(min(len(rows), 1), dtype=np.bool_))
        rows, number, year, value = rows[last], number[last], year[last], value[last]
        same_year = (number[1:] == number[:-1]) & (year[1:] == year[:-1])
    falls[rows[1:]] = same_year & _is_less(value)
    return falls


def _is_less(value: Floats) -> Bools:
    """Return of each figure but the first whether it is less than the one before, by more than rounding."""
    return np.asarray(value[1:] < value[:-1] * (1 - 1e-12), dtype=np.bool_)


def _all_positive(columns: Columns, series: Series) -> Bools:
    """Return which figures are of a series without negative ones, as profits have."""
    negative = np.zeros(series.size, dtype=np.bool_)
    negative[series.actuals[columns["value"] < 0]] = True
    return series.runs.hold(~negative.take(series.of_run))

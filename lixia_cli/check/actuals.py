"""Check actuals.csv: one row per observation."""

from __future__ import annotations

from typing import Any

import numpy as np

from lixia_cli.check.accumulation import read_accumulation
from lixia_cli.check.doubtful_periods import settle
from lixia_cli.check.match import enter_keys
from lixia_cli.check.matching_targets import MatchingTargets, MatchingUnits
from lixia_cli.check.problems import Problems
from lixia_cli.check.regions import check_gaps
from lixia_cli.check.relative import is_percent_increase
from lixia_cli.check.series import Series
from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.check.words_to_codes import OF_ACTUALS, columns_from_words
from lixia_cli.model.arrays import Bools, holds_at
from lixia_cli.model.coded import Coded, narrow, where
from lixia_cli.model.grouping import all_different, codes_of, first_of
from lixia_cli.model.measures import RANKS, is_any
from lixia_cli.model.no_period import why_no_period
from lixia_cli.model.parts_of_a_year import MONTHS
from lixia_cli.model.periods import Period
from lixia_cli.model.repeated import Repeated
from lixia_cli.model.table import Later, Table
from lixia_cli.model.units import split_unit
from lixia_cli.text.messages import N_, Message

Columns = dict[str, Any]

NOWHERE = Period(0, 12, "")


def check_actuals(
    sheet: TypedColumns, regions: Coded, targets: Table, accumulation: str = "", every: Table | None = None
) -> tuple[Table, Series]:
    """Type the columns of actuals.csv and report problems to `sheet`.

    `regions` has one of each row, `targets` is the table of `check_targets`, `accumulation` what figures of parts of a
    year are where the file does not say it. Where `targets` are only those that the rows belong to, `every` are all of
    them: what a key may mean depends on the others.

    Returns one row per observation with a known value, in the order of the file: `key, region, period, unit, status,
    bound, accumulation, source, locator, note` as str, `value` as float64, of the period `year`, `months` (int), `time`
    (float), `span` (the months that the figure covers, see `accumulation`), and `row`, its position in the file. Key
    and region are spelt as in the targets; one without a target stays. And the series of its rows and of the targets.
    """
    columns: Columns = {name: sheet.text(name) for name in ("key", "source", "locator", "note")}
    columns["unit"] = sheet.unit("unit")
    columns |= {name: sheet.choice(name, of="value") for name in ("status", "bound")}
    columns |= _periods(sheet)
    columns["region"] = regions
    enter_keys(sheet, columns, targets if every is None else every)
    check_gaps(sheet, columns["key"], regions)
    series = Series.of(targets, columns, sheet.once)
    matching = MatchingTargets.of(series, targets)
    units_of_targets = MatchingUnits(targets.texts("unit"), series)
    columns["unit"], units = _filled_units(sheet.problems, columns["unit"], units_of_targets)
    columns["value"] = sheet.numbers("value", columns["unit"], worded=True, flagged=True)
    columns |= columns_from_words(
        sheet, "value", columns, OF_ACTUALS, lambda: series.having(is_any(targets.texts("measure"), RANKS))
    )
    columns["status"] = _status(sheet, columns["status"])
    columns["note"] = sheet.notes_with_marks(columns["note"])
    _check_increases(sheet, matching)
    if matching.rates.any():
        impossible = Message("a rate this low leaves nothing to compound; is it a rate in percent?")
        sheet.problems.add(matching.rates & (columns["value"] <= -100), "value", lambda _: impossible)
    _check_parts_of_years(sheet.problems, columns, matching.assumed_stock)
    _check_units(sheet.problems, units, units_of_targets)
    columns |= read_accumulation(sheet, columns, series, matching.kinds, accumulation)
    _check_repeats(sheet, columns, series)
    for name in ("said", "written", "when"):
        del columns[name]
    count = len(sheet)  # not the sheet, whose memory is needed no longer
    columns["row"] = Later(lambda: np.arange(count, dtype=np.int32))
    observed = Table(columns)
    if not np.isnan(columns["value"].min(initial=np.inf)):  # the least is NaN where any is
        return observed, series
    known = ~np.isnan(columns["value"])
    observed = observed.rows(known)
    return observed, series.where(known, observed.texts("unit"))


def _status(sheet: TypedColumns, status: Coded) -> Coded:
    """Return the column status; if empty, numbers marked as provisional or estimated are preliminary."""
    marked = sheet.says_preliminary("value")
    if not marked.any():
        return status
    given = sheet.given("status")
    message = Message("is final, but the number is marked as preliminary; keep the one that is right")
    sheet.problems.add(marked & given & (status == "final"), "status", lambda _: message)
    return where(marked & ~given, "preliminary", status)


def _check_increases(sheet: TypedColumns, matching: MatchingTargets) -> None:
    """Report observations like +10% where levels are needed: they may be changes."""
    texts = sheet.cells("value").odd
    increases = is_percent_increase(texts)
    sheet.problems.add(
        increases & matching.levels & ~matching.rates if increases.any() else increases,
        "value",
        lambda row: Message(
            "'{text}' may be a level, or a change in percent; write a level without +", {"text": texts[row]}
        ),
    )


def _periods(sheet: TypedColumns) -> Columns:
    """Return the columns period, year, months, time, span and said of `Period`.

    And `written`, the cells, and `when`, a text for each time, with codes in the order of time.
    """
    texts = sheet.text("period")
    codes, read = settle(sheet, texts)
    broken = holds_at(np.array([period is None for period in read], dtype=np.bool_), codes) & (texts != "")
    sheet.problems.add(broken, "period", lambda row: why_no_period(texts[row]))
    periods = [period or NOWHERE for period in read]
    times, rank = np.unique([period.time for period in periods], return_inverse=True)
    in_order = np.array_equal(rank, np.arange(len(periods)))
    by_code = Coded(codes, np.array([str(code) for code in range(len(periods))], dtype=object))
    return {
        "period": by_code.replaced([period.text for period in periods]),
        "year": Repeated(codes, np.array([period.year for period in periods], dtype=np.int32)),
        "months": Repeated(codes, np.array([period.months for period in periods], dtype=np.int32)),
        "time": Repeated(codes, np.array([period.time for period in periods], dtype=np.float64)),
        "span": Repeated(codes, np.array([period.span for period in periods], dtype=np.int32)),
        "said": by_code.replaced([period.said for period in periods]),
        "written": texts,
        "when": Coded(codes if in_order else narrow(rank, len(times)).take(codes), times.astype(str).astype(object)),
    }


def _check_parts_of_years(problems: Problems, columns: Columns, assumed_stock: Bools) -> None:
    """Report figures of parts of a year where the kind of indicator is assumed: a level, or an amount so far."""
    if not assumed_stock.any():
        return
    problems.add(
        assumed_stock & columns["months"].holds(lambda months: months < MONTHS) & ~np.isnan(columns["value"]),
        "period",
        lambda row: Message(
            "{period} of '{key}' may be a level at that date, or an amount within that part of the year; "
            "give the measure of the target (stock, flow or cumulative)",
            {"period": columns["period"][row], "key": columns["key"][row]},
        ),
    )


def _filled_units(problems: Problems, given: Coded, of_targets: MatchingUnits) -> tuple[Coded, Coded]:
    """Return the units of observations, that of the targets where none is given: of all rows, and of each run.

    Reports rows without one where the targets do not agree on a scale.
    """
    series = of_targets.series
    runs = series.runs
    of_run = runs.texts(given)
    empty = of_run == ""
    if not empty.any():
        return given, of_run
    ambiguous = Message("is empty, and the targets of this key do not agree on a scale (万, 亿); name the unit")
    problems.add(runs.hold(empty & of_targets.differ()), "unit", lambda _: ambiguous)
    filled = where(empty, of_targets.of_series.take(series.of_run), of_run)
    return runs.texts_of_rows(filled), filled


def _check_units(problems: Problems, units: Coded, of_targets: MatchingUnits) -> None:
    """Report units, those of each run, that cannot be converted to the target's unit."""
    every = {split_unit(unit).base for unit in (*units.distinct, *of_targets.units.distinct) if unit}
    if len(every) <= 1:
        return
    series = of_targets.series
    runs, wanted = series.runs, of_targets.of_series.take(series.of_run)
    own_base, wanted_base = (texts.map(lambda text: split_unit(text).base) for texts in (units, wanted))

    def describe(row: int) -> Message:
        run = runs.of_row(row)
        return Message(
            "'{unit}' is not the target's unit '{wanted}'; convert the value, or give another indicator its own key",
            {"unit": units[run], "wanted": wanted[run]},
        )

    problems.add(runs.hold((own_base != wanted_base) & (wanted != "")), "unit", describe)


def _check_repeats(sheet: TypedColumns, columns: Columns, series: Series) -> None:
    """Report two different values of the same finality for one key, region and period.

    A preliminary value beside a final one is allowed (the final one counts), and so is the same value twice.
    """
    if series.each_once:
        return
    known = ~np.isnan(columns["value"]) & (columns["period"] != "")
    # By time and span: 2022H1, 2022Q2 and 2022-06 are one period, unless they are figures of that part alone.
    rows = series.observed.repeated[known[series.observed.repeated]]
    same_figure = [series.actuals.take(rows), *(columns[name].take(rows) for name in ("when", "span", "status"))]
    if all_different(*same_figure):
        return
    first = rows[first_of(codes_of(*same_figure))]
    scale = columns["unit"].read(lambda unit: split_unit(unit).scale, np.float64)
    value = columns["value"] * scale
    # A bound and an exact value differ: 超过420 and 420 cannot both be the figure of the period.
    same_bound = columns["bound"][rows] == columns["bound"][first]
    same_value = np.isclose(value[rows], value[first], rtol=1e-12, atol=0)
    same = same_value & same_bound
    differ, bounded = (np.zeros(len(sheet), dtype=np.bool_) for _ in range(2))
    differ[rows] = ~same
    bounded[rows] = ~same_bound & same_value
    earliest = np.zeros(len(sheet), dtype=np.int64)
    earliest[rows] = first

    def describe(row: int) -> Message:
        values = {
            "value": f"{columns['value'][row]:.10g}",
            "other": f"{columns['value'][earliest[row]]:.10g}",
            "row": sheet.row_name(int(earliest[row])),
            "status": Message(str(columns["status"][row])),
        }
        if bounded[row]:
            here, there = (
                Message(_BOUNDS[columns["bound"][at]], {"value": values["value"]}) for at in (row, earliest[row])
            )
            return Message(
                "{here} where {row} says {there} for the same period, both {status}; keep the right one",
                values | {"here": here, "there": there},
            )
        return Message("{value} where {row} has {other} for the same period, both {status}; keep the right one", values)

    sheet.problems.add(differ, "value", describe)


_BOUNDS = {
    "": N_("exactly {value}"),
    "lower": N_("more than {value}"),
    "upper": N_("less than {value}"),
}

"""Check targets.csv: one row per target."""

from __future__ import annotations

from typing import Any

import numpy as np

from lixia_cli.check.assumed import assume_measures, totals_in_brackets
from lixia_cli.check.change_words import read_changes
from lixia_cli.check.due import read_due
from lixia_cli.check.problems import Problems
from lixia_cli.check.qualitative import read_words
from lixia_cli.check.relative import is_points, read_relative
from lixia_cli.check.spellings import check_spellings
from lixia_cli.check.trajectories import check_announcements, check_shared, share_cells, withdrawn
from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.check.words_to_codes import OF_TARGETS, columns_from_words
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.further import further_columns
from lixia_cli.model.grouping import all_different, codes_of, first_of, last_of_each
from lixia_cli.model.measures import FROM_ZERO, LEVELS, RANKS, codes, compounded, is_any
from lixia_cli.model.schema import SERIES_ID, TARGET_ID
from lixia_cli.model.table import Later, Table
from lixia_cli.model.units import split_unit
from lixia_cli.model.words import STRICT_DIRECTIONS, UPWARD_QUALIFIERS
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message

Columns = dict[str, Any]

TEXTS = ("domain", "joint", "owner", "announced", "source", "locator", "note")
CHOICES = ("measure", "direction", "qualifier", "path", "nature")
YEARS = ("baseline_year", "period_start")
NEEDS_FIRST_YEAR = (*codes(combines="sum"), *codes(combines="compound"))


def check_targets(sheet: TypedColumns, regions: Coded) -> Table:
    """Type the columns of targets.csv and report problems to `sheet`; `regions` has the region of each row.

    Returns one row per row of the file, in its order, with every column of `schema.TARGET_COLUMNS`: texts and codes as
    str (empty where not given), `aspiration` as bool, years and numbers as float64 (NaN where not given); and
    `measure_assumed`, the reason for an assumed `measure` (see `assumed`), empty where it is given;
    `target_period` and `target_time` (see `due`); `announced_begin`
    and `announced_end`, times in years (see `model.dates`); `withdrawn` (bool), a value taken back by a later
    announcement; `row`, the position in the file; and the columns of
    `further_columns` as they are. Rows of one target agree in all that `trajectories.SHARED` names.
    """
    columns: Columns = {"key": sheet.text("key"), "region": regions, "plan": sheet.text("plan")}
    one_each = all_different(*(columns[name] for name in SERIES_ID))
    indicator = np.arange(len(sheet)) if one_each else codes_of(*(columns[name] for name in TARGET_ID))
    share_cells(sheet, indicator)
    columns |= {name: sheet.text(name) for name in TEXTS}
    columns["unit"] = sheet.unit("unit")
    columns |= {name: sheet.choice(name) for name in CHOICES}
    columns["direction"] = _side_meant(sheet, columns["direction"])
    columns["qualifier"] = _strictly_meant(sheet, columns["qualifier"])
    columns["aspiration"] = sheet.choice("aspiration") == "yes"
    columns |= {name: sheet.years(name) for name in YEARS} | read_due(sheet)
    columns["name_zh"], columns["name_en"] = _names(sheet, columns["key"])
    has_baseline = is_any(columns["measure"], ("", *LEVELS)) & ~np.isnan(columns["baseline_year"])
    columns["target_text"] = read_words(sheet, has_baseline)
    assume_measures(sheet, columns, (columns["key"], columns["name_zh"], columns["name_en"]))
    columns |= _values(sheet, columns)
    columns["measure_assumed"] = totals_in_brackets(columns)
    check_shared(sheet, columns, indicator)
    columns["announced_begin"], columns["announced_end"] = sheet.dates("announced")
    columns["withdrawn"] = withdrawn(columns)
    _check_quantified(sheet, columns)
    if not len(sheet):
        sheet.problems.report(Message("has no targets, only a header"))
    check_spellings(sheet, columns)
    if not one_each:
        _check_repeats(sheet, columns, indicator)
    _check_joint(sheet, columns)
    _check_sense(sheet.problems, columns)
    _check_sides_of_zero(sheet.problems, columns, indicator)
    columns["note"] = sheet.notes_with_marks(columns["note"])
    count = len(sheet)  # not the sheet, whose memory is needed no longer
    columns["row"] = Later(lambda: np.arange(count))
    columns |= {name: sheet.records.table.texts(name) for name in further_columns(sheet.records.table)}
    return Table(columns)


def _values(sheet: TypedColumns, columns: Columns) -> Columns:
    """Return the columns relative, baseline_value, target_value and target_high, and those set by words like ≥.

    A change in percent is in percent, and one of a percentage may be in percentage points.
    """
    multiples = read_changes(sheet, columns)
    relative = read_relative(sheet, columns["measure"], columns["baseline_year"], columns["unit"], multiples)
    in_points = (relative == "difference") & (columns["unit"] == "%")
    units = where(relative == "percent", "%", columns["unit"])
    value, high = (
        sheet.numbers(name, where(in_points & is_points(sheet.cells(name).odd), "个百分点", units), worded=worded)
        for name, worded in (("target_value", True), ("target_high", False))
    )
    leads_to_level = sheet.said("target_value").is_in(("raised", "lowered")) & is_any(columns["measure"], FROM_ZERO)
    sheet.problems.add(
        leads_to_level, "target_value", lambda row: Message(_LEVEL, {"measure": columns["measure"][row]})
    )
    upper = sheet.upper_ends("target_value", units)
    message = Message("is another upper end than that in the target value; keep the right one")
    said = ~np.isnan(upper)
    sheet.problems.add(said & ~np.isnan(high) & (upper != high), "target_high", lambda _: message)
    return {
        "relative": relative,
        "baseline_value": sheet.numbers("baseline_value", columns["unit"]),
        "target_value": value,
        "target_high": np.where(np.isnan(high), upper, high) if said.any() else high,
    } | columns_from_words(sheet, "target_value", columns, OF_TARGETS, lambda: is_any(columns["measure"], RANKS))


_LEVEL = N_("is a level, but the target is a change or total ('{measure}'); write the change")


def _side_meant(sheet: TypedColumns, direction: Coded) -> Coded:
    """Return the column direction; where it is empty, a qualifier like 超过 or 以上 says which side is good.

    A target of more than 6.5 is no ceiling, even if the baseline is higher.
    """
    upwards = sheet.text("qualifier").holds(lambda text: same_word(text) in _UPWARDS)
    return where(upwards & (direction == ""), "at_least", direction)


_UPWARDS = frozenset(map(same_word, UPWARD_QUALIFIERS))


def _strictly_meant(sheet: TypedColumns, qualifier: Coded) -> Coded:
    """Return the column qualifier; it is ``over`` where it is empty and the direction is a word like 高于 or below."""
    strict = sheet.text("direction").holds(lambda text: same_word(text) in _STRICT)
    return where(strict & ~sheet.given("qualifier"), "over", qualifier)


_STRICT = frozenset(map(same_word, STRICT_DIRECTIONS))


def _names(sheet: TypedColumns, keys: Coded) -> tuple[Coded, Coded]:
    """Return both names, empty where the key serves as the name.

    In a file without names whose key column is headed 指标, the keys are names in Chinese.
    """
    chinese, english = sheet.text("name_zh"), sheet.text("name_en")
    if not sheet.has("name_zh") and not sheet.has("name_en") and sheet.records.headers.get("key", "").strip() == "指标":
        return keys, english
    return chinese, english


def _check_quantified(sheet: TypedColumns, columns: Columns) -> None:
    """Report targets without a value that have an upper end, and targets with a value but without a unit.

    Says in a note how many have neither a value nor words: they are listed, but not judged.
    """
    unit, high = columns["unit"], columns["target_high"]
    empty = ~sheet.given("target_value")
    no_unit = Message("is empty; {meaning}", {"meaning": Message("unit as printed")})
    sheet.problems.add((unit == "") & ~empty, "unit", lambda _: no_unit)
    only_high = Message("is empty, though there is an upper end; a number is needed here")
    sheet.problems.add(empty & ~np.isnan(high), "target_value", lambda _: only_high)
    silent = empty & np.isnan(high) & (columns["target_text"] == "") & ~columns["withdrawn"]
    if silent.any():
        example = columns["key"][int(np.argmax(silent))]
        values = {"file": sheet.records.label, "count": int(silent.sum()), "example": example}
        template = N_("{file}: targets without a value, which are listed but not judged: {count}, such as {example}")
        sheet.problems.notes.append(Message(template, values))


def _check_repeats(sheet: TypedColumns, columns: Columns, indicator: Ints) -> None:
    """Report values of one target and year without an order, and keys used for different indicators."""
    check_announcements(sheet, columns, indicator)
    first, rows = first_of(indicator), np.arange(len(sheet))
    same = first_of(codes_of(*(columns[name] for name in SERIES_ID)))
    base = columns["unit"].map(lambda unit: split_unit(unit).base)
    other = Message("'{unit}' where {row} has '{other}' for the same key; give another indicator its own key").template
    sheet.problems.add(
        (base != base[same]) & (first == rows) & (base != "") & (base[same] != ""),
        "unit",
        lambda row: Message(
            other,
            {
                "unit": columns["unit"][row],
                "row": sheet.row_name(int(same[row])),
                "other": columns["unit"][same[row]],
            },
        ),
    )


def _check_joint(sheet: TypedColumns, columns: Columns) -> None:
    """Report names in `joint` that only one target has, or targets of several domains."""
    rows = np.flatnonzero(columns["joint"] != "")
    if not len(rows):
        return
    groups = codes_of(*(columns[name][rows] for name in ("plan", "region", "joint")))
    keys = codes_of(groups, columns["key"][rows])
    distinct = groups[last_of_each(keys)]
    alone, strays = (np.zeros(len(sheet), dtype=np.bool_) for _ in range(2))
    alone[rows[np.bincount(distinct)[groups] == 1]] = True
    strays[rows[columns["domain"][rows] != columns["domain"][rows[first_of(groups)]]]] = True

    def report(holds: Bools, column: str, template: str) -> None:
        sheet.problems.add(holds, column, lambda row: Message(template, {"name": columns["joint"][row]}))

    report(alone, "joint", N_("'{name}' is on one target only; give it to every joint target of the plan and region"))
    report(strays, "domain", N_("joint targets ('{name}') must be of one domain"))


def _check_sense(problems: Problems, columns: Columns) -> None:
    """Report values that contradict each other."""
    start, due, first = columns["baseline_year"], columns["target_time"], columns["period_start"]
    value, low, high = columns["baseline_value"], columns["target_value"], columns["target_high"]
    measure, path = columns["measure"], columns["path"]
    judged = ~np.isnan(low)
    is_range, about = columns["direction"] == "within", columns["qualifier"] == "about"

    def report(rows: Bools, column: str, template: str) -> None:
        named = ("baseline_year", "target_period", "period_start", "target_value", "measure")
        problems.add(rows, column, lambda row: Message(template, {name: _bare(columns[name][row]) for name in named}))

    no_start = np.isnan(start)
    report(start >= due, "baseline_year", N_("{baseline_year} is not before the target year {target_period}"))
    report(~np.isnan(value) & no_start, "baseline_year", N_("is empty; give the year of the baseline value"))
    report(first > np.ceil(due), "period_start", N_("{period_start} is after the target year {target_period}"))
    report(
        judged & (measure == "flow") & (np.floor(due) != due) & (due - start > 1),
        "target_year",
        N_("{target_period} is a part of a year, but a flow is compared with whole years; give the year"),
    )
    report(high < low, "target_high", N_("is below the target value {target_value}; the lower end comes first"))
    report(
        judged & is_range & np.isnan(high) & ~about,
        "target_high",
        N_("is empty; 'within' needs both ends of the range"),
    )
    report(
        is_range & (columns["qualifier"] == "over"),
        "qualifier",
        N_("'over' has no meaning for a range ('within'); leave it empty"),
    )
    report(
        about & (low == 0) & np.isnan(high) & (columns["relative"] == ""),
        "qualifier",
        N_("'about' 0 allows no deviation, for it is a share of the target; give a range ('within')"),
    )
    no_first_year = judged & is_any(measure, NEEDS_FIRST_YEAR) & np.isnan(first) & no_start
    assumed = columns["measure_assumed"] != ""
    report(no_first_year & ~assumed, "period_start", N_("is empty; '{measure}' needs the first year that counts"))
    report(
        no_first_year & assumed,
        "period_start",
        N_("is empty; '{measure}' is assumed, as no measure is given, and needs the first year that counts"),
    )
    report(
        ((measure == "growth") & (path == "linear")) | ((measure == "each_year") & (path != "")),
        "path",
        N_("can't be chosen for '{measure}'; leave it empty"),
    )
    percent = compounded(measure, path)
    report(judged & percent & (columns["unit"] != "%"), "unit", N_("must be '%': rates are compounded"))
    report(percent & (low <= -100), "target_value", N_("{target_value} is not possible; nothing can fall by that much"))


def _check_sides_of_zero(problems: Problems, columns: Columns, indicator: Ints) -> None:
    """Report targets of zero that may be a ceiling or a floor: no direction is given, nor a baseline on either side.

    Of accidents none are meant, of a balance at least none. At least zero accidents would be met by any number.
    """
    value, high, baseline = (columns[name] for name in ("target_value", "target_high", "baseline_value"))
    zero = (value == 0) & (np.isnan(high) | (high == 0)) & (columns["relative"] == "") & (columns["direction"] == "")
    if not zero.any():
        return
    beside = ~np.isnan(baseline) & (baseline != 0) & is_any(columns["measure"], LEVELS)
    elsewhere = np.zeros(indicator.max() + 1, dtype=np.bool_)
    elsewhere[indicator[~np.isnan(value) & (value != 0)]] = True
    doubtful = zero & ~beside & ~elsewhere[indicator] & ~is_any(columns["measure"], RANKS)
    message = Message("is empty, and a target of 0 may be a ceiling or a floor; write at_most or at_least")
    problems.add(doubtful, "direction", lambda _: message)


def _bare(cell: object) -> object:
    """Return a number as text for a message: 2025 rather than 2025.0."""
    return f"{cell:.10g}" if isinstance(cell, float | np.floating) else cell

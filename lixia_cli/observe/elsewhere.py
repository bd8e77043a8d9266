"""What another region has for targets that are not its own: its figures, added up or averaged in the same way."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.grouping import codes_of, first_of
from lixia_cli.model.measures import AMOUNTS, BY_YEAR, LEVELS
from lixia_cli.model.periods import parse_period
from lixia_cli.model.table import Table
from lixia_cli.model.units import split_unit


class Elsewhere(NamedTuple):
    """Targets of other regions as if they were of one region, and its observations for them."""

    targets: Table
    """Rows of the table of `check_targets`."""
    actuals: Table
    """Rows of the table of `check_actuals`."""
    left_out: int
    """Number of observations that may be of a part of the year alone, or a running total."""


def elsewhere(targets: Table, actuals: Table, region: str) -> Elsewhere:
    """Return rows of `check_targets`, of one region for each plan and key, as if they were of another `region`.

    Levels have no baseline there, so that every observation counts. The unit of a row becomes that of the region's
    figures where these cannot be converted to its own; figures without a unit are read as in the target's. Nobody was
    asked whether the figure of a part of a year is a running total: it is one by the column accumulation, or where its
    period begins with the year; any other is left out for what adds up over the year.
    """
    own = actuals.rows(actuals.texts("region") == region)
    rows = targets.rows(targets.texts("key").is_in(own.texts("key").unique()))
    regions = rows.texts("region")
    rows = rows.rows(regions == regions[first_of(codes_of(rows.texts("plan"), rows.texts("key")))])
    own = own.rows(own.texts("key").is_in(rows.texts("key").unique()))
    target = _first_with(rows.texts("key"), own.texts("key"))
    units = own.texts("unit")
    own = own.with_columns({"unit": where(units == "", rows.texts("unit")[target], units)})
    theirs, given = own.texts("unit")[_first_with(own.texts("key"), rows.texts("key"))], rows.texts("unit")
    is_level = rows.texts("measure").is_in(LEVELS)
    rows = rows.with_columns(
        {
            "region": Coded.full(len(rows), region),
            "unit": where(_bases(theirs) == _bases(given), given, theirs),
            "baseline_year": np.where(is_level, np.nan, rows.floats("baseline_year")),
            "baseline_value": np.full(len(rows), np.nan),
            "joint": Coded.full(len(rows), ""),
        }
    )
    counts = _may_count(own, rows.texts("measure")[target])
    of_series = own.texts("unit")[first_of(codes_of(own.texts("key")))]
    same_base = _bases(own.texts("unit")) == _bases(of_series)
    return Elsewhere(rows, own.rows(counts & same_base), int((~counts).sum()))


def _first_with(texts: Coded, wanted: Coded) -> Ints:
    """Return for each text that is wanted the first of the rows that have it."""
    used = texts.used()
    rows = np.unique(used.codes, return_index=True)[1]
    first = dict(zip(used.distinct.tolist(), rows.tolist(), strict=True))
    return wanted.used().read(first.__getitem__, np.int64)


def _may_count(actuals: Table, measure: Coded) -> Bools:
    """Return which observations are of whole years or running totals, or of what does not add up over the year."""
    adds_up = measure.is_in((*AMOUNTS, *BY_YEAR))
    whole = actuals.texts("period").read(_span, np.int64) == actuals.ints("months")
    running = actuals.texts("accumulation") == "year_to_date"
    return np.asarray(~adds_up | running | whole, dtype=np.bool_)


def _span(text: str) -> int:
    period = parse_period(text)
    return period.span if period is not None else 0


def _bases(units: Coded) -> Coded:
    return units.map(lambda text: split_unit(text).base)

"""What another region has for targets that are not its own: its figures, added up or averaged in the same way."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Bools, Texts
from lixia_cli.model.coded import with_plain_texts
from lixia_cli.model.grouping import per_distinct
from lixia_cli.model.measures import AMOUNTS, BY_YEAR, LEVELS
from lixia_cli.model.periods import parse_period
from lixia_cli.model.units import split_unit


class Elsewhere(NamedTuple):
    """Targets of other regions as if they were of one region, and its observations for them."""

    targets: pd.DataFrame
    """Rows of the frame of `check_targets`."""
    actuals: pd.DataFrame
    """Rows of the frame of `check_actuals`."""
    left_out: int
    """Number of observations that may be of a part of the year alone, or a running total."""


def elsewhere(targets: pd.DataFrame, actuals: pd.DataFrame, region: str) -> Elsewhere:
    """Return rows of `check_targets`, of one region for each plan and key, as if they were of another `region`.

    Levels have no baseline there, so that every observation counts. The unit of a row becomes that of the region's
    figures where these cannot be converted to its own; figures without a unit are read as in the target's. Nobody was
    asked whether the figure of a part of a year is a running total: it is one by the column accumulation, or where its
    period begins with the year; any other is left out for what adds up over the year.
    """
    own = with_plain_texts(actuals[actuals["region"] == region])
    rows = with_plain_texts(targets)
    rows = rows[rows["key"].isin(own["key"])]
    rows = rows[rows["region"] == rows.groupby(["plan", "key"], sort=False)["region"].transform("first")]
    first = rows.drop_duplicates("key").set_index("key")
    own = own[own["key"].isin(first.index)]
    wanted = _texts(own["key"].map(first["unit"]))
    units = _texts(own["unit"])
    own = own.assign(unit=np.where(units == "", wanted, units))
    series_unit = own.drop_duplicates("key").set_index("key")["unit"]
    theirs, given = _texts(rows["key"].map(series_unit)), _texts(rows["unit"])
    rows = rows.assign(
        region=region,
        unit=np.where(_bases(theirs) == _bases(given), given, theirs),
        baseline_year=rows["baseline_year"].mask(rows["measure"].isin(LEVELS)),
        baseline_value=np.nan,
        joint="",
    ).copy()  # in one piece: pandas warns of frames made of more than a hundred parts
    counts = _may_count(own, first["measure"])
    same_base = _bases(_texts(own["unit"])) == _bases(_texts(own["key"].map(series_unit)))
    return Elsewhere(rows, own[counts & same_base], int((~counts).sum()))


def _may_count(actuals: pd.DataFrame, measure: pd.Series) -> Bools:
    """Return which observations are of whole years or running totals, or of what does not add up over the year."""
    adds_up = actuals["key"].map(measure).isin((*AMOUNTS, *BY_YEAR)).to_numpy(dtype=np.bool_)
    span = per_distinct(_texts(actuals["period"]), _span).astype(np.int64)
    whole = span == actuals["months"].to_numpy(dtype=np.int64)
    running = (actuals["accumulation"] == "year_to_date").to_numpy(dtype=np.bool_)
    return np.asarray(~adds_up | running | whole, dtype=np.bool_)


def _span(text: str) -> int:
    period = parse_period(text)
    return period.span if period is not None else 0


def _bases(units: Texts) -> Texts:
    return per_distinct(units, lambda text: split_unit(text).base)


def _texts(cells: pd.Series) -> Texts:
    return cells.fillna("").to_numpy(dtype=object)

"""The verdicts of a plan over the years, and what changed from year to year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.arrays import Bools, Texts
from lixia_cli.model.further import further_columns, headers_beside
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.periods import Period
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.model.table import Table
from lixia_cli.text.messages import N_

HISTORY_COLUMNS = (
    "plan",
    "region",
    "domain",
    "key",
    "name_zh",
    "name_en",
    "unit",
    "as_of",
    "target_year",
    "target_value",
    "latest_period",
    "latest_value",
    "progress",
    "elapsed",
    "planned_progress",
    "method",
    "method_value",
    "status",
    "light",
    "flags",
    "status_before",
    "change",
)
"""Columns of csv and json, one row per target and year. Columns may be added at the end, but never moved or renamed."""
OWN_TITLES = {"as_of": N_("As of"), "status_before": N_("Verdict before"), "change": N_("Changes")}
"""Those that no other table has, each with its title for people."""
BETTER, WORSE, FIRST, LOST, OTHER, SAME = "better", "worse", "first", "lost", "other", "same"
CHANGES = (BETTER, WORSE, FIRST, LOST, OTHER, SAME)
"""Codes of `change`: the verdict is better or worse than a year before, the first after none, none after one, another
without being better or worse, or the same. Empty in the first year of a target."""
LONGEST = 100
"""Maximum number of years."""


@dataclass(frozen=True)
class OverYears:
    """The verdicts at several times."""

    as_of: tuple[str, ...]
    """The times, as periods, earliest first."""
    rows: pd.DataFrame
    """HISTORY_COLUMNS, then all other columns of the frame of `assess`; sorted by target and time."""

    def of(self, targets: Table) -> OverYears:
        """Return the verdicts on these targets only, in their order; `targets` is a table with TARGET_ID."""
        names = list(TARGET_ID)
        wanted = pd.MultiIndex.from_frame(targets.select(names).frame().astype(object))
        places = wanted.get_indexer(pd.MultiIndex.from_frame(self.rows[names]))
        order = np.argsort(places, kind="stable")
        return OverYears(self.as_of, self.rows.iloc[order[np.count_nonzero(places < 0) :]])


def year_ends(measured: Table, as_of: Period | None) -> list[Period]:
    """Return the ends of the years from the first after a baseline to the last observed, or to `as_of`.

    `measured` is the table of `measure` at the last of these times. At most LONGEST years, the last ones; none without
    observations and `as_of`.
    """
    observed, start = measured.floats("latest_time"), measured.floats("start")
    last = as_of.time if as_of else np.nanmax(observed, initial=-math.inf)
    begins = np.where(np.isnan(start), observed - 1, start)
    first = np.nanmin(begins, initial=math.inf)
    if not math.isfinite(last) or not math.isfinite(first):
        return []
    # What was observed within a year is part of the verdict at its end; an as-of date within a year is the last time.
    years = range(math.floor(first) + 1, (math.floor(last) if as_of else math.ceil(last)) + 1)
    ends = [Period(year, 12, str(year)) for year in years]
    if as_of and as_of.months < 12:
        ends.append(as_of)
    return ends[-LONGEST:]


def over_years(times: Sequence[tuple[Period, Table, pd.DataFrame]], rules: RuleSet) -> OverYears:
    """Put the verdicts at several times together; each has its period, its table of `measure` and its
    assessed frame.

    A target has a verdict from the first year after its baseline to its target year; without a baseline year, from
    its first observation on.
    """
    parts = [
        assessed.assign(as_of=period.text, time=period.time)[_is_running(period, measured)]
        for period, measured, assessed in times
    ]
    rows = pd.concat(parts, ignore_index=True)
    target = codes_of(*(rows[name].to_numpy(dtype=object) for name in TARGET_ID))
    order = np.lexsort((rows["time"].to_numpy(dtype=np.float64), _in_order_of(times[-1][2], rows, target)))
    rows = rows.iloc[order].reset_index(drop=True)
    follows = np.zeros(len(rows), dtype=np.bool_)
    follows[1:] = target[order][1:] == target[order][:-1]
    before = np.where(follows, np.roll(rows["status"].to_numpy(dtype=object), 1), "")
    rows = rows.assign(
        status_before=before, change=verdict_changes(before, rows["status"].to_numpy(dtype=object), rules)
    )
    further = [name for name in rows.columns if name not in HISTORY_COLUMNS]
    return OverYears(tuple(period.text for period, _, _ in times), rows[[*HISTORY_COLUMNS, *further]])


def as_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of csv and json of the rows of `OverYears`: HISTORY_COLUMNS, then further ones by header."""
    further = further_columns(rows)
    headers = headers_beside(HISTORY_COLUMNS, further.values())
    return rows[[*HISTORY_COLUMNS, *further]].set_axis([*HISTORY_COLUMNS, *headers], axis=1)


def _is_running(period: Period, measured: Table) -> Bools:
    """Return which targets have begun at a time and are not over yet; their target year is the last one."""
    start, end = measured.floats("start"), measured.floats("target_time")
    observed = measured.texts("latest_period") != ""
    begun = np.where(np.isnan(start), observed, start < period.time)
    return np.asarray(begun & (period.time <= np.ceil(end)), dtype=np.bool_)


def _in_order_of(last: pd.DataFrame, rows: pd.DataFrame, target: np.ndarray) -> np.ndarray:
    """Return the position of each row's target in the last frame; targets that it lacks come behind."""
    wanted = pd.MultiIndex.from_frame(rows[list(TARGET_ID)])
    position = pd.MultiIndex.from_frame(last[list(TARGET_ID)]).get_indexer(wanted)
    return np.where(position < 0, len(last) + target, position)


def verdict_changes(before: Texts, after: Texts, rules: RuleSet) -> Texts:
    """Return the code of CHANGES for each pair of statuses; empty where there is none before."""
    rank = {status.code: number for number, status in enumerate(rules.statuses) if status.light != "grey"}
    earlier, later = (pd.Series(codes, dtype=object).map(rank).to_numpy(dtype=np.float64) for codes in (before, after))
    kinds = [
        (before == "", ""),
        (before == after, SAME),
        (np.isnan(earlier) & ~np.isnan(later), FIRST),
        (~np.isnan(earlier) & np.isnan(later), LOST),
        (later < earlier, BETTER),
        (later > earlier, WORSE),
    ]
    return np.select([rows for rows, _ in kinds], [code for _, code in kinds], OTHER).astype(object)

"""The verdicts of a plan over the years, and what changed from year to year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.coded import Coded, first_that_holds, where
from lixia_cli.model.further import further_columns, headers_beside
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.periods import Period
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.model.table import Table, below, positions
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
    rows: Table
    """HISTORY_COLUMNS, then all other columns of the table of `assess`; sorted by target and time."""

    def of(self, targets: Table) -> OverYears:
        """Return the verdicts on these targets only, in their order; `targets` is a table with TARGET_ID."""
        places = positions(self.rows, targets, TARGET_ID)
        order = np.argsort(places, kind="stable")
        return OverYears(self.as_of, self.rows.rows(order[np.count_nonzero(places < 0) :]))


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


def over_years(times: Sequence[tuple[Period, Table, Table]], rules: RuleSet) -> OverYears:
    """Put the verdicts at several times together; each has its period, its table of `measure` and that of `assess`.

    A target has a verdict from the first year after its baseline to its target year; without a baseline year, from
    its first observation on.
    """
    running = [judged.rows(_is_running(period, measured)) for period, measured, judged in times]
    as_of = tuple(period.text for period, _, _ in times)
    time = np.repeat(np.arange(len(times)), list(map(len, running)))
    rows = below(running).with_columns({"as_of": Coded.of_list(list(as_of))[time]})
    target = codes_of(*map(rows.texts, TARGET_ID))
    order = np.lexsort((time, _in_order_of(times[-1][2], rows, target)))
    rows, target = rows.rows(order), target[order]
    status, before = rows.texts("status"), np.arange(len(rows)) - 1
    status_before = where((before >= 0) & (target == target[before]), status[before], "")
    rows = rows.with_columns({"status_before": status_before, "change": verdict_changes(status_before, status, rules)})
    others = [name for name in rows if name not in HISTORY_COLUMNS]
    return OverYears(as_of, rows.select([*HISTORY_COLUMNS, *others]))


def as_rows(rows: Table) -> Table:
    """Return the columns of csv and json of the rows of `OverYears`: HISTORY_COLUMNS, then further ones by header."""
    further = further_columns(rows)
    headers = headers_beside(HISTORY_COLUMNS, further.values())
    own = dict(zip(HISTORY_COLUMNS, HISTORY_COLUMNS, strict=True)) | dict(zip(headers, further, strict=True))
    return Table({header: rows[name] for header, name in own.items()}, len(rows))


def _is_running(period: Period, measured: Table) -> Bools:
    """Return which targets have begun at a time and are not over yet; their target year is the last one."""
    start, end = measured.floats("start"), measured.floats("target_time")
    observed = measured.texts("latest_period") != ""
    begun = np.where(np.isnan(start), observed, start < period.time)
    return np.asarray(begun & (period.time <= np.ceil(end)), dtype=np.bool_)


def _in_order_of(last: Table, rows: Table, target: Ints) -> Ints:
    """Return the position of each row's target in the last table; targets that it lacks come behind."""
    position = positions(rows, last, TARGET_ID)
    return np.where(position < 0, len(last) + target, position)


def verdict_changes(before: Coded, after: Coded, rules: RuleSet) -> Coded:
    """Return the code of CHANGES for each pair of statuses; empty where there is none before."""
    rank = {status.code: number for number, status in enumerate(rules.statuses) if status.light != "grey"}
    earlier, later = (codes.read(lambda code: rank.get(code, np.nan), np.float64) for codes in (before, after))
    return first_that_holds(
        [
            (before == "", ""),
            (before == after, SAME),
            (np.isnan(earlier) & ~np.isnan(later), FIRST),
            (~np.isnan(earlier) & np.isnan(later), LOST),
            (later < earlier, BETTER),
            (later > earlier, WORSE),
        ],
        OTHER,
    )

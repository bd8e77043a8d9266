"""Compare the verdicts of this run with those of an earlier one: changed, new and removed targets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import all_different
from lixia_cli.model.records import records_of
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.model.table import Table, below, positions

VERDICT_COLUMNS = ("plan", "region", "domain", "key", "status", "latest_period", "latest_value")
"""Columns stored for each target, all of them text."""
_DOMAIN = ("plan", "region", "domain")


@dataclass(frozen=True)
class State:
    """The content of a state file: the verdicts of the runs so far."""

    method: str
    """The name of their rule set."""
    as_of: str
    """The as-of date of the last run; empty if it had none."""
    verdicts: Table
    """VERDICT_COLUMNS, one row per target, each TARGET_ID once."""

    @classmethod
    def of(cls, method: str, as_of: str, rows: Collection[Mapping[str, str]]) -> State:
        """Return the state with these rows. Raises ValueError for a target that is there twice."""
        columns = {name: Coded.of(_texts([row[name] for row in rows])) for name in VERDICT_COLUMNS}
        if not all_different(*(columns[name] for name in TARGET_ID)):
            raise ValueError("a target twice")
        return cls(method, as_of, Table(columns, len(rows)))

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield each verdict with its VERDICT_COLUMNS."""
        return records_of(self.verdicts.select(VERDICT_COLUMNS))


@dataclass(frozen=True)
class Changes:
    """Differences from an earlier run; rows of the assessed table are given by their positions."""

    rows: Table
    """The assessed table with the texts `status_before`, `period_before` and `value_before`, empty if not stored."""
    changed: Ints
    """Rows whose status differs."""
    new: Ints
    """Rows without a stored verdict, in domains that have some."""
    first_seen: Ints
    """Rows of domains without any stored verdict: the targets may be old, but were never selected before."""
    figures: Ints
    """Rows with the same status and another latest figure.

    They alone are no change; a figure that an earlier version did not store is not compared.
    """
    removed: Table
    """Stored rows whose targets are no longer in the targets file."""

    def __bool__(self) -> bool:
        return any(len(rows) for rows in (self.changed, self.new, self.first_seen, self.removed))


def compare(
    earlier: State, assessed: Table, targets: Table, region: str | None, domains: Collection[str]
) -> Changes | None:
    """Compare the assessed rows with the stored verdicts. Return None if none are stored for this selection.

    `assessed` is one plan restricted to `region` (None: all) and `domains` (empty: all); `targets` are the targets of
    all plans. Stored verdicts outside the selection are ignored.
    """
    before = earlier.verdicts
    selected = before.texts("plan").is_in(assessed.texts("plan").unique())
    if region is not None:
        selected = selected & (before.texts("region") == region)
    if domains:
        selected = selected & before.texts("domain").is_in(assessed.texts("domain").unique())
    removed = before.rows(selected & (positions(before, targets, TARGET_ID) < 0))
    place = positions(assessed, before, TARGET_ID)
    known = place >= 0
    if not known.any() and not len(removed):
        return None
    rows = assessed.with_columns(
        {
            "status_before": _stored(before, "status", place),
            "period_before": _stored(before, "latest_period", place),
            "value_before": _stored(before, "latest_value", place),
        }
    )
    same = rows.texts("status") == rows.texts("status_before")
    figure_differs = (rows.texts("latest_period") != rows.texts("period_before")) | (
        _written(rows) != rows.texts("value_before")
    )
    both = (rows.texts("value_before") != "") & (rows.texts("latest_period") != "")
    seen = positions(assessed, before, _DOMAIN) >= 0
    return Changes(
        rows,
        changed=np.flatnonzero(known & ~same),
        new=np.flatnonzero(~known & seen),
        first_seen=np.flatnonzero(~known & ~seen),
        figures=np.flatnonzero(known & same & both & figure_differs),
        removed=removed,
    )


def updated_state(earlier: State | None, changes: Changes | None, assessed: Table, method: str, as_of: str) -> State:
    """Return the new state: the current verdicts, plus the stored verdicts of targets outside this selection."""
    verdicts = assessed.with_columns({"latest_value": _written(assessed)}).select(VERDICT_COLUMNS)
    if earlier is not None:
        before = earlier.verdicts.select(VERDICT_COLUMNS)
        replaced: Bools = positions(before, assessed, TARGET_ID) >= 0
        if changes is not None:
            replaced |= positions(before, changes.removed, TARGET_ID) >= 0
        verdicts = below([before.rows(~replaced), verdicts])
    order = np.lexsort([verdicts.texts(name).ranks() for name in reversed(VERDICT_COLUMNS[:4])])
    return State(method, as_of, verdicts.rows(order))


def _stored(before: Table, name: str, place: Ints) -> Coded:
    """Return the stored text at each position; empty for -1."""
    texts = [*before.texts(name).texts(), ""]
    return Coded.of(_texts(texts)[place])


def _written(assessed: Table) -> Coded:
    """Return the latest values as text with all their digits; empty where there is none."""
    values = assessed.floats("latest_value")
    return Coded.of(_texts(["" if np.isnan(value) else repr(value) for value in values.tolist()]))


def _texts(texts: list[str]) -> np.ndarray:
    return np.array([*texts, None], dtype=object)[:-1]

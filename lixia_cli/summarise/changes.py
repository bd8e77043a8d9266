"""Compare the verdicts of this run with those of an earlier one: changed, new and removed targets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from lixia_cli.model.schema import TARGET_ID

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
    verdicts: pd.DataFrame
    """VERDICT_COLUMNS, one row per target, each TARGET_ID once."""


@dataclass(frozen=True)
class Changes:
    """Differences from an earlier run, in the order of the assessed frame."""

    changed: pd.DataFrame
    """Assessed rows whose status differs, with the columns `status_before` and `period_before` added."""
    new: pd.DataFrame
    """Assessed rows without a stored verdict, in domains that have some."""
    first_seen: pd.DataFrame
    """Assessed rows of domains without any stored verdict: the targets may be old, but were never selected before."""
    removed: pd.DataFrame
    """Stored rows whose targets are no longer in the targets file."""
    figures: pd.DataFrame
    """Assessed rows with the same status and another latest figure, with `period_before` and `value_before` added.

    They alone are no change; a figure that an earlier version did not store is not compared.
    """

    def __bool__(self) -> bool:
        return any(len(rows) for rows in (self.changed, self.new, self.first_seen, self.removed))


def compare(
    earlier: State, assessed: pd.DataFrame, targets: pd.DataFrame, region: str | None, domains: Collection[str]
) -> Changes | None:
    """Compare the assessed rows with the stored verdicts. Return None if none are stored for this selection.

    `assessed` is one plan restricted to `region` (None: all) and `domains` (empty: all); `targets` are the targets of
    all plans. Stored verdicts outside the selection are ignored.
    """
    before = earlier.verdicts
    selected = before["plan"].isin(assessed["plan"])
    if region is not None:
        selected &= before["region"] == region
    if domains:
        selected &= before["domain"].isin(assessed["domain"])
    removed = before[selected & ~_index(before).isin(_index(targets))]
    positions = _index(before).get_indexer(_index(assessed))
    known = positions >= 0
    if not known.any() and removed.empty:
        return None
    matched = before.iloc[positions[known]]
    rows = assessed[known].assign(
        status_before=matched["status"].to_numpy(),
        period_before=matched["latest_period"].to_numpy(),
        value_before=matched["latest_value"].to_numpy(),
    )
    same = rows["status"] == rows["status_before"]
    figure_differs = (rows["latest_period"] != rows["period_before"]) | (_written(rows) != rows["value_before"])
    stored = (rows["value_before"] != "") & (rows["latest_period"] != "")
    seen = _index(assessed, _DOMAIN).isin(_index(before, _DOMAIN))
    return Changes(
        changed=rows[~same],
        new=assessed[~known & seen],
        first_seen=assessed[~known & ~seen],
        removed=removed,
        figures=rows[same & stored & figure_differs],
    )


def updated_state(
    earlier: State | None, changes: Changes | None, assessed: pd.DataFrame, method: str, as_of: str
) -> State:
    """Return the new state: the current verdicts, plus the stored verdicts of targets outside this selection."""
    verdicts = assessed[list(VERDICT_COLUMNS)].assign(latest_value=_written(assessed))
    if earlier is not None:
        before = earlier.verdicts
        replaced = _index(before).isin(_index(assessed))
        if changes is not None:
            replaced |= before.index.isin(changes.removed.index)
        verdicts = pd.concat([before[~replaced], verdicts])
    return State(method, as_of, verdicts.sort_values(list(VERDICT_COLUMNS[:4]), ignore_index=True))


def _written(assessed: pd.DataFrame) -> pd.Series:
    """Return the latest values as text with all their digits; empty where there is none."""
    return assessed["latest_value"].map(lambda value: "" if pd.isna(value) else repr(float(value))).astype(object)


def _index(frame: pd.DataFrame, names: Sequence[str] = TARGET_ID) -> pd.MultiIndex:
    return pd.MultiIndex.from_arrays([frame[name].to_numpy(dtype=object) for name in names])

"""The verdicts of an earlier run beside those of this one: what changed, what is new, what has gone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

VERDICT_COLUMNS = ("plan", "region", "domain", "key", "status", "latest_period")
"""What is remembered of a target, all texts."""
IDENTITY = ["plan", "region", "key"]
_PLACE = ["plan", "region", "domain"]


@dataclass(frozen=True)
class Memory:
    """The verdicts of the runs so far."""

    method: str
    """The name of the rule set they come from."""
    as_of: str
    """What the last run looked back from, empty for all there was."""
    verdicts: pd.DataFrame
    """VERDICT_COLUMNS, one row per target, each IDENTITY once."""


@dataclass(frozen=True)
class Changes:
    """What is different from an earlier run, in the order of the assessed frame."""

    changed: pd.DataFrame
    """Assessed rows with another status than before, with the columns `status_before` and `period_before`."""
    new: pd.DataFrame
    """Assessed rows that were not there before."""
    first_seen: pd.DataFrame
    """Assessed rows of domains of which nothing was remembered: they may be old, but were never asked for."""
    gone: pd.DataFrame
    """Rows of the memory whose targets are no longer promised."""

    def __bool__(self) -> bool:
        return any(len(rows) for rows in (self.changed, self.new, self.first_seen, self.gone))


def compare(
    memory: Memory, assessed: pd.DataFrame, promised: pd.DataFrame, region: str | None, domains: Collection[str]
) -> Changes | None:
    """What has changed since the run that left the memory; None if it knows nothing of what is asked for now.

    `assessed` is of one plan, and of the `region` and the `domains` that were asked for (None or none for all);
    `promised` are the targets of every plan. What was not asked for is not gone.
    """
    before = memory.verdicts
    asked = before["plan"].isin(assessed["plan"])
    if region is not None:
        asked &= before["region"] == region
    if domains:
        asked &= before["domain"].isin(assessed["domain"])
    gone = before[asked & ~_index(before).isin(_index(promised))]
    where = _index(before).get_indexer(_index(assessed))
    known = where >= 0
    if not known.any() and gone.empty:
        return None
    earlier = before.iloc[where[known]]
    rows = assessed[known].assign(
        status_before=earlier["status"].to_numpy(), period_before=earlier["latest_period"].to_numpy()
    )
    seen = _index(assessed, _PLACE).isin(_index(before, _PLACE))
    return Changes(
        changed=rows[rows["status"] != rows["status_before"]],
        new=assessed[~known & seen],
        first_seen=assessed[~known & ~seen],
        gone=gone,
    )


def remember(memory: Memory | None, changes: Changes | None, assessed: pd.DataFrame, method: str, as_of: str) -> Memory:
    """The memory to leave behind: the verdicts of now, and of the earlier ones those that were not asked for."""
    verdicts = assessed[list(VERDICT_COLUMNS)]
    if memory is not None:
        before = memory.verdicts
        over = _index(before).isin(_index(assessed))
        if changes is not None:
            over |= before.index.isin(changes.gone.index)
        verdicts = pd.concat([before[~over], verdicts])
    return Memory(method, as_of, verdicts.sort_values(list(VERDICT_COLUMNS[:4]), ignore_index=True))


def _index(frame: pd.DataFrame, names: list[str] = IDENTITY) -> pd.MultiIndex:
    return pd.MultiIndex.from_arrays([frame[name].to_numpy(dtype=object) for name in names])

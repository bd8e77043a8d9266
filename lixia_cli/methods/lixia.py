"""The default rules: pace on the indicator's own path, against time elapsed (序时进度)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.formulas import Bools
from lixia_cli.methods import NOT_ASSESSABLE, Judgement, RuleSet, Status

AHEAD, ON_TRACK, SLIGHTLY_BEHIND = 1.05, 0.95, 0.60
"""Least pace for each band."""
EARLIEST = 0.1
"""Share of the time that must have passed before pace says anything."""


def judge(frame: pd.DataFrame) -> Judgement:
    """Final year, then met, then not assessable, then moving away, then the pace bands."""
    observed, final, met, unknown, limit, has_path, has_baseline, moved_away = (
        frame[name].to_numpy(dtype=np.bool_) for name in _CONDITIONS
    )
    pace = frame["pace"].to_numpy(dtype=np.float64)
    within = (frame["direction"] == "within").to_numpy(dtype=np.bool_)
    rules: list[tuple[Bools, str]] = [
        (~observed, "no_data"),
        (final & met & ~unknown, "completed"),
        (final & ~unknown, "missed"),
        (limit & met & ~unknown, "within_limit"),
        (limit & ~unknown, "over_limit"),
        (met & ~unknown & has_path, "achieved"),
        # A sum without some years can only rise: that it is on track is certain, that it is behind is not, and a range
        # may have been left behind.
        (unknown & (final | limit | within | ~(pace >= ON_TRACK)), "incomplete"),
        (~has_baseline & has_path, "no_baseline"),
        ((frame["elapsed"].to_numpy(dtype=np.float64) < EARLIEST) & has_path, "too_early"),
        (moved_away | (pace < 0), "reversing"),
        (pace >= AHEAD, "ahead"),
        (pace >= ON_TRACK, "on_track"),
        (pace >= SLIGHTLY_BEHIND, "slightly_behind"),
    ]
    status = np.select([rows for rows, _ in rules], [code for _, code in rules], default="behind")
    return Judgement(pace, status.astype(object))


_CONDITIONS = ("observed", "final", "met", "unknown", "limit", "has_path", "has_baseline", "moved_away")

RULE_SET = RuleSet(
    name="lixia",
    source="docs/methods.md",
    quantity="pace",
    statuses=(
        Status("completed", "green", "Completed", "完成"),
        Status("achieved", "green", "Achieved early", "提前实现"),
        Status("ahead", "green", "Ahead of schedule", "快于序时进度"),
        Status("on_track", "green", "On track", "达到序时进度"),
        Status("within_limit", "green", "Within limit", "控制在限内"),
        Status("slightly_behind", "yellow", "Slightly behind", "略慢于序时进度"),
        Status("behind", "red", "Behind", "明显滞后"),
        Status("reversing", "red", "Moving away", "逆向变动"),
        Status("over_limit", "red", "Over limit", "超限"),
        Status("missed", "red", "Missed", "未完成"),
        *NOT_ASSESSABLE,
        Status("too_early", "grey", "Too early", "为时尚早"),
    ),
    judge=judge,
)

"""Complete targets by their baselines: the level of a relative target, the direction where none is
given.
"""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Floats, select
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.formulas import as_index, round_significant
from lixia_cli.model.measures import RANKS, codes, is_any
from lixia_cli.model.table import Table

Columns = dict[str, np.ndarray]


def target_levels(targets: Table, baseline: Floats) -> Columns:
    """Return `target_value` and `target_high` as levels, and `written_value` and `written_high` as in the file.

    A target relative to its baseline y0 is y0 (1 + v/100) for ``percent`` and y0 + v for ``difference``, NaN without a
    baseline; any other is the level that is written.

    >>> asked = {"target_value": np.array([-43.0]), "target_high": np.array([np.nan])}
    >>> target_levels(Table({**asked, "relative": Coded.full(1, "percent")}), np.array([200.0]))["target_value"]
    array([114.])
    """
    relative = targets.texts("relative")
    by_percent, by_difference = relative == "percent", relative == "difference"
    columns: Columns = {}
    for name, written_name in (("target_value", "written_value"), ("target_high", "written_high")):
        written = targets.floats(name) + 0.0
        columns[written_name] = columns[name] = written
        if by_percent.any():
            columns[name] = np.where(by_percent, round_significant(baseline * as_index(written)), columns[name])
        if by_difference.any():
            columns[name] = np.where(by_difference, round_significant(baseline + written), columns[name])
    return columns


def original_level(targets: Table) -> Floats:
    """Return the value that was announced first as a level, NaN where it has not been changed since.

    `targets` has the columns of `revisions.in_force` and the baseline_value filled in.
    """
    names = {"target_value": "original_value", "target_high": "original_high"}
    first = targets.select(["relative"]).with_columns({name: targets[of] for name, of in names.items()})
    return target_levels(first, targets.floats("baseline_value"))["target_value"]


def original_shown(targets: Table) -> Coded:
    """Return the value that was announced first as a text with its period, as it is written; empty where unchanged."""
    value, high = targets.floats("original_value"), targets.floats("original_high")
    words, period = targets.texts("original_text"), targets.texts("original_period")
    changed = np.flatnonzero(period != "")
    shown = np.empty(len(changed), dtype=object)
    for place, row in enumerate(changed):
        end = "" if np.isnan(high[row]) else f"-{high[row]:.10g}"
        shown[place] = f"{words[row] if np.isnan(value[row]) else f'{value[row]:.10g}{end}'} ({period[row]})".strip()
    return Coded.full(len(targets), "").put(changed, Coded.of(shown))


def directions(targets: Table, levels: Columns, baseline: Floats) -> dict[str, np.ndarray | Coded]:
    """Return the columns `direction`, filled in, and `direction_assumed` (bool), where the file gives none.

    The direction assumed is the side on which the target lies from the baseline, or from no growth at all for growth
    rates; at_least without a baseline, and where the baseline lies within a range. A rank is at_most.
    Nothing is assumed, and the direction stays empty, for a target without a value.
    """
    given, measure = targets.texts("direction"), targets.texts("measure")
    is_rate = is_any(measure, codes(starts_from="index"))
    start = select([(is_rate, 0.0)], baseline)
    highest = select([(np.isnan(levels["target_high"]), levels["target_value"])], levels["target_high"])
    below = highest < start
    is_rank = is_any(measure, RANKS)
    # A target in words has no side.
    assumed = np.asarray((given == "") & ~np.isnan(levels["written_value"]), dtype=np.bool_)
    return {
        "direction": where(~assumed, given, where(below | is_rank, "at_most", "at_least")),
        "direction_assumed": assumed,
    }

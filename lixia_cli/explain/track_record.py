"""Explain what was done before: the yearly changes of an indicator, and where they would lead to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from lixia_cli.explain.series import Points
from lixia_cli.measure.track_record import needed, reaches
from lixia_cli.model.formulas import as_index
from lixia_cli.model.records import known, known_whole, records_of
from lixia_cli.model.table import Table
from lixia_cli.observe.join import TargetSpec, join
from lixia_cli.observe.yearly_changes import yearly_changes


def past_of(chosen: Table, actuals: Table) -> list[dict[str, Any]]:
    """Return the record of each row of `chosen`, rows of the table of `measure.track_record` made from `actuals`.

    `kind` of the changes is ``rate`` (fractions) or ``step`` (in the unit); `changes` are all that are known, each with
    its year and whether it reached what is `needed` (None where nothing is).
    """
    changes = yearly_changes(chosen, join(chosen, TargetSpec.of(chosen), actuals))
    changes = changes.rows(~np.isnan(changes.floats("change")))
    wanted = needed(chosen)
    reached = reaches(chosen, wanted, changes.ints("row"), changes.floats("change"))
    table, compound = changes.with_columns({"reached": reached}), chosen.texts("path") == "compound"
    lines: list[list[dict[str, Any]]] = [[] for _ in range(len(chosen))]
    for one in records_of(table, whole=()):
        lines[one["row"]].append(one)
    return [
        {
            "kind": "rate" if compound[position] else "step",
            "needed": known(wanted[position]),
            "changes": [
                {"year": int(one["year"]), "change": float(one["change"]), "reached": _reached(one, wanted[position])}
                for one in lines[position]
            ],
            "reached_years": known_whole(record["reached_years"]),
            "reached_of": known_whole(record["reached_of"]),
            "projected_low": known(record["projected_low"]),
            "projected_high": known(record["projected_high"]),
            "prospect": record["prospect"] or None,
        }
        for position, record in enumerate(records_of(chosen, whole=()))
    ]


def interval(record: Mapping[str, Any]) -> Points:
    """Return the ends of the projection's range as points of the chart; none without one."""
    ends = [float(record["projected_low"]), float(record["projected_high"])]
    if any(map(math.isnan, ends)):
        return []
    end = float(record["target_time"])
    if record["indexed"]:
        years = end - float(record["start"]) if record["measure"] == "growth" else 1.0
        ends = [float(as_index(np.array(value)) ** years) for value in ends]
    return [[end, value] for value in ends]


def _reached(one: Mapping[Any, Any], wanted: float) -> bool | None:
    return None if math.isnan(wanted) else bool(one["reached"])

"""Explain the values of a target over time: its milestones, and how it was revised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from lixia_cli.assess.methods import RuleSet
from lixia_cli.measure.milestones import met_then
from lixia_cli.model.choices import ORIGINAL
from lixia_cli.model.records import known, records_of
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.model.table import Table

Entry = dict[str, Any]
Sources = Mapping[str, Mapping[str, Any]]
NOTHING: Mapping[int, Any] = MappingProxyType({})


class Milestones(NamedTuple):
    """The points of trajectories, one row each, in order of target and time."""

    target: np.ndarray
    """The position of the target of each."""
    measured: Table
    """The table of `measure`, with each point as a target of its own."""
    judged: Table
    """The table of `assess`, of the same rows."""


def milestones_of(points: Milestones, rows: Sequence[int], rules: RuleSet, language: str) -> dict[int, list[Entry]]:
    """Return the milestones of each of the target positions `rows` that has some; the last one is the target itself.

    `value` is the figure of the last period observed up to its time, in the target's unit; `met` is None for what is
    not due yet, not observed at its time, or a target in words. `path_value` is the point on the path, an index where
    rates are compounded.
    """
    there = np.flatnonzero(np.isin(points.target, list(rows)))
    measured, judged = points.measured.rows(there), points.judged.rows(there)
    met = met_then(measured)
    found: dict[int, list[Entry]] = {}
    records = zip(
        points.target[there].tolist(), records_of(measured, whole=()), records_of(judged, whole=()), met, strict=True
    )
    for target, record, verdict, is_met in records:
        status = rules.status(verdict["status"])
        is_decided = bool(record["final"] and record["quantified"] and not record["undetermined"])
        found.setdefault(target, []).append(
            {
                "period": record["target_period"],
                "time": float(record["target_time"]),
                "target_value": known(record["target_value"]),
                "target_high": known(record["target_high"]),
                "target_text": record["target_text"],
                "announced": record["announced"],
                "source": record["source"],
                "locator": record["locator"],
                "note": record["note"],
                "latest_period": record["latest_period"],
                "value": known(record["latest_value"]),
                "met": bool(is_met) if is_decided else None,
                "status": status.code,
                "label": status.label_of(verdict).text(language),
                "light": verdict["light"],
                "path_value": known(record["path_end"] if record["has_path"] else record["target_level"]),
            }
        )
    return found


def revisions_of(
    selected: Table,
    judged: Table,
    other: Table,
    rows: Sequence[int],
    version: str,
    rules: RuleSet,
    language: str,
) -> dict[int, Entry]:
    """Return for each of the target positions `rows` every value announced, and the verdict by each version.

    `selected` are the rows of the targets file, `judged` is by `version` and `other` by the other one.
    """
    by_id = {tuple(row[name] for name in TARGET_ID): row for row in records_of(other, whole=())}
    found = {}
    for row, own in zip(rows, records_of(judged.rows(np.array(rows, dtype=np.int64)), whole=()), strict=True):
        identity = tuple(own[name] for name in TARGET_ID)
        values = selected.rows(np.logical_and.reduce([selected.texts(name) == own[name] for name in TARGET_ID]))
        announced = np.nan_to_num(values.floats("announced_end"), nan=-np.inf)
        values = values.rows(np.lexsort((announced, values.floats("target_time"))))
        verdicts = (own, by_id[identity]) if version == ORIGINAL else (by_id[identity], own)
        found[row] = {
            "values": [
                {
                    "period": value["target_period"],
                    "announced": value["announced"],
                    "target_value": known(value["target_value"]),
                    "target_high": known(value["target_high"]),
                    "target_text": value["target_text"],
                    "source": value["source"],
                    "locator": value["locator"],
                }
                for value in records_of(values, whole=())
            ],
            "original": _verdict(verdicts[0], rules, language),
            "current": _verdict(verdicts[1], rules, language),
        }
    return found


def _verdict(row: Mapping[Any, Any], rules: RuleSet, language: str) -> Entry:
    status = rules.status(row["status"])
    return {
        "period": row["target_period"],
        "target_value": known(row["target_value"]),
        "target_high": known(row["target_high"]),
        "progress": known(row["progress"]),
        "planned_progress": known(row["planned_progress"]),
        "method_value": known(row["method_value"]),
        "status": status.code,
        "label": status.label_of(row).text(language),
        "light": row["light"],
    }

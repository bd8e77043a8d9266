"""List what was assumed of targets, where the file leaves it empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from lixia_cli.check.assumed import AMOUNT, GROWTH, OTHER, RANK, SHARE, TOTAL
from lixia_cli.model.measures import RANKS, codes
from lixia_cli.model.records import records_of
from lixia_cli.model.table import Table
from lixia_cli.text.messages import N_, Message


class Assumption(NamedTuple):
    """One cell that a targets file leaves empty, and what is assumed there."""

    row: int
    """Position of the target in the file, from 0."""
    plan: str
    region: str
    key: str
    column: str
    """``measure`` or ``direction``."""
    value: str
    because: Message


_MEASURE = {
    TOTAL: N_("the target value is in brackets, which mark totals of a plan"),
    RANK: N_("the unit is that of a rank"),
    GROWTH: N_("the name says growth, and the unit is %"),
    SHARE: N_("the unit is {unit}"),
    AMOUNT: N_("nothing says otherwise; if {unit} is an amount within a year, give measure = flow"),
    OTHER: N_("nothing says otherwise"),
}
_DIRECTION = {
    "rank": N_("a rank: lower is better"),
    "no_growth": N_("the target is {side} no growth"),
    "unknown": N_("no baseline value is known"),
    "side": N_("the target is {side} the baseline {baseline}"),
}
_SIDES = {True: N_("below"), False: N_("not below")}


def assumptions(observed: Table) -> list[Assumption]:
    """Return every assumption in the table of `observe`, in the order of the file; `measure` before `direction`.

    Targets in words have no direction, so none is assumed of them.
    """
    assumed = (observed.texts("measure_assumed") != "") | observed.bools("direction_assumed")
    found = []
    for record in records_of(observed.rows(assumed), whole=()):
        place = (record["row"], record["plan"], record["region"], record["key"])
        if record["measure_assumed"]:
            because = Message(_MEASURE[record["measure_assumed"]], {"unit": record["unit"]})
            found.append(Assumption(*place, "measure", record["measure"], because))
        if record["direction_assumed"]:
            found.append(Assumption(*place, "direction", record["direction"], _why_direction(record)))
    return found


def _why_direction(record: Mapping[Any, Any]) -> Message:
    measure, baseline = record["measure"], record["baseline_value"]
    if measure in RANKS:
        reason = "rank"
    elif measure in codes(starts_from="index"):
        reason = "no_growth"
    else:
        reason = "unknown" if np.isnan(baseline) else "side"
    side = Message(_SIDES[record["direction"] == "at_most"])
    return Message(_DIRECTION[reason], {"side": side, "baseline": f"{baseline:.10g}"})

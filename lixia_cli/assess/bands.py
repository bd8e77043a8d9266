"""Turn the quantity of a rule set into a status by thresholds; shared by the rule sets with bands."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lixia_cli.model.arrays import Bools, Floats
from lixia_cli.model.coded import Coded, first_that_holds
from lixia_cli.model.table import Table

CONDITIONS = (
    "quantified",
    "observed",
    "has_target",
    "final",
    "met",
    "undetermined",
    "is_limit",
    "behind_target",
)
RUNNING = ("running_ceiling", "over_pace")


class Bands(NamedTuple):
    """The statuses of a rule set and their lower bounds."""

    met: str
    """Status of a target that is met, whatever the quantity; empty: by the bands."""
    least: tuple[tuple[float, str], ...]
    """Lower bounds and their statuses, best first."""
    below: str
    """Status below all lower bounds."""
    regressed: str = ""
    """Status of a target met at the baseline and lost since, or of a value beyond the range; empty: by the bands."""


def band(measured: Table, value: Floats, bands: Bands) -> Coded:
    """Return the status of every row of the table of `measure` by its `value` (NaN where undefined).

    The first that applies: a target without a value; no data; no number to reach; incomplete, where a total is still
    adding up under its ceiling, or too fast for the upper end of its range; met; incomplete, where years are missing
    that could change the best band; behind the target (`behind_target`); no value, so no distance to measure from a
    baseline; the bands.
    """
    quantified, observed, has_target, final, met, undetermined, is_limit, behind_target = (
        measured.bools(name) for name in CONDITIONS
    )
    can_still_fall = measured.bools("can_still_fall")
    running_ceiling, over_pace = (measured.bools(name) for name in RUNNING)
    within = measured.texts("direction") == "within"
    rules: list[tuple[Bools, str]] = [
        (~quantified, "not_quantified"),
        (~observed, "no_data"),
        (~has_target, "no_baseline"),
        (running_ceiling & (met | over_pace), "incomplete"),
        *([(met & ~undetermined & ~can_still_fall, bands.met)] if bands.met else []),
        (undetermined & (final | is_limit | within | ~(value >= bands.least[0][0])), "incomplete"),
        *([(behind_target, bands.regressed)] if bands.regressed else []),
        (np.isnan(value), "no_baseline"),
        *((value >= least, status) for least, status in bands.least),
    ]
    return first_that_holds(rules, bands.below)

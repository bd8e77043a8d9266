"""Select the targets that a summary names: the worst, the best and the most urgent."""

from __future__ import annotations

import numpy as np

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import flag_column
from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.table import Table

COUNT = 3
"""Number of targets named of each kind."""


def worst(assessed: Table, rules: RuleSet, count: int = COUNT) -> Ints:
    """Return the positions of rows with a red or yellow light: the worst status first, then the lowest pace.

    `assessed` is the table of `assess`. Aspirations are excluded, since they never count as failures.
    """
    failing = assessed.texts("light").is_in(("red", "yellow")) & ~_flagged(assessed, "aspiration")
    rank = {status.code: place for place, status in enumerate(rules.statuses)}
    ranks = assessed.texts("status").read(lambda code: rank.get(code, np.nan), np.float64)
    return _first(failing, [-ranks, assessed.floats("pace")], count)


def best(assessed: Table, count: int = COUNT) -> Ints:
    """Return the positions of rows with a green light, furthest ahead of schedule first.

    Targets already met at the baseline, or worse now than then, are excluded.
    """
    green = assessed.texts("light") == "green"
    succeeding = green & ~_flagged(assessed, "met_at_baseline") & ~_flagged(assessed, "worsening")
    return _first(succeeding, [-assessed.floats("lead_pp")], count)


def most_urgent(assessed: Table, count: int = COUNT) -> Ints:
    """Return the positions of unmet rows that are behind schedule and whose need per year is known.

    Sorted by: not due yet before due, target year, aspirations after other targets, speed-up from the largest
    (undefined last), lead from the lowest.
    """
    left, light = assessed.floats("years_left"), assessed.texts("light")
    within_year = (left > 0) & (left < 1) & _known(assessed, "gap") & (assessed.texts("path") != "")
    needs = _known(assessed, "step_needed") | _known(assessed, "cagr_needed") | within_year
    # A limit that is exceeded must be met again at once, not gradually.
    late = needs & ~assessed.bools("met") & (light != "green") & (assessed.texts("status") != "over_limit")
    speed_up = assessed.floats("speed_up")
    speed_up = np.where(stalled(assessed), np.inf, np.where(np.isnan(speed_up), -np.inf, speed_up))
    least = np.where(light == "grey", -np.inf, speed_up)
    due, aim = (_flagged(assessed, flag).astype(np.float64) for flag in ("due", "aspiration"))
    return _first(late, [due, assessed.floats("target_year"), aim, -least, assessed.floats("lead_pp")], count)


def stalled(assessed: Table) -> Bools:
    """Return the rows with nothing achieved so far towards what is left, so that no speed-up is enough."""
    step = assessed.floats("step_achieved")
    achieved = np.where(np.isnan(step), assessed.floats("cagr_achieved"), step)
    with np.errstate(over="ignore"):
        return np.asarray(achieved * assessed.floats("gap") <= 0, dtype=np.bool_)


def due(assessed: Table) -> int:
    """Return the number of targets without a figure although their year has passed."""
    return int(_flagged(assessed, "due").sum())


def _first(some: Bools, keys: list[Floats], count: int) -> Ints:
    """Return the positions of the first `count` of some rows by several keys, of which unknown ones come last."""
    rows = np.flatnonzero(some)
    return rows[np.lexsort([key[rows] for key in reversed(keys)])][:count]


def _known(assessed: Table, name: str) -> Bools:
    return ~np.isnan(assessed.floats(name))


def _flagged(assessed: Table, flag: str) -> Bools:
    """Return which rows have a flag."""
    return assessed.bools(flag_column(flag))

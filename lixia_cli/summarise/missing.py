"""Targets that lack the observation of a period."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.grouping import codes_of, first_rows
from lixia_cli.model.periods import Period, parse_period
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.model.table import Table, positions


def last_period(targets: Table, actuals: Table) -> Period | None:
    """Return the last period for which any of the targets is observed; None without observations."""
    seen = actuals.rows(positions(actuals, targets, SERIES_ID) >= 0)
    return parse_period(seen.texts("period")[int(np.argmax(seen.floats("time")))]) if len(seen) else None


def without_observation(targets: Table, actuals: Table, period: Period) -> Table:
    """Return the targets that have a value, are not over before the period, and are not observed in it.

    Both are the tables of `check`; one row is returned for each key and region, the first.
    """
    observed = actuals.rows(np.isclose(actuals.floats("time"), period.time))
    quantified = ~np.isnan(targets.floats("target_value"))
    is_open = targets.floats("target_time") >= period.time
    missing = targets.rows(quantified & is_open & (positions(targets, observed, SERIES_ID) < 0))
    return missing.rows(first_rows(codes_of(*map(missing.texts, SERIES_ID))))

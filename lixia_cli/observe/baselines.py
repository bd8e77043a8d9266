"""Determine the start of each path: the baseline value, and whether it was observed."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import select, some_of
from lixia_cli.model.measures import FROM_ZERO, LEVELS, codes, is_any
from lixia_cli.model.table import Table
from lixia_cli.observe.join import TargetSpec
from lixia_cli.observe.observations import Observations

Columns = dict[str, np.ndarray]


def baselines(targets: Table, seen: Observations, spec: TargetSpec) -> Columns:
    """Return the columns of the start of each path, `start_observed` and `baseline_…`, see `observe`.

    The value is that of the targets, else that of the observation at the start; zero for what is counted from zero, and
    NaN for growth rates, which need none.
    """
    at_start = seen.where(seen.against(spec.start, lambda own, start: own.time == start))
    levels = at_start.where(at_start.holds(is_any(spec.measure, LEVELS)))
    stated = targets.floats("baseline_value") + 0.0
    observed, uncertain = np.full(len(targets), np.nan), np.zeros(len(targets), dtype=np.bool_)
    observed[levels.target] = levels.value
    uncertain[levels.target] = levels.preliminary | (levels.bound != "")
    start_observed = np.zeros(len(targets), dtype=np.bool_)
    start_observed[some_of(at_start.target, at_start.whole_year)] = True
    from_observation = np.isnan(stated) & ~np.isnan(observed)
    counted_from_zero, needs_none = is_any(spec.measure, FROM_ZERO), is_any(spec.measure, codes(starts_from="index"))
    return {
        "baseline_year": spec.start,
        "baseline_value": select(
            [(counted_from_zero, 0.0), (needs_none, np.nan), (from_observation, observed)], stated
        ),
        "baseline_observed": from_observation,
        "baseline_uncertain": uncertain & from_observation,
        # Changes count from the baseline on; before it they would be against something else.
        "start_observed": start_observed & ~is_any(spec.measure, codes(starts_from="zero")),
    }

"""Count what the files of a plan contain: plans, regions and domains, and every key with its observations."""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.grouping import codes_of, first_rows
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.model.table import Table, below, positions
from lixia_cli.observe.observe import observe
from lixia_cli.observe.revisions import in_force
from lixia_cli.observe.trajectory import fold

_GROUP = ("plan", "region", "domain")
_PAIRS = 200_000
"""Maximum number of pairs of target and observation that are joined at once."""


def overview(targets: Table, actuals: Table) -> Table:
    """Count the targets of each plan, region and domain, in the order of the file.

    `targets` and `actuals` are the tables of `check`. Returns the columns plan, region, domain, `targets` (how many
    are in force) and `with_data` (how many of them have an observation that counts).
    """
    batches = _batches_of_plans(targets, actuals)
    observed = below(
        [
            observe(fold(in_force(targets.rows(batches == batch))), actuals).select([*_GROUP, "latest_period"])
            for batch in np.unique(batches)
        ]
    )
    both = below([targets.select(_GROUP), observed.select(_GROUP)])
    group = codes_of(*map(both.texts, _GROUP))
    of_observed, count = group[len(targets) :], group.max(initial=-1) + 1
    in_every = np.bincount(of_observed, minlength=count)
    with_data = np.bincount(of_observed[observed.texts("latest_period") != ""], minlength=count)
    counted = both.rows(first_rows(group)).with_columns({"targets": in_every, "with_data": with_data})
    return counted.rows(in_every > 0)


def _batches_of_plans(targets: Table, actuals: Table) -> Ints:
    """Divide the targets into groups of whole plans with a bounded number of observations; return group numbers.

    All plans joined at once would need memory for the number of plans times that of observations.
    """
    series = _series_of(targets, actuals)
    of_targets, of_actuals = series[: len(targets)], series[len(targets) :]
    observations = np.bincount(of_actuals, minlength=series.max(initial=0) + 1)[of_targets]
    plans = codes_of(targets.texts("plan"))
    pairs_of_plan = np.bincount(plans, weights=observations + 1)
    batch_of_plan = np.cumsum(pairs_of_plan) // max(_PAIRS, 2 * len(actuals))
    return np.asarray(batch_of_plan[plans], dtype=np.int64)


def _series_of(targets: Table, actuals: Table) -> Ints:
    """Return the number of the key and region of each target, then of each observation, in order of appearance."""
    both = below([targets.select(SERIES_ID), actuals.select(SERIES_ID)])
    return codes_of(*map(both.texts, SERIES_ID))


def of_targets(actuals: Table, targets: Table) -> Table:
    """Return the observations that share key and region with one of the targets."""
    return actuals.rows(positions(actuals, targets, SERIES_ID) >= 0)


def keys(targets: Table, actuals: Table) -> Table:
    """List every key and region: those with a target in the order of the targets, then context in that of the actuals.

    `targets` and `actuals` are the tables of `check`. Returns the columns key, region, name_zh, name_en, unit, `plans`
    ("fyp14, annual-2023"; empty for context), `observations` (how many), `first` and `last` (their periods; empty
    without any).
    """
    series = _series_of(targets, actuals)
    listed = below([targets.select(SERIES_ID), actuals.select(SERIES_ID)]).rows(first_rows(series))
    by_time = actuals.rows(np.argsort(actuals.floats("time"), kind="stable"))
    backwards = by_time.rows(np.arange(len(actuals))[::-1])
    target = positions(listed, targets.rows(np.arange(len(targets))[::-1]), SERIES_ID)
    target = np.where(target < 0, -1, len(targets) - 1 - target)
    first, last = (positions(listed, observed, SERIES_ID) for observed in (backwards, by_time))
    own_unit = _texts_at(backwards, "unit", first)
    return listed.with_columns(
        {
            "name_zh": _texts_at(targets, "name_zh", target),
            "name_en": _texts_at(targets, "name_en", target),
            "unit": where(target < 0, own_unit, _texts_at(targets, "unit", target)),
            "plans": _plans_of(targets, series[: len(targets)], len(listed)),
            "observations": np.bincount(series[len(targets) :], minlength=len(listed)),
            "first": _texts_at(backwards, "period", first),
            "last": _texts_at(by_time, "period", last),
        }
    )


def _texts_at(table: Table, column: str, places: Ints) -> Coded:
    """Return the texts of a column at some positions; empty for a position below 0."""
    if not len(table):
        return Coded.full(len(places), "")
    return where(places < 0, "", table.texts(column)[places])


def _plans_of(targets: Table, series: Ints, count: int) -> Coded:
    """Return the plans of each of `count` series, with commas between them; `series` has the number of each target."""
    plans: list[dict[str, None]] = [{} for _ in range(count)]
    for number, plan in zip(series.tolist(), targets.texts("plan").texts(), strict=True):
        if plan:
            plans[number][plan] = None
    return Coded.of_list([", ".join(names) for names in plans])

"""Compute the figures of docs/methods.md and the conditions of rule sets, for all targets at once."""

from __future__ import annotations

import numpy as np

from lixia_cli.measure.conditions import ceiling_now, conditions
from lixia_cli.measure.figures import figures
from lixia_cli.measure.next_due import next_due
from lixia_cli.measure.path import choose_path
from lixia_cli.measure.planned import Points, planned
from lixia_cli.model.arrays import Floats
from lixia_cli.model.coded import Coded, first_that_holds
from lixia_cli.model.table import Later, Table
from lixia_cli.model.thresholds import Thresholds


def measure(observed: Table, points: Table) -> Table:
    """Add the figures and conditions to the table of `observe`; `points` are those of its trajectories.

    Adds `path` (the path used; empty for each_year) and every column of `FIGURES` (float64, NaN where not
    defined). The conditions are bool columns:

    - `observed`: there is an observation after the baseline; `final`: it is of the whole target year.
    - `met`: the target is met as far as the figures tell; `latest_met`: the latest value meets it, whatever came
      before; `undetermined`: years are missing that could change that.
    - `can_still_fall`: met by a rate or share within the year of an annual plan, which may be another when it is over.
    - `is_limit`: an at-most target without a baseline above it, so that there is a limit but no distance to cover.
    - `has_target`: there is a number to reach, as there is none for a target relative to an unknown baseline, or for
      one that is not `quantified`, in words only.
    - `has_path`: not judged year by year; `has_baseline`: the path has a beginning.
    - `baseline_met`: the baseline met the target already; `behind_target`: the target is not met and lies behind, for
      the baseline met it or the value went past a range; `moved_away`: that, or met in between and lost; `worse`: worse
      than at the baseline; `worsening`: met, but worse than at the baseline.
    - `running_ceiling`: a total that is still adding up under a ceiling, of the plan or of a year; `over_pace`: it is
      above the ceiling's share of the time; `over_ceiling`: it is above the ceiling itself.
    - `baseline_lost`, `met_and_lost`, `past_range`: not met, though the baseline or an observation in between met it,
      or because the value went through the range.
    - `linear_fallback`: the linear path had to be used instead of the compound one; `indexed`: rates are compounded.

    And the numbers that the formulas work on (float64): `sign` (+1 where more is better, -1 where less is);
    `path_start`, `path_now`, `path_end`: baseline, value and target, as indices with 1 at the start where rates are
    compounded and in the unit everywhere else; `exact_cagr_required`, `exact_cagr_achieved`: their growth rates, not
    rounded, of every measure; `target_level`: the target in the unit, always; `ceiling_now`: the share of the time of
    a ceiling, or of the upper end of a range; `years_left`: from the latest observation to the target time.

    Of a target with milestones also `trajectory_time`, the time at which its trajectory has the value observed;
    `due_value`, its first value due at the time of the observation or later; and the points between which that time
    lies: `value_before`, `time_before`, `value_after`, `time_after` (float64, NaN for other targets).

    And the columns at the end of ASSESSED_COLUMNS (float64, or texts that are empty where nothing is known):
    `planned_progress`, the share of the way that is asked for at the time of the observation, which is `elapsed` unless
    there are milestones; `next_due`, `next_due_value`, `next_due_step`, see `next_due`.
    """
    thresholds = Thresholds.of(observed)
    with np.errstate(
        over="ignore", divide="ignore", invalid="ignore"
    ):  # a growth of e100 or e-300 a year is not defined, see round_significant
        numbers_of_points = Points.of(points, observed)
        path = choose_path(observed, thresholds, numbers_of_points.lowest(len(observed)))
        plan = planned(path, thresholds, numbers_of_points)
        found = conditions(observed, thresholds, path, plan)
        numbers = figures(observed, path, found, plan)
        coming = next_due(observed, points, path, found["has_path"] & ~path.indexed)

    def ceiling() -> Floats:
        level, share = found["is_limit"] & ~found["running_ceiling"], observed.floats("share_of_year")
        return ceiling_now(thresholds, path, plan, level, share)

    columns: dict[str, np.ndarray | Coded | Later] = {
        "path": first_that_holds([(~found["has_path"], ""), (path.compound, "compound")], "linear"),
        **numbers,
        **found,
        "sign": path.sign,
        "exact_cagr_required": path.cagr_required,
        "exact_cagr_achieved": path.cagr_achieved,
        "path_start": path.baseline,
        "path_now": path.value,
        "path_end": path.target,
        "target_level": path.target_level,
        "ceiling_now": Later(ceiling),
        "years_left": path.end - path.time,
        "trajectory_time": plan.time,
        "due_value": plan.due_value,
        "value_before": plan.value_before,
        "time_before": plan.time_before,
        "value_after": plan.value_after,
        "time_after": plan.time_after,
        **coming,
        **_not_measured(len(observed)),
    }
    return observed.with_columns(columns)


def _not_measured(count: int) -> dict[str, np.ndarray | Coded]:
    """Return the columns of milestones and of the record of the past, of which nothing is known yet."""
    numbers = ("projected_low", "projected_high")
    counts = ("milestones_due", "milestones_met", "reached_years", "reached_of")
    return {**dict.fromkeys((*numbers, *counts), np.full(count, np.nan)), "prospect": Coded.full(count, "")}

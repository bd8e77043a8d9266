"""The figures of docs/methods.md, each a function of the numbers on the path."""

from __future__ import annotations

import numpy as np

from lixia_cli.measure.path import Path
from lixia_cli.measure.planned import Planned
from lixia_cli.model import formulas
from lixia_cli.model.arrays import Bools, Floats, only_where, select
from lixia_cli.model.assessed_columns import FIGURES
from lixia_cli.model.measures import RANKS, RATIOS, is_any
from lixia_cli.model.table import Table


def figures(observed: Table, path: Path, conditions: dict[str, Bools], plan: Planned) -> dict[str, Floats]:
    """Return every figure by name, in the order of FIGURES, and planned_progress; NaN where it is not defined."""
    has_path, met = conditions["has_path"], conditions["met"]
    value = observed.floats("latest_value")
    # A percentage of a rank means nothing.
    is_rank = is_any(path.measure, RANKS)
    at_least, within = (observed.texts("direction") == name for name in ("at_least", "within"))
    elapsed = formulas.elapsed(path.start, path.time, path.end)
    progress = _progress(path, has_path & ~conditions["is_limit"])
    so_far = observed.bools("rate_so_far")
    progress = select([(so_far, lambda: _progress_of_rate(path, elapsed, value, ~conditions["is_limit"]))], progress)
    asked_for = select([(plan.has_points & has_path, plan.progress)], elapsed)
    # Exactly on schedule is 0: rounding errors must not make it ahead or behind.
    lead = select([(formulas.on_threshold(progress, asked_for), 0.0)], progress - asked_for)
    rates = _rates(path, has_path & ~observed.bools("year_to_date") & (path.indexed | is_any(path.measure, RATIOS)))
    steps = _steps(path, has_path & ~path.indexed)
    speed_up = only_where(~so_far, _speed_up(path, rates, steps, met))
    # Never as a yearly rate where less than a year is left.
    within_year = (path.end > path.time) & (path.end - path.time < 1)
    needed = {name: only_where(~within_year, {**rates, **steps}[name]) for name in ("cagr_needed", "step_needed")}
    found = {
        "percent_of_target": only_where(at_least & ~is_rank, formulas.percent_of_target(value, path.target_level)),
        "progress": progress,
        "elapsed": elapsed,
        "lead_pp": 100 * lead,
        "pace": select([(~has_path, lambda: _share_of_years_met(observed))], _pace(progress, asked_for)),
        **rates,
        **steps,
        **needed,
        "speed_up": speed_up,
        "expected_now": _expected_now(path, elapsed, has_path, plan),
        "projected": _projected(path, rates, steps, value),
        "years_ahead": _years_ahead(lead, path, plan),
        "gap": select([(within & met, 0.0)], _gap(path, value)),
    }
    # Twelve digits: more than any source has, fewer than rounding errors affect (0.8, not 0.7999999999999972).
    found["planned_progress"] = only_where(has_path, asked_for)
    return {name: formulas.round_significant(found[name]) for name in (*FIGURES, "planned_progress")}


def _progress_of_rate(path: Path, elapsed: Floats, value: Floats, measurable: Bools) -> Floats:
    """Return progress such that pace is the growth rate of the year so far over that aimed at, if that is above 0."""
    aimed_at = only_where(measurable & (path.sign > 0) & (path.target_level > 0), path.target_level)
    return np.asarray(formulas.divide(value, aimed_at) * elapsed, dtype=np.float64)


def _progress(path: Path, measurable: Bools) -> Floats:
    """Return the share of the distance from baseline to target that is covered; NaN without a distance."""
    distance_to_cover = path.sign * (path.target - path.baseline) > 0
    baseline = only_where(measurable & distance_to_cover, path.baseline)
    linear = formulas.progress_linear(baseline, path.value, path.target)
    return select(
        [(path.compound, lambda: formulas.progress_compound(baseline, path.value, path.target))],
        linear,
    )


def _pace(progress: Floats, asked_for: Floats) -> Floats:
    """Divide progress by what the trajectory asks for; NaN where it asks for nothing yet, or for a way back."""
    return formulas.divide(progress, only_where(asked_for > 0, asked_for))


def _years_ahead(lead: Floats, path: Path, plan: Planned) -> Floats:
    """Return by how many years the plan would have to be shifted; on a trajectory until when it has the value."""

    def on_trajectory() -> Floats:
        return np.where((lead == 0) | np.isnan(lead), lead, plan.time - path.time)

    return select([(plan.has_points, on_trajectory)], lead * (path.end - path.start))


def _spans(path: Path) -> dict[str, tuple[Floats, Floats, Floats]]:
    """Return first value, last value and years of the whole plan, of the time so far, and of the time left."""
    return {
        "required": (path.baseline, path.target, path.end - path.start),
        "achieved": (path.baseline, path.value, path.time - path.start),
        "needed": (path.value, path.target, path.end - path.time),
    }


def _rates(path: Path, defined: Bools) -> dict[str, Floats]:
    needed = formulas.cagr(*_spans(path)["needed"])
    rates = {"cagr_required": path.cagr_required, "cagr_achieved": path.cagr_achieved, "cagr_needed": needed}
    return {name: only_where(defined, rate) for name, rate in rates.items()}


def _steps(path: Path, defined: Bools) -> dict[str, Floats]:
    return {f"step_{name}": only_where(defined, formulas.annual_change(*span)) for name, span in _spans(path).items()}


def _speed_up(path: Path, rates: dict[str, Floats], steps: dict[str, Floats], met: Bools) -> Floats:
    """Divide needed by achieved change, where the target is not met and something was achieved towards it."""

    def change(name: str) -> Floats:
        return select([(path.compound, lambda: np.log1p(rates[f"cagr_{name}"]))], steps[f"step_{name}"])

    achieved = change("achieved")
    return only_where((path.sign * achieved > 0) & ~met, formulas.divide(change("needed"), achieved))


def _expected_now(path: Path, elapsed: Floats, has_path: Bools, plan: Planned) -> Floats:
    """Return the path at the time of the observation; the target itself for rates and every-year targets.

    A trajectory of average rates asks for the average up to then; of every-year targets, for the value of that year.
    """
    on_path = select(
        [
            (plan.has_points, lambda: np.where(np.isnan(path.baseline), np.nan, plan.value)),
            (path.compound, lambda: formulas.along_compound(path.baseline, path.target, elapsed)),
        ],
        formulas.along_linear(path.baseline, path.target, elapsed),
    )

    def average() -> Floats:
        return formulas.as_percent(on_path ** np.where(path.growth, 1 / (path.time - path.start), 1.0))

    level = (~has_path | path.growth) & ~plan.has_points
    return select(
        [
            (level, path.target_level),
            (~has_path, plan.due_value),
            (path.growth & has_path, average),
            (path.indexed, lambda: formulas.as_percent(on_path)),
        ],
        on_path,
    )


def _projected(path: Path, rates: dict[str, Floats], steps: dict[str, Floats], value: Floats) -> Floats:
    """Continue the average change of the years so far up to the target time."""
    years_left = path.end - path.time
    carried_on = select(
        [(path.compound, lambda: formulas.project_compound(path.value, rates["cagr_achieved"], years_left))],
        path.value + steps["step_achieved"] * years_left,
    )
    return select([(path.growth, value), (path.indexed, lambda: formulas.as_percent(carried_on))], carried_on)


def _gap(path: Path, value: Floats) -> Floats:
    """Return what remains to the target, in its unit; for compounded changes, the remaining change in percent."""
    return select(
        [(path.indexed & ~path.growth, lambda: formulas.as_percent(formulas.divide(path.target, path.value)))],
        path.target_level - value,
    )


def _share_of_years_met(observed: Table) -> Floats:
    return formulas.divide(observed.floats("years_met"), observed.floats("years_observed"))

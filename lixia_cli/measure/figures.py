"""The figures of docs/methods.md, each a function of the numbers on the path."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.measure.path import Path, column, holds
from lixia_cli.model import formulas
from lixia_cli.model.arrays import Bools, Floats
from lixia_cli.model.assessed_columns import FIGURES
from lixia_cli.model.measures import RANKS, RATIOS, is_any


def figures(observed: pd.DataFrame, path: Path, conditions: dict[str, Bools]) -> dict[str, Floats]:
    """Return every figure by name, in the order of FIGURES; NaN where it is not defined."""
    has_path, met = conditions["has_path"], conditions["met"]
    value = column(observed, "latest_value")
    # A percentage of a rank means nothing.
    is_rank = is_any(path.measure, RANKS)
    at_least, within = (observed["direction"].to_numpy(dtype=object) == name for name in ("at_least", "within"))
    elapsed = formulas.elapsed(path.start, path.time, path.end)
    progress = _progress(path, has_path & ~conditions["is_limit"])
    # Exactly on schedule is 0: rounding errors must not make it ahead or behind.
    lead = np.where(formulas.on_threshold(progress, elapsed), 0.0, progress - elapsed)
    rates = _rates(path, has_path & ~holds(observed, "year_to_date") & (path.indexed | is_any(path.measure, RATIOS)))
    steps = _steps(path, has_path & ~path.indexed)
    found = {
        "percent_of_target": np.where(
            at_least & ~is_rank, formulas.percent_of_target(value, path.target_level), np.nan
        ),
        "progress": progress,
        "elapsed": elapsed,
        "lead_pp": 100 * lead,
        "pace": np.where(has_path, formulas.divide(progress, elapsed), _share_of_years_met(observed)),
        **rates,
        **steps,
        "speed_up": _speed_up(path, rates, steps, met),
        "expected_now": _expected_now(path, elapsed, has_path),
        "projected": _projected(path, rates, steps, value),
        "years_ahead": lead * (path.end - path.start),
        "gap": np.where(within & met, 0.0, _gap(path, value)),
    }
    # Twelve digits: more than any source has, fewer than rounding errors affect (0.8, not 0.7999999999999972).
    return {name: formulas.round_significant(found[name]) for name in FIGURES}


def _progress(path: Path, measurable: Bools) -> Floats:
    """Return the share of the distance from baseline to target that is covered; NaN without a distance."""
    distance_to_cover = path.sign * (path.target - path.baseline) > 0
    baseline = np.where(measurable & distance_to_cover, path.baseline, np.nan)
    compound = formulas.progress_compound(baseline, path.value, path.target)
    return np.where(path.compound, compound, formulas.progress_linear(baseline, path.value, path.target))


def _spans(path: Path) -> dict[str, tuple[Floats, Floats, Floats]]:
    """Return first value, last value and years of the whole plan, of the time so far, and of the time left."""
    return {
        "required": (path.baseline, path.target, path.end - path.start),
        "achieved": (path.baseline, path.value, path.time - path.start),
        "needed": (path.value, path.target, path.end - path.time),
    }


def _rates(path: Path, defined: Bools) -> dict[str, Floats]:
    return {f"cagr_{name}": np.where(defined, formulas.cagr(*span), np.nan) for name, span in _spans(path).items()}


def _steps(path: Path, defined: Bools) -> dict[str, Floats]:
    return {
        f"step_{name}": np.where(defined, formulas.annual_change(*span), np.nan) for name, span in _spans(path).items()
    }


def _speed_up(path: Path, rates: dict[str, Floats], steps: dict[str, Floats], met: Bools) -> Floats:
    """Divide needed by achieved change, where the target is not met and something was achieved towards it."""
    needed, achieved = (
        np.where(path.compound, np.log1p(rates[f"cagr_{name}"]), steps[f"step_{name}"])
        for name in ("needed", "achieved")
    )
    return np.where((path.sign * achieved > 0) & ~met, formulas.divide(needed, achieved), np.nan)


def _expected_now(path: Path, elapsed: Floats, has_path: Bools) -> Floats:
    """Return the path at the time of the observation; the target itself for rates and every-year targets."""
    on_path = np.where(
        path.compound,
        formulas.along_compound(path.baseline, path.target, elapsed),
        formulas.along_linear(path.baseline, path.target, elapsed),
    )
    level = ~has_path | path.growth
    return np.select([level, path.indexed], [path.target_level, formulas.as_percent(on_path)], on_path)


def _projected(path: Path, rates: dict[str, Floats], steps: dict[str, Floats], value: Floats) -> Floats:
    """Continue the average change of the years so far up to the target time."""
    years_left = path.end - path.time
    carried_on = np.where(
        path.compound,
        formulas.project_compound(path.value, rates["cagr_achieved"], years_left),
        path.value + steps["step_achieved"] * years_left,
    )
    return np.select([path.growth, path.indexed], [value, formulas.as_percent(carried_on)], carried_on)


def _gap(path: Path, value: Floats) -> Floats:
    """Return what remains to the target, in its unit; for compounded changes, the remaining change in percent."""
    change_to_come = formulas.as_percent(formulas.divide(path.target, path.value))
    return np.where(path.indexed & ~path.growth, change_to_come, path.target_level - value)


def _share_of_years_met(observed: pd.DataFrame) -> Floats:
    return formulas.divide(column(observed, "years_met"), column(observed, "years_observed"))

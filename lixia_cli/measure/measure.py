"""The figures of docs/methods.md and the conditions that rule sets ask about, for every row at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lixia_cli.model import formulas
from lixia_cli.model.arrays import Bools, Floats, Texts
from lixia_cli.model.schema import FIGURES
from lixia_cli.model.thresholds import Promises
from lixia_cli.observe.observe import FROM_ZERO

CONDITIONS = (
    "observed",
    "final",
    "met",
    "latest_met",
    "unknown",
    "limit",
    "has_path",
    "has_baseline",
    "baseline_met",
    "wrong_side",
    "moved_away",
    "worsening",
    "fell_back",
    "indexed",
)
ON_THE_PATH = ("side", "path_start", "path_now", "path_end", "promised")


@dataclass(frozen=True)
class _Numbers:
    """What the formulas work on, one entry per row.

    Where rates are compounded (`indexed`), `baseline`, `value` and `target` are indices with 1 at the start; everywhere
    else they are in the unit.
    """

    measure: Texts
    indexed: Bools
    compound: Bools
    sign: Floats
    start: Floats
    time: Floats
    end: Floats
    baseline: Floats
    value: Floats
    target: Floats
    promised: Floats
    """The target in its own unit, also where the rest are indices."""

    def is_measure(self, *names: str) -> Bools:
        """Where the measure is one of `names`."""
        return np.isin(self.measure.astype(str), names)


def measure(observed: pd.DataFrame) -> pd.DataFrame:
    """Add the figures and conditions to the frame of `observe`.

    Adds `path` (the path used; empty for each_year), every column of `columns.FIGURES` (float64, NaN where not defined)
    CONDITIONS (bool) and ON_THE_PATH (float64):

    - `observed`: there is an observation after the baseline; `final`: it is of the whole target year.
    - `met`: the promise is kept as far as the figures tell; `latest_met`: the latest value keeps it, whatever came
      before; `unknown`: years are missing that could change that.
    - `limit`: an at-most target that has no baseline above it, so that there is a limit to keep but no way to go.
    - `has_path`: not judged year by year; `has_baseline`: the path has a beginning.
    - `baseline_met`: the baseline met the target already; `wrong_side`: the target is not met and lies behind, for the
      baseline met it or the value went past a range; `moved_away`: that, or met in between and lost; `worsening`: met,
      but worse than at the baseline.
    - `fell_back`: the linear path had to be used instead of the compound one.
    - `side`: +1 where more is better, -1 where less is; `path_start`, `path_now`, `path_end`: the baseline, the value
      and the target that the formulas work on, which are indices with 1 at the start where rates are compounded
      (`indexed`) and in the unit everywhere else; `promised`: the target in the unit, always.
    """
    with np.errstate(over="ignore", divide="ignore"):  # a growth of e100 or e-300 a year is not defined, see tidy
        return _measured(observed, Promises.of(observed))


def _measured(observed: pd.DataFrame, promises: Promises) -> pd.DataFrame:
    numbers, fell_back = _numbers(observed, promises)
    conditions = _conditions(observed, promises, numbers) | {"fell_back": fell_back, "indexed": numbers.indexed}
    figures = _figures(observed, numbers, conditions)
    path = np.where(numbers.compound, "compound", "linear")
    named: dict[str, Bools | Floats] = {name: conditions[name] for name in CONDITIONS}
    on_the_path = (numbers.sign, numbers.baseline, numbers.value, numbers.target, numbers.promised)
    named |= dict(zip(ON_THE_PATH, on_the_path, strict=True))
    return observed.assign(path=np.where(conditions["has_path"], path, ""), **figures, **named)


def _column(frame: pd.DataFrame, name: str) -> Floats:
    return frame[name].to_numpy(dtype=np.float64)


def _numbers(frame: pd.DataFrame, promises: Promises) -> tuple[_Numbers, Bools]:
    """Choose each row's path and put its numbers on it. The second result tells where the path had to be linear."""
    kind = frame["measure"].to_numpy(dtype=object)
    is_flow, is_growth, is_sum = kind == "flow", kind == "growth", np.isin(kind.astype(str), FROM_ZERO)
    year_to_date = frame["year_to_date"].to_numpy(dtype=np.bool_)
    wanted = np.where(frame["path"] == "", is_flow, frame["path"] == "compound") & ~year_to_date
    indexed = is_growth | (is_sum & wanted)
    start, time, end = (_column(frame, name) for name in ("start", "latest_time", "target_year"))
    value = _column(frame, "latest_value")
    baseline = np.where(year_to_date, 0.0, _column(frame, "baseline_value"))
    reference = _reference(promises, baseline, value)
    target = promises.target(reference)
    # Not above zero anywhere: no ratio can be formed. NaN is not known, which is another matter.
    above_zero = ~((baseline <= 0) | (value <= 0) | (target <= 0))
    compound = np.asarray(indexed | (wanted & above_zero), dtype=np.bool_)
    years, passed = np.where(is_growth, end - start, 1.0), np.where(is_growth, time - start, 1.0)
    numbers = _Numbers(
        measure=kind,
        indexed=np.asarray(indexed, dtype=np.bool_),
        compound=compound,
        sign=promises.side(reference),
        start=start,
        time=time,
        end=end,
        baseline=np.where(indexed, 1.0, baseline),
        value=np.where(indexed, formulas.as_index(value) ** passed, value),
        target=np.where(indexed, formulas.as_index(target) ** years, target),
        promised=target,
    )
    return numbers, np.asarray(wanted & ~indexed & ~above_zero, dtype=np.bool_)


def _reference(promises: Promises, baseline: Floats, value: Floats) -> Floats:
    """The number that says which end of a range counts: the value while outside, else the baseline it came from."""
    inside = formulas.in_band(value, promises.low, promises.high)
    return np.where(np.isnan(value) | (promises.within & inside & ~np.isnan(baseline)), baseline, value)


def _conditions(frame: pd.DataFrame, promises: Promises, n: _Numbers) -> dict[str, Bools]:
    each_year, growth = n.is_measure("each_year"), n.is_measure("growth")
    value, baseline = _column(frame, "latest_value"), np.where(growth, np.nan, n.baseline)
    baseline = np.where(n.indexed & ~growth, 0.0, baseline)
    bound = frame["latest_bound"].to_numpy(dtype=object)
    lower_bound = frame["lower_bound"].to_numpy(dtype=np.bool_)
    missing = (frame["missing_years"] != "").to_numpy(dtype=np.bool_)
    observed = (frame["latest_period"] != "").to_numpy(dtype=np.bool_)
    final = observed & (n.time == n.end)

    at_most, within = promises.direction == "at_most", promises.within
    baseline_met = promises.met_by(baseline, np.full(len(frame), "", dtype=object))
    # Growth starts from an index of 1, which meets any target that asks for no growth; a band of growth has no start.
    baseline_met = np.where(growth, (n.sign * (1 - n.target) >= 0) & ~within, baseline_met) & ~each_year
    no_way = each_year | (np.isnan(baseline) & ~growth) | baseline_met
    limit = np.asarray((at_most & no_way) | (within & growth), dtype=np.bool_)

    met = latest_met = promises.met_by(value, bound)
    # Growth is met early only when the total growth of all the years has been reached.
    in_all = formulas.met(n.value, _eased_index(promises, n), n.sign, promises.strict, bound)
    met = np.where(growth & ~limit & ~final & ~within, in_all, met)
    met = np.where(each_year, _column(frame, "years_met") == _column(frame, "years_observed"), met)

    # More can still be added to a sum that lacks years: enough stays enough, too much stays too much.
    undecided = np.select([within, at_most], [~(value > promises.high), met], ~met)
    unknown = np.where(each_year, met & final & missing, np.isnan(value) | (lower_bound & undecided)) & observed

    worse = n.sign * (n.value - n.baseline) < 0
    from_below, from_above = baseline < promises.low, baseline > promises.high
    across = (from_below & (value > promises.high)) | (from_above & (value < promises.low))
    flat = formulas.on_threshold(n.baseline, n.target)
    wrong_side = (baseline_met | (within & across) | (flat & worse)) & ~met & ~each_year
    lost = frame["met_before"].to_numpy(dtype=np.bool_) & ~met & ~each_year
    return {
        "observed": observed,
        "final": final,
        "met": np.asarray(met, dtype=np.bool_),
        "latest_met": np.asarray(latest_met, dtype=np.bool_),
        "unknown": np.asarray(unknown, dtype=np.bool_),
        "limit": limit,
        "has_path": ~each_year,
        "has_baseline": ~np.isnan(n.baseline) & ~np.isnan(n.start),
        "baseline_met": np.asarray(baseline_met & ~limit, dtype=np.bool_),
        "wrong_side": np.asarray(wrong_side, dtype=np.bool_),
        "moved_away": np.asarray(wrong_side | lost, dtype=np.bool_),
        "worsening": np.asarray(met & worse & ~limit & ~each_year & ~(within & baseline_met), dtype=np.bool_),
    }


def _eased_index(promises: Promises, n: _Numbers) -> Floats:
    """The index from which a growth target counts as met: 左右 eases its rate, not the index."""
    rate = formulas.eased(promises.target(np.full(len(n.sign), np.nan)), n.sign, promises.about)
    return np.asarray(formulas.as_index(rate) ** (n.end - n.start), dtype=np.float64)


def _figures(frame: pd.DataFrame, n: _Numbers, conditions: dict[str, Bools]) -> dict[str, Floats]:
    """The figures, under their names and in their order."""
    growth, indexed, has_path = n.is_measure("growth"), n.indexed, conditions["has_path"]
    year_to_date = frame["year_to_date"].to_numpy(dtype=np.bool_)
    ratios = has_path & ~year_to_date & (indexed | n.is_measure("flow", "stock", "share"))
    value = _column(frame, "latest_value")
    passed, left, whole = n.time - n.start, n.end - n.time, n.end - n.start

    # Without a way from the baseline to the target there is nothing to be a share of.
    short = n.sign * (n.target - n.baseline) > 0
    way = np.where(has_path & ~conditions["limit"] & short, n.baseline, np.nan)
    progress = np.where(
        n.compound,
        formulas.progress_compound(way, n.value, n.target),
        formulas.progress_linear(way, n.value, n.target),
    )
    share = formulas.elapsed(n.start, n.time, n.end)
    # Exactly on schedule is exactly that: the sign of binary noise must not say ahead or behind.
    lead = np.where(formulas.on_threshold(progress, share), 0.0, progress - share)
    pace = np.where(has_path, formulas.divide(progress, share), _share_of_years(frame))

    # Required over the whole plan, achieved so far, needed from now on.
    spans = ((n.baseline, n.target, whole), (n.baseline, n.value, passed), (n.value, n.target, left))
    rates = [np.where(ratios, formulas.cagr(*span), np.nan) for span in spans]
    steps = [np.where(has_path & ~indexed, formulas.step(*span), np.nan) for span in spans]
    needed = np.where(n.compound, np.log1p(rates[2]), steps[2])
    achieved = np.where(n.compound, np.log1p(rates[1]), steps[1])
    forward = (n.sign * achieved > 0) & ~conditions["met"]
    expected = np.where(
        n.compound,
        formulas.along_compound(n.baseline, n.target, share),
        formulas.along_linear(n.baseline, n.target, share),
    )
    projected = np.where(n.compound, formulas.grown(n.value, rates[1], left), n.value + steps[1] * left)
    gap = np.where(indexed & ~growth, formulas.as_percent(formulas.divide(n.target, n.value)), n.promised - value)
    gap = np.where((frame["direction"] == "within") & conditions["met"], 0.0, gap)
    figures = (
        np.where(frame["direction"] == "at_least", formulas.percent_of_target(value, n.promised), np.nan),
        progress,
        share,
        100 * lead,
        pace,
        *rates,
        *steps,
        np.where(forward, formulas.divide(needed, achieved), np.nan),
        np.select([~has_path | growth, indexed], [n.promised, formulas.as_percent(expected)], expected),
        np.select([growth, indexed], [value, formulas.as_percent(projected)], projected),
        lead * whole,
        gap,
    )
    # Twelve digits: more than any source has, fewer than binary noise (0.8, not 0.7999999999999972).
    return {name: formulas.tidy(values) for name, values in zip(FIGURES, figures, strict=True)}


def _share_of_years(frame: pd.DataFrame) -> Floats:
    """Years met / years observed, for each_year targets."""
    return formulas.divide(_column(frame, "years_met"), _column(frame, "years_observed"))

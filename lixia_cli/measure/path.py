"""Determine the path of each target from its baseline to its target, and the inputs of the formulas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lixia_cli.model import formulas
from lixia_cli.model.arrays import Bools, Floats, select
from lixia_cli.model.coded import Coded
from lixia_cli.model.measures import codes, compounded, is_any
from lixia_cli.model.table import Table
from lixia_cli.model.thresholds import Thresholds


@dataclass(frozen=True)
class Path:
    """One entry per target.

    Where rates are compounded (`indexed`), `baseline`, `value` and `target` are indices with 1 at the start; everywhere
    else they are in the target's unit.
    """

    measure: Coded
    indexed: Bools
    compound: Bools
    linear_fallback: Bools
    """The path is linear although it was to be compound: a number is zero or below."""
    sign: Floats
    """+1 where more is better, -1 where less is."""
    start: Floats
    time: Floats
    end: Floats
    baseline: Floats
    value: Floats
    target: Floats
    target_level: Floats
    """The target in its own unit, also where `target` is an index."""

    @cached_property
    def cagr_required(self) -> Floats:
        """Return the growth rate a year of the whole plan, not rounded; of any measure."""
        return formulas.cagr(self.baseline, self.target, self.end - self.start)

    @cached_property
    def cagr_achieved(self) -> Floats:
        """Return the same of the time so far."""
        return formulas.cagr(self.baseline, self.value, self.time - self.start)

    def starts_from(self, kind: str) -> Bools:
        """Return for which targets the measure starts from `kind` (see `measures.Measure`)."""
        return is_any(self.measure, codes(starts_from=kind))

    @cached_property
    def growth(self) -> Bools:
        """Return where the target is an average growth rate."""
        return is_any(self.measure, codes(combines="compound"))

    @cached_property
    def adds_up(self) -> Bools:
        """Return where the value is a sum of amounts."""
        return is_any(self.measure, codes(combines="sum")) & ~self.indexed

    @cached_property
    def each_year(self) -> Bools:
        """Return where every year is judged by itself, so that there is no path."""
        return is_any(self.measure, codes(combines="each year"))


def choose_path(observed: Table, thresholds: Thresholds, lowest: Floats) -> Path:
    """Choose each target's path and put its numbers on it.

    `observed` is the table of `observe`; `lowest` the lowest value of the trajectory of each target.
    """
    measure, chosen = (observed.texts(name) for name in ("measure", "path"))
    year_to_date = observed.bools("year_to_date")
    start, time, end = (observed.floats(name) for name in ("start", "latest_time", "target_time"))
    value = observed.floats("latest_value")
    baseline = select([(year_to_date, 0.0)], observed.floats("baseline_value"))
    reference = _reference(thresholds, baseline, value)
    target = thresholds.target(reference)

    by_default = is_any(measure, codes(default_path="compound"))
    wants_compound = np.where(chosen == "", by_default, chosen == "compound") & ~year_to_date
    indexed = compounded(measure, chosen) & (wants_compound | is_any(measure, codes(compounds="always")))
    # An unknown value has no ratio either, but does not change the path.
    positive = ~((baseline <= 0) | (value <= 0) | (target <= 0) | (lowest <= 0))

    # Growth targets are yearly rates: over the whole time they compound to an index.
    growth = is_any(measure, codes(combines="compound"))

    def index(percent: Floats, years: Floats) -> Floats:
        return np.asarray(formulas.as_index(percent) ** np.where(growth, years, 1.0), dtype=np.float64)

    return Path(
        measure=measure,
        indexed=indexed,
        compound=np.asarray(indexed | (wants_compound & positive), dtype=np.bool_),
        linear_fallback=np.asarray(wants_compound & ~indexed & ~positive, dtype=np.bool_),
        sign=thresholds.sign(reference),
        start=start,
        time=time,
        end=end,
        baseline=select([(indexed, 1.0)], baseline),
        value=select([(indexed, lambda: index(value, time - start))], value),
        target=select([(indexed, lambda: index(target, end - start))], target),
        target_level=target,
    )


def _reference(thresholds: Thresholds, baseline: Floats, value: Floats) -> Floats:
    """Return the number that decides which end of a range counts: a value outside it, else the baseline."""
    decides = np.isnan(value)
    if thresholds.within.any():
        inside = thresholds.within & formulas.in_band(value, thresholds.low, thresholds.high)
        decides |= inside & ~np.isnan(baseline)
    return select([(decides, baseline)], value)

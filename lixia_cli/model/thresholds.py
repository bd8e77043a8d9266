"""The condition each target sets, as columns: threshold, direction, range and strictness."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints, is_every_row, select
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.formulas import ABOUT, met, on_threshold, with_tolerance
from lixia_cli.model.table import Table

LOOKED_AT = ("direction", "qualifier", "target_value", "target_high")
"""The columns from which thresholds are made."""


@dataclass(frozen=True)
class Thresholds:
    """Columns of one length, one entry per row of the table they were made from."""

    direction: Coded
    low: Floats
    """`target_value`; for 'within' and 'about' without an upper end, 5 % below it."""
    high: Floats
    """Upper end of the range; the target itself where there is none."""
    strict: Bools
    """More than the target ('over'), not just the target itself."""
    about: Bools

    @classmethod
    def of(cls, table: Table) -> Thresholds:
        """From the columns LOOKED_AT."""
        direction, qualifier = table.texts("direction"), table.texts("qualifier")
        about, strict = qualifier == "about", qualifier == "over"
        low, upper = table.floats("target_value"), table.floats("target_high")
        high = select([(~np.isnan(upper), upper)], low)
        around = about & (direction == "within")
        if around.any():
            margin = np.where(around, ABOUT, 0.0)
            low, high = low - margin * np.abs(low), high + margin * np.abs(high)
        return cls(direction, low, high, strict, about & ~around)

    def take(self, rows: Ints) -> Thresholds:
        """Return the thresholds of these rows, in this order, as often as they are named."""
        if is_every_row(rows, len(self.low)):
            return self
        return Thresholds(self.direction[rows], self.low[rows], self.high[rows], self.strict[rows], self.about[rows])

    def replaced(self, rows: Bools, others: Thresholds) -> Thresholds:
        """Return the thresholds with those of `others`, of the same length, where `rows` holds."""
        numbers = (field.name for field in fields(self) if field.name != "direction")
        replaced = {name: np.where(rows, getattr(others, name), getattr(self, name)) for name in numbers}
        return Thresholds(where(rows, others.direction, self.direction), **replaced)

    @cached_property
    def within(self) -> Bools:
        """Where the value must lie in a range."""
        return np.asarray(self.direction == "within", dtype=np.bool_)

    @cached_property
    def _some_within(self) -> bool:
        return bool(self.within.any())

    @cached_property
    def _one_sided_sign(self) -> Floats:
        return np.where(self.direction == "at_most", -1.0, 1.0)

    @cached_property
    def _one_sided_target(self) -> Floats:
        return select([(self.direction == "at_most", self.high)], self.low)

    def sign(self, value: Floats) -> Floats:
        """+1 where more is better, -1 where less is; for a range, the direction back into it."""
        return select([(self.within, lambda: np.where(value > self.high, -1.0, 1.0))], self._one_sided_sign)

    def target(self, value: Floats) -> Floats:
        """Return the number that `value` is measured to.

        "Build 7-8" requires 7, "at most 3-4" allows 4, and a range is measured to its nearest end (inside: to itself).
        """
        return select([(self.within, lambda: np.clip(value, self.low, self.high))], self._one_sided_target)

    def met_by(self, value: Floats, bound: Coded) -> Bools:
        """Return whether `value` meets the target; `bound` is the bound it was published as (see `formulas.met`)."""
        sign = self.sign(value)
        threshold = with_tolerance(self.target(value), sign, self.about)
        one_sided = met(value, threshold, sign, self.strict, bound)
        if not self._some_within:
            return one_sided
        up, loose = np.ones(len(value)), np.zeros(len(value), dtype=np.bool_)
        inside = met(value, self.low, up, loose, bound) & met(value, self.high, -up, loose, bound)
        return np.where(self.within, inside, one_sided)

    def on_threshold(self, value: Floats) -> Bools:
        """Return whether `value` equals the threshold, or an end of the range, up to rounding."""
        threshold = with_tolerance(self.target(value), self.sign(value), self.about)
        if not self._some_within:
            return on_threshold(value, threshold)
        ends = on_threshold(value, self.low) | on_threshold(value, self.high)
        return np.where(self.within, ends, on_threshold(value, threshold))

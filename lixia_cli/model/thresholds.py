"""What a target asks for, as columns: threshold, side and range, the same for judging and for looking back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Bools, Floats, Ints, Texts
from lixia_cli.model.formulas import ABOUT, eased, met, on_threshold


@dataclass(frozen=True)
class Promises:
    """Columns of one length, one entry per row of the frame they were made from."""

    direction: Texts
    low: Floats
    """`target_value`; for 'within' and 'about' without an upper end, 5 % below it."""
    high: Floats
    """Upper end of the range; the target itself where there is none."""
    strict: Bools
    about: Bools

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Promises:
        """From the columns direction, qualifier, target_value, target_high."""
        direction = frame["direction"].to_numpy(dtype=object)
        about = (frame["qualifier"] == "about").to_numpy(dtype=np.bool_)
        low = frame["target_value"].to_numpy(dtype=np.float64)
        high = frame["target_high"].fillna(frame["target_value"]).to_numpy(dtype=np.float64)
        around = about & (direction == "within")
        margin = np.where(around, ABOUT, 0.0)
        strict = (frame["qualifier"] == "over").to_numpy(dtype=np.bool_)
        return cls(direction, low - margin * np.abs(low), high + margin * np.abs(high), strict, about & ~around)

    def take(self, rows: Ints) -> Promises:
        """The promises of these rows, in this order, as often as they are named."""
        return Promises(self.direction[rows], self.low[rows], self.high[rows], self.strict[rows], self.about[rows])

    @property
    def within(self) -> Bools:
        """Where the value must lie in a range."""
        return np.asarray(self.direction == "within", dtype=np.bool_)

    def side(self, value: Floats) -> Floats:
        """+1 where more is better, -1 where less is; for a range, the way back into it."""
        back = np.where(value > self.high, -1.0, 1.0)
        return np.where(self.within, back, np.where(self.direction == "at_most", -1.0, 1.0))

    def target(self, value: Floats) -> Floats:
        """The number that `value` is measured to.

        "Build 7-8" asks for 7, "at most 3-4" allows 4, and a range is measured to its nearest end (inside: to itself).
        """
        nearest = np.clip(value, self.low, self.high)
        one_sided = np.where(self.direction == "at_most", self.high, self.low)
        return np.where(self.within, nearest, one_sided)

    def met_by(self, value: Floats, bound: Texts) -> Bools:
        """Whether `value` keeps the promise."""
        side = self.side(value)
        threshold = eased(self.target(value), side, self.about)
        one_sided = met(value, threshold, side, self.strict, bound)
        up, loose = np.ones(len(value)), np.zeros(len(value), dtype=np.bool_)
        inside = met(value, self.low, up, loose, bound) & met(value, self.high, -up, loose, bound)
        return np.where(self.within, inside, one_sided)

    def on_edge(self, value: Floats) -> Bools:
        """Whether `value` is exactly on what decides: the threshold, or an end of the range."""
        threshold = eased(self.target(value), self.side(value), self.about)
        ends = on_threshold(value, self.low) | on_threshold(value, self.high)
        return np.where(self.within, ends, on_threshold(value, threshold))

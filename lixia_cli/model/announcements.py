"""The order in which the values of a target were announced, and which of them set a later target year."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Bools, Floats, Ints


class Announcements(NamedTuple):
    """The rows of targets with their announcements, one element per row; every array has that length."""

    indicator: Ints
    """The number of the indicator, see `grouping.codes_of`."""
    due: Floats
    """Time at which the value is due."""
    begin: Floats
    end: Floats
    """Time of the announcement, from its first to its last possible moment; NaN where none is given, which is first."""

    def order(self) -> Ints:
        """Return the positions of the rows by indicator, announcement and time due."""
        return np.lexsort((self.due, self.when, self.indicator))

    @property
    def when(self) -> Floats:
        """Return the time from which each row certainly counts, -inf for those without an announcement."""
        return np.where(np.isnan(self.end), -np.inf, self.end)

    def last_due_before(self) -> Floats:
        """Return the last time due of any earlier announcement for the same indicator; NaN for the first one."""
        frame = pd.DataFrame({"indicator": self.indicator, "when": self.when, "due": self.due})
        latest = frame.groupby(["indicator", "when"], as_index=False)["due"].max()
        so_far = latest.groupby("indicator")["due"].cummax().groupby(latest["indicator"]).shift()
        return frame.merge(latest.assign(before=so_far), how="left", on=["indicator", "when"])["before"].to_numpy()

    def moves_the_end(self) -> Bools:
        """Return which rows set a time later than the last one before, announced while that was still to come."""
        before = self.last_due_before()
        return np.asarray((self.due > before) & (before > self.begin), dtype=np.bool_)

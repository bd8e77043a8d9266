"""The order in which the values of a target were announced, and which of them set a later target year."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.grouping import Groups, codes_of


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
        order = self.order()
        indicator = self.indicator[order]
        # Of rows in order, the last one of an announcement has its latest time due.
        said = Groups(codes_of(indicator, self.when[order]))
        of_indicator = Groups(indicator[said.last])
        so_far = of_indicator.accumulated(np.maximum, self.due[order][said.last])
        before = np.full(len(so_far), np.nan)
        before[1:] = so_far[:-1]
        before[of_indicator.first] = np.nan
        found = np.empty(len(order))
        found[order] = np.repeat(before, said.count)
        return found

    def moves_the_end(self) -> Bools:
        """Return which rows set a time later than the last one before, announced while that was still to come."""
        before = self.last_due_before()
        return np.asarray((self.due > before) & (before > self.begin), dtype=np.bool_)

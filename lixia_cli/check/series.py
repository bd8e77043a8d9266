"""The series of targets and observations, their keys and regions, as numbers; and the order of their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, Floats, Ints, Texts, all_alike, as_range, holds_at, positions_of, some_of
from lixia_cli.model.coded import Coded, Codes, joined
from lixia_cli.model.grouping import all_different, numbers_of_rows
from lixia_cli.model.once import Once
from lixia_cli.model.runs import Runs, rising
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.model.table import Table


@dataclass(frozen=True)
class Observed:
    """The series of observations."""

    runs: Runs
    """Of one series, and of one unit."""
    of_run: npt.NDArray[np.int32]
    in_order: bool
    """All of a series follow each other, each later than the one before."""
    repeated: Ints
    """The positions of those that may end at the same time as another one of their series."""

    @cached_property
    def rising(self) -> list[slice]:
        """Return the ranges in which each run is of a series with a larger number; all runs where these are short."""
        return rising(self.of_run) or [slice(None)]

    @cached_property
    def of_row(self) -> npt.NDArray[np.int32]:
        """Return the series of each observation."""
        return self.runs.rows_of(self.of_run)


class Series(NamedTuple):
    """The number of the key and region of each row, from 0 on, the same for a target and its observations."""

    targets: npt.NDArray[np.int32]
    observed: Observed
    size: int
    """How many there are."""

    @classmethod
    def of(cls, targets: Table, actuals: Mapping[str, Coded], once: Once) -> Series:
        """Number the rows of the table of `check_targets` and those of the columns of observations.

        The latter are key, region, unit and when, see `check_actuals`. `once` is what is known of the same texts in
        other parts.
        """
        runs = Runs(*(actuals[name].codes for name in (*SERIES_ID, "unit")))
        both = (_both(name, targets, runs.texts(actuals[name]), once) for name in SERIES_ID)
        rows, size = numbers_of_rows(*both, gaps=len(targets))
        numbers: npt.NDArray[np.int32] = rows.astype(np.int32, copy=False)
        of_run, when = numbers[len(targets) :], actuals["when"].codes
        observed = Observed(runs, of_run, *order_of(runs, of_run, when))
        return cls(numbers[: len(targets)], observed, size)

    @property
    def runs(self) -> Runs:
        """Return the runs of observations of one series, and of one unit."""
        return self.observed.runs

    @property
    def of_run(self) -> npt.NDArray[np.int32]:
        """Return the series of each run of observations."""
        return self.observed.of_run

    @property
    def actuals(self) -> npt.NDArray[np.int32]:
        """Return the series of each observation."""
        return self.observed.of_row

    @property
    def in_order(self) -> bool:
        """Return whether all observations of a series follow each other, each later than the one before."""
        return self.observed.in_order

    @property
    def each_once(self) -> bool:
        """Return whether no two observations of a series end at the same time."""
        return not len(self.observed.repeated)

    def where(self, rows: Bools, units: Coded) -> Series:
        """Return the series of some observations, which have these units."""
        numbers = some_of(self.actuals, rows)
        runs = Runs(numbers, units.codes)
        repeated = np.zeros(len(rows), dtype=np.bool_)
        repeated[self.observed.repeated] = True
        left = np.flatnonzero(some_of(repeated, rows))
        return self._replace(observed=Observed(runs, runs.first_of(numbers), self.in_order, left))

    def runs_having(self, holds: Bools) -> Bools:
        """Return for each run of observations whether this holds for one of its targets."""
        if not holds.any():
            return all_alike(len(self.runs), False)
        marked = np.zeros(self.size, dtype=np.bool_)
        marked[some_of(self.targets, positions_of(holds))] = True
        return holds_at(marked, self.of_run)

    def having(self, holds: Bools) -> Bools:
        """Return for each observation whether this holds for one of its targets."""
        return self.runs.hold(self.runs_having(holds))

    def reduced(self, ufunc: np.ufunc, values: Floats, start: float) -> Floats:
        """Return for each series what `ufunc`, as np.maximum, makes of `start` and the values of its observations."""
        found, of_runs = np.full(self.size, start), self.runs.reduced(ufunc, values)
        for some in self.observed.rising:
            place = as_range(self.of_run[some])
            if isinstance(place, slice):
                found[place] = ufunc(found[place], of_runs[some])
            else:
                ufunc.at(found, place, of_runs[some])
        return found

    def strange(self) -> Ints:
        """Return the positions of the observations that belong to no target."""
        of_run = ~self.runs_having(all_alike(len(self.targets), True))
        return np.flatnonzero(self.runs.hold(of_run)) if of_run.any() else np.empty(0, dtype=np.int64)


def order_of(runs: Runs, of_run: npt.NDArray[np.int32], time: Codes) -> tuple[bool, Ints]:
    """Return whether all rows of a series follow each other, each later than the one before; and which may be repeated.

    The latter are the positions of rows that may have the series and time of another one: all of them where rows are in
    no order and some do. `of_run` are the series of runs, numbers from 0 on, `time` is a number for each time.
    """
    another = of_run[1:] != of_run[:-1]
    nothing = np.empty(0, dtype=np.int64)
    if _follow_each_other(of_run, another):
        same, later = time[1:] == time[:-1], time[1:] > time[:-1]
        begins = another if runs.first is None else runs.first[1:][another] - 1
        later[begins], same[begins] = True, False
        if (later | same).all():
            repeated = np.append(same, False) | np.append(False, same)
            return not same.any(), np.flatnonzero(repeated) if same.any() else nothing
    if _in_order_of_time(runs, of_run, time) or all_different(runs.rows_of(of_run), time):
        return False, nothing
    return False, np.arange(len(time))


def _follow_each_other(of_run: npt.NDArray[np.int32], another: Bools) -> bool:
    """Return whether all runs of a series follow each other; `another` says where the next run is of another one."""
    several = int(np.count_nonzero(another)) + min(len(of_run), 1)
    most = int(of_run.max(initial=-1)) + 1
    if several > most:
        return False
    found = np.zeros(most, dtype=np.bool_)
    found[of_run] = True
    return int(np.count_nonzero(found)) == several


def _in_order_of_time(runs: Runs, of_run: npt.NDArray[np.int32], time: Codes) -> bool:
    """Return whether the rows of one time follow each other, each of a series with a larger number."""
    if runs.first is not None:
        return False
    earlier, same = time[1:] < time[:-1], time[1:] == time[:-1]
    return not (earlier | (same & (of_run[1:] <= of_run[:-1]))).any()


def _both(name: str, targets: Table, actuals: Coded, once: Once) -> Coded:
    """Return the texts of targets and of observations below each other."""
    column = targets.texts(name)
    lists = [column.distinct, actuals.distinct]

    def make() -> tuple[Codes | None, Texts]:
        both = joined(*(Coded(np.arange(len(of)), of) for of in lists))
        others = both.codes[len(column.distinct) :]
        return None if np.array_equal(others, np.arange(len(others))) else others, both.distinct

    number, distinct = once(f"both {name}", lists, make)
    others = actuals.codes if number is None else number.take(actuals.codes)
    return Coded(np.concatenate([column.codes, others]), distinct)

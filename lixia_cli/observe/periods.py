"""The periods of observations, of which there are few: what depends on them alone is looked at once for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.coded import Coded, Codes, joined, narrow
from lixia_cli.model.grouping import first_rows, numbers_of_rows
from lixia_cli.model.parts_of_a_year import MONTHS
from lixia_cli.model.repeated import Repeated
from lixia_cli.model.table import Table

_COLUMNS = ("time", "months", "span")


@dataclass(frozen=True)
class Periods:
    """Columns with an entry for each period; some may be of no observation, and some be there twice."""

    time: Floats
    months: Ints
    """From the beginning of its year to its end."""
    span: Ints
    """Months that a figure covers, up to the end of its period: all of them for a running total and a level."""
    name: Coded
    """As it is written."""

    @classmethod
    def of(cls, table: Table) -> tuple[Periods, Codes]:
        """Take `time`, `months`, `span` and `period` of a table; of each row, return the position of its period."""
        columns, names = [table.stored(name) for name in _COLUMNS], table.texts("period")
        arrays = [column for column in columns if isinstance(column, np.ndarray)]
        repeated = [column for column in columns if isinstance(column, Repeated)]
        codes = {id(of): of for of in (names.codes, *(column.codes for column in repeated))}
        if not arrays and len(codes) == 1:
            time, months, span = (column.numbers for column in repeated)
            return cls(time, months, span, Coded.of(names.distinct)), names.codes
        numbers, count = numbers_of_rows(*codes.values(), *arrays)
        first = first_rows(numbers)
        time, months, span, name = (table.some(each, first) for each in (*_COLUMNS, "period"))
        return cls(time, months, span, name), narrow(numbers, count)

    def __len__(self) -> int:
        return len(self.time)

    def of_levels(self) -> Periods:
        """Return the periods of levels, which cover all months of a year up to their end."""
        return Periods(self.time, self.months, self.months, self.name)

    def and_also(self, others: Periods) -> Periods:
        """Return these periods and others."""
        return Periods(
            np.concatenate([self.time, others.time]),
            np.concatenate([self.months, others.months]),
            np.concatenate([self.span, others.span]),
            joined(self.name, others.name),
        )

    @cached_property
    def year(self) -> Ints:
        """Return the year of each period."""
        return np.ceil(self.time).astype(np.int64)

    @cached_property
    def whole_year(self) -> Bools:
        """Return which periods are whole years."""
        return np.asarray(self.span == MONTHS, dtype=np.bool_)

    @cached_property
    def alone(self) -> Bools:
        """Return for which periods a figure is that of the part of the year alone, no running total."""
        return np.asarray(self.span < self.months, dtype=np.bool_)

    def ranks(self, when: Codes) -> Codes:
        """Return numbers that sort as the times of the periods at some positions do, equal for equal times."""
        if (self.time[1:] > self.time[:-1]).all():
            return when
        times, number = np.unique(self.time, return_inverse=True)
        return narrow(number, len(times)).take(when)

"""Tables of named columns as arrays: what the stages from reading to judging pass on, at the cost of their arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, Floats, Ints, is_every_row, some_of
from lixia_cli.model.coded import Coded, coded, joined
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.repeated import Repeated, hold_together

if TYPE_CHECKING:
    import pandas as pd

Column = Coded | npt.NDArray[Any]
"""Texts are `Coded`, everything else is an array."""


class Later:
    """A column that is made when it is asked for first, for what few outputs show."""

    def __init__(self, make: Callable[[], Column]) -> None:
        self._make: Callable[[], Column] | None = make
        self._made: Column = np.empty(0)

    def column(self) -> Column:
        """Return the column."""
        if self._make is not None:
            self._made, self._make = self._make(), None  # what it is made from is needed no longer
        return self._made

    def take(self, rows: npt.NDArray[np.integer]) -> Later:
        """Return the rows at some positions, as such a column again."""
        return Later(lambda: self.column().take(rows))

    def __getitem__(self, rows: slice) -> Later:
        """Return the rows of a range, as such a column again."""
        return Later(lambda: self.column()[rows])


Stored = Column | Later | Repeated
"""How a table may keep a column; whoever asks for it gets a Column."""
_PLAIN = (np.ndarray, Coded)


class Table:
    """Columns of one length by name, in an order. A row is known by its position, and no table is ever changed."""

    def __init__(self, columns: Mapping[str, Stored], count: int | None = None) -> None:
        """Take the columns as they are. `count` is the number of rows, which a table without columns can't tell."""
        self._columns = dict(columns)
        lengths = {name: len(column) for name, column in self._columns.items() if not isinstance(column, Later)}
        self._count = next(iter(lengths.values()), 0) if count is None else count
        wrong = {name: length for name, length in lengths.items() if length != self._count}
        if wrong:
            raise ValueError(f"columns of other lengths than {self._count}: {wrong}")

    @classmethod
    def _of(cls, columns: dict[str, Stored], count: int) -> Table:
        """Return a table of columns that are known to be of one length."""
        table = cls.__new__(cls)
        table._columns, table._count = columns, count
        return table

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Table:
        """Return the columns of a frame, whose index does not count; whole numbers with unknown ones become floats."""
        columns = {str(name): column for name, column in frame.items()}
        return cls({name: _array(column) for name, column in columns.items()}, len(frame))

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._count

    def __iter__(self) -> Iterator[str]:
        """Return the names of the columns in their order."""
        return iter(self._columns)

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __getitem__(self, name: str) -> Any:
        """Return a column. Raises KeyError where there is none of this name."""
        return _asked_for(self._columns[name])

    def texts(self, name: str) -> Coded:
        """Return a column of texts."""
        return coded(self[name])

    def floats(self, name: str) -> Floats:
        """Return a column of numbers."""
        return np.asarray(self[name], dtype=np.float64)

    def stored(self, name: str) -> Stored:
        """Return a column as it is kept. Raises KeyError where there is none of this name."""
        return self._columns[name]

    def ints(self, name: str) -> Ints:
        """Return a column of whole numbers."""
        return np.asarray(self[name], dtype=np.int64)

    def bools(self, name: str) -> Bools:
        """Return a column of conditions."""
        return np.asarray(self[name], dtype=np.bool_)

    def holds(self, names: str | Sequence[str], true_of: Callable[..., Bools]) -> Bools:
        """Return where a condition on the numbers of columns holds; each is looked at once if they are `Repeated`."""
        columns = ((name, self._columns[name]) for name in ([names] if isinstance(names, str) else names))
        return hold_together([of if isinstance(of, Repeated) else self[name] for name, of in columns], true_of)

    def some(self, name: str, rows: npt.NDArray[np.integer]) -> Any:
        """Return the rows at some positions of a column."""
        return _asked_for(self._columns[name].take(rows))

    def rows(self, some: Bools | Ints | slice) -> Table:
        """Return some rows: where a condition holds, at positions, or in a range."""
        if isinstance(some, slice):
            return Table._of(_each(self._columns, lambda of: of[some]), len(range(*some.indices(self._count))))
        if some.dtype == np.bool_:
            return self if some.all() else self.rows(np.flatnonzero(some))
        rows: Ints = some.astype(np.int64, copy=False)
        if is_every_row(rows, self._count):
            return self
        return Table._of(_each(self._columns, lambda of: _taken(of, rows)), len(rows))

    def without(self, *names: str) -> Table:
        """Return all columns but these."""
        return Table._of({name: column for name, column in self._columns.items() if name not in names}, self._count)

    def select(self, names: Iterable[str]) -> Table:
        """Return some columns, in this order."""
        return Table._of({name: self._columns[name] for name in names}, self._count)

    def with_columns(self, columns: Mapping[str, Stored]) -> Table:
        """Return the table with columns replaced, or added at the end."""
        return Table._of(self._columns | Table(columns, self._count)._columns, self._count)

    def frame(self) -> pd.DataFrame:
        """Return a frame with these columns, with ordinary texts."""
        import pandas as pd

        columns = {name: of.texts() if isinstance(of := self[name], Coded) else of for name in self}
        return pd.DataFrame(columns, index=pd.RangeIndex(self._count))


def below(tables: Sequence[Table]) -> Table:
    """Return the rows of tables with the same columns below each other."""
    first = tables[0]
    columns = {name: [table[name] for table in tables] for name in first}
    return Table({name: _together(parts) for name, parts in columns.items()}, sum(map(len, tables)))


def nothing_known(column: Column, count: int) -> Column:
    """Return a column of the same kind in which nothing is known: empty texts, no numbers, nothing true."""
    if isinstance(column, Coded):
        return Coded.full(count, "")
    return np.full(count, np.nan if column.dtype.kind == "f" else 0, dtype=column.dtype)


def positions(wanted: Table, known: Table, names: Sequence[str]) -> Ints:
    """Return the position in `known` of each row of `wanted`, by their texts in columns of both: of several the last.

    It is -1 where there is none.
    """
    both = below([known.select(names), wanted.select(names)])
    codes = codes_of(*(both.texts(name) for name in names))
    place = np.full(codes.max(initial=-1) + 1, -1)
    place[codes[: len(known)]] = np.arange(len(known))
    return place[codes[len(known) :]]


def _each(columns: Mapping[str, Stored], some: Callable[[Any], Any]) -> dict[str, Stored]:
    """Return `some` rows of every column; what has its codes in common with others has so afterwards."""
    codes = {id(column.codes): column.codes for column in columns.values() if isinstance(column, Repeated)}
    of_codes = {number: some(every) for number, every in codes.items()}
    return {
        name: Repeated(of_codes[id(column.codes)], column.numbers) if isinstance(column, Repeated) else some(column)
        for name, column in columns.items()
    }


def _taken(column: Any, rows: Ints) -> Any:
    return some_of(column, rows) if isinstance(column, np.ndarray) else column.take(rows)


def _asked_for(column: Stored) -> Column:
    return column if isinstance(column, _PLAIN) else column.column()


def _together(parts: Sequence[Any]) -> Column:
    if not isinstance(parts[0], Coded):
        return np.concatenate(parts)
    every: Coded = parts[0]
    for part in parts[1:]:
        every = joined(every, part)
    return every


def _array(column: pd.Series) -> Column:
    if column.dtype.kind == "O":
        return coded(column)
    # Numbers that may be unknown are of an extension type, with a value of its own for that.
    return column.to_numpy() if isinstance(column.dtype, np.dtype) else column.to_numpy(np.float64, na_value=np.nan)

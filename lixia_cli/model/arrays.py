"""Types of arrays with one column each, and what numpy does for them in other words or more slowly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]
"""Python strings; never None or NaN."""
Value = TypeVar("Value", bound=np.generic)
_MANY = 10_000
_FEW_EDGES = 6


def some_of(column: npt.NDArray[Value], rows: Bools | npt.NDArray[np.integer] | slice) -> npt.NDArray[Value]:
    """Return some rows: where a condition holds, at positions, or in a range; in two thirds of the time of indexing."""
    if isinstance(rows, slice):
        return column[rows]
    if rows.dtype == np.bool_ and rows.all():
        return column
    if is_alike(column) and len(column):
        return alike(column[0], int(np.count_nonzero(rows)) if rows.dtype == np.bool_ else len(rows))
    return column.take(np.flatnonzero(rows) if rows.dtype == np.bool_ else rows)


def positions_of(holds: Bools) -> Ints | slice:
    """Return where something holds, for `some_of`; as a range where it holds for all rows of one.

    >>> positions_of(np.array([False, True, True])), positions_of(np.array([True, False, True]))
    (slice(1, 3, None), array([0, 2]))
    """
    count = int(np.count_nonzero(holds))
    first = int(holds.argmax()) if count else 0
    return slice(first, first + count) if holds[first : first + count].all() else np.flatnonzero(holds)


def as_range(positions: npt.NDArray[np.integer]) -> slice | npt.NDArray[np.integer]:
    """Return positions as a range where they follow each other; through it arrays are read without a copy.

    >>> as_range(np.array([5, 6, 7])), as_range(np.array([5, 7, 6]))
    (slice(5, 8, None), array([5, 7, 6]))
    """
    if not len(positions) or positions[-1] - positions[0] != len(positions) - 1:
        return positions
    rise = (positions[1:] > positions[:-1]).all()
    return slice(int(positions[0]), int(positions[-1]) + 1) if rise else positions


def alike(value: np.generic | float, count: int) -> npt.NDArray[Any]:
    """Return the same value in `count` rows. It takes the memory of one, and can't be written into."""
    return _repeated(np.array([value]), count)


def at(values: npt.NDArray[Value], positions: npt.NDArray[np.integer]) -> npt.NDArray[Value]:
    """Return the value at each position; where there is but one, as `alike` does."""
    return _repeated(values, len(positions)) if len(values) == 1 else values.take(positions)


def is_alike(column: npt.NDArray[Any]) -> bool:
    """Return whether a column is known to have the same in all rows: one of `alike`, or a part of one."""
    return column.strides == (0,)


def _repeated(value: npt.NDArray[Value], count: int) -> npt.NDArray[Value]:
    # np.broadcast_to makes the same in six times the time.
    column: npt.NDArray[Value] = np.ndarray(count, value.dtype, value, strides=(0,))
    column.flags.writeable = False
    return column


def all_alike(count: int, holds: bool) -> Bools:
    """Return whether something holds, the same in all of `count` rows.

    It can't be written into: there is one array for all columns that are so, of as many rows as the longest of them.
    """
    known = _ALIKE[holds]
    if len(known) < count:
        known = _ALIKE[holds] = np.full(count, holds)
        known.flags.writeable = False
    return known[:count]


_ALIKE: dict[bool, Bools] = {holds: np.empty(0, dtype=np.bool_) for holds in (False, True)}


def is_every_row(rows: Ints, count: int) -> bool:
    """Return whether these are the positions of all of `count` rows in their order."""
    return len(rows) == count and np.array_equal(rows, np.arange(count))


def anywhere(holds: Bools) -> bool:
    """Return whether a condition holds in any row; in a third of the time of its `any`."""
    return len(holds) > 0 and bool(holds[holds.argmax()])


def everywhere(holds: Bools) -> bool:
    """Return whether a condition holds in every row; in a third of the time of its `all`."""
    return len(holds) == 0 or bool(holds[holds.argmin()])


def all_equal(values: npt.NDArray[Value]) -> bool:
    """Return whether there are values and all of them are the same; NaN is not."""
    return len(values) > 0 and bool(values[0] == values[-1] and (is_alike(values) or (values == values[0]).all()))


def only_where(holds: Bools, values: Floats) -> Floats:
    """Return the values where a condition holds, NaN elsewhere; where it holds for all they are not copied.

    >>> only_where(np.array([True, False]), np.array([1.0, 2.0]))
    array([ 1., nan])
    """
    return values if everywhere(holds) else np.where(holds, values, np.nan)


def holds_at(condition: Bools, rows: npt.NDArray[np.integer]) -> Bools:
    """Return whether a condition holds at each position; at next to no cost where it holds in few ranges of them.

    >>> holds_at(np.array([True, False, False, True]), np.array([0, 1, 2, 3, 3, 0])).tolist()
    [True, False, False, True, True, True]
    """
    if not anywhere(condition) or everywhere(condition):
        return all_alike(len(rows), anywhere(condition))
    if len(condition) > _MANY:
        return condition.take(rows)
    edges = (np.flatnonzero(condition[1:] != condition[:-1]) + 1).tolist()
    if len(edges) > _FEW_EDGES:
        return condition.take(rows)
    # It holds from one edge to the next, or does not: comparing takes a tenth of the time of looking up.
    found = rows >= edges[0]
    for edge in edges[1:]:
        found ^= rows >= edge
    return ~found if condition[0] else found


def select(
    cases: Sequence[tuple[Bools, Callable[[], npt.NDArray[Value]] | npt.NDArray[Value] | float]],
    otherwise: npt.NDArray[Value],
) -> npt.NDArray[Value]:
    """Return for each row what the first case that holds for it says, as `numpy.select` does.

    A function is called if its case holds for any row.

    >>> select([(np.array([True, False]), lambda: np.array([1.0, 2.0]))], np.array([8.0, 9.0]))
    array([1., 9.])
    """
    for holds, made in reversed(cases):
        if anywhere(holds):
            otherwise = np.where(holds, made() if callable(made) else made, otherwise)
    return otherwise

"""What was made of lists of texts, so that the parts of a table, which have the same lists, are looked at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np

from lixia_cli.model.arrays import Bools, holds_at
from lixia_cli.model.coded import Coded

Made = TypeVar("Made")


class Once:
    """Makes something of arrays, and returns the same when it is asked for with the same arrays again.

    Arrays are the same if they are one object, whatever is in them: nobody changes the arrays of a column.

    >>> once, texts, others = Once(), np.array(["a ", "b"]), np.array(["a ", "b"])
    >>> once("number", [texts], lambda: 1), once("number", [texts], lambda: 2), once("number", [others], lambda: 3)
    (1, 1, 3)
    """

    def __init__(self) -> None:
        self._made: dict[str, tuple[tuple[object, ...], Any]] = {}

    def __call__(self, what: str, arrays: list[Any], make: Callable[[], Made]) -> Made:
        """Return what `make` returns, or returned the last time for these arrays. `what` names it."""
        before, known = self._made.get(what, ((), None))
        if len(before) == len(arrays) and all(one is other for one, other in zip(before, arrays, strict=True)):
            return cast("Made", known)
        made = make()
        self._made[what] = tuple(arrays), made
        return made

    def map(self, what: str, column: Coded, read: Callable[[str], str], *depends: Any) -> Coded:
        """Return what `read` makes of every text of a column; arrays that it depends on besides are `depends`."""
        return self.map_all(what, column, lambda texts: list(map(read, texts)), *depends)

    def map_all(self, what: str, column: Coded, read: Callable[[list[str]], list[str]], *depends: Any) -> Coded:
        """Return what `read` makes of the list of all texts of a column."""

        def make() -> Coded:
            return Coded(np.arange(len(column.distinct)), column.distinct).map_all(read)

        of_each = self(what, [column.distinct, *depends], make)
        return column if of_each.distinct is column.distinct else column.through(of_each)

    def holds(self, what: str, column: Coded, true_of: Callable[[str], bool], *depends: Any) -> Bools:
        """Return where something holds for the text of a column."""

        def make() -> Bools:
            return np.array(list(map(true_of, column.distinct.tolist())), dtype=np.bool_)

        return holds_at(self(what, [column.distinct, *depends], make), column.codes)

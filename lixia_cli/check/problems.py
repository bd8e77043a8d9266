"""Collect the problems of one input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from lixia_cli.files.problems import SHOWN, Place, Problem
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import codes_of, first_rows
from lixia_cli.read.records import Records
from lixia_cli.text.messages import Message


@dataclass
class Problems:
    """The problems of one input: the first ones of each check in full, all of them counted."""

    records: Records
    count: int = 0
    _found: list[tuple[Ints, str, Callable[[int], Message]]] = field(default_factory=list)
    _whole: list[Problem] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    """Readings that are not literal, for the notes of the run."""
    per_key: list[tuple[str, Message]] = field(default_factory=list)
    """What is said once for each key, by kind."""

    def add(self, rows: Bools, column: str, describe: Callable[[int], Message]) -> None:
        """Report `column` in the rows where `rows` holds; `describe` is given the position of a row."""
        positions = self.records.in_order(np.flatnonzero(rows))
        self.count += len(positions)
        if len(positions):
            self._found.append((positions, column, describe))

    def add_per_key(self, kind: str, keys: Coded, rows: Bools, column: str, describe: Callable[[int], Message]) -> None:
        """Report the first of some rows for each key; the message has the value `key`. `kind` is a template of it."""
        found = self.records.in_order(np.flatnonzero(rows))
        first = np.zeros(len(keys), dtype=np.bool_)
        first[found[first_rows(codes_of(keys[found]))]] = True
        self.add(first, column, describe)
        self.per_key += [(kind, describe(row)) for row in np.flatnonzero(first).tolist()]

    def report(self, message: Message) -> None:
        """Report a problem of the whole input."""
        self.count += 1
        self._whole.append(Problem(Place(self.records.label), message))

    def first(self, limit: int = SHOWN) -> list[Problem]:
        """Return the first problems in the order of the file, each with its place."""
        found = [
            (int(position), column, describe)
            for positions, column, describe in self._found
            for position in positions[:limit]
        ]
        order = self.records.order
        first = sorted(found, key=lambda problem: problem[0] if order is None else order[problem[0]])[:limit]
        placed = [Problem(self.records.place(row, column), describe(row)) for row, column, describe in first]
        return [*self._whole, *placed][:limit]

"""The footnote marks and flags that the numbers of a file have behind them, by column."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lixia_cli.check.footnotes import says_preliminary
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded, where
from lixia_cli.text.messages import N_, Message


class Marks:
    """What was found behind the numbers of some columns."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[Coded, Bools]] = {}
        """By column: the cells with marks as written, and where the marks say that the number is preliminary."""

    def add(self, name: str, cells: Coded, marks: Coded) -> None:
        """Add the footnote marks of a column; both are empty where there is none."""
        self.add_flags(name, where(marks != "", cells, ""), marks.holds(says_preliminary))

    def add_flags(self, name: str, cells: Coded, preliminary: Bools) -> None:
        """Add cells with flags behind their numbers, and where these say that the number is preliminary."""
        texts, before = self._found.get(name, (Coded.full(len(cells), ""), np.zeros(len(cells), dtype=np.bool_)))
        self._found[name] = where(cells != "", cells, texts), before | preliminary

    def preliminary(self, name: str, count: int) -> Bools:
        """Return where one of `count` numbers of a column is preliminary."""
        return self._found[name][1] if name in self._found else np.zeros(count, dtype=np.bool_)

    def kept_in(self, notes: Coded, headers: Mapping[str, str], file: str) -> tuple[Coded, list[Message]]:
        """Return the notes with each number that has marks as written, ``value: 450①``, and how many there are."""
        count, example = 0, ""
        for name, (texts, _) in self._found.items():
            rows = np.flatnonzero(texts != "")
            if not len(rows):
                continue
            count += len(rows)
            example = example or texts[rows[0]]
            before = [f"{note}; " if note else "" for note in notes[rows].texts()]
            noted = [f"{note}{headers[name]}: {text}" for note, text in zip(before, texts[rows].texts(), strict=True)]
            notes = notes.with_rows(rows, noted)
        if not count:
            return notes, []
        return notes, [Message(MARKED, {"file": file, "count": count, "example": example})]


MARKED = N_("{file}: numbers with footnote marks: {count}, such as {example}; the marks are kept in the notes")

"""Notation: what points and commas mean in the numbers of a source."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto


class Notation(Enum):
    """What points and commas mean in the numbers of a source."""

    POINT = auto()
    """1,234.5: a point before the decimals, commas between groups of digits."""
    COMMA = auto()
    """1.234,5: a comma before the decimals, points between groups of digits."""
    LIKELY_POINT = auto()
    """As POINT, but nothing says so: numbers that would be others with a decimal comma are said in a note."""
    UNKNOWN = auto()
    """Unknown: numbers that differ between the two are ambiguous."""

    @property
    def read_as(self) -> Notation:
        """The notation by which numbers are read."""
        return Notation.POINT if self is Notation.LIKELY_POINT else self


DECIMAL_SIGNS = {".": Notation.POINT, ",": Notation.COMMA}
"""The decimal sign that names a notation."""


_BETWEEN = {";": Notation.UNKNOWN, "\t": Notation.LIKELY_POINT}


def notation_between(separator: str) -> Notation:
    """Return the notation of numbers between separators of columns; where commas separate, points are decimal."""
    return _BETWEEN.get(separator, Notation.POINT)


def notation_of_all(notations: Iterable[Notation]) -> Notation:
    """Return the notation of several sources; what differs between theirs is ambiguous."""
    different = set(notations)
    if different == {Notation.POINT, Notation.LIKELY_POINT}:
        return Notation.LIKELY_POINT
    return different.pop() if len(different) == 1 else Notation.UNKNOWN

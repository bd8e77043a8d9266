"""Numbers and texts of many rows, in the place of those of one row.

What is made of a row is written as a function of that row. Rows that such a function treats alike differ only in the
digits of their numbers and in names, so it can be called once for all of them, with `Figures` as their numbers and
`Words` as their texts.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Texts

_GAP = "\0"
"""Stands before and behind the number of a gap; no text for people has this character."""


class DividedError(Exception):
    """The rows don't agree in the answer to a question."""

    def __init__(self, holds: Bools) -> None:
        super().__init__("true of some rows only")
        self.holds = holds
        """Of which of the rows it is true."""


def agree(holds: Bools) -> bool:
    """Return whether something holds for the rows; raises DividedError if only for some."""
    if holds.all():
        return True
    if holds.any():
        raise DividedError(holds)
    return False


def _gap(held: list[Sequence[str]], texts: Sequence[str]) -> str:
    held.append(texts)
    return f"{_GAP}{len(held) - 1}{_GAP}"


class Words:
    """The texts of some rows.

    They are empty or not, which must be true of all rows or of none, and leave a gap for what `each_text` makes of
    them. Whatever else is asked of a text raises TypeError.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, texts: Texts, held: list[Sequence[str]]) -> None:
        """Take the texts, one for each row, and the texts held so far, to which others are added."""
        self._texts = texts
        self._held = held

    def hold(self, make: Callable[[list[str]], list[str]]) -> str:
        """Return a gap, which `filled` replaces with what is made of the text of each row."""
        return _gap(self._held, make(self._texts.tolist()))

    def __bool__(self) -> bool:
        return agree(self._texts != "")

    def __str__(self) -> str:
        raise TypeError("the texts of many rows are not one")

    def __eq__(self, other: object) -> bool:
        raise TypeError("the texts of many rows are compared one by one")

    def __getattr__(self, name: str) -> NoReturn:
        raise TypeError(f"the texts of many rows have no {name}")


class Figures:
    """The numbers of some rows.

    They compute, and compare with the answer for all rows; where that is not one answer, DividedError is raised. In a
    text they leave a gap, see `hold`. Whatever else is asked of a number raises TypeError, so that nothing that is true
    of one row alone is said of another.
    """

    __array_ufunc__ = None
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, values: Floats, held: list[Sequence[str]]) -> None:
        """Take the values, one for each row, and the texts held so far, to which others are added."""
        self.values = values
        self._held = held
        self._made: dict[object, list[str]] = {}

    def hold(self, texts: Sequence[str]) -> str:
        """Return a gap, which `filled` replaces with the text of each row."""
        return _gap(self._held, texts)

    def once(self, key: object, make: Callable[[Floats], list[str]]) -> list[str]:
        """Return what is made of the values, made once for each key."""
        if key not in self._made:
            self._made[key] = make(self.values)
        return self._made[key]

    def __str__(self) -> str:
        raise TypeError("the numbers of many rows have no text")

    def __bool__(self) -> bool:
        return agree(self.values != 0)

    def __abs__(self) -> Figures:
        return Figures(np.abs(self.values), self._held)

    def __neg__(self) -> Figures:
        return Figures(-self.values, self._held)

    def __add__(self, other: Any) -> Figures:
        return self._with(other, operator.add)

    def __sub__(self, other: Any) -> Figures:
        return self._with(other, operator.sub)

    def __rsub__(self, other: float) -> Figures:
        return Figures(other - self.values, self._held)

    def __mul__(self, other: Any) -> Figures:
        return self._with(other, operator.mul)

    def __truediv__(self, other: Any) -> Figures:
        if not np.all(_values(other)):
            raise TypeError("division by zero")
        return self._with(other, operator.truediv)

    __radd__, __rmul__ = __add__, __mul__

    def __lt__(self, other: Any) -> bool:
        return agree(self.values < _values(other))

    def __le__(self, other: Any) -> bool:
        return agree(self.values <= _values(other))

    def __gt__(self, other: Any) -> bool:
        return agree(self.values > _values(other))

    def __ge__(self, other: Any) -> bool:
        return agree(self.values >= _values(other))

    def __eq__(self, other: object) -> bool:
        return agree(self.values == _values(other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def _with(self, other: Any, compute: Callable[[Any, Any], Any]) -> Figures:
        with np.errstate(all="ignore"):
            return Figures(compute(self.values, _values(other)), self._held)


def _values(other: Any) -> Any:
    """Return what numbers are computed or compared with: those of the same rows, or one number."""
    if isinstance(other, Figures):
        return other.values
    if isinstance(other, int | float):
        return other
    raise TypeError(f"numbers of many rows with {type(other).__name__}")


def text_of(make: Callable[..., list[str]], *numbers: Any) -> str:
    """Return the text that is made of arrays of numbers; a gap for that of each row where some are of many rows."""
    many = [number for number in numbers if isinstance(number, Figures)]
    if not many:
        return make(*(np.array([number]) for number in numbers))[0]
    rows = len(many[0].values)
    return many[0].hold(make(*(of.values if isinstance(of, Figures) else np.full(rows, of) for of in numbers)))


def each_text(make: Callable[[list[str]], list[str]], text: str | Words) -> str:
    """Return what is made of a text, by a function for several; a gap for that of each row of Words."""
    return text.hold(make) if isinstance(text, Words) else make([text])[0]


def has_gap(text: str) -> bool:
    """Return whether a text differs from row to row."""
    return _GAP in text


def filled(text: str, held: Sequence[Sequence[str]], rows: int) -> list[str]:
    r"""Return a text with gaps for each of so many rows.

    >>> filled("1 or \x000\x00?", [["2", "3"]], 2)
    ['1 or 2?', '1 or 3?']
    """
    if not has_gap(text):
        return [text] * rows
    begin, *others = text.split(_GAP)
    if len(others) == 2:
        number, end = others
        texts = held[int(number)]
        return [f"{begin}{inner}{end}" for inner in texts] if begin or end else list(texts)
    parts: list[Sequence[str]] = [[begin] * rows]
    for number, after in zip(others[::2], others[1::2], strict=True):
        parts += [held[int(number)], [after] * rows]
    return list(map("".join, zip(*parts, strict=True)))

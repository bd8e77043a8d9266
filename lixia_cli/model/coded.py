"""Columns of texts as numbers: every distinct text is kept, read and compared once, however many rows have it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import (
    Bools,
    Floats,
    Ints,
    Texts,
    Value,
    alike,
    all_alike,
    anywhere,
    at,
    everywhere,
    holds_at,
)
from lixia_cli.model.numbering import numbered

if TYPE_CHECKING:
    import pandas as pd

_LOOKED_AT_ONCE = 50_000
"""Rows among which texts are looked for, before others that may have none but the same."""
_NARROW = ((np.int8, 2**7 - 1), (np.int16, 2**15 - 1))
"""Types with the largest number each holds."""
Codes = npt.NDArray[np.signedinteger]
"""Whole numbers from 0 on, of as few bytes as their count needs."""


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of texts. It is indexed, compared and measured like an array of them."""

    codes: Codes
    """Of every row, the position of its text in `distinct`."""
    distinct: Texts
    """The texts, none of them twice. Some may be in no row."""

    @classmethod
    def of(cls, texts: Texts) -> Coded:
        """Number the texts of a column."""
        return cls(*_numbered(texts))

    @classmethod
    def of_list(cls, texts: list[str]) -> Coded:
        """Number the texts of a list."""
        return cls.of(_objects(texts))

    @classmethod
    def full(cls, count: int, text: str) -> Coded:
        """Return the same text in `count` rows."""
        return cls(alike(np.int8(0), count), _objects([text]))

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, rows: int | np.integer) -> str: ...
    @overload
    def __getitem__(self, rows: Bools | Ints | slice) -> Coded: ...
    def __getitem__(self, rows: int | np.integer | Bools | Ints | slice) -> str | Coded:
        """Return the text of a row, or the column of some rows."""
        if isinstance(rows, int | np.integer):
            return str(self.distinct[self.codes[rows]])
        if isinstance(rows, slice):
            return Coded(self.codes[rows], self.distinct)
        return self.take(np.flatnonzero(rows) if rows.dtype == np.bool_ else rows.astype(np.int64, copy=False))

    def take(self, rows: npt.NDArray[np.integer]) -> Coded:
        """Return the column of the rows at some positions, as an array does."""
        same_everywhere = len(self.distinct) == 1  # then nothing is looked at
        return Coded(alike(np.int8(0), len(rows)) if same_everywhere else self.codes.take(rows), self.distinct)

    def __eq__(self, other: object) -> Bools:  # type: ignore[override]
        """Return where the text is `other`, or that of the same row of another column."""
        equal = self._equal(other)
        return all_alike(len(self), equal) if isinstance(equal, bool) else equal

    def __ne__(self, other: object) -> Bools:  # type: ignore[override]
        equal = self._equal(other)
        return all_alike(len(self), not equal) if isinstance(equal, bool) else ~equal

    def _equal(self, other: object) -> Bools | bool:
        """Return where the text is equal, or whether it is where all rows are alike."""
        if isinstance(other, Coded):
            if len(self.distinct) == len(other.distinct) == 1:
                return bool(self.distinct[0] == other.distinct[0])
            first, second = same_codes(self, other)
            return np.asarray(first.codes == second.codes, dtype=np.bool_)
        texts = self.distinct.tolist()
        if len(texts) == 1 or other not in texts:
            return other in texts
        return np.asarray(self.codes == texts.index(other), dtype=np.bool_)

    __hash__ = None  # type: ignore[assignment]

    def map(self, read: Callable[[str], str]) -> Coded:
        """Return what `read` makes of every text, as a column of texts."""
        return self.replaced(list(map(read, self.distinct.tolist())))

    def map_all(self, read: Callable[[list[str]], list[str]]) -> Coded:
        """Return what `read` makes of the list of all texts, as a column of texts."""
        return self.replaced(read(self.distinct.tolist()))

    def replaced(self, texts: list[str]) -> Coded:
        """Return a column with one of `texts` for each of the distinct ones."""
        return self if texts == self.distinct.tolist() else self.through(Coded(*_numbered(_objects(texts))))

    def through(self, of_each: Coded) -> Coded:
        """Return a column with the texts that `of_each`, whose texts are in order of appearance, has for each text."""
        distinct = of_each.distinct
        if len(distinct) == len(of_each):  # no two have become one
            return Coded(self.codes, distinct)
        if len(distinct) == 1:
            return Coded.full(len(self), distinct[0])
        return Coded(of_each.codes.take(self.codes), distinct)

    def read(self, read: Callable[[str], object], kind: type[Value]) -> npt.NDArray[Value]:
        """Return what `read` makes of every text, as an array of this kind."""
        return at(np.array([read(text) for text in self.distinct], dtype=kind), self.codes)

    def holds(self, true_of: Callable[[str], bool]) -> Bools:
        """Return where this holds for the text."""
        return holds_at(np.array([true_of(text) for text in self.distinct], dtype=np.bool_), self.codes)

    def is_in(self, texts: Collection[str]) -> Bools:
        """Return where the text is one of these."""
        return self.holds(frozenset(texts).__contains__)

    def used(self) -> Coded:
        """Return the column with the texts alone that are in any row, in order of appearance."""
        if len(self) and len(self.distinct) == 1:
            return self
        used = self._appearing()
        number = np.zeros(len(self.distinct), dtype=_width(len(used)))
        number[used] = np.arange(len(used))
        return Coded(number.take(self.codes), self.distinct[used])

    def with_rows(self, rows: Ints, texts: list[str]) -> Coded:
        """Return the column with other texts in some rows."""
        return self.put(rows, Coded.of_list(texts))

    def put(self, rows: Ints, texts: Coded) -> Coded:
        """Return the column with these texts in some of its rows."""
        if not len(rows):
            return self
        own, others = same_codes(self, texts)
        codes = own.codes.copy()
        codes[rows] = others.codes
        return Coded(codes, own.distinct)

    def ranks(self) -> Ints:
        """Return numbers that sort the rows as their texts do."""
        order = np.argsort(self.distinct, kind="stable")
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        return rank.take(self.codes)

    def unique(self) -> list[str]:
        """Return the texts that are in any row, in order of appearance."""
        texts: list[str] = self.distinct[self._appearing()].tolist()
        return texts

    def _appearing(self) -> Ints:
        """Return the positions of the texts that are in any row, in order of appearance."""
        first = np.full(len(self.distinct), len(self))
        size = max(len(first), _LOOKED_AT_ONCE)
        for begin in range(0, len(self), size):
            rows = np.arange(begin, min(begin + size, len(self)))[::-1]
            found = np.full(len(first), len(self))
            found[self.codes[rows]] = rows  # of several rows the last one assigned stays
            np.minimum(first, found, out=first)
            if (first < len(self)).all():
                break
        used = np.flatnonzero(first < len(self))
        return used[np.argsort(first[used])]

    def texts(self) -> Texts:
        """Return the column as an array of texts."""
        texts: Texts = self.distinct.take(self.codes)
        return texts


def coded(column: pd.Series | Texts | Coded) -> Coded:
    """Return a column of texts of a frame: of the dtype `category`, as pandas reads those that repeat, or any other."""
    if isinstance(column, Coded):
        return column
    if not isinstance(column, np.ndarray) and column.dtype == "category":
        values = column.array
        return Coded(values.codes, values.categories.to_numpy(dtype=object))
    return Coded.of(np.asarray(column, dtype=object))


def where(condition: Bools, chosen: Coded | str, otherwise: Coded | str) -> Coded:
    """Return the texts `chosen` where a condition holds, and the others elsewhere, as `numpy.where` does."""
    first, second = (Coded.full(len(condition), of) if isinstance(of, str) else of for of in (chosen, otherwise))
    if not anywhere(condition):
        return second
    if everywhere(condition):
        return first
    first, second = same_codes(first, second)
    return Coded(np.where(condition, first.codes, second.codes), first.distinct)


def first_that_holds(rules: Sequence[tuple[Bools, str]], otherwise: str) -> Coded:
    """Return for each row the text of the first rule that holds for it."""
    place = {text: number for number, text in enumerate(dict.fromkeys([otherwise, *(text for _, text in rules)]))}
    codes = np.full(len(rules[0][0]), place[otherwise], dtype=_width(len(place)))
    for holds, text in reversed(rules):
        if anywhere(holds):  # adding takes a tenth of the time of an assignment where it holds
            codes += holds.view(np.int8) * (codes.dtype.type(place[text]) - codes)
    return Coded(codes, _objects(list(place)))


def same_codes(first: Coded, second: Coded) -> tuple[Coded, Coded]:
    """Return two columns with the texts of both in one list."""
    if first.distinct is second.distinct:
        return first, second
    if first.distinct.tolist() == second.distinct.tolist():
        return first, Coded(second.codes, first.distinct)
    number, texts = _numbered(np.concatenate([first.distinct, second.distinct]))
    count = len(first.distinct)
    return Coded(number[:count].take(first.codes), texts), Coded(number[count:].take(second.codes), texts)


def joined(first: Coded, second: Coded) -> Coded:
    """Return the rows of two columns below each other."""
    first, second = same_codes(first, second)
    return Coded(np.concatenate([first.codes, second.codes]), first.distinct)


def below_each_other(parts: Sequence[Coded | Floats], spelt: Callable[[float], str]) -> Coded | Floats:
    """Return the rows of several columns as one: numbers if all of them are, else texts, with numbers as `spelt`."""
    floats = [part for part in parts if not isinstance(part, Coded)]
    if len(floats) == len(parts):
        return np.concatenate([np.empty(0), *floats]) if parts else Coded.full(0, "")
    of_texts = [part if isinstance(part, Coded) else Coded.of_list(list(map(spelt, part))) for part in parts]
    if all(part.distinct is of_texts[0].distinct for part in of_texts):
        return Coded(np.concatenate([part.codes for part in of_texts]), of_texts[0].distinct)
    place: dict[str, int] = {}
    numbers = [[place.setdefault(text, len(place)) for text in part.distinct.tolist()] for part in of_texts]
    codes = [
        narrow(np.array(of, dtype=np.int64), len(place)).take(part.codes)
        for of, part in zip(numbers, of_texts, strict=True)
    ]
    return Coded(np.concatenate(codes), _objects(list(place)))


def _numbered(values: npt.NDArray[Any]) -> tuple[Codes, npt.NDArray[Any]]:
    """Return the number of the value of each row, and the values in order of appearance."""
    codes, distinct = numbered(values)
    return narrow(codes, len(distinct)), distinct


def narrow(codes: npt.NDArray[np.integer], count: int) -> Codes:
    """Return numbers below `count` in as few bytes as they need."""
    return codes.astype(_width(count), copy=False)


def _width(count: int) -> type[np.signedinteger]:
    return next((kind for kind, most in _NARROW if count <= most), np.int32)


def _objects(texts: list[str]) -> Texts:
    """Return an array of texts; numpy alone would make one of fixed width."""
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return array

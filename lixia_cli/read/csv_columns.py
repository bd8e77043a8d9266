"""The columns of a long text, block by block: texts as codes, plain numbers as floats, and the odd cells among them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Floats, Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Column
from lixia_cli.read.csv_cells import Block
from lixia_cli.read.csv_constant import Constant
from lixia_cli.read.csv_numbers import plain_floats
from lixia_cli.read.csv_rows import Body
from lixia_cli.read.csv_texts import Texts
from lixia_cli.read.notation import Notation
from lixia_cli.read.plain_numbers import split_cells

_THREE_DECIMALS = re.compile(rb"\.[0-9]{3}(?![0-9])")


class AsWritten(Exception):  # noqa: N818
    """Numbers are better left as texts."""


class _Numbers(NamedTuple):
    """The columns of numbers in a block."""

    plain: Mapping[int, Floats]
    rows: Ints
    """The rows with an odd cell: their numbers are NaN in `plain`."""
    odd: Mapping[int, list[str]]
    """The cells of these rows as they are written, without white space around them."""


def _numbers_of(block: Block, body: Body, known: Mapping[int, npt.NDArray[Any]]) -> _Numbers:
    """Return the columns of numbers in a block, of which some are known.

    Raises AsWritten where most numbers are odd, or may mean something else.
    """
    if body.numbers and not body.points_only and _THREE_DECIMALS.search(block.content):
        raise AsWritten
    notation = Notation.POINT if body.points_only else Notation.UNKNOWN
    plain, is_odd = dict[int, Floats](), np.zeros(block.row_count, dtype=np.bool_)
    for at in body.numbers:
        if at in known:
            plain[at] = known[at]
            continue
        cells = block.column(at)
        plain[at], others = plain_floats(cells)
        rows = np.flatnonzero(others)
        if len(rows):
            plain[at][rows], odd = split_cells(np.array([*cells.rows(rows).texts(), None], dtype=object)[:-1], notation)
            is_odd[rows[odd != ""]] = True
    rows = np.flatnonzero(is_odd)
    odd_cells = {at: [text.strip() for text in block.column(at).rows(rows).texts()] for at in body.numbers}
    if any(sum(map(bool, texts)) * 2 > block.row_count for texts in odd_cells.values()):
        raise AsWritten
    for floats in plain.values():
        floats[rows] = np.nan
    return _Numbers(plain, rows, odd_cells)


class _Growing:
    """An array to whose end others are added."""

    def __init__(self, expected: int) -> None:
        self._array: npt.NDArray[Any] = np.empty(expected, dtype=np.bool_)
        self._count = 0

    def add(self, values: npt.NDArray[Any]) -> None:
        """Add values at the end; the array has the widest of all their types."""
        count = self._count + len(values)
        kind = np.result_type(self._array, values)
        if count > len(self._array) or kind != self._array.dtype:
            array = np.empty(max(len(self._array), count * 9 // 8), dtype=kind)
            array[: self._count] = self._array[: self._count]
            self._array = array
        self._array[self._count : count] = values
        self._count = count

    def filled(self) -> npt.NDArray[Any]:
        """Return all values."""
        return self._array[: self._count]


class Columns:
    """The columns of a file, to which blocks are added."""

    def __init__(self, body: Body, expected: int = 0) -> None:
        """Take how many rows are expected: memory that is not used in the end costs nothing."""
        self._body = body
        self._rows = 0
        self._columns = {at: _Growing(expected) for at in body.positions}
        """Floats, or the codes of texts."""
        self._texts = {at: Texts() for at in body.positions if at not in body.numbers}
        self._constant = Constant()
        self._odd_rows: list[Ints] = []
        self._odd: dict[int, list[str]] = {at: [] for at in body.numbers}
        """By column of floats: the cells of the odd rows."""

    @property
    def row_count(self) -> int:
        """How many rows were added since the columns were last asked for."""
        return self._rows

    def add(self, block: Block) -> None:
        """Add the rows of a block. Raises AsWritten where its numbers are better left as texts."""
        known = self._constant.columns(block)
        numbers = _numbers_of(block, self._body, known)
        for at, texts in numbers.odd.items():
            self._odd[at] += texts
        self._odd_rows.append(numbers.rows + self._rows)
        found = {**known, **numbers.plain}
        for at, column in self._columns.items():
            if at not in found:
                found[at] = self._texts[at].codes(block.column(at))
            column.add(found[at])
        self._constant.keep(block, found)
        self._rows += block.row_count

    def forget(self, most: int) -> None:
        """Number the texts of a column from 0 on again once there are more than `most` of them."""
        for at, texts in self._texts.items():
            if len(texts) > most:
                self._texts[at] = Texts()
                self._constant = Constant()

    def joined(self) -> tuple[dict[int, Column], dict[int, Coded]]:
        """Return the columns of the rows that were added since they were last asked for, by their position.

        Also returns the odd cells of those of floats.
        """
        columns: dict[int, Column] = {
            at: Coded(column.filled(), self._texts[at].texts()) if at in self._texts else column.filled()
            for at, column in self._columns.items()
        }
        rows, count = np.concatenate(self._odd_rows), self._rows
        odd = {at: Coded.full(count, "").with_rows(rows, texts) for at, texts in self._odd.items()} if len(rows) else {}
        self._columns = {at: _Growing(count) for at in self._columns}
        self._odd_rows.clear()
        for texts in self._odd.values():
            texts.clear()
        self._rows = 0
        return columns, odd

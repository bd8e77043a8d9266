"""The columns of a long text, block by block: texts as codes, plain numbers as floats, and the odd cells among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from lixia_cli.model.arrays import Floats, Ints, Texts
from lixia_cli.model.coded import Coded, Codes, coded, narrow
from lixia_cli.model.table import Column
from lixia_cli.read.csv_kinds import Kinds
from lixia_cli.read.notation import Notation
from lixia_cli.read.plain_numbers import LARGEST, split_rows

_REPEATED = 8
"""A text that as many rows have on average is cheaper as a category."""
_SMALLEST = 1e-99
"""What is closer to 0 may have been written as a number too small for any float."""
_SMALL = re.compile(rb"[eE]-0*[1-9][0-9]{2}")
_SIGNED = re.compile(rb"\+[0-9.]")
_THREE_DECIMALS = re.compile(rb"\.[0-9]{3}(?![0-9])")
_NAN = re.compile(rb"nan(?<![a-z]nan)(?![a-z])")


class Parsed(NamedTuple):
    """The cells of a block."""

    columns: dict[int, Column]
    """The columns wanted by position."""
    odd: dict[int, Coded]
    """Of the columns of floats: the odd cells, see `Records`; none if no column has any."""

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))


class Parse(Protocol):
    """The type of what parses a block: `csv_by_pandas.parse`, or that of Arrow."""

    def __call__(self, content: bytes, kinds: Kinds, numbers: Iterable[int]) -> dict[int, Column] | None:
        """Return the columns wanted by position, `numbers` as floats; None where that fails."""


def fastest() -> Parse:
    """Return the parser of Arrow if that is installed (the extra `fast`), else the one of pandas."""
    try:
        from lixia_cli.read import csv_by_arrow
    except ImportError:
        from lixia_cli.read import csv_by_pandas

        return csv_by_pandas.parse
    return csv_by_arrow.parse


def parsed(content: bytes, kinds: Kinds, parse: Parse) -> Parsed | None:
    """Return the cells of a text in which every line is a row; None if a row has more fields than the header.

    Raises AsWritten where most numbers are odd, or may mean something else.
    """
    if kinds.numbers:
        if not kinds.points_only and _THREE_DECIMALS.search(content):
            raise AsWritten
        # A sign says more than the number: +500 may be a change.
        if b"+" not in content or not _SIGNED.search(content):
            columns = parse(content, kinds, kinds.numbers)
            if columns is not None and _are_plain(content, [columns[at] for at in kinds.numbers]):
                return Parsed(columns, {})
    columns = parse(content, kinds, ())
    return None if columns is None else _split(Parsed(columns, {}), kinds)


class AsWritten(Exception):  # noqa: N818
    """Numbers are better left as texts."""


def _split(block: Parsed, kinds: Kinds) -> Parsed:
    """Return the plain numbers of a block as floats and the others as they are written."""
    if not kinds.numbers:
        return block
    notation = Notation.POINT if kinds.points_only else Notation.UNKNOWN
    cells = split_rows({at: coded(block.columns[at]).texts() for at in kinds.numbers}, notation)
    if any(np.count_nonzero(each.odd != "") * 2 > len(block) for each in cells.values()):
        raise AsWritten
    columns = block.columns | {at: each.plain for at, each in cells.items()}
    return Parsed(columns, {at: each.odd for at, each in cells.items()})


def _are_plain(content: bytes, columns: Sequence[Column]) -> bool:
    """Return whether the NaN of columns of floats are empty cells, and all other numbers are finite and as written.

    Pandas reads true and false as numbers.
    """
    low = b""
    for column in columns:
        values = np.asarray(column, dtype=np.float64)
        size = np.abs(values)
        unknown = np.isnan(values)
        if unknown.any():
            low = low or content.lower()
            if b"nan" in low and _NAN.search(low):
                return False
        if (size > LARGEST).any():
            return False
        if (size < _SMALLEST).any() and _may_vanish(content):
            return False
        known = size[~unknown]
        if len(known) and not ((known != 0) & (known != 1)).any():
            low = low or content.lower()
            if b"true" in low or b"false" in low:
                return False
    return True


def _may_vanish(content: bytes) -> bool:
    """Return whether a number in the content may be smaller than any float."""
    # The first look is many times as fast as the expression.
    marked = b"e-" in content or b"E-" in content
    return b"0" * 100 in content or (marked and _SMALL.search(content) is not None)


class Columns:
    """The columns of a file, to which blocks are added."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._rows = 0
        self._floats: dict[int, list[Floats]] = {at: [] for at in kinds.numbers}
        self._odd: dict[int, dict[int, Coded]] = {}
        """By column of floats and first row of a block: the odd cells of that block."""
        self._codes: dict[int, list[Codes]] = {at: [] for at in kinds.positions if at not in kinds.numbers}
        self._numbers: dict[int, dict[str, int]] = {at: {} for at in self._codes}
        """By column of texts: the number of each text."""

    def __len__(self) -> int:
        return self._rows

    def add(self, block: Parsed) -> None:
        """Add the rows of a block."""
        rows = len(block)
        for at, floats in self._floats.items():
            floats.append(np.asarray(block.columns[at], dtype=np.float64))
        for at, cells in block.odd.items():
            self._odd.setdefault(at, {})[self._rows] = cells
        for at, number in self._numbers.items():
            own = coded(block.columns[at])
            codes = np.array([number.setdefault(text, len(number)) for text in own.distinct.tolist()], dtype=np.int64)
            self._codes[at].append(narrow(codes, len(number))[own.codes])
            repeats = len(own.distinct) * _REPEATED <= rows
            (self._kinds.repeated.add if repeats else self._kinds.repeated.discard)(at)
        self._rows += rows

    def joined(self) -> tuple[dict[int, Column], dict[int, Coded]]:
        """Return the columns by their position, and the odd cells of those of floats. The blocks are gone then."""
        columns: dict[int, Column] = {}
        for at in self._kinds.positions:
            if at in self._floats:
                columns[at] = np.concatenate(self._floats.pop(at))
            else:
                columns[at] = Coded(np.concatenate(self._codes.pop(at)), _array(self._numbers.pop(at)))
        return columns, {at: self._odd_cells(blocks) for at, blocks in self._odd.items()}

    def _odd_cells(self, blocks: dict[int, Coded]) -> Coded:
        rows: list[Ints] = [start + np.flatnonzero(cells != "") for start, cells in blocks.items()]
        texts = [text for cells in blocks.values() for text in cells[cells != ""].texts()]
        return Coded.full(self._rows, "").with_rows(np.concatenate(rows), texts)


def _array(texts: Iterable[str]) -> Texts:
    return np.array([*texts, None], dtype=object)[:-1]

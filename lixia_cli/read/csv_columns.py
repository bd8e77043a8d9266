"""The columns of a long text, block by block: texts as codes, plain numbers as floats, and the odd cells among them."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Floats, Ints, Texts
from lixia_cli.model.coded import Coded, Codes, coded, narrow
from lixia_cli.model.table import Column
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
# From pandas 3.1 on this is the only way in which floats are read.
_EXACT = {} if tuple(map(int, pd.__version__.split(".")[:2])) >= (3, 1) else {"float_precision": "round_trip"}


@dataclass
class Kinds:
    """How the columns of a file are read."""

    separator: str
    width: int
    positions: list[int]
    numbers: frozenset[int] = frozenset()
    """Those of `positions` that become floats."""
    points_only: bool = True
    """A point in a number can only be a decimal one."""
    repeated: set[int] = field(default_factory=set)
    """The columns of texts that are read as categories; `Columns` sees which ones repeat."""
    converted: set[int] = field(default_factory=set)
    """Those that pandas would convert to other categories than texts."""

    def as_written(self) -> Kinds:
        """Return the same for a file whose numbers stay texts."""
        return replace(self, numbers=frozenset(), repeated=set())


class Parsed(NamedTuple):
    """The cells of a block."""

    frame: pd.DataFrame
    odd: dict[int, Coded]
    """Of the columns of floats: the odd cells, see `Records`; none if no column has any."""


def parsed(content: bytes, kinds: Kinds) -> Parsed | None:
    """Return the cells of a text in which every line is a row; None if a row has more fields than the header.

    Raises AsWritten where most numbers are odd, or may mean something else.
    """
    if kinds.numbers:
        if not kinds.points_only and _THREE_DECIMALS.search(content):
            raise AsWritten
        # A sign says more than the number: +500 may be a change.
        if b"+" not in content or not _SIGNED.search(content):
            frame = _read(content, kinds, kinds.numbers, kinds.repeated)
            if frame is not None and _are_plain(content, frame[list(kinds.numbers)]):
                return Parsed(frame, {})
    frame = _read(content, kinds, (), kinds.repeated)
    return None if frame is None else _split(frame, kinds)


class AsWritten(Exception):  # noqa: N818
    """Numbers are better left as texts."""


def _split(frame: pd.DataFrame, kinds: Kinds) -> Parsed:
    """Return the plain numbers of a block as floats and the others as they are written."""
    if not kinds.numbers:
        return Parsed(frame, {})
    notation = Notation.POINT if kinds.points_only else Notation.UNKNOWN
    cells = split_rows({at: frame[at].to_numpy(dtype=object) for at in kinds.numbers}, notation)
    if any(np.count_nonzero(each.odd != "") * 2 > len(frame) for each in cells.values()):
        raise AsWritten
    for at, each in cells.items():
        frame[at] = each.plain
    return Parsed(frame, {at: each.odd for at, each in cells.items()})


def _are_plain(content: bytes, frame: pd.DataFrame) -> bool:
    """Return whether the NaN of columns of floats are empty cells, and all other numbers are finite and as written.

    Pandas reads true and false as numbers.
    """
    low = b""
    for at in frame:
        values = frame[at].to_numpy(dtype=np.float64)
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


def _read(content: bytes, kinds: Kinds, numbers: Iterable[int], repeated: set[int]) -> pd.DataFrame | None:
    """Read the columns wanted as floats, categories and texts; None for other cells than that."""
    types: dict[int, Any] = dict.fromkeys(kinds.positions, object)
    types |= dict.fromkeys(repeated, "category") | dict.fromkeys(numbers, np.float64)
    empty: dict[str, Any] = {"na_values": {position: [""] for position in numbers}} | _EXACT if numbers else {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame: pd.DataFrame = pd.read_csv(
                io.BytesIO(content),
                sep=kinds.separator,
                header=None,
                names=range(kinds.width),
                dtype=types,
                keep_default_na=False,
                na_filter=bool(numbers),
                index_col=False,
                skip_blank_lines=False,
                low_memory=False,
                **empty,
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning, ValueError, OverflowError):
        return None
    converted = {at for at in repeated if not _are_texts(frame[at].array.categories)}
    if converted:  # pandas makes numbers of categories that look like some: 007 is no 7
        kinds.converted |= converted
        return _read(content, kinds, numbers, repeated - converted)
    return frame[kinds.positions].copy(deep=False)


def _are_texts(categories: pd.Index) -> bool:
    """Return whether pandas has left categories as they are written. Texts of Arrow are slow to go through."""
    is_text = isinstance(categories.dtype, pd.StringDtype)
    return is_text or all(isinstance(text, str) for text in categories.to_numpy(dtype=object).tolist())


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
        rows = len(block.frame)
        for at, floats in self._floats.items():
            floats.append(block.frame[at].to_numpy(dtype=np.float64))
        for at, cells in block.odd.items():
            self._odd.setdefault(at, {})[self._rows] = cells
        for at, number in self._numbers.items():
            own = coded(block.frame[at])
            codes = np.array([number.setdefault(text, len(number)) for text in own.distinct.tolist()], dtype=np.int64)
            self._codes[at].append(narrow(codes, len(number))[own.codes])
            repeats = len(own.distinct) * _REPEATED <= rows and at not in self._kinds.converted
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

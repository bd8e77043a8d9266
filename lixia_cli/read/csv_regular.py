"""The rows of a text that every parser reads alike, by the fastest parser there is."""

from __future__ import annotations

import io
import re
import warnings
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from lixia_cli.model.arrays import Ints
from lixia_cli.read.csv_text import CELL_LIMIT

MANY = 10_000
"""With fewer rows every cell is a text; from here on plain numbers are floats, and repeated texts are categories."""
LARGEST = 1e100
"""The largest number that is read as a float, see `check.number_text`."""
_SAMPLE = 4000
"""Rows, from all over the file, by which it is decided whether the texts of a column repeat."""
_SMALL = re.compile(rb"[eE]-0*[1-9][0-9]{2}")
_LINE_FEED, _QUOTE, _RETURN = ord("\n"), ord('"'), ord("\r")
# From pandas 3.1 on this is the only way in which floats are read.
_EXACT = {} if tuple(map(int, pd.__version__.split(".")[:2])) >= (3, 1) else {"float_precision": "round_trip"}


class Body(NamedTuple):
    """What is below the header."""

    content: bytes
    """In UTF-8."""
    first: int
    """Number of its first line."""
    separator: str
    width: int
    """Fields in each row of a regular file."""
    positions: list[int]
    """The columns wanted."""
    numbers: frozenset[int] = frozenset()
    """Those of them that may be read as floats."""


def regular_rows(body: Body) -> tuple[pd.DataFrame, Ints] | None:
    """Return the rows and their lines if every parser reads them alike, blank lines aside; else None.

    Columns are of texts, categories of texts, or float64; the last only where every cell of all columns in
    `body.numbers` is a plain number, or empty (NaN). Nothing else is said of a number by its text then.
    """
    content = body.content
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        if b'"' in content:
            return None
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not content.endswith(b"\n"):
        content += b"\n"
    data = np.frombuffer(content, dtype=np.uint8)
    ends = np.flatnonzero(data == _LINE_FEED)
    length = np.diff(ends, prepend=-1)
    lines = np.arange(body.first, body.first + len(ends))
    blank = length <= 2
    blank[blank] = (length[blank] == 1) | (data[ends[blank] - 1] == _RETURN)
    if blank.any():
        if b'"' in content:
            return None
        kept = np.repeat(~blank, length)
        content, lines = data[kept].tobytes(), lines[~blank]
        data = np.frombuffer(content, dtype=np.uint8)
        ends = np.flatnonzero(data == _LINE_FEED)
    body = body._replace(content=content)
    if not len(ends) or not _is_regular(body, data, ends):
        return None
    frame = _parsed(body, ends)
    return None if frame is None else (frame, lines)


def _is_regular(body: Body, data: npt.NDArray[np.uint8], ends: Ints) -> bool:
    """Return whether every line is one row, every quote opens or closes a field, and the rows have as many fields as
    the header: the first row, and all of them on average. `_parsed` sees whether a later one has more.

    Such a text means the same to every parser. `ends` are the positions of the line feeds in `data`, the content.
    """
    separator = ord(body.separator)
    if np.diff(ends, prepend=-1).max() > CELL_LIMIT:
        return False
    fields = len(ends) + body.content.count(separator)
    fields_of_first = 1 + body.content.count(separator, 0, int(ends[0]))
    if b'"' in body.content:
        quotes = np.flatnonzero(data == _QUOTE)
        if not _well_quoted(data, quotes, separator):
            return False
        separators = np.flatnonzero(data == separator)
        within, ends_within = (np.searchsorted(quotes, marks) % 2 == 1 for marks in (separators, ends))
        if ends_within.any():
            return False
        fields -= int(np.count_nonzero(within))
        fields_of_first -= int(np.count_nonzero(within[separators < ends[0]]))
    return fields_of_first == body.width and fields == len(ends) * body.width


def _well_quoted(data: npt.NDArray[np.uint8], quotes: Ints, separator: int) -> bool:
    """Return whether the quotes, at these positions, are those of RFC 4180.

    The first, third … quote opens a field: a separator or a line end is before it, or a quote, for two quotes within
    a field close it and open it again. The others close a field in the same way.
    """
    if len(quotes) % 2:
        return False
    borders = np.zeros(256, dtype=np.bool_)
    borders[[separator, _RETURN, _LINE_FEED, _QUOTE]] = True
    opening, closing = quotes[::2], quotes[1::2]
    # What is before the very first byte is the end of the header.
    before = borders[data[opening - 1]] | (opening == 0)
    return bool(before.all() and borders[data[closing + 1]].all())


def _parsed(body: Body, ends: Ints) -> pd.DataFrame | None:
    """Return the rows of a text that `_is_regular`; None if a row has more fields than the header."""
    if len(ends) < MANY:
        return _read(body, set(), set())
    repeated = _repeated(body, ends) - body.numbers
    # A sign says more than the number: +500 may be a change. A number too small for a float would become 0.
    if body.numbers and b"+" not in body.content and not _may_vanish(body.content):
        frame = _read(body, set(body.numbers), repeated)
        if frame is not None and all(_is_plain(body, frame[at]) for at in body.numbers) and _are_texts(frame, repeated):
            return frame
    frame = _read(body, set(), repeated)
    return frame if frame is not None and _are_texts(frame, repeated) else _read(body, set(), set())


def _may_vanish(content: bytes) -> bool:
    """Return whether a number in the content may be smaller than any float."""
    # The first look is many times as fast as the expression.
    marked = b"e-" in content or b"E-" in content
    return b"0" * 100 in content or (marked and _SMALL.search(content) is not None)


def _are_texts(frame: pd.DataFrame, repeated: set[int]) -> bool:
    """Return whether pandas has left the categories of these columns as they are written."""
    return all(all(isinstance(text, str) for text in frame[at].cat.categories) for at in repeated)


def _is_plain(body: Body, column: pd.Series) -> bool:
    """Return whether the NaN of a column of floats are empty cells, and all other numbers are finite.

    Of a column with 0 and 1 alone that is not known: pandas reads true and false so.
    """
    values = column.to_numpy(dtype=np.float64)
    unknown = np.isnan(values)
    if unknown.any() and re.search(rb"nan(?<![a-z]nan)(?![a-z])", body.content.lower()):
        return False
    known = np.abs(values[~unknown])
    return not len(known) or bool((known <= LARGEST).all() and ((known != 0) & (known != 1)).any())


def _repeated(body: Body, ends: Ints) -> set[int]:
    """Return the columns of which at least every other text in a sample stands in another row of it too.

    And that are no numbers, which pandas would make of categories: 007 is no 7.
    """
    rows = np.unique(np.linspace(0, len(ends) - 1, _SAMPLE).astype(np.int64))
    starts = np.append(0, ends[:-1] + 1)
    sample = b"".join(
        body.content[start : end + 1] for start, end in zip(starts[rows].tolist(), ends[rows].tolist(), strict=True)
    )
    frame = _read(body._replace(content=sample), set(), set())
    if frame is None:
        return set()
    distinct = {at: frame[at].unique() for at in body.positions}
    return {at for at, texts in distinct.items() if len(texts) * 2 <= len(frame) and not _may_be_converted(texts)}


def _may_be_converted(texts: npt.ArrayLike) -> bool:
    return bool(pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce").notna().all())


def _read(body: Body, numbers: set[int], repeated: set[int]) -> pd.DataFrame | None:
    """Read the columns wanted as floats, categories and texts; None for other cells than that."""
    kinds: dict[int, Any] = dict.fromkeys(body.positions, object)
    kinds |= dict.fromkeys(repeated, "category") | dict.fromkeys(numbers, np.float64)
    empty: dict[str, Any] = {"na_values": {position: [""] for position in numbers}} | _EXACT if numbers else {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame: pd.DataFrame = pd.read_csv(
                io.BytesIO(body.content),
                sep=body.separator,
                header=None,
                names=range(body.width),
                dtype=kinds,
                keep_default_na=False,
                na_filter=bool(numbers),
                index_col=False,
                skip_blank_lines=False,
                **empty,
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning, ValueError, OverflowError):
        return None
    return frame[body.positions]

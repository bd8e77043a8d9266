"""The text of a CSV file → records."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.schema import Column
from lixia_cli.read.encodings import decode
from lixia_cli.read.headers import columns_not_used, match_headers
from lixia_cli.read.records import Notation, Records
from lixia_cli.text.messages import Message

csv.field_size_limit(2**31 - 1)  # as generous as pandas
_HEADER = 100_000
"""Characters in which the header must end."""


@dataclass(frozen=True)
class _Lines:
    """The lines on which the records of a text start; worked out only when a problem asks for one."""

    file: str
    headers: dict[str, str]
    records: np.ndarray
    """Which records below the header, counted from 0, the rows of the frame are."""
    text: str = field(repr=False)
    separator: str

    @cached_property
    def _lines(self) -> list[int]:
        return [line for line, _ in _records(self.text, self.separator)][1:]

    def place(self, row: int, column: str) -> Place:
        """Return the line on which a row starts."""
        return Place(self.file, self._lines[int(self.records[row])], self.headers.get(column, column))


def read_csv(content: bytes, file: str, columns: Sequence[Column]) -> Records:
    """Decode and split the bytes of a CSV file.

    Raises InputError when it can't be decoded or split into columns, or lacks a needed column.
    """
    text, notes = decode(content, file)
    first = _first_line(text)
    if not text.strip():
        raise InputError([Problem(Place(file), Message("is empty; the first line must name the columns"))])
    if not first.strip():
        raise InputError([Problem(Place(file, 1), Message("is blank; the first line must name the columns"))])
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = Message("holds a NUL character, which no text has; save it as CSV UTF-8")
        raise InputError([Problem(Place(file, line), message)])
    separator = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text[:_HEADER], newline=""), delimiter=separator)
    header = next(reader)
    positions, unknown = match_headers(header, columns, Place(file, 1))
    raw = _split(text, header, reader.line_num, separator, file)
    frame = _without_blank_records(raw[list(positions.values())].set_axis(list(positions), axis="columns"))
    headers = {name: header[position] for name, position in positions.items()}
    lines = _Lines(file, headers, frame.index.to_numpy(), text, separator)
    if unknown:
        notes = [*notes, columns_not_used(file, unknown)]
    notation = Notation.UNKNOWN if separator == ";" else Notation.POINT
    return Records(file, frame.reset_index(drop=True), headers, lines, notation, tuple(notes))


def _split(text: str, header: list[str], lines: int, separator: str, file: str) -> pd.DataFrame:
    """Split what is below the `lines` of the header into columns of strings numbered from 0.

    Blank records stay, so that positions hold.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            return pd.read_csv(
                io.BytesIO(text.encode("utf-8")),  # which pandas takes in faster than text
                sep=separator,
                header=None,
                names=range(len(header)),
                skiprows=lines,
                dtype=object,
                keep_default_na=False,
                na_filter=False,
                index_col=False,
                skip_blank_lines=False,
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        raise InputError(_malformed(text, separator, file)) from error


def _without_blank_records(frame: pd.DataFrame) -> pd.DataFrame:
    """Only the records with something in them; the index keeps their positions."""
    blank = np.asarray(_strip(frame.iloc[:, 0].to_numpy(dtype=object)) == "", dtype=np.bool_)
    if not blank.any():
        return frame
    rows = np.flatnonzero(blank)
    empty = np.asarray(_strip(frame.iloc[rows].to_numpy(dtype=object)) == "", dtype=np.bool_)
    return frame.drop(frame.index[rows[empty.all(axis=1)]])


_strip = np.frompyfunc(str.strip, 1, 1)


def _malformed(text: str, separator: str, file: str) -> list[Problem]:
    """Every record with more fields than the header, or the quote that is never closed."""
    width = 0
    problems = []
    for line, record in _records(text, separator):
        width = width or len(record)
        if len(record) > width:
            values = {"found": len(record), "wanted": width}
            message = Message("{found} fields where the header has {wanted}; quote cells that hold a comma", values)
            problems.append(Problem(Place(file, line), message))
    if not problems:
        last = max(line for line, _ in _records(text, separator))
        problems.append(Problem(Place(file, last), Message('a quote (") opened here is never closed')))
    return problems


def _records(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Every record with the line it starts on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    records = []
    start = 1
    for record in reader:
        records.append((start, record))
        start = reader.line_num + 1
    return records


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0].rstrip("\r")

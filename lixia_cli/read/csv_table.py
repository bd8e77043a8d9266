"""Bytes → text → declared columns, everything still a string.

Nothing is inferred: not types, not missing values, not the encoding beyond UTF-8 and GB18030.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import errno
import io
import os
import sys
import unicodedata
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from lixia_cli.files.problems import STANDARD_INPUT, InputError, Problem, file_label
from lixia_cli.model.schema import Column
from lixia_cli.text.messages import Message

_NAMES_OF_SHEETS = {b"PK\x03\x04": ".xlsx", b"\xd0\xcf\x11\xe0": ".xls"}

csv.field_size_limit(2**31 - 1)  # as generous as pandas
_HEADER = 100_000
"""Characters in which the header must end."""


@dataclass(frozen=True)
class Table:
    """A file as declared columns of strings."""

    file: str
    """The name that messages use."""
    frame: pd.DataFrame
    """One row per record with anything in it; the index counts the records below the header from 0."""
    headers: dict[str, str]
    """Declared name → header as it stands in the file."""
    text: str = field(repr=False)
    separator: str = ","
    notes: tuple[Message, ...] = ()
    """What the reader should know: an assumed encoding, columns left out."""

    @cached_property
    def lines(self) -> list[int]:
        """The line on which each record starts; worked out only when a problem asks for it."""
        return [line for line, _ in _records(self.text, self.separator)][1:]


def read_table(source: str, columns: Sequence[Column]) -> Table:
    """Read a CSV file, or standard input for ``-``.

    Raises InputError when it can't be opened, decoded or split into columns, or lacks a needed column.
    """
    file = file_label(source)
    try:
        content = _standard_input() if source == STANDARD_INPUT else Path(source).read_bytes()
    except OSError as error:
        message = Message("cannot be read: {reason}", {"reason": error.strerror or str(error)})
        raise InputError([Problem(file, message)]) from error
    return parse_table(content, file, columns)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read()


def parse_table(content: bytes, file: str, columns: Sequence[Column]) -> Table:
    """Decode and split the bytes of a CSV file. Raises InputError as `read_table` does."""
    text, notes = decode(content, file)
    first = _first_line(text)
    if not text.strip():
        raise InputError([Problem(file, Message("is empty; the first line must name the columns"))])
    if not first.strip():
        raise InputError([Problem(file, Message("is blank; the first line must name the columns"), 1)])
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(
            [Problem(file, Message("holds a NUL character, which no text has; save it as CSV UTF-8"), line)]
        )
    separator = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text[:_HEADER], newline=""), delimiter=separator)
    header = next(reader)
    headers, unknown = _declared_headers(header, columns, file)
    positions = [header.index(name) for name in headers.values()]
    raw = _split(text, header, reader.line_num, separator, file)
    frame = _without_blank_records(raw[positions].set_axis(list(headers), axis="columns"))
    if unknown:
        notes = [*notes, Message("{file}: columns not used: {columns}", {"file": file, "columns": ", ".join(unknown)})]
    return Table(file, frame, headers, text, separator, tuple(notes))


def decode(content: bytes, file: str) -> tuple[str, list[Message]]:
    """Decode by byte order mark, else strictly as UTF-8, else as GB18030 with a note.

    GB18030 never comes first: most UTF-8 text is valid GB18030 too. Raises InputError when neither fits.
    """
    for signature, kind in _NAMES_OF_SHEETS.items():
        if content.startswith(signature):
            message = Message("is a spreadsheet ({kind}); save it as CSV UTF-8", {"kind": kind})
            raise InputError([Problem(file, message)])
    encoding = "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        return content.decode(encoding), []
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise InputError([Problem(file, Message("is not valid UTF-16; save it as UTF-8"))]) from error
        offset = error.start
    try:
        return content.decode("gb18030"), [Message("{file}: not UTF-8, read as GB18030", {"file": file})]
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, offset) + 1
        message = Message("neither UTF-8 nor GB18030 (byte {byte}); save it as UTF-8", {"byte": offset + 1})
        raise InputError([Problem(file, message, line)]) from error


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
            problems.append(Problem(file, message, line))
    if not problems:
        last = max(line for line, _ in _records(text, separator))
        problems.append(Problem(file, Message('a quote (") opened here is never closed'), last))
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


def _plain(name: str) -> str:
    return "_".join(unicodedata.normalize("NFKC", name).strip().lower().split())


def _declared_headers(found: list[str], columns: Sequence[Column], file: str) -> tuple[dict[str, str], list[str]]:
    """Match headers with declared columns. Returns declared name → header, and the headers that match none."""
    known = {_plain(name): column.name for column in columns for name in (column.name, *column.aliases)}
    headers: dict[str, str] = {}
    unknown = []
    problems = []
    for header in found:
        name = known.get(_plain(header))
        if name is None:
            unknown.append(header)
        elif name in headers:
            message = Message("stands for {name} twice; keep one of the columns", {"name": name})
            problems.append(Problem(file, message, 1, header))
        else:
            headers[name] = header
    missing = [column for column in columns if column.needed and column.name not in headers]
    problems += [Problem(file, _missing_column(column, unknown), 1, column.name) for column in missing]
    if problems:
        raise InputError(problems)
    return {column.name: headers[column.name] for column in columns if column.name in headers}, [
        name for name in unknown if name.strip()
    ]


def _missing_column(column: Column, unknown: list[str]) -> Message:
    close = difflib.get_close_matches(column.name, unknown, n=1)
    if close:
        return Message("this column is missing; is it '{header}'?", {"header": close[0]})
    return Message("this column is missing; add it ({meaning})", {"meaning": Message(column.meaning)})

"""The text of a CSV file → records of cells, as strict as RFC 4180. Needs no pandas: shell completion uses it too."""

from __future__ import annotations

import contextlib
import csv
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.schema import Column
from lixia_cli.read.headers import count_declared
from lixia_cli.text.messages import N_, Message

SEPARATORS = {",": Message("comma"), "\t": Message("tab"), ";": Message("semicolon")}
CELL_LIMIT = 1_000_000
"""Characters that one cell may have."""
COLUMN_LIMIT = 10_000
"""Columns that one file may have."""
LINE_LIMIT = 10_000_000
"""Characters that one line may have."""
_HEADER_SAMPLE = 1_000_000
"""Characters of a text in which its separator is looked for."""
_LINE = re.compile(r"[^\r\n]++(?:\r\n?|\n)?|\r\n?|\n")
_QUOTED = re.compile(r'(?:[^"]++|"")*+')
"""What is between two quotes, or behind the opening one."""
LINE_END = re.compile(r"\r\n?|\n")

Lines = Iterator[str]
"""Lines of a text, each with its line end: LF, CRLF or CR."""


class Header(NamedTuple):
    """The record that names the columns."""

    cells: list[str]
    separator: str
    lines: int
    """How many lines it takes: more than one where a heading holds a line break."""
    end: int
    """Where in the text the line after it starts."""


def read_header(text: str, file: str, columns: Sequence[Column]) -> Header:
    """Read the first record of a text; its separator is the one under which most cells are names of `columns`.

    Raises InputError for a text without a header, and for characters that no text has.
    """
    refuse_characters(text, file)
    if not text or text.isspace():
        raise InputError([Problem(Place(file), Message("is empty; the first line must name the columns"))])
    if next(split_lines(text)).isspace():
        raise InputError([Problem(Place(file, 1), Message("is blank; the first line must name the columns"))])
    separator, count = _separator(text[:_HEADER_SAMPLE], columns)
    if count > COLUMN_LIMIT:
        message = Message("has more than {limit} columns, the most that are read", {"limit": COLUMN_LIMIT})
        raise InputError([Problem(Place(file, 1), message)])
    with cell_limit():
        _, following, cells = next(records(lambda: split_lines(text), separator, file))
    return Header(cells, separator, following - 1, _end_of_line(text, following - 1))


def records(
    open_lines: Callable[[], Lines], separator: str, file: str, first: int = 1
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield every record behind the lines on which it and the next one start; blank lines are passed over.

    `open_lines` starts over each time it is called; `first` is the number of its first line. To be used within
    `cell_limit`. Raises InputError for a quote that is never closed or closed before other text, and for a cell or
    a line beyond the limit.
    """
    reader = csv.reader(_limited(open_lines(), file, first), delimiter=separator, strict=True)
    line = first
    try:
        for cells in reader:
            following = first + reader.line_num
            if cells:
                yield line, following, cells
            line = following
    except csv.Error as error:
        rest = itertools.islice(open_lines(), line - first, None)
        raise InputError([_malformed(rest, separator, Place(file, line))]) from error


def _limited(lines: Lines, file: str, first: int) -> Lines:
    """Yield the lines; raises InputError for one beyond the limit, before it is taken apart."""
    for number, line in enumerate(lines, first):
        if len(line) > LINE_LIMIT:
            message = Message("has more than {limit} characters, the most that are read", {"limit": LINE_LIMIT})
            raise InputError([Problem(Place(file, number), message)])
        yield line


@contextlib.contextmanager
def cell_limit() -> Iterator[None]:
    """Limit what the csv module takes for one cell, which it can only do for the whole process."""
    before = csv.field_size_limit(CELL_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def split_lines(text: str) -> Lines:
    """Yield the lines of a text one by one, so that only those that are needed are split off."""
    return (found.group() for found in _LINE.finditer(text))


def line_of(text: str, offset: int) -> int:
    """Return the number of the line, from 1, that a position in a text is on."""
    return 1 + sum(1 for _ in LINE_END.finditer(text, 0, offset))


def refuse_characters(text: str, file: str, first: int = 1) -> None:
    """Raise InputError for NUL, and for a byte order mark inside the text; `first` is the number of its first line."""
    nul, mark = text.find("\0"), text.find("\ufeff")
    if nul >= 0:
        message = Message("contains a NUL character; save it as CSV UTF-8")
        raise InputError([Problem(Place(file, first - 1 + line_of(text, nul)), message)])
    if mark >= 0:
        message = Message("contains a byte order mark (U+FEFF), as files do that were joined; take it out")
        raise InputError([Problem(Place(file, first - 1 + line_of(text, mark)), message)])


def _separator(text: str, columns: Sequence[Column]) -> tuple[str, int]:
    """Return the separator under which most cells of the first record are declared names, and how many cells there are.

    Between equals the most frequent one is returned.
    """
    found = list[tuple[int, int, str]]()
    with cell_limit():
        for separator in SEPARATORS:
            try:
                cells = next(csv.reader(split_lines(text), delimiter=separator))
            except csv.Error:
                cells = []
            declared = count_declared(cells, columns) if len(cells) <= COLUMN_LIMIT else 0
            found.append((declared, len(cells), separator))
    _, count, separator = max(found, key=lambda fit: fit[:2])
    return separator, count


def _end_of_line(text: str, number: int) -> int:
    """Return the position behind a line's end."""
    for count, end in enumerate(LINE_END.finditer(text), 1):
        if count == number:
            return end.end()
    return len(text)


def _malformed(lines: Lines, separator: str, record: Place) -> Problem:
    """Say what is wrong with the record at the start of `lines`, which the csv module refused."""
    opened = 0  # the line on which the quote was opened that is still open
    size = 0
    for line, text in enumerate(lines, record.line):
        start = 0
        while size <= CELL_LIMIT:
            if not opened and text.startswith('"', start):
                opened, start = line, start + 1
            elif not opened:
                start = text.find(separator, start) + 1
            if opened:
                closed = _QUOTED.match(text, start).end()  # type: ignore[union-attr]  # which matches everywhere
                size += closed - start
                if closed == len(text):
                    break
                behind = text[closed + 1 : closed + 2]
                if behind not in ("", separator, "\r", "\n"):
                    return _closed_early(record._replace(line=opened), line)
                opened, start, size = 0, closed + 2 if behind == separator else 0, 0
            if not start:
                return _too_long(record)
        if size > CELL_LIMIT:
            return _too_long(record._replace(line=opened))
    return Problem(record._replace(line=opened), Message('a quote (") opened here is never closed'))


def _too_long(cell: Place) -> Problem:
    template = N_('a cell that starts here has more than {limit} characters; is a quote (") left open?')
    return Problem(cell, Message(template, {"limit": CELL_LIMIT}))


def _closed_early(opened: Place, line: int) -> Problem:
    template = N_(
        'the quote (") opened here closes in line {line}, before other text; write quotes within a cell twice'
    )
    return Problem(opened, Message(template, {"line": line}))

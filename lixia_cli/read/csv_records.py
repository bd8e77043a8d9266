"""The bytes of a CSV file → records."""

from __future__ import annotations

import codecs
import contextlib
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from lixia_cli.files.problems import InputError, Place
from lixia_cli.model import schema
from lixia_cli.read.csv_heading import Heading, Lines
from lixia_cli.read.csv_regular import regular_rows
from lixia_cli.read.csv_rows import Body, Fitter, Rows, rows_that_fit
from lixia_cli.read.csv_text import Header, line_of, read_header
from lixia_cli.read.encodings import decode, ends_of
from lixia_cli.read.headers import names_needed
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.notation import notation_between
from lixia_cli.read.notes_below import Tail, notes_at_end
from lixia_cli.read.records import Records
from lixia_cli.text.messages import Message

_CHUNK = 50_000
"""Number of rows kept as lists of cells before they are converted to arrays."""


def read_csv(
    content: bytes,
    file: str,
    columns: Sequence[schema.Column],
    encoding: str | None = None,
    context: Context | None = None,
) -> Records:
    """Decode and split the bytes of a CSV file: one row per record, or one of the other layouts.

    A file whose first record names every needed column has one row per record, whatever else is in it. `context` is
    what layouts are recognised by.

    Raises InputError when it can't be decoded or split into columns, or lacks a needed column.
    """
    text, encoding_found, notes, header, tail = _opened(content, file, columns, encoding)
    if not names_needed(header.cells, columns) or _name_unit(note for _, note in tail.notes):
        from lixia_cli.read.csv_grid import csv_grid, first_rows
        from lixia_cli.read.layouts.no_table import refuse_header_below
        from lixia_cli.read.layouts.registry import read_grid

        context = context or Context(columns)
        grid = csv_grid(text, file, context, notes)
        records_of_layout = read_grid(grid, context) if grid else None
        if records_of_layout is not None:
            return records_of_layout.in_encoding(encoding_found)
        refuse_header_below(grid or first_rows(text, file, header.separator), context)
    heading = Heading.of(header, file, columns, context)
    passed_over = tuple((Place(file, line_of(text, begin)), note) for begin, note in tail.notes)
    heading.check_unread(text, passed_over, context)
    fitter = heading.fitter()
    if header.lines > 1:
        fitter.check_line_breaks(1, header.cells)
    as_written = context is None or context.numbers_as_written
    body = heading.body(*_between(content, text, header.end, tail.end, encoding_found), as_written)
    rows = regular_rows(body, fitter) or _other_rows(body, fitter)
    fitter.finish()
    table, odd, lines = heading.named(rows)
    notes = [*notes, *heading.notes()]
    if passed_over:
        from lixia_cli.read.layouts.build import said_passed_over

        notes = [*notes, said_passed_over(file, [place.line for place, _ in passed_over])]
    understood = heading.understood(encoding_found, passed_over)
    places = Lines(file, heading.headers, lines)
    notation = notation_between(header.separator)
    return Records(file, table, heading.headers, places, notation, tuple(notes), understood=understood, odd=odd)


class _Opened(NamedTuple):
    """A text of which no row has been read yet."""

    text: str
    """The whole of it, or the ends of a long one whose rows are below the header up to its very end."""
    encoding: str
    notes: list[Message]
    header: Header
    tail: Tail


def _opened(content: bytes, file: str, columns: Sequence[schema.Column], encoding: str | None) -> _Opened:
    """Decode a text and find its header and the notes below it; of a long text only the ends where that will do.

    Raises InputError when it can't be decoded, or has no header.
    """
    ends = ends_of(content) if encoding is None else None
    if ends is not None:
        text, start_of_last = ends
        with contextlib.suppress(InputError):  # which names what is wrong in the whole text
            header = read_header(text, file, columns)
            tail = notes_at_end(text, header.end, header.separator, len(header.cells))
            is_usual = names_needed(header.cells, columns) and not tail.notes
            if is_usual and header.end < start_of_last < tail.seen:
                return _Opened(text, "UTF-8", [], header, tail)
    text, found, notes = decode(content, file, encoding)
    header = read_header(text, file, columns)
    tail = notes_at_end(text, header.end, header.separator, len(header.cells))
    return _Opened(text, found, notes, header, tail)


def _name_unit(notes: Iterable[str]) -> bool:
    """Return whether notes say the unit, which then holds for the whole table; the layouts see to that."""
    texts = list(notes)
    if not texts:
        return False
    from lixia_cli.read.layouts.title_units import unit_said

    return bool(unit_said(texts))


def _between(content: bytes, text: str, begin: int, end: int, encoding: str) -> tuple[bytes, int, int]:
    """Return a text in UTF-8, which `content` may be already, and two of its positions."""
    if encoding != "UTF-8":
        part = text[begin:end].encode()
        return part, 0, len(part)
    mark = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    return content, mark + len(text[:begin].encode()), len(content) - len(text[end:].encode())


def _other_rows(body: Body, fitter: Fitter) -> Rows:
    """Return the rows and their lines; reports those that don't fit the header to `fitter`. Leaves out blank lines."""
    rows, lines = list[list[str]](), array("q")
    chunks = [np.empty((0, len(body.positions)), dtype=object)]
    for line, cells in rows_that_fit(body, fitter):
        rows.append([cells[position] for position in body.positions])
        lines.append(line)
        if len(rows) == _CHUNK:
            chunks.append(np.array(rows, dtype=object))
            rows.clear()
    if rows:
        chunks.append(np.array(rows, dtype=object))
    every = np.concatenate(chunks)
    columns = {position: every[:, at] for at, position in enumerate(body.positions)}
    return Rows(columns, {}, np.array(lines, dtype=np.int64))

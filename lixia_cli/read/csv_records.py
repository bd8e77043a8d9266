"""The bytes of a CSV file → records."""

from __future__ import annotations

import io
import warnings
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from lixia_cli.files.problems import Place
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.schema import Column
from lixia_cli.read.csv_grid import csv_grid
from lixia_cli.read.csv_rows import Fitter
from lixia_cli.read.csv_text import CELL_LIMIT, cell_limit, line_of, read_header, records
from lixia_cli.read.encodings import decode
from lixia_cli.read.further import further_positions, notes_on_further
from lixia_cli.read.headers import columns_not_used, match_headers, names_needed
from lixia_cli.read.layouts.build import said_passed_over
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.long import NAME as LONG
from lixia_cli.read.layouts.registry import read_grid
from lixia_cli.read.layouts.shared import unit_said
from lixia_cli.read.layouts.understood import Understood
from lixia_cli.read.notation import notation_between
from lixia_cli.read.notes_below import notes_at_end
from lixia_cli.read.records import Records

_CHUNK = 50_000
"""Number of rows kept as lists of cells before they are converted to arrays."""
_LINE_FEED, _QUOTE = ord("\n"), ord('"')


@dataclass(frozen=True)
class _Lines:
    """The lines on which the rows start."""

    file: str
    headers: Mapping[str, str]
    lines: Ints

    def place(self, row: int, column: str) -> Place:
        """Return the line on which a row starts."""
        return Place(self.file, int(self.lines[row]), self.headers.get(column, column))


class _Body(NamedTuple):
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


def read_csv(
    content: bytes,
    file: str,
    columns: Sequence[Column],
    encoding: str | None = None,
    context: Context | None = None,
) -> Records:
    """Decode and split the bytes of a CSV file: one row per record, or one of the other layouts.

    A file whose first record names every needed column has one row per record, whatever else is in it. `context` is
    what layouts are recognised by.

    Raises InputError when it can't be decoded or split into columns, or lacks a needed column.
    """
    text, encoding_found, notes = decode(content, file, encoding)
    header = read_header(text, file, columns)
    width = len(header.cells)
    tail = notes_at_end(text, header.end, header.separator, width)
    # What a note says of the unit holds for the whole table, which the layouts see to.
    if not names_needed(header.cells, columns) or unit_said([note for _, note in tail.notes]):
        context = context or Context(columns)
        grid = csv_grid(text, file, context, notes)
        records_of_layout = read_grid(grid, context) if grid else None
        if records_of_layout is not None:
            return records_of_layout.in_encoding(encoding_found)
    positions, _ = match_headers(header.cells, columns, Place(file, 1))
    known = set(positions.values())
    others = [position for position in range(width) if position not in known]
    further = further_positions(header.cells, others, context)
    unused = [header.cells[position] for position in others if position not in further.values()]
    unused = [text for text in unused if text.strip()]
    headers = {name: header.cells[position] for name, position in {**positions, **further}.items()}
    kinds = {column.name: column.kind for column in columns}
    numeric = [position for name, position in positions.items() if kinds[name] in ("number", "year", "period")]
    named = max(number for number, cell in enumerate(header.cells, 1) if cell.strip())
    fitter = Fitter(file, header.separator, named, numeric)
    if header.lines > 1:
        fitter.check_line_breaks(1, header.cells)
    body = _Body(
        text[header.end : tail.end].encode(),
        header.lines + 1,
        header.separator,
        width,
        [*positions.values(), *further.values()],
    )
    frame, lines = (_fast_rows(body) if named == width else None) or _other_rows(body, fitter)
    fitter.finish()
    blank = _blank_rows(frame.iloc[:, : len(positions)])
    if blank.any():
        frame, lines = frame[~blank], lines[~blank]
    frame = frame.set_axis(list(headers), axis="columns").reset_index(drop=True)
    if unused:
        notes = [*notes, columns_not_used(file, unused)]
    notes = [*notes, *notes_on_further(file, header.cells, further)]
    passed_over = [(line_of(text, begin), note) for begin, note in tail.notes]
    if passed_over:
        notes = [*notes, said_passed_over(file, [line for line, _ in passed_over])]
    understood = Understood(
        LONG,
        Place(file, 1),
        tuple((headers[name], name) for name in positions),
        tuple((Place(file, line), note) for line, note in passed_over),
        tuple(unused),
        header.separator,
        encoding_found,
        kept=tuple(headers[name] for name in further),
    )
    places, notation = _Lines(file, headers, lines), notation_between(header.separator)
    return Records(file, frame, headers, places, notation, tuple(notes), understood=understood)


def _fast_rows(body: _Body) -> tuple[pd.DataFrame, Ints] | None:
    """Return the rows and their lines if every parser reads them alike, blank lines aside; else None."""
    evened, lines = _without_blank_lines(body)
    rows = _regular_rows(evened) if _is_regular(evened) else None
    return rows if rows is None or lines is None else (rows[0], lines)


def _without_blank_lines(body: _Body) -> tuple[_Body, Ints | None]:
    """Leave out blank lines of a text without quotes, and end its lines with line feeds alone.

    Returns the numbers of the lines that stay too; None where nothing was to be done.
    """
    content = body.content
    lone = b"\r" in content and content.count(b"\r") != content.count(b"\r\n")
    if b'"' in content or not (
        lone or b"\n\n" in content or b"\n\r\n" in content or content.startswith((b"\n", b"\r"))
    ):
        return body, None
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    data = np.frombuffer(content if content.endswith(b"\n") else content + b"\n", dtype=np.uint8)
    ends = np.flatnonzero(data == _LINE_FEED)
    blank = np.diff(ends, prepend=-1) == 1
    lines = body.first + np.flatnonzero(~blank)
    return body._replace(content=np.delete(data, ends[blank]).tobytes()), lines


def _is_regular(body: _Body) -> bool:
    """Return whether every line is one row, every quote opens or closes a field, and the rows have as many fields as
    the header: the first row, and all of them on average. `_regular_rows` sees whether a later one has more.

    Such a text means the same to every parser.
    """
    content, separator = body.content, body.separator.encode()
    if not content or b"\n\n" in content:
        return False
    if b"\r" in content and (b"\n\r\n" in content or content.count(b"\r") != content.count(b"\r\n")):
        return False
    data = np.frombuffer(content if content.endswith(b"\n") else content + b"\n", dtype=np.uint8)
    ends = np.flatnonzero(data == _LINE_FEED)
    if np.diff(ends, prepend=-1).max() > CELL_LIMIT:
        return False
    fields = len(ends) + content.count(separator)
    fields_of_first = 1 + content.count(separator, 0, int(ends[0]))
    if b'"' in content:
        quotes = np.flatnonzero(data == _QUOTE)
        if not _well_quoted(data, quotes, separator[0]):
            return False
        separators = np.flatnonzero(data == separator[0])
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
    borders[[separator, ord("\r"), _LINE_FEED, _QUOTE]] = True
    opening, closing = quotes[::2], quotes[1::2]
    # What is before the very first byte is the end of the header.
    before = borders[data[opening - 1]] | (opening == 0)
    return bool(before.all() and borders[data[closing + 1]].all())


def _regular_rows(body: _Body) -> tuple[pd.DataFrame, Ints] | None:
    """Return the rows of a text that `_is_regular`, and their lines, by the faster parser of the two.

    None if a row has more fields than the header.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame = pd.read_csv(
                io.BytesIO(body.content),
                sep=body.separator,
                header=None,
                names=range(body.width),
                dtype=object,
                keep_default_na=False,
                na_filter=False,
                index_col=False,
                skip_blank_lines=False,
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning):
        return None
    return frame[body.positions], np.arange(body.first, body.first + len(frame))


def _other_rows(body: _Body, fitter: Fitter) -> tuple[pd.DataFrame, Ints]:
    """Return the rows and their lines; reports those that don't fit the header to `fitter`. Leaves out blank lines."""
    rows, lines = list[list[str]](), array("q")
    chunks = [np.empty((0, len(body.positions)), dtype=object)]

    def open_lines() -> Iterator[str]:
        return io.TextIOWrapper(io.BytesIO(body.content), encoding="utf-8", newline="")

    with cell_limit():
        for line, following, cells in records(open_lines, body.separator, fitter.file, body.first):
            if following > line + 1:
                fitter.check_line_breaks(line, cells)
            if len(cells) != fitter.width:
                cells = fitter.fit(line, cells)
                if not cells:
                    continue
            rows.append([cells[position] for position in body.positions])
            lines.append(line)
            if len(rows) == _CHUNK:
                chunks.append(np.array(rows, dtype=object))
                rows.clear()
    if rows:
        chunks.append(np.array(rows, dtype=object))
    return pd.DataFrame(np.concatenate(chunks), dtype=object), np.array(lines, dtype=np.int64)


def _blank_rows(frame: pd.DataFrame) -> Bools:
    """Return which rows have nothing in any cell."""
    blank = np.asarray(_strip(frame.iloc[:, 0].to_numpy(dtype=object)) == "", dtype=np.bool_)
    rows = np.flatnonzero(blank)
    blank[rows] = np.asarray(_strip(frame.iloc[rows].to_numpy(dtype=object)) == "", dtype=np.bool_).all(axis=1)
    return blank


_strip = np.frompyfunc(str.strip, 1, 1)

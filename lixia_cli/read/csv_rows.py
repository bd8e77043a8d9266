"""Rows below the header of a CSV file: where they are, what they become, and whether each fits the header."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lixia_cli.files.problems import LISTED, InputError, Place, Problem
from lixia_cli.model.arrays import Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Column
from lixia_cli.read.csv_text import LINE_END, SEPARATORS, cell_limit, records
from lixia_cli.text.messages import N_, Message


class Body(NamedTuple):
    """What is below the header."""

    content: bytes
    """A text in UTF-8."""
    first: int
    """Number of the first line below the header."""
    separator: str
    width: int
    """Fields in each row of a file."""
    positions: list[int]
    """The columns wanted."""
    numbers: frozenset[int] = frozenset()
    """Those of them that may be read as floats."""
    points_only: bool = True
    """A point in a number can only be a decimal one."""
    begin: int = 0
    """Where in the content the line after the header starts."""
    end: int | None = None
    """Where in the content the last row ends; None for its end."""

    def rows(self) -> bytes:
        """Return the bytes of the rows alone."""
        return self.content[self.begin : self.end]


class Rows(NamedTuple):
    """The rows of a file."""

    columns: Mapping[int, Column]
    """Columns as in `Records.table`, by their position."""
    odd: Mapping[int, Coded]
    """The cells of columns of float64 that are more than their value, as written; empty for others, see `Records`."""
    lines: Sequence[int] | Ints
    """The line of each row."""


@dataclass
class Fitter:
    """Fits rows to the header; keeps the first problems and counts the rest."""

    file: str
    separator: str
    width: int
    """Columns of the header, without those at its end that have no heading."""
    numeric: Sequence[int]
    """Positions of the columns that hold numbers, years or periods."""
    count: int = 0
    _problems: list[Problem] = field(default_factory=list)

    def anew(self) -> Fitter:
        """Return the same without any problem."""
        return Fitter(self.file, self.separator, self.width, self.numeric)

    def fit(self, line: int, cells: list[str]) -> list[str]:
        """Return the cells of the row in `line`, one for each column; none for a blank row and for one that can't fit.

        Empty cells at the end may be more than there are columns. Cells that are left out are an error: a file that
        was cut off looks like that, and so does a comma inside a number.
        """
        filled = max((number for number, cell in enumerate(cells, 1) if cell and not cell.isspace()), default=0)
        if filled == 0:
            return []
        values = {"found": len(cells), "wanted": self.width, "separator": SEPARATORS[self.separator]}
        if filled > self.width:
            template = N_("{found} fields where the header has {wanted}; quote cells that contain a {separator}")
            self._add(line, Message(template, values))
            return []
        if len(cells) < self.width:
            template = N_(
                "{found} fields where the header has {wanted}; empty ones at the end need their {separator} too"
            )
            self._add(line, Message(template, values))
            return []
        return cells[: self.width]

    def check_line_breaks(self, line: int, cells: list[str]) -> None:
        """Report a cell that holds whole rows: its quote was meant to end on its first line, and a later one closes it.

        Such a cell, cut at its line breaks, gives rows that fit the header and have digits where numbers belong.
        """
        for position, cell in enumerate(cells):
            first, *others = LINE_END.split(cell)
            if others:
                rows = [part.split(self.separator) for part in others]
                rows[-1] += cells[position + 1 :]
                fits = position + len(first.split(self.separator)) == self.width
                if fits and all(self._is_row(row) for row in rows):
                    template = N_('the quote (") opened here closes in line {line}; what is between looks like rows')
                    self._add(line, Message(template, {"line": line + len(others)}))
            line += len(others)

    def finish(self) -> None:
        """Raise InputError if there was a problem."""
        if self.count:
            raise InputError(self._problems, self.count)

    def _is_row(self, cells: list[str]) -> bool:
        if len(cells) != self.width:
            return False
        filled = [cells[position] for position in self.numeric if cells[position].strip()]
        return bool(filled) and all(any(map(str.isdigit, cell)) for cell in filled)

    def _add(self, line: int, message: Message) -> None:
        self.count += 1
        if len(self._problems) < LISTED:
            self._problems.append(Problem(Place(self.file, line), message))


def rows_that_fit(body: Body, fitter: Fitter) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of each row, by Python's csv; reports those that don't fit the header to `fitter`.

    Passes over blank lines. Raises InputError for a quote that is never closed or closed before other text.
    """
    content = body.rows()

    def open_lines() -> Iterator[str]:
        return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")

    with cell_limit():
        for line, following, cells in records(open_lines, body.separator, fitter.file, body.first):
            if following > line + 1:
                fitter.check_line_breaks(line, cells)
            fitting = cells if len(cells) == fitter.width else fitter.fit(line, cells)
            if fitting:
                yield line, fitting

"""Rows below the header of a CSV file: whether each fits the header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lixia_cli.files.problems import LISTED, InputError, Place, Problem
from lixia_cli.read.csv_text import LINE_END, SEPARATORS
from lixia_cli.text.messages import N_, Message


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

"""Grid: the cells of a source as rows of text, before anything is known of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lixia_cli.files.problems import Place
from lixia_cli.read.notation import Notation
from lixia_cli.text.messages import Message


@dataclass(frozen=True)
class Grid:
    """The cells of a CSV file or of a worksheet, as text."""

    label: str
    """The source as messages name it: FILE, or FILE#SHEET."""
    rows: Sequence[Sequence[str]]
    """The cells of each row. Those of a text may have different lengths."""
    numbers: Sequence[int]
    """The number of each row in the source: the line on which it starts, or the row of the worksheet."""
    separator: str = ""
    """What separates the cells of a text; empty for a worksheet, whose cells are named like C7."""
    notation: Notation = Notation.POINT
    typed: bool = False
    """The numbers were numbers in the source: no notation is to be named for them."""
    notes: tuple[Message, ...] = ()
    """Notes on reading: an assumed encoding, say."""
    first_column: int = 0
    """Of a worksheet, how many columns are to the left of the first cell."""
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """Of a worksheet, the blocks of merged cells by their first and last cell, each by its positions; only the first
    has a text."""

    def place(self, row: int, column: int | None = None, header: str = "") -> Place:
        """Return the location of a cell by its positions (from 0), or of a row; `header` is that of its column."""
        number = self.numbers[row]
        if self.separator:
            return Place(self.label, number, header)
        letters = "" if column is None else column_letters(column + self.first_column)
        return Place(self.label, column=header, cell=f"{letters}{number}")

    def is_blank(self, row: int) -> bool:
        """Return whether a row has nothing in any cell."""
        return not any(cell and not cell.isspace() for cell in self.rows[row])


def filled(cells: Sequence[str]) -> list[int]:
    """Return the positions of the cells that have a text."""
    return [position for position, cell in enumerate(cells) if cell and not cell.isspace()]


def column_letters(position: int) -> str:
    """Return the name that spreadsheets give a column, by its position from 0.

    >>> column_letters(2), column_letters(25), column_letters(26), column_letters(702)
    ('C', 'Z', 'AA', 'AAA')
    """
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

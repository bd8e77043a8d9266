"""What a workbook may hold at most, and the errors that refuse it."""

from __future__ import annotations

from dataclasses import dataclass

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.read.source import MEGABYTE
from lixia_cli.text.messages import N_, Message

FILE_LIMIT = 100 * MEGABYTE
"""Bytes of the file."""
UNPACKED_LIMIT = 512 * MEGABYTE
"""Bytes of all parts of the file, unpacked."""
PART_LIMIT = 32 * MEGABYTE
"""Bytes of a part that is read as a whole: the lists of sheets and of number formats."""
DIRECTORY_LIMIT = 2 * MEGABYTE
"""Bytes of the directory of the archive: some 20,000 parts."""
SHEET_LIMIT = 1000
CELL_LIMIT = 5_000_000
"""Cells of a sheet: rows times columns of the smallest rectangle that holds them all."""
MERGED_LIMIT = 1_000_000
"""Blocks of merged cells of a sheet."""
TEXT_LIMIT = 256_000_000
"""Characters in all cells of a sheet."""


def refused(file: str, message: Message) -> InputError:
    """Return the error that refuses a whole file, or a whole sheet where `file` names one."""
    return InputError([Problem(Place(file), message)])


def damaged(file: str) -> InputError:
    """Return the error for a file that is not what it begins like."""
    return refused(file, Message("is damaged or cut off; open it in a spreadsheet program and save it again"))


def encrypted(file: str) -> InputError:
    """Return the error for a file that needs a password."""
    return refused(file, Message("is protected by a password; save it without one"))


@dataclass
class Extent:
    """The smallest rectangle that holds the cells seen so far, and the number of their characters.

    Both are kept within the limits, so that no sheet takes more memory than that.
    """

    label: str
    """The sheet, as messages name it."""
    top: int = -1
    left: int = -1
    bottom: int = -1
    right: int = -1
    characters: int = 0

    def add(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Take in a rectangle of cells by its first row and column (from 0). Raises InputError beyond the limit."""
        if self.top < 0:
            self.top, self.left = row, column
        elif rows == columns == 1 and self.top <= row <= self.bottom and self.left <= column <= self.right:
            return
        self.top = min(self.top, row)
        self.left = min(self.left, column)
        self.bottom = max(self.bottom, row + rows - 1)
        self.right = max(self.right, column + columns - 1)
        if (self.bottom - self.top + 1) * (self.right - self.left + 1) > CELL_LIMIT:
            template = N_("has more than {limit} cells from its first to its last, the most that are read; split it")
            raise refused(self.label, Message(template, {"limit": CELL_LIMIT}))

    def add_characters(self, count: int) -> None:
        """Count characters. Raises InputError beyond the limit."""
        self.characters += count
        if self.characters > TEXT_LIMIT:
            template = N_("has more than {limit} characters, the most that are read; split it")
            raise refused(self.label, Message(template, {"limit": TEXT_LIMIT}))

    @property
    def is_empty(self) -> bool:
        """Whether no cell was seen."""
        return self.top < 0

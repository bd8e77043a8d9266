"""What is known of a sheet besides the values that python-calamine gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from lixia_cli.read.workbooks.limits import MERGED_LIMIT, Extent, damaged
from lixia_cli.read.workbooks.number_formats import Kind, date_text, kind, shown
from lixia_cli.read.workbooks.rich_text import SharedTexts

Cell = tuple[int, int]
"""A cell by its row and column, from 0."""


class Sheet(NamedTuple):
    """A sheet of a workbook."""

    name: str
    hidden: bool
    part: str = ""
    """The part of the archive with its cells."""


@dataclass
class Details:
    """What a sheet says of its cells that python-calamine leaves out."""

    extent: Extent
    texts: dict[Cell, str] = field(default_factory=dict)
    """Cells that mean more than their value: errors, numbers shown as percent or with words, months."""
    decorated: list[Cell] = field(default_factory=list)
    """The cells among them that are numbers, shown as percent or with words."""
    scaled: dict[Cell, str] = field(default_factory=dict)
    """Numbers that are shown with other digits, with the number format."""
    shown_as: dict[Cell, str] = field(default_factory=dict)
    """Those of .ods files, with what is shown."""
    unsaved: list[Cell] = field(default_factory=list)
    """Formulas without a saved result."""
    merged: list[tuple[Cell, Cell]] = field(default_factory=list)
    """The first and the last cell of each block that is merged."""
    struck: list[Cell] = field(default_factory=list)
    """Texts of which a part is struck through."""
    struck_cells: int = 0
    """How many cells are struck through as a whole."""
    hidden_rows: int = 0
    hidden_columns: int = 0

    def add_merged(self, first: Cell, last: Cell) -> None:
        """Take in a block of merged cells. Raises InputError beyond the limit."""
        if first != last:
            self.merged.append((first, last))
        if len(self.merged) > MERGED_LIMIT:
            raise damaged(self.extent.label)

    def add_shared_text(self, cell: Cell, number: int, texts: SharedTexts) -> None:
        """Take in what the fonts say of a text that cells share."""
        if number in texts.raised:
            self.texts[cell] = texts.raised[number]
        if number in texts.struck:
            self.struck.append(cell)

    def add_number(self, cell: Cell, number: float, code: str, since_1904: bool) -> None:
        """Take in what a number format makes of a number, if that is more than its digits."""
        meant = kind(code, number)
        if meant in (Kind.SCALED, Kind.HIDDEN):
            self.scaled[cell] = code
        elif meant is Kind.NUMBER:
            text = shown(code, number)
            if text is not None:
                self.texts[cell] = text
                self.decorated.append(cell)
        elif meant is not Kind.TIME:
            text = date_text(meant, number, since_1904)
            if text is not None:
                self.texts[cell] = text


class Workbook(Protocol):
    """A workbook of one of the formats."""

    sheets: list[Sheet]
    """Its worksheets, in their order."""

    def details(self, sheet: Sheet, label: str) -> Details:
        """Scan a sheet, called `label` in messages. Raises InputError beyond the limits."""

    def content(self, sheet: Sheet) -> bytes:
        """Return the bytes of a workbook that has this sheet at least."""

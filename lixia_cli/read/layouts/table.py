"""Table: the part of a grid that is a header and rows, without titles above it and notes below it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.arrays import Texts
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.read.csv_rows import Fitter
from lixia_cli.read.grid import Grid, filled
from lixia_cli.read.headers import (
    declared_names,
    headers_not_found,
    name_columns,
    plain_header,
    repeated_columns,
)
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.header_rows import Header, read_header_rows
from lixia_cli.read.layouts.headings import Heading, read_heading
from lixia_cli.read.layouts.indicator_headers import set_apart
from lixia_cli.read.layouts.merged import refuse_figures, refuse_hidden
from lixia_cli.read.layouts.title_units import unit_said
from lixia_cli.read.notes_below import begins_like_note, may_be_note
from lixia_cli.text.messages import N_, Message


@dataclass(frozen=True)
class Table:
    """A header and the rows below it."""

    grid: Grid
    header: int
    """Position of the header among the rows of the grid."""
    headers: tuple[str, ...]
    names: tuple[str, ...]
    """The declared column that each header stands for; empty for none."""
    headings: tuple[Heading | None, ...]
    """What each header says of a period; None for one that names none, and for declared columns."""
    rows: tuple[int, ...]
    """Positions of the rows among those of the grid."""
    titles: tuple[int, ...] = ()
    """Positions of the rows above the header that have a text."""
    remarks: tuple[int, ...] = ()
    """Positions of the notes below the table."""
    notes: tuple[Message, ...] = ()
    """What was read out of a second row of the header."""

    @cached_property
    def cells(self) -> Texts:
        """The texts of the rows, without white space around them: one row for each, one column for each header.

        Raises InputError for rows that don't fit the header, and for texts below no heading, but for names of rows.
        """
        numeric = [position for position, heading in enumerate(self.headings) if heading is not None]
        cells = _fitted(self.grid, self.rows, len(self.headers), numeric)
        bare = [position for position, header in enumerate(self.headers) if position and not header.strip()]
        problems = [
            Problem(self.place(int(np.argmax(cells[:, position] != "")), position), Message(_NO_HEADING))
            for position in bare
            if (cells[:, position] != "").any()
        ]
        if problems:
            raise InputError(problems)
        numbers = {column.name for column in (*TARGET_COLUMNS, *ACTUAL_COLUMNS) if column.kind == "number"}
        refuse_hidden(self.grid, (self.header, *self.rows))
        self.refuse_merged([*numeric, *(at for at, name in enumerate(self.names) if name in numbers)])
        return cells

    def refuse_merged(self, columns: Collection[int]) -> None:
        """Raise InputError for figures in cells of some columns that are merged with others of them."""
        refuse_figures(self.grid, self.rows, self.headers, columns)

    def place(self, row: int, column: int | None = None) -> Place:
        """Return the location of a cell, by its positions in `cells`."""
        return self.grid.place(self.rows[row], column, "" if column is None else self.headers[column])

    def header_place(self, column: int | None = None) -> Place:
        """Return the location of the header, or of the heading of a column."""
        return self.grid.place(self.header, column, "" if column is None else self.headers[column])

    def position(self, name: str) -> int | None:
        """Return the position of a declared column; None if the table lacks it."""
        return self.names.index(name) if name in self.names else None

    def declared(self) -> dict[str, int]:
        """Return the position of each declared column that the table has."""
        return {name: position for position, name in enumerate(self.names) if name}

    def unknown(self) -> list[int]:
        """Return the positions of the columns that are neither declared nor of a period."""
        return [
            position
            for position, header in enumerate(self.headers)
            if header.strip() and not self.names[position] and self.headings[position] is None
        ]

    def title_texts(self) -> list[str]:
        """Return the texts above the header."""
        return self._texts(self.titles)

    def remark_texts(self) -> list[str]:
        """Return the texts of the notes below the table."""
        return self._texts(self.remarks)

    def _texts(self, rows: Sequence[int]) -> list[str]:
        return [cell.strip() for row in rows for cell in self.grid.rows[row] if cell.strip()]


def find_table(grid: Grid, context: Context) -> Table | None:
    """Find the table in a grid; None where no row is a header, or more than titles is above it.

    The header is the first row most of whose cells are names of columns, of targets or of periods, one of them that of
    a column (or the first of them empty, as above the names of rows). Rows above it are titles, see `only_titles`.
    Below the table there may be notes: rows that begin like one (注：, Source: …), and rows of one text that a blank
    row separates from it.

    Raises InputError for a column that is there twice.
    """
    found = read_header_rows(grid, context)
    if found is None or not only_titles(grid, found.first):
        return None
    names, headings = _meanings(grid, found.first, found.texts, context)
    end = _end(grid, found.last, len(found.texts))
    rows = [row for row in range(found.last + 1, end) if not grid.is_blank(row)]
    rows, repeated = _without_headers(grid, rows, found, headings, context)
    titles = tuple(row for row in range(found.first) if not grid.is_blank(row))
    _refuse_units_within(grid, rows, titles)
    remarks = tuple(row for row in range(end, len(grid.rows)) if not grid.is_blank(row))
    notes = (*found.notes, *_said_marked(grid.label, found.texts, headings), *repeated)
    return Table(grid, found.first, found.texts, names, headings, tuple(rows), titles, remarks, notes)


def _refuse_units_within(grid: Grid, rows: Sequence[int], titles: Sequence[int]) -> None:
    """Raise InputError for a row that names a unit other than the titles do: that of the rows below it alone."""
    above = unit_said([cell for row in titles for cell in grid.rows[row]])
    template = N_(
        "'{text}' within the table holds for the rows below it; write each table into a file or sheet of its own"
    )
    problems = list[Problem]()
    for row in rows:
        texts = [grid.rows[row][position].strip() for position in filled(grid.rows[row])]
        if len(texts) <= _TITLE_CELLS and unit_said(texts) not in ("", above):
            problems.append(Problem(grid.place(row), Message(template, {"text": " ".join(texts)})))
    if problems:
        raise InputError(problems)


_TITLE_CELLS = 2
"""Texts that a title within a table has at most: 表2, 单位：万元."""


def _without_headers(
    grid: Grid, rows: list[int], found: Header, headings: Sequence[Heading | None], context: Context
) -> tuple[list[int], list[Message]]:
    """Return the rows without those that repeat the header, as pages do, and a note on these.

    Raises InputError for the header of another table, whose figures would be read below the periods of this one.
    """
    periods = [position for position, heading in enumerate(headings) if heading is not None]
    others = [row for row in rows if periods and _is_header(grid, row, periods, context)]
    if not others:
        return rows, []
    again = {row for row in others if [cell.strip() for cell in grid.rows[row]][: len(found.texts)] == [*found.texts]}
    template = N_("is the header of another table; write each table into a file or sheet of its own")
    problems = [Problem(grid.place(row), Message(template)) for row in others if row not in again]
    if problems:
        raise InputError(problems)
    note = Message(
        "{file}: rows that repeat the header are passed over: {count}", {"file": grid.label, "count": len(again)}
    )
    return [row for row in rows if row not in again], [note]


def _is_header(grid: Grid, row: int, periods: Sequence[int], context: Context) -> bool:
    """Whether a row has periods below those of the header, and a name of a column beside them or nothing above."""
    cells = grid.rows[row]
    below = (cells[position] for position in periods if position < len(cells) and cells[position].strip())
    first = next(below, "")
    if not re.search("(?:19|20)[0-9]{2}", first) or any(read_heading(cell) is None for cell in (first, *below)):
        return False
    if grid.is_blank(row - 1):
        return True
    known = declared_names(context.columns)
    return any(plain_header(cell) in known for cell in cells if cell.strip())


def _said_marked(file: str, headers: Sequence[str], headings: Sequence[Heading | None]) -> list[Message]:
    """Say which headings of periods are read without the footnote marks behind them."""
    marked = [text for text, heading in zip(headers, headings, strict=True) if heading and heading.marks]
    if not marked:
        return []
    template = N_("{file}: footnote marks behind headings are left out: {headings}")
    return [Message(template, {"file": file, "headings": ", ".join(marked)})]


def only_titles(grid: Grid, header: int) -> bool:
    """Return whether only titles are above the header: one text in each row, or two where a blank row is between.

    The World Bank writes "Data Source","World Development Indicators" so. Several texts right above the header may be
    headings over several columns, unless one of them is 单位：亿元.
    """
    blank = max((row for row in range(header) if grid.is_blank(row)), default=0)
    return all(_is_title(grid.rows[row], 2 if row < blank else 1) for row in range(header))


def _is_title(cells: Sequence[str], most: int) -> bool:
    """Whether a row has no more than so many texts, besides one that names the unit."""
    texts = [cells[position] for position in filled(cells)]
    units = sum(bool(unit_said([text])) for text in texts) if len(texts) > most else 0
    return len(texts) - min(units, 1) <= most


def _meanings(
    grid: Grid, header: int, headers: tuple[str, ...], context: Context
) -> tuple[tuple[str, ...], tuple[Heading | None, ...]]:
    columns = context.columns
    names, indicators = set_apart(headers, name_columns(headers, columns), context)
    problems = [
        Problem(grid.place(header, position, headers[position]), message)
        for position, message in repeated_columns(headers, names)
    ]
    problems += headers_not_found(headers, columns, grid.label)
    if problems:
        raise InputError(problems)
    headings = tuple(
        None if name or position in indicators else read_heading(headers[position])
        for position, name in enumerate(names)
    )
    return names, headings


def _end(grid: Grid, header: int, width: int) -> int:
    """Return the position behind the last row of the table: that of the first note below it, or of the end.

    `header` is the last row of the header, and `width` the number of its columns.
    """
    last = len(grid.rows)
    first = last
    while first - 1 > header and (grid.is_blank(first - 1) or may_be_note(grid.rows[first - 1], width)):
        first -= 1
    # A first note that begins like none has a blank row above it.
    for row in range(first, last):
        begins = begins_like_note(grid.rows[row])
        if begins or (row > first and not grid.is_blank(row) and grid.is_blank(row - 1)):
            return row
    return last


def _fitted(grid: Grid, rows: Sequence[int], width: int, numeric: Sequence[int]) -> Texts:
    """Return the cells of the rows, `width` of each. Raises InputError for rows of a text that don't fit the header."""
    if grid.separator:
        fitter = Fitter(grid.label, grid.separator, width, numeric)
        for row in rows:
            cells = list(grid.rows[row])
            written = "".join(cells)
            if "\n" in written or "\r" in written:
                fitter.check_line_breaks(grid.numbers[row], cells)
            if len(cells) != width:
                fitter.fit(grid.numbers[row], cells)
        fitter.finish()
    else:
        _check_width(grid, rows, width)
    fitted = np.full((len(rows), width), "", dtype=object)
    for number, row in enumerate(rows):
        cells = [cell.strip() for cell in grid.rows[row][:width]]
        fitted[number, : len(cells)] = cells
    return fitted


def _check_width(grid: Grid, rows: Sequence[int], width: int) -> None:
    """Raise InputError for a cell of a worksheet that has a text but no heading."""
    beyond = [(row, position) for row in rows for position in filled(grid.rows[row]) if position >= width]
    if beyond:
        problems = [Problem(grid.place(row, position), Message(_NO_HEADING)) for row, position in beyond]
        raise InputError(problems)


_NO_HEADING = N_("a text below no heading; give its column a heading, or take it out")

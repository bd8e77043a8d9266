"""The bytes of a workbook → the grid of one sheet, by python-calamine (an extra)."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.read.grid import Grid, column_letters
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.workbooks.kinds import open_workbook
from lixia_cli.read.workbooks.limits import SHEET_LIMIT, damaged, encrypted, refused
from lixia_cli.read.workbooks.sheet import Cell, Details, Sheet, Workbook
from lixia_cli.text.comparison import comparable
from lixia_cli.text.messages import N_, Message

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
_BEGINS_WITH_DIGIT = re.compile(r"\W*\d")
_NAMED = 20
"""How many sheets a message names at most."""


def read_workbook(
    content: bytes, file: str, name: str | None, context: Context, has_table: Callable[[Grid, Context], bool]
) -> Grid:
    """Read one sheet of a workbook: the one of that name, else the only one that has a table of the columns wanted.

    `has_table` says whether a sheet has one: `registry.has_table`, or a shorter look. Raises InputError where that is
    not one sheet, for what is no workbook that can be read or is beyond the limits, and for cells that have no value:
    formulas that were never calculated.
    """
    book = open_workbook(content, file)
    if len(book.sheets) > SHEET_LIMIT:
        template = N_("has more than {limit} sheets, the most that are read; split it")
        raise refused(file, Message(template, {"limit": SHEET_LIMIT}))
    if name is not None:
        return _grid(book, _named(book, name, file), file)
    return _only_table(book, file, context, has_table)


def _named(book: Workbook, name: str, file: str) -> Sheet:
    """Return the sheet of that name, without regard to case, width and spaces where only one is like it."""
    same = [sheet for sheet in book.sheets if sheet.name == name]
    same = same or [sheet for sheet in book.sheets if comparable(sheet.name) == comparable(name)]
    if len(same) != 1:
        template = N_("has no sheet '{name}'; it has {sheets}")
        raise refused(file, Message(template, {"name": name, "sheets": _listed([sheet.name for sheet in book.sheets])}))
    return same[0]


def _only_table(book: Workbook, file: str, context: Context, has_table: Callable[[Grid, Context], bool]) -> Grid:
    """Return the one visible sheet with content, of several the one with a table."""
    visible = [sheet for sheet in book.sheets if not sheet.hidden]
    filled = [sheet for sheet in visible if not book.details(sheet, f"{file}#{sheet.name}").extent.is_empty]
    if not filled:
        hidden = [sheet.name for sheet in book.sheets if sheet.hidden]
        if hidden:
            template = N_("has hidden sheets only; name the one to be read, as in {example}")
            raise refused(file, Message(template, {"example": f"{file}#{hidden[0]}"}))
        raise refused(file, Message("has no sheet with any content"))
    if len(filled) == 1:
        return _grid(book, filled[0], file)
    tables = [sheet for sheet in filled if has_table(_grid(book, sheet, file, checked=False), context)]
    if len(tables) != 1:
        names = [sheet.name for sheet in tables or filled]
        template = N_("has several sheets: {sheets}; name the one to be read, as in {example}")
        raise refused(file, Message(template, {"sheets": _listed(names), "example": f"{file}#{names[0]}"}))
    others = [sheet.name for sheet in filled if sheet is not tables[0]]
    values = {"file": file, "sheet": tables[0].name, "others": _listed(others)}
    note = Message("{file}: sheet '{sheet}' is read, the only one with a table; not {others}", values)
    return _grid(book, tables[0], file, note)


def _listed(names: Sequence[str]) -> str:
    named = ", ".join(f"'{name}'" for name in names[:_NAMED])
    return f"{named}, …" if len(names) > _NAMED else named


def _grid(book: Workbook, sheet: Sheet, file: str, *notes: Message, checked: bool = True) -> Grid:
    """Return the cells of a sheet as texts. Raises InputError for cells without a value, if they are `checked`."""
    label = f"{file}#{sheet.name}"
    details = book.details(sheet, label)
    if details.extent.is_empty:
        raise refused(label, Message("has no content"))
    rows, (top, left) = _values(book.content(sheet), sheet.name, file)
    texts = [[_text(value) for value in row] for row in rows]
    for (row, column), text in details.texts.items():
        if not (0 <= row - top < len(texts) and 0 <= column - left < len(texts[row - top])):
            raise damaged(label)
        texts[row - top][column - left] = text
    grid = Grid(
        label,
        texts,
        range(top + 1, top + 1 + len(texts)),
        typed=True,
        notes=(*notes, *_notes(details, label)),
        first_column=left,
        merged=tuple(
            ((row - top, column - left), (last_row - top, last_column - left))
            for (row, column), (last_row, last_column) in details.merged
        ),
    )
    if checked:
        _check(grid, details, (top, left))
    return grid


def _values(content: bytes, name: str, file: str) -> tuple[list[list[Value]], Cell]:
    """Return the rows of a sheet, and its first row and column."""
    calamine = _calamine(file)
    try:
        sheet: CalamineSheet = calamine.load_workbook(io.BytesIO(content)).get_sheet_by_name(name)
        return sheet.to_python(), sheet.start or (0, 0)
    except calamine.PasswordError as error:
        raise encrypted(file) from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # its Rust code may panic, which is no Exception
        raise damaged(file) from error


def _calamine(file: str):  # type: ignore[no-untyped-def]  # a module
    """Return the library, which only the extra installs. Raises InputError without it."""
    try:
        import python_calamine
    except ImportError as error:
        template = N_("is a workbook, which needs python-calamine: {command}")
        raise refused(file, Message(template, {"command": "pip install 'lixia-cli[excel]'"})) from error
    return python_calamine


def _text(value: Value) -> str:
    """Return a value as a text file would spell it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value)


def _notes(details: Details, label: str) -> list[Message]:
    """Say what in a sheet is not read literally."""
    notes = []
    if details.decorated:
        row, column = details.decorated[0]
        values = {"file": label, "text": details.texts[row, column], "count": len(details.decorated)}
        template = N_("{file}: numbers read as their number format shows them, such as {text}: {count}")
        notes.append(Message(template, values))
    if details.hidden_rows or details.hidden_columns:
        values = {"file": label, "rows": details.hidden_rows, "columns": details.hidden_columns}
        notes.append(Message("{file}: hidden rows ({rows}) and columns ({columns}) are read like the others", values))
    if details.struck_cells:
        values = {"file": label, "count": details.struck_cells}
        notes.append(Message("{file}: cells struck through ({count}) are read like the others", values))
    return notes


def _check(grid: Grid, details: Details, start: Cell) -> None:
    """Raise InputError for formulas without a result, and for numbers that are shown as others."""
    top, left = start
    unsaved = Message("this formula has no saved result; open the file in a spreadsheet program and save it")
    problems = [_problem(grid, row, column, unsaved) for row, column in details.unsaved]
    for row, column in details.struck:
        text = grid.rows[row - top][column - left]
        if _BEGINS_WITH_DIGIT.match(text):
            template = N_("a part of '{text}' is struck through; delete what no longer holds")
            problems.append(_problem(grid, row, column, Message(template, {"text": text})))
    for (row, column), code in details.scaled.items():
        text = grid.rows[row - top][column - left]
        template = N_("is {number}, but its number format ({format}) shows other digits; give it a plain format")
        problems.append(_problem(grid, row, column, Message(template, {"number": text, "format": code})))
    for (row, column), shown in details.shown_as.items():
        text = grid.rows[row - top][column - left]
        template = N_("is {number}, but shown as '{text}'; give it a plain number format")
        problems.append(_problem(grid, row, column, Message(template, {"number": text, "text": shown})))
    if problems:
        raise InputError(problems)


def _problem(grid: Grid, row: int, column: int, message: Message) -> Problem:
    return Problem(Place(grid.label, cell=f"{column_letters(column)}{row + 1}"), message)

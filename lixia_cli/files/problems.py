"""Problems in input files, each with its location."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from lixia_cli.text.messages import Message
from lixia_cli.text.width import plain

IN_FILES = ("duckdb", "sqlite")
"""Engines whose databases are files: their URLs are paths."""
STANDARD_INPUT = "-"
"""The file name that means standard input."""


def file_label(source: str) -> str:
    """Return the name of a file in messages; that of a database has no user, password or parameters in it.

    >>> file_label("postgresql://me:secret@host/db?sslmode=require#actuals"), file_label("a.csv")
    ('postgresql://host/db#actuals', 'a.csv')
    """
    scheme, mark, rest = source.partition("://")
    if mark and scheme.replace("+", "").isalnum():
        return f"{scheme}://{_without_secrets(rest, in_file=scheme.lower() in IN_FILES)}"
    return "<stdin>" if source == STANDARD_INPUT else source


def _without_secrets(place: str, in_file: bool) -> str:
    """Return what stands behind the scheme of a URL without user, password and parameters.

    Of one that has an @ where none can be, nothing is shown: anything could be a part of a password.
    """
    url, mark, table = place.rpartition("#") if "#" in place else (place, "", "")
    if in_file:
        return f"{url.partition('?')[0]}{mark}{table}"
    authority = re.split("[/?#]", place, maxsplit=1)[0]
    if "@" in place[len(authority) :]:
        return "…" + ("" if "@" in table else f"{mark}{table.partition('?')[0]}")
    host = authority.rpartition("@")[2]
    name, colon, port = host.rpartition(":")
    if colon and not port.isdigit() and not port.endswith("]"):
        host = name  # what is no port may be a password, behind which the @ is missing
    return f"{host}{url[len(authority) :].partition('?')[0]}{mark}{table.partition('?')[0]}"


SHOWN = 20
"""How many problems a command prints at most; the rest are counted."""
LISTED = 10_000
"""How many problems ``lixia check`` lists at most, and how many warnings; the rest are counted."""


class Place(NamedTuple):
    """The location of a problem: a file, and row and column as far as they are known."""

    file: str
    """The file as messages name it; of a workbook FILE#SHEET, of a frame its name."""
    line: int = 0
    """Line of a text file, counted from 1; 0 for the whole file."""
    column: str = ""
    """Header of the column as written in the input; empty for the whole row."""
    cell: str = ""
    """Of a worksheet: C7, or 7 for the whole row."""
    row: str = ""
    """Of a frame: the row's label."""

    def text(self) -> str:
        """Return ``file:line: column: ``, ``file#sheet!C7: column: `` or ``frame[row]: column: ``."""
        if self.line:
            position = f":{self.line}"
        elif self.cell:
            position = f"!{self.cell}"
        else:
            position = f"[{self.row}]" if self.row else ""
        return f"{self.file}{position}: " + (f"{self.column}: " if self.column else "")

    def row_name(self, file: str) -> Message:
        """Name the row in a sentence about a row of `file`: line 7, or line 7 of other.csv."""
        if self.line:
            row = Message("line {line}", {"line": self.line})
        else:
            row = Message("row {row}", {"row": self.row or self.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")})
        return row if self.file == file else Message("{row} of {file}", {"row": row, "file": self.file})


class Problem(NamedTuple):
    """One problem at one location of an input."""

    place: Place
    message: Message

    def text(self, translate: Callable[[str], str]) -> str:
        """Return ``file:line: column: what is wrong, and what would be right``."""
        return plain(self.place.text() + self.message.text(translate))

    def __str__(self) -> str:
        """Return the problem in English."""
        return self.text(str)


def in_order_of_lines(problems: Sequence[Problem], files: Sequence[str]) -> list[Problem]:
    """Return problems in the order of files and their lines; those in rows without a line stay as they are."""
    number = {file: at for at, file in enumerate(files)}
    return sorted(problems, key=lambda problem: (number.get(problem.place.file, -1), problem.place.line))


class InputError(Exception):
    """The input has problems. `str` gives the first of them, a line each, in the order of the files."""

    def __init__(self, problems: list[Problem], count: int | None = None, shown: int = SHOWN) -> None:
        self.problems = problems
        """The first of them."""
        self.shown = shown
        """How many of them are to be printed."""
        self.count = len(problems) if count is None else count
        """Total number of problems, including those not in `problems`."""
        super().__init__(self.problems, self.count, self.shown)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[: self.shown]]
        more = self.count - len(lines)
        return "\n".join([*lines, f"and {more} more"] if more else lines)

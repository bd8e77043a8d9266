"""Problems in input files, each with its file, line and column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lixia_cli.text.messages import Message
from lixia_cli.text.width import plain

STANDARD_INPUT = "-"
"""The file name that means standard input."""


def file_label(source: str) -> str:
    """The name of a file in messages."""
    return "<stdin>" if source == STANDARD_INPUT else source


SHOWN = 20
"""How many problems are printed; the rest are counted."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one place of one file."""

    file: str
    message: Message
    line: int = 0
    """Line of the file, from 1; 0 where the whole file is meant."""
    column: str = ""
    """Header of the column as it stands in the file; empty where the whole line is meant."""

    def text(self, translate: Callable[[str], str]) -> str:
        """``file:line: column: what is wrong, and what would be right``."""
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: "
        column = f"{self.column}: " if self.column else ""
        return plain(f"{place}{column}{self.message.text(translate)}")


class InputError(Exception):
    """The input has problems. Carries the first of them, in the order of the files, and their number."""

    def __init__(self, problems: list[Problem], count: int | None = None) -> None:
        self.problems = problems[:SHOWN]
        """The first of them."""
        self.count = len(problems) if count is None else count
        """How many there are in all, also those that are not in `problems`."""
        super().__init__(f"{self.count} problems")

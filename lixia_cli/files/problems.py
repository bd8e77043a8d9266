"""What can be wrong with the input, each with the place where it stands.

A message is an English template and its values, so that whoever prints it can translate the template first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lixia_cli.text_width import plain

STANDARD_INPUT = "-"
"""What stands for standard input where a file is named."""


def file_label(source: str) -> str:
    """What messages call a file."""
    return "<stdin>" if source == STANDARD_INPUT else source


SHOWN = 20
"""How many problems are printed; the rest are counted."""


@dataclass(frozen=True)
class Message:
    """A sentence for people: an English template, and what fills it."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    """What stands in its braces; another Message there is translated too."""

    def text(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`."""
        values = {
            name: value.text(translate) if isinstance(value, Message) else value for name, value in self.values.items()
        }
        return translate(self.template).format(**values)


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
    """The input can't be used. Carries the first problems in the order of the files, and how many there are."""

    def __init__(self, problems: list[Problem], count: int | None = None) -> None:
        self.problems = problems[:SHOWN]
        """The first of them."""
        self.count = len(problems) if count is None else count
        """How many there are in all, also those that are not in `problems`."""
        super().__init__(f"{self.count} problems")


class RequestError(Exception):
    """The input is sound, but what was asked of it is not there (an unknown plan, say)."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.template)

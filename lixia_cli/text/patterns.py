"""Regular expressions that are compiled when first used: most of them are for input that few files have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property


class Pattern:
    """A regular expression with the methods of `re.Pattern` that lixia uses.

    >>> Pattern("[0-9]+").fullmatch("2025")[0]
    '2025'
    """

    def __init__(self, form: str, flags: int = 0) -> None:
        self._form = form
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self._form, self._flags)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match at `start`."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the whole text."""
        return self.compiled.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first match."""
        return self.compiled.search(text)

    def findall(self, text: str) -> list[str]:
        """Return the text of every match."""
        return self.compiled.findall(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield every match."""
        return self.compiled.finditer(text)

    def sub(self, replacement: str, text: str) -> str:
        """Replace every match."""
        return self.compiled.sub(replacement, text)

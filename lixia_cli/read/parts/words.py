"""The texts that stand in columns of actuals, in the words of lixia."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lixia_cli.model.coded import Coded
from lixia_cli.read.conventions import Conventions
from lixia_cli.text.comparison import same_word


class _Column(NamedTuple):
    """What the words of a column stand for, by their forms that `same_word` returns."""

    words: Mapping[str, str]
    default: str
    codes: Mapping[str, str]


class Words:
    """What texts in the columns of actuals are read as, by conventions."""

    def __init__(self, conventions: Conventions) -> None:
        self._conventions = conventions
        self._columns = {column.name: column for column in conventions.declared("actuals")}
        self._known = dict[str, _Column]()
        """Of columns that were asked for."""

    def column(self, name: str, texts: Coded) -> Coded:
        """Return a column of texts as they are read."""
        return texts.map(lambda text: self.read_as(name, text.strip()))

    def read_as(self, name: str, text: str) -> str:
        """Return what a text in a column is read as, a code where it stands for one."""
        column = self._known.get(name) or self._known.setdefault(name, self._column(name))
        text = (column.words.get(same_word(text), text) if column.words else text) or column.default
        return column.codes.get(same_word(text), text) if column.codes else text

    def _column(self, name: str) -> _Column:
        words = {same_word(word): text for word, text in self._conventions.words.get(name, {}).items()}
        choices = self._columns[name].choices
        codes = {same_word(spelling): code for code, others in choices.items() for spelling in (code, *others)}
        return _Column(words, self._conventions.defaults.get("actuals", {}).get(name, ""), codes)

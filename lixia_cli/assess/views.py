"""Choose, order and group the rows of the table of `assess` by its columns, with values as people call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import FLAGS, flag_column
from lixia_cli.assess.selection import LIGHT_WORDS
from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.assessed_columns import WHOLE_NUMBERS
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.further import PREFIX
from lixia_cli.model.names import Names
from lixia_cli.model.periods import parse_period
from lixia_cli.model.records import whole_numbers
from lixia_cli.model.schema import DOMAINS, TARGET_COLUMNS
from lixia_cli.model.table import Table
from lixia_cli.model.words import FINALITIES
from lixia_cli.text.comparison import same_word
from lixia_cli.text.i18n import LANGUAGES, translator
from lixia_cli.text.messages import N_, Message, RequestError
from lixia_cli.text.patterns import Pattern
from lixia_cli.text.suggestions import closest, listed_choices

WORST = "worst"
"""The order that begins with what is furthest from its target."""
INDICATOR = "indicator"
"""Stands for the key and both names of an indicator."""
_IDENTITY = ("key", "name_zh", "name_en")
_CODES = {column.name: column.choices for column in TARGET_COLUMNS if column.choices} | {"latest_status": FINALITIES}
_LIGHTS = ("red", "yellow", "green", "grey")
_PERIODS = ("latest_period", "target_period", "next_due")
_CONDITION = Pattern(r"(?P<column>.+?)\s*(?P<sign>!=|！＝|≠|=|＝)\s*(?P<value>.*)", re.DOTALL)
_DIGITS = re.compile(r"(\d+(?:\.\d+)?)")


class Condition(NamedTuple):
    """A condition of ``--where``."""

    column: str
    """As written."""
    differs: bool
    """The value is the one that the rows must not have."""
    value: str
    """As written."""


def read_condition(text: str) -> Condition:
    """Read ``COLUMN=VALUE`` or ``COLUMN!=VALUE``. Raises RequestError for anything else."""
    found = _CONDITION.fullmatch(text.strip())
    if found is None:
        raise RequestError(
            Message("--where: '{text}' is no condition; write COLUMN=VALUE, or COLUMN!=VALUE", {"text": text})
        )
    return Condition(found["column"].strip(), found["sign"] not in ("=", "＝"), found["value"].strip())


class Values(NamedTuple):
    """The values of the table of `assess`, and what people may call them."""

    assessed: Table
    rules: RuleSet
    names: Names

    def holds(self, column: str, condition: Condition) -> Bools:
        """Return the rows for which a condition on a column of the table, or on INDICATOR, holds.

        Raises RequestError for a value that the column can't have.
        """
        if column == "flags":
            code = self._one(column, condition.value, {code: [code] for code in FLAGS})[0]
            found = self.assessed.bools(flag_column(code))
        elif column == INDICATOR:
            called = [self.assessed.texts(name) for name in _IDENTITY]
            words = _words((text, (text,)) for texts in called for text in texts.unique())
            wanted = self._one(column, condition.value, words)
            found = np.logical_or.reduce([texts.is_in(wanted) for texts in called])
        elif self._is_number(column):
            found = self._equals(column, condition.value)
        else:
            found = self.assessed.texts(column).is_in(self._one(column, condition.value, self._spellings(column)))
        return ~found if condition.differs else found

    def order(self, column: str, down: bool = False) -> Ints:
        """Return the positions of the rows sorted by a column, or WORST first; what is unknown or empty comes last."""
        if column == WORST:
            places = {status.code: -place for place, status in enumerate(self.rules.statuses)}
            ranks = self.assessed.texts("status").read(lambda code: places.get(code, np.nan), np.float64)
            keys = [ranks, self.assessed.floats("pace")]
        else:
            keys = [self._keys(column)]
        # The last key is the first to sort by. Unknown ones come last whichever way the others are sorted.
        return np.lexsort([-key if down else key for key in reversed(keys)])

    def groups(self, column: str) -> list[str]:
        """Return the values of a column in the order in which tables of them stand; an empty one is the last."""
        there = self.texts(column).unique()
        known = self._known_order(column)
        ordered = sorted(there, key=known.index) if all(value in known for value in there) else there
        return [*filter(None, ordered), *([""] if "" in there else [])]

    def by_group(self, column: str) -> Ints:
        """Return the positions of the rows in the order of `groups` of a column."""
        places = {value: place for place, value in enumerate(self.groups(column))}
        return np.argsort(self.texts(column).used().read(places.__getitem__, np.int64), kind="stable")

    def _known_order(self, column: str) -> list[str]:
        if column == "status":
            return [status.code for status in self.rules.every_status()]
        if column == "light":
            return list(_LIGHTS)
        return [*_CODES.get(column, ()), ""]

    def _is_number(self, column: str) -> bool:
        return not isinstance(self.assessed[column], Coded)

    def texts(self, column: str) -> Coded:
        """Return a column by whose values rows are grouped as texts, whole numbers without decimals."""
        if not self._is_number(column):
            return self.assessed.texts(column)
        numbers = self.assessed[column]
        whole = column in WHOLE_NUMBERS
        texts = map(str, whole_numbers(numbers) if whole else numbers.tolist())
        return Coded.of(np.array(["" if text == "None" else text for text in texts], dtype=object))

    def _equals(self, column: str, text: str) -> Bools:
        cells = self.assessed.floats(column)
        if not text:
            return np.isnan(cells)
        try:
            return np.isclose(cells, float(text.replace(",", "")), rtol=1e-9, atol=0)
        except ValueError as error:
            values = {"column": column, "text": text}
            raise RequestError(Message("--where: {column} is a number, and '{text}' is none", values)) from error

    def _spellings(self, column: str) -> dict[str, list[str]]:
        """Return the values that a column can have by every word for them, in the form of `same_word`."""
        translate = [translator(language) for language in LANGUAGES]
        if column == "status":
            labels = ((status.code, status.labels()) for status in self.rules.every_status())
            return _words((code, (code, *(text for label in those for text in label))) for code, those in labels)
        if column == "light":
            return _words((light, (light, *words)) for light, words in LIGHT_WORDS.items())
        if column in _CODES:
            choices = _CODES[column].items()
            known = _words((code, (code, *others, *(say(code) for say in translate))) for code, others in choices)
            return known | {"": [""]}
        kind = column.removeprefix(PREFIX)
        present = self.assessed.texts(column).unique()
        titles = (
            {code: [say(title) for say in translate] for code, title in DOMAINS.items()} if kind == "domain" else {}
        )
        named = ((text, [self.names.name(kind, text, language) for language in LANGUAGES]) for text in present)
        return _words((text, (text, *names, *titles.get(text, ()))) for text, names in named) | {"": [""]}

    def _one(self, column: str, text: str, words: Mapping[str, list[str]]) -> list[str]:
        """Return the values that a text means. Raises RequestError, naming the nearest, if it means none."""
        values = [value for those in words.values() for value in those]
        if text in values:
            return [text]
        if same_word(text) in words:
            return words[same_word(text)]
        title = column.removeprefix(PREFIX)
        close = closest(text, [*values, *words])
        if close and close[0]:
            template = N_("--where: {column} has no '{text}'; is it '{close}'?")
            raise RequestError(Message(template, {"column": title, "text": text, "close": close[0]}))
        there = listed_choices(list(dict.fromkeys(values)))
        template = N_("--where: {column} has no '{text}'; available: {there}")
        raise RequestError(Message(template, {"column": title, "text": text, "there": there}))

    def _keys(self, column: str) -> Floats:
        """Return a number per row by which the rows are sorted; NaN where there is nothing."""
        if column == INDICATOR:
            name = self.assessed.texts("name_zh")
            cells = where(name == "", self.assessed.texts("key"), name)
        elif self._is_number(column):
            return self.assessed.floats(column)
        else:
            cells = self.assessed.texts(column)
        known = self._known_order(column)
        distinct = [text for text in cells.unique() if text]
        if all(text in known for text in distinct):
            ranks: dict[str, float] = {text: float(known.index(text)) for text in distinct}
        elif column in _PERIODS:
            times = {text: parse_period(text) for text in distinct}
            ranks = {text: period.time if period else np.nan for text, period in times.items()}
        else:
            ranks = {text: float(place) for place, text in enumerate(sorted(distinct, key=_natural))}
        return cells.read(lambda text: ranks.get(text, np.nan), np.float64)


def _words(spelt: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    """Return values by the forms of what they are called; several where they are called the same."""
    words: dict[str, list[str]] = {}
    for value, spellings in spelt:
        for form in dict.fromkeys(same_word(spelling) for spelling in spellings if spelling):
            words.setdefault(form, []).append(value)
    return words


def _natural(text: str) -> list[tuple[int, float, bytes]]:
    """Return a key that sorts numbers in texts by their size, and common Chinese characters by their sound.

    >>> sorted(["10月", "9月", "一", "丁"], key=_natural)
    ['9月', '10月', '丁', '一']
    """
    parts = _DIGITS.split(text)
    return [
        (0, float(part), b"") if place % 2 else (1, 0.0, part.casefold().encode("gb18030", "replace"))
        for place, part in enumerate(parts)
        if part
    ]

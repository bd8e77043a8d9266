"""Choose, order and group the rows of the assessed frame by its columns, with values as people call them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.remarks import FLAGS, flag_column
from lixia_cli.assess.selection import LIGHT_WORDS
from lixia_cli.model.arrays import Bools, Floats
from lixia_cli.model.further import PREFIX
from lixia_cli.model.grouping import per_distinct
from lixia_cli.model.names import Names
from lixia_cli.model.periods import parse_period
from lixia_cli.model.schema import DOMAINS, TARGET_COLUMNS
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
    """The values of an assessed frame, and what people may call them."""

    assessed: pd.DataFrame
    rules: RuleSet
    names: Names

    def holds(self, column: str, condition: Condition) -> Bools:
        """Return the rows for which a condition on a column of the frame, or on INDICATOR, holds.

        Raises RequestError for a value that the column can't have.
        """
        if column == "flags":
            rows = self.assessed[flag_column(self._one(column, condition.value, {code: [code] for code in FLAGS})[0])]
        elif column == INDICATOR:
            words = _words((text, (text,)) for name in _IDENTITY for text in self.assessed[name].unique())
            wanted = self._one(column, condition.value, words)
            rows = self.assessed[list(_IDENTITY)].isin(wanted).any(axis="columns")
        elif self._is_number(column):
            rows = self._equals(column, condition.value)
        else:
            rows = self.assessed[column].isin(self._one(column, condition.value, self._spellings(column)))
        found: Bools = np.asarray(rows, dtype=np.bool_)
        return ~found if condition.differs else found

    def order(self, column: str, down: bool = False) -> pd.Index:
        """Return the index of the rows sorted by a column, or WORST first; what is unknown or empty comes last."""
        if column == WORST:
            places = {status.code: -place for place, status in enumerate(self.rules.statuses)}
            keys = [self.assessed["status"].map(places).astype(np.float64), self.assessed["pace"]]
        else:
            keys = [pd.Series(self._keys(column), index=self.assessed.index)]
        frame = pd.DataFrame(dict(enumerate(keys)))
        ordered = frame.sort_values(list(frame.columns), ascending=not down, kind="stable", na_position="last")
        return ordered.index

    def groups(self, column: str) -> list[str]:
        """Return the values of a column in the order in which tables of them stand; an empty one is the last."""
        there = list(map(str, self.assessed[column].unique()))
        known = self._known_order(column)
        ordered = sorted(there, key=known.index) if all(value in known for value in there) else there
        return [*filter(None, ordered), *([""] if "" in there else [])]

    def _known_order(self, column: str) -> list[str]:
        if column == "status":
            return [status.code for status in self.rules.every_status()]
        if column == "light":
            return list(_LIGHTS)
        return [*_CODES.get(column, ()), ""]

    def _is_number(self, column: str) -> bool:
        return pd.api.types.is_numeric_dtype(self.assessed[column])

    def _equals(self, column: str, text: str) -> pd.Series:
        cells = self.assessed[column].astype(np.float64)
        if not text:
            return cells.isna()
        try:
            return pd.Series(np.isclose(cells, float(text.replace(",", "")), rtol=1e-9, atol=0), index=cells.index)
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
        present = self.assessed[column].unique()
        titles = (
            {code: [say(title) for say in translate] for code, title in DOMAINS.items()} if kind == "domain" else {}
        )
        named = (
            (text, [self.names.name(kind, text, language) for language in LANGUAGES]) for text in map(str, present)
        )
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
            cells = self.assessed["name_zh"].where(self.assessed["name_zh"] != "", self.assessed["key"])
        else:
            cells = self.assessed[column]
        if pd.api.types.is_numeric_dtype(cells):
            return np.asarray(cells.astype(np.float64), dtype=np.float64)
        known = self._known_order(column)
        distinct = [str(text) for text in cells.unique() if text]
        if all(text in known for text in distinct):
            ranks: dict[str, float] = {text: float(known.index(text)) for text in distinct}
        elif column in _PERIODS:
            times = {text: parse_period(text) for text in distinct}
            ranks = {text: period.time if period else np.nan for text, period in times.items()}
        else:
            ranks = {text: float(place) for place, text in enumerate(sorted(distinct, key=_natural))}
        found = per_distinct(cells.to_numpy(dtype=object), lambda text: ranks.get(text, np.nan))
        return np.asarray(found, dtype=np.float64)


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

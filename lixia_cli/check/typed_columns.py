"""One file being checked: its columns turned into types, its problems gathered."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from lixia_cli.check.numbers import parse_numbers
from lixia_cli.files.problems import SHOWN, Problem
from lixia_cli.model.arrays import Bools, Floats, Texts
from lixia_cli.model.grouping import per_distinct
from lixia_cli.model.schema import Column
from lixia_cli.model.units import PERCENT_UNITS, SCALE_WORDS, split_unit
from lixia_cli.read.records import Notation, Records
from lixia_cli.text.messages import Message

FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass
class Problems:
    """The problems of one input: the first of each kind in full, all of them counted."""

    records: Records
    count: int = 0
    _found: list[tuple[int, str, Message]] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    """What was read other than literally, for notes of the run."""

    def add(self, rows: Bools, column: str, describe: Callable[[int], Message]) -> None:
        """Report `column` in the rows where `rows` holds; `describe` is given the position of a row."""
        positions = np.flatnonzero(rows)
        self.count += len(positions)
        self._found += [(int(position), column, describe(int(position))) for position in positions[:SHOWN]]

    def first(self) -> list[Problem]:
        """The first problems in the order of the file, each with its place."""
        found = sorted(self._found, key=lambda problem: problem[0])[:SHOWN]
        return [Problem(self.records.place(row, column), message) for row, column, message in found]


class Sheet:
    """Turns the declared columns of records into typed columns, reporting what can't be read."""

    def __init__(self, records: Records, columns: Sequence[Column]) -> None:
        self.records = records
        self.problems = Problems(records)
        self._columns = {column.name: column for column in columns}

    def __len__(self) -> int:
        return len(self.records)

    def has(self, name: str) -> bool:
        """Whether the file has this column."""
        return name in self.records.headers

    def text(self, name: str) -> Texts:
        """The column as stripped text, with its default where empty. Reports empty cells of a needed column."""
        column = self._columns[name]
        if not self.has(name):
            return np.full(len(self), column.default, dtype=object)
        texts: Texts = _strip(self.records.frame[name].to_numpy(dtype=object))
        empty = texts == ""
        if column.needed and column.kind != "number":
            message = Message("is empty; {meaning}", {"meaning": Message(column.meaning)})
            self.problems.add(empty, name, lambda _: message)
        return np.where(empty, column.default, texts) if column.default else texts

    def choice(self, name: str) -> Texts:
        """The column as one of the codes it allows."""
        column = self._columns[name]
        codes = {spelling: code for code, others in column.choices.items() for spelling in (code, *others)}
        texts = self.text(name)
        chosen = per_distinct(texts, lambda text: codes.get(text, ""))
        wrong = (chosen == "") & (texts != "")

        def describe(row: int) -> Message:
            close = difflib.get_close_matches(texts[row].lower(), column.choices, n=1, cutoff=0.5)
            if close:
                return Message("'{text}' is not known; is it '{close}'?", {"text": texts[row], "close": close[0]})
            allowed = ", ".join(column.choices)
            return Message("'{text}' is not known; use one of: {allowed}", {"text": texts[row], "allowed": allowed})

        self.problems.add(wrong, name, describe)
        return chosen

    def numbers(self, name: str, units: Texts) -> Floats:
        """The column as numbers in the unit that stands beside each, NaN where not known.

        ``46%`` needs a unit of %, ``12.3万`` a unit without a scale word of its own.
        """
        column = self._columns[name]
        if not self.has(name):
            return np.full(len(self), np.nan)
        texts = self.text(name)
        numbers = parse_numbers(texts, grouped=self.records.notation is Notation.POINT)
        self.problems.add(
            numbers.bad,
            name,
            lambda row: Message("'{text}' is not a number; write it like 1910 or 46.5", {"text": texts[row]}),
        )
        if column.needed and name != "value":
            message = Message("is empty; a number is needed here")
            self.problems.add(numbers.missing, name, lambda _: message)
        with_suffix = numbers.suffix != ""
        if not with_suffix.any():
            return numbers.values
        scale = per_distinct(numbers.suffix, lambda suffix: SCALE_WORDS.get(suffix, 1)).astype(np.float64)
        percent = np.isin(numbers.suffix.astype(str), PERCENT_UNITS)
        own_scale = per_distinct(units, lambda unit: unit in SCALE_WORDS or split_unit(unit).scale > 1).astype(bool)
        fits = np.where(percent, units == numbers.suffix, ~own_scale)
        self.problems.add(
            with_suffix & ~fits & ~numbers.bad,
            name,
            lambda row: Message(
                "'{text}' does not go with the unit '{unit}'; write the plain number",
                {"text": texts[row], "unit": units[row]},
            ),
        )
        return numbers.values * scale

    def years(self, name: str) -> Floats:
        """The column as whole years, NaN where empty."""
        column = self._columns[name]
        if not self.has(name):
            return np.full(len(self), np.nan)
        texts = self.text(name)
        years = parse_numbers(per_distinct(texts, lambda text: text.removesuffix("年")))
        outside = ~years.missing & ~((years.values >= FIRST_YEAR) & (years.values <= LAST_YEAR))
        if column.needed:
            message = Message("is empty; {meaning}", {"meaning": Message(column.meaning)})
            self.problems.add(years.missing & (texts != ""), name, lambda _: message)
        broken = outside | (years.values % 1 > 0) | (years.suffix != "")
        self.problems.add(
            broken, name, lambda row: Message("'{text}' is not a year; write it like 2025", {"text": texts[row]})
        )
        return np.where(broken, np.nan, years.values)

    def row_name(self, row: int) -> Message:
        """Name a row in a message about another row: line 7."""
        return self.records.place(row).row_name(self.records.label)


_strip = np.frompyfunc(str.strip, 1, 1)

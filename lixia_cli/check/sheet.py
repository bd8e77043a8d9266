"""One file being checked: its columns turned into types, its problems gathered."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from lixia_cli.columns import Column
from lixia_cli.number_text import parse_numbers
from lixia_cli.problems import SHOWN, Message, Problem
from lixia_cli.read import Table
from lixia_cli.units import PERCENT_UNITS, SCALE_WORDS, split_unit

Mask = npt.NDArray[np.bool_] | pd.Series
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass
class Problems:
    """The problems of one table: the first of each kind in full, all of them counted."""

    table: Table
    count: int = 0
    _found: list[tuple[int, str, Message]] = field(default_factory=list)

    def add(self, rows: Mask, column: str, describe: Callable[[int], Message]) -> None:
        """Report `column` in the rows where `rows` holds; `describe` is given the position of a row."""
        positions = np.flatnonzero(np.asarray(rows))
        self.count += len(positions)
        self._found += [(int(position), column, describe(int(position))) for position in positions[:SHOWN]]

    def first(self) -> list[Problem]:
        """The first problems in the order of the file, each with its line."""
        found = sorted(self._found, key=lambda problem: problem[0])[:SHOWN]
        records = self.table.frame.index
        return [
            Problem(
                self.table.file,
                message,
                self.table.lines[int(records[position])],
                self.table.headers.get(column, column),
            )
            for position, column, message in found
        ]


class Sheet:
    """Turns the declared columns of a table into typed columns, reporting what can't be read."""

    def __init__(self, table: Table, columns: Sequence[Column]) -> None:
        self.table = table
        self.problems = Problems(table)
        self._columns = {column.name: column for column in columns}

    def __len__(self) -> int:
        return len(self.table.frame)

    def has(self, name: str) -> bool:
        """Whether the file has this column."""
        return name in self.table.headers

    def text(self, name: str) -> pd.Series:
        """The column as stripped text, with its default where empty. Reports empty cells of a needed column."""
        column = self._columns[name]
        if not self.has(name):
            return self._series(column.default)
        texts = self.table.frame[name].reset_index(drop=True).str.strip()
        empty = texts == ""
        if column.needed and column.kind != "number":
            message = Message("is empty; {meaning}", {"meaning": Message(column.meaning)})
            self.problems.add(empty, name, lambda _: message)
        return texts.mask(empty, column.default) if column.default else texts

    def choice(self, name: str) -> pd.Series:
        """The column as one of the codes it allows."""
        column = self._columns[name]
        codes = {spelling: code for code, others in column.choices.items() for spelling in (code, *others)}
        texts = self.text(name)
        chosen = texts.map(codes)
        wrong = chosen.isna() & (texts != "")

        def describe(row: int) -> Message:
            close = difflib.get_close_matches(texts[row].lower(), column.choices, n=1, cutoff=0.5)
            if close:
                return Message("'{text}' is not known; is it '{close}'?", {"text": texts[row], "close": close[0]})
            allowed = ", ".join(column.choices)
            return Message("'{text}' is not known; use one of: {allowed}", {"text": texts[row], "allowed": allowed})

        self.problems.add(wrong, name, describe)
        return chosen.fillna("")

    def numbers(self, name: str, units: pd.Series) -> npt.NDArray[np.float64]:
        """The column as numbers in the unit that stands beside each, NaN where not known.

        ``46%`` needs a unit of %, ``12.3万`` a unit without a scale word of its own.
        """
        column = self._columns[name]
        if not self.has(name):
            return np.full(len(self), np.nan)
        texts = self.text(name)
        numbers = parse_numbers(texts)
        self.problems.add(
            numbers.bad,
            name,
            lambda row: Message("'{text}' is not a number; write it like 1910 or 46.5", {"text": texts[row]}),
        )
        if column.needed and name != "value":
            message = Message("is empty; a number is needed here")
            self.problems.add(numbers.missing, name, lambda _: message)
        values = numbers.values
        if not (numbers.suffix != "").any():
            return values
        scale = pd.Series(numbers.suffix).map(SCALE_WORDS).fillna(1).to_numpy(dtype=np.float64)
        percent = np.isin(numbers.suffix.astype(str), PERCENT_UNITS)
        own_scale = _per_distinct(units, lambda unit: split_unit(unit).scale) > 1
        fits = np.where(percent, units.to_numpy(dtype=object) == numbers.suffix, ~own_scale)
        self.problems.add(
            (numbers.suffix != "") & ~fits & ~numbers.bad,
            name,
            lambda row: Message(
                "'{text}' does not go with the unit '{unit}'; write the plain number",
                {"text": texts[row], "unit": units[row]},
            ),
        )
        return values * scale

    def years(self, name: str) -> npt.NDArray[np.float64]:
        """The column as whole years, NaN where empty."""
        if not self.has(name):
            return np.full(len(self), np.nan)
        texts = self.text(name)
        years = parse_numbers(texts.str.removesuffix("年"))
        outside = ~years.missing & ~((years.values >= FIRST_YEAR) & (years.values <= LAST_YEAR))
        broken = outside | (years.values % 1 > 0) | (years.suffix != "")
        self.problems.add(
            broken, name, lambda row: Message("'{text}' is not a year; write it like 2025", {"text": texts[row]})
        )
        return np.where(broken, np.nan, years.values)

    def repeated(self, keys: pd.DataFrame, column: str, template: str) -> None:
        """Report rows whose keys stand in an earlier row too; `template` may name its {line}."""
        again = keys.duplicated(keep="first")
        if not again.any():
            return
        first = keys.groupby(list(keys.columns), sort=False).ngroup()
        earliest = pd.Series(np.arange(len(keys))).groupby(first).transform("min")

        def describe(row: int) -> Message:
            line = self.table.lines[int(self.table.frame.index[int(earliest[row])])]
            return Message(template, {"line": line})

        self.problems.add(again, column, describe)

    def _series(self, value: str) -> pd.Series:
        return pd.Series(np.full(len(self), value, dtype=object), dtype=str)


def _per_distinct(texts: pd.Series, read: Callable[[str], int]) -> npt.NDArray[np.int64]:
    """`read` of every text, worked out once for each distinct one."""
    codes, distinct = pd.factorize(texts)
    return np.array([read(str(text)) for text in distinct], dtype=np.int64)[codes]

"""Turn the columns of one file into types and collect its problems."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from lixia_cli.check.footnotes import says_preliminary
from lixia_cli.check.number_text import may_be_two_numbers
from lixia_cli.check.numbers import LARGEST, Numbers, parse_numbers
from lixia_cli.check.scales import is_scale_or_percent, scales_beside
from lixia_cli.check.worded import split_words
from lixia_cli.files.problems import SHOWN, Place, Problem
from lixia_cli.model.arrays import Bools, Floats, Ints, Texts
from lixia_cli.model.dates import parse_date, why_no_day
from lixia_cli.model.grouping import per_distinct
from lixia_cli.model.periods import parse_period
from lixia_cli.model.schema import Column
from lixia_cli.model.units import looks_like_unit, percent_sign
from lixia_cli.read.notation import Notation
from lixia_cli.read.records import Records
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message, listed

FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass
class Problems:
    """The problems of one input: the first ones of each check in full, all of them counted."""

    records: Records
    count: int = 0
    _found: list[tuple[Ints, str, Callable[[int], Message]]] = field(default_factory=list)
    _whole: list[Problem] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    """Readings that are not literal, for the notes of the run."""

    def add(self, rows: Bools, column: str, describe: Callable[[int], Message]) -> None:
        """Report `column` in the rows where `rows` holds; `describe` is given the position of a row."""
        positions = np.flatnonzero(rows)
        self.count += len(positions)
        if len(positions):
            self._found.append((positions, column, describe))

    def report(self, message: Message) -> None:
        """Report a problem of the whole input."""
        self.count += 1
        self._whole.append(Problem(Place(self.records.label), message))

    def first(self, limit: int = SHOWN) -> list[Problem]:
        """Return the first problems in the order of the file, each with its place."""
        found = [
            (int(position), column, describe)
            for positions, column, describe in self._found
            for position in positions[:limit]
        ]
        first = sorted(found, key=lambda problem: problem[0])[:limit]
        placed = [Problem(self.records.place(row, column), describe(row)) for row, column, describe in first]
        return [*self._whole, *placed][:limit]


class TypedColumns:
    """Turn the declared columns of records into typed columns, and report cells that cannot be read."""

    def __init__(self, records: Records, columns: Sequence[Column]) -> None:
        self.records = records
        self.problems = Problems(records)
        self._likely = records.notation is Notation.LIKELY_POINT
        self._columns = {column.name: column for column in columns}
        self._cells: dict[str, Texts] = {}
        """Results of `_stripped`, by column."""
        self._marks: dict[str, tuple[Texts, Texts]] = {}
        """By column of numbers: the cells that have footnote marks, as written, and the marks."""
        self._worded: dict[str, tuple[Texts, Texts]] = {}
        """By column of numbers with words: the meaning of the words, and the upper ends of ranges."""

    def __len__(self) -> int:
        return len(self.records)

    def has(self, name: str) -> bool:
        """Return whether the file has this column."""
        return name in self.records.headers

    def given(self, name: str) -> Bools:
        """Return where the file has a text in this column, leaving defaults aside."""
        if not self.has(name):
            return np.zeros(len(self), dtype=np.bool_)
        return np.asarray(self._stripped(name) != "", dtype=np.bool_)

    def _stripped(self, name: str) -> Texts:
        """Return the cells of a column that the file has, without white space around them."""
        if name not in self._cells:
            self._cells[name] = _strip(self.records.frame[name].to_numpy(dtype=object))
        return self._cells[name]

    def clear(self, name: str, rows: Bools) -> None:
        """Empty the cells of a column in these rows, as if the file left them empty."""
        self._cells[name] = np.where(rows, "", self._stripped(name))

    def fill(self, name: str, texts: Texts) -> None:
        """Replace the cells of a column that the file has by `texts`, as if the file had them."""
        self._cells[name] = texts

    def text(self, name: str) -> Texts:
        """Return the column as stripped text, empty cells as its default. Reports empty cells of a needed column."""
        column = self._columns[name]
        if not self.has(name):
            return np.full(len(self), column.default, dtype=object)
        texts = self._stripped(name)
        empty = texts == ""
        if column.needed and not column.may_be_empty and column.kind != "number":
            message = Message("is empty; {meaning}", {"meaning": Message(column.meaning)})
            self.problems.add(empty, name, lambda _: message)
        return np.where(empty, column.default, texts) if column.default else texts

    def choice(self, name: str) -> Texts:
        """Return the column as codes that it allows. Reports other texts."""
        column = self._columns[name]
        choices = column.choices.items()
        codes = {same_word(spelling): code for code, others in choices for spelling in (code, *others)}
        texts = self.text(name)
        chosen = per_distinct(texts, lambda text: codes.get(same_word(text), ""))
        wrong = (chosen == "") & (texts != "")

        def describe(row: int) -> Message:
            close = difflib.get_close_matches(texts[row].lower(), column.choices, n=1, cutoff=0.5)
            if close:
                return Message("'{text}' is not known; is it '{close}'?", {"text": texts[row], "close": close[0]})
            values = {"text": texts[row], "allowed": listed(column.choices), "column": name}
            template = N_(
                "'{text}' is not known; use one of: {allowed}; "
                "or say what it means below [values.{column}] in lixia.toml (docs/files.md)"
            )
            return Message(template, values)

        self.problems.add(wrong, name, describe)
        return chosen

    def unit(self, name: str) -> Texts:
        """Return the column as units, as they are written but for ％ and percent, which are ``%``."""
        return per_distinct(self.text(name), percent_sign)

    def numbers(self, name: str, units: Texts, worded: bool = False) -> Floats:
        """Return the column as numbers in the unit of their rows, NaN where unknown.

        ``46%`` needs a unit of %, ``12.3万`` a unit without a scale word of its own. Footnote marks are kept for
        `notes_with_marks`, and with `worded` words such as ≥ for `said`.
        """
        if not self.has(name):
            return np.full(len(self), np.nan)
        texts = self.text(name)
        numbers = parse_numbers(texts, self.records.notation)
        if worded:
            self._split_words(name, texts, numbers)
        self.problems.add(numbers.bad, name, lambda row: cast("Message", numbers.problems[row]))
        self._note(_DECIMAL_COMMAS, name, texts, numbers.decimal_commas)
        if self._likely:
            self._note(_LIKELY_POINTS, name, texts, per_distinct(texts, may_be_two_numbers).astype(np.bool_))
        marked = np.asarray(numbers.marks != "", dtype=np.bool_)
        if marked.any():
            self._marks[name] = np.where(marked, texts, ""), numbers.marks
        if not (numbers.words != "").any():
            return numbers.values + 0.0  # turns -0 into 0
        scale = scales_beside(numbers.words, units)
        values = numbers.values * np.where(np.isnan(scale), 1, scale)
        too_large = ~numbers.bad & (np.abs(values) > LARGEST)

        def describe(row: int) -> Message:
            if too_large[row] or not (is_scale_or_percent(numbers.words[row]) or looks_like_unit(numbers.words[row])):
                return Message("'{text}' is not a number; write it like 1910 or 46.5", {"text": texts[row]})
            return Message(
                "'{text}' does not go with the unit '{unit}'; write the plain number",
                {"text": texts[row], "unit": units[row]},
            )

        self.problems.add((np.isnan(scale) & ~numbers.bad) | too_large, name, describe)
        return values + 0.0

    def _split_words(self, name: str, texts: Texts, numbers: Numbers) -> None:
        """Read the numbers of cells like ≥60 into `numbers`; `said` and `high_texts` give the words' meaning."""
        understood = per_distinct(numbers.words, lambda words: not words or is_scale_or_percent(words))
        left_over = numbers.bad | ~understood.astype(np.bool_)
        split = per_distinct(texts[left_over], split_words)
        worded = np.array([bool(each.says) for each in split], dtype=np.bool_)
        if not worded.any():
            return
        rows, split = np.flatnonzero(left_over)[worded], split[worded]
        inner = parse_numbers(np.array([each.number for each in split], dtype=object), self.records.notation)
        for own, read in zip(numbers, inner, strict=True):
            own[rows] = read
        says, high = (np.full(len(self), "", dtype=object) for _ in range(2))
        says[rows], high[rows] = [each.says for each in split], [each.high for each in split]
        self._worded[name] = says, high

    def said(self, name: str) -> Texts:
        """Return the meaning of the words around each number, a code of `worded`; to be called after `numbers`."""
        return self._worded[name][0] if name in self._worded else np.full(len(self), "", dtype=object)

    def upper_ends(self, name: str, units: Texts) -> Floats:
        """Return the upper ends of ranges (6—8) as numbers, NaN elsewhere; to be called after `numbers`."""
        if name not in self._worded:
            return np.full(len(self), np.nan)
        numbers = parse_numbers(self._worded[name][1], self.records.notation)
        self.problems.add(numbers.bad, name, lambda row: cast("Message", numbers.problems[row]))
        return numbers.values * scales_beside(numbers.words, units)

    def _note(self, template: str, name: str, texts: Texts, rows: Bools) -> None:
        """Add a note, once per column, on how the numbers in some rows are read."""
        count = int(rows.sum())
        if count:
            values = {"file": self.records.label, "column": self.records.headers[name], "count": count}
            self.problems.notes.append(Message(template, values | {"example": texts[int(np.argmax(rows))]}))

    def says_preliminary(self, name: str) -> Bools:
        """Return where the footnote mark of a number, read by `numbers`, is p (provisional) or e (estimated)."""
        if name not in self._marks:
            return np.zeros(len(self), dtype=np.bool_)
        return per_distinct(self._marks[name][1], says_preliminary).astype(np.bool_)

    def notes_with_marks(self, notes: Texts) -> Texts:
        """Return the notes with every number that has footnote marks as it is written: ``value: 450①``.

        Counts them once, in a note of the run. To be called after `numbers`.
        """
        count, example = 0, ""
        for name, (texts, _) in self._marks.items():
            marked = texts != ""
            count += int(marked.sum())
            example = example or str(texts[int(np.argmax(marked))])
            gap = np.where(notes != "", "; ", "")
            notes = np.where(marked, notes + gap + f"{self.records.headers[name]}: " + texts, notes)
        if count:
            message = Message(
                "{file}: numbers with footnote marks: {count}, such as {example}; the marks are kept in the notes",
                {"file": self.records.label, "count": count, "example": example},
            )
            self.problems.notes.append(message)
        return notes

    def years(self, name: str) -> Floats:
        """Return the column as whole years, NaN where empty. The end of a year (2026年12月底) is that year."""
        column = self._columns[name]
        if not self.has(name):
            return np.full(len(self), np.nan)
        texts = self.text(name)
        years = parse_numbers(per_distinct(texts, _digits_of_year))
        outside = ~years.missing & ~((years.values >= FIRST_YEAR) & (years.values <= LAST_YEAR))
        if column.needed:
            message = Message("is empty; {meaning}", {"meaning": Message(column.meaning)})
            self.problems.add(years.missing & (texts != ""), name, lambda _: message)
        broken = outside | (years.values % 1 > 0) | (years.words != "") | (years.marks != "")
        self.problems.add(broken, name, lambda row: _why_no_year(name, texts[row]))
        return np.where(broken, np.nan, years.values)

    def dates(self, name: str) -> tuple[Floats, Floats]:
        """Return when the dates of a column begin and end, see `model.dates`; NaN where empty. Reports other texts."""
        if not self.given(name).any():
            return np.full(len(self), np.nan), np.full(len(self), np.nan)
        texts = self.text(name)
        dates = per_distinct(texts, parse_date)
        unknown = np.array([date is None for date in dates], dtype=np.bool_)
        self.problems.add(unknown & (texts != ""), name, lambda row: why_no_day(texts[row]))
        spans = np.array([(np.nan, np.nan) if date is None else date for date in dates], dtype=np.float64)
        return spans[:, 0], spans[:, 1]

    def row_name(self, row: int) -> Message:
        """Name a row in a message about another row: line 7."""
        return self.records.place(row).row_name(self.records.label)


_DECIMAL_COMMAS = N_("{file}: {column}: numbers with a decimal comma: {count}, such as {example}")
_LIKELY_POINTS = N_(
    "{file}: {column}: numbers read with a point before their decimals and commas between thousands: {count}, such as "
    "{example}; if a comma is decimal here, say --decimal ,"
)
_strip = np.frompyfunc(str.strip, 1, 1)


def _digits_of_year(text: str) -> str:
    """Return a year as a number where the text is a period that ends with a year, else the text."""
    if text.isdecimal() or not text:
        return text
    period = parse_period(text)
    return str(period.year) if period is not None and period.months == 12 else text


def _why_no_year(name: str, text: str) -> Message:
    """Return why a cell is not read as a year."""
    if parse_period(text) is not None:
        template = N_("'{text}' ends within a year, but {column} is a whole year; write it like 2025")
        return Message(template, {"text": text, "column": name})
    return Message("'{text}' is not a year; write it like 2025", {"text": text})

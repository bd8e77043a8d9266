"""Turn the columns of one file into types and collect its problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from lixia_cli.check.flagged import Flagged, doubt_about_flag, read_flagged
from lixia_cli.check.marks import Marks
from lixia_cli.check.number_text import may_be_two_numbers
from lixia_cli.check.numbers import parse_numbers
from lixia_cli.check.odd_cells import Said, read_odd
from lixia_cli.check.problems import Problems
from lixia_cli.check.scales import is_scale_or_percent, scales_beside
from lixia_cli.check.years import digits_of_year, why_no_year
from lixia_cli.model.arrays import Bools, Floats, Ints, alike, only_where
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.dates import parse_date, why_no_day
from lixia_cli.model.once import Once
from lixia_cli.model.schema import Column
from lixia_cli.model.units import PERCENT_UNITS, looks_like_unit, percent_sign, split_unit
from lixia_cli.read.notation import Notation
from lixia_cli.read.plain_numbers import LARGEST, Cells, split_cells, without_signs_of_zeros
from lixia_cli.read.records import Records
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message, listed
from lixia_cli.text.spelling import close_matches

FIRST_YEAR, LAST_YEAR = 1900, 2200
_DITTO = ("〃", "″", "“", "”", '"', "''", "同上", "同左", "ditto", "do.", "do")
"""What stands for the text of the cell above."""


class TypedColumns:
    """Turn the declared columns of records into typed columns, and report cells that cannot be read."""

    def __init__(self, records: Records, columns: Sequence[Column], once: Once | None = None) -> None:
        self.records = records
        self.once = once or Once()
        """What is known of the texts of columns; the same for all parts of a table."""
        self.problems = Problems(records)
        self._likely = records.notation is Notation.LIKELY_POINT
        self._columns = {column.name: column for column in columns}
        self._texts: dict[str, Coded] = {}
        """Results of `_stripped`, by column."""
        self._cells: dict[str, Cells] = {}
        """Results of `cells`, by column of numbers."""
        self._reported = set[str]()
        """Columns whose empty cells were reported."""
        self._marks = Marks()
        self._worded: dict[str, Said] = {}
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
        return self.cells(name).given() if self._is_number(name) else self._stripped(name) != ""

    def _is_number(self, name: str) -> bool:
        return self._columns[name].kind == "number"

    def _stripped(self, name: str) -> Coded:
        """Return the cells of a column that the file has, without white space around them."""
        if name not in self._texts:
            self._texts[name] = self.once.map(f"bare {name}", self.records.table.texts(name), str.strip)
        return self._texts[name]

    def cells(self, name: str) -> Cells:
        """Return the cells of a column of numbers, which are empty where the file lacks it."""
        if not self.has(name):
            return Cells(alike(np.nan, len(self)), Coded.full(len(self), ""))
        if name not in self._cells:
            self._cells[name] = self._split(name)
        return self._cells[name]

    def _split(self, name: str) -> Cells:
        floats = self.records.floats(name)
        if floats is None:
            return split_cells(self.records.texts(name), self.records.notation)
        odd = self.records.odd.get(name)
        return Cells(floats, Coded.full(len(self), "") if odd is None else odd)

    def written(self, name: str, row: int) -> str:
        """Return a cell of a column of numbers as it is written. Only in a row with an odd cell: see `Records.odd`."""
        odd = self.records.odd.get(name)
        return str(self.records.table[name][row]).strip() if odd is None else odd[row]

    def clear(self, name: str, rows: Bools) -> None:
        """Empty the cells of a column of numbers in these rows, as if the file left them empty."""
        self._cells[name] = self.cells(name).without(rows)

    def rewrite(self, name: str, odd: Coded) -> None:
        """Replace the cells of a column of numbers that are no plain ones, as if the file had these texts."""
        self._cells[name] = self.cells(name)._replace(odd=odd)

    def take(self, name: str, rows: Ints) -> None:
        """Replace the cells of a column that the file has by those in `rows`, one for each row."""
        if self._is_number(name):
            self._cells[name] = self.cells(name).of_rows(rows)
        else:
            self._texts[name] = self._stripped(name)[rows]

    def text(self, name: str) -> Coded:
        """Return the column as stripped text, empty cells as its default. Reports empty cells of a needed column."""
        column = self._columns[name]
        if not self.has(name):
            return Coded.full(len(self), column.default)
        texts = self._stripped(name)
        if column.needed and not column.may_be_empty and name not in self._reported:
            self._reported.add(name)
            message = Message("is empty; {meaning}", {"meaning": Message(column.meaning)})
            self.problems.add(texts == "", name, lambda _: message)
        return texts.map(lambda text: text or column.default) if column.default else texts

    def choice(self, name: str, of: str = "") -> Coded:
        """Return the column as codes that it allows. Reports other texts, with `of` only where that column has one."""
        column = self._columns[name]
        choices = column.choices.items()
        codes = {same_word(spelling): code for code, others in choices for spelling in (code, *others)}
        texts = self.text(name)
        chosen = texts.map(lambda text: codes.get(same_word(text), ""))
        wrong = (chosen == "") & (texts != "")
        if of and wrong.any():
            wrong &= self.given(of)

        def describe(row: int) -> Message:
            close = close_matches(texts[row].lower(), column.choices, cutoff=0.5)
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

    def unit(self, name: str) -> Coded:
        """Return the column as units, as they are written but for ％ and percent, which are ``%``.

        Reports marks that stand for the unit of the row above.
        """
        texts = self.text(name)
        template = N_("'{text}' refers to the cell above; write the unit")
        ditto = texts.is_in(_DITTO)
        self.problems.add(ditto, name, lambda row: Message(template, {"text": texts[row]}))
        return texts.map(percent_sign)

    def numbers(self, name: str, units: Coded, worded: bool = False, flagged: bool = False) -> Floats:
        """Return the column as numbers in the unit of their rows, NaN where unknown.

        ``46%`` needs a unit of %, ``12.3万`` a unit without a scale word of its own. Footnote marks are kept for
        `notes_with_marks`, and with `worded` words such as ≥ for `said`. With `flagged` numbers of observations may
        have the flags of Eurostat behind them: ``46.1 b``.
        """
        plain, odd = self.cells(name)
        if self._likely and self.has(name):
            # Floats are numbers that mean the same with a decimal comma.
            texts = self._stripped(name) if self.records.floats(name) is None else odd
            self._note(LIKELY_POINTS, name, texts, texts.holds(may_be_two_numbers) & self.given(name))
        if odd.is_in([""]).all():
            return without_signs_of_zeros(plain)
        odd = odd.used()
        numbers, said = read_odd(odd, self.records.notation, worded)
        if said is not None:
            self._worded[name] = said
        self.problems.add(numbers.bad, name, lambda row: cast("Message", numbers.problems[row]))
        self._note(DECIMAL_COMMAS, name, odd, numbers.decimal_commas)
        if (numbers.marks != "").any():
            self._marks.add(name, odd, numbers.marks)
        values = np.where(np.isnan(plain), numbers.values, plain)
        if not (numbers.words != "").any():
            return values + 0.0
        scale = scales_beside(numbers.words, units)
        if flagged:
            found = self._read_flags(name, odd, units, ~numbers.bad & np.isnan(scale))
            scale = np.where(found.flags != "", 1, scale)
            values = np.where(found.forecasts, np.nan, values)
        values = values * np.where(np.isnan(scale), 1, scale)
        too_large = ~numbers.bad & (np.abs(values) > LARGEST)

        def describe(row: int) -> Message:
            if too_large[row] or not (is_scale_or_percent(numbers.words[row]) or looks_like_unit(numbers.words[row])):
                return Message("'{text}' is not a number; write it like 1910 or 46.5", {"text": odd[row]})
            points = units[row] in PERCENT_UNITS and split_unit(numbers.words[row]).base == "个百分点"
            template = _POINTS if points else _OTHER_UNIT
            if name == "target_value" and percent_sign(numbers.words[row]) == "%" and odd[row][:1].isdigit():
                template = _CHANGE
            return Message(template, {"text": odd[row], "unit": units[row]})

        self.problems.add((np.isnan(scale) & ~numbers.bad) | too_large, name, describe)
        return values + 0.0

    def _read_flags(self, name: str, odd: Coded, units: Coded, unread: Bools) -> Flagged:
        """Return the flags behind numbers that are else `unread`, for the notes, and report those that may be units."""
        found = read_flagged(odd, units, unread)
        if not (found.flags != "").any():
            return found
        self.problems.add(found.doubtful, name, lambda row: doubt_about_flag(odd[row], found.flags[row]))
        self._marks.add_flags(name, where(found.read & ~found.forecasts, odd, ""), found.preliminary)
        self.problems.notes += found.notes(self.records.label, self.records.headers[name])
        return found

    def said(self, name: str) -> Coded:
        """Return the meaning of the words around each number, a code of `worded`; to be called after `numbers`."""
        return self._worded[name].says if name in self._worded else Coded.full(len(self), "")

    def upper_ends(self, name: str, units: Coded) -> Floats:
        """Return the upper ends of ranges (6—8) as numbers, NaN elsewhere; to be called after `numbers`."""
        if name not in self._worded:
            return alike(np.nan, len(self))
        numbers = parse_numbers(self._worded[name].high, self.records.notation)
        self.problems.add(numbers.bad, name, lambda row: cast("Message", numbers.problems[row]))
        return numbers.values * scales_beside(numbers.words, units)

    def _note(self, template: str, name: str, texts: Coded, rows: Bools) -> None:
        """Add a note, once per column, on how the numbers in some rows are read."""
        count = int(rows.sum())
        if count:
            values = {"file": self.records.label, "column": self.records.headers[name], "count": count}
            self.problems.notes.append(Message(template, values | {"example": texts[int(np.argmax(rows))]}))

    def says_preliminary(self, name: str) -> Bools:
        """Return where the footnote mark of a number, read by `numbers`, is p (provisional) or e (estimated)."""
        return self._marks.preliminary(name, len(self))

    def notes_with_marks(self, notes: Coded) -> Coded:
        """Return the notes with every number that has footnote marks as it is written: ``value: 450①``.

        Counts them once, in a note of the run. To be called after `numbers`.
        """
        notes, said = self._marks.kept_in(notes, self.records.headers, self.records.label)
        self.problems.notes += said
        return notes

    def years(self, name: str) -> Floats:
        """Return the column as whole years, NaN where empty. The end of a year (2026年12月底) is that year."""
        column = self._columns[name]
        if not self.has(name):
            return alike(np.nan, len(self))
        texts = self.text(name)
        years = parse_numbers(texts.map(digits_of_year))
        outside = ~years.missing & ~((years.values >= FIRST_YEAR) & (years.values <= LAST_YEAR))
        if column.needed:
            message = Message("is empty; {meaning}", {"meaning": Message(column.meaning)})
            self.problems.add(years.missing & (texts != ""), name, lambda _: message)
        broken = outside | (years.values > np.floor(years.values)) | (years.words != "") | (years.marks != "")
        self.problems.add(broken, name, lambda row: why_no_year(name, texts[row]))
        return only_where(~broken, years.values)

    def dates(self, name: str) -> tuple[Floats, Floats]:
        """Return when the dates of a column begin and end, see `model.dates`; NaN where empty. Reports other texts."""
        if not self.given(name).any():
            return alike(np.nan, len(self)), alike(np.nan, len(self))
        texts = self.text(name)
        dates = [parse_date(text) for text in texts.distinct]
        unknown = np.array([date is None for date in dates], dtype=np.bool_)[texts.codes]
        self.problems.add(unknown & (texts != ""), name, lambda row: why_no_day(texts[row]))
        spans = np.array([(np.nan, np.nan) if date is None else date for date in dates], dtype=np.float64)[texts.codes]
        return spans[:, 0], spans[:, 1]

    def row_name(self, row: int) -> Message:
        """Name a row in a message about another row: line 7."""
        return self.records.place(row).row_name(self.records.label)


_OTHER_UNIT = N_("'{text}' does not go with the unit '{unit}'; write the figure counted in '{unit}'")
_CHANGE = N_(
    "'{text}' does not go with the unit '{unit}'; write -{text} or +{text} for a change of the baseline, "
    "else the figure counted in '{unit}'"
)
_POINTS = N_(
    "'{text}' is in percentage points, and the unit '{unit}'; write a level as such, and give a change the unit "
    "个百分点"
)
DECIMAL_COMMAS = N_("{file}: {column}: numbers with a decimal comma: {count}, such as {example}")
LIKELY_POINTS = N_(
    "{file}: {column}: numbers read with a point before their decimals and commas between thousands: {count}, such as "
    "{example}; if a comma is decimal here, say --decimal ,"
)

"""What stands beside the columns that are read though figures depend on it: units, parts of years."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.parts_of_a_year import MONTHS
from lixia_cli.model.periods import parse_period
from lixia_cli.model.stated_periods import split_status
from lixia_cli.model.units import is_unit_with_scale, looks_like_unit, scale_word, unit_in_brackets
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.parts_of_years import PARTS_UNREAD, is_part, is_whole_year
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message

SAMPLE = 1000
"""Rows at the start of a table in which units and the like are looked for in columns that are not read."""

Column = tuple[Place, Sequence[str]]
"""A header, and the texts below it."""


class Unread(NamedTuple):
    """What is beside the columns of a table of actuals."""

    columns: Sequence[Column]
    """Those with headers that are not known."""
    remarks: Sequence[Column]
    """The column note, if there is one."""
    periods: Sequence[str]
    """The periods of the rows that the texts are of; empty without a column of periods."""
    notes: Sequence[tuple[Place, str]] = ()
    """What is below the table."""
    titles: Sequence[tuple[Place, str]] = ()
    """What is above it."""
    every: Collection[str] = ()
    """The periods of all figures, as far as no other column has parts of years."""
    series: Sequence[tuple[str, ...]] = ()
    """The key and the region of each row, as far as there are such columns."""

    def check(self, context: Context, units_said: bool) -> None:
        """Raise InputError for what figures may depend on; units matter only where none are said elsewhere."""
        periods = self.periods or itertools.repeat(context.defaults.get("period", ""))
        problems = [*_parts_of_years(self.columns, periods), *_scales_in_columns(self.columns)]
        if self.columns:
            from lixia_cli.read.kinds_unread import forecasts_marked, frequencies_mixed, other_currencies, several_kinds

            problems += several_kinds(self.columns, self.series)
            problems += frequencies_mixed(self.columns, self.series, self.periods)
            problems += forecasts_marked(self.columns)
            if not units_said:
                problems += other_currencies(self.columns, self.series, context.targets)
        headings = [(Place(each.settings, column=each.set_at), each.header) for each in context.columns if each.header]
        if self.titles or self.notes or headings:
            from lixia_cli.read.lines_beside import parts_spoken_of, scales_of_headings, units_spoken_of

            problems += parts_spoken_of(self.titles, self.notes, self.every)
            if not units_said:
                problems += units_spoken_of(self.titles, self.notes, context.targets.units)
                problems += scales_of_headings(headings, context.targets.units)
        if not units_said:
            reported = {problem.place for problem in problems}
            beside = [column for column in (*self.columns, *self.remarks) if column[0] not in reported]
            problems += _units_in_columns(beside)
        if problems:
            raise InputError(problems)


def are_units_said(context: Context, names: Collection[str], headings: Iterable[str]) -> bool:
    """Return whether there is a unit for all figures: a column of units, or a unit behind a heading that is read.

    `names` are those of the declared columns that there are. A unit behind a heading that settings take for something
    other than numbers is not read.
    """
    unread = {each.header for each in context.columns if each.header and each.kind != "number"}
    read = [heading for heading in headings if heading not in unread]
    return "unit" in {*names, *context.defaults} or any(unit_in_brackets(heading)[1] for heading in read)


def _units_in_columns(columns: Iterable[Column]) -> Iterator[Problem]:
    """Report columns that have nothing but units.

    Where none of them has a scale word, the size of the figures does not depend on them: kinds of years, currencies.
    """
    for place, cells in columns:
        texts = list(dict.fromkeys(text.strip() for text in cells if text.strip()))
        scaled = next(filter(is_unit_with_scale, texts), "")
        if scaled and all(map(looks_like_unit, texts)):
            yield Problem(place, Message(_UNITS, {"unit": scaled}))


def _scales_in_columns(columns: Iterable[Column]) -> Iterator[Problem]:
    """Report columns that have nothing but scale words, which count whatever the unit: thousands, 万."""
    for place, cells in columns:
        texts = list(dict.fromkeys(text.strip() for text in cells if text.strip()))
        scaled = [text for text in texts if scale_word(text) > 1 and text not in _LETTERS]
        if scaled and all(text in scaled or same_word(text) in _ONES for text in texts):
            yield Problem(place, Message(_SCALE, {"scale": scaled[0]}))


def _parts_of_years(columns: Sequence[Column], periods: Iterable[str]) -> Iterator[Problem]:
    """Report columns that say of which part of its year each figure is: 上半年, June, 2022-06-30.

    The figures would count for the whole year that `periods`, one for each row, give for them.
    """
    most = max((len(cells) for _, cells in columns), default=0)
    years = [parse_period(split_status(text.strip()).period) for text in itertools.islice(periods, most)]
    for place, cells in columns:
        rows = zip(years, cells, strict=False)
        texts = [
            (year.year, text.strip()) for year, text in rows if year and year.text == str(year.year) and text.strip()
        ]
        whole = _ALL if same_word(place.column) in _COUNTING else ()
        parts = [text for year, text in texts if _is_part_of(year, text) or (whole and text not in whole)]
        if parts and all(text in parts or text in whole or _is_whole(year, text) for year, text in texts):
            yield Problem(place, Message(PARTS_UNREAD, {"part": parts[0]}))


def _is_part_of(year: int, text: str) -> bool:
    period = parse_period(text)
    if period is not None:
        return period.year == year and period.months < MONTHS
    return (is_part(text) or same_word(text) in _PARTS_IN_WORDS) and not _is_whole(year, text)


def _is_whole(year: int, text: str) -> bool:
    period = parse_period(text)
    return is_whole_year(text) or (period is not None and period.year == year and period.months == MONTHS)


_COUNTING = frozenset(
    map(same_word, ("week", "weeks", "week number", "months", "months covered", "no. of months", "number of months"))
) | {"周", "周次", "月数"}
_ALL = ("12", "12.0", "52", "53")
"""What columns of weeks or of numbers of months have for whole years."""
_PARTS_IN_WORDS = frozenset(
    map(
        same_word,
        (
            *("下半年", "H2", "YTD", "year to date", "3M", "6M", "9M", "3 months", "6 months", "9 months"),
            *("three months", "six months", "nine months"),
        ),
    )
)
_LETTERS = ("k", "K", "M")
"""Scale words that are codes of something else more often, as M is of men and months."""
_ONES = frozenset(map(same_word, ("units", "unit", "ones", "1", "个")))
_SCALE = N_("has scale words ({scale}) and is not read; put them into the column of units, as in million USD and 万元")
_UNITS = N_(
    "has units ({unit}), but is not known as the column of units; head it unit (单位), or name it in lixia.toml "
    "(docs/settings.md)"
)

"""The cells of a plan's table: what the target of each row is."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Bools, Ints, Texts
from lixia_cli.model.missing import is_missing
from lixia_cli.model.units import percent_sign
from lixia_cli.read.layouts.plan_columns import PlanColumns, Rates
from lixia_cli.read.layouts.table import Table
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import N_, Message

_IN_BRACKETS = re.compile(r"[〔\[]\s*(?P<number>[+-]?[0-9][0-9.,]*)\s*%?\s*[〕\]]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_FURTHER_WORDS = re.compile(r"(?P<number>[^、，；;]*[0-9][^、，；;]*)[、，；;]\s*(?P<words>[^0-9].*)", re.DOTALL)


@dataclass(frozen=True)
class Figures:
    """The target of each record."""

    value: Texts
    """The number, or words instead of one."""
    position: Ints
    """The column of the table that it is in."""
    measure: Texts
    """Where the column or the brackets tell it; else empty."""
    relative: Texts
    """``difference`` where the total is a change of the level in the column of the baseline."""
    words: Texts
    """What the cell says behind the number."""
    unused: Bools
    """Where a growth or total is given beside the level that is aimed at."""

    def names_of_growth(self, names: Texts, units: Texts) -> tuple[Texts, Texts]:
        """Return names and units; growth is in %, and that of an indicator in another unit is one of its own.

        A growth of GDP must not be compared with observations of GDP itself, in 亿元.
        """
        growth = self.measure == "growth"
        percent = np.array([percent_sign(str(unit)) == "%" for unit in units], dtype=np.bool_)
        other = growth & (units != "") & ~percent
        chinese = np.array([any("\u4e00" <= sign <= "\u9fff" for sign in str(name)) for name in names], dtype=np.bool_)
        ending = np.where(chinese, "年均增速", " annual growth")
        return np.where(other, names + ending, names), np.where(growth & ((units == "") | other), "%", units)

    def notes(self, table: Table) -> list[Message]:
        """Say what was not read literally."""
        file = table.grid.label
        growth, total = self.measure == "growth", self.measure == "cumulative"
        found = []
        for rows, template in (
            (growth, _GROWTH),
            (total, _TOTAL),
            (self.relative == "difference", _CHANGE),
            (self.words != "", _MORE_WORDS),
            (self.unused, _UNUSED),
        ):
            count = int(rows.sum())
            if count:
                example = self.value[int(np.argmax(rows))]
                found.append(Message(template, {"file": file, "count": count, "example": example}))
        return found


_GROWTH = N_("{file}: targets read as an average growth per year (measure = growth): {count}, such as {example}")
_TOTAL = N_("{file}: targets read as a total over the plan (measure = cumulative): {count}, such as {example}")
_CHANGE = N_(
    "{file}: totals read as a change of the baseline, which they are smaller than (relative = difference): {count}, "
    "such as {example}"
)
_MORE_WORDS = N_("{file}: targets with further words, which are kept in the notes: {count}, such as {example}")
_UNUSED = N_("{file}: growth rates and totals beside a target for the last year, not used: {count}")


def figures(table: Table, columns: PlanColumns, rows: Ints, due: Ints, names: Texts, units: Texts) -> Figures:
    """Find the target of each record: in its column `due`, else in a column of growth and totals.

    `rows` are the positions of the records' rows in the table. Raises InputError for what may be a growth or a level.
    """
    count = len(rows)
    value, measure, relative, words = (np.full(count, "", dtype=object) for _ in range(4))
    position, unused = due.copy(), np.zeros(count, dtype=np.bool_)
    problems = list[Problem]()
    for record, row in enumerate(rows):
        cells = table.cells[row]
        rates = [each for each in columns.rates if not is_missing(cells[each.position])]
        text = str(cells[due[record]])
        if is_missing(text) and rates:
            position[record] = rates[0].position
            text = str(cells[rates[0].position])
            baseline = "" if columns.baseline is None else str(cells[columns.baseline])
            found = _over_the_plan(text, rates[0], baseline, str(names[record]), str(units[record]))
            if found is None:
                place = table.place(int(row), rates[0].position)
                problems.append(Problem(place, Message(_GROWTH_OR_LEVEL, {"text": text, "name": names[record]})))
            else:
                text, measure[record], relative[record] = found
        else:
            unused[record] = bool(rates)
        value[record], words[record] = _split(text)
    if problems:
        raise InputError(problems)
    return Figures(value, position, measure, relative, words, unused)


_GROWTH_OR_LEVEL = N_(
    "'{text}' may be a growth of '{name}' per year, or a value of it in every year; write a value into the column of "
    "the target year, and a growth in a row of its own whose name says so (增速, growth)"
)


def _over_the_plan(text: str, rates: Rates, baseline: str, name: str, unit: str) -> tuple[str, str, str] | None:
    """Return the target in a column of growth and totals: its text, measure and the column ``relative``; None in doubt.

    A total in brackets beside a larger baseline is a change of that level: 〔1〕 beside a life expectancy of 77.3 years
    is 78.3 years. The baseline of what is added up over the years is the figure of one year, below the total.

    A number alone is a growth where the name says so; under a heading of growth also that of an amount. That of a
    percentage, such as an unemployment rate, may be the rate itself: 年均 <5.5 is, and its measure is left open.
    """
    plain = plain_forms(text)
    if not re.search("[0-9]", plain):
        return text, "", ""
    in_percent = percent_sign(unit) == "%"
    total = _IN_BRACKETS.fullmatch(plain.strip())
    if total and (in_percent or "%" not in plain):
        before, change = _NUMBER.match(plain_forms(baseline)), _NUMBER.fullmatch(total["number"])
        if before and change and abs(float(change[0])) < abs(float(before[0])):
            return total["number"], "", "difference"
        return total["number"], "cumulative", ""
    if not rates.yearly:
        return text, "cumulative", ""
    if _SAYS_GROWTH.search(name) and (in_percent or not unit):
        return text, "growth", ""
    if rates.growth:
        return None if in_percent else (text, "growth", "")
    return (text, "", "") if in_percent else None


_SAYS_GROWTH = re.compile("增速|增长|增幅|growth", re.IGNORECASE)


def _split(text: str) -> tuple[str, str]:
    """Split words off a target that has a number first: >7、力争高于“十三五”时期."""
    found = _FURTHER_WORDS.fullmatch(text)
    return (found["number"].strip(), found["words"].strip()) if found else (text, "")

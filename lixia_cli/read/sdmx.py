"""The power of ten by which SDMX-CSV multiplies values."""

from __future__ import annotations

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import per_pair
from lixia_cli.read.columns_beside import MULTIPLIER
from lixia_cli.read.records import Records
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message

SCALES = {
    **dict.fromkeys(("", "0", "UNITS", "UNIT", "ONES"), ""),
    **dict.fromkeys(("3", "THOUSANDS", "THOUSAND"), "thousand"),
    **dict.fromkeys(("6", "MILLIONS", "MILLION"), "million"),
    **dict.fromkeys(("9", "BILLIONS", "BILLION"), "billion"),
}
"""Powers of ten, each with the scale word that is put behind the unit."""
_ONE = frozenset(power for power, word in SCALES.items() if not word)


def read_multipliers(records: Records) -> Records:
    """Return records of actuals without the column of multipliers, which becomes part of the unit: USD million.

    Raises InputError for other powers than those of `SCALES`, and for a power without a unit.
    """
    records = _without_other_scales(records)
    table = records.table
    if MULTIPLIER.name in table:
        powers = table.texts(MULTIPLIER.name)
        units = table.texts("unit") if "unit" in table else Coded.full(len(table), "")
        table = table.without(MULTIPLIER.name)
        if not powers.holds(_is_one).all():
            _check(records, powers, powers.holds(lambda power: _upper(power) not in SCALES), units == "")
            table = table.with_columns({"unit": per_pair(powers, units, _scaled)})
    return records.with_table(table)


def _without_other_scales(records: Records) -> Records:
    """Return the records without a column called scale that has something else in it, which is not used."""
    header = records.headers.get(MULTIPLIER.name, "")
    if same_word(header) != "scale" or all(_upper(text) in SCALES for text in records.distinct(MULTIPLIER.name)):
        return records
    return records.not_using(MULTIPLIER.name)


def _upper(text: str) -> str:
    """Return a power in the form of `SCALES`; of 6: Millions, as SDMX labels codes, the code."""
    return text.partition(":")[0].strip().upper()


def _is_one(power: str) -> bool:
    return _upper(power) in _ONE


def _check(records: Records, powers: Coded, unknown: Bools, without_unit: Bools) -> None:
    """Report powers of ten that have no scale word, and those that are no part of a unit."""
    scaled = ~powers.holds(_is_one)
    template = N_("'{power}' is not read as a power of ten; multiply the values by it, and remove the column")
    no_unit = N_("says the scale of the value ({power}), but no unit is given; name it")
    problems = [
        Problem(records.place(int(row), MULTIPLIER.name), Message(text, {"power": powers[row]}))
        for rows, text in ((unknown, template), (scaled & ~unknown & without_unit, no_unit))
        for row in np.flatnonzero(rows)
    ]
    if problems:
        raise InputError(problems)


def _scaled(power: str, unit: str) -> str:
    """Return a unit with the scale word of a power behind it."""
    word = SCALES[_upper(power)]
    return f"{unit} {word}" if word else unit

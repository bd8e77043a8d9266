"""What SDMX-CSV says beside an observation: the power of ten of its value, and why there is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.grouping import per_pair
from lixia_cli.read.conventions import MULTIPLIER
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_, Message

SCALES = {
    **dict.fromkeys(("", "0", "UNITS"), ""),
    **dict.fromkeys(("3", "THOUSANDS"), "thousand"),
    **dict.fromkeys(("6", "MILLIONS"), "million"),
    **dict.fromkeys(("9", "BILLIONS"), "billion"),
}
"""Powers of ten, each with the scale word that is put behind the unit."""
_ONE = frozenset(power for power, word in SCALES.items() if not word)
NO_VALUE = ("M", "L", "O", "Q")
"""Codes of OBS_STATUS for observations that have no value: missing, not collected, suppressed."""


def read_attributes(records: Records) -> Records:
    """Return records of actuals without the column of multipliers, which becomes part of the unit: USD million.

    A status that says why there is no value is left out where there is none. Raises InputError for other powers than
    those of `SCALES`, and for a power without a unit.
    """
    table = records.table
    if "status" in table and "value" in table:
        status = table.texts("status").map(str.strip)
        explained = status.holds(lambda text: text.upper() in NO_VALUE)
        if explained.any():
            records = _without_reasons(records, status, explained)
            table = records.table
    if MULTIPLIER.name in table:
        powers = table.texts(MULTIPLIER.name)
        units = table.texts("unit") if "unit" in table else Coded.full(len(table), "")
        table = table.without(MULTIPLIER.name)
        if not powers.holds(_is_one).all():
            _check(records, powers, powers.holds(lambda power: _upper(power) not in SCALES), units == "")
            table = table.with_columns({"unit": per_pair(powers, units, _scaled)})
    return records.with_table(table)


def _without_reasons(records: Records, status: Coded, explained: Bools) -> Records:
    """Return the records without the reasons for values that are not there, and without what stands for those values.

    `status` is the column of statuses, and `explained` where it has such a reason.
    """
    floats, odd = records.floats("value"), records.odd.get("value")
    if floats is None:
        texts = records.table.texts("value")
        without = explained & texts.holds(_is_nothing)
        changed = {"status": where(without, "", status), "value": where(without, "", texts)}
        return records.with_table(records.table.with_columns(changed))
    without = explained & np.isnan(floats)
    if odd is not None:
        without &= odd.holds(_is_nothing)
        records = replace(records, odd={**records.odd, "value": where(without, "", odd)})
    return records.with_table(records.table.with_columns({"status": where(without, "", status)}))


def _is_nothing(text: str) -> bool:
    return text.strip().upper() in ("", "NAN")


def _upper(text: str) -> str:
    return text.strip().upper()


def _is_one(power: str) -> bool:
    return _upper(power) in _ONE


def _check(records: Records, powers: Coded, unknown: Bools, without_unit: Bools) -> None:
    """Report powers of ten that have no scale word, and those that are no part of a unit."""
    scaled = ~powers.holds(_is_one)
    template = N_("'{power}' is not read as a power of ten; multiply the values by it, and remove the column")
    no_unit = N_("multiplies the value by 10 to the power of {power}, but no unit is given; name it")
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

"""What SDMX-CSV says beside an observation: the power of ten of its value, and why there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Bools, Texts
from lixia_cli.model.coded import Coded, coded, where
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
    frame = records.frame
    if "status" in frame and "value" in frame:
        status = coded(frame["status"]).map(str.strip)
        explained = status.holds(lambda text: text.upper() in NO_VALUE)
        if explained.any():
            cells, odd = _without_reasons(status, explained, frame["value"], records.odd.get("value"))
            frame = frame.assign(**cells)
            records = replace(records, odd={**records.odd, **({"value": odd} if odd is not None else {})})
    if MULTIPLIER.name in frame:
        powers = frame[MULTIPLIER.name].to_numpy(dtype=object)
        units = frame["unit"].to_numpy(dtype=object) if "unit" in frame else np.full(len(frame), "", dtype=object)
        frame = frame.drop(columns=MULTIPLIER.name)
        if not set(_upper(powers)) <= _ONE:
            _check(records, powers, ~np.isin(_upper(powers), list(SCALES)), units == "")
            frame = frame.assign(unit=_scaled(powers, units))
    return records.with_frame(frame)


def _without_reasons(
    status: Coded, explained: Bools, value: pd.Series, odd: Coded | None
) -> tuple[dict[str, Any], Coded | None]:
    """Return the columns status and value without the reasons for values that are not there, and the odd values."""
    if value.dtype == np.float64:
        without = explained & value.isna().to_numpy()
        if odd is not None:
            without &= odd.holds(_is_nothing)
            odd = where(without, "", odd)
        return {"status": where(without, "", status).category()}, odd
    texts = coded(value)
    without = explained & texts.holds(_is_nothing)
    return {"status": where(without, "", status).category(), "value": where(without, "", texts).category()}, odd


def _is_nothing(text: str) -> bool:
    return text.strip().upper() in ("", "NAN")


def _upper(texts: Texts) -> np.ndarray:
    return np.char.upper(np.char.strip(texts.astype(str)))


def _check(records: Records, powers: Texts, unknown: Bools, without_unit: Bools) -> None:
    """Report powers of ten that have no scale word, and those that are no part of a unit."""
    scaled = ~np.isin(_upper(powers), list(_ONE))
    template = N_("'{power}' is not read as a power of ten; multiply the values by it, and remove the column")
    no_unit = N_("multiplies the value by 10 to the power of {power}, but no unit is given; name it")
    problems = [
        Problem(records.place(int(row), MULTIPLIER.name), Message(text, {"power": powers[row]}))
        for rows, text in ((unknown, template), (scaled & ~unknown & without_unit, no_unit))
        for row in np.flatnonzero(rows)
    ]
    if problems:
        raise InputError(problems)


def _scaled(powers: Texts, units: Texts) -> Texts:
    """Return the units with the scale words of their powers behind them."""
    scaled = units.copy()
    for power, word in SCALES.items():
        rows = (_upper(powers) == power) & bool(word)
        scaled[rows] = [f"{unit} {word}" for unit in units[rows]]
    return scaled

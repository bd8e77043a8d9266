"""Numbers of observations with the flags of Eurostat behind them: 46.1 b, 3.2 bu, 12.2 p."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.flags import FORECASTS, flags_beside, notes_on_flags, read_flags, says
from lixia_cli.model.units import PERCENT_UNITS, is_ratio, split_unit
from lixia_cli.text.messages import N_, Message

_TIMES = frozenset(
    (
        *("d", "day", "days", "h", "hour", "hours", "min", "minute", "minutes", "s", "sec", "second", "seconds"),
        *(
            "week",
            "weeks",
            "month",
            "months",
            "天",
            "日",
            "工作日",
            "小时",
            "时",
            "分钟",
            "分",
            "秒",
            "周",
            "月",
            "个月",
        ),
    )
)


class Flagged(NamedTuple):
    """What stands behind numbers besides units and scale words, one element per row."""

    flags: Coded
    """The flags of those that have some; empty elsewhere."""
    doubtful: Bools
    """Where the letters may be a unit or scale word as well."""

    @property
    def read(self) -> Bools:
        """Where flags are read."""
        return (self.flags != "") & ~self.doubtful

    @property
    def forecasts(self) -> Bools:
        """Where the figure is a forecast."""
        return self.read & self.flags.holds(lambda text: says("forecast", text))

    @property
    def preliminary(self) -> Bools:
        """Where the figure is an estimate or provisional."""
        return self.read & self.flags.holds(lambda text: says("preliminary", text))

    def notes(self, file: str, header: str) -> list[Message]:
        """Say which figures need care, and how many forecasts are left out."""
        notes = notes_on_flags(file, header, where(self.read & ~self.forecasts, self.flags, ""))
        count = int(self.forecasts.sum())
        return notes + ([Message(FORECASTS, {"file": file, "header": header, "count": count})] if count else [])


def read_flagged(odd: Coded, units: Coded, unread: Bools) -> Flagged:
    """Read the flags in the cells of a column of numbers that are `unread`: what is behind the number is no unit."""
    flags = where(unread, odd.map(flags_beside), "")
    doubtful = np.zeros(len(odd), dtype=np.bool_)
    for letters, (_, may_be) in _READINGS.items():
        rows = flags == letters
        if rows.any():
            doubtful |= rows & units.holds(may_be)
    return Flagged(flags, doubtful)


def doubt_about_flag(text: str, flag: str) -> Message:
    """Return both readings of a number with a letter behind it."""
    number = text[: -len(flag)].rstrip()
    values = {
        "text": text,
        "number": number,
        "word": Message(_READINGS[flag][0]),
        "flag": flag,
        "meaning": Message((read_flags(flag) or ())[0].meaning),
    }
    return Message(_DOUBT, values)


_DOUBT = N_(
    "'{text}' may be {number} {word}, or {number} with Eurostat's flag {flag} ({meaning}); write the whole word, or "
    "the flag in a column OBS_FLAG"
)


def _takes_billions(unit: str) -> bool:
    return split_unit(unit).scale == 1 and not is_ratio(unit)


def _is_time(unit: str) -> bool:
    return split_unit(unit).base.lower() in _TIMES


_READINGS = {
    "b": (N_("billion"), _takes_billions),
    "bp": (N_("basis points"), lambda unit: unit in PERCENT_UNITS or split_unit(unit).base == "个百分点"),
    "d": (N_("days"), _is_time),
    "s": (N_("seconds"), _is_time),
}
"""Flags that are read as something else beside some units: what, and which units."""

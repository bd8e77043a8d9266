"""Periods of observation and their place in time.

A yearly figure of year Y sits at time Y, its end: 2020 is the base of 2021-2025, and the end of 2022 is 40 % on.
A part of a year is counted from 1 January, as Chinese statistics publish it (上半年, 前三季度, 1-11月).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_FORM = re.compile(
    r"(?P<year>[12]\d{3})\s*年?\s*(?:"
    r"[-/]?(?P<half>H1|上半年)"
    r"|[-/]?(?:Q(?P<quarter>[1-4])|(?P<quarter_zh>一季度|第一季度|前三季度))"
    r"|-(?P<month>0[1-9]|1[0-2])"
    r"|(?:1-)?(?P<month_zh>[1-9]|1[0-2])月)?",
    re.IGNORECASE,
)


class Period(NamedTuple):
    """A year, or a year up to the end of one of its months."""

    year: int
    months: int
    """Months of the year covered: 12 for a whole year, 6 for its first half."""
    text: str
    """The canonical form: 2022, 2022H1, 2022Q3, 2022-06."""

    @property
    def time(self) -> float:
        """Position on the time axis, in years: 2022 is 2022.0, 2022H1 is 2021.5."""
        return self.year - 1 + self.months / 12


def parse_period(text: str) -> Period | None:
    """Read ``2022``, ``2022H1``, ``2022Q3``, ``2022-06`` and the Chinese forms 2022年, 2022年上半年, 2022年1-11月.

    The second half of a year alone has no place here, for it is not counted from 1 January.

    >>> parse_period("2022年上半年")
    Period(year=2022, months=6, text='2022H1')
    >>> parse_period("2022H2") is None
    True
    """
    found = _FORM.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    year = int(found["year"])
    if found["half"]:
        return Period(year, 6, f"{year}H1")
    if found["quarter"] or found["quarter_zh"]:
        quarter = int(found["quarter"] or (3 if found["quarter_zh"] == "前三季度" else 1))
        return Period(year, 3 * quarter, f"{year}Q{quarter}")
    if month := int(found["month"] or found["month_zh"] or 0):
        return Period(year, month, f"{year}-{month:02d}")
    return Period(year, 12, str(year))

"""Changes that a user assumes for the years to come: 5%, 30, 2024=5%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import N_, Message, RequestError
from lixia_cli.text.patterns import Pattern

_FORM = Pattern(
    r"(?:(?P<year>[12][0-9]{3})年?\s*[=:]\s*)?(?P<number>[+-]?[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>.*)", re.DOTALL
)
_POINTS = ("pp", "百分点", "个百分点")
_LONGEST = 60


class Assumption(NamedTuple):
    """A change a year."""

    year: int | None
    """The year that it is for; None for every other year."""
    change: float
    kind: Literal["percent", "points", "units"]
    unit: str
    """The unit written behind the number; empty for none."""
    text: str
    """As it was written, for messages."""


def parse_assumptions(texts: Sequence[str]) -> tuple[Assumption, ...]:
    """Read changes a year: ``5%``, ``30`` or ``30家`` units, ``0.5pp`` points; for one year with ``2024=`` before it.

    Raises RequestError for a text that is none, and for two of the same year, or without a year.

    >>> parse_assumptions(["2024=-1.5%"])[0][:4]
    (2024, -1.5, 'percent', '%')
    """
    found: dict[int | None, Assumption] = {}
    for text in texts:
        one = _parse(text)
        if one.year in found:
            values = {"text": text, "other": found[one.year].text}
            raise RequestError(Message("--if: '{text}' and '{other}' are for the same years", values))
        found[one.year] = one
    return tuple(found.values())


def _parse(text: str) -> Assumption:
    match = _FORM.fullmatch(plain_forms(text).strip()) if len(text) <= _LONGEST else None
    unit = match["unit"].strip() if match else ""
    if match is None or (unit and (not unit.isprintable() or unit[0] in ",.0123456789=")):
        template = N_("--if: '{text}' is no change a year; write {rate}, or 30 for units, or {one_year} for one year")
        raise RequestError(Message(template, {"text": text, "rate": "5%", "one_year": "2024=5%"}))
    kind: Literal["percent", "points", "units"] = "percent" if unit == "%" else "points" if unit in _POINTS else "units"
    year = int(match["year"]) if match["year"] else None
    return Assumption(year, float(match["number"]), kind, unit, text)

"""What an .ods file shows of a number or date, where that is more, or other, than its value.

The number formats of these files are styles of their own; what they make of a value stands in the cell beside it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from lixia_cli.model.periods import parse_period
from lixia_cli.read.workbooks.number_formats import PLAIN, PLAIN_ABOVE_ZERO

_NUMBER = re.compile(
    r"(?P<before>[^0-9]*?)(?P<number>[.,]?[0-9](?:[0-9.,'’\s]*[0-9])?)(?P<power>[Ee][+-]?[0-9]+)?"
    r"(?P<after>(?:[^0-9].*)?)",
    re.DOTALL,
)
_FRACTION = re.compile(r"[-−]?\s*(?:(?P<whole>[0-9]+)\s+)?(?P<over>[0-9]+)\s*/\s*(?P<under>[0-9]+)\s*")
_HALF = Decimal("0.500001")
"""Of the last digit shown: programs round a half either way."""


class Shown(NamedTuple):
    """What a number means as it is shown."""

    text: str | None = None
    """The number in full with the words around it; None where there are none."""
    other_digits: bool = False
    """The digits are those of another number, of thousands for example, or there are none."""


def shown_number(value: str, text: str) -> Shown:
    """Compare a number with the text that shows it.

    >>> shown_number("12345", "12.3 万"), shown_number("12345", "12,345"), shown_number("5", "约5")
    (Shown(text=None, other_digits=True), Shown(text=None, other_digits=False), Shown(text='约5', other_digits=False))
    """
    number = Decimal(value)
    if text == value:
        return Shown()
    found = _NUMBER.fullmatch(text.strip())
    if found is None:  # many formats show zero as a dash or not at all
        return Shown(other_digits=number != 0 or any(map(str.isalnum, text)))
    fraction = _FRACTION.fullmatch(text)
    if fraction is not None and _is_fraction(number, fraction):
        return Shown()
    before, after = found["before"], found["after"]
    below_zero_alone = number > 0 and before.rstrip().endswith(("-", "−"))
    if below_zero_alone or not _same_digits(abs(number), found["number"], found["power"]):
        return Shown(other_digits=True)
    nothing = PLAIN_ABOVE_ZERO if number > 0 else PLAIN
    before, after = ("" if nothing.fullmatch(words) else words.strip() for words in (before, after))
    before = before if number >= 0 else ""
    return Shown(f"{before}{value}{after}") if before or after else Shown()


def _is_fraction(number: Decimal, fraction: re.Match[str]) -> bool:
    under = int(fraction["under"])
    shown = int(fraction["whole"] or 0) + Decimal(int(fraction["over"])) / under if under else Decimal(-1)
    return bool(under) and abs(abs(number) - shown) * under <= _HALF


def _same_digits(number: Decimal, digits: str, power: str | None) -> bool:
    """Whether digits show a number, rounded to as many of them as there are, with a point or comma before decimals."""
    plain = re.sub("[^0-9]", "", digits)
    marks = [position for position, character in enumerate(digits) if character in ".,"]
    behind = len(re.sub("[^0-9]", "", digits[marks[-1] :])) if marks else 0
    decimals = {behind} if behind not in (3, 4) else {behind, 0}  # or a group of digits
    scale = Decimal(10) ** (int(power[1:]) if power else 0)
    return any(abs(int(plain) - number / scale * Decimal(10) ** count) <= _HALF for count in decimals)


def shown_date(value: str, text: str) -> str | None:
    """Return the year or month that a date is shown as; None where a day is shown, or something else.

    >>> shown_date("2022-12-01", "2022年12月"), shown_date("2022-01-01", "2022"), shown_date("2022-12-31", "2022-12-31")
    ('2022-12', '2022年', None)
    """
    year, month = value[:4], value[5:7]
    if text.strip().rstrip("年") == year:
        return f"{year}年"
    period = parse_period(text.strip())
    has_day = len(re.findall("[0-9]+", text)) > _YEAR_AND_MONTH
    return f"{year}-{month}" if period and not has_day and period.text == f"{year}-{month}" else None


_YEAR_AND_MONTH = 2

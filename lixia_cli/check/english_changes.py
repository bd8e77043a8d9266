"""Changes in English words: Reduce by 42% by 2030, 10% less than 2019, +5% a year."""

from __future__ import annotations

import re
from typing import NamedTuple

from lixia_cli.text.patterns import Pattern

_NUMBER = r"[0-9][0-9.,]*\s*(?:%|per ?cent)"
_LESS, _MORE = "reduc(?:e|tion|ed|ing)|cut|decreas(?:e|ed|ing)|lower", "increas(?:e|ed|ing)|rais(?:e|ed|ing)"
_FORMS = [
    Pattern(form, re.IGNORECASE)
    for form in (
        rf"(?:(?P<less>{_LESS})|{_MORE})(?: by| of)? (?P<number>{_NUMBER})(?P<tail>.*)",
        rf"(?P<number>{_NUMBER}) (?:(?P<less>{_LESS}|less|fewer)|{_MORE}|more|higher)(?P<tail>.*)",
        rf"(?:(?P<less>-)|\+)\s*(?P<number>{_NUMBER})(?P<tail> .*)",
        rf"(?P<number>{_NUMBER}) (?P<less>below)(?P<tail> .*)",
        rf"(?P<number>{_NUMBER}) (?P<yearly>annual|yearly) (?:growth|increase|(?P<less>{_LESS}))(?P<tail>)",
        rf"(?P<number>{_NUMBER})(?: growth)?(?P<tail> (?:per year|a year|per annum|p\.?a\.?|annually))",
    )
]
_TAIL = Pattern(
    r"\s*,?(?:by (?:the end of )?(?P<due>[12][0-9]{3})"
    r"|(?:(?:from|vs\.?|versus|against|on|than|compared (?:to|with)|relative to) )?(?:the )?"
    r"(?:(?P<since>[12][0-9]{3})(?: levels?| baseline| base year)?|base(?:line|[- ]year)(?: levels?)?)"
    r"|(?P<yearly>per year|a year|per annum|p\.?a\.?|annually|each year))",
    re.IGNORECASE,
)


class EnglishChange(NamedTuple):
    """A change in percent, and what is said around it."""

    number: str
    """With a percent sign, without one for the direction."""
    less: bool
    since: str = ""
    """The year that it is counted from, where one is named."""
    due: str = ""
    """And the year in which it is due."""
    yearly: bool = False


def read_english(text: str) -> EnglishChange | None:
    """Read a change in English words; None for any other text.

    >>> read_english("Reduce by 42% from 2019 levels by 2030")[:4]
    ('42%', True, '2019', '2030')
    >>> read_english("5% growth a year").yearly, read_english("-42%"), read_english("42% of sales")
    (True, None, None)
    """
    found = next(filter(None, (form.fullmatch(text.strip()) for form in _FORMS)), None)
    if found is None:
        return None
    groups = found.groupdict()
    said = {"yearly": groups.get("yearly") or ""}
    rest = found["tail"].strip()
    while rest:
        tail = _TAIL.match(rest)
        if tail is None or any(value and said.get(name) for name, value in tail.groupdict().items()):
            return None
        said |= {name: value for name, value in tail.groupdict().items() if value}
        rest = rest[tail.end() :].strip()
    number = re.sub(r"\s*(?:%|per ?cent)", "%", found["number"], flags=re.IGNORECASE)
    return EnglishChange(
        number, groups.get("less") is not None, said.get("since", ""), said.get("due", ""), bool(said["yearly"])
    )

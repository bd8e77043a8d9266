"""Keys that end with what their figures are, as in exports of China's statistics bureau: 进出口总额_累计值(亿元)."""

from __future__ import annotations

import re
from typing import NamedTuple

from lixia_cli.model.coded import Coded
from lixia_cli.text.patterns import Pattern

_ENDING = Pattern(r"(?P<name>.+?)[_＿](?P<word>累计值|当期值)(?P<unit>\s*[(（][^()（）]+[)）])?")
_SIGNS = ("_", "＿")
_CODES = {"累计值": "year_to_date", "当期值": "period"}


class Endings(NamedTuple):
    """Keys without their endings, one element per row."""

    key: Coded
    """The key without the ending, with its unit in brackets; as written without an ending."""
    accumulation: Coded
    """What the ending says of a figure of a part of a year, a code of `words.ACCUMULATIONS`; empty without one."""


def split_endings(keys: Coded) -> Endings | None:
    """Return keys without their endings, None if none has any.

    >>> split = split_endings(Coded.full(1, "进出口总额_累计值（亿元）"))
    >>> split.key[0], split.accumulation[0]
    ('进出口总额（亿元）', 'year_to_date')
    """
    texts = keys.distinct.tolist()
    if not any(sign in "".join(texts) for sign in _SIGNS):
        return None
    found = list(map(_match, texts))
    if not any(found):
        return None
    parts = [(match["name"] + (match["unit"] or ""), _CODES[match["word"]]) if match else None for match in found]
    return Endings(
        keys.replaced([part[0] if part else key for part, key in zip(parts, keys.distinct, strict=True)]),
        keys.replaced([part[1] if part else "" for part in parts]),
    )


def without_ending(key: str) -> str:
    """Return a key without its ending, and without a unit behind that; as written without one."""
    match = _match(key)
    return match["name"] if match else key


def _match(key: str) -> re.Match[str] | None:
    return _ENDING.fullmatch(key) if any(sign in key for sign in _SIGNS) else None

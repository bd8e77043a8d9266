"""Numbers before the names of a table's rows: 1., （2）, ③. Needs no pandas: shell completion uses it too."""

from __future__ import annotations

import re

_NUMBERING = re.compile(
    r"\s*(?:[(（][0-9]{1,3}[)）]|[0-9]{1,3}\s*[.．、](?![0-9])|[0-9]{1,3}[)）]|[\u2460-\u2473\u2474-\u2487\u2488-\u249b]"
    r"|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)\s*(?=\S)"
)


def without_number(name: str) -> str:
    """Return a name without the number of its row.

    >>> without_number("1.国内生产总值"), without_number("（2）失业率"), without_number("5G用户")
    ('国内生产总值', '失业率', '5G用户')
    """
    found = _NUMBERING.match(name)
    return name[found.end() :] if found else name

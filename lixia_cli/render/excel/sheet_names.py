"""Valid names for the sheets of a workbook."""

from __future__ import annotations

import itertools
import re
import unicodedata

from lixia_cli.text.width import plain

LONGEST_NAME = 31
"""Maximum length of the name of a sheet, in code units of UTF-16."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_AROUND_NAMES = re.compile(r"^[\s']+|[\s']+$")


def sheet_name(title: str, taken: set[str]) -> str:
    """Return a valid, unique sheet name close to the title, and add it to `taken`.

    >>> taken = set()
    >>> sheet_name("Water/Air", taken), sheet_name("WATER-AIR", taken), sheet_name("'", taken)
    ('Water-Air', 'WATER-AIR (2)', '-')
    """
    legal = _AROUND_NAMES.sub("", _NOT_IN_NAMES.sub("-", plain(title))) or "-"
    for count in itertools.count(1):
        tail = f" ({count})" if count > 1 else ""
        name = _AROUND_NAMES.sub("", _cut(legal, LONGEST_NAME - len(tail))) + tail
        if same_name(name) not in taken:
            break
    taken.add(same_name(name))
    return name


def same_name(name: str) -> str:
    """Return a key that is equal for names that a spreadsheet program may consider the same."""
    return unicodedata.normalize("NFKC", name).casefold()


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")

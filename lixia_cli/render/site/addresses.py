"""The files of a site: names that every file system and server accepts, made from keys that can be anything."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Sequence

from lixia_cli.model.records import cells_of
from lixia_cli.render.site.content import GROUPS, Content

LONGEST = 60
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index)", re.IGNORECASE)
"""Names that Windows keeps for devices, and the one of a folder's own page."""
_PLAIN = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def slug(*parts: str) -> str:
    """Return a file name without suffix for a key, or for several texts that together are one.

    A short key of small letters, digits, ``-`` and ``_`` is its own name. Anything else keeps what it can of itself and
    gets eight characters of a hash behind, so that keys that differ, by case for instance, have names that differ.

    >>> slug("gdp"), slug("GDP"), slug("../x"), slug("con"), slug("a", "b")
    ('gdp', 'gdp-8f8595d6', 'x-d6b96a97', 'con-1143da2b', 'a--b')
    """
    if all(_PLAIN.fullmatch(part) and not _RESERVED.fullmatch(part) for part in parts):
        name = "--".join(parts)
        if len(name) <= LONGEST:
            return name
    letters = "-".join(re.findall("[a-z0-9]+", "-".join(parts).lower()))[:LONGEST].strip("-")
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return f"{letters or 'x'}-{hashlib.sha256(text).hexdigest()[:8]}"


class Addresses:
    """The address of every page and file, from the root of the site."""

    def __init__(self, content: Content) -> None:
        regions, keys = (cells_of(content.assessed.texts(name)) for name in ("region", "key"))
        several = len(set(regions)) > 1
        ids = zip(regions, keys, strict=True)
        self.rows = _distinct([slug(region, key) if several and region else slug(key) for region, key in ids])
        """The name of each row."""
        self.groups = {
            column: dict(zip(values, _distinct([slug(value) for value in values]), strict=True))
            for column in content.grouped
            if (values := list(content.groups(column)))
        }
        """By column and value the name of its page."""
        shared = [key for key, count in Counter(keys).items() if several and count > 1]
        self.compared = dict(zip(shared, _distinct([slug(key) for key in shared]), strict=True))
        """The name of the page that compares regions, by key."""

    def indicator(self, row: int) -> str:
        """Return the page of an indicator, inside of the folder of a language."""
        return f"indicators/{self.rows[row]}.html"

    def group(self, column: str, value: str) -> str:
        """Return the page of a domain, an owner, a region or a value of the column of a view."""
        folder = f"{column}s" if column in GROUPS else "by"
        return f"{folder}/{self.groups[column][value]}.html"

    def compare(self, key: str) -> str:
        """Return the page that compares the regions of a key."""
        return f"compare/{self.compared[key]}.html"

    def data(self, row: int, suffix: str) -> str:
        """Return the file with the data of an indicator, from the root of the site."""
        return f"data/{self.rows[row]}{suffix}"


def _distinct(names: Sequence[str]) -> list[str]:
    """Return the names, with a number behind one that is taken already, by a forged hash for example."""
    taken = dict[str, None]()
    for name in names:
        numbered = (f"{name}-{number}" for number in itertools.count(2))
        taken[name if name not in taken else next(other for other in numbered if other not in taken)] = None
    return list(taken)

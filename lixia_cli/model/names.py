"""What people read instead of a code of the files: the name of a plan, region, domain, unit or owner."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from lixia_cli.text.comparison import comparable

KINDS = ("plan", "region", "domain", "unit", "owner", "key")
"""The columns of targets whose cells are codes that may have a name; further columns of the file may have names too.

Of keys only those need one that have no target, for a target has its names."""


class Names(NamedTuple):
    """The names of codes, as names.csv has them."""

    known: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType({})
    """Column and code, the code as `comparable` → language → name, empty where the code serves."""

    def name(self, kind: str, code: str, language: str) -> str:
        """Return the name of a code of a column in a language; the code where it has none."""
        if not self.known:
            return code
        return self.known.get((kind, comparable(code)), {}).get(language) or code

    def names_of(self, kind: str, code: str) -> Mapping[str, str]:
        """Return the names of a code by language; none where it has none."""
        return self.known.get((kind, comparable(code)), {})

    def code(self, kind: str, text: str) -> str:
        """Return the code of a column that a text names in any language, as `comparable`; the text where it names none.

        A text that is a code itself stays what it is.
        """
        form = comparable(text)
        if (kind, form) in self.known:
            return text
        codes = {
            code
            for (column, code), names in self.known.items()
            if column == kind and form in map(comparable, filter(None, names.values()))
        }
        return codes.pop() if len(codes) == 1 else text


NO_NAMES = Names()
"""Every code is its own name."""

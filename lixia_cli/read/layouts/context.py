"""What is known besides the cells of a source: the columns wanted, settings, the targets read before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lixia_cli.model.schema import Column
from lixia_cli.read.records import Records
from lixia_cli.text.comparison import comparable, without_brackets


class Targets(NamedTuple):
    """What actuals may be called after: the names in the targets, in comparable form."""

    keys: frozenset[str] = frozenset()
    """Keys and names of indicators."""
    regions: frozenset[str] = frozenset()

    @classmethod
    def of(cls, records: Records) -> Targets:
        """Collect the names in the records of targets."""
        texts = {name: set(records.frame[name]) if name in records.frame else set[str]() for name in _NAMING}
        keys = texts["key"] | texts["name_zh"] | texts["name_en"]
        return cls(frozenset(map(comparable, keys)) - {""}, frozenset(map(comparable, texts["region"])) - {""})

    def has_key(self, text: str) -> bool:
        """Whether a text is a key or name, possibly with a unit in brackets behind it."""
        return bool({comparable(text), comparable(without_brackets(text)[0])} & self.keys)

    def has_region(self, text: str) -> bool:
        """Whether a text is a region of the targets."""
        return comparable(text) in self.regions


_NAMING = ("key", "name_zh", "name_en", "region")


NO_TARGETS = Targets()
"""For targets themselves, and where nothing is known of them."""


@dataclass(frozen=True)
class Context:
    """What layouts are recognised by, besides the header."""

    columns: Sequence[Column]
    """The declared columns of the source."""
    targets: Targets = NO_TARGETS
    """The targets, when actuals are read."""
    both: bool = False
    """Targets and actuals are read from this one source."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    """Declared column → the text in it where the source lacks the column."""

    @property
    def of_actuals(self) -> bool:
        """Whether actuals are wanted, not targets."""
        return any(column.name == "period" for column in self.columns)

    @property
    def needed(self) -> list[str]:
        """The columns that must be there."""
        return [column.name for column in self.columns if column.needed and column.name not in self.defaults]

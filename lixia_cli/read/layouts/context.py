"""What is known besides the cells of a source: the columns wanted, settings, the targets read before."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lixia_cli.model.schema import Column
from lixia_cli.model.units import unit_in_brackets
from lixia_cli.text.comparison import all_comparable, comparable

if TYPE_CHECKING:
    from lixia_cli.read.records import Records


class Targets(NamedTuple):
    """What headings of actuals may be called after: the names in the targets, in comparable form."""

    keys: frozenset[str] = frozenset()
    """Keys and names of indicators."""
    regions: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    """Units as they are written."""
    records: Records | None = None

    @classmethod
    def of(cls, records: Records) -> Targets:
        """Collect the names in the records of targets."""
        texts = {name: set(records.distinct(name)) for name in _NAMING}
        keys = texts["key"] | texts["name_zh"] | texts["name_en"]
        known, regions = (frozenset(all_comparable([*names])) - {""} for names in (keys, texts["region"]))
        return cls(known, regions, frozenset(texts["unit"]) - {""}, records)

    def units_by_name(self) -> dict[str, frozenset[str]]:
        """Return the units of the targets by their keys and names in comparable form; of a target without one, empty.

        Names count without a unit in brackets behind them too.
        """
        found = defaultdict[str, set[str]](set)
        if self.records is None or "unit" not in self.records.table:
            return {}
        table = self.records.table
        units = table.texts("unit").map(str.strip).texts()
        for naming in ("key", "name_zh", "name_en"):
            if naming in table:
                for name, unit in {*zip(table.texts(naming).texts(), units, strict=True)}:
                    for form in {name, unit_in_brackets(name, self.units)[0]}:
                        found[comparable(form)].add(unit)
        return {name: frozenset(units - {""} or units) for name, units in found.items() if name}

    def has_key(self, text: str) -> bool:
        """Whether a text is a key or name, possibly with its unit in brackets behind it."""
        return comparable(text) in self.keys or comparable(unit_in_brackets(text, self.units)[0]) in self.keys

    def has_region(self, text: str) -> bool:
        """Whether a text is a region of the targets."""
        return comparable(text) in self.regions

    def has_name(self, text: str) -> bool:
        """Whether a text is the name of an indicator or region."""
        return self.has_key(text) or self.has_region(text)


_NAMING = ("key", "name_zh", "name_en", "region", "unit")


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

    today: datetime.date = field(default_factory=datetime.date.today)
    """What is of a later year is no actual."""

    numbers_as_written: bool = False
    """Numbers are needed as texts: their notation is not known before all sources are, or empty cells are filled in."""

    @property
    def of_actuals(self) -> bool:
        """Whether actuals are wanted, not targets."""
        return any(column.name == "period" for column in self.columns)

    @property
    def of_targets(self) -> bool:
        """Whether targets are wanted."""
        return any(column.name == "target_value" for column in self.columns)

    @property
    def needed(self) -> list[str]:
        """The columns that must be there."""
        return [column.name for column in self.columns if column.needed and column.name not in self.defaults]

"""What a column of the table is, and what its cells have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.names import NO_NAMES, Names
from lixia_cli.render.cells import Cell
from lixia_cli.render.names import Labels
from lixia_cli.text.i18n import Translate

Record = Mapping[Any, Any]
"""A row of the table of `assess`."""


NO_SHARED_YEARS = {"baseline_year": 0, "target_year": 0}
"""For cells that stand without a title: each says its own year."""


class Wording(NamedTuple):
    """What the cells of one table have in common."""

    language: str
    translate: Translate
    rules: RuleSet
    shared_years: Mapping[str, int]
    """By column of `assess` the year that stands in the title, so that no cell repeats it; 0 for none."""
    names: Names = NO_NAMES
    """What people read instead of codes."""
    due_apart: bool = False
    """When a target is due stands in a column of its own."""

    @property
    def reader(self) -> Labels:
        """Return the words of the reader."""
        return Labels(self.language, self.translate, self.names)


@dataclass(frozen=True)
class Column:
    """A column of the table."""

    name: str
    title: str
    cell: Callable[[Record, Wording], Cell]
    reads: tuple[str, ...]
    """The columns of `assess` that its cells are made from; rows that agree in them have the same cell."""
    right: bool = False
    """Numbers are aligned at their right edge."""
    wraps: bool = False
    """Its words may go on in the next line; numbers never do."""
    year: str = ""
    """The column of `assess` with the year that most cells share; it is added to the title."""
    importance: int | None = None
    """Where there is no space for all columns, the one with the lowest number goes first; None stays."""
    wanted: int = 18
    """Terminal cells that its words want if it wraps; where they would get less, another column goes."""
    squeezed: int = 6
    """The same when no more columns can go."""
    title_from_zero: str = ""
    """Its title where all targets that it has a figure for are counted from zero; empty: the same."""

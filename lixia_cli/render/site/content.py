"""What a site is made of, the same in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.views import Values
from lixia_cli.model.names import Names
from lixia_cli.model.records import cells_of, records_of
from lixia_cli.model.table import Table
from lixia_cli.render.report import Provenance
from lixia_cli.render.view.chosen import NOTHING_CHOSEN, Chosen

Record = Mapping[Any, Any]
GROUPS = ("domain", "owner", "region")
"""The columns for whose values there are pages, unless a view names another one instead of the domain."""


@dataclass(frozen=True)
class Change:
    """A verdict that changed from one build of the site to the next."""

    date: str
    """Of the build, as 2026-11-27."""
    region: str
    key: str
    before: str
    """Status codes."""
    after: str
    period_before: str
    period: str


@dataclass(frozen=True)
class Content:
    """The assessed plan, and what happened to its verdicts."""

    assessed: Table
    """The table of `assess`: every target of the plan that the view chooses, in its order."""
    rules: RuleSet
    others: tuple[RuleSet, ...]
    provenance: Provenance
    names: Names
    """What people read instead of codes."""
    title: str
    """The title that the user has given; empty for the one made of plan and region."""
    years: Mapping[str, Table]
    """By period, in order: the same rows as they were assessed as of its end."""
    changes: tuple[Change, ...]
    """The latest first."""
    built_before: str
    """The date of the last build; empty for the first one."""
    today: str
    """The date of this one."""
    by: str = ""
    """The column that a view groups by instead of the domain; empty for none."""
    columns: Chosen = NOTHING_CHOSEN
    """The columns of lists that a view chooses."""
    selection: tuple[str, ...] = ()
    """The conditions of a view, for people."""
    ordered: bool = False
    """Whether a view has put the targets in order; else lists of what is behind begin with the worst."""

    @property
    def grouped(self) -> tuple[str, ...]:
        """Return the columns for whose values there are pages."""
        return (self.by, *(column for column in GROUPS[1:] if column != self.by)) if self.by else GROUPS

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """Return the rows of `assessed`."""
        return list(records_of(self.assessed))

    @cached_property
    def rows_by_id(self) -> dict[tuple[str, str], int]:
        """Return the position of each row by region and key."""
        return {(record["region"], record["key"]): row for row, record in enumerate(self.records)}

    def groups(self, column: str) -> dict[str, list[int]]:
        """Return the positions of the rows by value of a column.

        Values stand in order of appearance, and empty ones have no group; those of the column of a view stand in their
        own order, the empty one last. Of a single region there is no group.
        """
        values = Values(self.assessed, self.rules, self.names)
        found: dict[str, list[int]] = {}
        for position, value in enumerate(cells_of(values.texts(column))):
            if value or column == self.by:
                found.setdefault(value, []).append(position)
        if column == self.by:
            return {value: found[value] for value in values.groups(column)}
        return found if column != "region" or len(found) > 1 else {}

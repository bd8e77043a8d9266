"""What a site is made of, the same in every language."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.names import Names
from lixia_cli.render.report import Provenance

Record = Mapping[Any, Any]
GROUPS = ("domain", "owner", "region")
"""The columns for whose values there are pages."""


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

    assessed: pd.DataFrame
    """The frame of `assess`, every target of the plan."""
    rules: RuleSet
    others: tuple[RuleSet, ...]
    provenance: Provenance
    names: Names
    """What people read instead of codes."""
    title: str
    """The title that the user has given; empty for the one made of plan and region."""
    years: Mapping[str, pd.DataFrame]
    """By period, in order: the same rows as they were assessed as of its end."""
    changes: tuple[Change, ...]
    """The latest first."""
    built_before: str
    """The date of the last build; empty for the first one."""
    today: str
    """The date of this one."""

    @cached_property
    def records(self) -> list[dict[Hashable, Any]]:
        """Return the rows of `assessed`."""
        return self.assessed.to_dict("records")

    @cached_property
    def rows_by_id(self) -> dict[tuple[str, str], int]:
        """Return the position of each row by region and key."""
        ids = zip(self.assessed["region"], self.assessed["key"], strict=True)
        return {(str(region), str(key)): row for row, (region, key) in enumerate(ids)}

    def groups(self, column: str) -> dict[str, list[int]]:
        """Return the positions of the rows by value of a column, in order of appearance; empty values have no group."""
        found: dict[str, list[int]] = {}
        for position, value in enumerate(self.assessed[column]):
            if value:
                found.setdefault(str(value), []).append(position)
        return found if column != "region" or len(found) > 1 else {}

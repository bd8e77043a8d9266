"""Published rule sets: how the figures of an indicator become a verdict.

Each module of this package defines one, as `RULE_SET`; adding a module is all it takes to add one.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

    from lixia_cli.formulas import Floats, Texts

Light = Literal["green", "yellow", "red", "grey"]
DEFAULT = "lixia"


class Status(NamedTuple):
    """One verdict a rule set can reach."""

    code: str
    light: Light
    english: str
    chinese: str


class Judgement(NamedTuple):
    """What a rule set says of every row."""

    value: Floats
    """The quantity its bands are laid on (`method_value`); NaN where it is not defined."""
    status: Texts
    """The code of one of its statuses."""


@dataclass(frozen=True)
class RuleSet:
    """A rule set: its statuses from best to worst, and the function that picks one for every row."""

    name: str
    source: str
    """Where its rules are published."""
    quantity: str
    """What `method_value` is, in English."""
    statuses: tuple[Status, ...]
    judge: Callable[[pd.DataFrame], Judgement]
    """From the measured frame of `lixia_cli.measure` to a judgement, whole columns at once."""

    def every_status(self) -> tuple[Status, ...]:
        """Its own statuses, then those that no rule set can assess."""
        return (*self.statuses, *(status for status in NOT_ASSESSABLE if status not in self.statuses))


NOT_ASSESSABLE = (
    Status("incomplete", "grey", "Incomplete", "数据不全"),
    Status("no_baseline", "grey", "No baseline", "缺基期"),
    Status("no_data", "grey", "No data", "缺数据"),
)
"""The same for every rule set."""


def names() -> list[str]:
    """The rule sets there are, the default first. Imports none of them."""
    found = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return sorted(found, key=lambda name: name != DEFAULT)


def load(name: str) -> RuleSet:
    """The rule set of this name."""
    rule_set: RuleSet = importlib.import_module(f"{__name__}.{name}").RULE_SET
    return rule_set

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

    from lixia_cli.model.arrays import Bools, Floats, Texts

Light = Literal["green", "yellow", "red", "grey"]
DEFAULT = "lixia"


class Words(NamedTuple):
    """A text for people in both languages: a rule set brings its own, so that it is one piece."""

    english: str
    chinese: str

    def said_in(self, language: str) -> str:
        """The text in ``zh`` or ``en``."""
        return self.chinese if language == "zh" else self.english


class Status(NamedTuple):
    """One verdict a rule set can reach."""

    code: str
    light: Light
    label: Words
    rule: Words
    """When it is given; the rule set's quantity is called by its name."""


class Judgement(NamedTuple):
    """What a rule set says of every row."""

    value: Floats
    """The quantity its bands are laid on (`method_value`); NaN where it is not defined."""
    status: Texts
    """The code of one of its statuses."""
    remarks: tuple[tuple[Words, Bools], ...] = ()
    """What `note` should say of how it was judged, and in which rows."""
    formulas: tuple[tuple[str, Bools], ...] = ()
    """How `value` is made where it is not by the rule set's formula, and in which rows."""


@dataclass(frozen=True)
class RuleSet:
    """A rule set: its statuses from best to worst, and the function that picks one for every row."""

    name: str
    source: str
    """Where its rules are published."""
    quantity: Words
    """What `method_value` is called."""
    formula: str
    """How `method_value` is made, in the symbols of docs/methods.md; a `Judgement` names the rows where otherwise."""
    statuses: tuple[Status, ...]
    judge: Callable[[pd.DataFrame], Judgement]
    """From the measured frame of `lixia_cli.measure` to a judgement, whole columns at once."""

    def every_status(self) -> tuple[Status, ...]:
        """Its own statuses, then those that no rule set can assess."""
        return (*self.statuses, *(status for status in NOT_ASSESSABLE if status not in self.statuses))

    def status(self, code: str) -> Status:
        """The status of this code."""
        return next(status for status in self.every_status() if status.code == code)


NOT_ASSESSABLE = (
    Status("incomplete", "grey", Words("Incomplete", "数据不全"), Words("what is missing decides", "所缺数据影响结论")),
    Status(
        "no_baseline",
        "grey",
        Words("No baseline", "缺基期"),
        Words("nothing to measure the way from", "没有可据以衡量进度的起点"),
    ),
    Status(
        "no_data", "grey", Words("No data", "缺数据"), Words("no observation after the baseline", "基期之后没有数据")
    ),
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

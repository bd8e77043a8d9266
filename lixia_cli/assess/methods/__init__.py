"""Rule sets: published methods that turn the figures of a target into a status.

Each module of this package defines one, as `RULE_SET`; a new module is found by `names` and `load`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from lixia_cli.model.choices import RULE_SET

if TYPE_CHECKING:
    from lixia_cli.model.arrays import Bools, Floats
    from lixia_cli.model.coded import Coded
    from lixia_cli.model.table import Table

Light = Literal["green", "yellow", "red", "grey"]
DEFAULT = RULE_SET


class Bilingual(NamedTuple):
    """A text in both languages. Rule sets contain their translations, so that each is complete in one module."""

    english: str
    chinese: str

    def text(self, language: str) -> str:
        """Return the Chinese text for ``zh``, else the English one."""
        return self.chinese if language == "zh" else self.english


WORDED_BY = ("measure", "direction", "is_limit", "worse", "met_and_lost", "past_range")
"""The columns of the table of `assess` that wordings look at."""


class Wording(NamedTuple):
    """Another label of a status, for the targets of which the usual one is not what people say."""

    label: Bilingual
    applies: Callable[[Mapping[Any, Any]], bool]
    """Whether it is said of a row, a record of the table of `assess` or of `measure`."""


class Status(NamedTuple):
    """One verdict a rule set can reach."""

    code: str
    light: Light
    label: Bilingual
    rule: Bilingual
    """The condition for this status, for example ``pace >= 0.95``; it names the quantity of the rule set."""
    wordings: tuple[Wording, ...] = ()
    """Labels that take the place of `label`; the first that applies to a row is used."""

    def label_of(self, record: Mapping[Any, Any]) -> Bilingual:
        """Return the label that is said of a row."""
        return next((wording.label for wording in self.wordings if wording.applies(record)), self.label)

    def labels(self) -> tuple[Bilingual, ...]:
        """Return every label that the status can have, the usual one first."""
        return tuple(dict.fromkeys((self.label, *(wording.label for wording in self.wordings))))


class Judgement(NamedTuple):
    """The result of a rule set, one element per row of the table of `measure`."""

    value: Floats
    """The quantity compared with the bands (column `method_value`); NaN where it is undefined."""
    status: Coded
    """Status codes."""
    remarks: tuple[tuple[Bilingual, Bools], ...] = ()
    """Remarks for the column `note`, each with the rows it applies to."""
    formulas: tuple[tuple[str, Bools], ...] = ()
    """Formulas of `value` that differ from the rule set's, each with the rows it applies to."""


class RuleSet(NamedTuple):
    """A rule set: its statuses from best to worst, and the function that picks one for every row."""

    name: str
    source: Bilingual
    """The publication that defines the rule set."""
    quantity: Bilingual
    """The name of `method_value`."""
    formula: str
    """The formula of `method_value` in the symbols of docs/methods.md; `Judgement.formulas` lists exceptions."""
    statuses: tuple[Status, ...]
    judge: Callable[[Table], Judgement]
    """Take the table of `measure` (see `lixia_cli.measure.measure`) and return a judgement of all rows."""
    published: bool = True
    """Not one of the user's own; the flag `method_dependent` compares published rule sets only."""
    in_words: Bilingual | None = None
    """The quantity for people who do not know its name, such as ``progress ÷ time elapsed``."""

    def every_status(self) -> tuple[Status, ...]:
        """Return the statuses of this rule set, then the common ones for rows that cannot be assessed."""
        return (*self.statuses, *(status for status in NOT_ASSESSABLE if status not in self.statuses))

    def status(self, code: str) -> Status:
        """Return the status with this code. Raises StopIteration if there is none."""
        return next(status for status in self.every_status() if status.code == code)

    def codes_by_word(self) -> dict[str, str]:
        """Return the code of each status by what people call it: its code, and its labels in both languages."""
        statuses = self.every_status()
        words = {status.code: status.code for status in statuses}
        for status in statuses:
            for label in status.labels():
                words.setdefault(label.english, status.code)
                words.setdefault(label.chinese, status.code)
        return words


NOT_ASSESSABLE = (
    Status(
        "incomplete",
        "grey",
        Bilingual("Incomplete", "数据不全"),
        Bilingual("what is missing decides", "所缺数据影响结论"),
    ),
    Status(
        "no_baseline",
        "grey",
        Bilingual("No baseline", "缺基期"),
        Bilingual("no starting point to measure progress from", "没有可据以衡量进度的起点"),
    ),
    Status(
        "no_data",
        "grey",
        Bilingual("No data", "缺数据"),
        Bilingual("no observation after the baseline", "基期之后没有数据"),
    ),
    Status(
        "not_quantified",
        "grey",
        Bilingual("Not quantified", "定性目标"),
        Bilingual("a target without a value", "没有目标值的目标"),
    ),
)
"""Statuses of rows that cannot be assessed, common to all rule sets."""


def names() -> list[str]:
    """Return the names of all rule sets, the default first, without importing them."""
    found = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return sorted(found, key=lambda name: name != DEFAULT)


def load(name: str) -> RuleSet:
    """Import and return the rule set of this name."""
    rule_set: RuleSet = importlib.import_module(f"{__name__}.{name}").RULE_SET
    return rule_set

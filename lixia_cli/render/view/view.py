"""A view: the rows, groups, order and columns of a report, as options name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.views import INDICATOR, WORST, Values, read_condition
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.assessed_columns import WHOLE_NUMBERS
from lixia_cli.model.coded import Coded
from lixia_cli.model.names import NO_NAMES, Names
from lixia_cli.model.table import Table
from lixia_cli.render.view.chosen import NOTHING_CHOSEN, read_columns
from lixia_cli.render.view.vocabulary import Vocabulary
from lixia_cli.text.messages import Message, RequestError


class Asked(NamedTuple):
    """The options of a view, as written."""

    where: tuple[str, ...] = ()
    by: str = ""
    sort: str = ""
    columns: str = ""


class View:
    """The options of a view, understood for the columns of one table of `assess`.

    Raises RequestError for columns that the table does not have.
    """

    def __init__(
        self,
        asked: Asked,
        assessed: Table,
        headers: Mapping[str, str],
        names: Names = NO_NAMES,
        more: Mapping[str, str] | None = None,
    ) -> None:
        """Understand the options. `more` are columns of the output that the table lacks, with their titles."""
        vocabulary = Vocabulary(assessed, headers)
        self._names = names
        conditions = [read_condition(text) for text in asked.where]
        self._conditions = [(vocabulary.cells(condition.column, "--where"), condition) for condition in conditions]
        self.selection = tuple(
            f"{condition.column} {'≠' if condition.differs else '='} {condition.value or chr(39) * 2}"
            for condition in conditions
        )
        """The conditions, for people."""
        self.by = vocabulary.cells(asked.by, "--by") if asked.by else ""
        """The column of the table whose values have a table each; empty for the domain."""
        if self.by in (INDICATOR, "flags") or (self.by and _is_fraction(assessed, self.by)):
            raise RequestError(
                Message(
                    "--by: {column} can't divide targets into tables; use owner, nature, status or the like",
                    {"column": asked.by},
                )
            )
        self.by = "" if self.by == "domain" else self.by
        down = asked.sort.startswith("-")
        name = asked.sort.removeprefix("-")
        self._down = down
        self._sort = (
            WORST if name in (WORST, "滞后程度") else vocabulary.cells(name, "--sort", (WORST,)) if name else ""
        )
        self.columns = NOTHING_CHOSEN
        """The columns to show."""
        if asked.columns:
            self.columns = read_columns(asked.columns, Vocabulary(assessed, headers, more or {}))

    def chosen(self, assessed: Table, rules: RuleSet) -> Bools:
        """Return the rows for which every condition holds. Raises RequestError for values that a column can't have."""
        values = Values(assessed, rules, self._names)
        kept = np.ones(len(assessed), dtype=np.bool_)
        for column, condition in self._conditions:
            kept &= values.holds(column, condition)
        return kept

    def order(self, assessed: Table, rules: RuleSet) -> Ints:
        """Return the positions of the rows in their order: that of the file, unless another one is asked for."""
        if not self._sort:
            return np.arange(len(assessed))
        return Values(assessed, rules, self._names).order(self._sort, self._down)


def _is_fraction(assessed: Table, name: str) -> bool:
    """Return whether a column has numbers that need not be whole."""
    return name not in WHOLE_NUMBERS and not isinstance(assessed[name], Coded) and assessed[name].dtype.kind == "f"

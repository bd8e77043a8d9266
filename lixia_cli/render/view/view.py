"""A view: the rows, groups, order and columns of a report, as options name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.views import INDICATOR, WORST, Values, read_condition
from lixia_cli.model.names import NO_NAMES, Names
from lixia_cli.render.view.columns import NOTHING_CHOSEN, read_columns
from lixia_cli.render.view.vocabulary import Vocabulary
from lixia_cli.text.messages import Message, RequestError


class Asked(NamedTuple):
    """The options of a view, as written."""

    where: tuple[str, ...] = ()
    by: str = ""
    sort: str = ""
    columns: str = ""


class View:
    """The options of a view, understood for the columns of one assessed frame.

    Raises RequestError for columns that the frame does not have.
    """

    def __init__(
        self,
        asked: Asked,
        assessed: pd.DataFrame,
        headers: Mapping[str, str],
        names: Names = NO_NAMES,
        more: Mapping[str, str] | None = None,
    ) -> None:
        """Understand the options. `more` are columns of the output that the frame lacks, with their titles."""
        vocabulary = Vocabulary(assessed.columns, headers)
        self._names = names
        conditions = [read_condition(text) for text in asked.where]
        self._conditions = [(vocabulary.cells(condition.column, "--where"), condition) for condition in conditions]
        self.selection = tuple(
            f"{condition.column} {'≠' if condition.differs else '='} {condition.value or chr(39) * 2}"
            for condition in conditions
        )
        """The conditions, for people."""
        self.by = vocabulary.cells(asked.by, "--by") if asked.by else ""
        """The column of the frame whose values have a table each; empty for the domain."""
        if self.by in (INDICATOR, "flags") or (self.by and pd.api.types.is_float_dtype(assessed[self.by])):
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
        self._sort = WORST if name in (WORST, "滞后程度") else vocabulary.cells(name, "--sort") if name else ""
        self.columns = NOTHING_CHOSEN
        """The columns to show."""
        if asked.columns:
            self.columns = read_columns(asked.columns, Vocabulary(assessed.columns, headers, more or {}))

    def rows(self, assessed: pd.DataFrame, rules: RuleSet) -> pd.DataFrame:
        """Return the rows for which every condition holds. Raises RequestError for values that a column can't have."""
        if not self._conditions:
            return assessed
        values = Values(assessed, rules, self._names)
        kept = pd.Series(True, index=assessed.index)
        for column, condition in self._conditions:
            kept &= values.holds(column, condition)
        return assessed[kept]

    def ordered(self, assessed: pd.DataFrame, rules: RuleSet) -> pd.DataFrame:
        """Return the rows in their order: that of the file, unless another one is asked for."""
        if not self._sort:
            return assessed
        return assessed.loc[Values(assessed, rules, self._names).order(self._sort, self._down)]

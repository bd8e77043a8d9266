"""The content of a report, from which every format is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from lixia_cli.assess.assess import as_rows
from lixia_cli.assess.views import Values
from lixia_cli.model.names import NO_NAMES, Names
from lixia_cli.render.names import Labels
from lixia_cli.render.view.columns import NOTHING_CHOSEN, Chosen, chosen_for_csv
from lixia_cli.text.i18n import Translate

if TYPE_CHECKING:
    from lixia_cli.assess.methods import RuleSet
    from lixia_cli.explain.trends import Trend
    from lixia_cli.render.charts.chart import Chart


@dataclass(frozen=True)
class Provenance:
    """The data that a report is based on, and how many targets it leaves out."""

    targets: str
    actuals: str
    bundled: bool
    """Whether this is the bundled plan, because no files were named."""
    as_of: str
    """The as-of date; empty if none was given."""
    hidden: int
    """Number of targets left out because they have no data."""
    through: str
    """The last period with an observation that counts, empty without any."""
    known_on: str = ""
    """The day on which the figures were known, as 2023-05-31; empty if none was given."""


class Screen(NamedTuple):
    """The terminal or file that a text is written for."""

    width: int | None
    """Terminal cells per line; None for no limit."""
    color: bool


@dataclass(frozen=True)
class Report:
    """The frames of a report, and the options for writing it."""

    shown: pd.DataFrame
    """The rows to show, of the frame of `assess`."""
    everything: pd.DataFrame
    """The rows that the totals count, of the same frame."""
    rules: RuleSet
    provenance: Provenance
    language: str
    translate: Translate
    screen: Screen
    excel: bool = False
    """Delimited text for a spreadsheet program: with a byte order mark, CRLF and guarded formulas."""
    names: Names = NO_NAMES
    """What people read instead of the codes of plans, regions, domains, units and owners."""
    title: str = ""
    """The title that the user has given it; empty for the one made of plan and region."""
    citations: Sequence[Sequence[str]] = ()
    """The parts of each source of its figures, for the formats that list them."""
    trends: Sequence[Trend] = ()
    """The trend of each row shown, for the formats that draw them."""
    charts: Sequence[Chart] = ()
    """Charts of what is behind, the worst first, for the formats that have some."""

    by: str = ""
    """The column of the frame whose values have a table each; empty for the domain."""
    columns: Chosen = NOTHING_CHOSEN
    """The columns that somebody has chosen."""
    selection: tuple[str, ...] = ()
    """The conditions that its rows meet, for people."""

    def rows(self) -> pd.DataFrame:
        """Return the rows shown, with the columns of csv and json: those of `as_rows` unless others are chosen."""
        rows = as_rows(self.in_order())
        return rows[chosen_for_csv(list(map(str, rows.columns)), self.columns)]

    def in_order(self) -> pd.DataFrame:
        """Return the rows shown in the order of the tables of a view."""
        if not self.by:
            return self.shown
        places = {
            value: place for place, value in enumerate(Values(self.shown, self.rules, self.names).groups(self.by))
        }
        return self.shown.loc[self.shown[self.by].astype(str).map(places).sort_values(kind="stable").index]

    @property
    def labels(self) -> Labels:
        """Return the words of its reader."""
        return Labels(self.language, self.translate, self.names)

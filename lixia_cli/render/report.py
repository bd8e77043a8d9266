"""The content of a report, from which every format is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lixia_cli.assess.assess import columns_of_rows
from lixia_cli.assess.views import Values
from lixia_cli.model.names import NO_NAMES, Names
from lixia_cli.model.once import Once
from lixia_cli.model.table import Table
from lixia_cli.render.names import Labels
from lixia_cli.render.view.chosen import NOTHING_CHOSEN, Chosen, chosen_for_csv
from lixia_cli.text.i18n import Translate

if TYPE_CHECKING:
    from lixia_cli.assess.methods import RuleSet
    from lixia_cli.explain.trends import Trends
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
    """The rows of a report, and the options for writing it."""

    shown: Table
    """The rows to show, of the table of `assess`."""
    everything: Table
    """The rows that the totals count, of the same table."""
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
    trends: Trends | None = None
    """The trend of each row shown, for the formats that draw them."""
    charts: Sequence[Chart] = ()
    """Charts of what is behind, the worst first, for the formats that have some."""

    by: str = ""
    """The column of the table whose values have a table each; empty for the domain."""
    columns: Chosen = NOTHING_CHOSEN
    """The columns that somebody has chosen."""
    selection: tuple[str, ...] = ()
    """The conditions that its rows meet, for people."""
    once: Once = field(default_factory=Once)
    """What is made of texts once for all blocks of rows."""

    def rows(self) -> Table:
        """Return the rows shown, with the columns of csv and json by their headers, unless others are chosen."""
        shown = self.in_order()
        names = {header: name for name, header in columns_of_rows(shown).items()}
        return Table({header: shown[names[header]] for header in chosen_for_csv(list(names), self.columns)}, len(shown))

    def in_order(self) -> Table:
        """Return the rows shown in the order of the tables of a view."""
        return self.shown.rows(Values(self.shown, self.rules, self.names).by_group(self.by)) if self.by else self.shown

    @property
    def labels(self) -> Labels:
        """Return the words of its reader."""
        return Labels(self.language, self.translate, self.names)

"""What every format of a report is made from."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.text.i18n import Translate


@dataclass(frozen=True)
class Provenance:
    """Where the figures come from, and what the tables leave out."""

    targets: str
    actuals: str
    bundled: bool
    """The plan that comes with lixia, because no files were given."""
    as_of: str
    """The period asked for, empty for all there is."""
    hidden: int
    """How many targets are left out because they have no data."""
    through: str
    """The last period with an observation that counts, empty without any."""


@dataclass(frozen=True)
class Screen:
    """Where a text will be seen."""

    width: int | None
    """Terminal cells in a line; None to take what the text needs."""
    color: bool


@dataclass(frozen=True)
class Report:
    """The frames of a report, and how it is to be written."""

    shown: pd.DataFrame
    """The rows to show, of the frame of `assess`."""
    everything: pd.DataFrame
    """The rows that roll-ups count, of the same frame."""
    rules: RuleSet
    provenance: Provenance
    language: str
    translate: Translate
    screen: Screen
    excel: bool = False
    """Delimited text for a spreadsheet program: with a byte order mark, CRLF and guarded formulas."""

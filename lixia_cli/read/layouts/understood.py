"""What was recognised in a source, for people who want to see whether it was understood."""

from __future__ import annotations

from dataclasses import dataclass

from lixia_cli.files.problems import Place
from lixia_cli.text.messages import N_, Message

LONG = "long"
"""The layout of most files: one row per target or observation, and a column for each declared one."""


@dataclass(frozen=True)
class Understood:
    """How a source was read."""

    layout: str
    """Name of the layout: ``long``, ``wide by period``, ``plan table`` …"""
    header: Place
    """The location of the header."""
    columns: tuple[tuple[str, str], ...]
    """Each header that is used, with what it stands for: a declared column, or ``value 2022``."""
    passed_over: tuple[tuple[Place, str], ...] = ()
    """The titles and notes that are no part of the table, each with its location and text."""
    unused: tuple[str, ...] = ()
    """The headers that stand for nothing."""
    separator: str = ""
    """What separates the cells of a text; empty for a worksheet."""
    encoding: str = ""
    """Encoding of a text, such as UTF-8; empty for a worksheet."""
    settings: tuple[tuple[str, str], ...] = ()
    """What settings say of headers, words and gaps: key (``columns.targets.key``) and text."""
    kept: tuple[str, ...] = ()
    """The headers of targets that stand for nothing, but are kept as further columns."""


LAYOUT_NAMES = {
    LONG: N_("one row per figure"),
    "wide by period": N_("one column per period"),
    "wide by part of the year": N_("one column per part of the year"),
    "wide by indicator": N_("one column per indicator"),
    "wide by region": N_("one column per region"),
    "plan table": N_("table of a plan"),
}
"""Names of layouts, as people read them."""


def layout_name(layout: str) -> Message:
    """Return the name of a layout for a sentence."""
    return Message(LAYOUT_NAMES[layout])

"""A cell of a table: what people read in it, and the number behind the text for programs that compute or draw."""

from __future__ import annotations

import math
from typing import NamedTuple

from lixia_cli.render.numbers import Number

BAR_WIDTH = 10
"""Characters of a bar, without its mark."""
NOTHING = "-"
"""The text of a cell without a figure."""


class Cell(NamedTuple):
    """One cell. Its text is all that some formats show; the others read what it is made of."""

    text: str
    number: Number | None = None
    """The number, where the cell shows exactly one."""
    marks: str | None = None
    """Letters behind the text that say something of the figure; None in a cell that can't have any."""
    bar: Bar | None = None
    """What a bar shows, for formats that draw."""

    @property
    def value(self) -> float | None:
        """The number behind the text, unrounded, a percentage as a fraction; None for words and several numbers."""
        return None if self.number is None else self.number.value


class Bar(NamedTuple):
    """Progress from the baseline against the time elapsed."""

    progress: Cell
    elapsed: Cell
    met: bool
    """The target is met: what is not met is never drawn as full."""


EMPTY = Cell(NOTHING)
"""The cell of a figure that is not known or not defined."""


def number_cell(number: Number) -> Cell:
    """A cell with one number."""
    return Cell(number.text, number)


def bar_text(progress: float, elapsed: float, met: bool) -> str:
    """A bar of ten characters, ``#`` for progress, with ``|`` for the time elapsed; empty if either is unknown.

    >>> bar_text(0.355, 0.4, met=False)
    '###.|......'
    """
    if math.isnan(progress) or math.isnan(elapsed):
        return ""
    filled = max(0, min(math.floor(progress * BAR_WIDTH + 1e-9), BAR_WIDTH if met else BAR_WIDTH - 1))
    drawn = "#" * filled + "." * (BAR_WIDTH - filled)
    mark = max(0, min(round(elapsed * BAR_WIDTH), BAR_WIDTH))
    return f"{drawn[:mark]}|{drawn[mark:]}"

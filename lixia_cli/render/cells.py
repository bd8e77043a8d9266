"""A cell of a table: its text, and the number behind the text for formats that compute or draw."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, Texts
from lixia_cli.model.records import is_unknown
from lixia_cli.render.figures import text_of
from lixia_cli.render.numbers import Number

BAR_WIDTH = 10
"""Characters of a bar, without its mark."""
_WITH_SPACE = "）"
NOTHING = "-"
"""The text of a cell without a figure."""


class Cell(NamedTuple):
    """One cell. Some formats show its text only; others use the number, marks or bar behind it."""

    text: str
    number: Number | None = None
    """The number, if the cell shows exactly one."""
    marks: str | None = None
    """Letters after the text, one for each flag; None in cells without marks."""
    bar: Bar | None = None
    """The values of a bar, for formats that draw it."""

    @property
    def value(self) -> float | None:
        """Return the number behind the text, unrounded, percentages as fractions; None for words and for several."""
        return None if self.number is None else self.number.value


class Bar(NamedTuple):
    """Progress from the baseline, and time elapsed: both as fractions and as texts."""

    progress: float
    elapsed: float
    progress_text: str
    elapsed_text: str
    met: bool
    """Whether the target is met; otherwise the bar is never drawn full."""


class Bars(NamedTuple):
    """The bars of many cells, as columns: NaN and empty texts for a cell without one."""

    progress: Floats
    elapsed: Floats
    progress_text: list[str]
    elapsed_text: list[str]
    met: Bools

    @classmethod
    def of(cls, bars: Iterable[Bar | None]) -> Bars:
        """Return the columns of some bars."""
        rows = [bar or _NO_BAR for bar in bars]
        numbers = np.array([(bar.progress, bar.elapsed) for bar in rows]).reshape(-1, 2)
        texts = [bar.progress_text for bar in rows], [bar.elapsed_text for bar in rows]
        return cls(numbers[:, 0], numbers[:, 1], *texts, np.array([bar.met for bar in rows], dtype=np.bool_))

    @property
    def is_there(self) -> Bools:
        """Return which cells have one."""
        return ~np.isnan(self.progress)

    def rows(self) -> list[Bar | None]:
        """Return the bar of each cell."""
        numbers = self.progress.tolist(), self.elapsed.tolist()
        bars = map(Bar, *numbers, self.progress_text, self.elapsed_text, self.met.tolist())
        return [bar if is_there else None for bar, is_there in zip(bars, self.is_there.tolist(), strict=True)]


_NO_BAR = Bar(math.nan, math.nan, "", "", met=False)


EMPTY = Cell(NOTHING)
"""The cell of an unknown or undefined figure."""


def number_cell(number: Number) -> Cell:
    """Return a cell with one number."""
    return Cell(number.text, number)


def gap_before_marks(text: str) -> str:
    """Return what stands between a text and its marks: nothing behind a Chinese bracket, which has its own space."""
    return "" if text.endswith(_WITH_SPACE) else " "


def gaps_before_marks(texts: Sequence[str]) -> list[str]:
    """Return the same for each of some texts."""
    return list(map(gap_before_marks, texts)) if _WITH_SPACE in "".join(texts) else [" "] * len(texts)


def bar_text(progress: float, elapsed: float, met: bool) -> str:
    """Return a bar of ten characters, ``#`` for progress, with ``|`` for time elapsed; empty if either is unknown.

    >>> bar_text(0.355, 0.4, met=False)
    '###.|......'
    """
    if is_unknown(progress) or is_unknown(elapsed):
        return ""
    return text_of(partial(_drawn, met=met), progress, elapsed)


def _drawn(progress: Floats, elapsed: Floats, met: bool) -> list[str]:
    filled = np.clip(np.floor(progress * BAR_WIDTH + 1e-9), 0, BAR_WIDTH if met else BAR_WIDTH - 1).astype(np.int64)
    mark = np.clip(np.rint(elapsed * BAR_WIDTH), 0, BAR_WIDTH).astype(np.int64)
    texts: list[str] = _every_bar()[filled, mark].tolist()
    return texts


@cache
def _every_bar() -> Texts:
    """Return the bars of each number of filled characters, and with the mark at each place."""
    drawn = ["#" * filled + "." * (BAR_WIDTH - filled) for filled in range(BAR_WIDTH + 1)]
    places = range(BAR_WIDTH + 1)
    return np.array([[f"{bar[:mark]}|{bar[mark:]}" for mark in places] for bar in drawn], dtype=object)

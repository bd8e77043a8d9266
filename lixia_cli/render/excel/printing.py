"""Fit tables to paper: which paper they need, and where their titles may be broken."""

from __future__ import annotations

import math

from lixia_cli.text.width import text_width

A4, A3 = 9, 8
"""The numbers by which spreadsheet programs know papers."""
SIDE = 0.25
"""Margins beside a printed table, in inches."""
_PAPERS = {A4: 11.69, A3: 16.54}
"""The longer side of papers in inches."""
_WIDTHS_PER_INCH = 96 / 7
"""Digits of the usual font that stand side by side in an inch."""
_READABLE = 0.68
"""What a table may be reduced to: of 11 points 7.5 are left, the 六号 of Chinese print."""
_SHORT_WORD = 8
"""Cells of a word in a title that is not broken, where Chinese could be."""


def paper_for(wide: float) -> tuple[int, int]:
    """Return the paper on which so many widths side by side can be read, and how many pages of it."""
    for paper, inches in _PAPERS.items():
        room = (inches - 2 * SIDE) * _WIDTHS_PER_INCH / _READABLE
        if wide <= room:
            return paper, 1
    return paper, math.ceil(wide / room)


def in_lines(title: str) -> str:
    r"""Return a title with what is in Chinese brackets at its end on a line of its own.

    >>> in_lines("超（欠）进度（百分点）"), in_lines("Baseline (2020)")
    ('超（欠）进度\n（百分点）', 'Baseline (2020)')
    """
    before, bracket, inside = title.rpartition("（")
    return f"{before}\n{bracket}{inside}" if before and inside.endswith("）") else title


def title_parts(title: str) -> list[str]:
    """Return the parts of a title that stay on one line: words, what is in brackets, and halves of long Chinese words.

    >>> title_parts("超（欠）进度（百分点）"), title_parts("相当于目标值"), title_parts("Baseline (2020)")
    (['超（欠）进度', '（百分点）'], ['相当于', '目标值'], ['Baseline', '(2020)'])
    """
    found = []
    for part in in_lines(title).split():
        breaks = part.isalpha() and not part.isascii() and text_width(part) > _SHORT_WORD
        half = math.ceil(len(part) / 2) if breaks else len(part)
        found += [part[:half], part[half:]]
    return list(filter(None, found))

"""Periods with a word beside them that says how final their figures are: 2023年（预计）, 2024E, 2025年快报数."""

from __future__ import annotations

import functools
from typing import NamedTuple

from lixia_cli.model.doubtful_labels import month_or_fiscal_year
from lixia_cli.model.periods import parse_period
from lixia_cli.model.words import FINALITIES
from lixia_cli.text.comparison import same_word
from lixia_cli.text.folding import in_simplified, plain_forms
from lixia_cli.text.patterns import Pattern


class StatedPeriod(NamedTuple):
    """A text split into its period and what it says of the figures."""

    period: str
    """The period as written; the whole text where it says no more."""
    status: str = ""
    """A code of the column status; empty where the text says nothing of it."""


@functools.lru_cache(maxsize=10_000)  # the parts of a long table have their periods in common
def split_status(text: str) -> StatedPeriod:
    """Split a word of the column status off a period, with brackets or a space around it or not.

    >>> split_status("2022年1-6月（快报数）")
    StatedPeriod(period='2022年1-6月', status='preliminary')
    >>> [split_status(text).status for text in ("2024E", "2023A", "2023年", "2030年目标", "2022 YTD estimate")]
    ['preliminary', 'final', '', '', '']
    """
    whole = StatedPeriod(text)
    if parse_period(text) is not None:
        return whole
    plain = " ".join(in_simplified(plain_forms(text)).split())
    for word, status in _STATUSES:
        if len(word) == 1 and not _ENDS_IN_LETTER.fullmatch(plain):  # E2023 may be a code
            continue
        rest = without_word(plain, word)
        if rest and (parse_period(rest) is not None or month_or_fiscal_year(rest) is not None):
            return StatedPeriod(rest, status)
    return whole


def status_of(word: str) -> str:
    """Return the code of a word of the column status; empty for any other text.

    >>> status_of("初步核算"), status_of("P"), status_of("?")
    ('preliminary', 'preliminary', '')
    """
    return _CODES.get(same_word(word), "")


_CODES = {same_word(word): code for code, words in FINALITIES.items() for word in (code, *words)}
_STATUSES = sorted(
    ((word.lower(), code) for code, words in FINALITIES.items() for word in (code, *words)),
    key=lambda pair: -len(pair[0]),
)
"""Words and their codes, longer words first."""


def without_word(text: str, word: str) -> str:
    """Return a text without a word at its end or start, and without the brackets and signs between; else ''."""
    lower = text.lower()
    for wrapped in (f"({word})", f"[{word}]", word):
        if lower.endswith(wrapped):
            return _bare(text[: -len(wrapped)])
        if lower.startswith(wrapped):
            return _bare(text[len(wrapped) :])
    return ""


def _bare(text: str) -> str:
    """Return a text without brackets around it, and signs and spaces at its ends."""
    text = text.strip(" :：,-_\u2013\u2014的")
    found = _BRACKETS.fullmatch(text)
    return (found[1] or found[2] or "").strip() if found else text


_ENDS_IN_LETTER = Pattern(r".*[0-9年月度末底)\] (\[][A-Za-z][)\]]?")
_BRACKETS = Pattern(r"\((.*)\)|\[(.*)\]")

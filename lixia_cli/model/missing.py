"""Marks for what is not known: -, …, n.a., 暂无."""

from __future__ import annotations

from lixia_cli.text.folding import plain_forms

MISSING_MARKS = (
    *("", "-", "--", "—", "——", "–", "…", "……", "..", "...", ":", "x", "c", "NA", "N/A", "n.a.", "null"),
    *("缺", "暂无", "无", "不适用", "不详", "未公布", "尚未公布", "暂缺", "缺失"),
)
"""What a cell may hold instead of a number, in capitals or not."""
_MISSING = frozenset(mark.casefold() for mark in MISSING_MARKS)


def is_missing(text: str) -> bool:
    """Return whether a cell is empty or marks its number as unknown.

    >>> is_missing(" — "), is_missing("N/A"), is_missing("0")
    (True, True, False)
    """
    return plain_forms(text).strip().casefold() in _MISSING

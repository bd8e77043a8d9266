"""Marks for what is not known: -, …, n.a., 暂无."""

from __future__ import annotations

from lixia_cli.text.folding import plain_forms
from lixia_cli.text.patterns import Pattern

PENDING_MARKS = ("TBC", "TBD", "to be confirmed", "pending", "待定", "待统计", "待公布", "待发布", "待核实")
"""Marks for what is still to come. Of a target they say something: it is still to be set."""
MISSING_MARKS = (
    *("", "-", "--", "—", "——", "–", "…", "……", ".", "..", "...", ":", "x", "c", "[x]", "[c]", "[z]"),
    *("NA", "(NA)", "N/A", "n.a.", "NaN", "null", "not available", "no data", "not yet available"),
    *("data not available", "no data available", "unavailable", "unknown", "missing", "not reported", "not collected"),
    *("not applicable", "suppressed", "withheld", "confidential", "<NA>", "(D)", "(S)", "(X)"),
    *("n.d.", "n/d", "s.o.", "k.A.", "k. A.", "н/д"),
    *("缺", "暂无", "无", "不适用", "不详", "未公布", "尚未公布", "暂未公布", "未统计", "暂缺", "缺失"),
    *("空缺", "缺报", "未报", "未上报", "未发布", "尚未发布", "暂未发布", "无数据", "暂无数据", "数据暂缺", "数据缺失"),
    *PENDING_MARKS,
)
"""What a cell may hold instead of a number, in capitals or not; behind a colon also the flags of Eurostat: ``: c``."""
_MISSING = frozenset(mark.casefold() for mark in MISSING_MARKS)
_PENDING = frozenset(mark.casefold() for mark in PENDING_MARKS)
_FLAGGED = Pattern(r":\s*[bcdefimnprsuz]{1,4}")


def is_missing(text: str) -> bool:
    """Return whether a cell is empty or marks its number as unknown.

    >>> is_missing(" — "), is_missing("N/A"), is_missing(": bu"), is_missing("0")
    (True, True, True, False)
    """
    plain = plain_forms(text).strip().casefold()
    return plain in _MISSING or _FLAGGED.fullmatch(plain) is not None


def is_pending(text: str) -> bool:
    """Return whether a cell says that what it is about is still to come.

    >>> is_pending("tbc"), is_pending("N/A")
    (True, False)
    """
    return plain_forms(text).strip().casefold() in _PENDING

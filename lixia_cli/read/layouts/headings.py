"""Headings that are periods: 2020年, FY2022, 2025年目标, 2020 actual, 2023年（预计）."""

from __future__ import annotations

from typing import NamedTuple

from lixia_cli.model.no_period import doubt_about_period, names_no_year
from lixia_cli.model.periods import parse_period
from lixia_cli.model.stated_periods import without_word
from lixia_cli.model.units import unit_in_brackets
from lixia_cli.model.words import PRELIMINARY
from lixia_cli.text.folding import in_simplified, plain_forms
from lixia_cli.text.patterns import Pattern

ROLES = {
    "target": (
        *(
            "规划目标值",
            "规划目标",
            "预期目标",
            "计划目标",
            "考核目标",
            "目标任务",
            "任务数",
            "任务",
            "目标数",
            "目标值",
            "目标",
            "规划值",
            "规划数",
            "规划",
            "计划值",
            "计划数",
            "计划",
        ),
        *("target value", "targets", "target", "goal", "planned"),
    ),
    "baseline": ("基期值", "基期", "基数", "基准值", "基准", "baseline value", "baseline"),
    "preliminary": (*PRELIMINARY, "(p)", "(e)"),
    "actual": (
        *(
            "实际完成值",
            "实际完成情况",
            "实际完成",
            "实际值",
            "实际数",
            "实际",
            "完成值",
            "完成数",
            "完成情况",
            "完成",
            "现状值",
        ),
        *("现状", "数值", "绝对值", "绝对数", "绝对量", "绝对额", "总量"),
        *("actual value", "actuals", "actual", "observed", "value", "(a)"),
    ),
}
"""What a column of a period holds, with the words beside the period that say so; longer words first."""
_BESIDE = {
    "preliminary": ("p", "e"),
    "actual": (
        *(
            "决算数",
            "决算",
            "执行数",
            "最终核实数",
            "最终核实",
            "最终数",
            "核实数",
            "修正数",
            "正式数",
            "年报数",
            "修订数",
            "修订值",
            "修订",
            "调整后",
            "实绩",
            "末数",
            "末值",
            "数",
            "值",
        ),
        *("final", "revised", "restated", "outturn", "annual", "result", "(r)", "calendar year", "full year", "as of"),
        *("year", "end", "in", "cy", "yr", "a", "r", "x", "y"),
    ),
}
"""More of them, which alone mean nothing of the kind: 2023r, X2023, 2023年决算数."""


class Heading(NamedTuple):
    """The heading of a column that belongs to a period."""

    period: str
    """The period as written, without other words. It need not be one that can be read: 2010-11 may be two."""
    role: str
    """A name in `ROLES`; empty where the heading has no such word."""
    unit: str
    """The unit in brackets behind it; empty without one."""
    marks: str = ""
    """Footnote marks behind it, which are left out."""


def read_heading(text: str) -> Heading | None:
    """Read the heading of a column; None if it names no period.

    >>> read_heading("2025年目标")[:2], read_heading("2020 (actual)")[:2], read_heading("Indicator")
    (('2025年', 'target'), ('2020', 'actual'), None)
    >>> read_heading("2022年（亿元）")
    Heading(period='2022年', role='', unit='亿元', marks='')
    >>> read_heading("2023年*").marks
    '*'
    """
    plain = " ".join(plain_forms(text).split())
    if not any(character.isdigit() for character in plain):
        return None
    plain, behind = _without_marks(plain)
    plain, unit = unit_in_brackets(plain)
    plain, marks = _without_marks(in_simplified(plain))
    marks += behind
    if _is_period(plain):
        return Heading(plain, "", unit, marks)
    for role, words in (*ROLES.items(), *_BESIDE.items()):
        for word in words:
            rest = without_word(plain, word)
            if rest and _is_period(rest):
                return Heading(rest, role, unit, marks)
    return None


def _without_marks(text: str) -> tuple[str, str]:
    """Split the footnote marks off a heading."""
    marked = _MARKED.fullmatch(text)
    return (marked["heading"], marked["marks"]) if marked else (text, "")


_MARKED = Pattern(
    r"(?P<heading>.*[0-9年)\]度末底])\s*"
    r"(?P<marks>[*†‡§#※①-⓿❶-➓⁰¹²³⁴-⁹]+|\[(?:[0-9]{1,2}|[a-z])\]|【[0-9]{1,2}】"
    r"|[(\[]?(?:注|[Nn]ote) ?[0-9①-⑳]{0,2}[)\]]?)"
)
"""A heading with footnote marks: 2023*, 2023年①, 2022[1], 2022（注1）."""


def role_of(text: str) -> str | None:
    """Return the role that a text without a period names, with a unit in brackets behind it or not; None for none.

    >>> role_of("目标值（亿元）"), role_of("Actual"), role_of("完成率")
    ('target', 'actual', None)
    """
    plain, _ = unit_in_brackets(" ".join(plain_forms(text).split()))
    return next((role for role, words in ROLES.items() if in_simplified(plain).lower() in words), None)


def _is_period(text: str) -> bool:
    """Whether a text is a period, or one that may be two."""
    if parse_period(text) is not None:
        return True
    return doubt_about_period(text) is not None and not names_no_year(text)

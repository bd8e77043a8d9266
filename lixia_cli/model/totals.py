"""Words that say what a figure is of its indicator: the total, a growth rate, a share."""

from __future__ import annotations

from lixia_cli.model.units import unit_in_brackets
from lixia_cli.text.comparison import same_word


def is_total(text: str) -> bool:
    """Return whether a text names no part; the name of the column may be in front of it: Sex: Total."""
    return same_word(text) in _TOTALS or same_word(text.rpartition(":")[2] or text) in _TOTALS


_TOTALS = frozenset(
    same_word(word)
    for word in (
        *(
            "",
            "total",
            "all",
            "both",
            "both sexes",
            "all ages",
            "all sexes",
            "persons",
            "overall",
            "T",
            "_T",
            "TOT",
            "BTSX",
        ),
        *("BOTHSEX", "ALLAGE", "合计", "总计", "全部", "全体", "总体", "不分性别"),
        *("全国", "全省", "全市", "全县", "全区"),
    )
)


def tells_growth(text: str) -> bool:
    """Return whether a text says that a figure is no level of its indicator, with a unit in brackets behind it or not.

    >>> tells_growth("Growth rate (%)"), tells_growth("Value")
    (True, False)
    """
    return same_word(unit_in_brackets(text)[0]) in _OF_FIGURES


_OF_FIGURES = frozenset(
    same_word(word)
    for word in (
        *("growth", "growth rate", "annual growth", "yoy", "y/y", "year on year", "qoq", "mom", "change", "% change"),
        *("percent change", "percentage change", "index", "share", "percent of total", "rank", "ranking"),
        *(
            "同比",
            "同比增长",
            "同比增速",
            "同比增长率",
            "环比",
            "环比增长",
            "环比增速",
            "增速",
            "增长率",
            "增幅",
            "增长",
        ),
        *("比上年增长", "累计增长", "累计同比", "当月同比", "指数", "占比", "比重", "位次", "排名"),
        *("累计", "累计值", "累计数", "当期", "当期值", "当月", "当月值", "本月"),
    )
)
"""Those that say what a figure is of its indicator: no level, or a running total beside the figure of a month."""

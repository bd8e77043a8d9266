"""The words that stand for codes and for columns in the files that people have, besides the codes and names themselves.

Compared without case, spaces, hyphens and underscores. Standard library only, so that help and completion can use it.
"""

from __future__ import annotations

from lixia_cli.model import measures
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message, RequestError

MEASURES = {kind.code: kind.aliases for kind in measures.MEASURES.values()}
STRICT_DIRECTIONS = ("高于", "大于", "超过", "above", "more than", "低于", "小于", "below", "less than")
"""Words for a direction that say as well that the target value itself is not enough."""
DIRECTIONS = {
    "at_least": (
        *("不低于", "以上", "不少于", "至少", "正向", "越高越好", "越大越好", "上升", "提高", "增加"),
        *("up", "increase", "higher", "higher is better", "maximise", "maximize"),
        *("high is good", "high is better", "higher is good", "bigger is better", "big is good", "larger is better"),
        *("more is better", "increase is good", "正", "上升为优", "越多越好", "正指标", "正向指标"),
        *STRICT_DIRECTIONS[:5],
    ),
    "at_most": (
        *("不高于", "以内", "不超过", "不多于", "至多", "逆向", "负向", "反向", "越低越好", "越小越好"),
        *("下降", "降低", "减少", "down", "decrease", "lower", "lower is better", "minimise", "minimize"),
        *("low is good", "low is better", "lower is good", "smaller is better", "small is good", "less is better"),
        *("fewer is better", "decrease is good", "负", "逆", "下降为优", "越少越好"),
        *("负指标", "负向指标", "逆指标", "逆向指标", "反向指标"),
        *STRICT_DIRECTIONS[5:],
    ),
    "within": ("区间", "范围", "range", "between"),
}
QUALIFIERS = {
    "at_least": ("达到", "以上", "不低于"),
    "over": ("突破", "超过", "过半", "高于", "大于", "above", "more than"),
    "about": ("左右", "约", "大约", "around", "approximately"),
}
RELATIVE = {
    "percent": ("百分比", "增减百分比"),
    "difference": ("差额", "增减量"),
}
FINALITIES = {
    "final": (
        *(
            "终值",
            "实际",
            "实际数",
            "完成数",
            "最终",
            "最终数",
            "最终核实",
            "最终核实数",
            "决算",
            "决算数",
            "年报",
            "年报数",
        ),
        *("actual", "normal value", "revised", "audited", "A", "R"),
    ),
    "preliminary": (
        *("初步数", "初步", "初步核算", "初步核算数", "预计", "预计数", "预计值", "预计完成", "快报", "快报数"),
        *("估计", "估计数", "预估", "预估数", "provisional", "provisional value", "estimated", "estimated value"),
        *("estimate", "prelim", "prelim.", "prov", "prov.", "est", "est.", "unaudited", "P", "E"),
    ),
}
"""A, R, P and E are codes of statistics offices: normal, revised, provisional, estimated."""
PRELIMINARY = tuple(
    sorted(("preliminary", *(word for word in FINALITIES["preliminary"] if len(word) > 1)), key=len, reverse=True)
)
"""Words for figures that are not final, longer ones first; without the letters, which only mean it beside a period."""

UPWARD_QUALIFIERS = ("over", *QUALIFIERS["over"], "以上", "不低于")
"""Words for the qualifier that say that the target is a floor. The code ``at_least`` is also what stands by default."""
YES_NO = {"yes": ("是", "力争"), "no": ("否",)}
PATHS = {"linear": ("直线", "线性"), "compound": ("复合", "几何")}
NATURES = {"binding": ("约束性", "约束性指标", "约束"), "expected": ("预期性", "预期性指标", "预期")}
BOUNDS = {"lower": ("超过", "突破", "以上", "余"), "upper": ("不足", "近", "以内")}
ACCUMULATIONS = {
    "year_to_date": (
        *(
            "累计",
            "累计值",
            "累计数",
            "本年累计",
            "年初累计",
            "年初至今",
            "自年初累计",
            "1-本月",
            "1至本月",
            "1-本季",
            "1至本季",
        ),
        *("cumulative", "cumulative total", "YTD", "running total", "accumulated", "since January"),
    ),
    "period": (
        *("当期", "当期值", "当期数", "本期", "当月", "当月值", "本月", "单月", "当季", "当季值", "本季", "单季"),
        *("own period", "discrete", "single period", "in period", "period only", "non cumulative"),
    ),
}


def accumulation_of(text: str) -> str:
    """Return the code of a word for what figures of parts of a year are.

    >>> accumulation_of("当期"), accumulation_of("YTD")
    ('period', 'year_to_date')

    Raises RequestError for any other word.
    """
    codes = {same_word(word): code for code, words in ACCUMULATIONS.items() for word in (code, *words)}
    if same_word(text) not in codes:
        values = {"text": text, "allowed": ", ".join(ACCUMULATIONS)}
        raise RequestError(Message("accumulation: '{text}' is not known; use one of: {allowed}", values))
    return codes[same_word(text)]


SAID = (
    *(N_("flow"), N_("stock"), N_("share"), N_("change"), N_("cumulative"), N_("growth"), N_("each_year"), N_("rank")),
    *(N_("at_least"), N_("at_most"), N_("within"), N_("over"), N_("about"), N_("percent"), N_("difference")),
    *(N_("final"), N_("preliminary"), N_("yes"), N_("no"), N_("linear"), N_("compound")),
    *(N_("binding"), N_("expected"), N_("lower"), N_("upper"), N_("year_to_date"), N_("period")),
)
"""Every code, for translation: in Chinese each is one of its other spellings."""

CODES = ("indicator id", "indicator code", "series code", "series id", "weo subject code")
"""Codes of indicators."""
IDS = ("id", "code")
"""Codes of a row: in targets that of the indicator, in actuals perhaps a mere number of the row."""
INDICATORS = (
    *("指标", "indicator", "kpi", "series", "metric", "performance indicator", "performance measure"),
    *("performance goal", "key result"),
)
NAMES = ("指标名称", "名称", "中文名称", "indicator name", "name", "英文名称")
"""Where there is no column of keys, the names are the keys."""
DUE = ("完成时限", "完成时间", "due", "due date", "deadline", "target date", "completion date")
"""When a target is due; beside a column of target years, when in that year."""
REGIONS = (
    *("ref area", "area", "geo", "geo area name", "行政区", "行政区划", "区县", "地市"),
    *("area name", "region name", "geography name", "country name", "country", "country or area"),
    *("国家", "国家或地区", "国家/地区", "国家和地区", "country code", "iso3"),
)
UNITS = ("unit measure", "units", "unit of measure", "unit of measurement", "uom", "（单位）", "计量")
NOTES = ("notes", "remarks", "comments", "comment")

"""Column definitions of every file and table: names, aliases, types and allowed codes.

Standard library only, so that help and completion can use it without pandas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lixia_cli.model import words
from lixia_cli.text.messages import N_

TARGET_ID = ("plan", "region", "key")
"""The columns that name a target."""
SERIES_ID = ("key", "region")
"""The columns that name a series of observations, the same in targets and actuals."""

Kind = Literal["text", "number", "year", "due", "period", "date", "choice"]


@dataclass(frozen=True)
class Column:
    """One declared column of an input file."""

    name: str
    kind: Kind
    meaning: str
    needed: bool = False
    """Whether the column must be in the header, with no empty cell."""
    may_be_empty: bool = False
    """Whether a needed column may have empty cells all the same."""
    default: str = ""
    """Value of an empty cell or a missing column."""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Allowed codes, each with its other spellings."""
    aliases: tuple[str, ...] = ()
    """Other headers, compared without case, spaces, hyphens and underscores."""
    fallbacks: tuple[str, ...] = ()
    """Headers that stand for it where no other does, in order of preference."""
    header: str = ""
    """The header that settings name; no other stands for the column then."""
    settings: str = ""
    """The settings file that names the header."""
    set_at: str = ""
    """The key in the settings file: ``columns.targets.key``."""


DOMAINS = {"economy": N_("Economy"), "ecology": N_("Ecology"), "livelihood": N_("Livelihood")}
"""The domains that have a title of their own; any other word is its own title."""

TARGET_COLUMNS = (
    Column(
        "key",
        "text",
        N_("short id, unique with plan, region, target year and announced"),
        needed=True,
        aliases=("指标代码", "编码", "指标编码"),
        fallbacks=(*words.CODES, *words.IDS, *words.INDICATORS, *words.NAMES),
    ),
    Column("plan", "text", N_("the plan that it belongs to"), aliases=("规划", "计划")),
    Column("region", "text", N_("the region that it is set for"), aliases=("地区", "区域"), fallbacks=words.REGIONS),
    Column(
        "domain",
        "text",
        N_("economy, ecology, livelihood, or your own words"),
        aliases=("领域",),
        fallbacks=("类别", "指标类别", "category", "theme", "sector"),
    ),
    Column("name_zh", "text", N_("name in Chinese"), aliases=("指标名称", "名称", "中文名称"), fallbacks=("指标",)),
    Column(
        "name_en",
        "text",
        N_("name in English"),
        aliases=("name", "英文名称"),
        fallbacks=("indicator name", "indicator", "kpi"),
    ),
    Column(
        "unit",
        "text",
        N_("unit as printed"),
        needed=True,
        may_be_empty=True,
        aliases=("单位", "计量单位"),
        fallbacks=words.UNITS,
    ),
    Column(
        "measure",
        "choice",
        N_("kind of indicator; empty: assumed"),
        choices=words.MEASURES,
        aliases=("类型", "指标类型"),
        fallbacks=("type", "indicator type"),
    ),
    Column(
        "direction",
        "choice",
        N_("which side of the target is good"),
        choices=words.DIRECTIONS,
        aliases=("方向", "指标方向"),
        fallbacks=("desired direction", "polarity"),
    ),
    Column(
        "qualifier",
        "choice",
        N_("how strictly the target value is meant"),
        default="at_least",
        choices=words.QUALIFIERS,
        aliases=("限定",),
    ),
    Column(
        "aspiration",
        "choice",
        N_("yes: an aspiration (力争)"),
        choices=words.YES_NO,
        aliases=("力争",),
    ),
    Column(
        "path",
        "choice",
        N_("overrides the path of the measure"),
        choices=words.PATHS,
        aliases=("路径",),
    ),
    Column(
        "baseline_year",
        "year",
        N_("year of the baseline"),
        aliases=("基期", "基期年", "基年", "基期年份", "基准年"),
        fallbacks=("base year",),
    ),
    Column(
        "baseline_value",
        "number",
        N_("baseline value; empty: the actual of that year"),
        aliases=("基期值", "基准值", "基期数", "baseline"),
        fallbacks=("base value",),
    ),
    Column(
        "target_year",
        "due",
        N_("year, or quarter or month, in which the target is due"),
        needed=True,
        aliases=("目标年", "目标年份"),
        fallbacks=("目标年度", *words.DUE, "year"),
    ),
    Column(
        "target_value",
        "number",
        N_("value to be reached"),
        needed=True,
        may_be_empty=True,
        aliases=("目标值", "目标", "target"),
    ),
    Column("target_high", "number", N_("upper end of a range"), aliases=("目标上限",)),
    Column("target_text", "text", N_("the target in words"), aliases=("目标表述", "目标文字", "定性目标")),
    Column(
        "relative",
        "choice",
        N_("the target is the baseline changed by so many percent, or by so much"),
        choices=words.RELATIVE,
        aliases=("相对目标", "相对基期"),
    ),
    Column(
        "announced",
        "date",
        N_("when this value was set; rows that differ only in it are revisions"),
        aliases=("公布日期", "公布时间", "宣布日期", "调整日期", "调整时间"),
        fallbacks=("date announced", "announcement date"),
    ),
    Column("period_start", "year", N_("first year that counts"), aliases=("起始年",)),
    Column(
        "nature",
        "choice",
        N_("binding, expected or empty"),
        choices=words.NATURES,
        aliases=("属性", "指标属性"),
    ),
    Column("joint", "text", N_("a name shared by targets that are judged together"), aliases=("合并", "合并目标")),
    Column(
        "owner",
        "text",
        N_("who is responsible"),
        aliases=("责任单位", "责任部门", "牵头单位"),
        fallbacks=("department", "agency"),
    ),
    Column("source", "text", N_("id in sources.csv"), aliases=("来源",)),
    Column("locator", "text", N_("where in the source"), aliases=("出处",)),
    Column("note", "text", N_("remarks, ambiguities"), aliases=("备注", "说明"), fallbacks=words.NOTES),
)

ACTUAL_COLUMNS = (
    Column(
        "key",
        "text",
        N_("key of the target"),
        needed=True,
        aliases=("指标代码", "编码", "指标编码"),
        fallbacks=(
            *words.CODES,
            *words.INDICATORS,
            *words.NAMES,
            "measure",
            "measure name",
            "measure names",
            "variable",
            *words.IDS,
        ),
    ),
    Column("region", "text", N_("where it was observed"), aliases=("地区", "区域"), fallbacks=words.REGIONS),
    Column(
        "period",
        "period",
        N_("2022, 2022H1, 2022Q3 or 2022-06"),
        needed=True,
        aliases=("年份", "年度", "时期", "year"),
        fallbacks=(
            *("time period", "date", "time", "时间", "日期", "报告期", "统计时间", "统计时期", "数据时间", "统计年份"),
            *("observation date", "ref date", "calendar year", "fiscal year", "financial year"),
            *("as of", "as at", "as of date", "period end", "period ending", "period end date"),
            *("year(s)", "years", "year of date", "quarter of date", "month of date"),
        ),
    ),
    Column(
        "value",
        "number",
        N_("value observed; empty where it is not known"),
        needed=True,
        aliases=("数值", "实际值", "实际数", "完成值", "actual"),
        fallbacks=(
            *("obs value", "actual value", "observed value", "outturn", "actual result", "result"),
            *("current value", "latest value", "measure values", "sum of value", "average of value"),
            *("完成数", "实际完成值", "实绩值", "实绩", "现值", "指标值", "绝对数", "绝对值", "绝对额", "总量"),
        ),
    ),
    Column(
        "unit",
        "text",
        N_("the target's unit, or the same with another scale word (万, 亿)"),
        aliases=("单位", "计量单位"),
        fallbacks=words.UNITS,
    ),
    Column(
        "status",
        "choice",
        N_("final or preliminary"),
        default="final",
        choices=words.FINALITIES,
        aliases=("状态", "数据状态"),
        fallbacks=("obs status",),
    ),
    Column(
        "bound",
        "choice",
        N_("the true value is above (lower) or below (upper) this one"),
        choices=words.BOUNDS,
        aliases=("界限",),
    ),
    Column(
        "accumulation",
        "choice",
        N_("what a figure of a part of a year is: a running total from January, or that of the part alone"),
        choices=words.ACCUMULATIONS,
        aliases=("统计口径", "累计当期", "累计或当期", "当期或累计"),
        fallbacks=("口径", "数据口径"),
    ),
    Column("source", "text", N_("id in sources.csv"), aliases=("来源",)),
    Column("locator", "text", N_("where in the source"), aliases=("出处",)),
    Column("note", "text", N_("remarks, ambiguities"), aliases=("备注", "说明"), fallbacks=words.NOTES),
)

SOURCE_COLUMNS = (
    Column("id", "text", N_("id that the other files use for the source"), needed=True, aliases=("编号", "来源")),
    Column("title", "text", N_("its title"), aliases=("标题",)),
    Column("publisher", "text", N_("who published it"), aliases=("发布单位", "发布机构")),
    Column("published", "text", N_("when"), aliases=("发布日期", "日期")),
    Column("url", "text", N_("where it can be read"), aliases=("网址", "链接")),
    Column("note", "text", N_("remarks"), aliases=("备注", "说明")),
)

NAME_COLUMNS = (
    Column(
        "kind",
        "text",
        N_(
            "column of targets that has the code: plan, region, domain, unit, owner, key (without a target) or your own"
        ),
        needed=True,
        aliases=("种类", "类别", "栏目"),
    ),
    Column("code", "text", N_("what stands in that column"), needed=True, aliases=("代码", "编码")),
    Column("name_zh", "text", N_("name in Chinese"), aliases=("中文名称", "名称")),
    Column("name_en", "text", N_("name in English"), aliases=("英文名称", "name")),
    Column("note", "text", N_("remarks"), aliases=("备注", "说明")),
)

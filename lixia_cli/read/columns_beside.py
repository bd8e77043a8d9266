"""The columns that actuals may have besides their own: flags, multipliers, breakdowns, kinds of rows, places."""

from __future__ import annotations

from lixia_cli.model.schema import Column

MULTIPLIER = Column(
    "unit_mult",
    "text",
    "the power of ten that values are multiplied by",
    aliases=("power code code",),
    fallbacks=("unit multiplier", "power code", "scalar factor", "magnitude", "multiplier", "scale"),
)
"""UNIT_MULT of SDMX and its kin, which actuals may have besides their own columns."""
FLAG = Column(
    "obs_flag",
    "text",
    "what a statistics office says of the observation",
    aliases=("flag codes", "observation flag"),
    fallbacks=("flags", "flag"),
)
NATURE = Column("nature", "text", "how the United Nations got a figure")
CONFIDENTIALITY = Column("conf_status", "text", "whether the observation may be published", aliases=("obs conf",))
"""OBS_FLAG and CONF_STATUS of Eurostat, OBS_CONF of other SDMX-CSV, Nature of the SDG database: see `flags`."""
PARTS = (
    Column("month", "text", "", aliases=("月份", "月", "month name", "月度")),
    Column("quarter", "text", "", aliases=("季度", "季", "qtr")),
    Column("half", "text", "", aliases=("half year", "semester", "半年")),
    Column("part_of_year", "text", ""),
)
"""Columns of actuals that become part of the period, see `parts_of_years`."""
REGION_CODE = Column(
    "region_code",
    "text",
    "the code of the region",
    aliases=(
        "country code",
        "country iso3 code",
        "iso3",
        "iso",
        "iso code",
        "area code",
        "geography code",
        "spatial dim value code",
    ),
)
PLACE = Column(
    "place",
    "text",
    "the region, where targets name regions",
    fallbacks=(
        *("entity", "location", "geography", "territory", "province", "city", "county", "district"),
        *("municipality", "local authority", "local authority name", "council"),
        *("省份", "城市", "街道", "乡镇", "镇街"),
    ),
)
"""The code of a region beside its name, and what may be a region or something else; see `places`."""
LAST_ACTUAL = Column(
    "estimates_start_after",
    "text",
    "the last year whose figure is no estimate",
    aliases=("latest actual annual data",),
)
"""How the IMF says in its World Economic Outlook from when on figures are estimates and forecasts."""
_ROW_KINDS = (
    ("scenario", "actual/target", "target/actual", "actual or target", "target or actual"),
    ("actual/plan", "plan/actual", "plan or actual"),
    ("version", "actual/budget", "budget/actual", "budget or actual", "actual/forecast", "forecast/actual"),
    ("data type", "value type", "figure type", "record type", "row type", "series type", "measure type", "type"),
    ("kind", "measure", "category"),
    ("实际/目标", "目标/实际", "实际/计划", "计划/实际", "实际或目标", "目标或实际", "计划或实际"),
    ("预算/实际", "版本", "情景"),
    ("数据类型", "数据类别", "数据性质", "数据属性", "数值类型", "数值性质", "值类型", "指标类型", "类型"),
    ("性质", "类别"),
    ("项目",),
)
ROW_KINDS = tuple(
    Column(f"row_kind_{number}", "text", "whether a row has an actual, a target or a forecast", fallbacks=headers)
    for number, headers in enumerate(_ROW_KINDS, 1)
)
"""Which rows of a table of actuals and targets are which; columns so headed may have something else in them, see
`kinds_of_rows`."""
BREAKDOWNS = (
    Column("sex", "text", "the sex that a figure is of", fallbacks=("[sex]", "sex.label", "gender", "性别")),
    Column("age", "text", "the age that a figure is of", fallbacks=("[age]", "age group", "ages", "年龄", "年龄组")),
    Column(
        "breakdown",
        "text",
        "the part that a figure is of",
        fallbacks=("disaggregation", "subgroup", "classif1", "classif1.label", "dim1", "[location]", "城乡", "分组"),
    ),
    Column(
        "industry",
        "text",
        "the industry that a figure is of",
        fallbacks=("economic activity", "[activity]", "nace_r2", "产业", "行业"),
    ),
    Column(
        "prices",
        "text",
        "the prices that a figure is at",
        fallbacks=("price base", "price basis", "价格", "价格类型", "计价方式"),
    ),
    Column(
        "adjustment",
        "text",
        "the adjustment of a figure",
        fallbacks=("seasonal adjustment", "s_adj", "季节调整", "季调"),
    ),
    Column("statistic", "text", "the statistic that a figure is", fallbacks=("statistics", "统计量")),
    Column(
        "element",
        "text",
        "what of an item is counted",
        fallbacks=("flow", "trade flow", "transaction", "transformation", "valuation"),
    ),
    Column("partner", "text", "the other side of trade", fallbacks=("counterpart area", "counterpart", "partner area")),
    Column(
        "segment", "text", "the part of an organisation", fallbacks=("business unit", "product", "sector", "tenure")
    ),
    Column(
        "group",
        "text",
        "the group of people that a figure is of",
        fallbacks=("ethnicity", "income group", "quantile", "subpopulation", "population group", "urban/rural"),
    ),
    Column("dim2", "text", "the part that a figure is of", fallbacks=("dimension", "subcategory", "sub-category")),
    Column("dim3", "text", "the part that a figure is of"),
)
"""Parts of an indicator that a figure may be of, see `breakdowns`."""
TOLD_BY_ALL_ROWS = (*ROW_KINDS, MULTIPLIER, FLAG, NATURE)
"""Columns of which the texts of all rows say whether they are what they are called."""
FURTHER = (*BREAKDOWNS, *ROW_KINDS, MULTIPLIER, FLAG, NATURE, CONFIDENTIALITY, PLACE, REGION_CODE, LAST_ACTUAL, *PARTS)
"""What actuals may have besides their own columns."""

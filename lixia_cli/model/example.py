"""The example that ``lixia new`` writes: five invented targets, and what was observed of them in the first year."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """The example in one language."""

    targets_file: str
    actuals_file: str
    page_file: str
    """Name of the page that explains the columns."""
    workbook_file: str
    targets: str
    actuals: str
    names: str


TARGETS_EN = """\
key,domain,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,period_start,nature,owner,note
gdp,economy,Gross domestic product,100 million yuan,flow,at_least,2025,500,2030,670,,expected,Statistics office,Invented: replace it
services,economy,Services in GDP,%,share,at_least,2025,56.5,2030,60,,expected,Commerce office,
green,ecology,Green coverage,%,share,at_least,2025,40.2,2030,43,,binding,Parks office,
pm25,ecology,Fine particles (PM2.5),ug/m3,stock,at_most,2025,38,2030,33,,binding,Environment office,
homes,livelihood,Affordable homes,homes,cumulative,at_least,,,2030,12000,2026,binding,Housing office,A total of five years
"""  # noqa: E501
ACTUALS_EN = """\
key,period,value,status,note
gdp,2026,531,preliminary,Invented: replace it
services,2026,57.3,final,
green,2026,40.6,final,
pm25,2026,37.6,final,
homes,2026,2150,final,
"""
TARGETS_ZH = """\
编码,领域,指标名称,单位,类型,方向,基期年,基期值,目标年,目标值,起始年,属性,责任单位,备注
gdp,经济发展,地区生产总值,亿元,流量,不低于,2025,500,2030,670,,预期性,统计局,示例数据，请替换
services,经济发展,服务业增加值占比,%,占比,不低于,2025,56.5,2030,60,,预期性,商务局,
green,生态文明,绿化覆盖率,%,占比,不低于,2025,40.2,2030,43,,约束性,园林局,
pm25,生态文明,PM2.5年均浓度,微克/立方米,存量,不高于,2025,38,2030,33,,约束性,生态环境局,
homes,民生福祉,新增保障性住房,套,累计,不低于,,,2030,12000,2026,约束性,住建局,五年合计
"""
ACTUALS_ZH = """\
编码,年份,数值,状态,备注
gdp,2026,531,初步数,示例数据，请替换
services,2026,57.3,最终核实数,
green,2026,40.6,最终核实数,
pm25,2026,37.6,最终核实数,
homes,2026,2150,最终核实数,
"""
NAMES_EN = """\
kind,code,name_zh,name_en,note
unit,100 million yuan,亿元,,"names that people read in the other language, or instead of a code"
unit,homes,套,,
owner,Statistics office,统计局,,
owner,Commerce office,商务局,,
owner,Parks office,园林局,,
owner,Environment office,生态环境局,,
owner,Housing office,住建局,,
"""
NAMES_ZH = """\
种类,代码,中文名称,英文名称,备注
领域,经济发展,,Economy,另一种语言中的名称，或代码的名称
领域,生态文明,,Ecology,
领域,民生福祉,,Livelihood,
单位,亿元,,100 million yuan,
单位,微克/立方米,,ug/m3,
单位,套,,homes,
责任单位,统计局,,Statistics office,
责任单位,商务局,,Commerce office,
责任单位,园林局,,Parks office,
责任单位,生态环境局,,Environment office,
责任单位,住建局,,Housing office,
"""
EXAMPLES = {
    "en": Example("targets.csv", "actuals.csv", "README.md", "plan.xlsx", TARGETS_EN, ACTUALS_EN, NAMES_EN),
    "zh": Example("目标.csv", "实际值.csv", "说明.md", "规划.xlsx", TARGETS_ZH, ACTUALS_ZH, NAMES_ZH),
}
NAMES_FILE = "names.csv"
"""Found beside the targets."""
"""By language."""

"""Forms: workbooks with empty cells for values that are missing, which are read as actuals once they are filled in."""

from __future__ import annotations

import re

from lixia_cli.model.coded import Coded
from lixia_cli.model.periods import parse_period
from lixia_cli.model.records import cells_of, records_of
from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.model.table import Table
from lixia_cli.render.excel.workbook import SheetColumn, Workbook, width_of
from lixia_cli.render.names import indicator_name
from lixia_cli.text.i18n import Translate

HEADERS = {
    "en": ("key", "region", "name", "unit", "period", "value", "status", "accumulation", "note"),
    "zh": ("编码", "地区", "指标名称", "单位", "年份", "数值", "状态", "统计口径", "备注"),
}
"""By language. The third is for the reader alone."""
TO_FILL_IN = {"bg_color": "#FFF2CC", "border": 1}
"""Style of the cells that are to be filled in."""
_WORDS = {column.name: column.choices for column in ACTUAL_COLUMNS if column.name in ("status", "accumulation")}
_NARROWEST = 12
_LONGEST_NAME = 60


def forms(targets: Table, period: str, by: str, language: str, translate: Translate) -> dict[str, bytes]:
    """Return a workbook for each value of the column `by`, or for all targets if that is empty, by name of its file.

    A row is a target, and its value is to be filled in; for a quarter or month, also whether it is a running total.
    Raises RequestError where XlsxWriter is not installed.
    """
    values = targets.texts(by) if by else Coded.full(len(targets), "")
    nobody = translate("nobody") if by else translate("missing")
    names = _file_names([value or nobody for value in values.unique()])
    return {
        name: _form(targets.rows(values == value), period, language, translate)
        for name, value in zip(names, values.unique(), strict=True)
    }


def _form(targets: Table, period: str, language: str, translate: Translate) -> bytes:
    headers = dict(zip(HEADERS["en"], HEADERS[language], strict=True))
    columns = {
        "key": cells_of(targets["key"]),
        "region": cells_of(targets["region"]),
        "name": [indicator_name(one, language) for one in records_of(targets)],
        "unit": cells_of(targets["unit"]),
        "period": [period] * len(targets),
    }
    if not any(columns["region"]):
        del columns["region"]
    read = parse_period(period)
    may_be_either = read is not None and read.span < read.months
    empty = ("value", "status", *(["accumulation"] if may_be_either else []), "note")
    columns |= {name: [""] * len(targets) for name in empty}
    sheet_columns = [
        SheetColumn(headers[name], max(_NARROWEST, *map(width_of, texts)), False) for name, texts in columns.items()
    ]
    workbook = Workbook(translate("Actuals"), ())
    page = workbook.table(translate("Actuals"), sheet_columns)
    for position, (name, texts) in enumerate(columns.items()):
        for row, text in enumerate(texts, 1):
            if name == "value":
                workbook.blank(page, row, position, **TO_FILL_IN)
            else:
                workbook.text(page, row, position, text)
        if name in _WORDS:
            words = [translate(code) for code in _WORDS[name]]
            page.data_validation(1, position, len(targets), position, {"validate": "list", "source": words})
    return workbook.render()


def _file_names(titles: list[str]) -> list[str]:
    """Return a name for each title that every system takes for a file, no two of them alike."""
    found: list[str] = []
    for title in titles:
        stem = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]', "_", title).strip(" .")[:_LONGEST_NAME] or "_"
        name, number = stem, 1
        while f"{name}.xlsx".casefold() in map(str.casefold, found):
            number += 1
            name = f"{stem} ({number})"
        found.append(f"{name}.xlsx")
    return found

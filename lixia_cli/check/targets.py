"""Check targets.csv: one row per promise."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.check.sheet import Problems, Sheet
from lixia_cli.columns import TARGET_COLUMNS
from lixia_cli.problems import Message
from lixia_cli.read import Table

TEXTS = ("plan", "region", "domain", "unit", "source", "locator", "note")
CHOICES = ("measure", "direction", "qualifier", "path", "nature")
YEARS = ("baseline_year", "target_year", "period_start")
NUMBERS = ("baseline_value", "target_value", "target_high")


def check_targets(table: Table) -> tuple[pd.DataFrame, Problems]:
    """Type the columns of targets.csv and find what is wrong with them.

    Returns one row per promise, in the order of the file, with every column of `columns.TARGET_COLUMNS`: texts and
    codes as str (empty where not given), `aspiration` as bool, years and numbers as float64 (NaN where not given).
    """
    sheet = Sheet(table, TARGET_COLUMNS)
    frame = pd.DataFrame({"key": sheet.text("key")})
    for name in TEXTS:
        frame[name] = sheet.text(name)
    for name in CHOICES:
        frame[name] = sheet.choice(name)
    frame["aspiration"] = sheet.choice("aspiration") == "yes"
    for name in YEARS:
        frame[name] = sheet.years(name)
    for name in NUMBERS:
        frame[name] = sheet.numbers(name, frame["unit"])
    frame["name_zh"], frame["name_en"] = _names(sheet, frame["key"])
    repeated = Message("the same plan, region and key stand in line {line} too; keep one of them")
    sheet.repeated(frame[["plan", "region", "key"]], "key", repeated.template)
    _check_sense(sheet.problems, frame)
    return frame, sheet.problems


def _names(sheet: Sheet, keys: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Both names. A file whose key column is headed 指标 and that has no column of names calls things by their key."""
    chinese, english = sheet.text("name_zh"), sheet.text("name_en")
    if not sheet.has("name_zh") and not sheet.has("name_en") and sheet.table.headers.get("key", "").strip() == "指标":
        return keys, english
    message = Message("is empty; give a name in Chinese (name_zh) or English (name_en)")
    sheet.problems.add((chinese == "") & (english == ""), "name_zh", lambda _: message)
    return chinese, english


def _check_sense(problems: Problems, frame: pd.DataFrame) -> None:
    """Report cells that are readable, but can't all be meant."""
    start, year, first = frame["baseline_year"], frame["target_year"], frame["period_start"]
    value, low, high = frame["baseline_value"], frame["target_value"], frame["target_high"]
    measure = frame["measure"]

    def report(rows: pd.Series, column: str, template: str) -> None:
        values = frame.loc[:, ["baseline_year", "target_year", "period_start", "target_value", "measure"]]
        problems.add(
            rows,
            column,
            lambda row: Message(template, {str(name): _bare(cell) for name, cell in values.iloc[row].items()}),
        )

    report(start >= year, "baseline_year", "{baseline_year} is not before the target year {target_year}")
    report(value.notna() & start.isna(), "baseline_year", "is empty; say which year the baseline value is of")
    report(first > year, "period_start", "{period_start} is after the target year {target_year}")
    report(high < low, "target_high", "is below the target value {target_value}; the lower end comes first")
    report(
        (frame["direction"] == "within") & high.isna() & (frame["qualifier"] != "about"),
        "target_high",
        "is empty; 'within' needs both ends of the range",
    )
    report(
        measure.isin(["cumulative", "growth"]) & first.isna() & start.isna(),
        "period_start",
        "is empty; '{measure}' needs the first year that counts",
    )
    report(
        ((measure == "growth") & (frame["path"] == "linear")) | ((measure == "each_year") & (frame["path"] != "")),
        "path",
        "can't be chosen for '{measure}'; leave it empty",
    )
    percent = (measure == "growth") | ((frame["path"] == "compound") & measure.isin(["change", "cumulative"]))
    report(percent & (frame["unit"] != "%"), "unit", "must be '%': rates are compounded")
    report(percent & (low <= -100), "target_value", "{target_value} is not possible; nothing can fall by that much")


def _bare(cell: object) -> object:
    """A cell for a message: 2025 rather than 2025.0."""
    return f"{cell:.10g}" if isinstance(cell, float | np.floating) else cell

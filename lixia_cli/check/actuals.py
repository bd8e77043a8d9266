"""Check actuals.csv: one row per observation."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.check.sheet import Problems, Sheet
from lixia_cli.columns import ACTUAL_COLUMNS
from lixia_cli.formulas import Texts
from lixia_cli.grouping import codes_of, first_of, per_distinct
from lixia_cli.periods import Period, parse_period
from lixia_cli.problems import Message
from lixia_cli.read import Table
from lixia_cli.units import split_unit

NOWHERE = Period(0, 12, "")


def check_actuals(table: Table, targets: pd.DataFrame) -> tuple[pd.DataFrame, Problems]:
    """Type the columns of actuals.csv and find what is wrong with them; `targets` is the frame of `check_targets`.

    Returns one row per observation with a known value, in the order of the file: `key, region, period, unit, status,
    bound, source, locator, note` as str, `value` as float64, and of the period `year`, `months` (int), `time` (float).
    A key without a target is kept: it is context.
    """
    sheet = Sheet(table, ACTUAL_COLUMNS)
    columns: dict[str, np.ndarray] = {
        name: sheet.text(name) for name in ("key", "region", "unit", "source", "locator", "note")
    }
    columns |= {name: sheet.choice(name) for name in ("status", "bound")}
    columns |= _periods(sheet)
    wanted = _target_units(columns, targets)
    columns["unit"] = np.where(columns["unit"] == "", wanted, columns["unit"])
    columns["value"] = sheet.numbers("value", columns["unit"])
    _check_units(sheet.problems, columns["unit"], wanted)
    _check_repeats(sheet, columns)
    known = ~np.isnan(columns["value"])
    return pd.DataFrame({name: values[known] for name, values in columns.items()}), sheet.problems


def _periods(sheet: Sheet) -> dict[str, np.ndarray]:
    """Columns period, year, months and time."""
    texts = sheet.text("period")
    codes, distinct = pd.factorize(texts)
    read = [parse_period(str(text)) for text in distinct]
    broken = np.array([period is None for period in read], dtype=np.bool_)[codes] & (texts != "")
    sheet.problems.add(
        broken,
        "period",
        lambda row: Message(
            "'{text}' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06, counted from 1 January",
            {"text": texts[row]},
        ),
    )
    periods = [period or NOWHERE for period in read]
    return {
        "period": np.array([period.text for period in periods], dtype=object)[codes],
        "year": np.array([period.year for period in periods], dtype=np.int64)[codes],
        "months": np.array([period.months for period in periods], dtype=np.int64)[codes],
        "time": np.array([period.time for period in periods], dtype=np.float64)[codes],
    }


def _target_units(columns: dict[str, np.ndarray], targets: pd.DataFrame) -> Texts:
    """For every observation the unit of the targets with its key and region, empty without any."""
    keys, regions, units = (targets[name].to_numpy(dtype=object) for name in ("key", "region", "unit"))
    count = len(targets)
    codes = codes_of(np.append(keys, columns["key"]), np.append(regions, columns["region"]))
    first = first_of(codes)[count:]
    return np.where(first < count, np.append(units, [""])[np.minimum(first, count)], "")


def _check_units(problems: Problems, units: Texts, wanted: Texts) -> None:
    """Report observations whose unit is another thing than the target's, beyond a scale word."""
    own, promised = (per_distinct(texts, lambda text: split_unit(text).base) for texts in (units, wanted))
    problems.add(
        (own != promised) & (wanted != ""),
        "unit",
        lambda row: Message(
            "'{unit}' is not the target's unit '{wanted}'; convert the value, or give another indicator its own key",
            {"unit": units[row], "wanted": wanted[row]},
        ),
    )


def _check_repeats(sheet: Sheet, columns: dict[str, np.ndarray]) -> None:
    """Report two different values of the same finality for one key, region and period.

    A preliminary value beside a final one is allowed (the final one counts), and so is the same value twice.
    """
    rows = np.flatnonzero(~np.isnan(columns["value"]) & (columns["period"] != ""))
    key, region, period, status = (columns[name][rows] for name in ("key", "region", "period", "status"))
    first = rows[first_of(codes_of(key, region, period, status))]
    scale = per_distinct(columns["unit"], lambda unit: split_unit(unit).scale).astype(np.float64)
    value = columns["value"] * scale
    # Bounded and exact are different statements: 超过420 and 420 can't both be what the period's figure is.
    same_bound = columns["bound"][rows] == columns["bound"][first]
    same = np.isclose(value[rows], value[first], rtol=1e-12, atol=0) & same_bound
    differ = np.zeros(len(sheet), dtype=np.bool_)
    differ[rows] = ~same
    earliest = np.zeros(len(sheet), dtype=np.int64)
    earliest[rows] = first

    def describe(row: int) -> Message:
        values = {
            "value": f"{columns['value'][row]:.10g}",
            "other": f"{columns['value'][earliest[row]]:.10g}",
            "line": sheet.line(int(earliest[row])),
            "status": columns["status"][row],
        }
        return Message(
            "{value} where line {line} has {other} for the same period, both {status}; keep the right one", values
        )

    sheet.problems.add(differ, "value", describe)

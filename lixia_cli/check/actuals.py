"""Check actuals.csv: one row per observation."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.check.sheet import Problems, Sheet
from lixia_cli.columns import ACTUAL_COLUMNS
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
    frame = pd.DataFrame({name: sheet.text(name) for name in ("key", "region", "unit", "source", "locator", "note")})
    frame["status"], frame["bound"] = sheet.choice("status"), sheet.choice("bound")
    frame = frame.join(_periods(sheet))
    units = _target_units(targets)
    frame["unit"] = frame["unit"].mask(frame["unit"] == "", _first_unit(frame, units))
    frame["value"] = sheet.numbers("value", frame["unit"])
    _check_units(sheet.problems, frame, units)
    _check_repeats(sheet, frame)
    return frame[frame["value"].notna()].reset_index(drop=True), sheet.problems


def _periods(sheet: Sheet) -> pd.DataFrame:
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
    columns = {
        "period": np.array([period.text for period in periods], dtype=object),
        "year": np.array([period.year for period in periods], dtype=np.int64),
        "months": np.array([period.months for period in periods], dtype=np.int64),
        "time": np.array([period.time for period in periods], dtype=np.float64),
    }
    return pd.DataFrame({name: values[codes] for name, values in columns.items()})


def _target_units(targets: pd.DataFrame) -> pd.DataFrame:
    """The distinct units promised for each key and region: columns key, region, target_unit."""
    units = targets[["key", "region", "unit"]].rename(columns={"unit": "target_unit"})
    return units[units["target_unit"] != ""].drop_duplicates()


def _first_unit(frame: pd.DataFrame, units: pd.DataFrame) -> pd.Series:
    """The unit of the first target of each observation's key and region, empty without one."""
    first = units.drop_duplicates(["key", "region"])
    return frame[["key", "region"]].merge(first, how="left", on=["key", "region"])["target_unit"].fillna("")


def _check_units(problems: Problems, frame: pd.DataFrame, units: pd.DataFrame) -> None:
    """Report observations whose unit is another thing than the target's, beyond a scale word."""
    pairs = frame[["key", "region", "unit"]].reset_index(names="row").merge(units, on=["key", "region"])
    bases = {unit: split_unit(unit).base for unit in pd.concat([pairs["unit"], pairs["target_unit"]]).unique()}
    differ = pairs[pairs["unit"].map(bases) != pairs["target_unit"].map(bases)].drop_duplicates("row")
    wanted = pd.Series(differ["target_unit"].to_numpy(), index=differ["row"])
    rows = np.zeros(len(frame), dtype=np.bool_)
    rows[differ["row"].to_numpy()] = True
    problems.add(
        rows,
        "unit",
        lambda row: Message(
            "'{unit}' is not the target's unit '{wanted}'; convert the value, or give another indicator its own key",
            {"unit": frame["unit"][row], "wanted": wanted[row]},
        ),
    )


def _check_repeats(sheet: Sheet, frame: pd.DataFrame) -> None:
    """Report two different values of the same finality for one key, region and period.

    A preliminary value beside a final one is allowed (the final one counts), and so is the same value twice.
    """
    place = ["key", "region", "period", "status"]
    known = frame[frame["value"].notna() & (frame["period"] != "")]
    scale = known["unit"].map({unit: split_unit(unit).scale for unit in known["unit"].unique()})
    # Bounded and exact are different statements: 超过420 and 420 can't both be what the period's figure is.
    known = known.assign(exact=(known["value"] * scale).round(6), row=known.index)
    distinct = known.drop_duplicates([*place, "exact", "bound"])
    repeated = distinct.duplicated(place, keep="first")
    if not repeated.any():
        return
    earliest = distinct.groupby(place, sort=False)["row"].transform("first")
    lines = sheet.table.lines
    rows = np.zeros(len(frame), dtype=np.bool_)
    rows[distinct.loc[repeated, "row"]] = True

    def describe(row: int) -> Message:
        first = int(earliest[row])
        values = {
            "value": f"{frame['value'][row]:.10g}",
            "other": f"{frame['value'][first]:.10g}",
            "line": lines[int(sheet.table.frame.index[first])],
            "status": frame["status"][row],
        }
        return Message(
            "{value} where line {line} has {other} for the same period, both {status}; keep the right one", values
        )

    sheet.problems.add(rows, "value", describe)

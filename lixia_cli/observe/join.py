"""Observations beside the targets they can count for, as columns."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from lixia_cli.model.arrays import Bools, Floats, Ints, Texts
from lixia_cli.model.grouping import per_distinct
from lixia_cli.model.thresholds import Promises
from lixia_cli.model.units import split_unit

BY_YEAR = ("cumulative", "growth", "each_year")


@dataclass(frozen=True)
class Plan:
    """What the targets say about how to look at observations, one entry per target."""

    measure: Texts
    unit: Texts
    start: Floats
    end: Floats
    rates: Bools
    """Yearly rates in percent that are compounded."""
    compound: Bools
    """The path was chosen to be compound."""
    promises: Promises

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Plan:
        """From the frame of `check_targets`."""
        measure = frame["measure"].to_numpy(dtype=str)
        year, first = (frame[name].to_numpy(dtype=np.float64) for name in ("baseline_year", "period_start"))
        compound = (frame["path"] == "compound").to_numpy(dtype=np.bool_)
        # What is counted year by year starts before its first year, everything else at its baseline.
        counted = np.isin(measure, BY_YEAR)
        start = np.where(np.isnan(year) | (counted & ~np.isnan(first)), first - 1, year)
        return cls(
            measure=measure,
            unit=frame["unit"].to_numpy(dtype=object),
            start=start,
            end=frame["target_year"].to_numpy(dtype=np.float64),
            rates=(measure == "growth") | ((measure == "cumulative") & compound),
            compound=compound,
            promises=Promises.of(frame),
        )


@dataclass(frozen=True)
class Pairs:
    """Observations beside their targets, sorted by target and time, one for each target and time."""

    target: Ints
    """Row of the target."""
    time: Floats
    year: Ints
    months: Ints
    value: Floats
    """In the target's unit."""
    period: Texts
    preliminary: Bools
    bound: Texts

    def where(self, rows: Bools | Ints) -> Pairs:
        """Those rows alone."""
        return Pairs(*(getattr(self, field.name)[rows] for field in fields(self)))

    def met(self, promises: Promises) -> Bools:
        """Whether each observation keeps its promise."""
        return promises.take(self.target).met_by(self.value, self.bound)


def beside(frame: pd.DataFrame, plan: Plan, actuals: pd.DataFrame) -> Pairs:
    """Every observation that can count, beside each target it belongs to."""
    places = [table[["key", "region"]].assign(row=np.arange(len(table))) for table in (frame, actuals)]
    joined = places[0].merge(places[1], on=["key", "region"], suffixes=("_target", "_actual"))
    target, rows = joined["row_target"].to_numpy(), joined["row_actual"].to_numpy()
    column = {name: actuals[name].to_numpy()[rows] for name in ("time", "year", "months")}
    text = {name: actuals[name].to_numpy(dtype=object)[rows] for name in ("period", "status", "bound", "unit")}
    end, start = plan.end[target], plan.start[target]
    whole = column["months"] == 12
    of_that_year = (end - start == 1) & (column["year"] == end)
    parts = np.where(plan.measure[target] == "flow", of_that_year, ~plan.rates[target])
    counts = (column["time"] <= end) & (whole | (parts & (plan.measure[target] != "each_year")))
    pairs = Pairs(
        target=target,
        time=column["time"],
        year=column["year"],
        months=column["months"],
        value=_in_target_unit(actuals["value"].to_numpy()[rows], text["unit"], plan.unit[target]),
        period=text["period"],
        preliminary=text["status"] == "preliminary",
        bound=text["bound"],
    )
    # Final beats preliminary: the last of equals stays.
    order = np.lexsort((~pairs.preliminary, pairs.time, target))
    pairs = pairs.where(order[counts[order]])
    again = (pairs.target[1:] == pairs.target[:-1]) & (pairs.time[1:] == pairs.time[:-1])
    return pairs.where(~np.append(again, np.zeros(min(len(pairs.time), 1), dtype=np.bool_)))


def _in_target_unit(values: Floats, own: Texts, wanted: Texts) -> Floats:
    """The values with the scale word (万, 亿) of the target's unit."""
    scales = [per_distinct(units, lambda unit: split_unit(unit).scale).astype(np.int64) for units in (own, wanted)]
    # Dividing by a power of ten rounds once, multiplying by its inverse twice.
    up, down = np.maximum(scales[0] // scales[1], 1), np.maximum(scales[1] // scales[0], 1)
    return np.asarray(values * up / down, dtype=np.float64)

"""Report what is hard to believe of observations and targets, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from lixia_cli.check.figures import Figures
from lixia_cli.check.problems import Problems
from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.table import Table
from lixia_cli.text.messages import Message


def report(
    found: Problems,
    actuals: Table,
    rows: Ints,
    column: str,
    template: str,
    values: Callable[[int], dict[str, object]],
) -> None:
    """Report observations, given by their positions in `actuals`; `values` makes the values of the template."""
    places = actuals["row"][rows]
    of_place = dict(zip(places.tolist(), rows.tolist(), strict=True))
    marked = np.zeros(len(found.records), dtype=np.bool_)
    marked[places] = True
    found.add(marked, column, lambda row: Message(template, values(of_place[row])))


def report_for_targets(figures: Figures, found: Problems, rows: Ints, of_target: Ints, template: str) -> None:
    """Report the first observations of series, each with its target."""
    target_of = dict(zip(rows.tolist(), of_target.tolist(), strict=True))
    actuals, targets = figures.actuals, figures.targets

    def values(row: int) -> dict[str, object]:
        target = target_of[row]
        goal = {
            "goal": number(float(targets.floats("target_value")[target])),
            "goal_unit": targets.texts("unit")[target],
        }
        return {"value": number(actuals["value"][row]), "unit": actuals["unit"][row]} | goal

    report(found, actuals, rows, "value", template, values)


def report_targets(
    found: Problems,
    targets: Table,
    rows: Bools,
    column: str,
    template: str,
    more: Mapping[str, Floats] = MappingProxyType({}),
) -> None:
    """Report rows of targets, of which there may be fewer than in the file; the template may use their columns.

    And those of `more`, which has one element per row.
    """
    places = targets["row"][rows]
    of_place = dict(zip(places.tolist(), np.flatnonzero(rows).tolist(), strict=True))
    marked = np.zeros(len(found.records), dtype=np.bool_)
    marked[places] = True

    def values(row: int) -> dict[str, object]:
        names = ("baseline_year", "baseline_value", "target_value")
        numbers = {name: float(targets.floats(name)[row]) for name in names} | {
            name: float(of[row]) for name, of in more.items()
        }
        return {**{name: number(value) for name, value in numbers.items()}, "unit": targets.texts("unit")[row]}

    found.add(marked, column, lambda row: Message(template, values(of_place[row])))


def beside(actuals: Table, row: int, other: int) -> dict[str, object]:
    """Return the values and units of two observations."""
    value, unit = actuals["value"], actuals["unit"]
    return {
        "value": number(value[row]),
        "unit": unit[row],
        "other": number(value[other]),
        "other_unit": unit[other],
    }


def number(value: float) -> str:
    """Return a number as messages show it."""
    return f"{value:.10g}"

"""Report what is hard to believe of observations and targets, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from lixia_cli.check.figures import Figures
from lixia_cli.check.problems import Problems
from lixia_cli.model.arrays import Floats, Ints
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
    if not len(rows):
        return
    places = actuals.some("row", rows)
    of_place = dict(zip(places.tolist(), rows.tolist(), strict=True))
    marked = np.zeros(len(found.records), dtype=np.bool_)
    marked[places] = True
    found.add(marked, column, lambda row: Message(template, values(of_place[row])))


def report_for_targets(figures: Figures, found: Problems, doubtful: Ints, template: str) -> None:
    """Report the first observations of the series of some targets, given by their positions, each once."""
    rows, of_target = figures.first_rows(doubtful)
    report_with_targets(figures, found, rows, of_target, template)


def report_with_targets(figures: Figures, found: Problems, rows: Ints, of_target: Ints, template: str) -> None:
    """Report observations, each with its target."""
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
    rows: Ints,
    column: str,
    template: str,
    more: Mapping[str, Floats] = MappingProxyType({}),
) -> None:
    """Report targets, given by their positions in a table that may have fewer than the file.

    The template may use their columns, and those of `more`, which has one element for each of `rows`.
    """
    if not len(rows):
        return
    places = targets.some("row", rows)
    of_place = dict(zip(places.tolist(), range(len(rows)), strict=True))
    marked = np.zeros(len(found.records), dtype=np.bool_)
    marked[places] = True

    def values(at: int) -> dict[str, object]:
        row = int(rows[at])
        names = ("baseline_year", "baseline_value", "target_value")
        numbers = {name: float(targets.floats(name)[row]) for name in names}
        numbers |= {name: float(of[at]) for name, of in more.items()}
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

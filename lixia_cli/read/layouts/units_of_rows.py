"""The unit of each row of a table for which a title names one unit, or several."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.units import split_unit, unit_in_brackets
from lixia_cli.read.layouts.build import Cells
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.table import Table
from lixia_cli.read.layouts.title_units import SEVERAL
from lixia_cli.text.comparison import comparable
from lixia_cli.text.messages import N_, Message


def units_of_rows(unit: str, keys: Cells, rows: Ints, table: Table, context: Context) -> Texts:
    """Return the unit of each record: the one that a title names, empty where a key has a unit in brackets of its own.

    Of several units each record of actuals gets the one that counts the same as its target, whatever the scale. Those
    of a key that no target has get all of them, which is the unit of nothing. `rows` are the rows of the table that the
    records are out of. Raises InputError for keys of which the title does not tell the unit, each once.
    """
    units = unit.split(SEVERAL)
    of_targets: Mapping[str, frozenset[str]] = context.targets.units_by_name() if units[1:] else {}
    found, problems = dict[str, str](), list[Problem]()
    for record, key in enumerate(map(str, keys.texts)):
        if key in found:
            continue
        fitting = [unit] if not units[1:] else _fitting(units, of_targets.get(comparable(key)))
        if unit_in_brackets(key)[1]:
            fitting = [""]
        elif units[1:] and context.of_targets:
            fitting = units
        if len(fitting) != 1:
            values = {"units": unit, "key": key, "own": ", ".join(sorted(of_targets.get(comparable(key), ())))}
            template = _OF_TARGETS if context.of_targets else _SEVERAL_FIT if fitting else _NONE_FITS
            position = int(keys.positions[record])
            place = table.place(int(rows[record]), position) if position >= 0 else table.header_place()
            problems.append(Problem(place, Message(template, values)))
        found[key] = fitting[0] if fitting else ""
    if problems:
        raise InputError(problems)
    texts = np.full(len(keys.texts), "", dtype=object)
    texts[:] = [found[str(key)] for key in keys.texts]
    return texts


def _fitting(units: list[str], of_target: frozenset[str] | None) -> list[str]:
    """Return those of the units that count what a target does; all of them as one where there is no target."""
    if of_target is None:
        return [SEVERAL.join(units)]
    if not any(of_target):
        return [""]
    counted = {_counted(unit) for unit in of_target}
    return [unit for unit in units if _counted(unit) in counted]


def _counted(unit: str) -> str:
    return comparable(split_unit(unit).base)


_NONE_FITS = N_(
    "a title says that the units are {units}; none of them is that of the target '{key}' ({own}); "
    "write its unit in brackets behind the name"
)
_SEVERAL_FIT = N_(
    "a title says that the units are {units}; more than one of them may be that of the target '{key}' ({own}); "
    "write its unit in brackets behind the name"
)
_OF_TARGETS = N_(
    "a title says that the units are {units}, but not which of them is that of '{key}'; "
    "add a column of units, or write it in brackets behind the name"
)

"""The units behind the headings of a plan's table: 2020年（亿元）, 2025年目标（亿元）."""

from __future__ import annotations

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.units import split_unit
from lixia_cli.read.layouts.plan_columns import PlanColumns
from lixia_cli.read.layouts.table import Table
from lixia_cli.text.messages import N_, Message


def with_units_of_headings(table: Table, columns: PlanColumns, rows: Ints, due: Ints, units: Texts) -> Texts:
    """Return the units of records, those that have none filled in from the headings of their figures.

    `rows` are the rows of the records in the table, and `due` the columns of their targets. Raises InputError where a
    row, or another heading, names another unit.
    """
    baseline = np.full(len(rows), -1 if columns.baseline is None else columns.baseline)
    problems = list[Problem]()
    for positions in (due, baseline):
        for position in dict.fromkeys(positions[positions >= 0].tolist()):
            heading = table.headings[position]
            if heading is None or not heading.unit:
                continue
            there = (positions == position) & (table.cells[rows, position] != "")
            units = np.where(there & (units == ""), heading.unit, units)
            said = split_unit(heading.unit)
            for record in np.flatnonzero(there):
                if split_unit(str(units[record])) != said:
                    values = {"text": units[record], "heading": table.headers[position], "said": heading.unit}
                    problems.append(Problem(table.place(int(rows[record]), position), Message(_DIFFER, values)))
    if problems:
        raise InputError(problems)
    return units


_DIFFER = N_("'{text}' where the heading '{heading}' says '{said}'; keep the right one")

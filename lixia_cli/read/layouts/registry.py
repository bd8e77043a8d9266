"""The layouts that are known, and which of them a table has."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.read.grid import Grid
from lixia_cli.read.layouts import long, plan_table, wide_by_indicator, wide_by_part, wide_by_period, wide_by_region
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.table import Table, find_table
from lixia_cli.read.layouts.understood import layout_name
from lixia_cli.read.records import Records
from lixia_cli.text.messages import Message


class Layout(NamedTuple):
    """How to recognise a layout by the header, and how to read it."""

    name: str
    fits: Callable[[Table, Context], bool]
    read: Callable[[Table, Context], Records]


_MODULES = (long, wide_by_period, wide_by_part, wide_by_indicator, wide_by_region, plan_table)
LAYOUTS = tuple(Layout(module.NAME, module.fits, module.read) for module in _MODULES)


def has_table(grid: Grid, context: Context) -> bool:
    """Whether a grid has a table in one of the layouts, be it one with problems."""
    try:
        table = find_table(grid, context)
        return table is not None and any(layout.fits(table, context) for layout in LAYOUTS)
    except InputError:
        return True


def read_grid(grid: Grid, context: Context) -> Records | None:
    """Read a grid in the one layout that it has; None where it has none.

    Raises InputError where it may have two, and for what can't be read in the one it has.
    """
    table = find_table(grid, context)
    if table is None:
        return None
    fitting = [layout for layout in LAYOUTS if layout.fits(table, context)]
    if not fitting:
        return None
    if len(fitting) > 1:
        values = {"one": layout_name(fitting[0].name), "other": layout_name(fitting[1].name)}
        message = Message("may be a table with {one}, or with {other}; write one row per figure", values)
        raise InputError([Problem(table.header_place(), message)])
    return fitting[0].read(table, context)

"""The options of a view: which rows, in which tables and order, with which columns."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from lixia_cli.cli.base import Function, Option
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
from lixia_cli.text.messages import N_


def _complete_columns(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of columns; after a comma or sign those for the next one."""
    cut = max(incomplete.rfind(","), incomplete.rfind("+"), 0 if incomplete[:1] == "-" else -1)
    before, last = incomplete[: cut + 1], incomplete[cut + 1 :]
    return [before + name for name in ASSESSED_COLUMNS if name.startswith(last)]


def view_options(command: Function) -> Function:
    """Add ``--where``, ``--by``, ``--sort`` and ``--columns``; a command receives them as its argument `asked`."""

    @functools.wraps(command)
    def packed(*arguments: Any, **options: Any) -> Any:
        from lixia_cli.render.view.view import Asked

        return command(*arguments, asked=Asked(**{name: options.pop(name) for name in _OPTIONS}), **options)

    for option in reversed(_OPTIONS.values()):
        packed = option(packed)
    return packed  # type: ignore[return-value]  # it takes the options instead of what they say


_OPTIONS: dict[str, Callable[[Function], Function]] = {
    "where": click.option(
        "--where",
        cls=Option,
        metavar="COLUMN=VALUE",
        multiple=True,
        shell_complete=_complete_columns,
        help=N_("Only targets with this value, e.g. light=red, or != any other; repeatable."),
    ),
    "by": click.option(
        "--by",
        cls=Option,
        metavar="COLUMN",
        default="",
        shell_complete=_complete_columns,
        help=N_("Group by this column, e.g. owner or nature [domain]."),
    ),
    "sort": click.option(
        "--sort",
        cls=Option,
        metavar="COLUMN",
        default="",
        shell_complete=_complete_columns,
        help=N_("Order by this column, downwards by -COLUMN; worst: furthest behind first."),
    ),
    "columns": click.option(
        "--columns",
        cls=Option,
        metavar="NAME,...",
        default="",
        shell_complete=_complete_columns,
        help=N_("Show these columns; +NAME,-NAME adds to the usual ones and leaves out."),
    ),
}

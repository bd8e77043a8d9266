"""What ``lixia compare`` puts beside each other: the values of the one option that is repeated."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, NamedTuple

import click

from lixia_cli.cli.base import Function
from lixia_cli.cli.plan_options import REPEATED, Selection, plan_options_of_sides
from lixia_cli.model.names import Names
from lixia_cli.model.periods import Period
from lixia_cli.text.messages import Message, RequestError


class Sides(NamedTuple):
    """The selections to compare, which differ in one value."""

    varied: str
    """Its field, one of REPEATED."""
    selections: tuple[Selection, ...]
    """As given."""

    @property
    def latest(self) -> Period | None:
        """Return the last of the as-of dates; None where no observation is left out."""
        dates = [selection.as_of for selection in self.selections]
        return max((date for date in dates if date), key=lambda date: date.time, default=None) if all(dates) else None

    def refuse_repeated(self, names: Names) -> None:
        """Raise RequestError if two sides are the same, by code or by name."""
        from lixia_cli.comparing import refuse_repeated

        values = [getattr(selection, self.varied) for selection in self.selections]
        refuse_repeated(self.varied, values, _option(self.varied), names)


def side_options(command: Function) -> Function:
    """Add the options of a `Selection`, some repeatable; the command receives a `Sides` as its argument `sides`."""

    @functools.wraps(command)
    def packed(*arguments: Any, **options: Any) -> Any:
        given = {name: options.pop(name) for name in Selection._fields}
        return command(*arguments, sides=_sides(given), **options)

    return plan_options_of_sides(packed)  # type: ignore[return-value]  # it takes the options instead of the sides


def _sides(given: Mapping[str, Any]) -> Sides:
    """Return the sides. Raises RequestError unless exactly one option is repeated."""
    repeated = [name for name in REPEATED if len(given[name]) > 1]
    if len(repeated) > 1:
        options = {"first": _option(repeated[0]), "second": _option(repeated[1])}
        raise RequestError(
            Message("{first} and {second} are both repeated; repeat one of them and give the other once", options)
        )
    if not repeated:
        raise RequestError(_one_side(given))
    single = {name: next(iter(given[name]), None) for name in REPEATED}
    selections = [Selection(**{**given, **single, repeated[0]: value}) for value in given[repeated[0]]]
    return Sides(repeated[0], tuple(selections))


def _one_side(given: Mapping[str, Any]) -> Message:
    """Return what is missing where no option is repeated."""
    context = click.get_current_context()
    on_command_line = click.core.ParameterSource.COMMANDLINE
    once = [name for name in REPEATED if given[name] and context.get_parameter_source(name) == on_command_line]
    if not once:
        return Message("nothing to compare: give --as-of, --region, --plan or --method twice or more")
    value = given[once[0]][0]
    values = {"option": _option(once[0]), "value": value.text if isinstance(value, Period) else value}
    return Message(
        "nothing to compare {option} {value} with: give it once more with another value, or repeat --as-of, --region, "
        "--plan or --method",
        values,
    )


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"

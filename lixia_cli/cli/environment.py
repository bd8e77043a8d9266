"""The environment variables LIXIA_…: option defaults, the language, the date of today."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping

import click

from lixia_cli.text.messages import Message, RequestError
from lixia_cli.text.patterns import Pattern
from lixia_cli.text.spelling import close_matches

PREFIX = "LIXIA_"
CONFIG, LANGUAGE, TODAY = "LIXIA_CONFIG", "LIXIA_LANG", "LIXIA_TODAY"
OWN = (CONFIG, LANGUAGE, TODAY)
"""Variables that are not, or not only, options of a command."""
_KUBERNETES = Pattern(
    r"LIXIA_([A-Z0-9_]+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)"
)
"""Variables that Kubernetes sets in every container for a service called lixia or lixia-something."""


def option_name(option: click.Parameter) -> str:
    """The name of an option in lixia.toml: its longest spelling without the dashes, such as as-of."""
    return max(option.opts, key=len).lstrip("-")


def variable_names(command: str, option: click.Parameter) -> tuple[str, str]:
    """The variables of an option: the one for its command alone, and the one for all commands that have it."""
    name = option_name(option).replace("-", "_").upper()
    return f"{PREFIX}{command.upper()}_{name}", f"{PREFIX}{name}"


def settable(command: click.Command) -> dict[str, click.Option]:
    """The options of a command that settings and variables may set, by name."""
    return {
        option_name(option): option
        for option in command.params
        if isinstance(option, click.Option) and not option.is_eager
    }


def refuse_unknown_variables(group: click.Group, environment: Iterable[str]) -> None:
    """Raise RequestError for a variable LIXIA_… that no option has."""
    ours = [variable for variable in environment if variable.startswith(PREFIX) and variable not in OWN]
    if not ours:  # then no command need be imported
        return
    known = {
        variable
        for name, command in group.commands.items()
        for option in settable(command).values()
        for variable in variable_names(name, option)
    }
    for variable in sorted(ours):
        if variable in known or _KUBERNETES.fullmatch(variable):
            continue
        close = close_matches(variable, sorted(known | set(OWN)))
        if close:
            values = {"name": variable, "close": close[0]}
            raise RequestError(Message("the environment variable {name} is not known; is it {close}?", values))
        raise RequestError(Message("the environment variable {name} is not known", {"name": variable}))


def from_environment(context: click.Context, option: click.Option) -> Iterator[str]:
    """The values of an option's variables that are set, the one for its command alone first."""
    own, shared = variable_names(str(context.command.name), option)
    if os.environ.get(own):
        yield os.environ[own]
    value = os.environ.get(shared)
    # A format that only another command has is not meant for this one.
    if value and not (isinstance(option.type, click.Choice) and _meant_for_others(context, option, value)):
        yield value


def _meant_for_others(context: click.Context, option: click.Option, value: str) -> bool:
    choices = option.type.choices if isinstance(option.type, click.Choice) else ()
    group = context.find_root().command
    commands = group.commands.values() if isinstance(group, click.Group) else ()
    others = [settable(command).get(option_name(option)) for command in commands]
    types = [other.type for other in others if other is not None]
    return value not in choices and any(isinstance(kind, click.Choice) and value in kind.choices for kind in types)


def today(environment: Mapping[str, str]) -> datetime.date:
    """The date in LIXIA_TODAY, for output that can be reproduced, else that of the clock.

    Raises RequestError if the variable is not a date.
    """
    text = environment.get(TODAY)
    if not text:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        message = Message("{name}: '{text}' is not a date; write 2026-11-30", {"name": TODAY, "text": text})
        raise RequestError(message) from error

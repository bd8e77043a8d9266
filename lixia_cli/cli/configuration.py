"""From lixia.toml and LIXIA_… to the defaults of options; what is not known there is refused."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from lixia_cli.cli.settings import Settings
from lixia_cli.files.problems import STANDARD_INPUT, InputError, Place, Problem
from lixia_cli.text.messages import N_, Message, RequestError

PREFIX = "LIXIA_"
OWN = ("LIXIA_CONFIG", "LIXIA_LANG", "LIXIA_TODAY")
"""Environment variables that are looked at before any option is."""

Defaults = dict[str, dict[str, Any]]


def option_name(option: click.Parameter) -> str:
    """What an option is called in lixia.toml: its longest spelling without the dashes, as-of for example."""
    return max(option.opts, key=len).lstrip("-")


def variable_names(command: str, option: click.Parameter) -> tuple[str, str]:
    """The environment variables of an option: for its command alone, and for all that have it."""
    name = option_name(option).replace("-", "_").upper()
    return f"{PREFIX}{command.upper()}_{name}", f"{PREFIX}{name}"


def settable(command: click.Command) -> dict[str, click.Option]:
    """The options of a command that may be set beforehand, by name."""
    return {
        option_name(option): option
        for option in command.params
        if isinstance(option, click.Option) and not option.is_eager
    }


def refuse_unknown_variables(group: click.Group, environment: Iterable[str]) -> None:
    """Raise RequestError for a variable LIXIA_… that no option has."""
    known = {
        variable
        for name, command in group.commands.items()
        for option in settable(command).values()
        for variable in variable_names(name, option)
    }
    for variable in sorted(environment):
        if variable.startswith(PREFIX) and variable not in known and variable not in OWN:
            close = difflib.get_close_matches(variable, sorted(known | set(OWN)), n=1)
            if close:
                values = {"name": variable, "close": close[0]}
                raise RequestError(Message("the environment variable {name} is not known; is it {close}?", values))
            raise RequestError(Message("the environment variable {name} is not known", {"name": variable}))


def defaults(group: click.Group, settings: Settings) -> Defaults:
    """The defaults that the settings give to each command, as click wants them: by command and parameter.

    What stands outside of a table holds for every command that has such an option and can use the value. Raises
    InputError with every key or value that can't be used.
    """
    reader = _Reader(group, settings)
    # A table comes later and so has the last word, wherever in the file it stands.
    for key, value in sorted(settings.content.items(), key=lambda item: isinstance(item[1], Mapping)):
        if isinstance(value, Mapping):
            reader.table(key, value)
        else:
            reader.shared(key, value)
    if reader.problems:
        raise InputError(reader.problems)
    return reader.found


class _Reader:
    def __init__(self, group: click.Group, settings: Settings) -> None:
        self._commands = group.commands
        self._file = settings.file
        self.problems: list[Problem] = []
        self.found: Defaults = {name: {} for name in self._commands}

    def table(self, name: str, content: Mapping[str, Any]) -> None:
        """What holds for one command."""
        if name not in self._commands:
            self._complain(name, _unknown(name, self._commands))
            return
        options = settable(self._commands[name])
        for key, value in content.items():
            option = options.get(key.replace("_", "-"))
            if option is None:
                self._complain(f"{name}.{key}", _unknown(key, options))
                continue
            try:
                self._set(name, option, value)
            except _UnusableError as error:
                self._complain(f"{name}.{key}", error.message)

    def shared(self, key: str, value: Any) -> None:
        """What holds for every command that can use it."""
        if key in self._commands:
            template = N_("is the name of a command: its settings stand below a line [{name}]")
            self._complain(key, Message(template, {"name": key}))
            return
        having = {name: settable(command).get(key.replace("_", "-")) for name, command in self._commands.items()}
        options = {name: option for name, option in having.items() if option is not None}
        if not options:
            every = {known for command in self._commands.values() for known in settable(command)}
            self._complain(key, _unknown(key, [*every, *self._commands]))
            return
        failures = []
        for name, option in options.items():
            try:
                self._set(name, option, value)
            except _UnusableError as error:
                failures.append(error.message)
        if len(failures) == len(options):
            self._complain(key, failures[0])

    def _set(self, name: str, option: click.Option, value: Any) -> None:
        """Enter a value; raises _UnusableError if the option can't take it."""
        parts = [_scalar(part, option) for part in (value if isinstance(value, list) else [value])]
        if option.metavar == "FILE":
            parts = [part if part == STANDARD_INPUT else str(Path(self._file).parent / str(part)) for part in parts]
        if isinstance(value, list) and not option.multiple:
            raise _UnusableError(Message("takes one value, not a list"))
        given = parts if option.multiple else parts[0]
        try:
            option.process_value(click.Context(self._commands[name]), given)
        except click.BadParameter as error:
            raise _UnusableError(Message("does not fit: {reason}", {"reason": error.message})) from error
        except RequestError as error:
            raise _UnusableError(error.message) from error
        self.found[name][option.name or ""] = given

    def _complain(self, key: str, message: Message) -> None:
        self.problems.append(Problem(Place(self._file, column=key), message))


class _UnusableError(Exception):
    """A value that an option can't take."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.template)


def _scalar(value: Any, option: click.Option) -> Any:
    """A value of TOML as click takes it: yes or no for flags, texts for the rest."""
    if option.is_flag and not isinstance(value, bool):
        raise _UnusableError(Message("must be true or false"))
    if isinstance(value, Mapping | list) or (isinstance(value, bool) and not option.is_flag):
        raise _UnusableError(Message("must be a text or a number"))
    return value if isinstance(value, bool) else str(value)


def _unknown(name: str, known: Iterable[str]) -> Message:
    close = difflib.get_close_matches(name.replace("_", "-"), list(known), n=1)
    if close:
        return Message("is not known; is it '{close}'?", {"close": close[0]})
    return Message("is not known; lixia --help and the help of each command name what there is")


def from_environment(context: click.Context, option: click.Option) -> Iterator[str]:
    """The values that the environment has for an option, the one for its command alone first."""
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

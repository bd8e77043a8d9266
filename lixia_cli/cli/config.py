"""Turn the settings file into option defaults, and read what must be known first. Unknown names are errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import click

from lixia_cli.cli.base import RULE_SETS
from lixia_cli.cli.environment import settable
from lixia_cli.cli.parameters import FileName
from lixia_cli.cli.settings_file import TABLES, Settings, rule_sets, tables_of
from lixia_cli.files.problems import STANDARD_INPUT, InputError, Place, Problem
from lixia_cli.text.messages import N_, Message, RequestError
from lixia_cli.text.spelling import close_matches

HELP = "help"
"""Key of the values of `_parse`, set if help is wanted."""
Defaults = dict[str, dict[str, Any]]
"""Option defaults by command and parameter, as click takes them."""


class Given(NamedTuple):
    """The options that must be known before the command line is parsed."""

    config: str | None
    """The value of ``--config``; None without one."""
    language: str
    """The last value of ``--lang``, of the group or of the command; empty without one."""
    help: bool
    """Help or the version is wanted, no run."""


def preview(group: click.Group, arguments: Sequence[str]) -> Given:
    """Read ``--config`` and ``--lang`` from a command line by click's own parsers, also from one with errors."""
    context = click.Context(group, resilient_parsing=True, **group.context_settings)
    values, rest = _parse(group, context, arguments)
    found = [values]
    name = next((position for position, argument in enumerate(rest) if argument in group.commands), None)
    if name is not None:
        command = group.commands[rest[name]]
        own, _ = _parse(command, click.Context(command, parent=context, resilient_parsing=True), rest[name + 1 :])
        found.append(own)
    languages = [part["lang"] for part in found if isinstance(part.get("lang"), str)]
    config = values.get("config")
    return Given(
        config=config if isinstance(config, str) else None,
        language=languages[-1] if languages else "",
        help="version" in values or any(HELP in part for part in found),
    )


def _parse(
    command: click.Command, context: click.Context, arguments: Sequence[str]
) -> tuple[dict[str, Any], list[str]]:
    parser = click.Command.make_parser(command, context)
    parser.ignore_unknown_options = True
    values, rest, _ = parser.parse_args(list(arguments))
    help_option = command.get_help_option(context)
    if help_option is not None and help_option.name in values:
        values[HELP] = True
    return values, list(rest)


def option_defaults(group: click.Group, settings: Settings) -> Defaults:
    """The option defaults that the settings give to each command.

    Their own rule sets are values of ``method`` too. A top-level key holds for every command that has the option and
    accepts the value. Raises InputError with every key or value that can't be used.
    """
    reader = _Reader(group, settings)
    # Tables last, so that they override top-level keys.
    options = {key: value for key, value in settings.content.items() if key not in tables_of(settings)}
    for key, value in sorted(options.items(), key=lambda item: isinstance(item[1], Mapping)):
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
        self._named = settings.named
        self._rule_sets = rule_sets(settings)
        self.problems: list[Problem] = []
        self.found: Defaults = {name: {} for name in self._commands}

    def table(self, name: str, content: Mapping[str, Any]) -> None:
        """Apply the table of a command."""
        if name not in self._commands:
            self._complain(name, _unknown(name, [*self._commands, *TABLES]))
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
        """Apply a top-level key to every command that has the option and accepts the value."""
        if key in self._commands:
            template = N_("is the name of a command; put its settings below a line [{name}]")
            self._complain(key, Message(template, {"name": key}))
            return
        having = {name: settable(command).get(key.replace("_", "-")) for name, command in self._commands.items()}
        options = {name: option for name, option in having.items() if option is not None}
        if not options and key in TABLES:
            self._complain(key, Message("must be a table: [{name}]", {"name": f"{key}.…"}))
            return
        if not options:
            every = {known for command in self._commands.values() for known in settable(command)}
            self._complain(key, _unknown(key, [*every, *self._commands, *TABLES]))
            return
        if isinstance(value, list) and not all(option.multiple for option in options.values()):
            # Of the commands that have it only some take several values.
            self._complain(key, Message("takes one value, not a list"))
            return
        failures = []
        for name, option in options.items():
            try:
                self._set(name, option, value)
            except _UnusableError as error:
                failures.append(error.message)
        if len(failures) == len(options):
            self._complain(key, failures[0])

    def _beside(self, file: object) -> str:
        """Return the name of a file relative to the settings file."""
        from pathlib import Path

        return str(Path(self._file).parent / str(file))

    def _set(self, name: str, option: click.Option, value: Any) -> None:
        """Enter a value; raises _UnusableError if the option can't take it."""
        if not self._named and isinstance(option.type, FileName) and option.type.written:
            raise _UnusableError(Message("names a file to write; only a file named with --config may do that"))
        parts = [_scalar(part, option) for part in (value if isinstance(value, list) else [value])]
        if isinstance(option.type, FileName):
            if not self._named and any("://" in str(part) for part in parts):
                raise _UnusableError(Message("names a database; only a file named with --config may do that"))
            parts = [part if part == STANDARD_INPUT or "://" in str(part) else self._beside(part) for part in parts]
        if isinstance(value, list) and not option.multiple:
            raise _UnusableError(Message("takes one value, not a list"))
        given = parts if option.multiple else parts[0]
        context = click.Context(self._commands[name])
        context.meta[RULE_SETS] = self._rule_sets
        try:
            option.process_value(context, given)
        except click.BadParameter as error:
            raise _UnusableError(Message("is invalid: {reason}", {"reason": error.message})) from error
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
    try:
        return value if isinstance(value, bool) else str(value)
    except ValueError as error:  # a number with thousands of digits
        raise _UnusableError(Message("is too large a number")) from error


def _unknown(name: str, known: Iterable[str]) -> Message:
    close = close_matches(name.replace("_", "-"), list(known))
    if close:
        return Message("is not known; is it '{close}'?", {"close": close[0]})
    return Message("is not known; see lixia --help and the help of each command")

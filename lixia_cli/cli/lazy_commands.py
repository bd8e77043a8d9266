"""The commands by name, each imported when it is first asked for: help and version need none of them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, MutableMapping

import click

PACKAGE = "lixia_cli.cli.commands"


class Commands(MutableMapping[str, click.Command]):
    """A mapping for `click.Group`; the command NAME is the only one in the module NAME of `PACKAGE`."""

    def __init__(self, short_helps: Mapping[str, str]) -> None:
        """Take what the help of the group says of each command."""
        self.short_helps = short_helps
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            short_help = self.short_helps[name]
            module = importlib.import_module(f"{PACKAGE}.{name}")
            command: click.Command = next(of for of in vars(module).values() if isinstance(of, click.Command))
            command.short_help = short_help
            self._loaded[name] = command
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __contains__(self, name: object) -> bool:
        return name in self.short_helps

    def __iter__(self) -> Iterator[str]:
        return iter(self.short_helps)

    def __len__(self) -> int:
        return len(self.short_helps)

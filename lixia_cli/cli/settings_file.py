"""lixia.toml, the settings file: find it and read it, with its tables of conventions and rule sets."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from lixia_cli.cli.environment import CONFIG
from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.system_errors import reason_of

if TYPE_CHECKING:
    from lixia_cli.assess.methods import RuleSet
    from lixia_cli.read.conventions import Conventions

OWN_METHODS = "method"
"""The table with the rule sets of one's own; a text under that name is the option."""
TABLES = ("columns", "values", "defaults", OWN_METHODS)
"""The tables of a settings file that are no settings of a command: those of `read.conventions`, and rule sets."""
FILE = "lixia.toml"
"""Read from the working directory."""
LARGEST = 1_000_000
"""Bytes of a settings file."""


class Settings(NamedTuple):
    """A settings file as it was read."""

    file: str = ""
    """Its name; empty if there is none."""
    content: Mapping[str, Any] = MappingProxyType({})
    named: bool = True
    """It was named with --config or LIXIA_CONFIG, not found in the working directory."""

    @property
    def language(self) -> str:
        """The language that it sets; empty if it sets none."""
        return str(self.content.get("lang", ""))


def read_settings(config: str | None, environment: Mapping[str, str]) -> Settings:
    """Read the file of ``--config``, else of LIXIA_CONFIG, else lixia.toml in the working directory, else nothing.

    Raises InputError if it can't be read, is not TOML, or was found in the working directory and another user could
    have written it.
    """
    if config is not None:
        return read(config)
    if environment.get(CONFIG):
        return read(environment[CONFIG])
    if not os.path.isfile(FILE):
        return Settings()
    _refuse_foreign(FILE)
    return read(FILE, named=False)


def read(file: str, named: bool = True) -> Settings:
    """Read a settings file. Raises InputError if it can't be read or is not TOML."""
    import tomllib

    try:
        with open(file, "rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise _broken(file, Message("is too large for a settings file"))
        return Settings(file, tomllib.loads(content.decode("utf-8-sig")), named)
    except OSError as error:
        raise _broken(file, Message("cannot be read: {reason}", {"reason": reason_of(error)})) from error
    except UnicodeDecodeError as error:
        raise _broken(file, Message("is not UTF-8; save it as UTF-8")) from error
    except RecursionError as error:
        raise _broken(file, Message("is not TOML: {reason}", {"reason": "nested too deeply"})) from error
    except ValueError as error:  # tomllib's own, and that of numbers with thousands of digits
        place = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        reason = str(error)[: place.start()] if place else str(error)
        line = int(place[1]) if place else 0
        raise _broken(file, Message("is not TOML: {reason}", {"reason": reason}), line) from error


def _broken(file: str, message: Message, line: int = 0) -> InputError:
    return InputError([Problem(Place(file, line), message)])


def _refuse_foreign(file: str) -> None:
    """Raise InputError for a file that belongs to another user, or that another user may write."""
    if not hasattr(os, "geteuid"):
        return
    for status in (os.lstat(file), os.stat(file)):
        if status.st_uid not in (0, os.geteuid()):
            raise _broken(file, Message("belongs to another user; use --config {file} if you trust it", {"file": file}))
    if status.st_mode & stat.S_IWOTH or (status.st_mode & stat.S_IWGRP and not _own_group(status.st_gid)):
        template = N_("can be written by other users; use --config {file} if you trust it, or chmod go-w {file}")
        raise _broken(file, Message(template, {"file": file}))


def _own_group(group: int) -> bool:
    """Whether a group has no member but the user: many systems give each user one."""
    import grp
    import pwd

    try:
        user = pwd.getpwuid(os.geteuid())
        return user.pw_gid == group and set(grp.getgrgid(group).gr_mem) <= {user.pw_name}
    except KeyError:  # a user or group without a name
        return False


def conventions(settings: Settings) -> Conventions:
    """Return what the settings say of the headers, words and gaps of files: their tables columns, values, defaults.

    Raises InputError with every key or value that can't be used.
    """
    from lixia_cli.read.conventions import conventions_of

    return conventions_of(tables_of(settings), settings.file)


def rule_sets(settings: Settings) -> Mapping[str, RuleSet]:
    """Return the rule sets that the settings define, by name: their tables ``[method.NAME]``.

    Raises InputError with every key or value that can't be used.
    """
    tables = tables_of(settings).get(OWN_METHODS)
    if not tables:
        return {}
    # It loads numpy, which most settings files don't need.
    from lixia_cli.assess.own_rule_sets import own_rule_sets

    return own_rule_sets(tables, settings.file)


def tables_of(settings: Settings) -> dict[str, Any]:
    """Return the tables of the settings that are no settings of a command."""
    return {name: value for name, value in settings.content.items() if name in TABLES and isinstance(value, Mapping)}

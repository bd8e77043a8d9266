"""lixia.toml: what is asked for in every run, unless the command line or the environment says otherwise."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.text.messages import Message

FILE = "lixia.toml"
"""Read where it lies in the folder that lixia runs in."""


@dataclass(frozen=True)
class Settings:
    """A file of settings, as it was read."""

    file: str = ""
    """Its name; empty where there is none."""
    content: Mapping[str, Any] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language it asks for; empty if it does not."""
        return str(self.content.get("lang", ""))


def find(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The file of settings: ``--config``, then LIXIA_CONFIG, then lixia.toml in this folder; empty without any.

    Looks at the arguments before they are parsed, for parsing needs the answer.
    """
    for position, argument in enumerate(arguments):
        if argument == "--config" and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith("--config="):
            return argument.removeprefix("--config=")
        if not argument.startswith("-"):
            break
    return environment.get("LIXIA_CONFIG") or (FILE if os.path.isfile(FILE) else "")


def read(file: str) -> Settings:
    """Read a file of settings; no settings for an empty name. Raises InputError if it can't be read or is not TOML."""
    if not file:
        return Settings()
    import tomllib

    try:
        return Settings(file, tomllib.loads(Path(file).read_text(encoding="utf-8-sig")))
    except OSError as error:
        message = Message("cannot be read: {reason}", {"reason": error.strerror or str(error)})
        raise InputError([Problem(Place(file), message)]) from error
    except UnicodeDecodeError as error:
        raise InputError([Problem(Place(file), Message("is not UTF-8; save it as UTF-8"))]) from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        reason = str(error)[: place.start()] if place else str(error)
        line = int(place[1]) if place else 0
        raise InputError([Problem(Place(file, line), Message("is not TOML: {reason}", {"reason": reason}))]) from error

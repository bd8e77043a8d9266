"""The names of sources that an engine reads: FILE.parquet, FILE.duckdb#TABLE, duckdb:///FILE#TABLE, postgresql://…#TABLE."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, unquote_plus, urlsplit

from lixia_cli.files.problems import IN_FILES, InputError, Place, Problem, file_label
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

_URL = Pattern(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_PARQUET = b"PAR1"


class Location(NamedTuple):
    """A table that an engine reads."""

    label: str
    """The name as messages show it: without user, password and parameters."""
    url: str
    """What connects to the engine; a path for a file of DuckDB or Parquet."""
    table: str
    """The table, with its schema in front if need be; empty for a Parquet file."""

    def without_secrets(self, text: str) -> str:
        """Return the first line of what a driver says without what the URL keeps secret.

        The user and the values of parameters may be ordinary words, of which parts are left as they are.
        """
        parts = urlsplit(self.url if "://" in self.url else "")
        values = [pair.partition("=")[2] for pair in parts.query.split("&")]
        for secret in (self.url if parts.scheme else "", parts.query, parts.netloc.rpartition("@")[0], parts.password):
            for spelling in _spellings(secret or ""):
                text = text.replace(spelling, "…")
        for secret in sorted((parts.username or "", *values), key=len, reverse=True):
            for spelling in _spellings(secret):
                text = re.sub(rf"(?<!\w){re.escape(spelling)}(?!\w)", "…", text)
        return " ".join(next(iter(text.strip().splitlines()), "").split())


def _spellings(secret: str) -> Iterator[str]:
    """Yield what stands in a URL as drivers may repeat it: decoded, and as a literal of Python."""
    for spelling in dict.fromkeys((secret, unquote(secret), unquote_plus(secret))):
        if spelling:
            yield from dict.fromkeys((spelling, repr(spelling)[1:-1]))


def location_of(source: str) -> Location | None:
    """Return the table that the name of a source stands for; None for a source that is no engine's.

    Raises InputError for the URL of a database without the name of a table, and for one that has a secret where
    drivers expect none and so might print it.
    """
    if "://" not in source or not _URL.match(source):
        path, _, table = source.rpartition("#")
        if path.lower().endswith(".duckdb") and table and not os.path.exists(source):
            return Location(source, path, table)
        return Location(source, source, "") if _is_parquet(source) else None
    url, mark, table = source.rpartition("#")
    label = file_label(source)
    if not (mark and table):
        template = N_("names no table; write {label}#TABLE, or #SCHEMA.TABLE")
        raise InputError([Problem(Place(label), Message(template, {"label": label}))])
    scheme = url.partition(":")[0].lower()
    if scheme not in IN_FILES:
        _check(url, table, label)
    return Location(label, _path(url) if scheme in IN_FILES else url, table)


def _check(url: str, table: str, label: str) -> None:
    """Raise InputError for a URL that drivers would take apart otherwise than it is meant."""
    try:
        _ = urlsplit(url).port
        valid = not re.search("[/?#].*@", url.partition("://")[2], re.DOTALL)
    except ValueError:  # of the port, or of brackets
        valid = False
    message = None if valid else Message(_ENCODE)
    if "?" in table:
        message = Message("has parameters behind the table; write them in front of it: …?NAME=VALUE#TABLE")
    if message:
        raise InputError([Problem(Place(label), message)])


_ENCODE = N_("is no valid URL; in user, password and parameters write @ : / ? # [ ] as %40 %3A %2F %3F %23 %5B %5D")


def _is_parquet(path: str) -> bool:
    """Whether a file is Parquet, by its name or by what it begins with."""
    if path.lower().endswith((".parquet", ".parq")):
        return True
    try:
        with open(path, "rb") as file:
            return os.path.isfile(path) and file.read(len(_PARQUET)) == _PARQUET
    except (OSError, ValueError):
        return False


def _path(url: str) -> str:
    """Return the URL of a database in a file; behind three slashes a name is relative if there is no such absolute one.

    ibis takes it for absolute, SQLAlchemy for relative.
    """
    scheme, _, rest = url.partition("://")
    relative = rest.removeprefix("/")
    wanted = relative if rest.startswith("/") and not os.path.exists(rest) and os.path.exists(relative) else rest
    return f"{scheme}://{os.path.abspath(wanted)}"
